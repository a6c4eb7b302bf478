// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Somebody who has been bound to a mine at home since 1987.

#include "tests/model/alone.h"

namespace counterlife::model::labour {

inline Career& bind_to_mine(Alone& worker)
{
    Career& career = worker.life().career;
    career.stage = Stage::worker;
    career.sector = Sector::mine;
    career.bound = true;
    career.stage_since = engine::day_of(1987);
    career.home = worker.here();
    return career;
}

} // namespace counterlife::model::labour
