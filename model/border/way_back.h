// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of going back across the river.

#include "model/journal/packed.h"

namespace counterlife::model::border {

/// Of china.going_home and border.way_back: what somebody brings home.
struct BroughtHome {
    std::int32_t yuan = 0;
    static constexpr auto fields = packed(quantity("money", "yuan", &BroughtHome::yuan));
};

} // namespace counterlife::model::border
