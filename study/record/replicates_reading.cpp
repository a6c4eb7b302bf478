// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/ensemble_file.h"
#include "study/record/read_run.h"
#include "study/record/replicates.h"
#include "study/record/row_digest.h"
#include "study/record/table_reading.h"
#include "study/record/toml_reading.h"
#include "study/record/version.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace counterlife::study::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{1} << 22;
constexpr const char* mixed = " as in replicates.toml: files of different runs may have been mixed";
constexpr const char* as_written = "the table that `counterlife run` wrote; run it again";

void read_runs(const toml::table& all, Reading& reading, ReplicatesFile& result)
{
    reading.each_table(all, "runs", [&](const toml::table& one) {
        const std::string expected = replicate_in({}, result.runs.size()).string();
        if (reading.needed<std::string>(one, "directory", expected) != expected)
            reading.complain(one, "directory", expected);
        const auto digest =
            number_after("0x", reading.needed<std::string>(one, "digest", "a text"), 16);
        if (!digest) reading.complain(one, "digest", "a text such as \"0x0123456789abcdef\"");
        const bool of_member = result.members.has_value();
        result.runs.push_back(
            {.seed = seed_in(one, reading),
             .replicate = static_cast<int>(reading.count(one, "replicate", most_replicates)),
             .result = {.digest = digest.value_or(0),
                        .events = reading.count(one, "events"),
                        .letters = reading.count(one, "letters"),
                        .lives = reading.count(one, "lives"),
                        .living = reading.count(one, "living")},
             .member = of_member ? static_cast<int>(reading.count(one, "member", most_members)) : 0,
             .scenario_hash =
                 of_member ? reading.needed<std::string>(one, "scenario_hash", "a text") : ""});
    });
    const auto count = static_cast<std::size_t>(reading.count(all, "replicates", most_runs));
    if (count != result.runs.size() || count == 0)
        reading.complain(all, "replicates",
                         std::to_string(result.runs.size()) +
                             ", as many as are listed under [[runs]]");
}

/// How many members there are and how many runs of each, which come in that order.
void read_members(const toml::table& all, Reading& reading, ReplicatesFile& result)
{
    const toml::table* ensemble = reading.section(all, "ensemble");
    if (ensemble == nullptr) return;
    MemberRuns& members = result.members.emplace();
    members.ensemble = reading.needed<std::string>(*ensemble, "name", "an ensemble's name");
    members.replicates =
        static_cast<std::size_t>(reading.count(*ensemble, "replicates", most_runs));
    reading.each(*ensemble, "weights", [&](const toml::node& weight) {
        members.weights.push_back(weight.value_or(0.0));
        if (!(members.weights.back() > 0))
            reading.complain(*ensemble, "weights", "numbers above zero");
    });
    const auto count = static_cast<std::size_t>(reading.count(*ensemble, "members", most_members));
    if (count != members.members() || count == 0)
        reading.complain(*ensemble, "members", "as many as there are weights");
    if (members.replicates == 0) reading.complain(*ensemble, "replicates", "one or more");
}

/// That the runs are those of the members, in their order.
void check_members(const toml::table& all, Reading& reading, const ReplicatesFile& file)
{
    if (!file.members) return;
    if (file.runs.size() != file.members->runs())
        return reading.complain(all, "replicates",
                                std::to_string(file.members->runs()) +
                                    ", the replicates of all members under [ensemble]");
    for (std::size_t i = 0; i < file.runs.size(); ++i)
        if (static_cast<std::size_t>(file.runs[i].member) != i / file.members->replicates + 1)
            return reading.complain(all, "runs", "the runs of each member in the order of members");
}

/// A run against what all of them share and what is said of it.
void check_run(const fs::path& dir, const ReplicatesFile& file, std::size_t number,
               const RunFile& run, Complaints& complaints)
{
    const RunDescription &shared = file.description, &own = run.description;
    const ReplicateRun& said = file.runs[number];
    const auto check = [&](const char* what, const std::string& found, const std::string& right) {
        if (found != right)
            complaints.found((replicate_in(dir, number) / run_file).string(),
                             what + (" " + in_quotes(found)),
                             what + (" " + in_quotes(right)) + mixed);
    };
    check("seed", std::to_string(own.seed), std::to_string(said.seed));
    check("replicate", std::to_string(own.replicate), std::to_string(said.replicate));
    check("digest", digest_text(run.result.digest), digest_text(said.result.digest));
    check("events", std::to_string(run.result.events), std::to_string(said.result.events));
    check("letters", std::to_string(run.result.letters), std::to_string(said.result.letters));
    check("lives", std::to_string(run.result.lives), std::to_string(said.result.lives));
    check("living", std::to_string(run.result.living), std::to_string(said.result.living));
    check("scenario_hash", own.scenario_hash,
          said.member > 0 ? said.scenario_hash : shared.scenario_hash);
    check("member", std::to_string(own.member ? own.member->number : 0),
          std::to_string(said.member));
    if (own.member && file.members) {
        check("ensemble", own.member->ensemble, file.members->ensemble);
        check("weight", number_text(own.member->weight),
              number_text(file.members->weights[number / file.members->replicates]));
    }
    check("scale", scale_text(own.scale_denominator), scale_text(shared.scale_denominator));
    check("from", date_text(own.from), date_text(shared.from));
    check("to", date_text(own.to), date_text(shared.to));
    check("events_written", own.events, shared.events);
}

