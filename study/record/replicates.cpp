// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/replicates.h"

#include "study/record/partial_directory.h"
#include "study/record/row_digest.h"
#include "study/record/version.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace counterlife::study::record {
namespace {

using Done = std::expected<void, std::string>;

constexpr std::size_t rows_in_group = 128 * 1024;

std::string name_of(std::size_t number)
{
    return std::string{replicate_prefix} + std::to_string(number + 1);
}

std::string file_text(const ReplicatesFile& file, const std::string& started)
{
    const RunDescription& description = file.description;
    std::string text = file.members ? "# Runs under the members of an ensemble, each with the same "
                                      "luck.\n"
                                    : "# Runs that differ in their luck alone.\n";
    const auto say = [&](std::string_view key, const auto& value) {
        text += fmt::format("{} = {}\n", key, value);
    };
    say("format", replicates_format);
    say("version", toml_text(program_version()));
    say("scenario", toml_text(description.scenario));
    say("scenario_hash", toml_text(description.scenario_hash));
    say("description", toml_text(description.description));
    say("replicates", file.runs.size());
    say("scale", toml_text(scale_text(description.scale_denominator)));
    say("from", date_text(description.from));
    say("to", date_text(description.to));
    say("events_written", toml_text(description.events));
    if (file.members) {
        text += "\n# Of all its members the first, and the runs of each.\n[ensemble]\n";
        say("name", toml_text(file.members->ensemble));
        say("members", file.members->members());
        say("replicates", file.members->replicates);
        std::string weights;
        for (const double weight : file.members->weights)
            weights += (weights.empty() ? "" : ", ") + number_text(weight);
        say("weights", "[" + weights + "]");
    }
    text += "\n# Rows of the tables.\n[tables]\n";
    for (const auto& [name, count] : file.rows) say(toml_text(name), count);
    text += "\n# Who made it, when and where: the only part that differs when it is made again.\n"
            "[provenance]\n";
    say("commit", toml_text(program_commit()));
    say("compiler", toml_text(program_compiler()));
    say("threads", description.threads);
    say("started", started);
    say("ended", now_text());
    text += "\n# The runs, each a directory of its own.\n";
    for (std::size_t i = 0; i < file.runs.size(); ++i) {
        const ReplicateRun& run = file.runs[i];
        text += "[[runs]]\n";
        say("directory", toml_text(name_of(i)));
        if (run.member > 0) {
            say("member", run.member);
            say("scenario_hash", toml_text(run.scenario_hash));
        }
        say("seed", seed_text(run.seed));
        say("replicate", run.replicate);
        say("digest", toml_text(digest_text(run.result.digest)));
        say("events", run.result.events);
        say("letters", run.result.letters);
        say("lives", run.result.lives);
        say("living", run.result.living);
    }
    return text;
}

} // namespace

std::filesystem::path replicate_in(const std::filesystem::path& dir, std::size_t number)
{
    return dir / name_of(number);
}

std::string seeds_text(std::span<const ReplicateRun> runs)
{
    if (!runs.empty() && runs.back().member != runs.front().member) {
        const auto next = std::ranges::find_if(
            runs, [&](const ReplicateRun& run) { return run.member != runs.front().member; });
        return seeds_text({runs.begin(), next});
    }
    const auto follow = [&] {
        for (std::size_t i = 1; i < runs.size(); ++i)
            if (runs[i].seed != runs[0].seed + i) return false;
        return true;
    };
    if (runs.size() == 1) return fmt::format("seed {}", runs[0].seed);
    if (!runs.empty() && follow())
        return fmt::format("seeds {} to {}", runs.front().seed, runs.back().seed);
    std::string text = "seeds";
    for (const ReplicateRun& run : runs)
        text += fmt::format("{}{}", text.size() > 5 ? ", " : " ", run.seed);
    return text;
}

RunResult mean_of(std::span<const ReplicateRun> runs)
{
    if (runs.empty()) return {};
    const auto mean = [&](std::int64_t RunResult::* part) {
        double sum = 0;
        for (const ReplicateRun& run : runs) sum += static_cast<double>(run.result.*part);
        return std::llround(sum / static_cast<double>(runs.size()));
    };
    return {.digest = runs.front().result.digest,
            .events = mean(&RunResult::events),
            .letters = mean(&RunResult::letters),
            .lives = mean(&RunResult::lives),
            .living = mean(&RunResult::living)};
}

bool holds_replicates(const std::filesystem::path& dir)
{
    std::error_code error;
    return std::filesystem::exists(dir / replicates_file, error) &&
           !std::filesystem::exists(dir / run_file, error);
}

struct ReplicatesWriter::State {
    PartialDirectory directory;
    std::string started;
    std::size_t runs = 0;

    template <class Row> Done write_table(const char* name, const Columns<Row>& columns,
                                          std::span<const Row> rows, const FileFacts& facts)
    {
        auto file = ParquetFile::create(directory.path(), name, directory.target() / name,
                                        schema_of(columns), {});
        if (!file) return std::unexpected{file.error()};
        file->sum_rows();
        for (std::size_t from = 0; from < rows.size(); from += rows_in_group)
            if (Done added = file->add(
                    columns, rows.subspan(from, std::min(rows_in_group, rows.size() - from)));
                !added)
                return added;
        return file->finish(facts);
    }

    Done write(const std::string& name, const std::string& text) const
    {
        Done written = write_whole_file(directory.path() / name, text);
        if (!written) written.error() += " Nothing is kept of these runs.";
        return written;
    }
};

ReplicatesWriter::ReplicatesWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
ReplicatesWriter::ReplicatesWriter(ReplicatesWriter&&) noexcept = default;
ReplicatesWriter::~ReplicatesWriter() = default;

std::expected<ReplicatesWriter, Complaints>
ReplicatesWriter::create(const std::filesystem::path& dir)
{
    auto directory = PartialDirectory::create(dir);
    if (!directory) return std::unexpected{std::move(directory.error())};
    return ReplicatesWriter{
        std::make_unique<State>(State{.directory = std::move(*directory), .started = now_text()})};
}

const std::vector<std::string>& ReplicatesWriter::removed() const
{
    return state_->directory.removed();
}

std::expected<RunWriter, Complaints> ReplicatesWriter::next(const RunDescription& description)
{
    return RunWriter::create(state_->directory, name_of(state_->runs++), description);
}

std::expected<void, std::string> ReplicatesWriter::finish(const ReplicatesFile& file,
                                                          std::span<const ReplicateRow> rows,
                                                          const std::string& page)
{
    State& state = *state_;
    ReplicatesFile all = file;
    const auto columns = replicate_columns(file.members.has_value());
    const std::vector<ColumnRow> told = told_of("replicates", *schema_of(columns));
    const auto facts = [&](const char* table) { return replicates_facts(table, file); };
    if (Done done = state.write_table(replicates_table_file, columns, rows, facts("replicates"));
        !done)
        return done;
    if (Done done = state.write_table(columns_file, column_columns(),
                                      std::span<const ColumnRow>{told}, facts("columns"));
        !done)
        return done;
    all.rows = {{replicates_table_file, std::ssize(rows)}, {columns_file, std::ssize(told)}};
    if (!page.empty())
        if (Done done = state.write("report.html", page); !done) return done;
    // Last, so that a directory with it lacks nothing.
    if (Done done = state.write(replicates_file, file_text(all, state.started)); !done) return done;
    return state.directory.put_in_place();
}

} // namespace counterlife::study::record
