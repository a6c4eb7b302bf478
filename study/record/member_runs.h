// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which member of an ensemble a run is of, and how the runs of an ensemble stand together.

#include "study/rooms.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::study::record {

/// The member that a run was lived under, with what it says of each parameter.
struct MemberOf {
    std::string ensemble;
    int number = 0; ///< from 1 on
    double weight = 1;
    std::vector<std::pair<std::string, double>> values; ///< by address: name, or name/key
};

/// Runs in the order in which they are lived: all of the first member, then all of the next, the
/// seeds being the same in each.
struct MemberRuns {
    std::vector<double> weights; ///< by member, in any unit
    std::size_t replicates = 1;  ///< of each member
    std::string ensemble = {};   ///< its name

    std::size_t members() const { return weights.size(); }
    std::size_t runs() const { return weights.size() * replicates; }
};

} // namespace counterlife::study::record
