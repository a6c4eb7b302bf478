// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which scenario a command works on, and where it comes from.

#include "engine/time.h"
#include "model/parameters.h"
#include "study/rooms.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::input {

/// Where the numbers, scenarios and names come from that a command works on.
struct ScenarioChoice {
    std::string scenario = "baseline"; ///< a name, or a file's path
    std::filesystem::path data_dir;
    std::filesystem::path scenario_dir;
    std::span<const model::FamilySpec> families;
    std::vector<std::string> rule_names;
    engine::Day run_from;
    engine::Day run_to; ///< exclusive
};

} // namespace counterlife::study::input
