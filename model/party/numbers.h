// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the party: admission, membership, posts, standing.

#include "model/life.h"
#include "model/scalars.h"

namespace counterlife::model {

struct PartyFamily {
    static constexpr std::string_view institution = "party", family = "party";
    enum : std::size_t {
        goal_before,
        goal_after,
        goal_without,
        earliest_year,
        early_share,
        completion_ordinary,
        completion_favoured,
        favoured_units,
        october_share,
        congress_bonus,
        apply_men,
        apply_women,
        apply_young,
        apply_mature,
        mature_from,
        admitted_share,
        admitted_capital,
        refused,
        start_men,
        start_women,
        lapse_days,
        record_lag,
        days_to_register,
        cell_size,
        head_willing,
        secretary_willing,
        power_threshold,
        candidacy,
        secretary_attraction,
        posts_team,
        posts_cell,
        posts_head,
        posts_secretary,
        posts_official,
        switch_year,
        switch_width,
        weight_money,
        standing_penalty,
        disregard,
        days_to_learn,
        apply_from,
        apply_until,
        apply_regard,
        luck_admission,
        luck_post,
        stand_from,
        stand_until,
        merit_diploma,
        merit_regard,
        promotion_regard,
        members_at_work,
        power_team,
        power_cell,
        power_head,
        power_secretary,
        power_official,
        standing_power,
        standing_wealth,
        standing_regard,
        standing_least,
        wealth_schooling,
        wealth_knack,
        wealth_trade,
        wealth_without,
        full_schooling,
        steps,
        steps_schooled,
        count
    };
    static const std::array<Scalar, count> table;
};
using PartyNumbers = NumbersOf<PartyFamily>;

namespace party {

/// Political power, 0 to 1, that goes with a post.
double power_of(Post post, const PartyNumbers::Values& p) noexcept;

} // namespace party

} // namespace counterlife::model
