// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of leaving without leave.

#include "model/labour/standings.h"

namespace counterlife::model::labour {

struct AbscondingDetail {
    bool shaken = false; ///< has seen many die in the pit
    Standing standing{};
    static constexpr auto fields =
        packed(flag("shaken", &AbscondingDetail::shaken), gap(7),
               choice("standing", &AbscondingDetail::standing, 8, standings));
};

} // namespace counterlife::model::labour
