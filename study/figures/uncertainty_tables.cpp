// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/uncertainty_tables.h"

#include "study/text/csv.h"
#include "study/text/json.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::study::figures {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_facts = std::size_t{4} << 20;

enum class Holds : std::uint8_t { name, number, number_or_nothing, text };
using enum Holds;

struct Column {
    std::string_view name;
    Holds holds;
};

constexpr std::array parameters_columns{Column{"parameter", name},
                                        Column{"low", number},
                                        Column{"high", number},
                                        Column{"scale", name},
                                        Column{"left_low", number},
                                        Column{"left_5", number},
                                        Column{"left_50", number},
                                        Column{"left_95", number},
                                        Column{"left_high", number},
                                        Column{"narrowed", number},
                                        Column{"members_low", number_or_nothing},
                                        Column{"members_high", number_or_nothing}};
constexpr std::array waves_columns{
    Column{"wave", number},        Column{"points", number},    Column{"failed", number},
    Column{"trained", number},     Column{"emulators", number}, Column{"share_left", number},
    Column{"share_error", number}, Column{"parameter", name},   Column{"left_low", number},
    Column{"left_5", number},      Column{"left_50", number},   Column{"left_95", number},
    Column{"left_high", number}};
constexpr std::array ruled_out_columns{Column{"parameter", name},
                                       Column{"other", name},
                                       Column{"low", number},
                                       Column{"high", number},
                                       Column{"other_low", number},
                                       Column{"other_high", number},
                                       Column{"least_implausibility", number_or_nothing},
                                       Column{"share_left", number}};
constexpr std::array targets_columns{Column{"target", name},
                                     Column{"role", name},
                                     Column{"unit", text},
                                     Column{"figure", number},
                                     Column{"error", number},
                                     Column{"discrepancy_below", number},
                                     Column{"discrepancy_above", number},
                                     Column{"why", text},
                                     Column{"wave", number_or_nothing},
                                     Column{"left_out", text},
                                     Column{"share_ruled_out", number_or_nothing},
                                     Column{"members_mean", number_or_nothing},
                                     Column{"sd_luck", number_or_nothing},
                                     Column{"sd_ignorance", number_or_nothing},
                                     Column{"implausibility_mean", number_or_nothing},
                                     Column{"implausibility_least", number_or_nothing},
                                     Column{"members_accepted", number_or_nothing}};
constexpr std::array emulators_columns{Column{"wave", number},
                                       Column{"target", name},
                                       Column{"explained", number_or_nothing},
                                       Column{"typical_error", number_or_nothing},
                                       Column{"beyond_three", number_or_nothing},
                                       Column{"complaint", text}};
constexpr std::array screening_columns{Column{"parameter", name},
                                       Column{"mu", number_or_nothing},
                                       Column{"mu_star", number_or_nothing},
                                       Column{"sigma", number_or_nothing},
                                       Column{"error", number_or_nothing},
                                       Column{"outcome", name},
                                       Column{"steps", number},
                                       Column{"p_moves", number_or_nothing},
                                       Column{"p_differs", number_or_nothing},
                                       Column{"matters", name}};
constexpr std::array sobol_columns{Column{"parameter", name}, Column{"outcome", name},
                                   Column{"first", number},   Column{"first_error", number},
                                   Column{"total", number},   Column{"total_error", number},
                                   Column{"matters", name}};
constexpr std::array outcomes_columns{Column{"outcome", name}, Column{"luck", number_or_nothing},
                                      Column{"deviation", number_or_nothing},
                                      Column{"explained", number_or_nothing},
                                      Column{"complaint", text}};

bool is_number(const std::string& field)
{
    return parse_number(field).has_value();
}

/// A table whose fields are what its columns hold.
class Table {
public:
    Table(const fs::path& file, std::span<const Column> columns, Complaints& complaints)
        : file_{file.generic_string()}, columns_{columns}
    {
        const auto read = read_file(file, csv_largest_file);
        if (!read) {
            complaints.add(file_, "found " + read.error());
            return;
        }
        std::vector<std::string_view> header;
        for (const Column& column : columns) header.push_back(column.name);
        const std::size_t before = complaints.size();
        rows_ = read_csv(*read, file_, complaints, header).rows;
        for (const CsvRow& row : rows_) check(row, complaints);
        is_sound_ = complaints.size() == before;
    }

    bool is_sound() const { return is_sound_; }
    const std::string& file() const { return file_; }
    const std::vector<CsvRow>& rows() const { return rows_; }

    const std::string& word(const CsvRow& row, std::string_view column) const
    {
        const auto at = std::ranges::find(columns_, column, &Column::name);
        return row.fields[static_cast<std::size_t>(at - columns_.begin())];
    }

    std::vector<std::string> words(std::string_view column) const
    {
        std::vector<std::string> all;
        for (const CsvRow& row : rows_) all.push_back(word(row, column));
        return all;
    }