void check_table(const fs::path& dir, const char* name, const arrow::Schema& schema,
                 const ReplicatesFile& file, Complaints& complaints)
{
    const fs::path path = dir / name;
    const auto table = TableReader::open(path, schema);
    if (!table) return complaints.found(path.string(), table.error(), as_written);
    const auto listed = file.rows.find(name);
    if (listed == file.rows.end())
        complaints.found((dir / replicates_file).string(),
                         "no rows of " + in_quotes(name) + " in [tables]",
                         "one line for each table");
    else if (table->rows() != listed->second)
        complaints.found(path.string(), std::to_string(table->rows()) + " rows",
                         std::to_string(listed->second) + " rows" + mixed);
    for (const auto& [key, right] : replicates_facts(path.stem().string(), file))
        if (const std::string found = table->fact(key); found != right)
            complaints.found(path.string(), key.substr(key.find('.') + 1) + " " + in_quotes(found),
                             in_quotes(right) + mixed);
}

} // namespace

FileFacts replicates_facts(const std::string& table, const ReplicatesFile& file)
{
    const RunDescription& description = file.description;
    std::string seeds, digests;
    for (const ReplicateRun& run : file.runs) {
        seeds += (seeds.empty() ? "" : ",") + std::to_string(run.seed);
        digests += (digests.empty() ? "" : ",") + digest_text(run.result.digest);
    }
    return {{"counterlife.table", table},
            {"counterlife.format", std::to_string(replicates_format)},
            {"counterlife.version",
             file.version.empty() ? std::string{program_version()} : file.version},
            {"counterlife.scenario_hash", description.scenario_hash},
            {"counterlife.seeds", seeds},
            {"counterlife.scale", scale_text(description.scale_denominator)},
            {"counterlife.from", date_text(description.from)},
            {"counterlife.to", date_text(description.to)},
            {"counterlife.digests", digests}};
}

std::optional<ReplicatesFile> read_replicates_file(std::string_view text, std::string_view file,
                                                   Complaints& complaints)
{
    const toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        complaints.found(at_line(file, static_cast<int>(error.source().begin.line)),
                         in_quotes(error.description()),
                         "the text that `counterlife run` wrote; it may have been cut short");
        return std::nullopt;
    }
    const toml::table& all = parsed.table();
    Reading reading{file, complaints};
    const std::size_t before = complaints.size();
    if (all["format"].value<std::int64_t>() != replicates_format)
        reading.complain(all, "format", std::to_string(replicates_format));
    ReplicatesFile result;
    RunDescription& description = result.description;
    const auto word = [&](const char* key) {
        return reading.needed<std::string>(all, key, "a text");
    };
    result.version = word("version");
    description.scenario = word("scenario");
    description.scenario_hash = word("scenario_hash");
    description.description = word("description");
    description.events = word("events_written");
    description.from = reading.needed_day(all, "from");
    description.to = reading.needed_day(all, "to");
    const auto scale = number_after("1:", word("scale"), 10);
    if (!scale || *scale == 0 || *scale > smallest_scale)
        reading.complain(all, "scale",
                         "1:1 to 1:" + std::to_string(smallest_scale) + ", as in \"1:100\"");
    description.scale_denominator = static_cast<std::int64_t>(scale.value_or(1));
    if (const toml::table* tables = reading.section(all, "tables"))
        for (const auto& [name, count] : *tables)
            result.rows[std::string{name.str()}] = reading.count(*tables, name.str());
    if (all.contains("ensemble")) read_members(all, reading, result);
    read_runs(all, reading, result);
    check_members(all, reading, result);
    if (complaints.size() != before) return std::nullopt;
    return result;
}

std::expected<ReplicatesFile, Complaints> open_replicates(const fs::path& dir)
{
    Complaints complaints;
    const fs::path path = dir / replicates_file;
    std::optional<ReplicatesFile> file;
    if (const auto text = read_file(path, largest_file))
        file = read_replicates_file(*text, path.string(), complaints);
    else
        complaints.found(path.string(), text.error(),
                         "a directory that `counterlife run --replicates` has written");
    if (!file) return std::unexpected{std::move(complaints)};
    for (std::size_t i = 0; i < file->runs.size(); ++i) {
        auto run = open_run(replicate_in(dir, i));
        if (!run) {
            complaints.append(run.error());
            continue;
        }
        check_run(dir, *file, i, *run, complaints);
        if (i > 0) continue;
        // What its file tells beyond that, such as every number of the rules, is that of the first.
        run->description.seed = file->runs[0].seed;
        std::string hash = std::move(file->description.scenario_hash);
        file->description = std::move(run->description);
        file->description.scenario_hash = std::move(hash); // Members have others.
    }
    check_table(dir, replicates_table_file,
                *schema_of(replicate_columns(file->members.has_value())), *file, complaints);
    check_table(dir, columns_file, *schema_of(column_columns()), *file, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return std::move(*file);
}

std::string digest_of(std::span<const ReplicateRow> rows, bool of_members)
{
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    for (const Column<ReplicateRow>& column : replicate_columns(of_members)) {
        auto values = column.of(rows);
        if (!values.ok()) throw std::bad_alloc{}; // They fail in no other way.
        arrays.push_back(std::move(*values));
    }
    return digest_text(row_digest(arrays).ValueOr(0));
}

std::expected<std::string, Complaints> read_replicates_digest(const fs::path& dir, bool of_members)
{
    const fs::path path = dir / replicates_table_file;
    std::expected<void, std::string> read;
    std::string digest;
    if (const auto table = TableReader::open(path, *schema_of(replicate_columns(of_members)))) {
        digest = table->fact(row_digest_fact);
        read = table->each_whole_group([](const arrow::Table&) {});
    } else {
        read = std::unexpected{table.error()};
    }
    if (read) return digest;
    Complaints complaints;
    complaints.found(path.string(), read.error(), as_written);
    return std::unexpected{std::move(complaints)};
}

} // namespace counterlife::study::record
