// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the South: arrival, study, work and pay.

#include "model/exile.h"
#include "model/scalars.h"

namespace counterlife::model {

struct SouthFamily {
    static constexpr std::string_view institution = "south", family = "south";
    enum : std::size_t {
        centre_days,
        seoul_share,
        settlement,
        transfer,
        study,
        study_from,
        study_to,
        study_schooling,
        study_years,
        short_share,
        short_years,
        short_office,
        drop_out,
        closed_study,
        hire,
        hire_women,
        hire_young,
        hire_late,
        hire_old,
        hire_harm,
        hire_diploma,
        hire_new,
        hire_came_old,
        hire_years,
        came_old_age,
        job_end,
        job_end_first,
        menial_men,
        menial_women,
        factory_men,
        factory_women,
        service_men,
        service_women,
        office,
        menial_first,
        first_years,
        gate_exceptions,
        hours,
        hours_first,
        wage_level,
        wage_menial,
        wage_factory,
        wage_service,
        wage_office,
        wage_women,
        wage_late,
        wage_per_year,
        party_capital,
        saved,
        saved_for_kin,
        send_money,
        send_money_idle,
        sum_sent,
        fee,
        send_for,
        send_for_cost,
        regret_per_year,
        regret_per_age,
        regret_from_age,
        cue,
        lookout_days,
        party_choice_days,
        parties,
        going_back,
        mortality,
        arrival_age,
        school_age,
        settlement_age,
        work_age,
        kin_age,
        wage_years,
        retirement_age,
        centre_spread,
        count
    };
    static const std::array<Scalar, count> table;
};
using SouthNumbers = NumbersOf<SouthFamily>;

struct Numbers;

namespace south {

/// What somebody is paid, in thousand won a month: by the work, the diploma, sex, age, years in the
/// South and the day; by the years of membership only where SOUTH-05 does not hold.
struct Earner {
    Occupation occupation = Occupation::none;
    Sex sex = Sex::male;
    double age = 30;
    double years_here = 0;
    double years_given = 0; ///< to the party
};
double wage_of(const Earner& earner, const SouthNumbers::Values& p, bool party_counts) noexcept;

/// The share of those who would study at an age that do: falls from the one to the other.
double study_by_age(double age, const SouthNumbers::Values& p) noexcept;

/// BEYOND-09  Whether somebody's college is one of two years, for life.
bool takes_two_years(const Life& life, const Numbers& numbers, engine::Day day) noexcept;

} // namespace south

} // namespace counterlife::model
