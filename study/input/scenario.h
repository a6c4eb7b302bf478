// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A scenario with all it inherits, laid over the parameters: the numbers and rules of one run.

#include "engine/time.h"
#include "model/parameters.h"
#include "model/switches.h"
#include "study/input/ensemble_file.h"
#include "study/input/scenario_file.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::input {

struct Scenario {
    std::string name;
    std::string description;
    std::vector<model::ParameterRow> rows;
    model::RuleSwitches switches; ///< of rules, then claims, in their order: see resolve_switches
    std::string hash;             ///< see resolved_hash: without orders, which are read apart
};

/// Reads data_dir, then the scenario: a name stands for scenario_dir/<name>.toml, and a word with
/// a slash or ending in .toml for that file. What it inherits is looked for beside it first, then
/// in scenario_dir, and laid on before it. All complaints about data and scenarios come together.
std::expected<Scenario, Complaints> read_scenario(const std::string& name_or_path,
                                                  const std::filesystem::path& data_dir,
                                                  const std::filesystem::path& scenario_dir,
                                                  std::span<const model::FamilySpec> families,
                                                  const std::vector<std::string>& rule_names,
                                                  engine::Day run_from, engine::Day run_to);

/// What a scenario is put together from, as often as its numbers are wanted under other members of
/// an ensemble.
struct ScenarioParts {
    std::vector<model::ParameterRow> rows; ///< as the data have them
    std::vector<ScenarioFile> files;       ///< the scenario, then what it inherits, the eldest last
};

/// Reads the parts, from the same places.
ScenarioParts read_scenario_parts(const std::string& name_or_path,
                                  const std::filesystem::path& data_dir,
                                  const std::filesystem::path& scenario_dir,
                                  const ScenarioScope& scope, Complaints& complaints);

/// Lays the member over the data, if there is one, and then the scenario with all it inherits: what
/// a scenario sets holds under every member, and a factor of it is on the member's value.
Scenario put_together(const ScenarioParts& parts, const std::vector<std::string>& rule_names,
                      const Ensemble* ensemble, const EnsembleMember* member,
                      Complaints& complaints);

} // namespace counterlife::study::input
