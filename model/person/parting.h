// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a husband who goes away, or is back, has his wife told.

#include "model/journal/packed.h"

#include <cstdint>

namespace counterlife::model::person {

/// From when on he is away, or that he is back; and the how-manieth such letter it is, of four by
/// turns, since one that has followed her from place to place may come after a later one.
struct Parting {
    engine::Day since = engine::no_day;
    std::uint8_t nth = 0;

    static constexpr auto fields = packed(quantity("since", "day", &Parting::since, whole_number),
                                          quantity("nth", "number", &Parting::nth, 2));
};

} // namespace counterlife::model::person
