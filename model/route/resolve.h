// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of somebody who makes the South their aim.

#include "model/china/china.h"
#include "model/journal/weighed.h"

#include <cstdint>

namespace counterlife::model::route {

/// What may weigh in giving up going home.
enum class Why : std::uint8_t { nothing, word, church, house, family, child };
inline constexpr Reason<Why> reasons[]{
    {Why::word, "word", "word of those who have come through to the South", ""},
    {Why::church, "church", "the company of a church", "", "", &china::church},
    {Why::house, "house", "the trust that {he} has won in the house",
     "the watch kept over {him} in the house", "", &china::settling, &china::sold},
    {Why::family, "family", "", "the family that waits at home"},
    {Why::child, "child", "", "the child that {he} has had here", "BEYOND-15", &china::birth}};
inline constexpr auto whys = codes_of(reasons);

/// Of route.resolve.
struct ResolveDetail {
    engine::Days in_china{}; ///< since the crossing
    Why most{}, next{};      ///< what weighed most in the decision,
    Why against{};           ///< and what spoke against it

    static constexpr auto fields =
        packed(quantity("span", "days", &ResolveDetail::in_china, 16),
               choice("weighed_most", &ResolveDetail::most, 3, whys),
               choice("weighed_next", &ResolveDetail::next, 3, whys),
               choice("spoke_against", &ResolveDetail::against, 3, whys));
};

} // namespace counterlife::model::route
