// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of how somebody leaves.

#include "model/journal/packed.h"

namespace counterlife::model::border {

/// Of border.departure.
struct DepartureDetail {
    bool together = false;      ///< with the family
    bool scouted = false;       ///< has studied the bank from a hill
    bool again = false;         ///< knows the way
    bool for_the_south = false; ///< and not to earn
    bool sent_for = false;      ///< by kin in the South
    bool buried = false;        ///< the certificate
    bool fetched = false;       ///< a child, by a guide

    static constexpr auto fields = packed(
        flag("together", &DepartureDetail::together), flag("scouted", &DepartureDetail::scouted),
        flag("again", &DepartureDetail::again),
        flag("for_the_south", &DepartureDetail::for_the_south),
        flag("sent_for", &DepartureDetail::sent_for), flag("buried", &DepartureDetail::buried),
        flag("fetched", &DepartureDetail::fetched));
};

} // namespace counterlife::model::border
