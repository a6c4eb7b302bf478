// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the commands share: where the data are, what the options say, how progress is told.

#include "study/check_command.h"
#include "study/complaints.h"
#include "study/life_command.h"
#include "study/order_row.h"
#include "study/scenario.h"
#include "study/simulation.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

namespace counterlife::app {

inline constexpr int failed = 1, bad_input = 2, interrupted = 130;

/// The options of a run as they were typed.
struct RunOptions {
    std::string scenario = "baseline";
    std::string scale = "1:100";
    std::string from = "1955", to = "2025";
    std::string seed = "1";
    std::string replicate = "0";
    std::string threads;
    std::string events = "all";
    std::string out;
    std::string data;
    bool quiet = false;
};

/// The options of a comparison as they were typed; the scenario of the run is of no use.
struct TwinOptions {
    std::string base = "baseline", other;
    std::string replicates = "1";
    RunOptions run;
};

/// The options of questions as they were typed.
struct AskOptions {
    std::vector<std::string> words; ///< ids of questions, or "all"
    std::string replicates = "1";
    std::string design;    ///< levels of each parameter; empty: none
    std::string questions; ///< their folder; empty: beside the data
    RunOptions run;
};

/// And what they mean.
struct RunPlan {
    study::RunRequest request;
    std::string events; ///< "all", "none" or "1:n"
    std::filesystem::path out;
    bool quiet = false;
};

/// The data folder: the one named, else COUNTERLIFE_DATA, else data/ beside the program or above
/// it.
std::filesystem::path data_folder(const std::string& named);

/// Reads the options, all of them, and complains of everything at once.
std::optional<RunPlan> plan_of(const RunOptions& options, study::Complaints& complaints);

/// "1:100" as 100.
std::optional<std::int64_t> scale_of(const std::string& text);

study::ScenarioChoice choice_of(const std::string& scenario, const std::filesystem::path& data);

/// A scenario with its numbers, ready to run.
struct Ready {
    study::Scenario scenario;
    std::vector<study::OrderRow> orders;
    model::Numbers numbers;
};
std::expected<std::unique_ptr<Ready>, study::Complaints>
make_ready(const std::string& scenario, const std::filesystem::path& data);

/// The days on which each rule is in force. Claims are not the engine's business: switches that
/// name one are for the numbers.
std::vector<engine::InForce> in_force(const model::RuleSwitches& switches);

/// From now on Ctrl-C and a polite kill only set a mark, which this reads.
bool was_interrupted();
void watch_for_interrupts();

/// Tells how far a run is, on standard error: a line that is written over on a terminal, a new line
/// now and then otherwise.
class ProgressTeller {
public:
    ProgressTeller(engine::Day from, engine::Day to, std::string what, bool quiet);
    ~ProgressTeller();
    void tell(const study::Progress& progress);

private:
    engine::Day from_, to_;
    std::string what_;
    bool quiet_, terminal_;
    double last_ = -1;
    bool open_line_ = false;
};

int run_command(const RunOptions& options);
int fit_command(const std::string& run, int replicates, const RunOptions& options);
/// Fills in what is missing of the request: the data, and how a nation is lived again.
int life_command(study::LifeRequest request, const RunOptions& options);
int lives_command(const RunOptions& options);
int twin_command(const TwinOptions& options);
int ask_command(const AskOptions& options);
/// Runs in memory and prints what it cost, a name and a number a line.
int bench_command(const RunOptions& options);

} // namespace counterlife::app
