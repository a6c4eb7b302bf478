// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The books of a run and the tables made from them.
//
// Nobody adds up exposure while the lives are lived. The books only say how many women took which
// step in which tick, and when in the tick, summed; as in a population register, who was where for
// how long follows from who came and who went. All sums are integers: whoever adds them up, in
// whatever order, finds the same.

#include "engine/time.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::riskpaths {

/// What the engine calls a day is half a year here, counted from birth.
using Tick = engine::Day;
using Ticks = engine::Days; ///< a number of half years

inline constexpr int ticks_per_year = 2;
inline constexpr int last_age = 100;

constexpr Ticks ticks_in_years(int years) noexcept
{
    return Ticks{years * ticks_per_year};
}

/// The tick that begins on a birthday.
constexpr Tick birthday(int age) noexcept
{
    return Tick{} + ticks_in_years(age);
}
inline constexpr Tick birth{};
inline constexpr Tick last_tick = birthday(last_age);

enum class Status : std::uint8_t {
    never,       ///< never in a union
    first_early, ///< in her first union, for less than three years
    first_late,  ///< in her first union, for three years or more
    after_first,
    second,
    after_second,
};
inline constexpr std::size_t statuses = 6;

template <class Enum> constexpr std::size_t index(Enum which) noexcept
{
    return static_cast<std::size_t>(which);
}
constexpr std::size_t index(Tick tick) noexcept
{
    return static_cast<std::size_t>(tick.count());
}

/// What can happen to a woman, as far as the tables care. The first two come by status.
enum class Step : std::uint8_t {
    pregnancy = 0,
    childless_death = 6,
    first_union = 12,
    three_years, ///< her first union, still childless, enters its fourth year
    first_dissolution_early,
    first_dissolution_late,
    second_union,
    second_dissolution,
    death, ///< after a pregnancy
};
inline constexpr std::size_t steps = 19;

constexpr Step in(Step step, Status status) noexcept
{
    return static_cast<Step>(static_cast<int>(step) + static_cast<int>(status));
}

/// How many, and the sum of the parts of the tick that had passed, in 2^-32 of a tick.
struct Moments {
    std::int64_t count = 0, fractions = 0;

    friend bool operator==(const Moments&, const Moments&) = default;
};

/// No more cases than a sum of fractions can hold.
inline constexpr std::int64_t most_cases = std::numeric_limits<std::int32_t>::max();

struct Book {
    std::int64_t cases = 0;
    std::vector<std::array<Moments, steps>> moments{index(last_tick) + 1}; ///< by tick

    void note(Step step, engine::Instant when) noexcept
    {
        Moments& m = moments[index(when.day)][index(step)];
        ++m.count;
        m.fractions += when.fraction;
    }
    Book& operator+=(const Book& other) noexcept;

    friend bool operator==(const Book&, const Book&) = default;
};

inline constexpr Ticks band_ticks{5 * ticks_per_year / 2};

/// The index of the age band: 0 under 15, then two and a half years each, 11 from 40 on.
constexpr std::size_t age_band(Tick tick) noexcept
{
    constexpr Tick first = birthday(15), last = birthday(40);
    if (tick < first) return 0;
    return tick < last ? static_cast<std::size_t>((tick - first) / band_ticks) + 1 : 11;
}
inline constexpr std::size_t age_bands = 12;

/// The tick in which an age band ends; the last never does.
constexpr Tick band_end(std::size_t band) noexcept
{
    if (band + 1 == age_bands) return engine::no_day;
    return birthday(15) + static_cast<int>(band) * band_ticks;
}

/// The tick in which an age band begins.
constexpr Tick band_begin(std::size_t band) noexcept
{
    return band == 0 ? birth : band_end(band - 1);
}

/// A cell of a table: always one number over another, such as pregnancies over years.
struct Cell {
    std::string_view table, measure;
    int row = -1, column = -1; ///< -1: the table has none
    double above = 0, below = 0;

    double value() const noexcept { return above / below; } ///< NaN without exposure
};

/// All cells of tables T01 to T07, in a fixed order.
std::vector<Cell> cells_of(const Book& book);

/// The tables as text.
std::string text_of(const std::vector<Cell>& cells);

} // namespace counterlife::riskpaths
