// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife check`: reads all that a run would read, and says what is wrong with it.

#include "engine/time.h"
#include "model/parameters.h"

#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study {

/// Where the numbers, scenarios and names come from that a command works on.
struct ScenarioChoice {
    std::string scenario = "baseline"; ///< a name, or a file's path
    std::filesystem::path data_dir;
    std::filesystem::path scenario_dir;
    std::span<const model::FamilySpec> families;
    std::vector<std::string> rule_names;
    engine::Day run_from = 0;
    engine::Day run_to = 0; ///< exclusive
};

/// Writes one line to `out` and returns 0; or writes every complaint to `err` and returns 2.
int check(const ScenarioChoice& choice, std::ostream& out, std::ostream& err);

} // namespace counterlife::study
