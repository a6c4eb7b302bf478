// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How hungry somebody is, how hungry they may become, and whom hunger kills.

#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::food {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1997, 6, 1);

View view_of(Alone& one)
{
    return {one.life(), one.place_state(), one.numbers()};
}

/// A worker in a factory in town; the town lacks a half, the land a quarter, the mines three
/// quarters.
void be_townsman(Alone& one)
{
    one.life().urban = true;
    one.life().career.stage = Stage::worker;
    one.life().career.sector = Sector::factory;
    one.place_state().rations = {
        .short_in_town = 0.5F, .short_on_land = 0.25F, .short_in_mines = 0.75F};
}

double felt(Alone& one)
{
    return hunger(view_of(one), today);
}

TEST(Hunger, FOOD_01_is_what_is_lacking_in_town_on_the_land_or_in_the_mine)
{
    Alone one;
    be_townsman(one);
    EXPECT_DOUBLE_EQ(felt(one), 0.5);
    one.life().urban = false;
    EXPECT_DOUBLE_EQ(felt(one), 0.25);
    one.life().career.sector = Sector::mine;
    EXPECT_DOUBLE_EQ(felt(one), 0.75);
    one.life().career.stage = Stage::retired;
    EXPECT_DOUBLE_EQ(felt(one), 0.25) << "the mine feeds those who work there";
}

TEST(Hunger, is_relieved_by_power_and_by_trade)
{
    Alone one{{.numbers = {{"food.relief/power", 0.5},
                           {"food.relief/trade", 0.25},
                           {"party.power/head", 0.5}}}};
    be_townsman(one);
    one.life().career.rank = Post::head;
    EXPECT_DOUBLE_EQ(felt(one), 0.5 * 0.75);
    one.life().career.stage = Stage::trader;
    EXPECT_DOUBLE_EQ(felt(one), 0.5 * 0.5);
    one.life().career.rank = Post::none;
    EXPECT_DOUBLE_EQ(felt(one), 0.5 * 0.75);
}

TEST(Hunger, is_never_less_than_none)
{
    Alone one{{.numbers = {{"food.relief/power", 1},
                           {"food.relief/trade", 0.75},
                           {"party.power/head", 0.5}}}};
    be_townsman(one);
    one.life().career.rank = Post::head;
    one.life().career.stage = Stage::trader;
    EXPECT_EQ(felt(one), 0);
}

TEST(Hunger, FOOD_06_is_greater_on_the_street_than_in_the_town)
{
    for (const double factor : {1.5, 3.0}) {
        Alone one{{.numbers = {{"food.hunger_adrift", factor}}}};
        be_townsman(one);
        one.life().urban = false;
        one.life().career.stage = Stage::adrift;
        EXPECT_DOUBLE_EQ(felt(one), factor == 1.5 ? 0.75 : 1);
    }
}

TEST(Hunger, FOOD_02_is_shared_by_soldiers_wherever_they_are)
{
    const Named numbers{{"food.soldiers", 0.5}, {"food.shortfall/elsewhere", 0.75}};
    Alone one{{.numbers = numbers}};
    be_townsman(one);
    one.life().career.stage = Stage::soldier;
    one.life().career.rank = Post::head;
    EXPECT_DOUBLE_EQ(felt(one), 0.375);
    for (const std::string claim : {"FOOD-01", "FOOD-02"}) {
        Alone off{{.numbers = numbers, .off = {claim}}};
        be_townsman(off);
        off.life().career.stage = Stage::soldier;
        EXPECT_EQ(felt(off), 0) << claim;
    }
}

/// How hungry somebody in a stage, and a sector, of a county may become.
double highest(Stage stage, const std::string& place, Sector sector = Sector::factory)
{
    Alone one{{.place = place,
               .numbers = {{"food.shortfall/capital", 0.0625},
                           {"food.shortfall/northeast", 0.25},
                           {"food.shortfall/elsewhere", 0.1875},
                           {"food.shortfall/farms", 0.125},
                           {"food.shortfall/mines", 0.375},
                           {"food.place_luck/least", 0.5},
                           {"food.place_luck/span", 1},
                           {"food.hunger_adrift", 2},
                           {"food.household_spread", 0},
                           {"food.stopped_excess", 0},
                           {"food.soldiers", 0.5}}}};
    be_townsman(one);
    one.life().career.stage = stage;
    one.life().career.sector = sector;
    return highest_hunger(view_of(one), today);
}

