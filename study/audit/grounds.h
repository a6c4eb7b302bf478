// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What kind of ground a place of the map is.

#include "model/places/map.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

namespace counterlife::study::audit {

inline Bits grounds_of(const model::PlaceFacts& place)
{
    switch (place.role) {
    case model::Role::none:
    case model::Role::guard:
        break;
    case model::Role::transit:
    case model::Role::embassy:
    case model::Role::shelter:
        return bit_of(Ground::third_country);
    case model::Role::centre:
    case model::Role::town:
        return bit_of(Ground::south);
    default:
        return bit_of(Ground::china);
    }
    if (place.kind == model::PlaceKind::army_sector) return bit_of(Ground::front);
    const Bits river = place.river == model::River::none ? 0 : bit_of(Ground::river);
    return bit_of(Ground::north) | river;
}

} // namespace counterlife::study::audit
