// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of moves.

#include "model/dated.h"

namespace counterlife::model {

struct MovementNumbers {
    static FamilySpec spec();
    MovementNumbers() = default;
    explicit MovementNumbers(const ParameterSet&);

    Dated<4> rate;         ///< per year, by kind of move as in Move
    Dated<4> youth_factor; ///< by age 17-24, 25-34, 35-49, 50 and over
    Dated<1> same_province;
    Dated<2> pull;      ///< distance decay, and the pull of the capital
    Dated<1> first_age; ///< from when on people move by themselves
    Highest<4> highest_rate, highest_factor;
    Highest<1> lowest_first_age; ///< with the sign turned
};

} // namespace counterlife::model
