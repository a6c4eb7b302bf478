// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal and the letters of the call-up say.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model::army {

/// What somebody who is called up is told: whither, and into which unit there.
struct Summons {
    std::uint8_t unit = 0;
    PlaceId sector = 0;
    static constexpr auto fields = packed(quantity("unit", "number", &Summons::unit, 8),
                                          quantity("sector", "place", &Summons::sector, 16));
};

/// Of somebody who reports for service: the number of the unit within the sector.
struct ReportingDetail {
    std::uint8_t unit = 0;
    static constexpr auto fields = packed(quantity("unit", "number", &ReportingDetail::unit));
};

} // namespace counterlife::model::army
