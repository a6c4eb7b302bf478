// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an event means for the stage of the person to whom it happens.

#include "model/life.h"

#include <cstddef>
#include <cstdint>

namespace counterlife::model {

enum class Turn : std::uint8_t {
    none,
    enrolled,       ///< at school
    leaves_to_work, ///< leaves school, for work or for college
    leaves_to_college,
    graduates,
    waits,           ///< for a placement
    waits_for_work,  ///< the same, if at work
    moves_away,      ///< gives up work for a move
    goes_home,       ///< out of an assignment
    chooses_college, ///< on leaving the army
    comes_home,      ///< from the army or an assignment
    goes_to_college,
    keeps_house,
    marries, ///< and may keep house from then on
    retires,
    trades,
    serves,
    lies_down,
    gets_up,
    certified,
    absconds,
    stays_away,
    is_detained,
    drifts,
    is_gathered,
    resumes,  ///< school, or waits for a placement
    sets_out, ///< for the river
    crosses,
    is_held, ///< for having crossed
    travels_on,
    arrives_south,
    disperses, ///< leaves home for the stations, and goes on from one to the next
    searches,
    is_placed,                     ///< and so on by sector
    is_sent = is_placed + sectors, ///< and so on by sector
    count = is_sent + sectors
};

inline constexpr int turn_bits = 6;
static_assert(static_cast<int>(Turn::count) < 1 << turn_bits);

/// So many past `first`; none for a sector that there is not.
constexpr Turn turn_by_sector(Turn first, Sector sector)
{
    const auto number = static_cast<std::size_t>(sector);
    return number < sectors ? static_cast<Turn>(static_cast<std::size_t>(first) + number)
                            : Turn::none;
}
constexpr Turn placed_in(Sector sector)
{
    return turn_by_sector(Turn::is_placed, sector);
}
constexpr Turn sent_to(Sector sector)
{
    return turn_by_sector(Turn::is_sent, sector);
}

} // namespace counterlife::model
