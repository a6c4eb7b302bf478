// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parameters of a scenario as the rules use them.

#include "examples/riskpaths/riskpaths.h"

namespace counterlife::riskpaths {

/// The engine counts rates by 365.2425 of its ticks: so many times a rate by the year.
inline constexpr double per_engine_year = engine::days_per_year / ticks_per_year;

struct Numbers {
    std::array<RateTable, statuses> pregnancy;                     ///< by age
    RateTable first_union;                                         ///< by age
    RateTable first_dissolution, second_dissolution, second_union; ///< by how long it has lasted
    RateTable death;                                               ///< by whole years of age
    Tick last_day = last_tick;
};

} // namespace counterlife::riskpaths
