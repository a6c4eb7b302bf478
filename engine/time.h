// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Days, instants and rates: the only place where a day is a number.

#include <chrono>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <limits>

namespace counterlife::engine {

/// A calendar day, counted from 1970-01-01 as std::chrono::sys_days does.
using Day = std::int32_t;

inline constexpr double days_per_year = 365.2425;
inline constexpr double days_per_month = days_per_year / 12;
inline constexpr Day no_day = std::numeric_limits<Day>::max();

/// A rate in events per year of exposure.
using PerYear = double;
inline constexpr PerYear never = 0.0;

/// A moment: a day and the part of it that has passed, in 2^-32 of a day.
/// Rules compete in continuous time; only letters and orders keep to whole days.
struct Instant {
    Day day = 0;
    std::uint32_t fraction = 0;

    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

/// 2^-32 of a day since 1970-01-01: one integer for exact comparison and subtraction.
constexpr std::int64_t ticks(Instant t) noexcept
{
    return (std::int64_t{t.day} << 32) + t.fraction;
}

constexpr Instant instant_of(std::int64_t ticks) noexcept
{
    return {.day = static_cast<Day>(ticks >> 32), .fraction = static_cast<std::uint32_t>(ticks)};
}

constexpr double years_between(Instant from, Instant to) noexcept
{
    return static_cast<double>(ticks(to) - ticks(from)) / (4294967296.0 * days_per_year);
}

constexpr Day day_of(int year, unsigned month = 1, unsigned day = 1) noexcept
{
    using namespace std::chrono;
    return static_cast<Day>(
        sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
            .time_since_epoch()
            .count());
}

constexpr std::chrono::year_month_day date_of(Day day) noexcept
{
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}};
}

constexpr int year_of(Day day) noexcept
{
    return static_cast<int>(date_of(day).year());
}

/// January is 1.
constexpr unsigned month_of(Day day) noexcept
{
    return static_cast<unsigned>(date_of(day).month());
}

/// How many whole days so many years or months are; the fraction of a day is dropped.
constexpr Day days_in_years(double years) noexcept
{
    return static_cast<Day>(years * days_per_year);
}
constexpr Day days_in_months(double months) noexcept
{
    return static_cast<Day>(months * days_per_year / 12);
}

/// The first of the month in which a day lies.
constexpr Day first_of_month(Day day) noexcept
{
    return day_of(year_of(day), month_of(day));
}

/// The first day of a month not before `day`.
constexpr Day next_month(Day day) noexcept
{
    if (first_of_month(day) == day) return day;
    const unsigned month = month_of(day);
    return month == 12 ? day_of(year_of(day) + 1) : day_of(year_of(day), month + 1);
}

/// A day of every year.
struct DayInYear {
    unsigned month = 1, day = 1;
};

constexpr Day day_of(int year, DayInYear when) noexcept
{
    return day_of(year, when.month, when.day);
}

/// The first day not before `day` that is one of these in its year. They stand in the order of the
/// year.
constexpr Day next_in_year(Day day, std::initializer_list<DayInYear> days) noexcept
{
    for (int year = year_of(day);; ++year)
        for (const DayInYear& when : days)
            if (const Day next = day_of(year, when); next >= day) return next;
}

} // namespace counterlife::engine
