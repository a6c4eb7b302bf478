// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The facets of a life at which the ceilings of frequent hazards look. As long as none of them
// changes, what such a hazard has found is kept: see engine/foresight.h.

#include "model/life.h"

namespace counterlife::model::facet {

using engine::Facets;

inline constexpr Facets none = 0;              ///< age, sex and date alone
inline constexpr Facets place = 1 << 0;        ///< where somebody lives
inline constexpr Facets land = 1 << 1;         ///< in town or on the land
inline constexpr Facets hunger = 1 << 2;       ///< fed by the army, the mine, or nobody
inline constexpr Facets south = 1 << 3;        ///< settled in the South
inline constexpr Facets childhood = 1 << 4;    ///< not yet placed in work
inline constexpr Facets marriage = 1 << 5;     ///< marital status
inline constexpr Facets couple = 1 << 6;       ///< betrothed, or parted from husband or wife
inline constexpr Facets maternity = 1 << 7;    ///< with child, or lately delivered
inline constexpr Facets goal = 1 << 8;         ///< what a young person strives for
inline constexpr Facets membership = 1 << 9;   ///< of the party
inline constexpr Facets care = 1 << 10;        ///< a mother alive, a grown child at hand
inline constexpr Facets freedom = 1 << 11;     ///< nothing holds back who would leave
inline constexpr Facets grievances = 1 << 12;  ///< watched, labelled, shunned, bereft
inline constexpr Facets whereabouts = 1 << 13; ///< away from home, and until when
/// What the river has made of somebody stands in the state of the place: it may have changed.
inline constexpr Facets all = engine::any_facet;

namespace detail {

/// By whom somebody is fed, as food::highest_hunger tells them apart.
inline int provider(const Career& career) noexcept
{
    const bool mines = career.stage == Stage::worker && career.sector == Sector::mine;
    return career.stage == Stage::soldier ? 1 : career.stage == Stage::adrift ? 2 : 3 * mines;
}
/// What parts a couple, as person::lives_apart has it.
inline bool parted(const Life& life) noexcept
{
    const Career& career = life.career;
    switch (career.stage) {
    case Stage::soldier:
    case Stage::ward:
    case Stage::detained:
    case Stage::adrift:
    case Stage::camp:
        return true;
    default:
        return life.household == no_household || career.left_behind || career.lost_family ||
               life.apart;
    }
}

} // namespace detail

/// Which of them differ.
inline Facets changed(const Life& before, const Life& after) noexcept
{
    if (before.exile != 0 || after.exile != 0) return all;
    const Career &then = before.career, &now = after.career;
    Facets changed = none;
    const auto look = [&](Facets facet, bool differs) { changed |= differs ? facet : none; };
    look(land, before.urban != after.urban);
    look(hunger, detail::provider(then) != detail::provider(now));
    look(south, (then.stage == Stage::south) != (now.stage == Stage::south));
    look(childhood, (then.stage == Stage::child) != (now.stage == Stage::child));
    look(marriage, before.marital != after.marital);
    look(couple,
         before.betrothed != after.betrothed || detail::parted(before) != detail::parted(after));
    look(maternity, before.conceived != after.conceived || before.deliveries != after.deliveries ||
                        before.last_delivery != after.last_delivery);
    look(goal, then.goal != now.goal);
    look(membership, then.standing != now.standing);
    look(care, then.child_away != now.child_away || living(before.mother) != living(after.mother));
    look(freedom, (before.household == no_household) != (after.household == no_household) ||
                      before.betrothed != after.betrothed || then.bound != now.bound ||
                      then.sent_for != now.sent_for);
    look(grievances, then.watched != now.watched || then.traitor != now.traitor ||
                         then.shunned != now.shunned || then.lost_family != now.lost_family);
    look(whereabouts, then.stage_until != now.stage_until || then.dispersed != now.dispersed);
    return changed;
}

} // namespace counterlife::model::facet
