// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Days of the calendar, by the day.

#include "engine/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace counterlife::engine {
namespace {

Day any_day()
{
    return *rc::gen::inRange(day_of(1900), day_of(2101));
}

TEST(time, the_first_of_january_1970_is_day_nought)
{
    EXPECT_EQ(day_of(1970), 0);
    EXPECT_EQ(day_of(1969, 12, 31), -1);
    EXPECT_EQ(year_of(-1), 1969);
    EXPECT_EQ(month_of(-1), 12u);
    EXPECT_EQ(day_of(1972, 3, 1) - day_of(1972, 2, 28), 2);
}

TEST(time, the_first_of_a_month)
{
    EXPECT_EQ(first_of_month(day_of(1996, 2, 29)), day_of(1996, 2, 1));
    EXPECT_EQ(first_of_month(day_of(1996, 3, 1)), day_of(1996, 3, 1));
    EXPECT_EQ(next_month(day_of(1996, 2, 1)), day_of(1996, 2, 1)) << "the day itself counts";
    EXPECT_EQ(next_month(day_of(1996, 2, 2)), day_of(1996, 3, 1));
    EXPECT_EQ(next_month(day_of(1996, 12, 2)), day_of(1997, 1, 1));
}

RC_GTEST_PROP(time, the_next_month_begins_within_a_month, ())
{
    const Day day = any_day(), next = next_month(day);
    RC_ASSERT(next >= day);
    RC_ASSERT(next - day < 31);
    RC_ASSERT(date_of(next).day() == std::chrono::day{1});
    RC_ASSERT(next == day || first_of_month(next - 1) == first_of_month(day));
}

TEST(time, days_of_every_year)
{
    const auto next = [](Day day) { return next_in_year(day, {{4, 15}, {10, 10}}); };
    EXPECT_EQ(next(day_of(1980, 4, 14)), day_of(1980, 4, 15));
    EXPECT_EQ(next(day_of(1980, 4, 15)), day_of(1980, 4, 15)) << "the day itself counts";
    EXPECT_EQ(next(day_of(1980, 4, 16)), day_of(1980, 10, 10));
    EXPECT_EQ(next(day_of(1980, 10, 11)), day_of(1981, 4, 15));
    EXPECT_EQ(next_in_year(day_of(1969, 12, 31), {{.month = 1}}), 0);
}

TEST(time, years_and_months_are_told_in_whole_days)
{
    EXPECT_EQ(days_in_years(1), 365);
    EXPECT_EQ(days_in_years(4), 1460) << "the fraction is dropped";
    EXPECT_EQ(days_in_years(5), 1826);
    EXPECT_EQ(days_in_months(1), 30);
    EXPECT_EQ(days_in_months(12), days_in_years(1));
    EXPECT_EQ(days_in_months(0.5), 15);
    EXPECT_DOUBLE_EQ(12 * days_per_month, days_per_year);
}

RC_GTEST_PROP(time, an_instant_and_its_ticks_are_one, ())
{
    const Instant at{.day = any_day(), .fraction = *rc::gen::arbitrary<std::uint32_t>()};
    const Instant next = instant_of(ticks(at) + 1);
    RC_ASSERT(instant_of(ticks(at)) == at);
    RC_ASSERT(at < next);
    RC_ASSERT(years_between(at, next) > 0);
}

} // namespace
} // namespace counterlife::engine
