// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/load_scenario.h"

#include "model/switches.h"
#include "study/input/data_layers.h"
#include "study/input/orders_file.h"
#include "study/input/overlay.h"
#include "study/input/places_file.h"

#include <cstdlib>
#include <utility>

namespace counterlife::study::input {

namespace fs = std::filesystem;

fs::path data_folder(const std::string& named, fs::path beside)
{
    if (!named.empty()) return named;
    if (const char* wished = std::getenv("COUNTERLIFE_DATA")) return wished;
    std::error_code error;
    for (fs::path folder = std::move(beside); !folder.empty() && folder != folder.root_path();
         folder = folder.parent_path())
        if (fs::exists(folder / "data" / "places" / "places.csv", error)) return folder / "data";
    return "data";
}

ScenarioChoice choice_of(const std::string& scenario, const fs::path& data)
{
    return {.scenario = scenario,
            .data_dir = data,
            .scenario_dir = beside_data(data, "scenarios"),
            .families = model::families(),
            .rule_names = model::rule_names(),
            .run_from = engine::day_of(first_year),
            .run_to = engine::day_of(last_year + 1)};
}

std::expected<ScenarioGround, Complaints> read_ground(const std::string& name, const fs::path& data)
{
    const ScenarioChoice choice = choice_of(name, data);
    Complaints complaints;
    ScenarioGround ground;
    ground.parts = read_scenario_parts(choice.scenario, choice.data_dir, choice.scenario_dir,
                                       {.families = choice.families,
                                        .rule_names = choice.rule_names,
                                        .run_from = choice.run_from,
                                        .run_to = choice.run_to},
                                       complaints);
    // As the data stand, so that all complaints come at once.
    put_together(ground.parts, choice.rule_names, nullptr, nullptr, complaints);
    auto places = read_places(data);
    if (!places) complaints.append(places.error());
    auto orders = read_orders(data, places ? *places : std::vector<model::PlaceFacts>{});
    if (!orders) complaints.append(orders.error());
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    ground.places = std::move(*places);
    ground.orders = std::move(*orders);
    return ground;
}

std::expected<std::unique_ptr<LoadedScenario>, Complaints>
make_ready(const ScenarioGround& ground, const Ensemble* ensemble, const EnsembleMember* member)
{
    Complaints complaints;
    auto ready = std::make_unique<LoadedScenario>();
    ready->scenario = put_together(ground.parts, model::rule_names(), ensemble, member, complaints);
    if (!complaints.empty()) return std::unexpected(std::move(complaints));
    auto policy = policy_orders(ground.orders, ground.places, "orders.csv", complaints);
    ready->orders = ground.orders;
    ready->scenario.hash =
        resolved_hash(ready->scenario.rows, ready->scenario.switches, ready->orders, ground.places);
    ready->numbers = std::make_unique<const model::Numbers>(
        model::ParameterSet{ready->scenario.rows}, ground.places, ready->scenario.switches,
        std::move(policy));
    return ready;
}

std::expected<std::unique_ptr<LoadedScenario>, Complaints> load_scenario(const std::string& name,
                                                                         const fs::path& data)
{
    const auto ground = read_ground(name, data);
    if (!ground) return std::unexpected(ground.error());
    return make_ready(*ground);
}

std::vector<engine::InForce> in_force(const model::RuleSwitches& switches)
{
    const std::vector<std::string> names = model::rule_names();
    std::vector<engine::InForce> all(names.size());
    for (const model::RuleSwitch& one : switches)
        for (std::size_t rule = 0; rule < names.size(); ++rule)
            if (names[rule] == one.rule) all[rule] = {.from = one.from, .to = one.to};
    return all;
}

} // namespace counterlife::study::input
