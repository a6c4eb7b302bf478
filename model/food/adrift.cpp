// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Children adrift.
//
// In hunger children leave home, most of all those without a mother, and gather at stations. They
// are taken into camps, which keep record books, and leave them after a time for home or for work.
//
//   FOOD-06  children without care wander, and are registered in the 9.27 camps
//   data/food/food.csv: adrift, adrift_age, adrift_uncared, gathered, camp_months;
//   data/household/household.csv: grown_age

#include "model/food/adrift.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/school/school.h"
#include "model/spell.h"

namespace counterlife::model::food {

namespace {

using Family = FoodFamily;

Bound adrift_ceiling(const View& view, engine::Instant from)
{
    const double worst = highest_hunger(view, from.day);
    const double age = age_in_years(view.life, from);
    const Day until = view.numbers.food.until_soon(from.day);
    const auto& high = view.numbers.food.highest_soon(from.day);
    const double youngest = view.numbers.food.lowest(from.day, Family::adrift_from);
    if (age < youngest) return not_before(view.life, youngest, FoodNumbers::until(from.day));
    if (worst == 0 || age >= high[Family::adrift_until]) return {never, until};
    const bool uncared = !living(view.life.mother);
    return {PerYear{high[Family::adrift] * worst * worst *
                    (uncared ? high[Family::adrift_uncared] : 1)},
            until};
}

PerYear adrift_rate(const View& view, engine::Instant at)
{
    if (has_just_come_home(view, at.day)) return never;
    const double age = age_in_years(view.life, at);
    const auto& p = view.numbers.food.at(at.day);
    if (age < p[Family::adrift_from] || age >= p[Family::adrift_until]) return never;
    if (!view.numbers.claims.on(Claim::food_06, at.day)) return never;
    const double lacking = hunger(view, at.day);
    const bool uncared = !living(view.life.mother);
    return PerYear{p[Family::adrift] * lacking * lacking *
                   (uncared ? p[Family::adrift_uncared] : 1)};
}

void turn_up(Act& act, const Letter& letter)
{
    act.note(code_of(OfPlace{letter.from_place}));
}

Bound gathering_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.food.highest(from.day)[Family::gathered]},
            FoodNumbers::until(from.day)};
}

PerYear gathering_rate(const View& view, engine::Instant at)
{
    return PerYear{view.numbers.food.at(at.day)[Family::gathered]};
}

void gather(Act& act)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    labour::enter_stage(act, Stage::camp);
    const double months = act.numbers().food.at(act.today())[Family::camp_months];
    life.career.stage_until = act.today() + length_of_spell(act, months * engine::days_per_month);
    ++state.camp_children;
    state.camp_book.push_back({act.self(), life.born, act.today(), life.sex});
    act.note(code_of(OfAge{whole_years(life, act.today())}));
}

bool is_child_in_a_house(Act& act)
{
    const Life& life = act.life();
    const double until = act.numbers().food.at(act.today())[Family::adrift_until];
    return life.career.stage == Stage::child && whole_years(life, act.today()) < until &&
           life.household != no_household;
}

/// A child who has been brought home, and was alone there for the night: whoever comes home today
/// may have done so already, or not yet.
void be_taken_in(Act& act, const Letter&)
{
    Life& life = act.life();
    const bool alone =
        is_child_in_a_house(act) &&
        act.place_state().households[life.household].members_before(act.today()) == 1;
    if (!alone) return act.quiet();
    act.place_state().move_out(life, act.today());
    life.career.home = act.here();
    gather(act);
}

/// A child without parents, as far as it knows, has nobody to be sent home to before it may work.
Day end_of_camp(const View& view)
{
    const Life& life = view.life;
    const Day until = life.career.stage_until;
    if (life.career.stage != Stage::camp || living(life.mother) || living(life.father))
        return until;
    const auto& p = view.numbers.food.at(life.career.stage_since);
    return std::max(until, day_of_age(life, p[Family::adrift_until]));
}

/// Whoever is old enough is placed in work; a younger child is sent home.
void leave_camp(Act& act)
{
    Life& life = act.life();
    labour::leave_work(act);
    const int age = whole_years(life, act.today());
    act.note(code_of(OfAge{age}));
    labour::resume(act);
    if (life.career.home == act.here()) return household::return_home(act);
    act.travel(life.career.home, back);
}

