// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What all places of a run share and none may change.

#include "engine/journal.h"
#include "engine/rule.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::engine {

/// The days on which a rule is in force: from the first, before the second.
struct InForce {
    Day from = before_all_days;
    Day to = no_day;

    bool on(Day day) const noexcept { return from <= day && day < to; }
};

template <class M> using Watch = std::function<std::string(
    const typename M::Life& before, const typename M::Life& after, const Event& event)>;

/// What looking ahead needs of a rule besides its functions: the days on which it can bring
/// anything, see Rule::starts, and its luck.
struct Asked {
    InForce days;
    Stream stream = 0;
};

/// By rule.
template <class M> std::vector<Asked> asked_of(std::span<const Rule<M>* const> rules,
                                               const typename M::Numbers& numbers,
                                               std::span<const InForce> in_force)
{
    std::vector<Asked> asked(rules.size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        asked[i] = {.days = in_force[i], .stream = stream_of(rules[i]->name)};
        Day& from = asked[i].days.from;
        if (rules[i]->starts) from = std::max(from, rules[i]->starts(numbers));
    }
    return asked;
}

template <class M> struct RunContext {
    const typename M::Numbers& numbers;
    std::span<const Rule<M>* const> rules;
    std::vector<InForce> in_force;     ///< by rule
    std::vector<Asked> asked;          ///< by rule
    std::vector<std::uint16_t> travel; ///< days from place to place, row by row
    std::size_t places = 0;
    Luck luck;
    Day start;
    EventSample sample;
    /// Shown each life before and after an event of it; what it says is a fault and ends the run.
    /// Empty: nobody looks.
    Watch<M> watch = {};

    Days travel_days(PlaceId from, PlaceId to) const noexcept
    {
        return from == to ? Days{1} : Days{travel[from * places + to]};
    }
    /// Whether there is a way from a place to a place: a number may be none's, and without a table
    /// of ways nobody travels.
    bool leads(PlaceId from, PlaceId to) const noexcept
    {
        return to == from || (to < places && !travel.empty());
    }
    bool on(RuleId rule, Day day) const noexcept { return in_force[rule].on(day); }
};

} // namespace counterlife::engine
