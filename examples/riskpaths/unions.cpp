// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Unions begin and end, twice at most, as long as a woman has not conceived.
//
// The first depends on age; what comes after depends on how long the present status has lasted.

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

/// A table that counts from when she entered the status in which she is.
template <auto table> Spell spell(const View& view, Instant)
{
    return {.rates = &(view.numbers.*table), .origin = view.life.since, .begin = view.life.since};
}

} // namespace

const Rule first_union{.name = "union.first",
                       .says = "A woman moves in with a partner for the first time.",
                       .spell = spell<&Numbers::first_union>,
                       .effect = unite};

const Rule first_dissolution{.name = "union.first_dissolution",
                             .says = "A childless couple parts.",
                             .spell = spell<&Numbers::first_dissolution>,
                             .effect = part};

const Rule second_union{.name = "union.second",
                        .says = "A woman whose first union ended moves in with another partner.",
                        .spell = spell<&Numbers::second_union>,
                        .effect = unite_again};

const Rule second_dissolution{.name = "union.second_dissolution",
                              .says = "A childless second couple parts.",
                              .spell = spell<&Numbers::second_dissolution>,
                              .effect = part_again};

} // namespace counterlife::riskpaths