constexpr Word gathering_words[]{{"camp"}};
constexpr Record taken_in_record{.parts = parts_of<OfAge>,
                                 .turns = Turn::is_gathered,
                                 .text =
                                     "Nobody of the family is there. Aged {n}, {he} is taken to a "
                                     "camp for stray children {in} and entered in its record book.",
                                 .words = gathering_words};

constexpr Word adrift_words[]{{"adrift"}};
std::string tell_adrift(const AdriftDetail& d, const Telling&)
{
    return d.motherless ? "Hungry, and without a mother, {he} leaves home for the stations."
                        : "Hungry, {he} leaves home for the stations.";
}
constexpr Record adrift_record{.parts = parts_of<AdriftDetail>,
                               .turns = Turn::drifts,
                               .tell = told_by<tell_adrift>,
                               .weights = deliveries,
                               .words = adrift_words};

constexpr Record station_record{.parts = parts_of<OfPlace>,
                                .text =
                                    "{He} turns up at the station of {here}, coming {from there}."};

constexpr const Rule* before_gathering[]{&station, &adrift};
constexpr Record gathering_record{
    .parts = parts_of<OfAge>,
    .turns = Turn::is_gathered,
    .text = "{He} is taken to a camp for stray children {in} and entered in its record book.",
    .follows = before_gathering,
    .words = gathering_words};

std::string tell_leaving_camp(const OfAge&, const Telling& t)
{
    const Rule* since = t.last_of({&gathering, &taken_in, &adrift, &family::cast_off});
    const bool gathered = since == &gathering || since == &taken_in;
    const std::string from = gathered           ? "the camp"
                             : since == nullptr ? "the camp, or the street,"
                                                : "the street";
    return "{He} leaves " + from +
           (t.last_of({&school::leaving}) ? " to be placed in work." : " for home.");
}

constexpr const Rule* before_leaving_camp[]{&gathering, &taken_in, &adrift};
constexpr Record leaving_camp_record{.parts = parts_of<OfAge>,
                                     .turns = Turn::resumes,
                                     .tell = told_by<tell_leaving_camp>,
                                     .follows = before_leaving_camp};

} // namespace

bool is_alone(Act& act)
{
    return is_child_in_a_house(act) &&
           act.place_state().households[act.life().household].members == 1;
}

void go_adrift(Act& act)
{
    Life& life = act.life();
    const PlaceId to =
        act.numbers().map.station_by(act.uniform(station_gone_to, act.today()), act.here());
    life.school_years = school::years_so_far(act.view(), act.today());
    labour::enter_stage(act, Stage::adrift);
    const double grown = household::grown_up(act.numbers(), act.today());
    life.career.stage_until = day_of_age(life, grown); // And placed in work.
    life.career.home = act.here();
    act.note(code_of(
        AdriftDetail{.years = whole_years(life, act.today()), .motherless = !living(life.mother)}));
    ++act.place_state().tally.adrift;
    act.place_state().move_out(life, act.today());
    if (to != act.here()) act.travel(to, station);
}

constinit const Rule adrift{
    .name = "food.adrift",
    .says = "A hungry child, most of all one without a mother, leaves home for the stations.",
    .answers = "FOOD-06",
    .grain = 16,
    .ceiling = adrift_ceiling,
    .rate = adrift_rate,
    .starts = first_hunger,
    .effect = go_adrift,
    .lots = {&station_gone_to},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::child; },
               .record = &adrift_record},
};

constinit const Rule station{
    .name = "food.station",
    .says = "A child who has left home turns up at a station.",
    .answers = "FOOD-06",
    .react = turn_up,
    .beside = {.record = &station_record},
};

constinit const Rule gathering{
    .name = "food.gathering",
    .says = "A stray child is taken to a camp and entered in its record book.",
    .answers = "FOOD-06",
    .grain = 10,
    .ceiling = gathering_ceiling,
    .rate = gathering_rate,
    .effect = gather,
    .lots = {&spell_length},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::adrift; },
               .record = &gathering_record},
};

constinit const Rule taken_in{
    .name = "food.taken_in",
    .says = "A child who is brought home and finds nobody there is taken into a camp.",
    .answers = "FOOD-06",
    .react = be_taken_in,
    .lots = {&spell_length},
    .beside = {.record = &taken_in_record},
};

constinit const Rule leaving_camp{
    .name = "food.leaving_camp",
    .says = "A child leaves the camp, or the street, for home or for work.",
    .answers = "FOOD-06",
    .due = end_of_camp,
    .effect = leave_camp,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.stage == Stage::adrift || who.stage == Stage::camp;
                   },
               .record = &leaving_camp_record},
};

} // namespace counterlife::model::food
