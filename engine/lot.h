// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lots: what a rule leaves to luck, by name.
//
// Luck tells draws apart by number, and two draws of one number are one draw. So nobody writes
// numbers where luck is drawn: a rule names its lots, each lot has its own share of the numbers,
// and a run begins only if no two lots of a rule can ever meet.
//
//     enum Draw : std::uint32_t { noticed, swept, drowns, draws };
//     constexpr Lot night{.every = 8, .many = draws}; // each night anew
//     constexpr Rule crossing{..., .lots = {&night}};
//     act.uniform(night, act.today(), swept);

#include "engine/luck.h"

#include <bit>
#include <concepts>
#include <numeric>

namespace counterlife::engine {

/// A lot has the numbers first + every * count, and as many from there as there are questions or
/// alternatives, where the occasions are counted by the day, the year, the delivery.
struct Lot {
    std::uint32_t first = 0;
    std::uint32_t every = 0; ///< a power of two; 0: there is one occasion in a life
    std::uint32_t many = 1;
    /// Drawn by an institution for those it deals with, and not for itself.
    bool for_others = false;
    /// The lot's own, if it is not that of the rule that acts: what several rules may draw, and
    /// draw alike.
    Stream stream = 0;
    /// Its numbers are known to meet another lot's, and to mend that would change lives.
    bool meets_another = false;

    constexpr std::uint32_t number(std::uint32_t count, std::uint32_t nth) const noexcept
    {
        return first + every * count + nth;
    }
    /// Its occasions do not meet each other.
    constexpr bool is_sound() const noexcept
    {
        return many > 0 && (every == 0 || (std::has_single_bit(every) && first + many <= every));
    }
};

/// Whether no occasion of one is one of the other, whatever they are counted by.
constexpr bool are_apart(const Lot& a, const Lot& b) noexcept
{
    const std::uint32_t period = std::gcd(a.every, b.every); // 0: both are drawn once.
    const auto reaches = [period](const Lot& from, const Lot& to) {
        const std::uint32_t ahead = to.first - from.first;
        return (period == 0 ? ahead : ahead % period) < from.many;
    };
    return !reaches(a, b) && !reaches(b, a);
}

/// By what an occasion is counted: any whole number, or the day.
struct Count {
    std::uint32_t value = 0;

    constexpr Count() = default;
    constexpr Count(std::integral auto count) noexcept : value{static_cast<std::uint32_t>(count)} {}
    constexpr Count(Day day) noexcept : Count{day.count()} {}
};
inline constexpr Count once{}; ///< in a life

} // namespace counterlife::engine
