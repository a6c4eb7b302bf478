// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is counted in a place in a year: whole numbers, so that no order of adding matters.

#include "model/life.h"

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

    Tally& operator+=(const Tally& other);
};

} // namespace counterlife::model
