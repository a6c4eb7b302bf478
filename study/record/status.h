// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The states of a life that its events tell, and their names.

#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace counterlife::study::record {

/// What a person is on a day. Workers are told apart by sector.
enum class Status : std::uint8_t {
    child,
    pupil,
    student,
    waiting,
    farm,
    mine,
    factory,
    building,
    services,
    office,
    worker, ///< in a sector that no event tells, as of those at work when the run began
    soldier,
    ward,
    absent,
    idle,
    trader,
    detained,
    adrift,
    camp,
    at_home,
    retired,
    leaving, ///< about to cross the river
    abroad,
    custody, ///< for having crossed
    journey, ///< from China to a third country
    south,
    seeking, ///< lost kin
    dead
};

/// By status. They are permanent, as files hold them.
inline constexpr std::array<std::string_view, 28> status_names{
    "child",    "pupil",    "student",  "waiting", "farm",    "mine",    "factory",
    "building", "services", "office",   "worker",  "soldier", "ward",    "absent",
    "idle",     "trader",   "detained", "adrift",  "camp",    "at_home", "retired",
    "leaving",  "abroad",   "custody",  "journey", "south",   "seeking", "dead"};
static_assert(status_names.size() == static_cast<std::size_t>(Status::dead) + 1);

} // namespace counterlife::study::record
