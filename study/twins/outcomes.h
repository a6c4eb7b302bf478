// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is asked of every life when two worlds are compared: one table, a line an outcome.

#include "engine/event.h"
#include "model/exile.h"
#include "model/nation.h"
#include "study/rooms.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::twins {

/// A life as a run leaves it.
struct Ending {
    const model::Life& life;
    const model::Exile* exile; ///< null for whoever has never set out across the river
    engine::Day died;          ///< no_day: alive when the run ended
    engine::Day end;           ///< the day after the last of the run

    bool alive() const { return died == engine::no_day; }
    engine::Day last() const { return alive() ? end : died; }
};

/// A life on a first of January.
struct January {
    const model::Life& life;
    const model::Exile* exile;
    engine::PlaceId place; ///< where the person is, or is on the way to
    engine::Day today;
    engine::Day mark; ///< as the events have left it
};

/// What has been read so far.
struct Reading {
    float& value;
    engine::Day& mark;             ///< no_day until it is set
    const model::Numbers& numbers; ///< of the world in which it happens
};

/// Read from the events of some rules in the order in which they happen.
struct EventOutcome {
    std::array<const model::Rule*, 6> rules;
    void (*read)(Reading& reading, std::size_t rule, const engine::Event& event);
};

/// An outcome is a number for each life. It is read at the end of the life, or from the events of a
/// rule (did it ever happen, or at what age first), or from the events of several in their order,
/// or as the sum of what every first of January adds; the two last may go together.
struct Outcome {
    std::string_view name, unit, description;
    double (*at_end)(const Ending&) = nullptr; ///< not a number: does not apply
    const model::Rule* ever = nullptr;         ///< 1 if it ever fired, else 0
    const model::Rule* ever_met = nullptr; ///< the same, in another's life, this being the other
    const model::Rule* age_at = nullptr;   ///< age when it first fired; else none
    const EventOutcome* from_events = nullptr;
    double (*in_january)(const January&) = nullptr;
    float at_first = 0;                       ///< from which events and Januaries start
    bool (*applies)(const Ending&) = nullptr; ///< else there is no number; none: to everybody
};

/// All outcomes.
std::span<const Outcome> outcomes();

/// The outcome of that name, if there is one.
const Outcome* find_outcome(std::string_view name);

} // namespace counterlife::study::twins
