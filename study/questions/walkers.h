// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those whose lives in the base world walk a pattern.

#include "study/find/kept_events.h"
#include "study/find/pattern.h"
#include "study/record/run_description.h"
#include "study/rooms.h"
#include "study/twins/twin_world.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace counterlife::study::questions {

/// A pattern to take people by.
struct Walk {
    std::string name; ///< as it was typed
    Pattern pattern;
    RunDescription base; ///< its numbers, of which the states of a life hang
};

/// What of a pattern a world of twins cannot tell, or does not know.
void check_walk(const Pattern& pattern, const model::Map& map, Complaints& complaints);

/// Hears of one replicate year by year, and knows at its end who walked.
class Walkers {
public:
    Walkers(const Walk& walk, const model::Map& map, int replicate);

    void note_year(const TwinWorld& base);
    /// The base has ended.
    void find(const TwinWorld& base, const People& people);
    bool has(engine::LifeId who) const { return found_.contains(who); }

private:
    bool is_looked_at(const Person& person) const;

    const Walk& walk_;
    const model::Map& map_;
    int replicate_;
    PatternNames names_;
    EventQuery query_;
    std::vector<std::vector<KeptEvent>> hits_; ///< a group a year
    std::unordered_set<engine::LifeId> found_;
};

} // namespace counterlife::study::questions
