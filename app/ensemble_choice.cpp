// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ensemble_choice.h"

#include "model/switches.h"
#include "study/input/parameter_files.h"
#include "study/nation/fixed_scene.h"
#include "study/record/replicates.h"

#include <fmt/format.h>

#include <charconv>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

std::optional<std::size_t> whole_number(const std::string& text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The whole ensemble. Data that cannot be read are complained of by whoever reads the scenario.
std::optional<Ensemble> ensemble_in(const fs::path& data, Complaints& complaints)
{
    if (!has_ensemble(data)) {
        complaints.found("--ensemble", "no ensemble in " + in_quotes(data.generic_string()),
                         "data with ensemble/members.csv and ensemble/ensemble.toml, as a "
                         "calibration writes them");
        return std::nullopt;
    }
    const ScenarioChoice choice = choice_of("baseline", data);
    const auto rows = read_parameters(data, choice.families, choice.run_from, choice.run_to);
    if (!rows) return std::nullopt;
    return read_ensemble(data, *rows, choice.families, complaints);
}

} // namespace

std::optional<Ensemble> choose_members(const std::string& typed, const fs::path& data, int threads,
                                       Complaints& complaints)
{
    auto ensemble = ensemble_in(data, complaints);
    const auto count = whole_number(typed);
    const std::size_t there = ensemble ? ensemble->members.size() : most_members;
    if (!count || *count < 2 || *count > there) {
        complaints.found("--ensemble", in_quotes(typed),
                         fmt::format("a whole number from 2 to {}{}", there,
                                     ensemble ? fmt::format(", the members that ensemble {} has",
                                                            in_quotes(ensemble->name))
                                              : ""));
        return std::nullopt;
    }
    if (!ensemble) return std::nullopt;
    Complaints other_version;
    check_ensemble_data(*ensemble, data, other_version);
    check_ensemble_lives(*ensemble, data, threads, other_version);
    complaints.append(other_version);
    if (!other_version.empty()) return std::nullopt;
    ensemble->members.resize(*count);
    return ensemble;
}

std::size_t replicates_of_each(const std::string& typed, std::size_t members,
                               Complaints& complaints)
{
    if (typed.empty()) return 1;
    const std::size_t most =
        std::max<std::size_t>(1, most_runs / std::max<std::size_t>(1, members));
    const auto count = whole_number(typed);
    if (count && *count >= 1 && *count <= most) return *count;
    complaints.found(
        "--replicates", in_quotes(typed),
        fmt::format("a whole number from 1 to {}{}", most,
                    members > 0 ? fmt::format(" of each of {} members", members) : ""));
    return 1;
}

void try_members(const Ensemble& ensemble, const ScenarioGround& ground, Complaints& complaints)
{
    const std::vector<std::string> rules = model::rule_names();
    for (const EnsembleMember& member : ensemble.members) {
        Complaints found;
        put_together(ground.parts, rules, &ensemble, &member, found);
        for (const Complaint& one : found.list())
            complaints.add(one.where, one.what + ", under " + member_text(ensemble, member));
    }
}

MemberRuns runs_of(const Ensemble& ensemble, std::size_t replicates)
{
    MemberRuns runs{.weights = {}, .replicates = replicates, .ensemble = ensemble.name};
    for (const EnsembleMember& member : ensemble.members) runs.weights.push_back(member.weight);
    return runs;
}

MemberOf member_of(const Ensemble& ensemble, const EnsembleMember& member)
{
    MemberOf of{
        .ensemble = ensemble.name, .number = member.number, .weight = member.weight, .values = {}};
    for (const Setting& setting : member.settings)
        of.values.emplace_back(address_of(setting), setting.value.value_or(0));
    return of;
}

} // namespace counterlife::app
