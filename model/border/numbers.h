// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the river: who leaves, when it can be crossed, and what comes of it.

#include "model/life.h"
#include "model/scalars.h"

namespace counterlife::model {

enum class Water : std::uint8_t;

struct BorderFamily {
    static constexpr std::string_view institution = "border", family = "border";
    enum : std::size_t {
        departure,
        push_hunger,
        push_watched,
        deterrence_watched,
        push_label,
        push_shunned,
        push_grief,
        push_outside,
        experience,
        devotion_hold,
        member_hold,
        child_hold,
        age_young,
        age_prime,
        age_middle,
        age_old,
        women,
        openness,
        oath_deterrence,
        distance_decay,
        by_tumen,
        by_upper_yalu,
        by_yalu,
        sent_for,
        season_ice,
        season_cold,
        season_warm,
        season_flood,
        yalu_open,
        freeze_day,
        thaw_day,
        cold_days,
        lead_days,
        bury,
        scout,
        scout_reduction,
        detection,
        winter_patrols,
        guide_reduction,
        joint_first,
        joint_experienced,
        swept_cold,
        swept_warm,
        swept_flood,
        drown,
        freeze,
        helped,
        reported,
        aim_south_first,
        aim_south_again,
        aim_south_uprooted,
        aim_south_without,
        farther,
        first_age,
        small_child,
        near_without,
        earns_until,
        guided_until,
        fetched_from,
        led,
        led_known,
        bribe,
        driven,
        led_at_work,
        push_steepness,
        aim_south_sent_back,
        count
    };
    static const std::array<Scalar, count> table;
};
using BorderNumbers = NumbersOf<BorderFamily>;

namespace border {

Water water(const BorderNumbers::Values& p, Day day) noexcept;

} // namespace border

} // namespace counterlife::model
