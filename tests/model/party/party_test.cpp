// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What membership and rank are worth before the turn to money and after it.

#include "model/party/party.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day before = day_of(1980), after = day_of(2005);

/// Money makes half of all wealth after the turn, and schooling is all that earns any.
Given of_schooling(Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"party.switch_year", 1995},
                                               {"party.switch_width", 4},
                                               {"party.weight_money", 0.5},
                                               {"party.wealth/schooling", 1},
                                               {"party.wealth/knack", 0},
                                               {"party.full_schooling", 10},
                                               {"party.power/head", 0.5}});
    return given;
}

TEST(TurnToMoney, PARTY_22_runs_its_years_about_the_year_of_the_turn)
{
    Alone one{of_schooling()};
    EXPECT_EQ(turn_to_money(one.numbers(), day_of(1992, 12, 31)), 0);
    EXPECT_NEAR(turn_to_money(one.numbers(), day_of(1994)), 0.25, 0.002);
    EXPECT_NEAR(turn_to_money(one.numbers(), day_of(1995)), 0.5, 0.002);
    EXPECT_EQ(turn_to_money(one.numbers(), day_of(1997, 1, 2)), 1);
    Alone off{of_schooling({.off = {"PARTY-22"}})};
    EXPECT_EQ(turn_to_money(off.numbers(), after), 0);
}

TEST(Wealth, PARTY_12_is_power_alone_before_the_turn)
{
    Alone one{of_schooling()};
    one.life().school_years = 10;
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), before), 0);
    one.life().career.rank = Post::head;
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), before), 0.5);
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), after), 0.5 * 0.5 + 0.5);
}

TEST(Wealth, PARTY_12_off_or_softly_told_is_earned_in_part_before_the_turn_too)
{
    Alone off{of_schooling({.numbers = {{"party.wealth_without", 0.25}}, .off = {"PARTY-12"}})};
    off.life().school_years = 5;
    EXPECT_DOUBLE_EQ(wealth(off.numbers(), off.life(), before), 0.25 * 0.5);
    Alone soft{
        of_schooling({.numbers = {{"exceptions.share/PARTY-12", 0.125}}, .soft = {"PARTY-12"}})};
    soft.life().school_years = 5;
    EXPECT_DOUBLE_EQ(wealth(soft.numbers(), soft.life(), before), 0.125 * 0.5);
}

TEST(Wealth, is_earned_by_schooling_and_by_trade_up_to_the_full)
{
    Alone one{of_schooling({.numbers = {{"party.wealth/trade", 0.25}}})};
    one.life().school_years = 5;
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), after), 0.5 * 0.5);
    one.life().career.stage = Stage::trader;
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), after), 0.5 * 0.75);
    one.life().school_years = 14;
    EXPECT_DOUBLE_EQ(wealth(one.numbers(), one.life(), after), 0.5);
}

TEST(WorthAsHusband, MARRIAGE_02_adds_up_membership_service_and_diploma)
{
    Alone one{{.numbers = {{"ranking.weight/membership", 0.5},
                           {"ranking.weight/service", 0.25},
                           {"ranking.weight/diploma", 0.125}}}};
    Life& life = one.life();
    const auto worth = [&] { return worth_as_husband(one.numbers(), life, before); };
    EXPECT_DOUBLE_EQ(worth(), 0);
    life.school = School::graduate;
    EXPECT_DOUBLE_EQ(worth(), 0.125);
    for (const Service done : {Service::discharged, Service::sent}) {
        life.career.service = done;
        EXPECT_DOUBLE_EQ(worth(), 0.375);
    }
    life.career.standing = Standing::member;
    EXPECT_DOUBLE_EQ(worth(), 0.875);
    EXPECT_DOUBLE_EQ(worth_of_the_best(one.numbers(), before), 0.875);
    life.career.service = Service::soldier;
    EXPECT_DOUBLE_EQ(worth(), 0.625);
}

TEST(Standing, PARTY_15_is_lower_outside_the_party_until_the_turn)
{
    const Given given = of_schooling({.numbers = {{"party.standing/power", 0.5},
                                                  {"party.standing/wealth", 0.25},
                                                  {"party.standing/regard", 0.25},
                                                  {"party.standing/least", 0.125},
                                                  {"party.standing_penalty", 0.25}}});
    Alone one{given};
    one.life().career.rank = Post::head;
    one.life().career.regard = 100;
    one.life().career.standing = Standing::member;
    constexpr double whole = 0.25 + 0.125 + 0.25 + 0.125;
    EXPECT_DOUBLE_EQ(standing(one.numbers(), one.life(), before), whole);
    one.life().career.standing = Standing::lapsed;
    EXPECT_DOUBLE_EQ(standing(one.numbers(), one.life(), before), whole - 0.25);
    one.life().school_years = 5; // As wealthy after the turn as before it.
    EXPECT_DOUBLE_EQ(standing(one.numbers(), one.life(), after), whole);
    Given off = given;
    off.off = {"PARTY-15"};
    Alone unashamed{off};
    unashamed.life().career.rank = Post::head;
    unashamed.life().career.regard = 100;
    EXPECT_DOUBLE_EQ(standing(unashamed.numbers(), unashamed.life(), before), whole);
}

} // namespace
} // namespace counterlife::model::party
