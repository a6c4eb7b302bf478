// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the search for the lost.

#include "model/scalars.h"

namespace counterlife::model {

struct SearchFamily {
    static constexpr std::string_view institution = "search", family = "search";
    enum : std::size_t {
        max_months,
        stop_days,
        heart,
        again,
        meeting,
        sightings,
        lag_days,
        error,
        entry_quality,
        knows_from,
        knows_all,
        crowd,
        checks_per_year,
        fee,
        true_report,
        settling_months,
        decay,
        least_belief,
        remembered,
        last_age,
        count
    };
    static const std::array<Scalar, count> table;
};
using SearchNumbers = NumbersOf<SearchFamily>;

namespace search {

/// How likely somebody thinks it that the lost are alive, by the years without word of them.
double belief(const SearchNumbers::Values& p, double years) noexcept;
/// How likely a child is found in a camp's book: by age when last seen, and how many are in it.
double match(const SearchNumbers::Values& p, double age, double children) noexcept;

} // namespace search

} // namespace counterlife::model
