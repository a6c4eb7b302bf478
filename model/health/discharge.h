// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the end of a spell on the ward.

#include "model/journal/packed.h"

namespace counterlife::model::health {

struct DischargeDetail {
    std::int32_t days = 0;  ///< on wards in all
    bool certified = false; ///< is given a patient's certificate
    static constexpr auto fields = packed(quantity("span", "days", &DischargeDetail::days));
    static constexpr auto negative = negated("certified", &DischargeDetail::certified,
                                             quantity("span", "days", &DischargeDetail::days));
};

} // namespace counterlife::model::health
