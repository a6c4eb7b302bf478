// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of mines.

#include "model/scalars.h"

namespace counterlife::model {

struct MineFamily {
    static constexpr std::string_view institution = "mine", family = "mine";
    enum : std::size_t {
        accident,
        equipment_from,
        sound_years,
        ageing,
        explosion_year,
        explosion_deaths,
        spread_deaths,
        shock_months,
        output_a_miner,
        ageing_years,
        memory_months,
        count
    };
    static const std::array<Scalar, count> table;
};
using MineNumbers = NumbersOf<MineFamily>;

} // namespace counterlife::model
