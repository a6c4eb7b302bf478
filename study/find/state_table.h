// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the states of sequences are called and how they are drawn, for whoever reads them.
// docs/formats/sequences.md has the columns.

#include "study/rooms.h"

#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::find {

/// The alphabet of sequences as a table: `state,label,group,group_label,colour`, one row a state,
/// in one order. Ten groups and `dead`, which is no state of a life.
std::string state_table();

/// A state by its name, in words, with its group of states and a colour.
struct StateFacts {
    std::string_view code, label, group, group_label, colour;
};
/// In the order of the statuses.
std::vector<StateFacts> states_told();

} // namespace counterlife::study::find
