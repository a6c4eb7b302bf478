// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife rules`: which rules answer which claims, on what numbers, and how often they fired.

#include "app/commands.h"
#include "study/account/rules_page.h"
#include "study/input/rule_facts.h"
#include "study/input/scenario_choice.h"

#include <expected>
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

/// What was asked for, by rule and claim: with no word all of them.
struct ToldRules {
    RulesMaterial material;
    std::vector<const RuleFacts*> rules; ///< of the request
    std::vector<const model::ClaimFacts*> claims;
};

/// Of a rule it and the claims that it answers; of a claim it and the rules that answer it.
std::expected<ToldRules, Complaints> rules_of(const RulesRequest& request);

/// Writes tables or a page to `out` and returns 0; or writes every complaint to `err` and
/// returns 2.
int rules(const RulesRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app
