// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Stages that go together, for rows of the grammar that would else list them all.

#include "model/life.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <array>
#include <string_view>

namespace counterlife::study::input {

constexpr Bits stages_before(model::Stage end)
{
    return bit_of(end) - 1;
}
inline constexpr Bits children =
    bit_of(model::Stage::child) | bit_of(model::Stage::adrift) | bit_of(model::Stage::camp);
inline constexpr Bits in_country = stages_before(model::first_stage_of_exile);
inline constexpr Bits free_ones = bit_of(model::Stage::waiting) | bit_of(model::Stage::worker) |
                                  bit_of(model::Stage::absent) | bit_of(model::Stage::idle) |
                                  bit_of(model::Stage::trader) | bit_of(model::Stage::at_home) |
                                  bit_of(model::Stage::retired);
struct StageGroup {
    std::string_view word;
    Bits stages;
};
inline constexpr std::array<StageGroup, 3> stage_groups{StageGroup{"in_country", in_country},
                                                        StageGroup{"grown", in_country & ~children},
                                                        StageGroup{"free", free_ones}};

} // namespace counterlife::study::input
