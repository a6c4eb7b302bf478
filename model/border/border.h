// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The river: who decides to cross it, how they do, and what comes of it.

#include "model/exile.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

/// What the river is like.
enum class Water : std::uint8_t { ice, cold, warm, flood };

namespace border {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule departure;  ///< Somebody makes up their mind to cross.
extern const Rule come_along; ///< The family is asked to come.
extern const Rule at_side;    ///< Wife or husband goes along.
extern const Rule riverside;  ///< Somebody from the interior reaches the river.
extern const Rule crossing;   ///< The night on the river.
extern const Rule far_bank;   ///< On the other side.
extern const Rule way_back;   ///< Somebody returns of their own accord.

/// The record of what crossing makes of this life, begun if there is none.
Exile& record(Act& act);
/// Takes the way back across the river, and home.
void go_back(Act& act);

/// The age in years below which a child holds parents back.
double small_child(const Numbers& numbers, Day day);

} // namespace border

} // namespace counterlife::model
