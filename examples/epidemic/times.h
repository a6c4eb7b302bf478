// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Moments and stretches of time within a run, to 2^-16 of a day.
//
// The engine wakes a life on a day and lets it act as often as it likes on that day; at which
// moment of it something happens is the model's own to know.

#include "engine/time.h"

#include <cstdint>

namespace counterlife::epidemic {

/// A moment since the beginning of the run, or a stretch of time, in 2^-16 of a day.
using Time = std::uint32_t;

inline constexpr Time one_day = 1u << 16;
/// What never comes, or lasts for ever.
inline constexpr Time never = 0xFFFF'FFFF;

/// The longest run, in days: what comes later does not come.
inline constexpr int longest_run = 65'000;

constexpr Time time_of(double days) noexcept
{
    return days < longest_run ? static_cast<Time>(days * one_day) : never;
}
constexpr double in_days(Time time) noexcept
{
    return static_cast<double>(time) / one_day;
}
constexpr engine::Day day_at(Time time) noexcept
{
    return time == never ? engine::no_day : engine::Day{time / one_day};
}
constexpr Time after(Time moment, Time stretch) noexcept
{
    return stretch < never - moment ? moment + stretch : never;
}
/// Whether a moment lies in the stretch that begins at another.
constexpr bool is_within(Time moment, Time begin, Time stretch) noexcept
{
    return begin <= moment && moment < after(begin, stretch);
}

/// A gap between two events that come at a mean interval: anything from nothing to twice as long,
/// all alike likely. `luck` is any 32-bit number.
constexpr Time gap_of(std::uint32_t luck, Time mean) noexcept
{
    return 1 + static_cast<Time>((std::uint64_t{luck} * (2 * std::uint64_t{mean} - 1)) >> 32);
}

} // namespace counterlife::epidemic
