// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/read_run.h"

#include "study/record/codebook.h"
#include "study/record/replicates.h"
#include "study/record/run_facts.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"
#include "study/text/numbers_and_dates.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace counterlife::study::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_run_file = std::size_t{1} << 26;
constexpr const char* mixed = " as in run.toml: files of different runs may have been mixed";

std::string shown(const fs::path& dir, const std::string& file)
{
    return (dir / file).string();
}

/// The tables of a run that could be opened, by file.
using Tables = std::map<std::string, TableReader>;

void open_table(const fs::path& dir, const std::string& file, const arrow::Schema& schema,
                const RunFile& run, Tables& tables, Complaints& complaints)
{
    const auto listed = run.rows.find(file);
    if (listed == run.rows.end())
        complaints.found(shown(dir, run_file), "no rows of " + in_quotes(file) + " in [tables]",
                         "one line for each table");
    auto table = TableReader::open(dir / file, schema);
    if (!table)
        return complaints.found(shown(dir, file), table.error(),
                                "the table that `counterlife run` wrote; run it again");
    if (listed != run.rows.end() && table->rows() != listed->second)
        complaints.found(shown(dir, file), std::to_string(table->rows()) + " rows",
                         std::to_string(listed->second) + " rows" + mixed);
    tables.emplace(file, std::move(*table));
}

/// One fact of all tables against what run.toml says. Where all agree with each other, it is
/// run.toml that was changed.
void check_fact(const fs::path& dir, const std::string& key, const Tables& tables,
                const std::function<std::string(const std::string& table)>& expected,
                Complaints& complaints)
{
    std::map<std::string, std::string> wrong; // By table.
    std::set<std::string> told;
    std::size_t silent = 0;
    for (const auto& [file, table] : tables) {
        const std::string found = table.fact(key);
        const std::string right = expected(fs::path{file}.stem().string());
        if (right.empty()) {
            ++silent;
            continue;
        }
        told.insert(found);
        if (found != right) wrong[file] = found;
    }
    const std::string name = key.substr(key.find('.') + 1) + " ";
    const auto run_says = [&](const std::string& file) {
        return in_quotes(expected(fs::path{file}.stem().string()));
    };
    if (wrong.size() > 1 && wrong.size() + silent == tables.size() && told.size() == 1 &&
        !told.begin()->empty())
        return complaints.found(shown(dir, run_file), name + run_says(wrong.begin()->first),
                                name + in_quotes(*told.begin()) +
                                    " as in the tables of the run: the file was changed");
    for (const auto& [file, found] : wrong)
        complaints.found(shown(dir, file),
                         found.empty() ? "no word of its " + name : name + in_quotes(found),
                         name + run_says(file) + mixed);
}

void check_facts(const fs::path& dir, const RunFile& run, const Tables& tables,
                 Complaints& complaints)
{
    RunDescription description = run.description;
    description.places.resize(static_cast<std::size_t>(run.places));
    const RunFacts of_run{description, run.result};
    std::map<std::string, FileFacts> expected;
    std::set<std::string> keys;
    for (const auto& [file, table] : tables) {
        const std::string name = fs::path{file}.stem().string();
        FileFacts& facts = expected[name] = of_run.of(name);
        facts["counterlife.version"] = run.version;
        for (const auto& [key, value] : facts) keys.insert(key);
    }
    for (const std::string& key : keys)
        check_fact(
            dir, key, tables,
            [&](const std::string& table) {
                const FileFacts& facts = expected.at(table);
                const auto at = facts.find(key);
                return at == facts.end() ? std::string{} : at->second;
            },
            complaints);
}

/// The words of a column of categories, row by row; empty where there is none.
class Words {
public:
    Words(const arrow::Table& table, const std::string& name)
        : column_{array_of<arrow::DictionaryArray>(table, name)}
    {
        const auto& names = static_cast<const arrow::StringArray&>(*column_->dictionary());
        for (std::int64_t i = 0; i < names.length(); ++i) names_.emplace_back(names.GetView(i));
    }
    Interned at(std::int64_t row) const
    {
        if (column_->IsNull(row)) return none_;
        return names_[static_cast<std::size_t>(column_->GetValueIndex(row))];
    }

private:
    std::shared_ptr<arrow::DictionaryArray> column_;
    std::vector<Interned> names_;
    Interned none_;
};

