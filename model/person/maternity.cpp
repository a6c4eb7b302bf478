// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Birth.
//
// A married woman gives birth at the fertility of her age and year, divided by the share of women
// of her age who can: fertility counts all women, but children are born to wives, not within a year
// of the last, and seldom within nine months of the wedding. Some maternities are of twins.
//
//   data/person/birth.csv: asfr, exposure_share, sex_ratio, twin_share, gestation_gap_months,
//   term_days, before_term

#include "engine/luck.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/person/details.h"
#include "model/person/numbers.h"
#include "model/person/person.h"

namespace counterlife::model::person {

namespace {

constexpr double first_age = 15, last_age = 50;

Day end_of_gap(const Life& mother, double months) noexcept
{
    return mother.last_delivery + engine::days_in_months(months);
}

std::size_t group_of(double age) noexcept
{
    return static_cast<std::size_t>((age - first_age) / 5);
}

/// CHOICE 0021  Fertility within marriage is the fertility of all women over their share at risk,
/// and lower in the first nine months.
PerYear within_marriage(double fertility, double exposure, double twins) noexcept
{
    return PerYear{fertility / (exposure * (1 + twins))};
}

/// In the first nine months of a marriage only those give birth who were with child at the wedding.
double so_soon_after_the_wedding(const Life& wife, const BirthNumbers& p, Day day) noexcept
{
    const auto& [term_days, share] = p.first_months.at(day);
    return wife.marital == Marital::married && (day - wife.since).count() < term_days ? share : 1;
}

Bound maternity_ceiling(const View& view, Instant from)
{
    const BirthNumbers& p = view.numbers.birth;
    const double age = age_in_years(view.life, from);
    if (age < first_age) return {never, day_of_age(view.life, first_age)};
    if (age >= last_age) return {never, no_day};
    if (view.life.deliveries > 0) {
        const Day free = end_of_gap(view.life, p.gap_months.at(from.day)[0]);
        if (from.day < free) return {never, free};
    }
    const std::size_t group = group_of(age);
    const std::size_t next = std::min(group + 1, BirthNumbers::groups - 1);
    const auto& fertility = p.highest_fertility.from(from.day);
    const auto& exposure = p.lowest_exposure.from(from.day);
    return {std::max(within_marriage(fertility[group], -exposure[group], 0),
                     within_marriage(fertility[next], -exposure[next], 0)),
            from.day + 3 * 365};
}

PerYear maternity_rate(const View& view, Instant at)
{
    const BirthNumbers& p = view.numbers.birth;
    const double age = age_in_years(view.life, at);
    if (age < first_age || age >= last_age) return never;
    if (view.life.household == no_household) return never; // Away from home to trade.
    if (view.life.career.left_behind) return never;        // He is across the river.
    if (view.life.deliveries > 0 && at.day < end_of_gap(view.life, p.gap_months.at(at.day)[0]))
        return never;
    const std::size_t group = group_of(age);
    // Hunger prevents births.
    const double lost = view.numbers.food.at(at.day)[FoodFamily::births_lost];
    const double kept = 1 - lost * food::hunger(view, at.day);
    return kept * so_soon_after_the_wedding(view.life, p, at.day) *
           within_marriage(p.fertility.at(at.day)[group], p.exposure.at(at.day)[group],
                           p.twin_share.at(at.day)[0]);
}

enum Draw : std::uint32_t { are_twins, first_sex, second_sex, draws };
constexpr Lot each_delivery{.every = 4, .many = draws};

void give_birth(Act& act)
{
    const BirthNumbers& p = act.numbers().birth;
    const Day today = act.today();
    PlaceState& state = act.place_state();
    act.life().last_delivery = today;
    const std::uint32_t delivery = act.life().deliveries++;
    const bool twins = act.uniform(each_delivery, delivery, are_twins) < p.twin_share.at(today)[0];
    const double boys = p.sex_ratio.at(today)[0];
    ++state.tally.maternities;
    const int mother_age = whole_years(act.life(), today);

    for (std::uint32_t nth = 0; nth <= (twins ? 1u : 0u); ++nth) {
        const Life mother = act.life();
        const Sex sex = act.uniform(each_delivery, delivery, first_sex + nth) * (1 + boys) < boys
                            ? Sex::male
                            : Sex::female;
        Life child;
        // The number of the delivery and the order within it are the order of birth.
        child.being.id = identity_of_child(mother.being.id, 2 * delivery + nth);
        child.born = today;
        child.household = mother.household;
        child.birth_place = act.here();
        child.sex = sex;
        child.urban = mother.urban;
        child.mother = act.self();
        child.father = mother.spouse;
        const Address born = act.bear(child);

        state.enter(mother.household);
        ++state.tally.births[index_of(sex)];
        ++state.tally.births_by_mother_age[age_index(mother_age)];
        Address entry = born;
        entry.note = remark_of_birth(engine::year_of(today));
        act.life().children = state.kin.add(mother.children, entry);
        ++act.life().children_born;
        if (living(mother.spouse)) act.send(mother.spouse, fatherhood, 0, entry);
        act.note(code_of(MaternityDetail{.children = twins ? 2 : 1}), born.id);
    }
}

void become_father(Act& act, const Letter& letter)
{
    Life& life = act.life();
    life.children = act.place_state().kin.add(life.children, letter.about);
    ++life.children_born;
    act.note(0, letter.about.id);
    act.carry_on();
}

std::string tell_birth(const MaternityDetail& birth, const Telling&)
{
    if (birth.children != 2) return "{He} gives birth to {other}.";
    return "{He} gives birth to twins; the second of them is {other}.";
}

constexpr const Rule* before_maternity[]{&marriage::vow};
constexpr Word maternity_words[]{{"had_child"}};
constexpr Record maternity_record{.parts = parts_of<MaternityDetail>,
                                  .tell = told_by<tell_birth>,
                                  .follows = before_maternity,
                                  .words = maternity_words};

constexpr Word fatherhood_words[]{{"had_child"}};
constexpr Record fatherhood_record{.text = "{He} hears of the birth of {other}.",
                                   .words = fatherhood_words};

} // namespace

constinit const Rule maternity{
    .name = "person.maternity",
    .says = "Married women give birth at the rate of their age and the year.",
    .grain = 10,
    .ceiling = maternity_ceiling,
    .rate = maternity_rate,
    .effect = give_birth,
    .lots = {&each_delivery},
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.at_home() && who.out_of_school() && who.woman && who.married;
                   },
               .record = &maternity_record},
};

constinit const Rule fatherhood{
    .name = "person.fatherhood",
    .says = "A father hears of the birth of his child.",
    .react = become_father,
    .beside = {.record = &fatherhood_record},
};

} // namespace counterlife::model::person
