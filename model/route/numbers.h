// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the ways to the South.

#include "model/scalars.h"

namespace counterlife::model {

struct RouteFamily {
    static constexpr std::string_view institution = "route", family = "route";
    enum : std::size_t {
        resolve,
        resolve_church,
        resolve_family,
        resolve_child,
        team,
        broker,
        teams_from_start,
        word_spreads,
        teams_spread,
        factor_partner,
        factor_trusted,
        trust_years,
        factor_guided,
        weight_mission,
        weight_mongolia,
        weight_vietnam,
        weight_thailand,
        months_mission,
        months_mongolia,
        months_vietnam,
        months_thailand,
        transit_days,
        shelter_months,
        capture_mission,
        capture_mongolia,
        capture_vietnam,
        capture_thailand,
        cost,
        child_goes,
        spread,
        roads,
        trust_sooner,
        count
    };
    static const std::array<Scalar, count> table;
};
using RouteNumbers = NumbersOf<RouteFamily>;

} // namespace counterlife::model
