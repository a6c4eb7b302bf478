// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must hold of a run.toml whose every line can be read.

#include "study/record/run_file.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <string_view>

namespace counterlife::study::record {

/// Days that a run can have, one value of each number on each of them, orders that can be carried
/// out, and rules that have names. `file` is the name to complain under.
void check_run_file(const RunFile& run, std::string_view file, Complaints& complaints);

} // namespace counterlife::study::record
