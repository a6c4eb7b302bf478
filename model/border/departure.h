// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of how somebody leaves.

#include "model/journal/weighed.h"

#include <cstdint>

namespace counterlife::model::border {

/// What may weigh in the decision to cross.
enum class Why : std::uint8_t {
    nothing,
    hunger,
    watched,
    label,
    shunned,
    grief,
    outside,
    experience,
    devotion,
    member,
    child,
    oath,
    nearness,
    season,
    age
};
inline constexpr Reason<Why> reasons[]{
    {Why::hunger, "hunger", "hunger", ""},
    {Why::watched, "watched", "being watched", "being watched"},
    {Why::label, "label", "the name of a traitor", ""},
    {Why::shunned, "shunned", "friends who keep away", ""},
    {Why::grief, "grief", "the loss of the family", ""},
    {Why::outside, "outside", "word of another life outside", ""},
    {Why::experience, "experience", "knowing the way", ""},
    {Why::devotion, "devotion", "", "devotion to the state"},
    {Why::member, "member", "", "party membership"},
    {Why::child, "child", "", "a small child at home"},
    {Why::oath, "oath", "", "the oath not to cross again"},
    {Why::nearness, "nearness", "", "the distance to the river"},
    {Why::season, "season", "the ice on the river", "the state of the river"},
    {Why::age, "age", "", "age"}};
inline constexpr auto whys = codes_of(reasons);

/// Of border.departure.
struct DepartureDetail {
    bool together = false;      ///< with the family
    bool scouted = false;       ///< has studied the bank from a hill
    bool again = false;         ///< knows the way
    bool for_the_south = false; ///< and not to earn
    bool sent_for = false;      ///< by kin in the South
    bool buried = false;        ///< the certificate
    bool fetched = false;       ///< a child, by a guide
    Why most{}, next{};         ///< what weighed most in the decision,
    Why against{};              ///< and what spoke against it

    static constexpr auto fields =
        packed(flag("together", &DepartureDetail::together),
               flag("scouted", &DepartureDetail::scouted), flag("again", &DepartureDetail::again),
               flag("for_the_south", &DepartureDetail::for_the_south),
               flag("sent_for", &DepartureDetail::sent_for),
               flag("buried", &DepartureDetail::buried), flag("fetched", &DepartureDetail::fetched),
               choice("weighed_most", &DepartureDetail::most, 4, whys),
               choice("weighed_next", &DepartureDetail::next, 4, whys),
               choice("spoke_against", &DepartureDetail::against, 4, whys));
};

} // namespace counterlife::model::border
