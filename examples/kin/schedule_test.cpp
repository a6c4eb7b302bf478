// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/schedule.h"

#include <gtest/gtest.h>

namespace counterlife::kin {
namespace {

using Steps = std::vector<Schedule::Step>;

const Instant born{.day = Day{100}, .fraction = 1u << 30};

TEST(KinSchedule, a_step_goes_up_to_its_age_and_not_beyond)
{
    const Schedule schedule{Steps{{12, 0.25}, {24, 0.5}}};
    EXPECT_EQ(schedule.rate(born, at_age(born, 11)), PerYear{3.0});
    EXPECT_EQ(schedule.rate(born, engine::instant_of(engine::ticks(at_age(born, 12)) - 1)),
              PerYear{3.0});
    EXPECT_EQ(schedule.rate(born, at_age(born, 12)), PerYear{6.0});
    EXPECT_EQ(schedule.rate(born, at_age(born, last_month)), PerYear{6.0});
    EXPECT_EQ(Schedule{}.rate(born, at_age(born, 300)), engine::never);
    EXPECT_TRUE(Schedule{}.is_nought());
}

TEST(KinSchedule, what_comes_by_an_age_is_the_sum_of_the_steps)
{
    const Schedule schedule{Steps{{12, 0.25}, {24, 0.5}, {36, 0}}};
    EXPECT_DOUBLE_EQ(schedule.by_age(6), 1.5);
    EXPECT_DOUBLE_EQ(schedule.by_age(18), 6.0);
    EXPECT_DOUBLE_EQ(schedule.by_age(600), 9.0);
}

TEST(KinSchedule, an_interval_raises_the_rate_of_those_who_are_not_barred)
{
    const Schedule schedule{Steps{{120, 0}, {240, 0.02}, {1200, 0}}, 10};
    EXPECT_DOUBLE_EQ(schedule.wanted(200), 0.02);
    EXPECT_DOUBLE_EQ(schedule.barred(125), 0.1);
    EXPECT_DOUBLE_EQ(schedule.barred(200), 0.2);
    EXPECT_DOUBLE_EQ(schedule.monthly(200), 0.025);
    EXPECT_EQ(schedule.monthly(245), 0.0); // Some are barred still, but none could.
}

void expect_kept(const Schedule& schedule)
{
    for (Day from = born.day; from < at_age(born, last_month).day;) {
        const Instant begin = std::max(born, Instant{.day = from});
        const Bound bound = schedule.ceiling(born, begin);
        ASSERT_GT(bound.until, from);
        const Day until = std::min(bound.until, at_age(born, last_month).day);
        for (Day at = from; at < until; ++at)
            for (const std::uint32_t part : {0u, 1u << 31, 0xFFFFFFFFu})
                ASSERT_LE(schedule.rate(born, std::max(begin, Instant{at, part})), bound.rate)
                    << from.count() << ' ' << at.count();
        from = from + 29;
    }
}

TEST(KinSchedule, no_rate_is_above_its_ceiling)
{
    expect_kept(Schedule{Steps{{1, 0.09}, {12, 0.01}, {480, 0.0001}, {720, 0.005}, {1200, 0.06}}});
    expect_kept(Schedule{Steps{{180, 0}, {240, 0.01}, {300, 0.02}, {480, 0.005}, {1200, 0}}, 9});
    Steps rising;
    for (int month = 1; month <= 250; ++month) rising.push_back({month, month / 500.0});
    expect_kept(Schedule{rising});
}

TEST(KinSchedule, a_ceiling_is_nought_for_as_long_as_the_rate_is)
{
    const Schedule schedule{Steps{{180, 0}, {240, 0.01}, {1200, 0}}};
    const Bound young = schedule.ceiling(born, born);
    EXPECT_EQ(young.rate, engine::never);
    EXPECT_EQ(young.until, at_age(born, 180).day);
    EXPECT_EQ(schedule.ceiling(born, {.day = young.until}).rate, PerYear{0.12});
    const Bound old = schedule.ceiling(born, at_age(born, 300));
    EXPECT_EQ(old.rate, engine::never);
    EXPECT_EQ(old.until, engine::no_day);
}

} // namespace
} // namespace counterlife::kin
