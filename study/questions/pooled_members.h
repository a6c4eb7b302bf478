// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a version of a question does under the members of an ensemble, each of which has lived the
// same replicates with the same seeds: luck and ignorance told apart, also where few persons are
// asked about. docs/decisions/0038 says why so.

#include "study/questions/pool.h"
#include "study/rooms.h"

#include <span>
#include <vector>

namespace counterlife::study::questions {

/// The replicates of one subgroup and outcome under one member.
struct MemberLived {
    double weight = 1; ///< of the member, in any unit
    std::vector<LivedSums> replicates;
};

/// An effect as all members together show it; it lacks outcome and subgroup. All have as many
/// replicates.
///
/// Each member has an effect of its own, the ratio of two sums as `pooled` has it, and the means
/// are over members by weight, for a set of numbers is no likelier the more people it sends. Luck
/// is found from groups of persons whose lives may be tied, in whatever member: those of one
/// replicate, where there are ten replicates, else those of one county of birth in one replicate.
/// Linearised by groups, members are a table of members by groups, which figures::spread_of takes
/// both ways. `low`, `high`, `error` and the two deviations are none where all persons are of one
/// group; then the interval of both is that of the members as they are found.
///
/// `members` are those that tell: with persons in two groups at least, where there are as many.
/// There is no interval of fewer than two of them, of fewer than 30 persons under all together, or
/// where the outcome moves for nobody.
EffectRow pooled(std::span<const MemberLived> members);

/// A version as one member has lived it.
struct MemberPool {
    double weight = 1;
    const Pool* pool = nullptr;
};

/// What the first so many replicates of all members say, a row for each slot that has persons.
std::vector<EffectRow> rows_of(std::span<const MemberPool> members, int replicates);

} // namespace counterlife::study::questions
