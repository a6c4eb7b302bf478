// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Days, instants and rates: the only place where a day is a number.

#include <algorithm>
#include <chrono>
#include <compare>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>

namespace counterlife::engine {

/// A number of days. A plain number becomes one only where it is a constant, `day + 25`; what is
/// counted while the program runs is said to be days: `Days{letter.payload}`.
class Days {
public:
    constexpr Days() = default;
    explicit constexpr Days(std::int32_t count) noexcept : count_{count} {}
    explicit constexpr Days(std::integral auto count) noexcept
        : count_{static_cast<std::int32_t>(count)}
    {
    }
    template <std::same_as<int> Int> consteval Days(Int count) noexcept : count_{count} {}

    constexpr std::int32_t count() const noexcept { return count_; }

    friend constexpr auto operator<=>(const Days&, const Days&) = default;
    friend constexpr Days operator+(Days a, Days b) noexcept { return Days{a.count_ + b.count_}; }
    friend constexpr Days operator-(Days a, Days b) noexcept { return Days{a.count_ - b.count_}; }
    friend constexpr Days operator*(std::int32_t n, Days days) noexcept
    {
        return Days{n * days.count_};
    }
    friend constexpr Days operator*(Days days, std::int32_t n) noexcept { return n * days; }
    /// How often a number of days goes into another, and what remains.
    friend constexpr std::int32_t operator/(Days a, Days b) noexcept { return a.count_ / b.count_; }
    friend constexpr Days operator%(Days a, Days b) noexcept { return Days{a.count_ % b.count_}; }
    constexpr Days& operator+=(Days days) noexcept { return *this = *this + days; }
    constexpr Days& operator-=(Days days) noexcept { return *this = *this - days; }
    constexpr Days& operator++() noexcept { return *this += Days{1}; }

private:
    std::int32_t count_ = 0;
};

/// A calendar day, counted from 1970-01-01 as std::chrono::sys_days does.
class Day {
public:
    constexpr Day() = default;
    explicit constexpr Day(std::integral auto since_1970) noexcept
        : count_{static_cast<std::int32_t>(since_1970)}
    {
    }

    constexpr std::int32_t count() const noexcept { return count_; }

    friend constexpr auto operator<=>(const Day&, const Day&) = default;
    friend constexpr Days operator-(Day a, Day b) noexcept { return Days{a.count_ - b.count_}; }
    friend constexpr Day operator+(Day day, Days days) noexcept
    {
        return Day{day.count_ + days.count()};
    }
    friend constexpr Day operator+(Days days, Day day) noexcept { return day + days; }
    friend constexpr Day operator-(Day day, Days days) noexcept
    {
        return Day{day.count_ - days.count()};
    }
    constexpr Day& operator+=(Days days) noexcept { return *this = *this + days; }
    constexpr Day& operator-=(Days days) noexcept { return *this = *this - days; }
    constexpr Day& operator++() noexcept { return *this += Days{1}; }

private:
    std::int32_t count_ = 0;
};

inline constexpr double days_per_year = 365.2425;
inline constexpr double days_per_month = days_per_year / 12;
inline constexpr Day before_all_days{std::numeric_limits<std::int32_t>::min()};
inline constexpr Day no_day{std::numeric_limits<std::int32_t>::max()};

/// The whole days of so many; the fraction of a day is dropped.
constexpr Days whole_days(double days) noexcept
{
    return Days{static_cast<std::int32_t>(days)};
}

constexpr double years(Days days) noexcept
{
    return days.count() / days_per_year;
}

constexpr double months(Days days) noexcept
{
    return days.count() / days_per_month;
}

/// A rate in events per year of exposure. Rates add up, and what changes a rate multiplies it.
class PerYear {
public:
    constexpr PerYear() = default;
    explicit constexpr PerYear(double rate) noexcept : rate_{rate} {}

    constexpr double value() const noexcept { return rate_; }

    friend constexpr auto operator<=>(const PerYear&, const PerYear&) = default;
    friend constexpr PerYear operator+(PerYear a, PerYear b) noexcept
    {
        return PerYear{a.rate_ + b.rate_};
    }
    friend constexpr PerYear operator*(double times, PerYear rate) noexcept
    {
        return PerYear{times * rate.rate_};
    }
    friend constexpr PerYear operator*(PerYear rate, double times) noexcept
    {
        return PerYear{rate.rate_ * times};
    }
    friend constexpr PerYear operator/(PerYear rate, double times) noexcept
    {
        return PerYear{rate.rate_ / times};
    }
    friend constexpr double operator/(PerYear a, PerYear b) noexcept { return a.rate_ / b.rate_; }
    constexpr PerYear& operator+=(PerYear rate) noexcept { return *this = *this + rate; }
    constexpr PerYear& operator*=(double times) noexcept { return *this = *this * times; }

private:
    double rate_ = 0.0;
};
inline constexpr PerYear never{};
inline constexpr PerYear once_a_day{days_per_year};

/// A moment: a day and the part of it that has passed, in 2^-32 of a day.
/// Rules compete in continuous time; only letters and orders keep to whole days.
struct Instant {
    Day day;
    std::uint32_t fraction = 0;

    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

/// 2^-32 of a day since 1970-01-01: one integer for exact comparison and subtraction.
constexpr std::int64_t ticks(Instant t) noexcept
{
    return (std::int64_t{t.day.count()} << 32) + t.fraction;
}

constexpr Instant instant_of(std::int64_t ticks) noexcept
{
    return {.day = Day{ticks >> 32}, .fraction = static_cast<std::uint32_t>(ticks)};
}

constexpr double years_between(Instant from, Instant to) noexcept
{
    return static_cast<double>(ticks(to) - ticks(from)) / (4294967296.0 * days_per_year);
}

constexpr Day day_of(int year, unsigned month = 1, unsigned day = 1) noexcept
{
    using namespace std::chrono;
    return Day{sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
                   .time_since_epoch()
                   .count()};
}

constexpr std::chrono::year_month_day date_of(Day day) noexcept
{
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.count()}}};
}

