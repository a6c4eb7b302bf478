// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules, and which of them may concern whom.

#include "examples/riskpaths/riskpaths.h"

namespace counterlife::riskpaths {

namespace {

constexpr std::array all_rules{&last_day,          &death,        &first_pregnancy,   &first_union,
                               &first_dissolution, &second_union, &second_dissolution};

constexpr std::array mother{&last_day, &death};
constexpr std::array never{&last_day, &first_pregnancy, &first_union, &death};
constexpr std::array first{&last_day, &first_pregnancy, &first_dissolution, &death};
constexpr std::array after_first{&last_day, &first_pregnancy, &second_union, &death};
constexpr std::array second{&last_day, &first_pregnancy, &second_dissolution, &death};
constexpr std::array after_second{&last_day, &first_pregnancy, &death};

// The soonest stand first: what comes later need not be looked for beyond them. The order costs
// or saves time and changes no life.
constexpr std::array<std::span<const Rule* const>, statuses> childless{
    never, first, first, after_first, second, after_second};

} // namespace

std::span<const Rule* const> RiskPaths::rules()
{
    return all_rules;
}

std::span<const Rule* const> RiskPaths::rules_of(const Life& life)
{
    return life.childless ? childless[index(life.status)] : mother;
}

} // namespace counterlife::riskpaths
