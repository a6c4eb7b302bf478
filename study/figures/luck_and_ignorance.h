// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Luck and ignorance told apart: what runs differ by because their luck does, and what because
// nobody knows which numbers are right.
//
// Each member of an ensemble is lived with the same seeds. So the runs are a table of members by
// seeds, y = mean + member + seed + the rest, and its two-way analysis of variance by the method of
// moments gives the variance of the members free of luck. docs/decisions/0038 says why so.

#include "study/record/member_runs.h"
#include "study/rooms.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace counterlife::study::figures {

struct Spread {
    double mean = 0; ///< over members by weight
    /// The 95 % interval for the mean that luck leaves, by Student's t over the seeds; none of one.
    std::optional<double> low, high;
    std::optional<double> error; ///< the standard error that the interval is made of
    /// The 95 % interval for what a member comes to in the long run: luck and ignorance. With one
    /// seed it holds of luck only what members differ by.
    std::optional<double> ensemble_low, ensemble_high;
    std::optional<double> sd_luck;      ///< from seed to seed within a member; none of one seed
    std::optional<double> sd_ignorance; ///< from member to member, luck taken out; the same
    double deviation = 0;               ///< from member to member as it is found
    std::vector<double> of_members;     ///< the mean of each over the seeds
};

/// What is said where each member was lived once.
inline constexpr const char* one_seed_sentence =
    "With one replicate a member luck and ignorance cannot be told apart: the interval is of both, "
    "and holds of luck only what members differ by; --replicates 3 or more tells.";

/// What runs show of one number; as many values as there are runs. A variance of members below
/// what luck explains is nought. Needs two members at least.
Spread spread_of(std::span<const double> values, const MemberRuns& runs);

/// How many members have the other sign than the mean; of a mean of nought none.
std::size_t members_against(double mean, std::span<const double> of_members);

} // namespace counterlife::study::figures
