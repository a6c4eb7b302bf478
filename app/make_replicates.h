// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs that differ in their luck alone, from their options to their directory, for whoever asks:
// the command line or Python.

#include "app/commands.h"
#include "app/ensemble_choice.h"
#include "app/make_run.h"
#include "study/figures/fit.h"
#include "study/record/replicates.h"

#include <cstddef>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::app {

/// The luck of a replicate, counted from nought: of a seed of its own, from that of the first on.
/// Whoever lives replicates asks for them here.
RunRequest replicate_of(RunRequest first, std::size_t number);

/// The options as they were typed.
struct ReplicatesOptions {
    std::string replicates;
    RunOptions run;
    std::optional<std::string> ensemble = {}; ///< how many members
};

/// Replicates that nothing is wrong with. Their directory is being written from now on.
struct PlannedReplicates {
    std::unique_ptr<LoadedScenario> ready;
    RunPlan plan;          ///< of the first; `out` is the directory of all
    std::size_t count = 1; ///< of all runs
    std::filesystem::path data;
    ReplicatesWriter writer;
    /// Of an ensemble: its members, what they are lived on, and how often each.
    std::optional<Ensemble> ensemble = {};
    ScenarioGround ground = {};
    std::optional<MemberRuns> members = {};
};

/// Reads options, data and scenario, and complains of everything at once before it writes anything.
std::expected<PlannedReplicates, Complaints> plan_replicates(const ReplicatesOptions& options,
                                                             const std::filesystem::path& data);

/// Empty functions are not called.
struct ReplicatesListener {
    std::function<void(int run, const Progress&)> progress; ///< counted from nought
    std::function<bool()> cancelled;
};

struct MadeReplicates {
    ReplicatesFile file;
    std::size_t numbers = 0;   ///< rows of the table over all
    Complaints without_report; ///< why something is written without its report, if it is
};

/// Lives one replicate after the other and writes them. Returns the sentence that says why there
/// are none, if there are none.
std::expected<MadeReplicates, std::string> make_replicates(PlannedReplicates& replicates,
                                                           const ReplicatesListener& listener = {});

/// The page of replicates: their series as `drawn_of` gave them, and how they fit.
std::expected<std::string, Complaints> replicates_html(const ReplicatesFile& file,
                                                       std::span<const ReplicateRow> drawn,
                                                       std::span<const ReplicateRun> judged,
                                                       const std::vector<FitRow>& fit,
                                                       const std::filesystem::path& data);

/// How many founders the series counts: who is there on the first day.
std::int64_t founders_in(std::span<const SeriesRow> series);

} // namespace counterlife::app
