// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the commands share: where the data are, how progress is told, how they are interrupted.

#include "app/commands.h"
#include "app/explore_command.h"
#include "app/fit_command.h"
#include "app/life_command.h"
#include "app/make_answers.h"
#include "app/make_replicates.h"
#include "app/make_twin.h"
#include "app/streams.h"
#include "study/input/load_scenario.h"
#include "study/nation/run_options.h"
#include "study/nation/simulation.h"
#include "study/text/complaints.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace counterlife::app {

inline constexpr int failed = 1, bad_input = 2;

/// The data folder: the one named, else COUNTERLIFE_DATA, else data/ beside the program or above
/// it.
std::filesystem::path data_folder(const std::string& named);

/// From now on Ctrl-C, a polite kill and the end of a terminal only set a mark, but for those that
/// were to be ignored from the start.
void watch_for_interrupts();
bool was_interrupted();
/// The exit code of a command that was interrupted: 128 and the number of the signal.
int interrupted();
/// Of an interrupt that was how the command comes to its end.
void forget_interrupt();
/// Ends the watch: what comes now ends the process at once.
void end_watch_for_interrupts();

/// Tells how far a run is, on standard error: a line that is written over on a terminal, a new line
/// now and then otherwise.
class ProgressTeller {
public:
    ProgressTeller(engine::Day from, engine::Day to, std::string what, bool quiet);
    ~ProgressTeller();
    void tell(const study::Progress& progress);
    /// When all is lived, which takes a third as long again at 1:1.
    void tell_rows(std::string_view table, std::int64_t rows);

private:
    void say_line(const std::string& line);

    engine::Day from_, to_;
    std::string what_;
    bool quiet_, terminal_;
    double last_ = -1;
    std::chrono::steady_clock::time_point told_rows_ = std::chrono::steady_clock::now();
    double first_seconds_ = -1, first_done_ = 0; ///< when it was called first
    bool open_line_ = false;
};

/// The same of replicates that are lived one after the other, each by its number.
class ReplicatesTeller {
public:
    /// Of an ensemble: how many replicates a member has, and `replicates` are those of all.
    ReplicatesTeller(const RunPlan& plan, int replicates, int of_member = 0)
        : plan_{plan}, replicates_{replicates}, of_member_{of_member}
    {
    }
    void tell(int replicate, const study::Progress& progress);

private:
    std::string which(int replicate) const;

    const RunPlan& plan_;
    int replicates_, of_member_, told_ = -1;
    std::optional<ProgressTeller> teller_;
};

int run_command(const RunOptions& options);
int replicates_command(const ReplicatesOptions& options);
/// `replicates` and `ensemble` as they were typed; empty: those that are there.
int fit_command(const FitOptions& typed, const RunOptions& options);
/// Fills in what is missing of the request: the data, and how a nation is lived again.
int life_command(app::LifeRequest request, const RunOptions& options);
/// How a nation is lived again where a run kept no events, told as it goes.
study::LiveAgain living_again(const std::filesystem::path& data, bool quiet);
/// Serves the page until it is interrupted, or writes it.
int explore_command(app::ExploreRequest request, const RunOptions& options);
int lives_command(const RunOptions& options);
int twin_command(const TwinOptions& options);
int ask_command(const AskOptions& options);
/// Runs in memory and prints what it cost, a name and a number a line.
int bench_command(const RunOptions& options);

} // namespace counterlife::app
