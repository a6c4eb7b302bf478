// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Does a life hold the steps of a pattern, one after the other?
//
// For each step the events at which the steps so far may end are kept, all of them: the earliest is
// not always the right one, as a later one may lie within reach of what follows. With its events in
// order a life takes one look at each of them a step. Steps that fall on one day may do so in any
// order, each by an event of its own.

#include "study/find/kept_events.h"
#include "study/rooms.h"

#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::find {

/// What of a life matters beside its events.
struct Looked {
    engine::LifeId who = engine::nobody;
    engine::Day born, died = engine::no_day;
    Sex sex = Sex::male;
    bool founder = false, born_abroad = false;
};

class SequenceMatch {
public:
    /// `stages` may be null where the pattern asks for no states.
    SequenceMatch(const Pattern& pattern, const StageNumbers* stages);

    /// The steps that must happen, and one more if something must never happen after the last.
    std::size_t legs() const { return legs_.size(); }

    /// What the legs say.
    std::vector<std::string> words() const;

    /// How many legs the life gets through, from the first on. `life` may be null where the pattern
    /// asks neither for ages nor for states.
    std::size_t passed(std::span<const KeptEvent> hits, const Looked* life);

    /// After a life that passed them all: a day for each step that must happen.
    std::vector<engine::Day> days() const;

private:
    static constexpr std::size_t none = ~std::size_t{0};

    struct Leg {
        std::vector<std::size_t> nevers; ///< between the step before and this one
        std::size_t step = none;         ///< none: the end of the life
    };
    /// An event at which the legs so far may end.
    struct Reached {
        std::ptrdiff_t at;  ///< among the hits; -1 before the first step
        std::size_t before; ///< among the reached of the leg before
        engine::Day day;
    };

    void prepare(std::span<const KeptEvent> hits, const Looked* life);
    bool is(std::size_t step, std::size_t at) const { return (fits_[at] >> step & 1) != 0; }
    void walk(std::size_t number);
    bool took(std::size_t leg, std::size_t one, std::ptrdiff_t at) const;
    void add_ways(std::size_t number, std::size_t first, std::ptrdiff_t opening, std::ptrdiff_t at);
    void find_spoilt(const Leg& leg, const std::vector<Reached>& from);

    const Pattern& pattern_;
    const StageNumbers* stages_;
    std::vector<Leg> legs_;
    std::uint32_t plain_nevers_ = 0; ///< those without a length of time, a bit each

    std::span<const KeptEvent> hits_;
    std::vector<std::uint32_t> fits_;           ///< which steps each hit is
    std::vector<std::vector<Reached>> reached_; ///< by leg
    std::vector<std::ptrdiff_t> spoilt_, matching_;
};

} // namespace counterlife::study::find
