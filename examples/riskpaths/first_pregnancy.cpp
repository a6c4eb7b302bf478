// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// First pregnancy: the event the model is about.
//
// How likely it is depends on age, and on whether a woman lives with a partner and for how long.
// Age is cut between two ticks, but a union turns three within one: in that tick the ceiling is
// the higher of the two rates, and the rate itself says which holds.

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

PerYear rate(const View& view, Instant at)
{
    return view.numbers.pregnancy[index(status_at(view.life, at))].rate(at);
}

Bound ceiling(const View& view, Instant from)
{
    const auto& rates = view.numbers.pregnancy;
    const Status status = status_at(view.life, from);
    Bound bound = rates[index(status)].ceiling(from);
    if (status == Status::first_early) {
        const Tick turns_three = three_years_after(view.life.since).day;
        if (from.day < turns_three) {
            bound.until = std::min(bound.until, turns_three);
        } else {
            const Bound late = rates[index(Status::first_late)].ceiling(from);
            bound = {.rate = std::max(bound.rate, late.rate), .until = from.day + 1};
        }
    }
    return bound;
}

void conceive(Act& act)
{
    act.place_state().book.note(in(Step::pregnancy, settle_status(act)), act.now());
    act.life().childless = false;
}

} // namespace

const Rule first_pregnancy{.name = "pregnancy.first",
                           .says = "A childless woman conceives for the first time.",
                           .grain = 3,
                           .ceiling = ceiling,
                           .rate = rate,
                           .effect = conceive};

} // namespace counterlife::riskpaths
