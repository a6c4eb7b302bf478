// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Marriage, as those see it who marry: they begin to seek, ask the market, and wait for word.
//
// As in SOCSIM, a rate of marriage is one of seeking. Whether and when somebody is found is the
// market's business.

#include "examples/kin/numbers.h"

namespace counterlife::kin {

namespace {

Bound ceiling(const View& view, Instant from)
{
    return view.numbers.marriage_of(view.life).ceiling(view.life.born, from);
}

PerYear rate(const View& view, Instant at)
{
    return view.numbers.marriage_of(view.life).rate(view.life.born, at);
}

void marry(Act& act, const engine::Letter& letter)
{
    Life& life = act.life();
    life.spouse = letter.about.id;
    life.spouse_slot = letter.about.slot;
    life.spouse_row = static_cast<Row>(letter.payload);
    life.status = Status::married;
    life.seeks = false;
    act.note(0, life.spouse);
    if (!act.numbers().status_matters()) act.carry_on();
}

void go_on_alone(Act& act, const engine::Letter&)
{
    act.life().seeks = false;
    if (!act.numbers().status_matters()) act.carry_on();
}

} // namespace

void ask_for_spouse(Act& act, Row child)
{
    act.life().seeks = true;
    act.send(act.here(), market_office, matchmaking, std::uint64_t{child} << 32 | act.life().row);
}

void offer_himself(Place& place, const Numbers& numbers, const Life& life, engine::Slot slot)
{
    if (numbers.market.queues == 1 && life.sex == Sex::man)
        place.market.enter({.id = life.being.id, .slot = slot, .row = life.row},
                           place.entries[life.row]);
}

void withdraw(Place& place, const Life& life)
{
    place.market.leave(life.being.id, place.entries[life.row]);
}

const Rule search{.name = "marriage.search",
                  .says = "An unmarried person begins to seek a spouse.",
                  .grain = 12,
                  .ceiling = ceiling,
                  .rate = rate,
                  .effect = [](Act& act) { ask_for_spouse(act); }};

const Rule wedding{.name = "marriage.wedding",
                   .says = "Two people whom the market has matched are married.",
                   .react = marry,
                   .returned = &undelivered};

const Rule disappointment{.name = "marriage.disappointment",
                          .says = "There is nobody to be had, and a woman may seek again.",
                          .react = go_on_alone};

} // namespace counterlife::kin
