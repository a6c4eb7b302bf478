// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/twin_directory.h"

#include "study/record/partial_directory.h"
#include "study/record/run_file.h"
#include "study/record/version.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"
#include "study/twins/twin_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace counterlife::study::twins {
namespace {

using Done = std::expected<void, std::string>;

constexpr std::size_t rows_in_group = 256 * 1024;

std::string digests_text(const std::vector<std::uint64_t>& digests, const char* quote)
{
    std::string text;
    for (const std::uint64_t digest : digests)
        text +=
            fmt::format("{}{}{}{}", text.empty() ? "" : ", ", quote, digest_text(digest), quote);
    return text;
}

FileFacts facts(std::string_view table, const TwinDescription& description,
                const TwinOutcome& outcome)
{
    return {{"counterlife.table", std::string{table}},
            {"counterlife.format", std::to_string(twin_format)},
            {"counterlife.version", std::string{program_version()}},
            {"counterlife.base_scenario_hash", description.base.hash},
            {"counterlife.other_scenario_hash", description.other.hash},
            {"counterlife.seed", std::to_string(description.seed)},
            {"counterlife.replicates", std::to_string(description.replicates)},
            {"counterlife.scale", scale_text(description.scale_denominator)},
            {"counterlife.from", date_text(description.from)},
            {"counterlife.to", date_text(description.to)},
            {"counterlife.base_digests", digests_text(outcome.base_digests, "")},
            {"counterlife.other_digests", digests_text(outcome.digests, "")}};
}

std::string twin_file_text(const TwinDescription& description, const TwinOutcome& outcome,
                           const TableRows& rows, const std::string& started)
{
    std::string text = "# What was compared and what came of it.\n";
    const auto say = [&](std::string_view key, const auto& value) {
        text += fmt::format("{} = {}\n", key, value);
    };
    say("format", twin_format);
    say("version", toml_text(program_version()));
    say("seed", seed_text(description.seed));
    say("replicates", description.replicates);
    say("scale", toml_text(scale_text(description.scale_denominator)));
    say("from", date_text(description.from));
    say("to", date_text(description.to));
    if (description.members) {
        text += "\n# Both worlds were lived under each of these sets of numbers.\n[ensemble]\n";
        say("name", toml_text(description.members->ensemble));
        say("members", description.members->members());
        std::string weights;
        for (const double weight : description.members->weights)
            weights += (weights.empty() ? "" : ", ") + number_text(weight);
        say("weights", "[" + weights + "]");
    }
    const auto say_side = [&](std::string_view name, const TwinDescription::Side& side,
                              const std::vector<std::uint64_t>& digests) {
        text += fmt::format("\n[{}]\n", name);
        say("scenario", toml_text(side.scenario));
        say("scenario_hash", toml_text(side.hash));
        say("description", toml_text(side.description));
        say("digests", "[" + digests_text(digests, "\"") + "]");
    };
    say_side("base", description.base, outcome.base_digests);
    say_side("other", description.other, outcome.digests);
    const DivergenceCounts& counts = outcome.divergences;
    text += "\n# Persons over all replicates: by world, those whose lives are the same, and what\n"
            "# parted the others: at once, and where the chain of letters and births begins.\n"
            "[persons]\n";
    say("both", counts.both);
    say("only_base", counts.only_base);
    say("only_other", counts.only_other);
    say("untouched", counts.untouched);
    for (const auto& [name, by] :
         {std::pair{"why", &counts.why}, std::pair{"root", &counts.root}}) {
        text += fmt::format("\n[persons.{}]\n", name);
        for (std::size_t i = 0; i < whys; ++i) say(word(static_cast<Why>(i)), (*by)[i]);
    }
    text += "\n# Rows of the tables.\n[tables]\n";
    for (const auto& [file, count] : rows) say(toml_text(file), count);
    text += "\n# Who made it, when and where: the only part that differs when it is made again.\n"
            "[provenance]\n";
    say("commit", toml_text(program_commit()));
    say("compiler", toml_text(program_compiler()));
    say("threads", description.threads);
    say("started", started);
    say("ended", now_text());
    return text;
}

} // namespace

