// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Farewell, and coming home.
//
//   FAMILY-04 the one who leaves asks the family to wait
//   FAMILY-05 what happened in the meantime is learned at home
//   FAMILY-11 the house stays

#include "model/family/family.h"

#include "model/border/border.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/nation.h"

namespace counterlife::model::family {

namespace {

void be_left(Act& act, const Letter& letter)
{
    Life& life = act.life();
    if (life.spouse.id != letter.from || life.marital != Marital::married) return act.quiet();
    life.career.left_behind = true;
    act.note(0, letter.from);
}

void miss_child(Act& act, const Letter& letter)
{
    act.life().career.child_away = true;
    act.note(0, letter.from);
    act.carry_on();
}

/// FAMILY-05  Everything that no word came of.
void hear_of_the_dead(Act& act, Exile& exile)
{
    Life& life = act.life();
    for (const LifeId dead : exile.unheard) {
        for (Address* kin : {&life.spouse, &life.mother, &life.father})
            if (kin->id == dead) kin->note |= known_dead;
        for (Address& child : act.books().kin.list(life.children))
            if (child.id == dead) child.note |= known_dead;
        if (life.spouse.id == dead && life.marital == Marital::married)
            life.marital = Marital::widowed, life.since = act.today();
    }
    exile.unheard.clear();
}

/// FAMILY-11  Into the house that was left, whoever lives there now.
void enter_house(Act& act, Exile& exile)
{
    Books& books = act.books();
    Life& life = act.life();
    if (exile.house == 0) // Born on the other side: there never was one.
        exile.house = engine::mix(life.being.id, static_cast<std::uint64_t>(act.today())) &
                      ~std::uint64_t{1};
    HouseholdId house = books.find_house(exile.house);
    if (house == no_household) house = books.open_household(exile.house);
    books.enter(house);
    life.household = house;
}

void arrive_home(Act& act, const Letter&)
{
    Exile& exile = border::record(act);
    hear_of_the_dead(act, exile);
    enter_house(act, exile);
    labour::wait_for_placement(act);
    act.note(static_cast<std::int32_t>(exile.crossings));
}

} // namespace

void come_home(Act& act)
{
    const Exile& exile = border::record(act);
    labour::wait_for_placement(act);
    act.life().career.stage_until = engine::no_day; // Not before coming home.
    if (exile.home != act.here()) return act.travel(exile.home, homecoming);
    act.send(act.self(), homecoming);
}

constinit const Rule farewell{
    .name = "family.farewell",
    .says = "Wife or husband is told of the departure, and asked to wait.",
    .answers = "FAMILY-04",
    .react = be_left,
};

constinit const Rule child_gone{
    .name = "family.child_gone",
    .says = "A parent is told that a child has gone.",
    .answers = "FAMILY-06",
    .react = miss_child,
};

constinit const Rule homecoming{
    .name = "family.homecoming",
    .says = "Somebody comes home from China or from custody.",
    .answers = "FAMILY-05, FAMILY-11",
    .react = arrive_home,
};

} // namespace counterlife::model::family
