// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What awaits those who have crossed and are back: the agent's visit, detention, questions, the
// camp, the oath, the label.

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

struct PenalFamily {
    static constexpr std::string_view institution = "security", family = "penal";
    enum : std::size_t {
        visit_weeks,
        file_completeness,
        file_without_informers,
        believed,
        confession,
        confession_growth,
        daily_harm,
        pages_a_day,
        understatement,
        contact_known_file,
        contact_known_else,
        heavy_all,
        quick_first,
        quick_days,
        division_months,
        camp_months,
        camp_repeat,
        prison_months,
        death_agency,
        death_camp,
        death_prison,
        regard_loss,
        child_age,
        again_days,
        count
    };
    static const std::array<Scalar, count> table;
};
using PenalNumbers = NumbersOf<PenalFamily>;

/// What the agency of a county has been told of somebody who is away.
struct AgencyFile {
    LifeId who = engine::nobody;
    Day left = engine::no_day;
};
using AgencyFiles = std::vector<AgencyFile>;

namespace security {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule absence_noted; ///< The agency hears that somebody is away.
extern const Rule return_noted;  ///< The agency hears that somebody is back.
extern const Rule visit;         ///< The agent calls, and does not believe.
extern const Rule taken_away;    ///< Wife or husband sees it.
extern const Rule handed_over;   ///< Somebody is handed over at the bridge.
extern const Rule confession;    ///< Somebody admits what is known already.
extern const Rule custody_step;  ///< From the division to the camp, and out.
extern const Rule custody_death; ///< Somebody dies in custody.

/// Detained by the agency, here and now.
void take_into_custody(Act& act);

} // namespace security

} // namespace counterlife::model
