// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Twins for tests: scenarios written as text, with the orders of 1987 ten times as large, so that a
// small nation has enough people whom they reach.

#include "study/study.h"
#include "tests/nation/small_nation.h"

#include "study/input/scenario.h"
#include "study/twins/twin.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

namespace counterlife::tests {

/// A scenario with its numbers.
struct ReadScenario {
    study::Scenario scenario;
    std::unique_ptr<model::Numbers> numbers;
    std::vector<engine::InForce> in_force;
};

inline ReadScenario scenario_of(const std::string& text)
{
    const auto dir = std::filesystem::path{::testing::TempDir()} / "counterlife-twin";
    std::filesystem::create_directories(dir);
    const auto file = dir / "told.toml";
    std::ofstream{file} << "description = \"for a test\"\n"
                           "[[set]]\nparameter = \"policy.men_factor\"\nvalue = 10\n"
                        << text;
    auto scenario =
        study::read_scenario(file.string(), data_folder, dir, model::families(),
                             model::rule_names(), engine::day_of(1955), engine::day_of(2026));
    if (!scenario) throw std::runtime_error{"the scenario does not load"};
    auto places = study::read_places(data_folder);
    const auto orders = study::read_orders(data_folder, *places);
    study::Complaints none;
    auto policy = study::policy_orders(*orders, *places, {}, none);
    ReadScenario told{.scenario = *scenario};
    told.numbers =
        std::make_unique<model::Numbers>(model::ParameterSet{scenario->rows}, std::move(*places),
                                         scenario->switches, std::move(policy));
    const auto names = model::rule_names();
    told.in_force.resize(names.size());
    for (const model::RuleSwitch& one : scenario->switches)
        for (std::size_t number = 0; number < names.size(); ++number)
            if (names[number] == one.rule) told.in_force[number] = {.from = one.from, .to = one.to};
    return told;
}

inline study::TwinSide side_of(const ReadScenario& told, const ReadScenario& base)
{
    return {.numbers = *told.numbers,
            .in_force = told.in_force,
            .differences = study::differences_of(base.scenario, told.scenario)};
}

} // namespace counterlife::tests