    std::string json() const
    {
        return json_list(rows_, [&](const CsvRow& row) {
            Json fields{'{'};
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                const bool says = columns_[i].holds == name || columns_[i].holds == text;
                fields.field(columns_[i].name, says ? '"' + json_text(row.fields[i]) + '"'
                                                    : number_json(row.fields[i]));
            }
            return fields.done();
        });
    }

    static std::string number_json(const std::string& field)
    {
        const auto value = parse_number(field);
        return value ? json_number(*value) : "null";
    }

private:
    void check(const CsvRow& row, Complaints& complaints) const
    {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string& field = row.fields[i];
            const Holds holds = columns_[i].holds;
            const bool fits = holds == text || (holds == name && !field.empty()) ||
                              (holds == number_or_nothing && field.empty()) ||
                              (holds != name && is_number(field));
            if (!fits)
                complaints.found(at_line(file_, row.line),
                                 in_quotes(field) + fmt::format(" in column {}", columns_[i].name),
                                 holds == name     ? "a name"
                                 : holds == number ? "a number"
                                                   : "a number or nothing");
        }
    }

    std::string file_;
    std::span<const Column> columns_;
    std::vector<CsvRow> rows_;
    bool is_sound_ = false;
};

constexpr const char* whole = "the whole table as it was written; it may have been cut short";

/// A list that begins anew with each of its parts holds all of them in each.
void check_parts(const Table& table, std::string_view column, const std::vector<std::string>& all,
                 Complaints& complaints)
{
    const auto words = table.words(column);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] != all[i % all.size()])
            return complaints.found(at_line(table.file(), table.rows()[i].line),
                                    fmt::format("{} {}", column, in_quotes(words[i])),
                                    fmt::format("{}, as the {} come in this order again and again",
                                                in_quotes(all[i % all.size()]), column));
    if (words.empty() || words.size() % all.size() != 0)
        complaints.found(table.file(),
                         fmt::format("{} rows of {} {}s", words.size(), all.size(), column), whole);
}

void check_known(const Table& table, std::string_view column, const std::vector<std::string>& all,
                 const std::string& where, Complaints& complaints)
{
    const std::set<std::string> known{all.begin(), all.end()};
    for (const CsvRow& row : table.rows())
        if (const std::string& word = table.word(row, column); !known.contains(word))
            complaints.found(at_line(table.file(), row.line),
                             fmt::format("{} {}", column, in_quotes(word)), "one of " + where);
}

/// How many cells a side the grid of each pair has; nought where the table is not that of these.
std::size_t cells_of(const Table& pairs, const std::vector<std::string>& parameters,
                     Complaints& complaints)
{
    const std::size_t count = parameters.size() * (parameters.size() - 1) / 2;
    const std::size_t rows = pairs.rows().size();
    std::size_t cells = 1;
    while (count > 0 && cells * cells * count < rows) ++cells;
    if (cells * cells * count != rows) {
        complaints.found(pairs.file(),
                         fmt::format("{} rows of {} pairs of parameters", rows, count), whole);
        return 0;
    }
    std::size_t at = 0;
    for (std::size_t one = 0; one < parameters.size(); ++one)
        for (std::size_t other = one + 1; other < parameters.size(); ++other)
            for (std::size_t cell = 0; cell < cells * cells; ++cell, ++at) {
                const CsvRow& row = pairs.rows()[at];
                if (row.fields[0] == parameters[one] && row.fields[1] == parameters[other])
                    continue;
                complaints.found(at_line(pairs.file(), row.line),
                                 in_quotes(row.fields[0]) + " and " + in_quotes(row.fields[1]),
                                 in_quotes(parameters[one]) + " and " +
                                     in_quotes(parameters[other]) +
                                     ", the pair whose cells are due here");
                return 0;
            }
    return cells;
}

/// Of each pair the cells as two lists, the second parameter running first.
std::string pairs_json(const Table& pairs, std::size_t cells)
{
    const auto short_number = [](const std::string& field) -> std::string {
        const auto value = parse_number(field);
        return value ? fmt::format("{:.3g}", *value) : "null";
    };
    Json list{'['};
    for (std::size_t begin = 0; begin < pairs.rows().size(); begin += cells * cells) {
        Json least{'['}, left{'['};
        for (std::size_t i = begin; i < begin + cells * cells; ++i) {
            least.item(short_number(pairs.word(pairs.rows()[i], "least_implausibility")));
            left.item(short_number(pairs.word(pairs.rows()[i], "share_left")));
        }
        Json pair{'{'};
        pair.field("parameter", json_word(pairs.rows()[begin].fields[0]));
        pair.field("other", json_word(pairs.rows()[begin].fields[1]));
        pair.field("least", least.done());
        pair.field("left", left.done());
        list.item(pair.done());
    }
    return list.done();
}

