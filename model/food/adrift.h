// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a child that leaves home for the stations.

#include "model/journal/packed.h"

namespace counterlife::model::food {

struct AdriftDetail {
    int years = 0;           ///< completed years of age
    bool motherless = false; ///< which makes it the sooner
    static constexpr auto fields = packed(quantity("age", "years", &AdriftDetail::years, 8),
                                          flag("motherless", &AdriftDetail::motherless));
};

} // namespace counterlife::model::food
