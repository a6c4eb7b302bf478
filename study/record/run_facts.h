// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What every table of a run says of itself, against which run.toml is held.

#include "study/record/parquet_file.h"
#include "study/record/run_file.h"
#include "study/rooms.h"

#include <string>
#include <string_view>

namespace counterlife::study::record {

/// The words of a run. Nothing here depends on which outputs were asked for or on what the scenario
/// is called, so that neither changes a byte; but events.parquet says whose events it has.
class RunFacts {
public:
    RunFacts(const RunDescription& description, const RunResult& result);

    FileFacts of(std::string_view table) const;

private:
    FileFacts of_all_;
    std::string events_written_;
};

} // namespace counterlife::study::record
