// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of marriage, and of how men are ranked.

#include "model/dated.h"
#include "model/scalars.h"

namespace counterlife::model {

struct RankingFamily {
    static constexpr std::string_view institution = "marriage", family = "ranking";
    enum : std::size_t {
        membership,
        service,
        diploma,
        wealth,
        noise,
        reluctance,
        joke,
        respect,
        count
    };
    static const std::array<Scalar, count> table;
};
using RankingNumbers = NumbersOf<RankingFamily>;

struct MarriageNumbers {
    static constexpr std::size_t groups = 7; ///< 17-19, 20-22, ..., 40-59
    static FamilySpec spec();
    MarriageNumbers() = default;
    explicit MarriageNumbers(const ParameterSet&);

    Dated<2 * groups> readiness; ///< per year: the never married begin to look for a spouse
    Dated<2> own_years;          ///< of age by which men and women differ in readiness
    Dated<4> remarriage;         ///< per year: M/widowed, M/divorced, F/widowed, F/divorced
    Dated<2> least_age;          ///< from which men and women may marry
    Dated<2> age_limit;          ///< for those who look again
    Dated<3> gap;                ///< mean, spread and reach of husband's less wife's age, in years
    Dated<2>
        urgency; ///< years of age gap overlooked for a year of a woman's lateness; from what age
    Dated<1> divorce;        ///< per year and marriage
    Dated<1> without_regard; ///< how many times that of a wife without regard for her husband
    Highest<2 * groups> highest_readiness;
    Highest<2> highest_own_years;
    Highest<4> highest_remarriage;
    Highest<2> highest_age_limit;
    Highest<1> highest_divorce, highest_without_regard;
    Dated<26> start_married, start_widowed; ///< by sex and age 15-19, ..., 75+

    static constexpr std::array<int, groups + 1> bounds{17, 20, 23, 26, 29, 32, 40, 60};
};

} // namespace counterlife::model
