// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The end of a life: by chance, which goes by age, sex and marital status, and in any case at the
// last age. A letter tells whoever was married to the dead; who waited to be found waits no more.

#include "examples/kin/numbers.h"

namespace counterlife::kin {

namespace {

void end(Act& act)
{
    const Life& life = act.life();
    Place& place = act.place_state();
    place.entries.enter_death(life.row, act.now());
    if (life.status == Status::married) {
        act.send({.id = life.spouse, .slot = life.spouse_slot, .place = act.here()}, bereavement);
        act.note(0, life.spouse);
    } else {
        withdraw(place, life);
    }
    act.die();
}

void lose_spouse(Act& act, const engine::Letter&)
{
    Life& life = act.life();
    act.note(0, life.spouse);
    life.spouse = engine::nobody;
    life.spouse_slot = engine::no_slot;
    life.spouse_row = no_row;
    life.status = Status::widowed;
    offer_himself(act.place_state(), act.numbers(), life, act.self().slot);
    if (!act.numbers().status_matters()) act.carry_on();
}

} // namespace

const Rule death{
    .name = "death",
    .says = "A person dies.",
    .grain = 13,
    .ceiling =
        [](const View& view, Instant from) {
            return view.numbers.death_of(view.life).ceiling(view.life.born, from);
        },
    .rate = [](const View& view,
               Instant at) { return view.numbers.death_of(view.life).rate(view.life.born, at); },
    .effect = end};

const Rule last_day{.name = "death.last_day",
                    .says = "Nobody lives beyond the last age.",
                    .due = [](const View& view) { return at_age(view.life.born, last_month).day; },
                    .effect = end};

const Rule bereavement{.name = "death.bereavement",
                       .says = "A husband or wife hears of the death and is widowed.",
                       .react = lose_spouse};

} // namespace counterlife::kin
