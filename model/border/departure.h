// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of how somebody leaves.

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/journal/weighed.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/security/custody.h"
#include "model/security/security.h"

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
    age,
    brokers
};
inline constexpr Reason<Why> reasons[]{
    {Why::hunger, "hunger", "hunger", "", "FOOD-03", &food::delivery},
    {Why::watched, "watched", "being watched", "being watched", "LOOP-05", &security::watch,
     &security::custody_step},
    {Why::label, "label", "the name of a traitor", "", "SECURITY-11", &security::custody_step},
    {Why::shunned, "shunned", "friends who keep away", "", "SECURITY-12", &security::custody_step},
    {Why::grief, "grief", "the loss of the family", "", "FAMILY-08", &family::empty_house},
    {Why::outside, "outside", "word of another life outside", "", "BELIEF-06"},
    {Why::experience, "experience", "knowing the way", "", "", &crossing},
    {Why::devotion, "devotion", "", "devotion to the state"},
    {Why::member, "member", "", "party membership", "", &party::admission},
    {Why::child, "child", "", "a small child at home", "FAMILY-03", &person::maternity},
    {Why::oath, "oath", "", "the oath not to cross again", "SECURITY-10", &security::custody_step},
    {Why::nearness, "nearness", "", "the distance to the river", "BORDER-02"},
    {Why::season, "season", "the ice on the river", "the state of the river", "BORDER-04"},
    {Why::age, "age", "", "age"},
    {Why::brokers, "brokers", "a broker who leads women across", "", "BEYOND-04"}};
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
