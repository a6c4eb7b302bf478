// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Conception.
//
// A wife conceives at the fertility of her age and year, divided by the share of women of her age
// who can: fertility counts all women, but children are conceived by wives whose husbands are at
// home, and not within some months of the last delivery. A woman who is to marry conceives more
// seldom. No man becomes a father above an age: whom he marries, and among the founders who is
// married to whom, leaves the last years in which she can conceive before it. The delivery follows
// when her time has come, whatever has become of her or of the father.
//
//   data/person/birth.csv: asfr, exposure_share, twin_share, gestation_gap_months, term_days,
//   term_spread, before_wedding, father_greatest_age; data/food/food.csv: births_lost

#include "engine/luck.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/nation.h"
#include "model/person/numbers.h"
#include "model/person/person.h"
#include "model/person/pregnancy.h"
#include "model/spread.h"

#include <cmath>

namespace counterlife::model::person {

namespace {

constexpr double first_age = 15, last_age = 50;

/// How old she will be when she is delivered: published fertility is by that age.
double age_at_delivery(const Life& life, const BirthNumbers& p, Instant at) noexcept
{
    return age_in_years(life, at) + p.gestation.at(at.day)[0] / engine::days_per_year;
}

std::size_t group_of(double age) noexcept
{
    return static_cast<std::size_t>((age - first_age) / 5);
}

/// CHOICE 0028  Fertility within marriage is the fertility of all women over their share at risk.
PerYear within_marriage(double fertility, double exposure, double twins) noexcept
{
    return PerYear{fertility / (exposure * (1 + twins))};
}

/// Held, serving or ill, on the road, or without her husband.
bool lives_apart(const Life& life) noexcept
{
    switch (life.career.stage) {
    case Stage::soldier:
    case Stage::ward:
    case Stage::detained:
    case Stage::adrift:
    case Stage::camp:
        return true;
    default:
        return life.household == no_household || life.career.left_behind ||
               life.career.lost_family || life.apart;
    }
}

bool may_conceive(const Life& life) noexcept
{
    const bool paired = life.marital == Marital::married || life.betrothed;
    return paired && !is_with_child(life) && !lives_apart(life);
}

Bound conception_ceiling(const View& view, Instant from)
{
    const Life& life = view.life;
    const BirthNumbers& p = view.numbers.birth;
    if (!may_conceive(life)) return {never, no_day};
    const double term = p.gestation.at(from.day)[0] / engine::days_per_year;
    const double age = age_at_delivery(life, p, from);
    if (age < first_age) return {never, day_of_age(life, first_age - term)};
    if (age >= last_age) return {never, no_day};
    const Day free = end_of_nursing(life, view.numbers, from.day);
    if (from.day < free) return {never, free};
    const std::size_t group = group_of(age);
    const std::size_t next = std::min(group + 1, BirthNumbers::groups - 1);
    const auto& fertility = p.highest_fertility.from(from.day);
    const auto& exposure = p.lowest_exposure.from(from.day);
    const bool is_wife = life.marital == Marital::married; // A wedding makes another promise.
    const double wed = is_wife ? 1.0 : p.highest_before_wedding.from(from.day)[0];
    return {wed * std::max(within_marriage(fertility[group], -exposure[group], 0),
                           within_marriage(fertility[next], -exposure[next], 0)),
            from.day + 3 * 365};
}

PerYear conception_rate(const View& view, Instant at)
{
    const Life& life = view.life;
    const BirthNumbers& p = view.numbers.birth;
    if (!may_conceive(life) || at.day < end_of_nursing(life, view.numbers, at.day)) return never;
    // Hunger prevents births.
    const double lost = view.numbers.food.at(at.day)[FoodFamily::births_lost];
    const double kept = 1 - lost * food::hunger(view, at.day);
    const double wed = life.marital == Marital::married ? 1.0 : p.before_wedding.at(at.day)[0];
    return kept * wed * fertility_within_marriage(view.numbers, life, at);
}

void become_pregnant(Act& act)
{
    act.quiet(); // Nobody knows yet.
    const Life& life = act.life();
    const bool here = life.marital != Marital::married || life.spouse.place == act.here();
    if (here) conceive(act, true);
}

constexpr Record conception_record{.silent = true}; // The birth tells.

} // namespace

std::int8_t longer_than_usual(const model::Numbers& numbers, const engine::Luck::Words& luck,
                              Day conceived) noexcept
{
    const double spread = numbers.birth.gestation.at(conceived)[1];
    return static_cast<std::int8_t>(std::lround(spread * spread_draw(luck)));
}

Day day_of_delivery(const model::Numbers& numbers, const Life& life) noexcept
{
    const double term = numbers.birth.gestation.at(life.conceived)[0];
    return life.conceived + engine::whole_days(term) + Days{life.carries_longer};
}

bool is_near_her_time(const model::Numbers& numbers, const Life& life, Day today) noexcept
{
    const Days before = engine::whole_days(numbers.birth.confinement.at(today)[0]);
    return is_with_child(life) && today >= day_of_delivery(numbers, life) - before;
}

Day end_of_nursing(const Life& mother, const model::Numbers& numbers, Day today) noexcept
{
    if (mother.deliveries == 0) return engine::before_all_days;
    const BirthNumbers& p = numbers.birth;
    const Days gap = engine::days_in_months(p.gap_months.at(today)[0]);
    return mother.last_delivery + gap - engine::whole_days(p.gestation.at(today)[0]);
}

PerYear fertility_within_marriage(const model::Numbers& numbers, const Life& wife,
                                  Instant at) noexcept
{
    const BirthNumbers& p = numbers.birth;
    const double age = age_at_delivery(wife, p, at);
    if (age < first_age || age >= last_age) return never;
    const std::size_t group = group_of(age);
    return within_marriage(p.fertility.at(at.day)[group], p.exposure.at(at.day)[group],
                           p.twin_share.at(at.day)[0]);
}

double greatest_age_gap(const model::Numbers& numbers, Day today) noexcept
{
    return numbers.birth.father_age.at(today)[0] - last_age;
}

void conceive(Act& act, bool by_husband)
{
    Life& life = act.life();
    life.conceived = act.today();
    life.by_husband = by_husband;
    life.carries_longer = longer_than_usual(
        act.numbers(), act.words_for(life.being.id, gestation, life.deliveries), act.today());
}

void was_without_husband(Act& act, Day since) noexcept
{
    Life& life = act.life();
    if (is_with_child(life) && life.by_husband && life.conceived >= since)
        life.conceived = engine::no_day;
}

constinit const Rule conception{
    .name = "person.conception",
    .says = "Wives whose husbands are at home conceive at the rate of their age in that year.",
    .grain = 10,
    .ceiling = conception_ceiling,
    .rate = conception_rate,
    .effect = become_pregnant,
    .lots = {&gestation},
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.at_home() && who.out_of_school() && who.woman &&
                              (who.married || who.looking);
                   },
               .record = &conception_record},
};

} // namespace counterlife::model::person
