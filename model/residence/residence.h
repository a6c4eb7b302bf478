// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where people live: moves within and between provinces, from the land to the towns.

#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
}

namespace counterlife::model {

struct Nation;

namespace residence {

using Rule = engine::Rule<Nation>;

extern const Rule move;    ///< A household head or a single adult moves.
extern const Rule arrival; ///< A traveller arrives.
extern const Rule address; ///< Wife or husband is told where.

} // namespace residence

} // namespace counterlife::model
