// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of households: who joins, who leaves, and at what age.

#include "model/dated.h"

namespace counterlife::model {

struct HouseholdNumbers {
    static FamilySpec spec();
    HouseholdNumbers() = default;
    explicit HouseholdNumbers(const ParameterSet&);

    Dated<1> patrilocal_share;   ///< of couples who begin in the husband's parents' household
    Dated<1> split;              ///< per year: such a couple sets up its own household
    Dated<1> elder_joins;        ///< share of the old just widowed who ask to
    Dated<1> leave_home;         ///< per year: a single adult sets up a household alone
    Dated<1> grown_age, old_age; ///< from when on a child is grown up, and somebody old
    Dated<1> leave_home_age;     ///< from when on
    Highest<1> highest_split, highest_leave_home;
    Highest<1> lowest_leave_home_age; ///< with the sign turned
};

} // namespace counterlife::model
