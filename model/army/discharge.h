// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the end of service.

#include "model/journal/packed.h"

namespace counterlife::model::army {

/// Where a soldier goes: sent elsewhere by an order, or home, with what was offered and taken.
struct DischargeDetail {
    bool sent = false; ///< by an order: nothing is offered
    bool rank = false, college = false;
    bool took_college = false;
    int learned = 0; ///< whole years of schooling that service has added
    static constexpr auto fields =
        packed(flag("rank", &DischargeDetail::rank), flag("college", &DischargeDetail::college),
               gap(1), flag("took_college", &DischargeDetail::took_college),
               quantity("learned", "years", &DischargeDetail::learned, 8));
    static constexpr auto negative = complemented(
        "sent", &DischargeDetail::sent, quantity("learned", "years", &DischargeDetail::learned, 8));

    /// Went home with a rank: it was offered, and nothing better taken.
    constexpr bool took_rank() const noexcept { return rank && !took_college; }
};

} // namespace counterlife::model::army
