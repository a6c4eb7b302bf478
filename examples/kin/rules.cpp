// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The one list of rules, and which of them may concern whom.

#include "examples/kin/kin.h"

namespace counterlife::kin {

namespace {

constexpr std::array all_rules{&last_day,    &death,       &birth,          &search,     &wedding,
                               &bereavement, &matchmaking, &disappointment, &undelivered};

constexpr std::array unmarried_woman{&last_day, &birth, &search, &death};
constexpr std::array wife{&last_day, &birth, &death};
constexpr std::array unmarried_man{&last_day, &search, &death};
constexpr std::array husband{&last_day, &death};

} // namespace

std::span<const Rule* const> Kin::rules()
{
    return all_rules;
}

std::span<const Rule* const> Kin::rules_of(const Life& life)
{
    const bool may_seek = life.status != Status::married && !life.seeks;
    if (life.sex == Sex::woman)
        return may_seek ? std::span<const Rule* const>{unmarried_woman} : wife;
    return may_seek ? std::span<const Rule* const>{unmarried_man} : husband;
}

} // namespace counterlife::kin
