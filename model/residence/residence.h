// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where people live: moves within and between provinces, from the land to the towns.

#include "model/dated.h"
#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
}

namespace counterlife::model {

struct Nation;

struct MovementNumbers {
    static FamilySpec spec();
    MovementNumbers() = default;
    explicit MovementNumbers(const ParameterSet&);

    Dated<4> rate;         ///< per year, by kind of move as in Move
    Dated<4> youth_factor; ///< by age 17-24, 25-34, 35-49, 50 and over
    Dated<1> same_province, distance_decay, pyongyang_pull;
    Highest<4> highest_rate, highest_factor;
};

namespace residence {

using Rule = engine::Rule<Nation>;

extern const Rule move;    ///< A household head or a single adult moves.
extern const Rule arrival; ///< A traveller arrives.

} // namespace residence

} // namespace counterlife::model
