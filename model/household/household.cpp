// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/household/household.h"

#include "model/family/door.h"
#include "model/family/family.h"
#include "model/household/numbers.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/residence/residence.h"

namespace counterlife::model {

FamilySpec HouseholdNumbers::spec()
{
    return {.institution = "household",
            .family = "household",
            .parameters = {
                {"household.patrilocal_share",
                 "share",
                 {},
                 0,
                 1,
                 "share of couples who begin in the husband's parents' household"},
                {"household.split",
                 "per_year",
                 {},
                 0,
                 5,
                 "rate at which such a couple sets up its own household"},
                {"household.elder_joins",
                 "share",
                 {},
                 0,
                 1,
                 "share of the old just widowed who move in with a child"},
                {"household.leave_home",
                 "per_year",
                 {},
                 0,
                 5,
                 "rate at which a single adult sets up a household alone"},
                {"household.grown_age",
                 "age",
                 {},
                 5,
                 40,
                 "age at which children do not go along with their parents any more"},
                {"household.old_age", "age", {}, 40, 100, "age from which people are old"},
                {"household.leave_home_age",
                 "age",
                 {},
                 10,
                 60,
                 "age from which single adults set up a household alone"},
            }};
}

HouseholdNumbers::HouseholdNumbers(const ParameterSet& set)
    : patrilocal_share{set, "household.patrilocal_share", {""}},
      split{set, "household.split", {""}}, elder_joins{set, "household.elder_joins", {""}},
      leave_home{set, "household.leave_home", {""}}, grown_age{set, "household.grown_age", {""}},
      old_age{set, "household.old_age", {""}},
      leave_home_age{set, "household.leave_home_age", {""}}, highest_split{split, 20},
      highest_leave_home{leave_home, 20}, lowest_leave_home_age{leave_home_age.negated(), 20}
{
}

namespace household {

double grown_up(const model::Numbers& numbers, Day day) noexcept
{
    return numbers.household.grown_age.at(day)[0];
}

void live_in(Act& act, HouseholdId household)
{
    act.place_state().move_in(act.life(), household, act.today());
}

void set_up(Act& act)
{
    Life& life = act.life();
    const std::uint64_t key =
        engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count()));
    live_in(act, act.place_state().open_household(key));
    life.own_home = true;
    life.with_parents = false;
}

void invite(Act& act, const Address& whom)
{
    const Life& life = act.life();
    if (life.household == no_household) return; // On the way: nobody can be taken along.
    Address home = act.self();
    home.slot = life.household;
    const std::uint64_t key = act.place_state().households[life.household].key;
    act.send(whom, come, with_town(key, life.urban), home);
}

void invite_children(Act& act)
{
    const int year = engine::year_of(act.today());
    const double grown = grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(act.life().children))
        if (living(child) && year - birth_year(child) < grown) invite(act, child);
}

void accept(Act& act, const Address& host, std::uint64_t payload)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    const std::uint64_t key = key_of(payload);
    if (labour::is_tied(life)) return; // Not free to go.
    if (host.place != act.here()) {
        labour::uproot(act);
        if (family::may_be_asked_for(life)) family::be_away(act);
        state.move_out(life, act.today());
        act.travel(host.place, residence::arrival, payload);
        return;
    }
    HouseholdId household = host.slot;
    if (household >= state.households.size() || state.households[household].key != key)
        household = state.household_of(key); // It has broken up in the meantime.
    if (household == life.household) return;
    live_in(act, household);
    labour::resettle(act, is_urban(payload));
}

void return_home(Act& act)
{
    const Life& life = act.life();
    if (family::may_be_asked_for(life)) family::be_at_hand(act);
    // FAMILY-11  Whoever waits for somebody comes back to the house that was left, and may find
    // them there.
    if (life.career.left_behind && life.exile != 0 &&
        act.place_state().exiles[life.exile].home == act.here()) {
        family::enter_house(act);
        return family::knock_at_the_door(act);
    }
    const std::uint64_t key =
        engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count()));
    live_in(act, act.place_state().open_household(key));
    if (life.marital == Marital::married && living(life.spouse) && !life.career.left_behind)
        return act.send(life.spouse, take_in, 0, act.self());
    invite_children(act);
    for (const Address& parent : {life.mother, life.father})
        if (living(parent)) return act.send(parent, take_in, 0, act.self());
}

void entrust_orphans(Act& act)
{
    const Life& life = act.life();
    if (living(life.spouse) && life.marital == Marital::married) return;
    const int year = engine::year_of(act.today());
    const double grown = grown_up(act.numbers(), act.today());
    const auto children = act.place_state().kin.list(life.children);
    Address guardian = living(life.mother)   ? life.mother
                       : living(life.father) ? life.father
                                             : Address{};
    for (const Address& child : children)
        if (!guardian.known() && living(child) && year - birth_year(child) >= grown)
            guardian = child;
    if (!guardian.known()) return;
    for (const Address& child : children)
        if (living(child) && year - birth_year(child) < grown)
            act.send(guardian, take_in, 0, child);
}

void consider_living_with_child(Act& act)
{
    const Life& life = act.life();
    const HouseholdNumbers& p = act.numbers().household;
    if (is_cut_off(life)) return; // Nobody is asked for a home across the river.
    if (whole_years(life, act.today()) < p.old_age.at(act.today())[0]) return;
    const double share = p.elder_joins.at(act.today())[0];
    if (act.uniform(joins_a_child, life.marriages) >= share) return;
    const int year = engine::year_of(act.today());
    const double grown = grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child) && year - birth_year(child) >= grown) {
            act.send(child, take_in, 0, act.self());
            return;
        }
}

} // namespace household
} // namespace counterlife::model
