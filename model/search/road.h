// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the road and the neighbours of a search need of each other.

#include "engine/lot.h"
#include "model/search/search.h"

namespace counterlife::model::search {

/// Leaves the house for the first station, or for where the lost were said to be.
void set_out(Act& act);
/// What it leaves to luck: one for each station.
inline constexpr engine::Lot order_of_stations{
    .every = 512, .many = 512, .stream = engine::stream_of("search.order")};
/// Whether somebody can travel the country for months.
bool is_fit_for_the_road(Act& act);
/// Ends the search and goes back to the house.
void go_home(Act& act);

} // namespace counterlife::model::search
