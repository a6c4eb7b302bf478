// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who turns to trade, how often, and what hunger does.

#include "model/food/food.h"
#include "model/food/trade.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

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

TEST(Starvation, follows_the_cube_of_hunger_and_the_age)
{
    Alone one{plainly({.numbers = {{"food.severity", 0.8}, {"food.factor/60+", 3}}})};
    go_hungry(one, 0.5F);
    EXPECT_DOUBLE_EQ(one.rate(starvation, today), 0.1);
    EXPECT_DOUBLE_EQ(one.rate(starvation, day_of(2015, 4, 10)), 0.1 * 3);
    const Deed deed = one.does(starvation, today);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, whole_years(one.life(), today));
}

} // namespace
} // namespace counterlife::model::food
