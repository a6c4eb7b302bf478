// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The page of one rule or claim: what it says, its switch, its numbers and how often it fired.

#include "model/claims.h"
#include "study/figures/firings.h"
#include "study/input/claims_file.h"
#include "study/input/rule_facts.h"
#include "study/input/scenario.h"
#include "study/rooms.h"

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace counterlife::study::account {

struct CountedRun {
    std::string name; ///< its directory
    std::int64_t persons_per_life = 1;
    Firings firings;
};

/// All that pages are made of.
struct RulesMaterial {
    ClaimsFile claims;
    std::optional<CountedRun> run = {};
    Scenario scenario = {};
};

void print_rule(const RuleFacts& rule, const RulesMaterial& material, std::ostream& out);
void print_claim(const model::ClaimFacts& claim, std::span<const RuleFacts> rules,
                 const RulesMaterial& material, std::ostream& out);

/// How far a claim has been built.
std::string_view state_text(const model::ClaimFacts& claim);

/// How a scenario has put a switch: "off", "soft ..1990-01-01"; "none" for a claim without one.
std::string switch_text(const model::RuleSwitches& switches, std::string_view name);

/// Words with commas between.
std::string list_text(std::span<const std::string> words);

} // namespace counterlife::study::account
