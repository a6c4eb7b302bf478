// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of a farm hand's reckoning.

#include "model/journal/packed.h"

namespace counterlife::model::china {

/// What comes of the end of a year.
enum class Outcome : std::uint8_t {
    not_asked,
    in_full,
    deferred,     ///< all of it later, against more work
    with_promise, ///< a part, against the promise to come back
    quarrel,
    prison, ///< after a quarrel
    nothing
};

inline constexpr Code outcomes[]{
    code(Outcome::not_asked, "not_asked"), code(Outcome::in_full, "in_full"),
    code(Outcome::deferred, "deferred"),   code(Outcome::with_promise, "with_promise"),
    code(Outcome::quarrel, "quarrel"),     code(Outcome::prison, "prison"),
    code(Outcome::nothing, "nothing")};

/// Of china.reckoning.
struct ReckoningDetail {
    std::int32_t sum = 0; ///< yuan paid, or offered for later
    Outcome outcome{};

    /// Hand and employer have done with each other.
    constexpr bool settled() const
    {
        return outcome != Outcome::not_asked && outcome != Outcome::deferred;
    }

    static constexpr auto fields =
        packed(quantity("sum", "yuan", &ReckoningDetail::sum, 20),
               choice("outcome", &ReckoningDetail::outcome, 4, outcomes));
};

} // namespace counterlife::model::china
