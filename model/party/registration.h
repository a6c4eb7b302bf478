// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a registration at the workplace.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model::party {

inline constexpr Code names_of_workplaces[]{
    code(Sector::farm, "farm"),         code(Sector::mine, "mine"),
    code(Sector::factory, "factory"),   code(Sector::building, "building"),
    code(Sector::services, "services"), code(Sector::office, "office"),
};

/// The cell, counted from one, and the organisation of the sector; without a committee no cell.
struct RegistrationDetail {
    std::uint8_t cell = 0, organisation = 0;
    Sector sector = Sector::farm;
    static constexpr auto fields =
        packed(quantity("cell", "number", &RegistrationDetail::cell, 8),
               quantity("organisation", "number", &RegistrationDetail::organisation, 8),
               choice("sector", &RegistrationDetail::sector, 3, names_of_workplaces));
};

} // namespace counterlife::model::party
