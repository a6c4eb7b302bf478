// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What one version of a question has been found to do, replicate by replicate, and what these
// replicates say together. All that an answer tells comes from here.
//
// Of each replicate only sums over the persons asked about are kept, so that a thousand replicates
// take little more memory than one.

#include "study/questions/questions_file.h"
#include "study/rooms.h"
#include "study/twins/effects.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

/// Persons whose lives are tied: all of one county of birth in one replicate.
struct CountySums {
    std::int64_t counties = 0; ///< in which there are such persons
    /// Over counties: of persons squared, of persons by difference, of difference squared.
    double persons_squares = 0, products = 0, difference_squares = 0;

    void add(double persons, double difference);
    CountySums& operator+=(const CountySums& more);
};

/// Sums over the persons of one county of birth in one replicate.
struct CountyOf {
    engine::PlaceId place = engine::nowhere;
    double persons = 0, difference = 0;
};

/// Sums over the persons of one subgroup and outcome in one replicate.
struct LivedSums {
    PairedSums people;
    std::int64_t moved = 0; ///< persons whose outcome differs
    CountySums counties;
    std::vector<CountyOf> by_county = {}; ///< by place; only of an ensemble's first replicates
};

/// Of fewer groups a variance between them says little.
inline constexpr int fewest_groups = 10;

/// Which sums are kept: an outcome, of those the answer is about or of the whole population.
struct Slot {
    std::size_t outcome = 0; ///< by position among all outcomes
    Subgroup subgroup;
    std::size_t group = 0; ///< of the subgroup, by position
    bool wider = false;    ///< of the whole population
};
inline constexpr const char* of_all = "all";
inline constexpr const char* of_wider = "wider";

/// The slots of a question; of one that is asked of other people than its own, none is wider.
std::vector<Slot> slots_of(const Question& question, bool has_own_people);

/// One replicate of a version, by slot.
using Lived = std::vector<LivedSums>;

/// An effect as replicates together show it, each person counting alike; it lacks outcome and
/// subgroup.
///
/// The difference is the ratio of two sums, and its variance is found from groups of persons whose
/// lives are tied, by linearisation (Cochran, Sampling Techniques, 3rd ed., 1977, section 6.3 and
/// 9A.2): over replicates, where ten or more have such persons; else over the counties of birth
/// within replicates, where there are ten or more; else over persons. The interval is Student's
/// with one degree less than there are groups. Of fewer than 30 persons, or where the outcome moves
/// for nobody, there is none.
EffectRow pooled(std::span<const LivedSums> replicates);

class Pool {
public:
    Pool(const Question& question, bool has_own_people)
        : question_{&question}, slots_{slots_of(question, has_own_people)}
    {
    }

    const std::vector<Slot>& slots() const { return slots_; }
    int replicates() const { return static_cast<int>(replicates_.size()); }
    std::span<const Lived> all() const { return replicates_; }

    /// Takes the next replicate.
    void add(Lived lived) { replicates_.push_back(std::move(lived)); }
    /// What is behind the main outcome in the first so many replicates.
    std::int64_t persons(int replicates) const;
    /// What the first so many replicates say, a row for each slot that has persons.
    std::vector<EffectRow> rows(int replicates) const;

private:
    const Question* question_;
    std::vector<Slot> slots_;
    std::vector<Lived> replicates_; ///< in their order, from the first on
};

} // namespace counterlife::study::questions
