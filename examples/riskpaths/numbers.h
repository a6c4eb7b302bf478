// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parameters of a scenario as the rules use them.

#include "examples/riskpaths/riskpaths.h"

namespace counterlife::riskpaths {

/// The engine counts rates by 365.2425 of its ticks: so many times a rate by the year.
inline constexpr double per_engine_year = engine::days_per_year / ticks_per_year;

/// A hazard that depends on age: a rate for each band.
class ByAge {
public:
    void put(const std::array<PerYear, age_bands>& rates) noexcept;

    PerYear rate(Instant at) const noexcept { return rates_[age_band(at.day)]; }
    Bound ceiling(Instant from) const noexcept { return ceilings_[age_band(from.day)]; }

private:
    std::array<PerYear, age_bands> rates_{};
    std::array<Bound, age_bands> ceilings_{}; ///< each for its band and perhaps some that follow
};

/// A hazard that depends on how long something has lasted: a rate for each stretch of time.
template <std::size_t N> struct ByDuration {
    std::array<Ticks, N> from; ///< since the beginning; the first is 0
    std::array<PerYear, N> rates{};

    PerYear rate(Instant since, Instant at) const noexcept
    {
        const std::int64_t lasted = engine::ticks(at) - engine::ticks(since);
        std::size_t i = N - 1;
        while (i > 0 && lasted < std::int64_t{from[i].count()} << 32) --i;
        return rates[i];
    }
    PerYear highest() const noexcept { return *std::max_element(rates.begin(), rates.end()); }
};

struct Numbers {
    std::array<ByAge, statuses> pregnancy{};
    ByAge first_union{};
    ByDuration<6> first_dissolution{.from = {0, 2, 6, 10, 18, 26}};
    ByDuration<6> second_dissolution{.from = {0, 2, 6, 10, 18, 26}};
    ByDuration<5> second_union{.from = {0, 4, 12, 20, 30}};
    std::array<PerYear, last_age> death{}; ///< by whole years of age
    Tick last_day = last_tick;
};

} // namespace counterlife::riskpaths
