// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Husbands who are away.
//
// A husband who serves, is held, lies in hospital or has gone away fathers no child until he is
// back. His wife learns of both a day or more afterwards; what she has conceived since he went she
// has not, so that no child has a father who was not there.

#include "model/person/parting.h"

#include "model/nation.h"
#include "model/person/person.h"
#include "model/person/pregnancy.h"

namespace counterlife::model::person {

namespace {

/// In a stage that keeps a husband from home.
bool is_kept_away(Stage stage) noexcept
{
    switch (stage) {
    case Stage::soldier:
    case Stage::ward:
    case Stage::detained:
    case Stage::adrift:
    case Stage::camp:
        return true;
    default:
        return stage >= first_stage_of_exile;
    }
}

bool is_away(const Life& life) noexcept
{
    return is_kept_away(life.career.stage) || life.household == no_household;
}

Day day_of_parting(const View& view)
{
    const Life& life = view.life;
    const bool has_wife = life.marital == Marital::married && living(life.spouse);
    return has_wife && is_away(life) != life.apart ? engine::before_all_days : no_day;
}

/// Whether of two letters by turns the one comes after the other.
bool is_newer(std::uint8_t nth, std::uint8_t heard) noexcept
{
    const int ahead = (nth - heard) & 3;
    return ahead == 1 || ahead == 2;
}

void tell_wife(Act& act)
{
    Life& life = act.life();
    life.apart = is_away(life);
    ++life.partings; // Of four by turns.
    const Day since = is_kept_away(life.career.stage) ? life.career.stage_since : act.today();
    const Day told = life.apart ? since : no_day;
    act.send(life.spouse, parted, payload_of(Parting{.since = told, .nth = life.partings}));
    act.quiet();
}

void learn_of_parting(Act& act, const Letter& letter)
{
    Life& life = act.life();
    act.quiet();
    const Parting parting = said_in<Parting>(letter.payload);
    if (life.spouse.id != letter.from || !is_newer(parting.nth, life.partings)) return;
    life.partings = parting.nth;
    life.apart = parting.since != no_day;
    was_without_husband(act, parting.since);
}

constexpr Record parting_record{.silent = true}; // What took him away tells.
constexpr Record parted_record{.silent = true};

} // namespace

constinit const Rule parting{
    .name = "person.parting",
    .says = "A husband goes away from his wife, or is back.",
    .due = day_of_parting,
    .effect = tell_wife,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return !who.woman && (who.married || !who.at_home());
                   },
               .record = &parting_record},
};

constinit const Rule parted{
    .name = "person.parted",
    .says = "A wife knows whether her husband is away.",
    .react = learn_of_parting,
    .beside = {.record = &parted_record},
};

} // namespace counterlife::model::person
