// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of leaving without leave.

#include "model/labour/grounds.h"
#include "model/labour/standings.h"

namespace counterlife::model::labour {

struct AbscondingDetail {
    bool shaken = false; ///< has seen many die in the pit
    Standing standing{};
    Ground most{}, next{}; ///< what weighed most in the decision,
    Ground against{};      ///< and what spoke against it
    static constexpr auto fields =
        packed(flag("shaken", &AbscondingDetail::shaken), gap(7),
               choice("standing", &AbscondingDetail::standing, 8, standings),
               choice("weighed_most", &AbscondingDetail::most, 4, ground_codes),
               choice("weighed_next", &AbscondingDetail::next, 4, ground_codes),
               choice("spoke_against", &AbscondingDetail::against, 4, ground_codes));
};

} // namespace counterlife::model::labour
