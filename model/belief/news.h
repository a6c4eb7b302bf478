// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the news that others got out.

#include "model/journal/packed.h"

namespace counterlife::model::belief {

/// Anger after the first months, in hundredths.
struct NewsDetail {
    bool by_hardship = false; ///< alone: the news has not come this far
    int anger = 0;
    static constexpr auto fields = packed(quantity("anger", "hundredths", &NewsDetail::anger));
    static constexpr auto negative =
        negated("by_hardship", &NewsDetail::by_hardship,
                quantity("anger", "hundredths", &NewsDetail::anger, 8));

    /// Angry at those who got out. The number nought says of neither that it was.
    constexpr bool at_privilege() const noexcept { return !by_hardship && anger > 0; }
};

} // namespace counterlife::model::belief
