// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is counted in a place in a year: whole numbers, so that no order of adding matters.

#include "model/exile.h"

#include <array>
#include <cstdint>

namespace counterlife::model {

inline constexpr std::size_t ages = 111; ///< single years, the last open

inline std::size_t age_index(int years) noexcept
{
    return years < 0                         ? 0
           : years >= static_cast<int>(ages) ? ages - 1
                                             : static_cast<std::size_t>(years);
}

enum class Move : std::uint8_t { rural_urban, urban_urban, rural_rural, urban_rural };

struct Tally {
    using BySex = std::array<std::int32_t, 2>;
    using BySexAndAge = std::array<std::array<std::int32_t, ages>, 2>;

    BySex births{};
    std::array<std::int32_t, ages> births_by_mother_age{};
    std::int32_t maternities = 0;
    BySexAndAge deaths{};
    BySexAndAge first_marriages{};
    std::int32_t marriages = 0;
    std::int32_t divorces = 0;
    BySex widowings{};
    std::array<std::int32_t, 4> moves{};
    BySex school_leavers{};
    BySex college_entries{};
    BySex enlisted{};   ///< in the army
    BySex admissions{}; ///< to the party
    std::int32_t army_admissions = 0;
    std::int32_t lapses = 0, sent_to_work = 0, left_by_privilege = 0, petitions = 0, derelicts = 0;
    std::array<std::int32_t, 3> discharged{}, discharged_members{}; ///< men of ordinary and
                                                                    ///< favoured units, women
    std::int32_t absconded_early = 0; ///< within three months of arrival
    std::int32_t absconded = 0, watched = 0, arrests = 0;
    std::int32_t mine_deaths = 0, hunger_deaths = 0, adrift = 0;
    BySex crossings{}; ///< of the river, reaching the far bank
    std::array<std::int32_t, 12> crossings_by_month{};
    BySex river_deaths{}, caught_at_river{};
    BySex own_returns{}, forced_returns{}; ///< to the North
    BySex custody_releases{}, custody_deaths{};
    BySex arrivals{}; ///< in the South
    std::array<std::int32_t, ways> arrivals_by_way{};
    std::array<std::int32_t, 16> arrivals_by_origin{}; ///< by province, as the map numbers them
    std::int32_t arrival_years = 0; ///< from the first crossing, of all who arrived, in whole years
    std::int32_t sent_home = 0, sent_for_kin = 0; ///< money and guides, by people in the South
    std::int32_t searches = 0, searches_ended = 0, found_kin = 0, dispersals = 0;

    Tally& operator+=(const Tally& other);
};

} // namespace counterlife::model
