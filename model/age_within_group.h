// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace counterlife::model {

/// Where within five years of age somebody stands: the numbers of the neighbouring groups say
/// whether there are more towards the younger or the older, so that no step is left between groups.
/// `people` are so many groups of each sex.
inline double within_group(std::span<const double> people, std::size_t cell, std::size_t groups,
                           double drawn) noexcept
{
    const std::size_t group = cell % groups;
    const double here = people[cell];
    if (here <= 0) return drawn;
    const double younger = group > 0 ? people[cell - 1] : here;
    const double older = group + 1 < groups ? people[cell + 1] : here;
    // The density rises evenly from 1 - slope to 1 + slope.
    const double slope = std::clamp((older - younger) / (4 * here), -0.95, 0.95);
    if (std::abs(slope) < 1e-9) return drawn;
    const double least = 1 - slope;
    return (std::sqrt(least * least + 4 * slope * drawn) - least) / (2 * slope);
}

} // namespace counterlife::model
