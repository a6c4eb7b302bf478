// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of school and college.

#include "model/dated.h"
#include "model/life.h"

#include <array>

namespace counterlife::model {

struct SchoolNumbers {
    static FamilySpec spec();
    SchoolNumbers() = default;
    explicit SchoolNumbers(const ParameterSet&);

    Dated<1> start_age, leaving_age, term_month, college_years, study_place;
    Dated<2> college_share; ///< of school leavers, by sex

    /// The whole years at which the youngest start and leave, in any year.
    int youngest_to_start = 0, youngest_to_leave = 0;

    static constexpr int first_year = 1850, years = 250;
    std::array<Day, years> term_day{}; ///< the first day of the school year, by calendar year
};

} // namespace counterlife::model
