// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Days of the calendar, by the day.

#include "engine/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <type_traits>

namespace counterlife::engine {
namespace {

template <class A, class B>
concept add_up = requires(A a, B b) { a + b; };
template <class A, class B>
concept multiply = requires(A a, B b) { a* b; };
template <class A, class B>
concept are_compared = requires(A a, B b) { a < b; };
template <class A, class B>
concept are_equated = requires(A a, B b) { a == b; };

static_assert(add_up<Day, Days> && add_up<Days, Day> && !add_up<Day, Day>);
static_assert(!add_up<Day, long> && !add_up<Day, double>);
static_assert(multiply<Days, int> && !multiply<Day, int> && !multiply<int, Day>);
static_assert(!std::is_assignable_v<Day&, int> && !std::is_convertible_v<int, Day>);
static_assert(!std::is_convertible_v<Day, int> && !std::is_convertible_v<Days, int>);
static_assert(!are_compared<Day, int> && !are_equated<Day, int> && !are_compared<Day, Days>);
static_assert(std::is_same_v<decltype(Day{} - Day{}), Days>);
static_assert(add_up<PerYear, PerYear> && !add_up<PerYear, double> && !add_up<double, PerYear>);
static_assert(!are_compared<PerYear, double> && !are_equated<PerYear, double>);
static_assert(!std::is_convertible_v<double, PerYear> && !std::is_convertible_v<PerYear, double>);
static_assert(!multiply<PerYear, PerYear>);

TEST(time, days_count_from_a_day_and_rates_by_the_year)
{
    EXPECT_EQ(Day{10} + 5, Day{15});
    EXPECT_EQ(Day{10} - 15, Day{-5});
    EXPECT_EQ(Day{10} - Day{15}, Days{-5});
    EXPECT_EQ(3 * Days{7}, Days{21});
    EXPECT_EQ(Days{17} / Days{5}, 3);
    EXPECT_EQ(Days{17} % Days{5}, Days{2});
    EXPECT_EQ(whole_days(2.9), Days{2});
    EXPECT_EQ(PerYear{0.5} + PerYear{0.25}, PerYear{0.75});
    EXPECT_EQ(2 * PerYear{0.5}, PerYear{1.0});
    EXPECT_EQ(PerYear{0.5} / PerYear{0.25}, 2.0);
}

Day any_day()
{
    return Day{*rc::gen::inRange(day_of(1900).count(), day_of(2101).count())};
}

TEST(time, the_first_of_january_1970_is_day_nought)
{
    EXPECT_EQ(day_of(1970), Day{});
    EXPECT_EQ(day_of(1969, 12, 31), Day{-1});
    EXPECT_EQ(year_of(Day{-1}), 1969);
    EXPECT_EQ(month_of(Day{-1}), 12u);
    EXPECT_EQ(day_of(1972, 3, 1) - day_of(1972, 2, 28), Days{2});
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
    RC_ASSERT(next - day < Days{31});
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
    EXPECT_EQ(next_in_year(day_of(1969, 12, 31), {{.month = 1}}), day_of(1970));
}

TEST(time, years_and_months_are_told_in_whole_days)
{
    EXPECT_EQ(days_in_years(1), Days{365});
    EXPECT_EQ(days_in_years(4), Days{1460}) << "the fraction is dropped";
    EXPECT_EQ(days_in_years(5), Days{1826});
    EXPECT_EQ(days_in_months(1), Days{30});
    EXPECT_EQ(days_in_months(12), days_in_years(1));
    EXPECT_EQ(days_in_months(0.5), Days{15});
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
