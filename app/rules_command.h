// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife rules`: which rules answer which claims, on what numbers, and how often they fired.

#include "app/commands.h"
#include "study/input/rule_facts.h"
#include "study/input/scenario_choice.h"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace counterlife::app {

struct RulesRequest {
    ScenarioChoice choice;
    std::vector<RuleFacts> rules;   ///< in the model's order
    std::string word = {};          ///< a rule's name or a claim's id; empty: list all
    std::filesystem::path run = {}; ///< a run directory to count firings in; empty: none
};

/// Writes tables or a page to `out` and returns 0; or writes every complaint to `err` and
/// returns 2.
int rules(const RulesRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app
