// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the privileged way out. Power, wealth and pressure are in hundredths.

#include "model/journal/packed.h"

#include <cstdint>

namespace counterlife::model::privilege {

/// By what a parent presses the committee, if at all; in a scenario without a gate, by a lot.
enum class PressesBy : std::uint8_t { nothing, power, wealth, both, lot };
inline constexpr Code ways_to_press[]{
    code(PressesBy::nothing, "nothing"), code(PressesBy::power, "power"),
    code(PressesBy::wealth, "wealth"), code(PressesBy::both, "both"), code(PressesBy::lot, "lot")};

/// What a parent has to press a committee with, and whether it is done.
struct PleaDetail {
    int wealth = 0, power = 0;
    PressesBy presses_by{};
    static constexpr auto fields =
        packed(quantity("wealth", "hundredths", &PleaDetail::wealth, 8),
               quantity("power", "hundredths", &PleaDetail::power, 8),
               choice("presses_by", &PleaDetail::presses_by, 3, ways_to_press));
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
