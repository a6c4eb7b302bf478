// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/check_files.h"

#include "study/figures/fit.h"
#include "study/figures/publication.h"
#include "study/figures/uncertainty_tables.h"
#include "study/find/pattern.h"
#include "study/input/claims_file.h"
#include "study/input/data_layers.h"
#include "study/input/place_names.h"
#include "study/input/scenario_switches.h"
#include "study/questions/questions_file.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

/// The text of a file that must be there.
std::optional<std::string> text_of(const fs::path& file, Complaints& complaints)
{
    auto text = read_file(file, csv_largest_file);
    if (text) return std::move(*text);
    complaints.found(file.generic_string(), text.error(), "a readable file of at most 64 MiB");
    return {};
}

bool is_year_column(std::string_view column)
{
    return column == "year" || column == "year_from" || column == "year_to";
}

/// When and how a row was published, by its last columns, against the years that it is about.
void check_publication(const CsvTable& table, const CsvRow& row, const std::string& where,
                       Complaints& complaints)
{
    YearsAbout about;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const int year = static_cast<int>(parse_number(row.fields[i]).value_or(0));
        if (table.header[i] == "year" || table.header[i] == "year_from") about.from = year;
        if (table.header[i] == "year" || table.header[i] == "year_to") about.to = year;
    }
    if (about.from > about.to)
        complaints.found(where, std::to_string(about.from) + " as year_from",
                         "at most " + std::to_string(about.to) + ", the year_to");
    read_publication(std::span{row.fields}.last<publication_columns.size()>(), about, where,
                     complaints);
}

/// A row of published figures: its year and numbers, by the names of the columns.
void check_published(const CsvTable& table, const CsvRow& row, const std::string& file,
                     Complaints& complaints)
{
    const std::string where = at_line(file, row.line);
    std::optional<double> low, high;
    for (std::size_t i = 0; i + publication_columns.size() < table.header.size(); ++i) {
        const std::string &column = table.header[i], &field = row.fields[i];
        const std::string shown = in_quotes(field) + " as " + column;
        const bool is_year = is_year_column(column);
        if (is_year || column == "value" || column == "low" || column == "high") {
            const auto number = parse_number(field);
            if (!number ||
                (is_year && (*number < 1900 || *number > 2100 || *number != std::floor(*number))))
                complaints.found(where, shown, is_year ? "a year from 1900 to 2100" : "a number");
            if (column == "low") low = number;
            if (column == "high") high = number;
        } else if (field.empty()) {
            complaints.found(where, shown, "a text");
        }
    }
    if (low && high && *low > *high)
        complaints.found(where, number_text(*low) + " as low",
                         "at most " + number_text(*high) + ", the high");
    check_publication(table, row, where, complaints);
}

/// A table that begins with these columns and ends with those of `publication_columns`.
void check_reference(const fs::path& file, std::vector<std::string_view> header,
                     Complaints& complaints)
{
    header.insert(header.end(), publication_columns.begin(), publication_columns.end());
    const auto text = text_of(file, complaints);
    if (!text) return;
    const std::string name = file.generic_string();
    const CsvTable table = read_csv(*text, name, complaints, header);
    for (const CsvRow& row : table.rows) check_published(table, row, name, complaints);
}

void check_targets(const fs::path& file, std::span<const model::PlaceFacts> places,
                   Complaints& complaints)
{
    const auto text = text_of(file, complaints);
    if (!text) return;
    std::set<std::string> scopes{"nation", "all", "male", "female"};
    for (const model::PlaceFacts& place : places)
        if (!place.province.empty()) scopes.insert(place.province);
    for (const Target& target : read_targets(*text, file.generic_string(), complaints))
        if (!places.empty() && !target.scope.empty() && !scopes.contains(target.scope))
            complaints.found(file.generic_string() + ": " + target.id,
                             in_quotes(target.scope) + " as scope",
                             "nation, male, female or a province", nearest(target.scope, scopes));
}

/// The files of a folder with an ending, in the order of their names; none where it is not there.
std::set<fs::path> files_in(const fs::path& folder, std::string_view ending)
{
    std::set<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error))
        if (entry->path().extension() == ending) files.insert(entry->path());
    return files;
}

} // namespace

void check_figures(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                   Complaints& complaints)
{
    std::error_code error;
    const auto file = [&](const char* name) { return data_file(choice.data_dir, name); };
    // Folders with other rules than the model's have no figures of theirs.
    if (fs::exists(file("targets"), error))
        check_targets(file("targets/targets.csv"), places, complaints);
    if (fs::exists(file("reference"), error)) {
        check_reference(file("reference/un_annual.csv"),
                        {"year", "series", "sex", "value", "low", "high", "unit", "source"},
                        complaints);
        check_reference(file("reference/census_points.csv"),
                        {"year", "series", "scope", "value", "source"}, complaints);
        check_reference(file("reference/other_sources.csv"),
                        {"year_from", "year_to", "series", "sex", "value", "unit", "source"},
                        complaints);
    }
    read_claims(choice.data_dir, complaints);
    if (!places.empty()) read_place_names(choice.data_dir, places, complaints);
}

void check_questions(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                     std::span<const model::ParameterRow> rows, Complaints& complaints)
{
    const fs::path folder = beside_data(choice.data_dir, "questions");
    std::error_code error;
    if (!fs::exists(folder, error)) return;
    const ScenarioScope scope{.families = choice.families,
                              .rule_names = choice.rule_names,
                              .run_from = choice.run_from,
                              .run_to = choice.run_to};
    for (const Question& question : read_questions(folder, scope, places, complaints)) {
        for (const Version& version : question.versions) {
            complain_of_needs(std::span{&version.overlay, 1}, scope, complaints);
            complain_of_strict(std::span{&version.overlay, 1}, complaints);
        }
        if (!rows.empty()) check_hangs_on(question, rows, complaints);
    }
}

void check_patterns(const ScenarioChoice& choice, std::span<const model::PlaceFacts> places,
                    Complaints& complaints)
{
    PatternNames names{
        .rules = choice.rule_names, .places = {}, .place_provinces = {}, .places_abroad = {}};
    for (const model::PlaceFacts& place : places) {
        names.places.push_back(place.name);
        names.place_provinces.push_back(place.province);
        names.places_abroad.push_back(model::is_outside(place.role));
    }
    for (const fs::path& file : files_in(beside_data(choice.data_dir, "patterns"), ".pattern")) {
        const auto text = text_of(file, complaints);
        if (!text) continue;
        const Pattern pattern = read_pattern(*text, file.generic_string(), complaints);
        if (!places.empty()) check_names(pattern, names, complaints);
    }
}

std::optional<Ensemble> check_ensemble(const ScenarioChoice& choice,
                                       std::span<const model::ParameterRow> rows,
                                       Complaints& complaints)
{
    shipped_uncertainty_json(choice.data_dir, complaints);
    if (!has_ensemble(choice.data_dir)) return {};
    return read_ensemble(choice.data_dir, rows, choice.families, complaints);
}

} // namespace counterlife::app
