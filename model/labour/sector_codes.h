// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The sectors, as tables name them.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model::labour {

inline constexpr Code sector_codes[]{
    code(Sector::farm, "farm"),         code(Sector::mine, "mine"),
    code(Sector::factory, "factory"),   code(Sector::building, "building"),
    code(Sector::services, "services"), code(Sector::office, "office")};
static_assert(std::size(sector_codes) == sectors);

} // namespace counterlife::model::labour
