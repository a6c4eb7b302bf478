// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the states of sequences are called and how they are drawn, for whoever reads them.
// docs/formats/sequences.md has the columns.

#include "study/rooms.h"

#include <string>

namespace counterlife::study::find {

/// The alphabet of sequences as a table: `state,label,group,group_label,colour`, one row a state,
/// in one order. Ten groups and `dead`, which is no state of a life.
std::string state_table();

} // namespace counterlife::study::find
