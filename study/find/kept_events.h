// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The events of a run that a search asks for, life by life, out of a table of any length.

#include "engine/event.h"
#include "study/find/pattern.h"
#include "study/nation/stages.h"
#include "study/record/person_numbers.h"
#include "study/record/run_description.h"
#include "study/rooms.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::find {

/// What is kept of an event: which of the steps it may be, a bit each, and what it means for the
/// state of the life.
struct KeptEvent {
    engine::LifeId who = engine::nobody;
    engine::Day day;
    std::uint32_t steps : most_steps = 0;
    std::uint32_t turn : turn_bits = 0; ///< a Turn
};
static_assert(most_steps + turn_bits == 32 && sizeof(KeptEvent) == 16);

/// Which events to keep. Ages and states are not asked here: they hang on the life.
struct EventQuery {
    struct Check {
        std::uint32_t step = 0; ///< its bit
        NumberRange detail, days;
        NumberRange part_is = {}; ///< what these bits of the detail must be
        std::int32_t part = -1;
        bool (*means)(std::int32_t detail) = nullptr; ///< and what it must mean; null: anything
        std::vector<bool> places = {};                ///< by place; empty for any
    };
    std::vector<std::vector<Check>> by_rule; ///< by rule number
    std::vector<bool> turns;                 ///< by rule number: may lead into another state
    std::vector<std::string> rules;          ///< by rule number

    bool asks_details() const;
    bool asks_places() const;
    /// What an event is to the pattern; none: nothing. A place that is none of the names is one
    /// past their end.
    std::optional<KeptEvent> hit(engine::LifeId who, std::size_t rule, engine::Day day,
                                 std::int32_t detail, std::size_t place) const;
    bool asks(std::size_t rule) const { return turns[rule] || !by_rule[rule].empty(); }
};

/// What the pattern asks of events under the names of a run that knows them all. With `states` the
/// turns of every life are kept as well.
EventQuery query_of(const Pattern& pattern, const PatternNames& names, bool states);

/// Lives to keep. It may keep a few others: it looks at the first bits of the identity.
class LifeSieve {
public:
    void add(engine::LifeId who) { bits_[place_of(who) >> 6] |= bit_of(who); }
    bool has(engine::LifeId who) const { return (bits_[place_of(who) >> 6] & bit_of(who)) != 0; }

private:
    static constexpr int bits = 26;
    static std::size_t place_of(engine::LifeId who) { return who >> (63 - bits); }
    static std::uint64_t bit_of(engine::LifeId who)
    {
        return std::uint64_t{1} << (place_of(who) & 63);
    }

    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(std::size_t{1} << (bits - 6));
};

/// KeptEvents by life, and those of a life by day and, on one day, in the order of the rules. They
/// lie in heaps by the first bits of the identity, so that heaps can be worked on side by side.
class KeptEvents {
public:
    static constexpr int heap_bits = 10;
    static std::size_t heap_of(engine::LifeId who) { return who >> (63 - heap_bits); }

    /// Takes the hits in the order of the table.
    explicit KeptEvents(std::vector<std::vector<KeptEvent>> groups, int threads);

    std::size_t heaps() const { return begin_.size() - 1; }
    std::span<const KeptEvent> heap(std::size_t number) const
    {
        return {hits_.data() + begin_[number], begin_[number + 1] - begin_[number]};
    }

private:
    std::vector<KeptEvent> hits_;
    std::vector<std::size_t> begin_;
};

/// Reads the events. Without a sieve all lives are kept; institutions never are. The sentence of a
/// failure continues "found ".
std::expected<KeptEvents, std::string> read_kept_events(const std::filesystem::path& run,
                                                        const RunDescription& description,
                                                        const PersonNumbers& numbers,
                                                        const EventQuery& query,
                                                        const LifeSieve* sieve, int threads);

} // namespace counterlife::study::find
