// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the privileged way out. Power, wealth and pressure are in hundredths.

#include "model/journal/packed.h"

namespace counterlife::model::privilege {

/// What a parent has to press a committee with.
struct PleaDetail {
    int wealth = 0, power = 0;
    static constexpr auto fields = packed(quantity("wealth", "hundredths", &PleaDetail::wealth, 8),
                                          quantity("power", "hundredths", &PleaDetail::power, 8));
};

/// Whether the committee gave way, and to how much.
struct PressureDetail {
    bool granted = false;
    int pressure = 0;
    static constexpr auto fields =
        packed(flag("granted", &PressureDetail::granted),
               quantity("pressure", "hundredths", &PressureDetail::pressure, 8));
};

/// Whether the label came with the release, and how much pressure it took.
struct ReleaseDetail {
    bool exemplary = false;
    int pressure = 0;
    static constexpr auto fields =
        packed(flag("exemplary", &ReleaseDetail::exemplary),
               quantity("pressure", "hundredths", &ReleaseDetail::pressure, 8));
};

} // namespace counterlife::model::privilege
