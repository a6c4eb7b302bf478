// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// China: life without status, by the farm, in the city, with a man, and arrest.

#include "engine/lot.h"
#include "model/exile.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

/// What those who lead people out know in a place in China, and what the centre in the South
/// counts.
struct Underground {
    std::int64_t arrived = 0; ///< persons in the South: the centre has all, others what is told
};

namespace china {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule settling;    ///< Somebody finds where to stay.
extern const Rule reckoning;   ///< A farm hand asks for the pay.
extern const Rule going_home;  ///< Somebody goes back to the family.
extern const Rule to_city;     ///< Somebody goes to the city.
extern const Rule church;      ///< Somebody is taken in by a church.
extern const Rule sold;        ///< A woman is sold to a man, or goes to live with one.
extern const Rule conception;  ///< She conceives.
extern const Rule birth;       ///< A child is born there.
extern const Rule arrest;      ///< The police arrest somebody without status.
extern const Rule handover;    ///< A group is handed over at the bridge.
extern const Rule taken_along; ///< The children of somebody who is arrested are taken too.

/// Looks for somewhere to stay, near the river or farther off.
void find_stay(Act& act);
/// What it leaves to luck. Days and employers are known to share numbers with a night on the river.
inline constexpr engine::Lot where_to_stay{
    .every = 4, .many = 3, .stream = engine::stream_of("china.stay")},
    which_employer{.every = 1, .meets_another = true};
/// Whether a man who looks for a wife would have this woman.
bool is_of_an_age_to_be_sold(const View& view, engine::Instant at) noexcept;
/// Whether somebody has a family on the other side to go back to, as far as they know.
bool has_family_at_home(const Life& life, const Exile& exile) noexcept;
/// In the hands of the police, to be handed over, and the children with them.
void be_arrested(Act& act);
/// The same together with somebody, for as many days.
void be_held(Act& act, Days days);
/// How many days it will be until the next group is handed over.
Days days_until_handover(Act& act);
/// What it leaves to luck.
inline constexpr engine::Lot handover_day{.every = 1,
                                          .stream = engine::stream_of("china.handover")};

} // namespace china

} // namespace counterlife::model
