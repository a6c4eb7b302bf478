// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The South: arrival, work, study, money sent home, kin sent for, regret.

#include "model/exile.h"
#include "model/scalars.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

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
        drop_out,
        closed_study,
        hire,
        hire_women,
        hire_young,
        hire_late,
        hire_old,
        hire_harm,
        hire_diploma,
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
        count
    };
    static const std::array<Scalar, count> table;
};
using SouthNumbers = NumbersOf<SouthFamily>;

namespace south {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule arrival;      ///< Somebody lands, and enters the centre.
extern const Rule leaving;      ///< The months in the centre end.
extern const Rule settling;     ///< Somebody comes to the town to live in.
extern const Rule reunion;      ///< Kin hear that somebody has come to the South too.
extern const Rule lookout;      ///< A former soldier looks across at the old post.
extern const Rule party_choice; ///< Somebody picks a party, or none.
extern const Rule college;      ///< Somebody begins to study.
extern const Rule drop_out;     ///< Somebody gives up studying.
extern const Rule school_end;   ///< School ends, or college with a diploma.
extern const Rule hire;         ///< Somebody finds work.
extern const Rule job_end;      ///< A job ends.
extern const Rule accounts;     ///< What a year's work has left over.
extern const Rule remittance;   ///< Somebody sends money home.
extern const Rule money;        ///< It comes.
extern const Rule sending_for;  ///< Somebody pays a guide for one of the family.
extern const Rule anniversary;  ///< The tenth of October, to a former member.
extern const Rule going_back;   ///< Somebody returns to the North: never, as told.

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

/// The age that counts in the South: one's own, or, where a scenario takes all grown arrivals to
/// have been of one age, that age and the years since.
double age_here(const View& view, engine::Instant at) noexcept;

/// Years from admission to leaving the North, of whoever was admitted to the party; else nought.
double years_given(const Life& life, const Exile& exile) noexcept;
/// Adds what was earned since the last time to the savings, after debts.
void settle_accounts(Act& act, Exile& exile);
/// Wife or husband, parent or child in the North, not known to be dead or to be in the South.
bool has_kin(const View& view) noexcept;
/// The kin that has_kin speaks of: wife or husband, children, mother, father.
std::vector<Address> kin_in_the_north(const View& view);
bool is_employed(const Exile& exile) noexcept;

} // namespace south

} // namespace counterlife::model
