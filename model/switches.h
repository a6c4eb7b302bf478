// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which rules run, and when: what a scenario may say of a rule.

#include "engine/time.h"

#include <limits>
#include <string>
#include <vector>

namespace counterlife::model {

/// A rule is in force from one day to another (exclusive). Off is an empty span.
struct RuleSwitch {
    std::string rule; ///< a rule's name, e.g. "marriage.divorce", or a claim's id, e.g. "PARTY-17"
    engine::Day from = engine::before_all_days;
    engine::Day to = engine::no_day;
    bool soft = false; ///< a claim told without exceptions: a small share escapes it
};

using RuleSwitches = std::vector<RuleSwitch>;

/// The names of all rules in the order of the model's list.
std::vector<std::string> rule_names();

} // namespace counterlife::model
