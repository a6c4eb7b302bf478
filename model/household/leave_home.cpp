// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A single adult sets up a household alone.
//
//   data/household/household.csv: leave_home, leave_home_age

#include "model/household/household.h"
#include "model/household/numbers.h"
#include "model/nation.h"

namespace counterlife::model::household {

namespace {

Bound leave_home_ceiling(const View& view, Instant from)
{
    const HouseholdNumbers& p = view.numbers.household;
    const Day until = from.day + 20 * 365;
    const double youngest = -p.lowest_leave_home_age.from(from.day)[0];
    if (age_in_years(view.life, from) < youngest) return not_before(view.life, youngest, until);
    return {PerYear{p.highest_leave_home.from(from.day)[0]}, until};
}

PerYear leave_home_rate(const View& view, Instant at)
{
    const HouseholdNumbers& p = view.numbers.household;
    if (age_in_years(view.life, at) < p.leave_home_age.at(at.day)[0]) return never;
    return PerYear{p.leave_home.at(at.day)[0]};
}

constexpr Record leave_home_record{.text = "{He} sets up a household of {his} own."};

} // namespace

constinit const Rule leave_home{
    .name = "household.leave_home",
    .says = "Some single adults set up a household of their own.",
    .grain = 16,
    .ceiling = leave_home_ceiling,
    .rate = leave_home_rate,
    .effect = set_up,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.is_free() && who.out_of_school() && who.never_married &&
                              !who.looking && !who.own_home;
                   },
               .record = &leave_home_record},
};

} // namespace counterlife::model::household
