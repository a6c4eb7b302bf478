// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Marriage: the search, the registrar, the wedding, divorce.

#include "model/dated.h"
#include "model/life.h"
#include "model/marriage/registrar.h"
#include "model/scalars.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

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
    Dated<4> remarriage;         ///< per year: M/widowed, M/divorced, F/widowed, F/divorced
    Dated<2> age_limit;          ///< for those who look again
    Dated<3> gap;                ///< mean, spread and reach of husband's less wife's age, in years
    Dated<2>
        urgency; ///< years of age gap overlooked for a year of a woman's lateness; from what age
    Dated<1> divorce;        ///< per year and marriage
    Dated<1> without_regard; ///< how many times that of a wife without regard for her husband
    Highest<2 * groups> highest_readiness;
    Highest<4> highest_remarriage;
    Highest<1> highest_divorce, highest_without_regard;
    Dated<26> start_married, start_widowed; ///< by sex and age 15-19, ..., 75+

    static constexpr std::array<int, groups + 1> bounds{17, 20, 23, 26, 29, 32, 40, 60};
};

namespace marriage {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;

extern const Rule search;      ///< A person begins to look for a spouse.
extern const Rule application; ///< The registrar enters an applicant.
extern const Rule withdrawal;  ///< The registrar strikes one off.
extern const Rule matching;    ///< Once a month the registrar proposes couples.
extern const Rule proposal;    ///< The man hears whom he might marry, and courts her.
extern const Rule courtship;   ///< The woman hears of him, and agrees.
extern const Rule jilted;      ///< The other died first.
extern const Rule wedding;     ///< He becomes a husband.
extern const Rule vow;         ///< She becomes a wife and moves in with him.
extern const Rule divorce;     ///< A marriage is dissolved.
extern const Rule divorced;    ///< The husband is told.

/// Leaves the registrar's list, if on it.
void withdraw(Act& act);

} // namespace marriage

} // namespace counterlife::model
