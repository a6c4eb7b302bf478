// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A comparison from its options to its directory, for whoever asks: the command line or Python.

#include "app/commands.h"
#include "app/ensemble_choice.h"
#include "study/input/load_scenario.h"
#include "study/nation/run_options.h"
#include "study/twins/twin_directory.h"

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::app {

/// The options of a comparison as they were typed; the scenario of the run is of no use.
struct TwinOptions {
    std::string base = "baseline", other;
    std::string replicates = "1";
    std::vector<std::string> outcomes; ///< by name; none: all
    RunOptions run;
    std::optional<std::string> ensemble = {}; ///< how many members
};

/// A comparison that nothing is wrong with. Its directory is being written from now on.
struct PlannedTwin {
    std::unique_ptr<LoadedScenario> base = {}, other = {};
    RunPlan plan = {}; ///< `out` is the directory of the comparison
    TwinDescription description = {};
    std::filesystem::path data;
    std::optional<TwinWriter> writer = {};
    /// Of an ensemble: its members, and what each world of theirs is made from.
    std::optional<Ensemble> ensemble = {};
    ScenarioGround base_ground = {}, other_ground = {};
};

/// Reads options, data and both scenarios, and complains of everything at once before it writes
/// anything.
std::expected<PlannedTwin, Complaints> plan_twin(const TwinOptions& options,
                                                 const std::filesystem::path& data);

struct MadeTwin {
    TwinOutcome outcome;
    Complaints without_report; ///< why the comparison is written without its report, if it is
};

/// Lives both worlds and writes what came of them. Of the listener `pair` is not called. Returns
/// the sentence that says why there is no comparison, if there is none.
std::expected<MadeTwin, std::string> make_twin(PlannedTwin& twin,
                                               const TwinListener& listener = {});

} // namespace counterlife::app
