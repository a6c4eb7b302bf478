// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The kin of a run, out of its tables: of lives and events only the columns that tell of them.

#include "study/record/kinship.h"
#include "study/record/run_description.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <span>
#include <vector>

namespace counterlife::study::record {

/// Everybody in a run that `open_run` has no complaint about, by number.
std::expected<std::vector<KinLife>, Complaints> read_kin(const std::filesystem::path& run,
                                                         const RunDescription& description);

/// Promises, weddings and divorces. The run has the events of all lives.
std::expected<std::vector<CoupleEvent>, Complaints> read_couples(const std::filesystem::path& run,
                                                                 const RunDescription& description,
                                                                 std::span<const KinLife> lives);

} // namespace counterlife::study::record
