// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those left behind, and coming home to them.

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

/// What the neighbours of a county know of those who have gone.
struct Neighbours {};

namespace family {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule farewell;   ///< Wife or husband is told, and asked to wait.
extern const Rule child_gone; ///< A parent is told.
extern const Rule homecoming; ///< Somebody comes home from China or from custody.

/// Goes home to the county that was left, from wherever in the North.
void come_home(Act& act);

} // namespace family

} // namespace counterlife::model
