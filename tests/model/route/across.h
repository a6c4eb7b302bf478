// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Somebody in China, for whom a way to the South may be found.

#include "model/route/route.h"
#include "tests/model/alone.h"

#include <string>

namespace counterlife::model::route {

using engine::day_of;

inline constexpr Day today = day_of(2001, 5, 1);

/// In a village across the river; nobody is caught on the way.
inline Given across(Given given = {})
{
    given.place = "wangqing";
    for (const char* way : {"mission", "mongolia", "vietnam", "thailand"})
        given.numbers.emplace_back("route.capture/" + std::string{way}, 0);
    return given;
}
/// Somebody who crossed a year ago, for the South.
inline Exile& bound_south(Alone& one)
{
    one.life().career.stage = Stage::abroad;
    Exile& exile = one.exile();
    exile.crossed = exile.since = today - 365;
    exile.aim = Aim::south;
    return exile;
}

} // namespace counterlife::model::route
