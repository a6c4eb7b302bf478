// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/read_run.h"

#include "study/record/codebook.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"
#include "study/text/numbers_and_dates.h"

#include <array>
#include <string>
#include <utility>

namespace counterlife::study::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_run_file = std::size_t{1} << 26;

std::string shown(const fs::path& dir, const std::string& file)
{
    return (dir / file).string();
}

void check_table(const fs::path& dir, const std::string& file, const arrow::Schema& schema,
                 const RunFile& run, Complaints& complaints)
{
    const auto listed = run.rows.find(file);
    if (listed == run.rows.end()) {
        complaints.found(shown(dir, run_file), "no rows of " + in_quotes(file) + " in [tables]",
                         "one line for each table");
        return;
    }
    const auto table = TableReader::open(dir / file, schema);
    if (!table)
        return complaints.found(shown(dir, file), table.error(),
                                "the table that `counterlife run` wrote; run it again");
    const auto compare = [&](std::string_view what, const std::string& found,
                             const std::string& expected) {
        if (found != expected)
            complaints.found(shown(dir, file), std::string{what} + " " + in_quotes(found),
                             std::string{what} + " " + in_quotes(expected) +
                                 " as in run.toml: files of different runs may have been mixed");
    };
    compare("table", table->fact("counterlife.table"), fs::path{file}.stem().string());
    compare("format", table->fact("counterlife.format"), std::to_string(run_format));
    compare("digest", table->fact("counterlife.digest"), digest_text(run.result.digest));
    compare("rows", std::to_string(table->rows()), std::to_string(listed->second));
}

/// The words of a column of categories, row by row; empty where there is none.
class Words {
public:
    Words(const arrow::Table& table, const std::string& name)
        : column_{array_of<arrow::DictionaryArray>(table, name)},
          names_{std::static_pointer_cast<arrow::StringArray>(column_->dictionary())}
    {
    }
    std::string at(std::int64_t row) const
    {
        if (column_->IsNull(row)) return {};
        return names_->GetString(column_->GetValueIndex(row));
    }

private:
    std::shared_ptr<arrow::DictionaryArray> column_;
    std::shared_ptr<arrow::StringArray> names_;
};

void add_rows(const arrow::Table& table, std::vector<SeriesRow>& rows)
{
    const auto year = array_of<arrow::Int16Array>(table, "year");
    const auto age = array_of<arrow::Int16Array>(table, "age");
    const auto value = array_of<arrow::DoubleArray>(table, "value");
    const Words measure{table, "measure"}, level{table, "level"}, place{table, "place"};
    const Words sex{table, "sex"}, status{table, "status"}, unit{table, "unit"};
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
    const RunDescription& description = run->description;
    if (description.events != "none")
        check_table(dir, events_file, *schema_of(event_columns(description)), *run, complaints);
    check_table(dir, lives_file, *schema_of(life_columns(description)), *run, complaints);
    check_table(dir, series_file, *schema_of(series_columns()), *run, complaints);
    if (run->rows.contains(codebook_file)) // A run of an older version has none.
        check_table(dir, codebook_file, *schema_of(codebook_columns()), *run, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return run;
}

std::expected<std::vector<SeriesRow>, Complaints> read_series(const fs::path& dir)
{
    std::vector<SeriesRow> rows;
    Complaints complaints;
    std::expected<void, std::string> read;
    if (const auto table = TableReader::open(dir / series_file, *schema_of(series_columns())))
        read = table->each_group(
            {"year", "measure", "level", "place", "sex", "age", "status", "value", "unit"},
            [&](const arrow::Table& group) { add_rows(group, rows); });
    else
        read = std::unexpected{table.error()};
    if (read) return rows;
    complaints.found(shown(dir, series_file), read.error(),
                     "the table that `counterlife run` wrote; run it again");
    return std::unexpected{std::move(complaints)};
}

} // namespace counterlife::study::record
