// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The options of a run as they were typed, and what they mean.

#include "study/nation/simulation.h"
#include "study/record/member_runs.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace counterlife::study::nation {

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
    bool check_events = false; ///< each is held against the grammar of lives
    bool quiet = false;
};

struct RunPlan {
    RunRequest request;
    std::string events; ///< "all", "none" or "1:n"
    std::filesystem::path out;
    bool quiet = false;
    std::optional<MemberOf> member = {}; ///< of an ensemble, under whose numbers it is lived
};

/// Reads the options, all of them, and complains of everything at once.
std::optional<RunPlan> plan_of(const RunOptions& options, Complaints& complaints);

/// "1:100" as 100.
std::optional<std::int64_t> scale_of(const std::string& text);

} // namespace counterlife::study::nation
