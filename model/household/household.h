// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Households: who lives with whom.

#include "engine/lot.h"
#include "model/life.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

namespace household {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;

extern const Rule split;       ///< A couple leaves the parents' household.
extern const Rule leave_home;  ///< A single adult sets up a household.
extern const Rule take_in;     ///< Someone asks to be taken in, for themselves or a child.
extern const Rule turned_away; ///< Whoever was asked is dead.
extern const Rule come;        ///< An invitation to live in a household.

/// The age at which children do not go along with their parents any more.
double grown_up(const Numbers& numbers, Day day) noexcept;

/// Moves the person into a household of the place where they are.
void live_in(Act& act, HouseholdId household);
/// Sets up a household of one's own here.
void set_up(Act& act);
/// Invites somebody to the household one lives in.
void invite(Act& act, const Address& whom);
/// Invites one's children who are not yet grown up.
void invite_children(Act& act);
/// Accepts an invitation: moves in, or sets out for the place.
void accept(Act& act, const Address& host, std::uint64_t key);

/// Comes back to where one's family was, into a household of one's own until they answer.
void return_home(Act& act);

/// A dying parent without a living spouse leaves the children to a grandparent or, failing that,
/// to the eldest grown child.
void entrust_orphans(Act& act);
/// An old person just widowed may ask to live with a grown child.
void consider_living_with_child(Act& act);
/// What it leaves to luck: each loss of a spouse anew.
inline constexpr engine::Lot joins_a_child{.every = 1};

// What an invitation says: the household's key, and in its lowest bit whether it is in a town.
inline std::uint64_t with_town(std::uint64_t key, bool urban) noexcept
{
    return key | urban;
}
inline std::uint64_t key_of(std::uint64_t payload) noexcept
{
    return payload & ~std::uint64_t{1};
}
inline bool is_urban(std::uint64_t payload) noexcept
{
    return payload & 1;
}

} // namespace household

} // namespace counterlife::model
