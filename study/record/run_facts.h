// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What every table of a run says of itself, against which run.toml is held.

#include "study/record/parquet_file.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <string_view>

namespace counterlife::study::record {

/// Nothing here depends on which outputs were asked for or on what the scenario is called, so that
/// neither changes a byte; but events.parquet says whose events it has.
FileFacts facts_of(std::string_view table, const RunDescription& description,
                   const RunResult& result);

} // namespace counterlife::study::record
