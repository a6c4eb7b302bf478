// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a placement.

#include "model/labour/sector_codes.h"

namespace counterlife::model::labour {

/// Where the labour office places somebody: in a sector, or nowhere for a reason.
enum class Placed : std::int32_t {
    own_trade = -3,
    retired = -2,
    keeps_house = -1,
    in_farm = static_cast<std::int32_t>(Sector::farm) ///< and so on by sector
};

constexpr Placed placed_at(Sector sector)
{
    return static_cast<Placed>(sector);
}

struct PlacementDetail {
    Placed placed{};
    static constexpr Code places[]{code(Placed::own_trade, "own_trade"),
                                   code(Placed::retired, "retired"),
                                   code(Placed::keeps_house, "keeps_house"),
                                   sector_codes[0],
                                   sector_codes[1],
                                   sector_codes[2],
                                   sector_codes[3],
                                   sector_codes[4],
                                   sector_codes[5]};
    static constexpr auto fields = packed(choice("placed", &PlacementDetail::placed, places));

    constexpr bool in_a_sector() const noexcept { return placed >= Placed::in_farm; }
    constexpr Sector sector() const noexcept { return static_cast<Sector>(placed); }
};

/// Of a retirement: whether from the market, which knows no age of the state.
struct RetirementDetail {
    bool trader = false;
    static constexpr auto fields = packed(flag("trader", &RetirementDetail::trader));
};

} // namespace counterlife::model::labour
