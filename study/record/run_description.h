// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run was asked to do and what came of it.

#include "engine/time.h"
#include "model/parameters.h"
#include "model/switches.h"
#include "study/input/order_row.h"
#include "study/record/member_runs.h"
#include "study/rooms.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::study::record {

/// What a run is made of. Two runs with equal descriptions, threads aside, are the same run.
struct RunDescription {
    std::string scenario, scenario_hash, description;
    std::uint64_t seed = 1;
    int replicate = 0;
    std::int64_t scale_denominator = 1; ///< real persons a life stands for: 100 at 1:100
    engine::Day from;
    engine::Day to; ///< exclusive
    int threads = 1;
    std::string events = "all";               ///< "all", "none" or a sample such as "1:50"
    std::vector<std::string> places;          ///< by place number
    std::vector<std::string> place_provinces; ///< by place number; empty for none
    std::vector<std::string> rules;           ///< by rule number
    std::vector<model::ParameterRow> parameters;
    model::RuleSwitches switches;
    std::vector<OrderRow> orders;
    std::optional<MemberOf> member = {}; ///< of the ensemble that it was lived under, if it was
};

struct RunResult {
    std::uint64_t digest = 0;
    std::int64_t events = 0; ///< that happened, whether or not they were written
    std::int64_t letters = 0;
    std::int64_t lives = 0;                     ///< founders and everybody born since
    std::int64_t living = 0;                    ///< at the end
    std::map<std::string, double> summary = {}; ///< anything else worth keeping, by name
};

} // namespace counterlife::study::record
