// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/claims.h"

#include <algorithm>

namespace counterlife::model {

namespace {

std::vector<std::string> absolute_claims()
{
    std::vector<std::string> ids;
    for (const ClaimFacts& claim : claim_facts)
        if (claim.absolute) ids.emplace_back(claim.id);
    return ids;
}

} // namespace

FamilySpec Claims::spec()
{
    return {.institution = "claims",
            .family = "exceptions",
            .parameters = {{"exceptions.share", "share", absolute_claims(), 0, 1,
                            "share of exceptions to a claim that is told softly"}}};
}

Claims::Claims(const ParameterSet& set, const RuleSwitches& switches)
    : rates_{set, "exceptions.share", absolute_claims()}
{
    std::uint8_t next = 0;
    for (std::size_t i = 0; i < claims_told; ++i)
        if (claim_facts[i].absolute) slot_[i] = next++;
    for (std::size_t i = 0; i < claims_told; ++i) spans_[i].soft = claim_facts[i].softly;
    for (const RuleSwitch& one : switches) {
        const ClaimFacts* claim = find_claim(one.rule);
        if (!claim) continue; // A rule's name: the engine's business.
        spans_[static_cast<std::size_t>(claim - claim_facts.data())] = {
            .from = one.from, .to = one.to, .soft = one.soft};
    }
}

std::vector<std::string> claim_names()
{
    std::vector<std::string> names;
    for (const ClaimFacts& claim : claim_facts)
        if (claim.built == Built::here) names.emplace_back(claim.id);
    return names;
}

const ClaimFacts* find_claim(std::string_view id)
{
    const auto at = std::ranges::find(claim_facts, id, &ClaimFacts::id);
    return at == claim_facts.end() ? nullptr : &*at;
}

} // namespace counterlife::model
