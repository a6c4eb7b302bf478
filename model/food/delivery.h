// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a delivery of rations.

#include "model/journal/packed.h"

namespace counterlife::model::food {

struct DeliveryDetail {
    std::int32_t lacking = 0; ///< hundredths of what the town needs
    bool stopped = false;     ///< to those who do not farm nothing is given out any more
    static constexpr auto fields =
        packed(quantity("level", "hundredths", &DeliveryDetail::lacking, 8),
               flag("stopped", &DeliveryDetail::stopped));
};

} // namespace counterlife::model::food
