// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife rules`: which rules answer which claims, on what numbers, and how often they fired.

#include "study/check_command.h"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace counterlife::study {

/// A rule in its own words.
struct RuleFacts {
    std::string name, says;
    std::vector<std::string> answers; ///< the ids of claims
};

struct RulesRequest {
    ScenarioChoice choice;
    std::vector<RuleFacts> rules;   ///< in the model's order
    std::string word = {};          ///< a rule's name or a claim's id; empty: list all
    std::filesystem::path run = {}; ///< a run directory to count firings in; empty: none
};

/// All rules of the model, with their answers taken apart.
std::vector<RuleFacts> rule_facts();

/// Writes tables or a page to `out` and returns 0; or writes every complaint to `err` and
/// returns 2.
int rules(const RulesRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::study