struct TwinWriter::State {
    PartialDirectory directory;
    TwinDescription description;
    std::string started;
    Columns<TwinRow> columns;
    std::optional<ParquetFile> twins = {};

    Done open(std::optional<ParquetFile>& file, const char* name,
              std::shared_ptr<arrow::Schema> schema)
    {
        auto made = ParquetFile::create(directory.path(), name, directory.target() / name,
                                        std::move(schema), {});
        if (!made) return std::unexpected{made.error()};
        file.emplace(std::move(*made));
        return {};
    }

    Done write(const std::string& name, const std::string& text) const
    {
        Done written = write_whole_file(directory.path() / name, text);
        if (!written) written.error() += " Nothing is kept of this comparison.";
        return written;
    }
};

TwinWriter::TwinWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
TwinWriter::TwinWriter(TwinWriter&&) noexcept = default;
TwinWriter::~TwinWriter() = default;

std::expected<TwinWriter, Complaints> TwinWriter::create(const std::filesystem::path& dir,
                                                         const TwinDescription& description)
{
    auto directory = PartialDirectory::create(dir);
    if (!directory) return std::unexpected{std::move(directory.error())};
    TwinWriter writer{std::make_unique<State>(
        State{.directory = std::move(*directory),
              .description = description,
              .started = now_text(),
              .columns = twin_columns(description.outcomes, description.rules, description.places,
                                      description.members.has_value())})};
    State& state = *writer.state_;
    if (auto opened = state.open(state.twins, twins_file, schema_of(state.columns)); !opened) {
        Complaints complaints;
        complaints.add(dir.string(), opened.error());
        return std::unexpected{std::move(complaints)};
    }
    return writer;
}

const std::vector<std::string>& TwinWriter::removed() const
{
    return state_->directory.removed();
}

std::expected<void, std::string> TwinWriter::add(const TwinPair& pair)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t number = 0; number < pair.people.size(); ++number)
        if (pair.base.person(number).id != engine::nobody ||
            pair.world.person(number).id != engine::nobody)
            order.push_back(number);
    std::ranges::sort(order, {}, [&](std::uint32_t number) { return pair.people.id(number); });
    std::vector<TwinRow> rows;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t number = order[i];
        TwinRow& row = rows.emplace_back(TwinRow{.replicate = pair.replicate,
                                                 .base = pair.base.person(number),
                                                 .other = pair.world.person(number),
                                                 .parting = pair.divergences.of(number),
                                                 .member = pair.member});
        if (row.base.id != engine::nobody) row.base_values = pair.base.values(number);
        if (row.other.id != engine::nobody) row.other_values = pair.world.values(number);
        if (row.parting) row.writer = row.parting->letter.who;
        if (rows.size() < rows_in_group && i + 1 < order.size()) continue;
        if (auto added = state_->twins->add(state_->columns, std::span<const TwinRow>{rows});
            !added)
            return added;
        rows.clear();
    }
    return {};
}

std::expected<void, std::string> TwinWriter::finish(const TwinOutcome& outcome,
                                                    const std::string& page)
{
    State& state = *state_;
    const auto columns = effect_columns(state.description.members.has_value());
    std::optional<ParquetFile> effects;
    if (auto done = state.open(effects, effects_file, schema_of(columns)); !done) return done;
    if (auto done = effects->add(columns, std::span<const EffectRow>{outcome.effects}); !done)
        return done;
    TableRows rows;
    for (const auto& [file, name] :
         {std::pair{&*state.twins, twins_file}, std::pair{&*effects, effects_file}}) {
        const std::string table = std::filesystem::path{name}.stem().string();
        if (auto done = file->finish(facts(table, state.description, outcome)); !done) return done;
        rows[name] = file->rows();
    }
    if (!page.empty())
        if (auto done = state.write("report.html", page); !done) return done;
    // Last, so that a directory with it lacks nothing.
    if (auto done =
            state.write(twin_file, twin_file_text(state.description, outcome, rows, state.started));
        !done)
        return done;
    return state.directory.put_in_place();
}

} // namespace counterlife::study::twins
