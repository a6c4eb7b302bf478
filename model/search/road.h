// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the road and the neighbours of a search need of each other.

#include "model/search/search.h"

namespace counterlife::model::search {

/// Leaves the house for the first station, or for where the lost were said to be.
void set_out(Act& act);
/// Ends the search and goes back to the house.
void go_home(Act& act);

} // namespace counterlife::model::search
