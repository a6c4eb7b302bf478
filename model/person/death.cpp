// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Ordinary mortality.
//
// The rate of dying depends on age, sex and year, and in the first year of life falls after the
// first month. The dead leave their household, and their nearest kin are told.
//
//   data/person/death.csv: mx, infant_first_month_share; data/south/south.csv: mortality

#include "model/army/army.h"
#include "model/claims.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/person/numbers.h"
#include "model/person/person.h"
#include "model/south/numbers.h"

namespace counterlife::model::person {

namespace {

constexpr double first_month = DeathNumbers::infancy_days / engine::days_per_year;

/// How the rate of the first year lies over its two parts; the mean over the year is 1.
double infant_factor(double age, double share) noexcept
{
    return age < first_month ? share / first_month : (1 - share) / (1 - first_month);
}

bool lives_in_the_south(const Life& life) noexcept
{
    return life.career.stage == Stage::south;
}

Bound ceiling_in_the_north(const View& view, Instant from)
{
    const Life& life = view.life;
    const DeathNumbers& p = view.numbers.death;
    const double age = age_in_years(life, from);
    const auto& highest = p.ceiling.from(from.day);
    const auto of_group = [&](std::size_t group) {
        return highest[DeathNumbers::column(life.sex, group)];
    };
    if (age < 1) {
        const bool newborn = age < first_month;
        const double factor = newborn ? infant_factor(0, p.highest_share.from(from.day)[0])
                                      : infant_factor(0.5, -p.lowest_share.from(from.day)[0]);
        return {PerYear{std::max(of_group(0) * factor, of_group(1))},
                newborn ? life.born + Days{DeathNumbers::infancy_days} + 1 : day_of_age(life, 1)};
    }
    if (age < 5) return {PerYear{std::max(of_group(1), of_group(2))}, day_of_age(life, 5)};
    const std::size_t group = DeathNumbers::group_of(age);
    const std::size_t next = std::min(group + 1, DeathNumbers::groups - 1);
    const double in_five_years = std::max(of_group(group), of_group(next));
    // The young seldom die, so that to ask less often is worth a higher ceiling.
    constexpr double old = 50;
    if (age < old)
        return {PerYear{std::max(in_five_years, of_group(group + 2))}, from.day + 10 * 365};
    return {PerYear{in_five_years}, from.day + 5 * 365};
}

Bound death_ceiling(const View& view, Instant from)
{
    Bound bound = ceiling_in_the_north(view, from);
    if (lives_in_the_south(view.life))
        bound.rate *= view.numbers.south.highest(from.day)[SouthFamily::mortality];
    return bound;
}

PerYear death_rate(const View& view, Instant at)
{
    const Life& life = view.life;
    const DeathNumbers& p = view.numbers.death;
    const double age = age_in_years(life, at);
    PerYear rate{p.rate.at(at.day)[DeathNumbers::column(life.sex, DeathNumbers::group_of(age))]};
    if (age < 1) rate *= infant_factor(age, p.first_month_share.at(at.day)[0]);
    if (lives_in_the_south(life)) rate *= view.numbers.south.at(at.day)[SouthFamily::mortality];
    return rate;
}

void die(Act& act)
{
    act.note(code_of(OfAge{whole_years(act.life(), act.today())}));
    end_life(act);
}

} // namespace

namespace {

/// Those who have come to the South too hear of it there.
void tell_kin_here(Act& act)
{
    const Life& life = act.life();
    const auto& here = act.place_state().exiles[life.exile].kin_here;
    const auto tell = [&](const Address& kin) {
        if (living(kin) && std::ranges::find(here, kin.id) != here.end())
            act.send(kin, bereavement);
    };
    for (const Address& kin : {life.spouse, life.mother, life.father}) tell(kin);
    for (const Address& child : act.place_state().kin.list(life.children)) tell(child);
}

/// And those who crossed together, who are at hand.
void tell_those_along(Act& act)
{
    const Life& life = act.life();
    if (living(life.spouse)) act.send(life.spouse, bereavement);
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child)) act.send(child, bereavement);
}

/// FAMILY-05  Nobody hears of a death on the other side, nor of one in custody, but for those who
/// saw the dead taken from home.
bool is_heard_of(Act& act)
{
    const Life& life = act.life();
    const bool taken_from_home = life.career.stage == Stage::custody && life.exile != 0 &&
                                 act.place_state().exiles[life.exile].seen_taken;
    return !is_cut_off(life) || taken_from_home ||
           !act.numbers().claims.on(Claim::family_05, act.today());
}

constexpr Word death_words[]{{"died"}};
constexpr Record death_record{
    .parts = parts_of<OfAge>, .text = "{He} dies, aged {n}.", .words = death_words};

} // namespace

void end_life(Act& act)
{
    const Life life = act.life();
    const int age = whole_years(life, act.today());
    PlaceState& state = act.place_state();
    ++state.tally.deaths[index_of(life.sex)][age_index(age)];

    const bool heard_of = is_heard_of(act);
    if (!heard_of && life.career.stage == Stage::south && life.exile != 0) tell_kin_here(act);
    if (!heard_of && life.career.stage == Stage::abroad && life.exile != 0 &&
        !state.exiles[life.exile].alone)
        tell_those_along(act);
    if (heard_of) {
        // FAMILY-07  Nor of those who have left home without a word, but for the children at hand.
        for (const Address& kin : {life.spouse, life.mother, life.father})
            if (living(kin) && !life.career.dispersed) act.send(kin, bereavement);
        for (const Address& child : state.kin.list(life.children))
            if (living(child)) act.send(child, bereavement);
        household::entrust_orphans(act);
    }
    marriage::withdraw(act);
    labour::leave_work(act);
    army::leave_unit(act);

    state.leave(life.household, act.today());
    state.deaths.push_back({life, act.today()});
    state.kin.drop(life.children);
    act.die();
}

// CHOICE 0007  Ordinary mortality has no famine in it: hunger kills by a rule of its own.
constinit const Rule death{
    .name = "person.death",
    .says = "People die at the death rate of their age and sex in that year.",
    .grain = 15,
    .ceiling = death_ceiling,
    .rate = death_rate,
    .meets_travellers = true,
    .effect = die,
    .beside = {.concerns = [](const Situation&) { return true; }, .record = &death_record},
};

} // namespace counterlife::model::person
