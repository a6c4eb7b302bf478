// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A young couple leaves the parents.
//
// Couples who began in the husband's parents' household set up their own at a steady rate, and
// take their children along.
//
//   data/household/household.csv: split

#include "model/household/household.h"
#include "model/household/numbers.h"
#include "model/journal/before.h"
#include "model/nation.h"

namespace counterlife::model::household {

namespace {

Bound split_ceiling(const View& view, Instant from)
{
    return {PerYear{view.numbers.household.highest_split.from(from.day)[0]}, from.day + 20 * 365};
}

PerYear split_rate(const View& view, Instant at)
{
    return PerYear{view.numbers.household.split.at(at.day)[0]};
}

void move_out(Act& act)
{
    set_up(act);
    if (living(act.life().spouse)) invite(act, act.life().spouse);
    invite_children(act);
    act.note(0, act.life().spouse.id);
}

constexpr Record split_record{.text = "{He} and {other} set up a household of their own.",
                              .follows = before::marriage};

} // namespace

constinit const Rule split{
    .name = "household.split",
    .says = "Couples who live with the husband's parents set up their own household in time.",
    .grain = 11,
    .ceiling = split_ceiling,
    .rate = split_rate,
    .effect = move_out,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.at_home() && !who.woman && who.married && who.with_parents &&
                              !who.bereft;
                   },
               .record = &split_record},
};

} // namespace counterlife::model::household
