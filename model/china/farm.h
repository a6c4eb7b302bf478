// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of a farm hand's reckoning, and of going home.

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/journal/weighed.h"
#include "model/route/route.h"

#include <cstdint>

namespace counterlife::model::china {

/// What may weigh in going home, or in asking for the pay to go home with.
enum class Why : std::uint8_t { nothing, family, hunger, promise, partner, aim };
inline constexpr Reason<Why> reasons[]{
    {Why::family, "family", "the family at home", ""},
    {Why::hunger, "hunger", "the hunger at home", "", "FOOD-04"},
    {Why::promise, "promise", "the promise to come back", "", "FAMILY-04", &border::departure},
    {Why::partner, "partner", "", "the man {he} lives with", "", &settling, &sold},
    {Why::aim, "aim_south", "", "the wish to go on to the South", "", &route::resolve}};
inline constexpr auto whys = codes_of(reasons);

/// Of china.going_home.
struct GoingHomeDetail {
    std::int32_t yuan = 0; ///< that are brought home
    Why most{}, next{};    ///< what weighed most in the decision,
    Why against{};         ///< and what spoke against it

    static constexpr auto fields =
        packed(quantity("money", "yuan", &GoingHomeDetail::yuan, 20),
               choice("weighed_most", &GoingHomeDetail::most, 3, whys),
               choice("weighed_next", &GoingHomeDetail::next, 3, whys),
               choice("spoke_against", &GoingHomeDetail::against, 3, whys));
};

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
    Why most{}, next{}; ///< what weighed most in asking

    /// Hand and employer have done with each other.
    constexpr bool settled() const
    {
        return outcome != Outcome::not_asked && outcome != Outcome::deferred;
    }

    static constexpr auto fields = packed(quantity("sum", "yuan", &ReckoningDetail::sum, 20),
                                          choice("outcome", &ReckoningDetail::outcome, 4, outcomes),
                                          choice("weighed_most", &ReckoningDetail::most, 3, whys),
                                          choice("weighed_next", &ReckoningDetail::next, 3, whys));
};

} // namespace counterlife::model::china
