// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Unions begin and end, twice at most, as long as a woman has not conceived.
//
// The first depends on age; what comes after depends on how long the present status has lasted.
// Those later steps are rare beside pregnancy, so the highest of their rates serves as a ceiling
// for all time: hardly anybody is looked at in vain.

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

void unite(Act& act)
{
    act.place_state().book.note(Step::first_union, act.now());
    enter(act, Status::first_early);
}

void part(Act& act)
{
    const bool early = settle_status(act) == Status::first_early;
    act.place_state().book.note(
        early ? Step::first_dissolution_early : Step::first_dissolution_late, act.now());
    enter(act, Status::after_first);
}

void unite_again(Act& act)
{
    act.place_state().book.note(Step::second_union, act.now());
    enter(act, Status::second);
}

void part_again(Act& act)
{
    act.place_state().book.note(Step::second_dissolution, act.now());
    enter(act, Status::after_second);
}

template <auto hazard> PerYear rate(const View& view, Instant at)
{
    return (view.numbers.*hazard).rate(view.life.since, at);
}

template <auto hazard> Bound ceiling(const View& view, Instant)
{
    return {.rate = (view.numbers.*hazard).highest(), .until = engine::no_day};
}

} // namespace

const Rule first_union{
    .name = "union.first",
    .says = "A woman moves in with a partner for the first time.",
    .grain = 3,
    .ceiling = [](const View& view,
                  Instant from) { return view.numbers.first_union.ceiling(from); },
    .rate = [](const View& view, Instant at) { return view.numbers.first_union.rate(at); },
    .effect = unite};

const Rule first_dissolution{.name = "union.first_dissolution",
                             .says = "A childless couple parts.",
                             .grain = 6,
                             .ceiling = ceiling<&Numbers::first_dissolution>,
                             .rate = rate<&Numbers::first_dissolution>,
                             .effect = part};

const Rule second_union{.name = "union.second",
                        .says = "A woman whose first union ended moves in with another partner.",
                        .grain = 3,
                        .ceiling = ceiling<&Numbers::second_union>,
                        .rate = rate<&Numbers::second_union>,
                        .effect = unite_again};

const Rule second_dissolution{.name = "union.second_dissolution",
                              .says = "A childless second couple parts.",
                              .grain = 5,
                              .ceiling = ceiling<&Numbers::second_dissolution>,
                              .rate = rate<&Numbers::second_dissolution>,
                              .effect = part_again};

} // namespace counterlife::riskpaths
