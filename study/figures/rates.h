// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rates made of counts of simulated lives, by the definitions demographers use.
//
// A rate of a year relates what happened in it to the years lived in it, taken as the mean of the
// counts on its first day and on the next year's: so a year has rates only where both were counted.

#include "study/record/series.h"
#include "study/rooms.h"

#include <span>
#include <vector>

namespace counterlife::study::figures {

/// The rates of the nation, and of the provinces where they make sense:
///
///   midyear_population        persons         by sex; nation and provinces
///   population_scaled         persons         the same times the real persons a life stands for
///   crude_birth_rate          per_1000        persons and year; nation and provinces
///   crude_death_rate          per_1000
///   crude_marriage_rate       per_1000
///   crude_divorce_rate        per_1000
///   asfr                      per_1000        women by age in fives, 15 to 45
///   tfr                       children        per woman, five times the sum of asfr
///   mean_age_childbearing     years
///   mx                        per_year        deaths per year lived, by sex and single age
///   life_expectancy           years           at birth, by sex
///   infant_mortality          per_1000        births, by sex
///   under_five_mortality      per_1000        births, by sex
///   mean_age_first_marriage   years           by sex
///   ever_married_share        share           by sex and age in fives, 15 to 45
///   never_married_at_25_to_29 share           by sex
///   persons_per_household     persons         nation and provinces
///   province_share            share           of the people of all provinces
///   urban_share               share           nation and provinces
///   sex_ratio                 per_100         men to women
///   sex_ratio_at_birth        per_100         boys to girls
///   dependency_ratio          per_100         under 15 and over 64 to those between
///
/// A rate that nobody was at risk of has no row.
std::vector<SeriesRow> rates(std::span<const SeriesRow> counts, double persons_per_life);

} // namespace counterlife::study::figures
