// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Days of the calendar, by the day.

#include "engine/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
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

TEST(time, a_year_of_age_is_completed_on_the_birthday)
{
    const auto born = day_of(1960, 6, 15);
    EXPECT_EQ(completed_years(born, born), 0);
    EXPECT_EQ(completed_years(born, day_of(1977, 6, 14)), 16);
    EXPECT_EQ(completed_years(born, day_of(1977, 6, 15)), 17);
    EXPECT_EQ(completed_years(born, day_of(1977, 12, 1)), 17);
    EXPECT_EQ(completed_years(born, day_of(1959, 6, 15)), -1);
}

TEST(time, whoever_was_born_on_the_29th_of_february_has_a_birthday_each_year)
{
    const auto born = day_of(1960, 2, 29);
    EXPECT_EQ(completed_years(born, day_of(1977, 2, 28)), 16);
    EXPECT_EQ(completed_years(born, day_of(1977, 3, 1)), 17);
    EXPECT_EQ(completed_years(born, day_of(1980, 2, 28)), 19);
    EXPECT_EQ(completed_years(born, day_of(1980, 2, 29)), 20);
}

TEST(time, a_birthday_has_the_month_and_the_day_of_birth)
{
    for (Day born = day_of(1840); born < day_of(2101); born += 1) {
        const std::chrono::year_month_day birth = date_of(born);
        for (const int age : {0, 1, 3, 4, 15, 60, 99}) {
            const std::chrono::sys_days same =
                birth.year() / birth.month() / birth.day() + std::chrono::years{age};
            ASSERT_EQ(birthday(born, age), Day{same.time_since_epoch().count()}) << born.count();
        }
    }
}

TEST(time, years_are_completed_on_birthdays_as_the_calendar_has_them)
{
    for (Day born = day_of(1896, 2, 25); born < day_of(1905); born += 3)
        for (int age = 0; age < 120; ++age) {
            const Day reached = birthday(born, age);
            ASSERT_EQ(completed_years(born, reached), age) << born.count();
            ASSERT_EQ(completed_years(born, reached - 1), age - 1) << born.count();
            ASSERT_EQ(completed_years(born, reached + 180), age) << born.count();
        }
}

RC_GTEST_PROP(time, an_exact_age_has_completed_years_and_grows, ())
{
    const Day born = any_day(), day = born + Days{*rc::gen::inRange(0, 45'000)};
    const auto part = *rc::gen::arbitrary<std::uint32_t>();
    const double age = exact_age(born, {.day = day, .fraction = part});
    RC_ASSERT(static_cast<int>(age) == completed_years(born, day));
    RC_ASSERT(exact_age(born, {.day = day}) <= age);
    RC_ASSERT(age <= exact_age(born, {.day = day + 1}));
    constexpr double three_days = 3 / days_per_year;
    RC_ASSERT(std::abs(age - years_between({.day = born}, {.day = day, .fraction = part})) <
              three_days);
}

RC_GTEST_PROP(time, an_age_is_reached_on_the_first_day_that_begins_with_it, ())
{
    const Day born = any_day();
    const double years = *rc::gen::inRange(0, 12'000) / 100.0;
    const Day reached = day_of_age(born, years);
    RC_ASSERT(exact_age(born, {.day = reached}) >= years);
    RC_ASSERT(reached == born || exact_age(born, {.day = reached - 1}) < years);
    RC_ASSERT(day_of_age(born, std::floor(years)) == birthday(born, static_cast<int>(years)));
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