/// Words and numbers of a TOML file that stand before its tables.
std::string facts_json(const fs::path& file, std::initializer_list<const char*> wanted,
                       Complaints& complaints)
{
    const auto read = read_file(file, largest_facts);
    if (!read) {
        complaints.add(file.generic_string(), "found " + read.error());
        return "{}";
    }
    const toml::parse_result root = toml::parse(*read);
    if (!root) {
        complaints.add(file.generic_string(), "found " + std::string{root.error().description()} +
                                                  "; allowed TOML as it was written");
        return "{}";
    }
    Json facts{'{'};
    for (const auto& [key, node] : root.table()) {
        const std::string_view name = key.str();
        if (const auto* said = node.as_string())
            facts.field(json_text(name), '"' + json_text(said->get()) + '"');
        else if (const auto number = node.value<double>())
            facts.field(json_text(name), json_number(*number));
    }
    for (const char* key : wanted)
        if (!root.table().contains(key))
            complaints.found(file.generic_string(), fmt::format("no {}", key),
                             "what the command that made it has written");
    return facts.done();
}

bool is_there(const fs::path& file)
{
    std::error_code error;
    return fs::exists(file, error);
}

} // namespace

std::string calibration_json(const fs::path& folder, const fs::path& facts, Complaints& complaints)
{
    const std::size_t before = complaints.size();
    const Table parameters{folder / "parameters.csv", parameters_columns, complaints};
    const Table waves{folder / "waves.csv", waves_columns, complaints};
    const Table pairs{folder / "ruled_out.csv", ruled_out_columns, complaints};
    const Table targets{folder / "targets.csv", targets_columns, complaints};
    const Table emulators{folder / "emulators.csv", emulators_columns, complaints};
    std::size_t cells = 0;
    const auto names = parameters.words("parameter");
    if (parameters.is_sound() && names.empty())
        complaints.found(parameters.file(), "no parameter", whole);
    else if (parameters.is_sound()) {
        if (waves.is_sound()) check_parts(waves, "parameter", names, complaints);
        if (pairs.is_sound()) cells = cells_of(pairs, names, complaints);
    }
    if (targets.is_sound() && emulators.is_sound())
        check_known(emulators, "target", targets.words("target"), targets.file(), complaints);
    Json json{'{'};
    json.field("facts", facts_json(facts, {"cutoff", "scale", "scenario"}, complaints));
    if (complaints.size() > before) return "null";
    json.field("cells", std::to_string(cells));
    json.field("parameters", parameters.json());
    json.field("waves", waves.json());
    json.field("pairs", pairs_json(pairs, cells));
    json.field("targets", targets.json());
    json.field("emulators", emulators.json());
    return json.done();
}

std::string sensitivity_json(const fs::path& folder, Complaints& complaints)
{
    const std::size_t before = complaints.size();
    const Table screening{folder / "screening.csv", screening_columns, complaints};
    std::vector<std::string> parameters, outcomes;
    if (screening.is_sound() && !screening.rows().empty()) {
        outcomes = screening.words("outcome");
        const auto first = std::ranges::count(outcomes, outcomes.front());
        parameters = screening.words("parameter");
        parameters.resize(static_cast<std::size_t>(first));
        check_parts(screening, "parameter", parameters, complaints);
    } else if (screening.is_sound())
        complaints.found(screening.file(), "no row", whole);
    Json json{'{'};
    json.field("facts", facts_json(folder / "sensitivity.toml", {"scale", "scenario"}, complaints));
    json.field("screening", screening.json());
    const bool looked_closer = is_there(folder / "sobol.csv") || is_there(folder / "outcomes.csv");
    if (looked_closer) {
        const Table sobol{folder / "sobol.csv", sobol_columns, complaints};
        const Table closer{folder / "outcomes.csv", outcomes_columns, complaints};
        if (screening.is_sound() && sobol.is_sound()) {
            check_known(sobol, "parameter", parameters, screening.file(), complaints);
            check_known(sobol, "outcome", outcomes, screening.file(), complaints);
        }
        if (screening.is_sound() && closer.is_sound())
            check_known(closer, "outcome", outcomes, screening.file(), complaints);
        json.field("sobol", sobol.json());
        json.field("outcomes", closer.json());
    }
    return complaints.size() > before ? "null" : json.done();
}

std::string shipped_uncertainty_json(const fs::path& data, Complaints& complaints)
{
    // What is inherited is of other numbers, as an ensemble is. Members without tables are one too.
    const fs::path calibration = data / shipped_calibration,
                   sensitivity = data / shipped_sensitivity;
    const bool has_tables = std::ranges::any_of(
        calibration_tables, [&](const char* file) { return is_there(calibration / file); });
    Json json{'{'};
    json.field("calibration",
               has_tables ? calibration_json(calibration, calibration / "ensemble.toml", complaints)
                          : "null");
    json.field("sensitivity", is_there(sensitivity / "screening.csv")
                                  ? sensitivity_json(sensitivity, complaints)
                                  : "null");
    return json.done();
}

} // namespace counterlife::study::figures
