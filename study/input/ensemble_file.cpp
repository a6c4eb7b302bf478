// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// ensemble.toml: how the members came to be, and by which program and data.

#include "study/input/ensemble_file.h"

#include "study/input/scenario_reading.h"
#include "study/text/csv.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <algorithm>
#include <cmath>

namespace counterlife::study::input {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_history = std::size_t{4} << 20;

bool is_hexadecimal(std::string_view text)
{
    return text.size() == 16 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

class HistoryReader {
public:
    HistoryReader(std::string_view file, Complaints& complaints)
        : file_{file}, complaints_{complaints}
    {
    }

    void read(const toml::table& root, Ensemble& ensemble)
    {
        ensemble.file = file_;
        ensemble.name = text(root, "name", "what the ensemble is called");
        if (!root["made"].is_date()) complain(root, "made", "a date as 2026-12-31, without quotes");
        ensemble.lives = text(root, "lives", "the digest that `counterlife lives` prints");
        ensemble.data = text(root, "data", "the scenario_hash of a run of the first member");
        ensemble.lives_line = line(root, "lives");
        ensemble.data_line = line(root, "data");
        if (!ensemble.lives.empty() &&
            !(ensemble.lives.starts_with("0x") && is_hexadecimal(ensemble.lives.substr(2))))
            complain(root, "lives", "a text such as \"0x0123456789abcdef\"");
        if (!ensemble.data.empty() && !is_hexadecimal(ensemble.data))
            complain(root, "data", "a text such as \"0123456789abcdef\"");
        ensemble.scenario = text(root, "scenario", "the scenario that was calibrated");
        text(root, "scale", "the scale of the runs, such as \"1:400\"");
        if (const toml::array* seeds = list(root, "seeds", "the seeds of the runs"))
            for (const toml::node& seed : *seeds)
                if (!seed.is_integer() && !seed.is_string())
                    found(line_of(seed), "a seed that is " + std::string{type_text(seed)},
                          "a whole number");
        if (const toml::array* targets = list(root, "targets", "the ids of the targets used"))
            for (const toml::node& target : *targets)
                if (!target.is_string())
                    found(line_of(target), "a target that is " + std::string{type_text(target)},
                          "an id in quotes");
        if (root["waves"].value_or(std::int64_t{0}) < 1)
            complain(root, "waves", "a whole number, one or more");
        if (const double cutoff = root["cutoff"].value_or(0.0); !(cutoff > 0))
            complain(root, "cutoff", "the implausibility from which a point is ruled out");
        read_traces(root, ensemble);
    }

private:
    void read_traces(const toml::table& root, Ensemble& ensemble)
    {
        const toml::array* traces = list(root, "members", "tables headed [[members]]");
        if (traces == nullptr) return;
        std::vector<bool> is_traced(ensemble.members.size());
        for (const toml::node& node : *traces) {
            const toml::table* one = node.as_table();
            if (one == nullptr) {
                found(line_of(node), std::string{type_text(node)} + " in the list members",
                      "tables headed [[members]]");
                continue;
            }
            const auto number = (*one)["member"].value_or(std::int64_t{0});
            const auto at = static_cast<std::size_t>(number - 1);
            if (number < 1 || at >= is_traced.size()) {
                // Where members.csv could not be read, nothing is known of who there is.
                if (!is_traced.empty())
                    complain(*one, "member",
                             "a member of members.csv: 1 to " + std::to_string(is_traced.size()));
                continue;
            }
            if (is_traced[at]) complain(*one, "member", "each member once");
            is_traced[at] = true;
            read_runs(*one, ensemble.members[at]);
        }
        for (std::size_t i = 0; i < is_traced.size(); ++i)
            if (!is_traced[i])
                found(line(root, "members"), "no [[members]] of member " + std::to_string(i + 1),
                      "the runs of each member, so that it can be traced");
    }

    void read_runs(const toml::table& one, EnsembleMember& member)
    {
        const toml::array* runs = list(one, "runs", "the names of its runs");
        if (runs == nullptr) return;
        if (runs->empty()) complain(one, "runs", "at least one name of a run");
        for (const toml::node& run : *runs)
            if (const auto* name = run.as_string())
                member.runs.push_back(name->get());
            else
                found(line_of(run), "a run that is " + std::string{type_text(run)},
                      "a name in quotes");
    }

    std::string text(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        const auto* found = table[key].as_string();
        if (found != nullptr && !found->get().empty()) return found->get();
        complain(table, key, std::string{"a text in quotes: "}.append(allowed));
        return {};
    }

    const toml::array* list(const toml::table& table, std::string_view key,
                            std::string_view allowed)
    {
        const toml::array* found = table[key].as_array();
        if (found == nullptr) complain(table, key, std::string{"a list: "}.append(allowed));
        return found;
    }

    static int line(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        return node == nullptr ? line_of(table) : line_of(*node);
    }

    void complain(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        const toml::node* node = table.get(key);
        std::string what = node == nullptr
                               ? "no " + in_quotes(key)
                               : in_quotes(key) + " that is " + std::string{type_text(*node)};
        if (node != nullptr && node->is_string()) what += " " + in_quotes(node->as_string()->get());
        if (node != nullptr && node->is_number()) what += " " + number_text(node->value_or(0.0));
        found(line(table, key), what, allowed);
    }

    void found(int line, std::string_view what, std::string_view allowed)
    {
        complaints_.found(at_line(file_, std::max(line, 1)), what, allowed);
    }

    std::string_view file_;
    Complaints& complaints_;
};

std::optional<std::string> text_of(const fs::path& path, std::size_t limit, Complaints& complaints)
{
    auto text = read_file(path, limit);
    if (text) return std::move(*text);
    complaints.found(path.generic_string(), text.error(),
                     "an ensemble: members.csv and ensemble.toml in one folder");
    return std::nullopt;
}

} // namespace

std::string member_text(const Ensemble& ensemble, const EnsembleMember& member)
{
    return "member " + std::to_string(member.number) + " of ensemble " + ensemble.name;
}

bool has_ensemble(const fs::path& data_dir)
{
    std::error_code error;
    return fs::exists(data_dir / ensemble_folder / members_file, error) ||
           fs::exists(data_dir / ensemble_folder / ensemble_file, error);
}

void read_ensemble_history(std::string_view text, std::string_view file, Ensemble& ensemble,
                           Complaints& complaints)
{
    const toml::parse_result parsed = toml::parse(text, file);
    if (parsed) return HistoryReader{file, complaints}.read(parsed.table(), ensemble);
    const toml::parse_error& error = parsed.error();
    complaints.found(at_line(file, static_cast<int>(error.source().begin.line)),
                     in_quotes(error.description()), "TOML as docs/formats/ensemble.md has it");
}

std::optional<Ensemble> read_ensemble(const fs::path& data_dir,
                                      std::span<const model::ParameterRow> rows,
                                      std::span<const model::FamilySpec> families,
                                      Complaints& complaints)
{
    const std::size_t before = complaints.size();
    const fs::path folder = data_dir / ensemble_folder;
    Ensemble ensemble;
    if (const auto text = text_of(folder / members_file, csv_largest_file, complaints))
        ensemble.members = read_members(*text, (folder / members_file).generic_string(), rows,
                                        families, complaints);
    if (const auto text = text_of(folder / ensemble_file, largest_history, complaints))
        read_ensemble_history(*text, (folder / ensemble_file).generic_string(), ensemble,
                              complaints);
    if (complaints.size() > before) return std::nullopt;
    return ensemble;
}

} // namespace counterlife::study::input
