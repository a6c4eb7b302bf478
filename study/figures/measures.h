// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The measures of all ages that a target can be stated in, with the units that a run has them in.

#include "study/rooms.h"

#include <array>
#include <limits>
#include <string_view>

namespace counterlife::study::figures {

struct Measure {
    std::string_view name, unit;
    bool is_difference = false; ///< and may lie below nought

    /// The least and the greatest that it can be.
    double least() const { return is_difference ? -std::numeric_limits<double>::infinity() : 0; }
    double most() const { return unit == "share" ? 1 : std::numeric_limits<double>::infinity(); }
};

/// Those of `rates`, and those that `fit` makes of them.
inline constexpr std::array<Measure, 68> fitted_measures{{
    {"population", "persons"},
    {"arrivals_log_error", "count"},
    {"midyear_population", "persons"},
    {"population_scaled", "persons"},
    {"crude_birth_rate", "per_1000"},
    {"crude_death_rate", "per_1000"},
    {"crude_marriage_rate", "per_1000"},
    {"crude_divorce_rate", "per_1000"},
    {"tfr", "children"},
    {"mean_age_childbearing", "years"},
    {"life_expectancy", "years"},
    {"infant_mortality", "per_1000"},
    {"under_five_mortality", "per_1000"},
    {"mean_age_first_marriage", "years"},
    {"persons_per_household", "persons"},
    {"province_share", "share"},
    {"urban_share", "share"},
    {"sex_ratio", "per_100"},
    {"sex_ratio_at_birth", "per_100"},
    {"dependency_ratio", "per_100"},
    {"north_koreans_in_northeast_china", "persons"},
    {"forced_returns_scaled", "persons"},
    {"arrivals_scaled", "persons"},
    {"arrivals_scaled_total", "persons"},
    {"arrivals_by_thailand_share", "share"},
    {"arrivals_female_share", "share"},
    {"arrivals_origin_share", "share"},
    {"employment_rate_in_the_south", "share"},
    {"ever_sent_money_home", "share"},
    {"mean_monthly_wage_in_the_south", "won"},
    {"army_personnel", "persons"},
    {"party_members", "persons"},
    {"men_serving_ten_years", "share"},
    {"employment_share_agriculture", "share"},
    {"employment_share_manufacturing", "share"},
    {"employment_share_mining", "share"},
    {"members_among_discharged_ordinary", "share"},
    {"members_among_discharged_favoured", "share"},
    {"famine_excess_deaths", "persons", true},
    {"absent_three_months_after_placement", "share"},
    {"crude_death_rate_of_households_left", "per_1000"},
    {"mean_years_since_leaving", "years"},
    {"never_married_at_25_to_29", "share"},
    {"members_among_residents", "share"},
    {"members_of_40_and_over", "share"},
    {"arrivals_sent_back_before_share", "share"},
    {"arrivals_with_kin_share", "share"},
    {"leavers_without_distribution_share", "share"},
    {"arrivals_age_distance", "share"},
    {"arrivals_aged_0_to_9", "share"},
    {"arrivals_aged_10_to_19", "share"},
    {"arrivals_aged_20_to_29", "share"},
    {"arrivals_aged_30_to_39", "share"},
    {"arrivals_aged_40_to_49", "share"},
    {"arrivals_aged_50_to_59", "share"},
    {"arrivals_aged_60_and_over", "share"},
    {"arrivals_occupation_distance", "share"},
    {"arrivals_left_as_worker", "share"},
    {"arrivals_left_as_dependent", "share"},
    {"arrivals_left_as_service", "share"},
    {"arrivals_left_as_soldier", "share"},
    {"arrivals_left_as_office", "share"},
    {"arrivals_left_as_child", "share"},
    {"people_aged_75_to_79", "persons"},
    {"people_aged_80_to_84", "persons"},
    {"people_aged_85_to_89", "persons"},
    {"people_aged_90_to_94", "persons"},
    {"people_aged_95_and_over", "persons"},
}};

} // namespace counterlife::study::figures