TEST(HighestHunger, is_that_of_the_unluckiest_place_in_town_or_on_the_land)
{
    EXPECT_NEAR(highest(Stage::at_home, "hoeryong"), 1.5 * 0.25, 1e-5);
    EXPECT_NEAR(highest(Stage::at_home, "anju"), 1.5 * 0.1875, 1e-5);
    EXPECT_NEAR(highest(Stage::at_home, "pyongchon-district"), 1.5 * 0.125, 1e-5) << "the land";
    EXPECT_NEAR(highest(Stage::adrift, "hoeryong"), 1.5 * 0.5, 1e-5);
    EXPECT_NEAR(highest(Stage::worker, "hoeryong", Sector::mine), 1.5 * 0.375, 1e-5);
    EXPECT_NEAR(highest(Stage::retired, "hoeryong", Sector::mine), 1.5 * 0.25, 1e-5);
    EXPECT_NEAR(highest(Stage::soldier, "hoeryong"), 0.5 * 0.1875, 1e-5);
}

TEST(HighestHunger, is_that_of_the_neediest_household)
{
    Alone one{{.numbers = {{"food.shortfall", 0.3},
                           {"food.place_luck/least", 1},
                           {"food.place_luck/span", 0},
                           {"food.stopped_excess", 0},
                           {"food.household_spread", 0.5}}}};
    be_townsman(one);
    EXPECT_NEAR(highest_hunger(view_of(one), today), 1.5 * 0.3, 1e-5);
}

TEST(HighestHunger, is_a_hair_more_and_no_more_than_all)
{
    EXPECT_GT(highest(Stage::at_home, "hoeryong"), 1.5 * 0.25);
    EXPECT_GT(highest(Stage::soldier, "hoeryong"), 0.5 * 0.1875);
    Alone one{{.numbers = {{"food.shortfall", 0.75}, {"food.place_luck/span", 2}}}};
    be_townsman(one);
    EXPECT_NEAR(highest_hunger(view_of(one), today), 1, 1e-5);
}

TEST(HighestHunger, remembers_what_was_delivered_for_a_year)
{
    Alone one{{.numbers = {{"food.place_luck/least", 1},
                           {"food.place_luck/span", 0},
                           {"food.stopped_excess", 0},
                           {"food.household_spread", 0}}}};
    be_townsman(one);
    const auto& food = one.numbers().food;
    const double worst = food.at(day_of(1997, 12, 31))[FoodFamily::short_northeast];
    const double after = food.at(day_of(1998, 1, 1))[FoodFamily::short_northeast];
    ASSERT_LT(after, worst);
    EXPECT_NEAR(highest_hunger(view_of(one), day_of(1998, 12, 31)), worst, 1e-5);
    EXPECT_NEAR(highest_hunger(view_of(one), day_of(1999, 1, 2)), after, 1e-5);
}

TEST(FirstHunger, is_the_first_day_on_which_anything_lacks)
{
    const auto lacks_on = [](const Alone& one, Day day) {
        const auto& p = one.numbers().food.at(day);
        return p[FoodFamily::short_capital] > 0 || p[FoodFamily::short_northeast] > 0 ||
               p[FoodFamily::short_elsewhere] > 0 || p[FoodFamily::short_farms] > 0 ||
               p[FoodFamily::short_mines] > 0;
    };
    const Given shipped, earlier{.later = {{"food.shortfall/mines", 0.1, day_of(1971, 3, 9)}}};
    for (const Given& given : {shipped, earlier}) {
        const Alone one{given};
        const Day first = first_hunger(one.numbers());
        for (Day day = day_of(1955); day < first; ++day) ASSERT_FALSE(lacks_on(one, day));
        EXPECT_TRUE(lacks_on(one, first));
        for (const Rule* rule : {&starvation, &trade, &adrift})
            EXPECT_EQ(rule->starts(one.numbers()), first) << rule->name;
    }
    const Alone fed{{.numbers = {{"food.shortfall", 0}}}};
    EXPECT_EQ(first_hunger(fed.numbers()), no_day);
}

/// Half of the need is lacking, and a woman of middle age dies of it at a rate of a quarter.
Given deadly(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"food.severity", 2},
                                                 {"food.lethal_power", 3},
                                                 {"food.factor/under5", 4},
                                                 {"food.factor/5-14", 3},
                                                 {"food.factor/60+", 5},
                                                 {"food.factor/men", 1.5},
                                                 {"food.shortfall", 1},
                                                 {"food.place_luck/least", 1},
                                                 {"household.old_age", 60},
                                                 {"family.elder_factor", 2.5}});
    return given;
}

void turn(Life& life, int age)
{
    life.born = engine::birthday(today, -age);
}

