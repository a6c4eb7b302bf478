// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What all places of a run share and none may change.

#include "engine/digest.h"
#include "engine/rule.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::engine {

/// Whose events are kept: everybody's, nobody's, or those of one life in `one_in`, chosen by
/// identity; in any case those of the lives that are named. Watching changes nothing: the digest
/// covers all events whatever is kept.
struct EventSample {
    std::uint32_t one_in = 0;  ///< 0: nobody's; 1: everybody's
    std::vector<LifeId> named; ///< in ascending order; where there are any, institutions too

    bool keeps(LifeId id) const noexcept
    {
        if (one_in == 1) return true;
        const bool some = one_in > 1 || !named.empty();
        if (some && id < first_life_id) return true;
        if (one_in > 1 && mix(id, 0x57617463) % one_in == 0) return true;
        return std::ranges::binary_search(named, id);
    }
};

/// The days on which a rule is in force: from the first, before the second.
struct InForce {
    Day from = std::numeric_limits<Day>::min();
    Day to = no_day;

    bool on(Day day) const noexcept { return from <= day && day < to; }
};

template <class M> struct RunContext {
    const typename M::Numbers& numbers;
    std::span<const Rule<M>* const> rules;
    std::vector<Stream> streams;       ///< by rule
    std::vector<InForce> in_force;     ///< by rule
    std::vector<std::uint16_t> travel; ///< days from place to place, row by row
    std::size_t places = 0;
    Luck luck;
    Day start = 0;
    EventSample sample;

    Day travel_days(PlaceId from, PlaceId to) const noexcept
    {
        return from == to ? 1 : travel[from * places + to];
    }
    bool on(RuleId rule, Day day) const noexcept { return in_force[rule].on(day); }
};

/// A broken promise inside a model: the run stops and says whose life, which rule, which day.
struct Failure {
    Day day = 0;
    LifeId who = nobody;
    std::string what;
};

/// What a run did, in whole numbers.
struct Work {
    std::int64_t events = 0;      ///< rules that fired and letters that changed something
    std::int64_t visits = 0;      ///< times a life was looked at
    std::int64_t letters = 0;     ///< read by somebody
    std::int64_t forwarded = 0;   ///< sent after somebody who had moved
    std::int64_t to_the_dead = 0; ///< came too late
    std::int64_t sent = 0;
    std::int64_t born = 0, died = 0, left = 0, arrived = 0;

    Work& operator+=(const Work& other) noexcept
    {
        events += other.events, visits += other.visits, letters += other.letters;
        forwarded += other.forwarded, to_the_dead += other.to_the_dead, sent += other.sent;
        born += other.born, died += other.died, left += other.left, arrived += other.arrived;
        return *this;
    }
};

/// The identity of an institution: the number of its place and its number there.
constexpr LifeId office_id(PlaceId place, std::uint8_t office) noexcept
{
    return (LifeId{place} << 8 | office) + 1;
}

} // namespace counterlife::engine
