// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/check_command.h"

#include "app/check_files.h"
#include "study/input/data_layers.h"
#include "study/input/grammar_file.h"
#include "study/input/orders_file.h"
#include "study/input/places_file.h"
#include "study/input/scenario.h"
#include "study/nation/fixed_scene.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <ostream>
#include <span>

namespace counterlife::app {

namespace {

/// How many members there are, and whether they are of other data: that is no fault of the data.
void tell_of_ensemble(const Ensemble& ensemble, const ScenarioChoice& choice, std::ostream& out)
{
    out << "ensemble " << in_quotes(ensemble.name) << ": " << ensemble.members.size()
        << " members\n";
    Complaints other;
    check_ensemble_data(ensemble, choice.data_dir, other);
    for (const Complaint& one : other.list())
        out << "note: " << one.where << ": " << one.what << "; --ensemble refuses it\n";
}

} // namespace

int check(const ScenarioChoice& choice, std::ostream& out, std::ostream& err)
{
    const auto scenario =
        read_scenario(choice.scenario, choice.data_dir, choice.scenario_dir, choice.families,
                      choice.rule_names, choice.run_from, choice.run_to);
    Complaints complaints;
    if (!scenario) complaints.append(scenario.error());
    const auto places = read_places(choice.data_dir);
    if (!places) complaints.append(places.error());
    const auto orders =
        read_orders(choice.data_dir, places ? *places : std::vector<model::PlaceFacts>{});
    if (!orders) complaints.append(orders.error());
    // Folders with other rules than the model's have no grammar of theirs.
    if (std::filesystem::exists(data_file(choice.data_dir, "grammar")))
        if (const auto grammar = read_grammar(choice.data_dir); !grammar)
            complaints.append(grammar.error());
    const std::span<const model::PlaceFacts> map =
        places ? std::span<const model::PlaceFacts>{*places} : std::span<const model::PlaceFacts>{};
    check_figures(choice, map, complaints);
    if (!inherits(choice.data_dir)) { // Else they are asked of other places and numbers.
        check_questions(choice, map,
                        scenario ? std::span<const model::ParameterRow>{scenario->rows}
                                 : std::span<const model::ParameterRow>{},
                        complaints);
        check_patterns(choice, map, complaints);
    }
    const auto ensemble =
        scenario ? check_ensemble(choice, scenario->rows, complaints) : std::optional<Ensemble>{};
    if (!complaints.empty()) {
        err << complaints;
        return 2;
    }
    if (ensemble) tell_of_ensemble(*ensemble, choice, out);
    std::size_t parameters = 0;
    for (const model::FamilySpec& family : choice.families) parameters += family.parameters.size();
    out << parameters << " parameters in " << choice.families.size() << " files, " << places->size()
        << " places, " << orders->size() << " orders, " << choice.rule_names.size()
        << " rules, scenario " << scenario->name << ": no complaints\n";
    return 0;
}

} // namespace counterlife::app
