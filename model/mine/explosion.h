// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of an explosion, and of the equipment that is sent to a mine.

#include "model/journal/packed.h"

namespace counterlife::model::mine {

struct ExplosionDetail {
    bool killed = false;
    static constexpr auto fields = packed(flag("killed", &ExplosionDetail::killed));
};

struct RenewalDetail {
    std::int32_t order = 0; ///< the order, by row, that would have sent hands
    static constexpr auto fields = packed(quantity("order", "row", &RenewalDetail::order));
};

} // namespace counterlife::model::mine
