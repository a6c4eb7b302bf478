// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The South: arrival, work, study, money sent home, regret.

#include "model/exile.h"
#include "model/scalars.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace south {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule arrival; ///< Somebody lands, and enters the centre.

} // namespace south

} // namespace counterlife::model
