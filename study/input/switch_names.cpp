// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/switch_names.h"

#include "model/claims.h"
#include "study/text/nearest.h"

#include <vector>

namespace counterlife::study::input {
namespace {

std::string nearest_of(std::string_view word, std::span<const std::string> rule_names,
                       const std::vector<std::string_view>& claims)
{
    std::vector<std::string_view> names{rule_names.begin(), rule_names.end()};
    names.insert(names.end(), claims.begin(), claims.end());
    std::string right = nearest(word, names);
    return right.empty() ? nearest(in_capitals(word), claims) : right;
}

} // namespace

std::string in_capitals(std::string_view word)
{
    std::string text{word};
    for (char& letter : text)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return text;
}

std::string nearest_switch(std::string_view word, std::span<const std::string> rule_names)
{
    const std::vector<std::string> claims = model::claim_names();
    return nearest_of(word, rule_names, {claims.begin(), claims.end()});
}

std::string nearest_rule_or_claim(std::string_view word, std::span<const std::string> rule_names)
{
    std::vector<std::string_view> claims;
    for (const model::ClaimFacts& claim : model::claim_facts) claims.push_back(claim.id);
    return nearest_of(word, rule_names, claims);
}

std::string absolute_claims_text()
{
    std::string text;
    for (const model::ClaimFacts& claim : model::claim_facts)
        if (claim.absolute) text.append(text.empty() ? "" : ", ").append(claim.id);
    return text;
}

} // namespace counterlife::study::input
