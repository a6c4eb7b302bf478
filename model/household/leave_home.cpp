// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A single adult sets up a household alone.
//
//   data/household/household.csv: leave_home

#include "model/household/household.h"
#include "model/nation.h"

namespace counterlife::model::household {

namespace {

constexpr double first_age = 20;

Bound leave_home_ceiling(const View& view, Instant from)
{
    if (age_in_years(view.life, from) < first_age) return {never, day_of_age(view.life, first_age)};
    return {view.numbers.household.highest_leave_home.from(from.day)[0], from.day + 20 * 365};
}

PerYear leave_home_rate(const View& view, Instant at)
{
    if (age_in_years(view.life, at) < first_age) return never;
    return view.numbers.household.leave_home.at(at.day)[0];
}

} // namespace

constinit const Rule leave_home{
    .name = "household.leave_home",
    .says = "Now and then a single adult sets up a household alone.",
    .grain = 16,
    .ceiling = leave_home_ceiling,
    .rate = leave_home_rate,
    .effect = set_up,
};

} // namespace counterlife::model::household
