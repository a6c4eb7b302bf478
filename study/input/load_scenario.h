// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A scenario with its numbers, ready to be lived, whoever asks for it: the command line or Python.

#include "engine/world.h"
#include "model/founders.h"
#include "study/input/order_row.h"
#include "study/input/scenario.h"
#include "study/input/scenario_choice.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace counterlife::study::input {

/// The first and last years that the statistics cover.
inline constexpr int first_year = 1955, last_year = 2025;

/// The data folder: the one named, else COUNTERLIFE_DATA, else data/ in a folder or above it.
std::filesystem::path data_folder(const std::string& named, std::filesystem::path beside);

ScenarioChoice choice_of(const std::string& scenario, const std::filesystem::path& data);

struct LoadedScenario {
    Scenario scenario;
    std::vector<OrderRow> orders;
    std::unique_ptr<const model::Numbers> numbers;
};

/// What scenarios are made ready from: read once, however many members are lived.
struct ScenarioGround {
    ScenarioParts parts;
    std::vector<model::PlaceFacts> places;
    std::vector<OrderRow> orders;
};

/// Reads the data and the scenario, and complains of everything at once.
std::expected<ScenarioGround, Complaints> read_ground(const std::string& scenario,
                                                      const std::filesystem::path& data);

/// The scenario under a member of an ensemble; of none, as the data stand.
std::expected<std::unique_ptr<LoadedScenario>, Complaints>
make_ready(const ScenarioGround& ground, const Ensemble* ensemble = nullptr,
           const EnsembleMember* member = nullptr);

/// Both at once.
std::expected<std::unique_ptr<LoadedScenario>, Complaints>
load_scenario(const std::string& scenario, const std::filesystem::path& data);

/// The days on which each rule is in force. Claims are not the engine's business: switches that
/// name one are for the numbers.
std::vector<engine::InForce> in_force(const model::RuleSwitches& switches);

} // namespace counterlife::study::input
