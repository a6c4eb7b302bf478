// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// First pregnancy: the event the model is about.
//
// How likely it is depends on age, and on whether a woman lives with a partner and for how long:
// each status is a spell of its own, with a table by age.

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

Spell spell(const View& view, Instant from)
{
    const Instant since = view.life.since, turns_three = three_years_after(since);
    const Status status = status_at(view.life, from);
    return {.rates = &view.numbers.pregnancy[index(status)],
            .origin = {birth},
            .begin = status == Status::first_late ? turns_three : since,
            .until = status == Status::first_early ? turns_three : Spell::for_ever,
            .occasion = static_cast<std::uint16_t>(status)};
}

void conceive(Act& act)
{
    act.place_state().book.note(in(Step::pregnancy, settle_status(act)), act.now());
    act.life().childless = false;
}

} // namespace

const Rule first_pregnancy{.name = "pregnancy.first",
                           .says = "A childless woman conceives for the first time.",
                           .spell = spell,
                           .effect = conceive};

} // namespace counterlife::riskpaths
