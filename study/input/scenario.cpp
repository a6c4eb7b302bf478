// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario.h"

#include "study/input/overlay.h"
#include "study/input/parameter_files.h"
#include "study/input/scenario_file.h"
#include "study/input/scenario_switches.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace counterlife::study::input {
namespace {

namespace fs = std::filesystem;
using model::FamilySpec;

constexpr std::size_t largest_scenario = std::size_t{256} << 10;

/// The names of the scenarios that stand in a folder.
void list_scenarios(const fs::path& folder, std::set<std::string>& names)
{
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".toml") names.insert(entry->path().stem().string());
    }
}

/// Reads a scenario and its forebears, the eldest last.
class Lineage {
public:
    Lineage(const fs::path& scenario_dir, const ScenarioScope& scope, Complaints& complaints)
        : scenario_dir_{scenario_dir}, scope_{scope}, complaints_{complaints}
    {
    }

    std::vector<ScenarioFile> read(const std::string& name_or_path)
    {
        std::optional<fs::path> path = locate_first(name_or_path);
        while (path) {
            if (!read_one(*path)) break;
            const ScenarioFile& last = files_.back();
            path = last.inherits.empty() ? std::nullopt : locate_parent(last, path->parent_path());
        }
        return std::move(files_);
    }

private:
    std::optional<fs::path> locate_first(const std::string& name_or_path)
    {
        const bool is_path =
            name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".toml");
        const std::string name = is_path ? fs::path{name_or_path}.stem().string() : name_or_path;
        fs::path path = is_path ? fs::path{name_or_path} : scenario_dir_ / (name + ".toml");
        std::set<std::string> names;
        list_scenarios(is_path ? path.parent_path() : scenario_dir_, names);
        if (!is_scenario_name(name)) {
            // A file needs another name, and not the one it has; a name may be one that is there.
            std::erase_if(names, [](const auto& one) { return !is_scenario_name(one); });
            complaints_.found("scenario", "the name " + in_quotes(name), scenario_name_form,
                              is_path ? as_scenario_name(name) : nearest(name, names));
            return std::nullopt;
        }
        std::error_code error;
        if (fs::exists(path, error)) return path;
        complaints_.found("scenario", "no file " + in_quotes(path.generic_string()),
                          "the name of a scenario in " + in_quotes(scenario_dir_.generic_string()) +
                              ", or a file's path",
                          nearest(name, names));
        return std::nullopt;
    }

    std::optional<fs::path> locate_parent(const ScenarioFile& child, const fs::path& beside)
    {
        const std::string file_name = child.inherits + ".toml";
        std::error_code error;
        for (const fs::path& folder : {beside, scenario_dir_})
            if (fs::exists(folder / file_name, error)) return folder / file_name;
        std::set<std::string> names;
        list_scenarios(beside, names);
        list_scenarios(scenario_dir_, names);
        complaints_.found(at_line(child.file, child.inherits_line),
                          "inherits " + in_quotes(child.inherits) + ", which is no scenario",
                          "the name of a scenario in " + in_quotes(scenario_dir_.generic_string()),
                          nearest(child.inherits, names));
        return std::nullopt;
    }

    bool read_one(const fs::path& path)
    {
        std::error_code error;
        const fs::path same = fs::weakly_canonical(path, error);
        const std::string name = path.stem().string();
        if (const auto seen = std::ranges::find(seen_, same); seen != seen_.end()) {
            std::string chain;
            for (const ScenarioFile& file : files_) chain.append(file.name).append(" -> ");
            complaints_.found(at_line(files_.back().file, files_.back().inherits_line),
                              "a scenario that inherits itself: " + chain + name,
                              "a line of inheritance that ends");
            return false;
        }
        seen_.push_back(same);
        const auto text = read_file(path, largest_scenario);
        const std::string file = path.generic_string();
        if (!text) {
            complaints_.found(file, text.error(), "a readable scenario file of at most 256 KiB");
            return false;
        }
        files_.push_back(parse_scenario(*text, file, scope_, complaints_));
        files_.back().name = name;
        return true;
    }

    const fs::path& scenario_dir_;
    const ScenarioScope& scope_;
    Complaints& complaints_;
    std::vector<ScenarioFile> files_;
    std::vector<fs::path> seen_; ///< in step with files_
};

void apply(const ScenarioFile& file, std::vector<model::ParameterRow>& rows, Complaints& complaints)
{
    for (const ScenarioFile::Set& set : file.settings) {
        const Reached reached = lay_over(rows, set.setting, file.name);
        if (!set.setting.factor) continue;
        const double wrong = reached.least < set.spec->least ? reached.least : reached.greatest;
        if (wrong >= set.spec->least && wrong <= set.spec->most) continue;
        complaints.found(at_line(file.file, set.line),
                         "factor " + number_text(*set.setting.factor) + ", which gives " +
                             number_text(wrong),
                         number_text(set.spec->least) + ".." + number_text(set.spec->most) +
                             ", outside which " + in_quotes(set.spec->name) + " makes no sense");
    }
}

} // namespace

ScenarioParts read_scenario_parts(const std::string& name_or_path, const fs::path& data_dir,
                                  const fs::path& scenario_dir, const ScenarioScope& scope,
                                  Complaints& complaints)
{
    ScenarioParts parts;
    auto rows = read_parameters(data_dir, scope.families, scope.run_from, scope.run_to);
    if (rows)
        parts.rows = std::move(*rows);
    else
        complaints.append(rows.error());
    Lineage lineage{scenario_dir, scope, complaints};
    parts.files = lineage.read(name_or_path);
    complain_of_needs(parts.files, scope, complaints);
    complain_of_strict(parts.files, complaints);
    return parts;
}

Scenario put_together(const ScenarioParts& parts, const std::vector<std::string>& rule_names,
                      const Ensemble* ensemble, const EnsembleMember* member,
                      Complaints& complaints)
{
    Scenario scenario;
    scenario.rows = parts.rows;
    if (ensemble != nullptr && member != nullptr)
        for (const Setting& setting : member->settings)
            lay_over_by(scenario.rows, setting, member_text(*ensemble, *member));
    if (!scenario.rows.empty()) // Else nothing could be read, and a factor reaches no value.
        for (std::size_t i = parts.files.size(); i-- > 0;)
            apply(parts.files[i], scenario.rows, complaints);
    if (parts.files.empty()) return scenario;
    scenario.name = parts.files.front().name;
    scenario.description = parts.files.front().description;
    scenario.switches = resolve_switches(parts.files, rule_names);
    scenario.hash = resolved_hash(scenario.rows, scenario.switches, {});
    return scenario;
}

std::expected<Scenario, Complaints>
read_scenario(const std::string& name_or_path, const fs::path& data_dir,
              const fs::path& scenario_dir, std::span<const FamilySpec> families,
              const std::vector<std::string>& rule_names, engine::Day run_from, engine::Day run_to)
{
    Complaints complaints;
    const ScenarioParts parts = read_scenario_parts(
        name_or_path, data_dir, scenario_dir,
        {.families = families, .rule_names = rule_names, .run_from = run_from, .run_to = run_to},
        complaints);
    // Settings are tried even after complaints about other lines, so that all come at once.
    Scenario scenario = put_together(parts, rule_names, nullptr, nullptr, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return scenario;
}

} // namespace counterlife::study::input
