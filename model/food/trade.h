// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of women who trade.

#include "model/journal/packed.h"

namespace counterlife::model::food {

struct TradeDetail {
    bool apart = false; ///< no husband is at home
    static constexpr auto fields = packed(flag("apart", &TradeDetail::apart));
};

struct TripDetail {
    std::uint16_t to = 0; ///< nought also stands for the station of her own county
    static constexpr Code own_county[]{{0, "own_county"}};
    static constexpr auto fields = packed(quantity("place", "place", &TripDetail::to, own_county));
};

} // namespace counterlife::model::food
