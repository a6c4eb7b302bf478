// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What may weigh with somebody bound by an order: in a petition, in pleading illness, in leaving
// without leave.

#include "model/belief/belief.h"
#include "model/health/health.h"
#include "model/journal/weighed.h"
#include "model/labour/labour.h"
#include "model/mine/mine.h"
#include "model/party/party.h"

#include <cstdint>

namespace counterlife::model::labour {

enum class Ground : std::uint8_t {
    nothing,
    anger,
    fear,
    devotion,
    zeal,
    shock,
    petitioned,
    pleaded_illness,
    outside,
    membership,
    scolding,
    worse_place
};
inline constexpr Reason<Ground> grounds[]{
    {Ground::anger, "anger", "anger that others got away by privilege", "", "", &belief::news},
    {Ground::fear, "fear", "fear of dying in the pit", ""},
    {Ground::devotion, "devotion", "", "devotion to the state"},
    {Ground::zeal, "zeal", "", "zeal for the work"},
    {Ground::shock, "shock", "the many deaths in the pit", "", "MINE-03", &mine::explosion},
    {Ground::petitioned, "petitioned", "a petition that came to nothing", "the petition before",
     "LOOP-02", &refusal},
    {Ground::pleaded_illness, "pleaded_illness", "the time on a ward that is used up", "",
     "LOOP-02", &health::discharge},
    {Ground::outside, "outside", "word of another life outside", "", "BELIEF-06"},
    {Ground::membership, "membership", "", "the years given for party membership", "BELIEF-08",
     &party::admission},
    {Ground::scolding, "scolding", "", "the public scolding of others", "LABOUR-09"},
    {Ground::worse_place, "worse_place", "", "fear of being sent to a worse place", "LABOUR-10"}};
inline constexpr auto ground_codes = codes_of(grounds);

/// The level of discontent, as a formula weighs it.
template <class Given> double level_of(belief::Discontent felt, const Given& given)
{
    felt.anger = given(Ground::anger, felt.anger, 0);
    felt.fear = given(Ground::fear, felt.fear, 0);
    felt.devotion = given(Ground::devotion, felt.devotion, 0);
    felt.zeal = given(Ground::zeal, felt.zeal, 0);
    return felt.level();
}

/// Of labour.petition.
struct PetitionDetail {
    std::int32_t discontent = 0; ///< in hundredths
    Ground most{}, next{};       ///< what weighed most in the decision,
    Ground against{};            ///< and what spoke against it

    static constexpr auto fields =
        packed(quantity("discontent", "hundredths", &PetitionDetail::discontent, 8),
               choice("weighed_most", &PetitionDetail::most, 4, ground_codes),
               choice("weighed_next", &PetitionDetail::next, 4, ground_codes),
               choice("spoke_against", &PetitionDetail::against, 4, ground_codes));
};

/// Of health.refuge.
struct RefugeDetail {
    engine::Days on_wards{}; ///< with this spell
    Ground most{}, next{};   ///< what weighed most in the decision,
    Ground against{};        ///< and what spoke against it

    static constexpr auto fields =
        packed(quantity("on_wards", "days", &RefugeDetail::on_wards, 16),
               choice("weighed_most", &RefugeDetail::most, 4, ground_codes),
               choice("weighed_next", &RefugeDetail::next, 4, ground_codes),
               choice("spoke_against", &RefugeDetail::against, 4, ground_codes));
};

} // namespace counterlife::model::labour
