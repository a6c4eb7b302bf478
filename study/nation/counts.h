// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Counts of a run: who is there on the first day of a year, and what happened in it.

#include "engine/world.h"
#include "model/nation.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <vector>

namespace counterlife::study::nation {

using NationWorld = engine::World<model::Nation>;

/// Counts everybody on the morning of the first of January and adds the rows; and what they, and
/// those who have died and are not told of yet, have lived at home since a day of the year before.
/// Returns how many are alive, those on the way between two places included.
std::int64_t count_stocks(NationWorld& world, const model::Numbers& numbers, int year,
                          engine::Day since, std::vector<SeriesRow>& rows);

/// Adds what happened in the year and sets the tallies back to nothing.
void count_flows(NationWorld& world, const model::Numbers& numbers, int year,
                 std::vector<SeriesRow>& rows);

} // namespace counterlife::study::nation
