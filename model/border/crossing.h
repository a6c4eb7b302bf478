// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of a night on the river.

#include "model/border/border.h"
#include "model/journal/packed.h"

namespace counterlife::model::border {

inline constexpr Code waters[]{code(Water::ice, "ice"), code(Water::cold, "cold"),
                               code(Water::warm, "warm"), code(Water::flood, "flood")};

/// Of border.crossing. Whoever drowns was swept away; whoever is caught did not cross.
struct CrossingDetail {
    Water water{};
    bool swept = false, drowned = false, caught = false;

    constexpr bool across() const { return !drowned && !caught; }

    static constexpr auto fields = packed(
        choice("water", &CrossingDetail::water, 2, waters), flag("swept", &CrossingDetail::swept),
        flag("drowned", &CrossingDetail::drowned), flag("caught", &CrossingDetail::caught));
};

} // namespace counterlife::model::border
