// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of deaths and births.

#include "model/dated.h"
#include "model/life.h"

namespace counterlife::model {

struct DeathNumbers {
    static constexpr std::size_t groups = 22; ///< 0, 1-4, 5-9, ..., 100 and over
    static constexpr std::size_t infancy_days = 28;
    static FamilySpec spec();
    DeathNumbers() = default;
    explicit DeathNumbers(const ParameterSet&);

    Dated<2 * groups> rate;      ///< per year, by sex and age group
    Highest<2 * groups> ceiling; ///< over ten years and one
    Dated<1> first_month_share;  ///< of the deaths of infants
    Highest<1> highest_share;
    Highest<1> lowest_share; ///< with the sign turned

    static std::size_t group_of(double age) noexcept
    {
        if (age < 1) return 0;
        if (age < 5) return 1;
        return std::min(groups - 1, 1 + static_cast<std::size_t>(age) / 5);
    }
    static std::size_t column(Sex sex, std::size_t group) noexcept
    {
        return index_of(sex) * groups + group;
    }
};

struct BirthNumbers {
    static constexpr std::size_t groups = 7; ///< 15-19, ..., 45-49
    static FamilySpec spec();
    BirthNumbers() = default;
    explicit BirthNumbers(const ParameterSet&);

    Dated<groups> fertility; ///< births a year per woman of that age
    Dated<groups> exposure;  ///< share of those women who can give birth
    Dated<1> sex_ratio;      ///< boys per girl
    Dated<1> twin_share;     ///< of maternities
    Dated<1> gap_months;     ///< from one maternity to the next at least
    Dated<2> gestation;      ///< days from conception to birth: mean and standard deviation
    Dated<1> before_wedding; ///< fertility of the betrothed, in that of wives
    Dated<1> father_age;     ///< of a man at the birth of a child, in years, at most
    Dated<1> confinement;    ///< days before a delivery without journeys
    Highest<groups> highest_fertility;
    Highest<groups> lowest_exposure; ///< with the sign turned, so that the lowest is kept
    Highest<1> highest_before_wedding;
};

} // namespace counterlife::model
