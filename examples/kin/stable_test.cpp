// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/stable.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::kin {
namespace {

using Steps = std::vector<Schedule::Step>;

/// Everybody dies at one rate, and women give birth at one rate from 20 to 40.
Numbers simple(double deaths, double births, int interval = 0)
{
    Numbers numbers;
    numbers.share_of_boys = 0.5;
    numbers.birth_interval = interval;
    for (auto& of_sex : numbers.death) of_sex.fill(Schedule{Steps{{1200, deaths / 12}}});
    for (auto& of_status : numbers.birth)
        of_status.fill(Schedule{Steps{{240, 0}, {480, births / 12}, {1200, 0}}, interval});
    numbers.sum_up();
    return numbers;
}

TEST(KinStable, one_daughter_who_lives_means_no_growth)
{
    const StablePopulation stable{simple(0, 0.1)};
    EXPECT_NEAR(stable.total_fertility(), 2, 1e-12);
    EXPECT_NEAR(stable.growth(), 0, 1e-9);
    EXPECT_NEAR(stable.expectancy(Sex::man), 100, 1e-9);
}

TEST(KinStable, growth_solves_lotkas_equation)
{
    const double m = 0.01, f = 0.25;
    const StablePopulation stable{simple(m, f)};
    const double k = stable.growth() + m; // Daughters: f / 2 times exp(-k a) from 20 to 40.
    EXPECT_NEAR(f / 2 * (std::exp(-20 * k) - std::exp(-40 * k)) / k, 1, 1e-6);
    EXPECT_NEAR(stable.expectancy(Sex::woman), (1 - std::exp(-1.0)) / 0.01, 1e-6);
    EXPECT_GT(stable.growth(), 0.01);
}

TEST(KinStable, where_nobody_dies_kin_are_those_who_were_born)
{
    const StablePopulation stable{simple(0, 0.1)};
    const StableKin kin{stable};
    EXPECT_NEAR(kin.has_mother(30), 1, 1e-9);
    EXPECT_NEAR(kin.has_mother(99), 0, 1e-9); // Nobody lives to be 120.
    EXPECT_NEAR(kin.children(50), 2, 1e-9);
    EXPECT_NEAR(kin.children(30), 0.1 * 10.5, 1e-9);
    // Births do not know of each other, and mothers are of all ages from 20 to 40 alike.
    EXPECT_NEAR(kin.siblings(50), 2, 1e-3);
    EXPECT_NEAR(kin.siblings(0), 1.0 + 0.1 * 0.5 * 39.5 / 40, 2e-3);
}

TEST(KinStable, a_mother_lives_on_as_long_as_others_of_her_age)
{
    const StablePopulation stable{simple(0.02, 0.2)};
    EXPECT_NEAR(StableKin{stable}.has_mother(20), std::exp(-0.02 * 20.5), 1e-4);
}

TEST(KinStable, an_interval_leaves_room_for_fewer_siblings)
{
    const StableKin without{StablePopulation{simple(0, 0.1)}};
    const StablePopulation stable{simple(0, 0.1, 60)};
    const StableKin with{stable};
    EXPECT_NEAR(stable.total_fertility(), 2, 1e-12);
    EXPECT_NEAR(with.children(50), 2, 1e-9); // As many as are wanted.
    // The variance of the number is less, and so is the mean of those whom one shares a mother
    // with.
    EXPECT_LT(with.siblings(50), 1.5);
    EXPECT_GT(with.siblings(50), 0.9);
}

TEST(KinStable, births_that_are_nearly_regular_leave_little_to_luck)
{
    // At a fifth a month, three months apart at least, half of those who may give birth do in a
    // month. Their numbers have the mean of 48 and a variance of 48 times 0.4 squared.
    const StablePopulation stable{simple(0, 2.4, 3)};
    EXPECT_NEAR(StableKin{stable}.siblings(50), 48 + 0.16 - 1, 0.15);
}

TEST(KinStable, members_are_drawn_as_there_are)
{
    const StablePopulation stable{simple(0.02, 0.2, 24)};
    double men = 0, months = 0, barred = 0, fertile = 0;
    constexpr int draws = 40'000;
    for (int i = 0; i < draws; ++i) {
        const auto member = stable.draw((i + 0.5) / draws, (i * 7919 % draws + 0.5) / draws);
        men += member.sex == Sex::man;
        months += member.months;
        if (member.sex == Sex::man || member.months < 264 || member.months > 480) continue;
        ++fertile;
        if (member.ready > member.months) {
            ++barred;
            EXPECT_LE(member.ready, member.months + 24);
        }
    }
    EXPECT_NEAR(men / draws, 0.5, 1e-3);
    const double k = stable.growth() + 0.02;
    const double mean = 1 / k - 100 * std::exp(-100 * k) / (1 - std::exp(-100 * k));
    EXPECT_NEAR(months / draws / 12, mean, 0.02);
    EXPECT_NEAR(barred / fertile, 0.4, 0.02); // Two years' births at a fifth a year.
}

} // namespace
} // namespace counterlife::kin
