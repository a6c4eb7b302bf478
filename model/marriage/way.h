// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long word takes between those who are to marry.

#include "model/places/map.h"

namespace counterlife::model::marriage {

inline Days days_between(const Map& map, PlaceId from, PlaceId to) noexcept
{
    return from == to ? Days{1} : Days{map.travel[from * map.places.size() + to]};
}

} // namespace counterlife::model::marriage
