// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Luck and ignorance told apart: what runs differ by because their luck does, and what because
// nobody knows which numbers are right.
//
// Each member of an ensemble is lived with the same seeds. So the runs are a table of members by
// seeds, y = mean + member + seed + the rest, and its two-way analysis of variance by the method of
// moments gives the variance of the members free of luck. docs/decisions/0038 says why so.

#include "study/rooms.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace counterlife::study::figures {

/// Runs in the order in which they are lived: all of the first member, then all of the next, the
/// seeds being the same in each.
struct MemberRuns {
    std::vector<double> weights; ///< by member, in any unit
    std::size_t replicates = 1;  ///< of each member

    std::size_t members() const { return weights.size(); }
    std::size_t runs() const { return weights.size() * replicates; }
};

struct Spread {
    double mean = 0; ///< over members by weight
    /// The 95 % interval for the mean that luck leaves, by Student's t over the seeds; none of one.
    std::optional<double> low, high;
    /// The 95 % interval for what a member comes to in the long run: luck and ignorance. With one
    /// seed it holds of luck only what members differ by.
    std::optional<double> ensemble_low, ensemble_high;
    std::optional<double> sd_luck;      ///< from seed to seed within a member; none of one seed
    std::optional<double> sd_ignorance; ///< from member to member, luck taken out; the same
    std::vector<double> of_members;     ///< the mean of each over the seeds
};

/// What runs show of one number; as many values as there are runs. A variance of members below
/// what luck explains is nought. Needs two members at least.
Spread spread_of(std::span<const double> values, const MemberRuns& runs);

/// Half of an interval of both, from half of luck's and of a deviation of members.
double half_of_both(double luck, double deviation, const MemberRuns& runs);

/// How many members have the other sign than the mean; of a mean of nought none.
std::size_t members_against(double mean, std::span<const double> of_members);

} // namespace counterlife::study::figures
