// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run from its options to its directory, for whoever asks: the command line or Python.

#include "app/commands.h"
#include "study/input/load_scenario.h"
#include "study/nation/run_options.h"
#include "study/record/run_directory.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::app {

/// What a run was asked to be, with nothing wrong in it.
struct ReadRun {
    std::unique_ptr<LoadedScenario> ready;
    RunPlan plan;
};

/// Reads options, data and scenario. Nothing where there is a complaint.
std::optional<ReadRun> read_run(const RunOptions& options, const std::filesystem::path& data,
                                Complaints& complaints);

RunDescription description_of(const LoadedScenario& ready, const RunPlan& plan);

/// A run that nothing is wrong with. Its directory is being written from now on.
struct PlannedRun {
    std::unique_ptr<LoadedScenario> ready;
    RunPlan plan;
    std::filesystem::path data;
    RunWriter writer;
};

/// Reads all that, and complains of everything at once before it writes anything.
std::expected<PlannedRun, Complaints> plan_run(const RunOptions& options,
                                               const std::filesystem::path& data);

struct MadeRun {
    RunOutcome outcome; ///< without its counts
    RunResult result;
    std::vector<SeriesRow> series; ///< counts and rates
    Complaints without_report;     ///< why the run is written without its report, if it is
};

using Told = std::function<void(std::string_view table, std::int64_t rows)>;

/// Lives the nation and writes it. Of the listener only `progress` and `cancelled` are called, by
/// the thread that asked; `told` then hears of the rows of each table. Returns the sentence that
/// says why there is no run, if there is none.
std::expected<MadeRun, std::string> make_run(PlannedRun& run, const Listener& listener = {},
                                             const Told& told = {});
std::expected<MadeRun, std::string> make_run(const LoadedScenario& ready, const RunPlan& plan,
                                             const std::filesystem::path& data, RunWriter& writer,
                                             const Listener& listener, const Told& told = {});

} // namespace counterlife::app
