// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Being taken in.
//
// Orphans, old widowed parents and divorced daughters ask kin to take them in. Whoever is asked
// sends an invitation; if nobody is left to read the letter, it comes back.
//
//   FAMILY-05 those who are across the river do not hear that they are asked or invited
//   FAMILY-07 nor do those who have left without a word

#include "model/claims.h"
#include "model/food/food.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/residence/residence.h"

namespace counterlife::model::household {

namespace {

/// FAMILY-05, FAMILY-07  Nobody knows where to write to those who have left without a word, and
/// what was written while somebody was across the river has not waited for them.
bool is_reached(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const Day returned = life.exile == 0 ? no_day : act.place_state().exiles[life.exile].returned;
    const bool missed = returned != no_day && letter.sent < returned &&
                        act.numbers().claims.on(Claim::family_05, act.today());
    return !missed && (!life.career.dispersed || letter.from_place == act.here());
}

void answer(Act& act, const Letter& letter)
{
    const bool has_room = is_reached(act, letter) && act.life().household != no_household;
    if (has_room) invite(act, letter.about);
    act.note(0, letter.about.id);
    act.carry_on();
    if (!has_room) act.quiet();
}

void follow_invitation(Act& act, const Letter& letter)
{
    if (!is_reached(act, letter) || labour::is_tied(act.life())) { // Or not free to go.
        act.carry_on();
        return act.quiet();
    }
    const HouseholdId before = act.life().household;
    accept(act, letter.about, letter.payload);
    act.note(0, letter.about.id);
    if (letter.about.place != act.here()) return; // On the way.
    act.carry_on();
    if (act.life().household == before) act.quiet();
}

void fend_for_oneself(Act& act, const Letter& letter)
{
    const bool needs_a_home = letter.payload != 0;
    if (!needs_a_home) return act.quiet();
    set_up(act);
    if (food::is_alone(act)) act.send(act.self(), food::taken_in);
}

/// Wife or husband asks only on coming back from a journey.
std::string tell_taking_in(const Telling& t)
{
    return t.other_spouse ? "{other} is back from a journey, and {he} makes room again."
                          : "{He} makes room in the household for {other}.";
}

constexpr Record take_in_record{.tell = tell_taking_in};

constexpr Record turned_away_record{
    .text = "Whoever {he} asked for shelter is no longer alive; {he} sets up house alone."};

std::string tell_coming(const Telling& t)
{
    if (t.other_self) return "{He} joins a household that has a place for {him}.";
    if (t.cause == &residence::move) return "{He} sets out with {other}, to live elsewhere.";
    if (t.cause == &labour::absconding) return "{He} follows {other}, who has left without leave.";
    if (t.cause == &split) return "{He} moves with {other} into a household of their own.";
    if (t.cause == &take_in)
        return t.other_spouse ? "{He} lives with {other} again."
                              : "{He} is taken into the household of {other}.";
    return "{He} follows {other} into another household.";
}

constexpr Record come_record{.tell = tell_coming};

} // namespace

constinit const Rule turned_away{
    .name = "household.turned_away",
    .says = "The person asked for shelter is no longer alive, and somebody sets up house alone.",
    .react = fend_for_oneself,
    .beside = {.record = &turned_away_record},
};

constinit const Rule take_in{
    .name = "household.take_in",
    .says = "A relative is asked to take somebody in, and agrees.",
    .react = answer,
    .returned = &turned_away,
    .beside = {.record = &take_in_record},
};

constinit const Rule come{
    .name = "household.come",
    .says = "Somebody joins a household that has a place.",
    .react = follow_invitation,
    .beside = {.record = &come_record},
};

} // namespace counterlife::model::household