constexpr int year_of(Day day) noexcept
{
    return static_cast<int>(date_of(day).year());
}

/// The year with the part of it that has passed, as trends over the years are counted.
constexpr double exact_year(Day day) noexcept
{
    return 1970 + day.count() / days_per_year;
}

/// January is 1.
constexpr unsigned month_of(Day day) noexcept
{
    return static_cast<unsigned>(date_of(day).month());
}

/// How many whole days so many years or months are; the fraction of a day is dropped.
constexpr Days days_in_years(double years) noexcept
{
    return whole_days(years * days_per_year);
}
constexpr Days days_in_months(double months) noexcept
{
    return whole_days(months * days_per_year / 12);
}

namespace detail {

constexpr std::uint32_t in_4_years = 1'461, in_400_years = 146'097;

/// A birthday in any century.
constexpr Day birthday(Day born, int years) noexcept
{
    constexpr std::int32_t before_1970 = 719'468; // days from the first of March of the year nought
    const auto quarters = 4 * static_cast<std::uint32_t>(born.count() + before_1970) + 3;
    const std::uint32_t in_century = quarters % in_400_years | 3;
    const auto year =
        static_cast<std::int32_t>(100 * (quarters / in_400_years) + in_century / in_4_years);
    const auto in_year = static_cast<std::int32_t>(in_century % in_4_years / 4);
    const std::int32_t then = year + years;
    return Day{365 * then + then / 4 - then / 100 + then / 400 + in_year - before_1970};
}

} // namespace detail

/// The day on which somebody born on a day completes so many years. Whoever was born on the 29th of
/// February has the birthday of a common year on the first of March.
constexpr Day birthday(Day born, int years) noexcept
{
    // SHORTCUT  Years that begin in March end with the day that only some of them have, so neither
    // month nor day is asked for, and from 1900 to 2100 every fourth has it. Of Cassio Neri and
    // Lorenz Schneider, "Euclidean affine functions and their application to calendar algorithms"
    // (2023).
    constexpr Day first = day_of(1900, 3);
    const auto quarters = 4 * static_cast<std::uint32_t>((born - first).count()) + 3;
    const auto then = quarters / detail::in_4_years + static_cast<std::uint32_t>(years);
    if (born < first || then >= 200) [[unlikely]]
        return detail::birthday(born, years);
    return first + Days{365 * then + then / 4 + quarters % detail::in_4_years / 4};
}

/// Whether a birthday is so near that years of their mean length cannot tell the completed ones: it
/// is never three days from where they put it.
constexpr bool is_near_birthday(double mean_years) noexcept
{
    constexpr double near = 3 / days_per_year;
    const double part = mean_years - static_cast<double>(static_cast<std::int32_t>(mean_years));
    return part <= near || part >= 1 - near;
}

/// Completed years of age: one more with every birthday.
constexpr int completed_years(Day born, Day today) noexcept
{
    // SHORTCUT  Dates are costly, and so is a division.
    constexpr double years_a_day = 1 / days_per_year;
    const double age = (today - born).count() * years_a_day;
    if (!is_near_birthday(age)) return static_cast<int>(age);
    const int years = year_of(today) - year_of(born);
    return years - (today < birthday(born, years) ? 1 : 0);
}

/// The age with the part of a year that has passed since the birthday. The whole of it is always
/// the completed years: years are counted by their mean length, and kept within them.
constexpr double exact_age(Day born, Instant at) noexcept
{
    const double age = years_between({.day = born, .fraction = 0}, at);
    if (!is_near_birthday(age)) return age;
    const double completed = completed_years(born, at.day);
    constexpr double just_before = 1 - 1e-9;
    return std::clamp(age, completed, completed + just_before);
}

/// The first day at whose beginning somebody is of an exact age.
constexpr Day day_of_age(Day born, double years) noexcept
{
    const auto completed = static_cast<int>(years);
    const Day reached = birthday(born, completed);
    if (years <= completed) return reached;
    return std::clamp(born + days_in_years(years) + Days{1}, reached,
                      birthday(born, completed + 1));
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

/// Of what is no number the library says that its least value is nought: the first of January 1970.
/// Before all days is `before_all_days`.
template <> class std::numeric_limits<counterlife::engine::Day>;
template <> class std::numeric_limits<counterlife::engine::Days>;
template <> class std::numeric_limits<counterlife::engine::PerYear>;
