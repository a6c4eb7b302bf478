// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Somebody who lives in the South.

#include "model/south/south.h"
#include "tests/model/alone.h"

namespace counterlife::model::south {

inline Given in_seoul(Given given = {})
{
    given.place = "seoul-area";
    return given;
}

/// Who has settled on that day, and is at no work.
inline Exile& settled(Alone& one, Day on)
{
    one.life().career.stage = Stage::south;
    one.life().school = School::left_school;
    Exile& exile = one.exile();
    exile.home = one.place_named("hoeryong");
    exile.first_crossed = exile.crossed = on - 1000;
    exile.arrived = on - 90;
    exile.settled = exile.reckoned = exile.since = on;
    return exile;
}

} // namespace counterlife::model::south
