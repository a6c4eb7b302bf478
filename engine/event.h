// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run remembers: one event is one thing that happened to one life or institution.

#include "engine/time.h"

#include <cstdint>

namespace counterlife::engine {

/// A life's identity: a pure function of its mother's identity and its birth order (founders: of
/// their row), so that the same person is recognised in two runs. Institutions have identities
/// below `first_life_id`. Always below 2^63, so that it fits a signed column.
using LifeId = std::uint64_t;

inline constexpr LifeId nobody = 0;
inline constexpr LifeId first_life_id = LifeId{1} << 32;

/// A rule's number is its position in the model's list of rules. In files rules go by name.
using RuleId = std::uint16_t;
inline constexpr RuleId no_rule = 0xFFFF;

/// A place's number is its position in the model's list of places.
using PlaceId = std::uint16_t;
inline constexpr PlaceId nowhere = 0xFFFF;

/// The event behind a letter: who sent it, on what day, under which rule. An event whose cause
/// has no rule is a life's own rule at work; otherwise (who, day, rule) names the event to walk
/// back to.
struct Cause {
    LifeId who = nobody;
    Day day;
    RuleId rule = no_rule;
};

struct Event {
    LifeId who = nobody;
    LifeId with = nobody; ///< the other person or institution, where there is one
    Cause cause;
    Day day;
    std::int32_t detail = 0; ///< a small number whose meaning belongs to the rule
    RuleId rule = no_rule;
    PlaceId place = nowhere;
};

} // namespace counterlife::engine
