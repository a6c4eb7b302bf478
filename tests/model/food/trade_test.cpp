// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who turns to trade, and how often; what hunger does, in short.

#include "model/family/door.h"
#include "model/food/food.h"
#include "model/food/trade.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::food {
namespace {

using engine::day_of;

constexpr Day today = day_of(1996, 4, 10);

/// A woman of forty-six at work, where this share of the need is lacking.
void go_hungry(Alone& one, float lacking, Marital marital = Marital::married)
{
    one.life().sex = Sex::female;
    one.life().marital = marital;
    one.life().career.stage = Stage::worker;
    one.place_state().rations = {lacking, lacking, lacking};
}

Given plainly(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"food.trade", 0.8},
                                                 {"food.trade_apart", 2},
                                                 {"food.relief/power", 0},
                                                 {"food.shortfall", 1},
                                                 {"food.place_luck/least", 1},
                                                 {"food.trade_age/from", 20},
                                                 {"food.trade_age/until", 60}});
    return given;
}

TEST(Trade, FOOD_05_follows_hunger_and_is_oftener_without_a_husband)
{
    Alone one{plainly()};
    go_hungry(one, 0.25F);
    EXPECT_DOUBLE_EQ(one.rate(trade, today), 0.2);
    go_hungry(one, 0.25F, Marital::never_married);
    EXPECT_DOUBLE_EQ(one.rate(trade, today), 0.4);
    go_hungry(one, 0);
    EXPECT_EQ(one.rate(trade, today), 0);
    Alone off{plainly({.off = {"FOOD-05"}})};
    go_hungry(off, 0.25F);
    EXPECT_EQ(off.rate(trade, today), 0);
}

TEST(Trade, is_not_of_the_day_on_which_one_has_come_home)
{
    Alone one{plainly()};
    go_hungry(one, 0.25F);
    one.exile().came_home = today;
    EXPECT_EQ(one.rate(trade, today), 0);
    EXPECT_DOUBLE_EQ(one.rate(trade, today + 1), 0.2);
}

TEST(Trade, is_told_with_whether_a_husband_is_at_home)
{
    for (const Marital marital : {Marital::married, Marital::never_married}) {
        Alone one{plainly()};
        go_hungry(one, 0.25F, marital);
        const Deed deed = one.does(trade, today);
        EXPECT_EQ(deed.life.career.stage, Stage::trader);
        EXPECT_EQ(detail_of<TradeDetail>(deed.event().detail).apart, marital != Marital::married);
    }
}

TEST(Trade, begins_and_ends_on_a_birthday)
{
    Alone one{plainly()};
    go_hungry(one, 0.25F);
    one.life().born = engine::birthday(today, -20);
    EXPECT_EQ(one.rate(trade, today - 1), 0);
    EXPECT_DOUBLE_EQ(one.rate(trade, today), 0.2);
    one.life().born = engine::birthday(today, -60);
    EXPECT_DOUBLE_EQ(one.rate(trade, today - 1), 0.2);
    EXPECT_EQ(one.rate(trade, today), 0);
    EXPECT_EQ(one.ceiling(trade, today).rate, never);
}

TEST(Trade, promises_no_more_than_the_worst_hunger_brings)
{
    Alone one{plainly()};
    go_hungry(one, 0.25F);
    EXPECT_NEAR(one.ceiling(trade, today).rate.value(), 0.8, 1e-5);
    one.life().marital = Marital::widowed;
    EXPECT_NEAR(one.ceiling(trade, today).rate.value(), 1.6, 1e-5);
    Alone half{plainly({.numbers = {{"food.shortfall", 0.5},
                                    {"food.place_luck/span", 0},
                                    {"food.household_spread", 0},
                                    {"food.stopped_excess", 0}}})};
    go_hungry(half, 0.25F);
    EXPECT_NEAR(half.ceiling(trade, today).rate.value(), 0.4, 1e-5);
    Alone fed{plainly({.numbers = {{"food.shortfall", 0}}})};
    go_hungry(fed, 0);
    EXPECT_EQ(fed.ceiling(trade, today).rate, never);
}

TEST(Trade, PARTY_14_concerns_women_whom_nobody_commands)
{
    Alone one;
    for (const Sex sex : {Sex::male, Sex::female})
        for (const bool bound : {false, true})
            for (std::size_t stage = 0; stage < stages; ++stage) {
                const auto which = static_cast<Stage>(stage);
                one.life().sex = sex;
                one.life().career.bound = bound;
                one.life().career.stage = which;
                const bool free = which == Stage::idle || which == Stage::at_home ||
                                  (which == Stage::worker && !bound);
                EXPECT_EQ(one.meets(trade), sex == Sex::female && free) << stage;
            }
}

TEST(Trade, gives_up_job_and_registration)
{
    Alone one{plainly()};
    go_hungry(one, 0.25F);
    Career& career = one.life().career;
    career.sector = Sector::office;
    career.registered = true;
    career.post = Post::team_leader;
    career.stage_until = today + 5;
    const Life before = one.life();
    const Deed deed = one.does(trade, today);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(deed.life.career.post, Post::none);
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.stage", "career.post",
                      "career.registered"}));
    EXPECT_TRUE(deed.letters.empty());
    const PlaceState& state = one.place_state();
    constexpr auto office = static_cast<std::size_t>(Sector::office);
    EXPECT_EQ(state.labour.workers[0][office], -1);
    EXPECT_EQ(state.committee.members[office], -1);
    EXPECT_EQ(state.committee.posts[static_cast<std::size_t>(Post::team_leader)], -1);
}

TEST(Starvation, follows_a_power_of_hunger_and_the_age)
{
    for (const double power : {2.0, 8.0}) {
        Alone one{plainly({.numbers = {{"food.severity", 0.8}, {"food.lethal_power", power}}})};
        go_hungry(one, 0.5F);
        EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.8 * std::pow(0.5, power));
        EXPECT_GE(one.ceiling(starvation, today).rate.value(), 0.8 * std::pow(0.5, power));
    }
    Alone one{plainly(
        {.numbers = {{"food.severity", 0.8}, {"food.factor/60+", 3}, {"food.lethal_power", 3}}})};
    go_hungry(one, 0.5F);
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.1);
    EXPECT_DOUBLE_EQ(one.rate(starvation, day_of(2015, 4, 10)), 0.1 * 3);
    const Deed deed = one.does(starvation, today);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, whole_years(one.life(), today));
}

TEST(Trip, of_whoever_is_left_behind_is_known_to_the_neighbours)
{
    for (const bool left_behind : {true, false}) {
        bool set_out = false;
        for (std::uint32_t number = 0; number < 5 && !set_out; ++number) {
            Alone one;
            one.life().being.id += number;
            one.life().sex = Sex::female;
            one.life().marital = Marital::married;
            one.life().spouse = one.other(1);
            one.life().career.stage = Stage::trader;
            one.life().career.left_behind = left_behind;
            const Deed deed = one.does(trip, day_of(1997, 6, 1));
            set_out = deed.left_for != engine::nowhere;
            if (set_out) {
                EXPECT_EQ(deed.count(family::at_hand), left_behind ? 1u : 0u);
            }
        }
        EXPECT_TRUE(set_out);
    }
}

} // namespace
} // namespace counterlife::model::food
