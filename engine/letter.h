// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Letters, addresses and the records the engine keeps with every life.

#include "engine/event.h"
#include "engine/time.h"

#include <cstdint>
#include <limits>
#include <tuple>

namespace counterlife::engine {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = std::numeric_limits<Slot>::max();

/// Where a life was last known to be. A stale address still serves: a letter is sent after
/// whoever has moved, and what reaches nobody has reached the dead.
struct Address {
    LifeId id = nobody;
    Slot slot = no_slot;
    PlaceId place = nowhere;
    std::uint16_t note = 0; ///< the model's own remark beside an address

    bool known() const noexcept { return id != nobody; }
};

/// The identity of an institution: the number of its place and its number there.
constexpr LifeId office_id(PlaceId place, std::uint8_t office) noexcept
{
    return (LifeId{place} << 8 | office) + 1;
}

/// Where an institution gets its mail. It never moves.
constexpr Address office_address(PlaceId place, std::uint8_t office) noexcept
{
    return {.id = office_id(place, office), .slot = no_slot, .place = place};
}

/// What is next for a life, beside the day that stands in its place's calendar.
struct Upcoming {
    std::uint32_t fraction = 0;
    float mark = 0;
    RuleId rule = no_rule; ///< no_rule: nothing happens, only look ahead again
};

/// The part of every life's record that belongs to the engine. A model's Life begins with one.
struct Being {
    LifeId id = nobody;
    Upcoming next;
};

/// A letter to a life or to an institution. It is read on `day`, before anything else the
/// recipient does that day, by the rule it names.
struct Letter {
    LifeId to = nobody;
    LifeId from = nobody;
    std::uint64_t payload = 0; ///< what it says; the meaning belongs to the rule
    Address about;             ///< whom it is about, where it is about somebody
    Slot to_slot = no_slot;
    Slot from_slot = no_slot;
    Day day;
    Day sent;
    PlaceId to_place = nowhere;
    PlaceId from_place = nowhere;
    RuleId rule = no_rule;
    RuleId from_rule = no_rule;

    Address sender() const noexcept { return {.id = from, .slot = from_slot, .place = from_place}; }
    Cause cause() const noexcept { return {.who = from, .day = sent, .rule = from_rule}; }
};

/// The order in which one recipient reads letters of one day: by what they say and who sent
/// them, never by when they came in. Whoever arrives on that day arrives first (travel.h).
inline bool reads_before(const Letter& a, const Letter& b) noexcept
{
    return std::tie(a.to, a.rule, a.from, a.sent, a.about.id, a.payload) <
           std::tie(b.to, b.rule, b.from, b.sent, b.about.id, b.payload);
}

} // namespace counterlife::engine
