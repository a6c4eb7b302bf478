// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The end of a life: by chance, where the run knows mortality, and in any case at the last age.

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

void end(Act& act)
{
    const Status status = settle_status(act);
    act.place_state().book.note(
        act.life().childless ? in(Step::childless_death, status) : Step::death, act.now());
    act.die();
}

Spell spell(const View& view, Instant)
{
    return {.rates = &view.numbers.death, .origin = {birth}, .begin = {birth}};
}

} // namespace

const Rule death{.name = "life.death", .says = "A woman dies.", .spell = spell, .effect = end};

const Rule last_day{.name = "life.last_day",
                    .says = "Nobody lives beyond the last age.",
                    .due = [](const View& view) { return view.numbers.last_day; },
                    .effect = end};

} // namespace counterlife::riskpaths
