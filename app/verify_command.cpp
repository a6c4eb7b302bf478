// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/verify_command.h"

#include "app/streams.h"
#include "study/audit/audit.h"
#include "study/audit/levels.h"
#include "study/input/grammar_file.h"
#include "study/input/places_file.h"
#include "study/record/codebook.h"
#include "study/record/life_reading.h"
#include "study/record/read_run.h"
#include "study/record/row_digest.h"
#include "study/record/run_tables.h"
#include "study/record/table_reading.h"
#include "study/text/nearest.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <unistd.h>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

/// Places outside the country, by number: the series of the nation does not count who is there.
using Outside = std::vector<bool>;

struct LifeCounts {
    engine::Day from; ///< when the run begins: who had died by then has no life in it
    std::int64_t rows = 0, lives = 0, living = 0, founders = 0;
    std::int64_t in_country = 0;                ///< of the living
    std::map<int, std::int64_t> births, deaths; ///< by year; founders are not born in the run

    void add(const arrow::Table& group, const Outside& outside)
    {
        const auto birth_place = array_of<arrow::DictionaryArray>(group, "birth_place");
        const auto place = array_of<arrow::DictionaryArray>(group, "place");
        const auto is_outside = [&](const arrow::DictionaryArray& places, std::int64_t i) {
            if (places.IsNull(i)) return false;
            const auto number = static_cast<std::size_t>(places.GetValueIndex(i));
            return number < outside.size() && outside[number];
        };
        const auto born = array_of<arrow::Date32Array>(group, "born");
        const auto died = array_of<arrow::Date32Array>(group, "died");
        const auto founder = array_of<arrow::BooleanArray>(group, "founder");
        rows += group.num_rows();
        for (std::int64_t i = 0; i < group.num_rows(); ++i) {
            if (!died->IsNull(i) && engine::Day{died->Value(i)} < from) continue;
            ++lives;
            if (founder->Value(i))
                ++founders;
            else if (!is_outside(*birth_place, i))
                ++births[engine::year_of(engine::Day{born->Value(i)})];
            const bool abroad = is_outside(*place, i);
            if (died->IsNull(i))
                ++living, in_country += !abroad;
            else if (!abroad)
                ++deaths[engine::year_of(engine::Day{died->Value(i)})];
        }
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

/// Reads the columns of a table whole, so that damage to any page is seen; false where that cannot
/// be. Rows that can be read and are not those that were written are complained of and used.
bool read_table(const fs::path& path, const arrow::Schema& schema,
                const std::function<void(const arrow::Table&)>& use, Complaints& complaints,
                bool has_digest = true)
{
    std::expected<void, std::string> read;
    std::string written; // The digest of the rows.
    std::uint64_t digest = 0;
    if (const auto table = TableReader::open(path, schema)) {
        written = table->fact(row_digest_fact);
        read = table->each_group(schema.field_names(), [&](const arrow::Table& group) {
            if (!written.empty()) digest += row_digest(group).ValueOr(0);
            use(group);
        });
    } else {
        read = std::unexpected{table.error()};
    }
    if (!read)
        complaints.found(path.string(), read.error(), "the table as it was written");
    else if (written.empty() && has_digest)
        complaints.found(path.string(), "no digest of its rows", "the table as it was written");
    else if (!written.empty() && digest_text(digest) != written)
        complaints.found(path.string(),
                         "other rows than those that were written: their digest is " +
                             digest_text(digest),
                         "the digest " + written);
    return read.has_value();
}

/// How much of a table has been read, on the terminal or every few seconds.
class ReadingTeller {
public:
    explicit ReadingTeller(bool quiet) : quiet_{quiet}, terminal_{isatty(2) == 1} {}

    void tell(const char* file, std::int64_t rows, std::int64_t of)
    {
        constexpr std::int64_t seldom = 1024;
        if (quiet_ || rows / seldom == told_) return;
        told_ = rows / seldom;
        const auto now = std::chrono::steady_clock::now();
        const auto interval = std::chrono::milliseconds{terminal_ ? 100 : 5000};
        if (now - last_ < interval) return;
        last_ = now;
        say(fmt::format("{}{}: {} of {}{}", terminal_ ? "\r\x1b[K" : "", file, rows, of,
                        terminal_ ? "" : "\n"));
        open_line_ = terminal_;
    }
    ~ReadingTeller()
    {
        if (open_line_) say("\r\x1b[K");
    }

private:
    bool quiet_, terminal_, open_line_ = false;
    std::int64_t told_ = -1;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// Who else looks at the rows of the tables while they are read.
struct Onlookers {
    Audit* audit = nullptr;
    std::span<const model::PlaceFacts> places = {};
    Outside outside = {};
    bool quiet = true;
};

/// The rules of events that are not among these.
void add_strangers(const arrow::Table& group, const std::vector<std::string>& rules,
                   std::set<std::string>& strangers)
{
    for (const char* column : {"event", "cause_event"}) {
        const auto values = array_of<arrow::DictionaryArray>(group, column);
        const auto& words = static_cast<const arrow::StringArray&>(*values->dictionary());
        std::vector<bool> used(static_cast<std::size_t>(words.length()));
        for (std::int64_t i = 0; i < values->length(); ++i)
            if (!values->IsNull(i)) used[static_cast<std::size_t>(values->GetValueIndex(i))] = true;
        for (std::int64_t i = 0; i < words.length(); ++i)
            if (used[static_cast<std::size_t>(i)] && !is_among(words.GetView(i), rules))
                strangers.insert(words.GetString(i));
    }
}

/// False where the table could not be read to its end.
bool compare_events(const fs::path& dir, const RunFile& run, const PersonNumbers& numbers,
                    const Onlookers& also, ReadingTeller& teller, Comparison& all,
                    std::ostream& out, Complaints& complaints)
{
    std::int64_t events = 0;
    std::uint64_t digest = 0;
    std::set<std::string> strangers;
    const bool is_whole = read_table(
        dir / events_file, *schema_of(event_columns(run.description)),
        [&](const arrow::Table& group) {
            events += group.num_rows();
            digest += event_digest(group, run.description.rules, numbers);
            add_strangers(group, run.description.rules, strangers);
            if (also.audit != nullptr) also.audit->add_events(group);
            teller.tell(events_file, events, run.rows.at(events_file));
        },
        complaints, run.description.events != "all");
    if (!is_whole) return false;
    for (const std::string& rule : strangers)
        complaints.found((dir / events_file).string(), "events of the rule " + in_quotes(rule),
                         std::string{"the rules that "} + run_file + " lists",
                         nearest(rule, run.description.rules));
    if (run.description.events != "all") {
        all.compare(events_file, "events", events, run.rows.at(events_file), run_file);
        return true;
    }
    all.compare(events_file, "events", events, run.result.events, run_file);
    if (digest != run.result.digest)
        complaints.found((dir / events_file).string(),
                         "other events than those that were written: their digest is " +
                             digest_text(digest),
                         digest_text(run.result.digest) + " as in " + run_file);
    else
        out << events_file << ": digest " << digest_text(digest) << ", as in " << run_file << '\n';
    return true;
}

/// False where a table could not be read to its end, which the complaints tell.
bool compare_all(const fs::path& dir, const RunFile& run, const std::vector<SeriesRow>& series,
                 const Onlookers& also, std::ostream& out, Complaints& complaints)
{
    ReadingTeller teller{also.quiet};
    Comparison all{dir, out, complaints};
    LifeCounts lives{.from = run.description.from};
    const bool is_whole = read_table(
        dir / lives_file, *schema_of(life_columns(run.description)),
        [&](const arrow::Table& group) {
            lives.add(group, also.outside);
            if (also.audit != nullptr) also.audit->add_lives(group);
            teller.tell(lives_file, lives.rows, run.rows.at(lives_file));
        },
        complaints);
    if (!is_whole) return false;
    all.compare(lives_file, "lives", lives.lives, run.result.lives, run_file);
    all.compare(lives_file, "living", lives.living, run.result.living, run_file);
    const auto population = of_nation(series, "population");
    if (population.empty())
        complaints.found((dir / series_file).string(), "no population of the nation",
                         "one count a year");
    else
        all.compare(lives_file, "living in the country", lives.in_country,
                    population.rbegin()->second, series_file);
    if (!population.empty())
        all.compare(lives_file, "founders", lives.founders, population.begin()->second,
                    series_file);
    all.compare_years("births", lives.births, of_nation(series, "births"));
    all.compare_years("deaths", lives.deaths, of_nation(series, "deaths"));

    const std::size_t sound = complaints.size();
    const std::size_t sums =
        check_levels(series, also.places, (dir / series_file).string(), complaints);
    if (sums > 0 && complaints.size() == sound)
        out << series_file << ": " << sums
            << " sums of places, provinces and ages, as the nation\n";

    const auto read_small = [&](const char* file, const arrow::Schema& schema) {
        read_table(dir / file, schema, [](const arrow::Table&) {}, complaints);
    };
    read_small(codebook_file, *schema_of(codebook_columns()));
    read_small(columns_file, *schema_of(column_columns()));
    read_small(institutions_file, *schema_of(institution_columns(run.description)));
    read_small(households_file, *schema_of(household_columns(run.description)));
    if (run.description.events == "none") return true;
    read_small(crossings_file, *schema_of(crossing_columns(run.description)));
    const auto numbers = read_numbers(dir);
    if (!numbers) complaints.append(numbers.error());
    return numbers && compare_events(dir, run, *numbers, also, teller, all, out, complaints);
}

struct Agreement {
    bool whole = false; ///< all tables have been read
    bool agrees = false;
};

/// Whether the files agree; complaints go to `err`.
Agreement compare_files(const fs::path& dir, const RunFile& run, const Onlookers& also,
                        std::ostream& out, std::ostream& err)
{
    Complaints complaints;
    bool whole = false;
    if (const auto series = read_series(dir))
        whole = compare_all(dir, run, *series, also, out, complaints);
    else
        complaints.append(series.error());
    err << complaints;
    if (complaints.empty()) out << dir.string() << ": the files agree\n";
    return {whole, complaints.empty()};
}

/// What the audit found; false where a row is broken.
bool tell_audit(const fs::path& dir, const Audit& audit, std::ostream& out)
{
    for (const std::string& note : audit.notes()) out << dir.string() << ": " << note << '\n';
    const std::vector<Broken> broken = audit.broken();
    if (broken.empty()) {
        out << dir.string() << ": every life is one that the grammar allows\n";
        return true;
    }
    out << broken << dir.string() << ": " << broken.size()
        << " rows of the grammar are broken; `counterlife life " << dir.string()
        << " PERSON` tells a life\n";
    return false;
}

} // namespace

int verify(const fs::path& dir, std::ostream& out, std::ostream& err)
{
    const auto run = open_run(dir);
    if (!run) {
        err << run.error();
        return 2;
    }
    return compare_files(dir, *run, {}, out, err).agrees ? 0 : 2;
}

int verify_with_lives(const VerifyRequest& request, std::ostream& out, std::ostream& err)
{
    auto run = open_run(request.run);
    const auto grammar = read_grammar(request.data);
    const auto places = read_places(request.data);
    const auto names =
        run ? place_names_of(request.run) : std::expected<std::vector<std::string>, Complaints>{};
    Complaints complaints;
    if (!run) complaints.append(run.error());
    if (!grammar) complaints.append(grammar.error());
    if (!places) complaints.append(places.error());
    if (!names) complaints.append(names.error());
    if (!complaints.empty()) {
        err << complaints;
        return 2;
    }
    run->description.places = *names;
    Outside outside;
    for (const std::string& name : *names) {
        const auto at = std::ranges::find(*places, name, &model::PlaceFacts::name);
        outside.push_back(at != places->end() && model::is_outside(at->role));
    }
    Audit audit{run->description, *grammar, *places};
    const Agreement files = compare_files(
        request.run, *run, {&audit, *places, std::move(outside), request.quiet}, out, err);
    if (!files.whole) return 2;
    ReadingTeller teller{request.quiet};
    audit.finish([&](std::int64_t lives, std::int64_t of) { teller.tell("lives", lives, of); });
    return tell_audit(request.run, audit, out) && files.agrees ? 0 : 2;
}

} // namespace counterlife::app
