// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/verify_command.h"

#include "study/record/read_run.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <string>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

struct LifeCounts {
    std::int64_t lives = 0, living = 0, founders = 0;
    std::map<int, std::int64_t> births, deaths; ///< by year; founders are not born in the run

    void add(const arrow::Table& group)
    {
        const auto born = array_of<arrow::Date32Array>(group, "born");
        const auto died = array_of<arrow::Date32Array>(group, "died");
        const auto founder = array_of<arrow::BooleanArray>(group, "founder");
        for (std::int64_t i = 0; i < group.num_rows(); ++i) {
            if (founder->Value(i))
                ++founders;
            else
                ++births[engine::year_of(engine::Day{born->Value(i)})];
            if (died->IsNull(i))
                ++living;
            else
                ++deaths[engine::year_of(engine::Day{died->Value(i)})];
        }
        lives += group.num_rows();
    }
};

/// The sum over both sexes of a count of the nation at all ages, by year.
std::map<int, std::int64_t> of_nation(const std::vector<SeriesRow>& series,
                                      std::string_view measure)
{
    std::map<int, std::int64_t> counts;
    for (const SeriesRow& row : series)
        if (row.measure == measure && row.level == "nation" && row.age < 0 && row.status.empty() &&
            row.sex != "all")
            counts[row.year] += std::llround(row.value);
    return counts;
}

class Comparison {
public:
    Comparison(const fs::path& run, std::ostream& out, Complaints& complaints)
        : run_{run}, out_{out}, complaints_{complaints}
    {
    }

    void compare(const char* file, const std::string& what, std::int64_t found,
                 std::int64_t expected, const std::string& expected_in)
    {
        if (found != expected)
            complaints_.found((run_ / file).string(), std::to_string(found) + " " + what,
                              std::to_string(expected) + " as in " + expected_in);
        else
            out_ << file << ": " << found << " " << what << ", as in " << expected_in << '\n';
    }

    /// Every year that either side has.
    void compare_years(const std::string& what, const std::map<int, std::int64_t>& lives,
                       const std::map<int, std::int64_t>& series)
    {
        const auto of = [](const std::map<int, std::int64_t>& counts, int year) {
            const auto found = counts.find(year);
            return found == counts.end() ? std::int64_t{0} : found->second;
        };
        const std::size_t before = complaints_.size();
        std::int64_t sum = 0;
        std::map<int, std::int64_t> years = lives;
        years.insert(series.begin(), series.end());
        for (const auto& [year, anything] : years) {
            sum += of(lives, year);
            if (of(lives, year) != of(series, year))
                complaints_.found((run_ / lives_file).string(),
                                  std::to_string(of(lives, year)) + " " + what + " in " +
                                      std::to_string(year),
                                  std::to_string(of(series, year)) + " as in " + series_file);
        }
        if (complaints_.size() == before)
            out_ << lives_file << ": " << sum << " " << what << ", year by year as in "
                 << series_file << '\n';
    }

private:
    const fs::path& run_;
    std::ostream& out_;
    Complaints& complaints_;
};

/// Reads the columns of a table whole, so that damage to any page is seen.
void read_table(const fs::path& path, const arrow::Schema& schema,
                const std::function<void(const arrow::Table&)>& use, Complaints& complaints)
{
    std::expected<void, std::string> read;
    if (const auto table = TableReader::open(path, schema))
        read = table->each_group(schema.field_names(), use);
    else
        read = std::unexpected{table.error()};
    if (!read) complaints.found(path.string(), read.error(), "the table as it was written");
}

void compare_all(const fs::path& dir, const RunFile& run, const std::vector<SeriesRow>& series,
                 std::ostream& out, Complaints& complaints)
{
    Comparison all{dir, out, complaints};
    LifeCounts lives;
    read_table(
        dir / lives_file, *schema_of(life_columns(run.description)),
        [&](const arrow::Table& group) { lives.add(group); }, complaints);
    if (!complaints.empty()) return;
    all.compare(lives_file, "lives", lives.lives, run.result.lives, run_file);
    all.compare(lives_file, "living", lives.living, run.result.living, run_file);
    const auto population = of_nation(series, "population");
    if (population.empty())
        complaints.found((dir / series_file).string(), "no population of the nation",
                         "one count a year");
    else
        all.compare(lives_file, "living", lives.living, population.rbegin()->second, series_file);
    if (!population.empty())
        all.compare(lives_file, "founders", lives.founders, population.begin()->second,
                    series_file);
    all.compare_years("births", lives.births, of_nation(series, "births"));
    all.compare_years("deaths", lives.deaths, of_nation(series, "deaths"));

    if (run.description.events == "none") return;
    std::int64_t events = 0;
    read_table(
        dir / events_file, *schema_of(event_columns(run.description)),
        [&](const arrow::Table& group) { events += group.num_rows(); }, complaints);
    if (!complaints.empty()) return;
    if (run.description.events == "all")
        all.compare(events_file, "events", events, run.result.events, run_file);
    else
        all.compare(events_file, "events", events, run.rows.at(events_file), run_file);
}

} // namespace

int verify(const fs::path& dir, std::ostream& out, std::ostream& err)
{
    Complaints complaints;
    const auto run = open_run(dir);
    if (!run) {
        err << run.error();
        return 2;
    }
    if (const auto series = read_series(dir))
        compare_all(dir, *run, *series, out, complaints);
    else
        complaints.append(series.error());
    if (!complaints.empty()) {
        err << complaints;
        return 2;
    }
    out << dir.string() << ": the files agree\n";
    return 0;
}

} // namespace counterlife::app
