// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The period life table: what one year's deaths by age say about a whole life.

#include "study/rooms.h"

#include <optional>
#include <span>

namespace counterlife::study::figures {

/// Deaths in a year and years lived in it, by single age from 0.
struct Mortality {
    std::span<const double> deaths;
    std::span<const double> exposure;
    double newborn = 0;              ///< the births that the deaths under one year come from
    double infant_years_lived = 0.5; ///< by those who die before their first birthday, on average
};

struct LifeTable {
    double life_expectancy = 0; ///< at birth, years
    double dead_by_one = 0;     ///< share of the newborn
    double dead_by_five = 0;    ///< share of the newborn
};

/// Fewer deaths than this in the open last age say too little about it.
inline constexpr double fewest_open_deaths = 10;

/// The table from single ages up to an open last one, which begins at 100 or wherever the deaths
/// above become too few to tell. None where a year has too few deaths at all.
std::optional<LifeTable> life_table(const Mortality& mortality);

/// Years lived by infants who die, from the death rate under one year: the formulas of Andreev and
/// Kingkade (Demographic Research 33:13, 2015).
double infant_years_lived_male(double death_rate);
double infant_years_lived_female(double death_rate);

} // namespace counterlife::study::figures
