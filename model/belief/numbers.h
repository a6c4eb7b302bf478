// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of belief: what moves devotion, discontent and goals, and by how much.

#include "model/scalars.h"

namespace counterlife::model {

struct BeliefFamily {
    static constexpr std::string_view institution = "belief", family = "belief";
    enum : std::size_t {
        initial_devotion,
        family_devotion,
        lesson_zeal,
        lesson_devotion,
        pride,
        parents_pride,
        pride_half_life,
        shock,
        exit_anger,
        hardship_anger,
        hearing,
        hearing_months,
        devotion_weight,
        attachment,
        outside,
        contempt_effort,
        effort_study,
        effort_money,
        effort_family,
        to_learning,
        choice_age,
        outside_goal,
        lost_to_money,
        temper,
        common_devotion,
        effort_least,
        effort_devoted,
        common_effort,
        disillusion,
        shock_least,
        count
    };
    static const std::array<Scalar, count> table;
};
using BeliefNumbers = NumbersOf<BeliefFamily>;

} // namespace counterlife::model
