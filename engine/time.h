// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Days, instants and rates: the only place where a day is a number.

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>

namespace counterlife::engine {

/// A calendar day, counted from 1970-01-01 as std::chrono::sys_days does.
using Day = std::int32_t;

inline constexpr double days_per_year = 365.2425;
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

} // namespace counterlife::engine
