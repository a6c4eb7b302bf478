// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the young strive for, and with what devotion: formed on leaving school.

#include "model/belief/belief.h"
#include "model/school/school.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::belief {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 9, 1);

/// Half strive for membership before the turn to money and a quarter after it; the turn is over
/// in 1991.
Given forming(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"party.goal_share/before", 0.5},
                                                 {"party.goal_share/after", 0.25},
                                                 {"party.goal_share/without", 0.125},
                                                 {"party.switch_year", 1990},
                                                 {"party.switch_width", 2},
                                                 {"belief.outside", 0},
                                                 {"belief.outside_goal", 1},
                                                 {"belief.initial_devotion", 0.5},
                                                 {"belief.lost_to_money", 0.5},
                                                 {"belief.temper", 0},
                                                 {"belief.common_devotion", 0.75}});
    return given;
}

Career formed(Alone& one, Day day)
{
    one.life().school = School::pupil;
    one.life().career.stage = Stage::child;
    return one.does(school::leaving, day).life.career;
}

/// That somebody strives for membership exactly if their lot lies below a share.
void expect_share(const Given& given, Day day, double share)
{
    for (std::uint32_t number = 0; number < 60; ++number) {
        Alone one{given};
        one.life().being.id += number;
        const double goal = one.uniform(school::leaving, 100);
        const double other = one.uniform(school::leaving, 101);
        const Goal expected = goal < share        ? Goal::party
                              : other < 1.0 / 3.0 ? Goal::study
                              : other < 2.0 / 3.0 ? Goal::money
                                                  : Goal::family;
        EXPECT_EQ(formed(one, day).goal, expected) << number << ' ' << share;
    }
}

TEST(Goal, PARTY_02_is_membership_for_a_share_that_falls_with_the_turn)
{
    expect_share(forming(), today, 0.5);
    expect_share(forming(), day_of(1992, 9, 1), 0.25);
    expect_share(forming(), day_of(1990, 1, 1), 0.375);
    expect_share(forming({.off = {"PARTY-22"}}), day_of(1992, 9, 1), 0.5);
}

TEST(Goal, PARTY_01_and_PARTY_02_off_is_membership_for_few)
{
    expect_share(forming({.off = {"PARTY-01"}}), today, 0.125);
    expect_share(forming({.off = {"PARTY-02"}}), today, 0.125);
}

TEST(Goal, BELIEF_06_is_membership_for_fewer_who_know_of_another_life)
{
    Given given = forming();
    given.numbers.emplace_back("belief.outside", 1);
    expect_share(given, today, 0.25);
    given.off = {"BELIEF-06"};
    expect_share(given, today, 0.5);
}

TEST(Goal, BELIEF_01_comes_with_devotion_that_the_turn_takes_away)
{
    const auto devotion_on = [](Day day, const Given& given) {
        Alone one{given};
        return formed(one, day).devotion;
    };
    EXPECT_EQ(devotion_on(today, forming()), 50);
    EXPECT_EQ(devotion_on(day_of(1992, 9, 1), forming()), 25);
    EXPECT_EQ(devotion_on(today, forming({.off = {"BELIEF-01"}})), 75);
}

TEST(Goal, BELIEF_01_comes_with_devotion_by_each_ones_temper)
{
    Given given = forming();
    given.numbers.emplace_back("belief.temper", 0.5);
    for (std::uint32_t number = 0; number < 20; ++number) {
        Alone one{given};
        one.life().being.id += number;
        const double temper = one.uniform(school::leaving, 102);
        EXPECT_EQ(formed(one, today).devotion, hundredths(100 * (0.5 + 0.5 * (temper - 0.5))));
    }
}

} // namespace
} // namespace counterlife::model::belief
