// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// At what rate wives conceive, and what prevents it on that day.

#include "model/person/person.h"
#include "model/person/pregnancy.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::person {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);
constexpr engine::Days term = 270;

/// Fertility, share at risk and twins such that a wife who will be 20 to 24 has this rate: 0.36 /
/// (0.8 * (1 + 0.125)).
constexpr double at_twenty = 0.4;
Given fertile(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"birth.asfr/15-19", 0.09},
                                                 {"birth.asfr/20-24", 0.36},
                                                 {"birth.asfr/25-29", 0.18},
                                                 {"birth.asfr/45-49", 0.045},
                                                 {"birth.exposure_share", 0.8},
                                                 {"birth.twin_share", 0.125},
                                                 {"birth.gestation_gap_months", 12},
                                                 {"birth.term_days", term.count()},
                                                 {"birth.term_spread", 10},
                                                 {"birth.before_wedding", 0.25}});
    return given;
}

void make_wife(Alone& one, Day born = day_of(1957, 1, 1))
{
    Life& life = one.life();
    life.sex = Sex::female;
    life.born = born;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.since = day_of(1977, 1, 1);
    life.school = School::left_school;
    life.career.stage = Stage::worker;
}

TEST(Conception, has_the_rate_of_the_age_at_which_she_will_be_delivered)
{
    Alone one{fertile()};
    make_wife(one);
    const auto rate_if_born = [&](Day born) {
        one.life().born = born;
        return one.rate(conception, today);
    };
    const auto of_age = [](int years) { return day_of(1980 - years, 6, 1) + term; };
    EXPECT_EQ(rate_if_born(of_age(15) + 2), 0) << "two days too late for fifteen";
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(15) - 2), 0.1);
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(20) + 2), 0.1);
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(20) - 2), at_twenty);
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(25) + 2), at_twenty);
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(25) - 2), 0.2);
    EXPECT_DOUBLE_EQ(rate_if_born(of_age(50) + 2), 0.05);
    EXPECT_EQ(rate_if_born(of_age(50) - 2), 0) << "fifty";
}

TEST(Conception, waits_after_a_delivery_until_the_next_comes_a_year_after_it)
{
    Alone one{fertile()};
    make_wife(one);
    one.life().last_delivery = today - 94;
    EXPECT_DOUBLE_EQ(one.rate(conception, today), at_twenty) << "of no delivery";
    one.life().deliveries = 1;
    EXPECT_EQ(one.rate(conception, today), 0);
    EXPECT_EQ(one.ceiling(conception, today).until, today + 1);
    one.life().last_delivery = today - 95; // And 270 days more are 365.
    EXPECT_DOUBLE_EQ(one.rate(conception, today), at_twenty);
}

TEST(Conception, needs_wife_and_husband_in_one_house_on_that_day)
{
    const auto rate_if = [](auto change) {
        Alone one{fertile()};
        make_wife(one);
        change(one.life());
        return one.rate(conception, today);
    };
    EXPECT_DOUBLE_EQ(rate_if([](Life&) {}), at_twenty);
    EXPECT_EQ(rate_if([](Life& life) { life.apart = true; }), 0);
    EXPECT_EQ(rate_if([](Life& life) { life.career.left_behind = true; }), 0);
    EXPECT_EQ(rate_if([](Life& life) { life.career.lost_family = true; }), 0)
        << "came home and found nobody";
    EXPECT_EQ(rate_if([](Life& life) { life.household = no_household; }), 0);
    EXPECT_EQ(rate_if([](Life& life) { life.career.stage = Stage::detained; }), 0);
    EXPECT_EQ(rate_if([](Life& life) { life.career.stage = Stage::ward; }), 0);
    EXPECT_EQ(rate_if([](Life& life) { life.conceived = today - 10; }), 0);
}

TEST(Conception, does_not_come_where_husband_and_wife_live_in_two_counties)
{
    Alone one{fertile()};
    make_wife(one);
    one.life().spouse = one.other(1, one.place_named("chongjin"));
    const Deed deed = one.does(conception, today);
    EXPECT_FALSE(is_with_child(deed.life));
    EXPECT_TRUE(deed.is_quiet());
}

TEST(Conception, is_rarer_before_the_wedding_and_seeks_no_further)
{
    Alone one{fertile()};
    make_wife(one);
    one.life().marital = Marital::never_married;
    EXPECT_EQ(one.rate(conception, today), 0);
    one.life().betrothed = true;
    EXPECT_DOUBLE_EQ(one.rate(conception, today), at_twenty / 4);
}

TEST(Conception, is_prevented_by_hunger)
{
    Alone one{fertile({.numbers = {{"food.births_lost", 0.5}}})};
    make_wife(one);
    one.place_state().rations = {.short_in_town = 1, .short_on_land = 0.5F, .short_in_mines = 1};
    EXPECT_NEAR(one.rate(conception, today), 0.75 * at_twenty, 1e-9);
}

TEST(Conception, concerns_wives_and_the_betrothed_at_home_who_are_out_of_school)
{
    Alone one;
    const auto meets_if = [&](auto change) {
        make_wife(one);
        change(one.life());
        return one.meets(conception);
    };
    EXPECT_TRUE(meets_if([](Life&) {}));
    EXPECT_FALSE(meets_if([](Life& life) { life.sex = Sex::male; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.marital = Marital::widowed; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.school = School::pupil; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::abroad; }));
}

TEST(Conception, is_not_known_yet_and_ends_after_a_term_that_spreads)
{
    double sum = 0, squares = 0;
    constexpr int mothers = 300;
    for (int number = 0; number < mothers; ++number) {
        Alone one{fertile()};
        make_wife(one);
        one.life().being.id += static_cast<std::uint32_t>(number);
        const Deed deed = one.does(conception, today);
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.life.conceived, today);
        EXPECT_TRUE(deed.life.by_husband);
        const auto days = (day_of_delivery(one.numbers(), deed.life) - today - term).count();
        sum += days;
        squares += days * days;
        EXPECT_LT(std::abs(days), 36);
    }
    EXPECT_NEAR(sum / mothers, 0, 2.5) << "four standard deviations";
    EXPECT_NEAR(std::sqrt(squares / mothers), 10, 1.7);
}

} // namespace
} // namespace counterlife::model::person