void add_rows(const arrow::Table& table, std::vector<SeriesRow>& rows)
{
    const auto year = array_of<arrow::Int16Array>(table, "year");
    const auto age = array_of<arrow::Int16Array>(table, "age");
    const auto value = array_of<arrow::DoubleArray>(table, "value");
    const Words measure{table, "measure"}, level{table, "level"}, place{table, "place"};
    const Words sex{table, "sex"}, status{table, "status"}, unit{table, "unit"};
    rows.reserve(rows.size() + static_cast<std::size_t>(table.num_rows()));
    for (std::int64_t i = 0; i < table.num_rows(); ++i)
        rows.push_back({.year = year->Value(i),
                        .measure = measure.at(i),
                        .level = level.at(i),
                        .place = place.at(i),
                        .sex = sex.at(i),
                        .age = age->IsNull(i) ? std::int16_t{-1} : age->Value(i),
                        .status = status.at(i),
                        .value = value->Value(i),
                        .unit = unit.at(i)});
}

} // namespace

std::expected<RunFile, Complaints> read_description(const fs::path& dir)
{
    Complaints complaints;
    std::error_code error;
    constexpr const char* allowed = "a directory that `counterlife run` has written";
    if (!fs::is_directory(dir, error)) {
        complaints.found(dir.string(), fs::exists(dir, error) ? "a file" : "no such directory",
                         allowed);
        return std::unexpected{std::move(complaints)};
    }
    if (holds_replicates(dir)) {
        complaints.found(dir.string(), "a directory of replicates",
                         "one of the runs in it, such as " + replicate_in(dir, 0).string());
        return std::unexpected{std::move(complaints)};
    }
    const auto text = read_file(dir / run_file, largest_run_file);
    if (!text) {
        complaints.found(shown(dir, run_file), text.error(), allowed);
        return std::unexpected{std::move(complaints)};
    }
    auto run = read_run_file(*text, shown(dir, run_file), complaints);
    if (!run) return std::unexpected{std::move(complaints)};
    return std::move(*run);
}

std::expected<RunFile, Complaints> open_run(const fs::path& dir)
{
    auto run = read_description(dir);
    if (!run) return run;
    Complaints complaints;
    Tables tables;
    const RunDescription& description = run->description;
    const auto open = [&](const char* file, const arrow::Schema& schema) {
        open_table(dir, file, schema, *run, tables, complaints);
    };
    if (description.events != "none") open(events_file, *schema_of(event_columns(description)));
    if (description.events != "none")
        open(crossings_file, *schema_of(crossing_columns(description)));
    open(lives_file, *schema_of(life_columns(description)));
    open(households_file, *schema_of(household_columns(description)));
    open(series_file, *schema_of(series_columns()));
    open(institutions_file, *schema_of(institution_columns(description)));
    open(codebook_file, *schema_of(codebook_columns()));
    open(columns_file, *schema_of(column_columns()));
    if (description.events == "none" && run->rows.contains(events_file))
        complaints.found(shown(dir, run_file), "'none' as 'events_written' beside rows of events",
                         "all, or a share of the lives such as 1:50");
    check_facts(dir, *run, tables, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return run;
}

std::expected<std::vector<SeriesRow>, Complaints> read_series(const fs::path& dir)
{
    std::vector<SeriesRow> rows;
    Complaints complaints;
    std::expected<void, std::string> read;
    if (const auto table = TableReader::open(dir / series_file, *schema_of(series_columns())))
        read = table->each_whole_group([&](const arrow::Table& group) { add_rows(group, rows); });
    else
        read = std::unexpected{table.error()};
    if (read) return rows;
    complaints.found(shown(dir, series_file), read.error(),
                     "the table that `counterlife run` wrote; run it again");
    return std::unexpected{std::move(complaints)};
}

std::expected<PersonNumbers, Complaints> read_numbers(const fs::path& dir)
{
    Complaints complaints;
    const auto identities = [&](const char* file, const arrow::Schema& schema) {
        std::vector<engine::LifeId> ids;
        std::expected<void, std::string> read;
        if (const auto table = TableReader::open(dir / file, schema))
            read = table->each_group({"identity"}, [&](const arrow::Table& group) {
                const auto column = array_of<arrow::Int64Array>(group, "identity");
                ids.insert(ids.end(), column->raw_values(),
                           column->raw_values() + column->length());
            });
        else
            read = std::unexpected{table.error()};
        if (!read)
            complaints.found(shown(dir, file), read.error(),
                             "the table that `counterlife run` wrote; run it again");
        return ids;
    };
    auto people = identities(lives_file, *schema_of(life_columns({})));
    auto institutions = identities(institutions_file, *schema_of(institution_columns({})));
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return PersonNumbers{std::move(people), std::move(institutions)};
}

} // namespace counterlife::study::record
