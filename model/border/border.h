// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The river: who decides to cross it, how they do, and what comes of it.

#include "model/exile.h"
#include "model/scalars.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Map;
struct Nation;

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
        count
    };
    static const std::array<Scalar, count> table;
};
using BorderNumbers = NumbersOf<BorderFamily>;

/// How near each place is to the river, as far as leaving goes: 1 on the Tumen, less by its other
/// reaches and with distance. By spell of the numbers.
class Nearness {
public:
    Nearness() = default;
    Nearness(const Map& map, const BorderNumbers& numbers);
    double of(PlaceId place, Day day) const noexcept;

private:
    std::vector<std::vector<double>> by_year_; ///< from 1950 on
};

/// What the river is like.
enum class Water : std::uint8_t { ice, cold, warm, flood };

namespace border {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule departure;  ///< Somebody makes up their mind to cross.
extern const Rule come_along; ///< The family is asked to come.
extern const Rule riverside;  ///< Somebody from the interior reaches the river.
extern const Rule crossing;   ///< The night on the river.
extern const Rule far_bank;   ///< On the other side.
extern const Rule way_back;   ///< Somebody returns of their own accord.

Water water(const BorderNumbers::Values& p, Day day) noexcept;

/// The record of what crossing makes of this life, begun if there is none.
Exile& record(Act& act);
/// Takes the way back across the river, and home.
void go_back(Act& act);

} // namespace border

} // namespace counterlife::model