TEST(Starvation, FOOD_02_is_likelier_for_the_young_and_the_old_to_the_day)
{
    Alone one{deadly()};
    be_townsman(one);
    one.life().sex = Sex::female;
    const auto around = [&](int age) {
        turn(one.life(), age);
        return std::pair{one.rate(starvation, today - 1), one.rate(starvation, today)};
    };
    EXPECT_EQ(around(5), (std::pair{0.25 * 4, 0.25 * 3}));
    EXPECT_EQ(around(15), (std::pair{0.25 * 3, 0.25}));
    EXPECT_EQ(around(60), (std::pair{0.25, 0.25 * 5}));
}

TEST(Starvation, may_be_likelier_at_school_than_before_it)
{
    Given given = deadly();
    given.numbers.insert(given.numbers.end(),
                         {{"food.factor/under5", 1}, {"food.factor/5-14", 20}});
    Alone one{given};
    be_townsman(one);
    one.life().sex = Sex::female;
    turn(one.life(), 10);
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.25 * 20) << "and below its ceiling";
}

TEST(Starvation, is_likelier_for_men_and_none_where_nothing_lacks)
{
    Alone one{deadly()};
    be_townsman(one);
    turn(one.life(), 40);
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.25 * 1.5);
    one.place_state().rations = {};
    EXPECT_EQ(one.rate(starvation, today), 0);
}

TEST(Starvation, FAMILY_06_is_likelier_for_the_old_whose_child_has_gone)
{
    Alone one{deadly()};
    be_townsman(one);
    one.life().sex = Sex::female;
    turn(one.life(), 60);
    one.life().career.child_away = true;
    EXPECT_DOUBLE_EQ(one.rate(starvation, today - 1), 0.25);
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.25 * 5 * 2.5);
    one.life().career.child_away = false;
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.25 * 5);
    Alone off{deadly({.off = {"FAMILY-06"}})};
    be_townsman(off);
    off.life().sex = Sex::female;
    turn(off.life(), 60);
    off.life().career.child_away = true;
    EXPECT_DOUBLE_EQ(off.rate(starvation, today), 0.25 * 5);
}

TEST(Starvation, is_looked_for_anew_before_a_life_grows_old)
{
    Alone one{deadly()};
    be_townsman(one);
    one.life().sex = Sex::female;
    const auto ceiling_at = [&](int age) {
        turn(one.life(), age);
        return one.ceiling(starvation, today);
    };
    EXPECT_NEAR(ceiling_at(49).rate.value(), 2, 1e-4);
    EXPECT_EQ(ceiling_at(49).until, today + 8 * 365) << "before sixty";
    EXPECT_NEAR(ceiling_at(50).rate.value(), 2 * 5, 1e-4);
    EXPECT_NEAR(ceiling_at(14).rate.value(), 2 * 4, 1e-4);
    EXPECT_EQ(ceiling_at(14).until, today + 10 * 365);
    one.life().sex = Sex::male;
    one.life().career.child_away = true;
    EXPECT_NEAR(ceiling_at(50).rate.value(), 2 * 5 * 1.5 * 2.5, 1e-3);
    Alone fed{{.numbers = {{"food.shortfall", 0}}}};
    EXPECT_EQ(fed.ceiling(starvation, today).rate, never);
}

TEST(Starvation, concerns_all_in_the_country_and_nobody_across_the_river_or_held)
{
    Alone one;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const auto which = static_cast<Stage>(stage);
        one.life().career.stage = which;
        const bool away = which == Stage::abroad || which == Stage::custody ||
                          which == Stage::journey || which == Stage::south;
        EXPECT_EQ(one.meets(starvation), !away) << stage;
    }
}

TEST(Starvation, is_counted_told_and_known_to_the_kin)
{
    Alone one;
    be_townsman(one);
    turn(one.life(), 40);
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    one.life().mother = one.other(2);
    one.child(3, 1985);
    const Deed deed = one.does(starvation, today);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 40);
    EXPECT_EQ(deed.letters_of(person::bereavement).size(), 3u);
    for (const std::uint32_t kin : {1u, 2u, 3u})
        EXPECT_EQ(deed.letters_to(one.other(kin).id).size(), 1u) << kin;
    const PlaceState& state = one.place_state();
    EXPECT_EQ(state.tally.hunger_deaths, 1);
    EXPECT_EQ(state.labour.workers[1][static_cast<std::size_t>(Sector::factory)], -1);
    ASSERT_EQ(state.deaths.size(), 1u);
    EXPECT_EQ(state.deaths.front().died, today);
}

TEST(Starvation, takes_a_child_out_of_the_count_of_its_camp)
{
    Alone one;
    turn(one.life(), 8);
    one.life().career.stage = Stage::camp;
    one.place_state().camp_children = 3;
    EXPECT_TRUE(one.does(starvation, today).died);
    EXPECT_EQ(one.place_state().camp_children, 2);
}

} // namespace
} // namespace counterlife::model::food
