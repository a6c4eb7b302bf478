// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run counts: by day, what the hosts did and how many entered which phase.

#include "examples/epidemic/times.h"

#include <array>
#include <string>
#include <vector>

namespace counterlife::epidemic {

enum class Phase : std::uint8_t { susceptible, latent, infectious, immune };
inline constexpr std::size_t phases = 4;

constexpr std::size_t index(Phase phase) noexcept
{
    return static_cast<std::size_t>(phase);
}
constexpr Phase next(Phase phase) noexcept
{
    return static_cast<Phase>((index(phase) + 1) % phases);
}

/// One day. Integers: whoever adds them up, in whatever order, finds the same.
struct Count {
    std::array<std::int64_t, phases> entered{}; ///< by phase
    std::array<std::int64_t, phases>
        fractions{}; ///< of the day that had passed when they did, summed
    std::int64_t contacts = 0, changes = 0;
    std::int64_t dropped = 0; ///< links

    Count& operator+=(const Count& other) noexcept;
    friend bool operator==(const Count&, const Count&) = default;
};

struct Series {
    std::int64_t hosts = 0;
    std::vector<Count> days;

    Count& at(Time time) noexcept { return days[time / one_day]; }
    void enter(Phase phase, Time time) noexcept
    {
        at(time).entered[index(phase)] += 1;
        at(time).fractions[index(phase)] += time % one_day;
    }

    Series& operator+=(const Series& other);
    friend bool operator==(const Series&, const Series&) = default;

    Count total() const noexcept;
    /// How many are in each phase at the end of each day.
    std::vector<std::array<std::int64_t, phases>> prevalence() const;
    /// How much time all hosts together spent in each phase on each day.
    std::vector<std::array<double, phases>> host_days() const;
};

/// The series by day as CSV.
std::string csv_of(const Series& series);

} // namespace counterlife::epidemic
