// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_directory.h"

#include "study/record/codebook.h"
#include "study/record/event_order.h"
#include "study/record/partial_directory.h"
#include "study/record/run_facts.h"
#include "study/record/run_file.h"
#include "study/record/run_tables.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::Event;
using Outcome = std::expected<void, std::string>;

// A row group is what a reader fetches to find one person: small enough for a page in a browser,
// large enough that its head does not weigh.
constexpr std::size_t events_in_group = 128 * 1024;
constexpr std::size_t lives_in_group = 256 * 1024;

} // namespace

struct RunWriter::State {
    PartialDirectory directory;
    RunDescription description;
    std::string started;
    Columns<Event> event_columns;
    Columns<LifeRow> life_columns;
    Columns<SeriesRow> series_columns;
    std::optional<ParquetFile> events = {}, lives = {}, series = {}, code = {};
    std::vector<LifeRow> waiting_lives = {};
    std::string trouble = {}; ///< what failed first

    bool writes_events() const { return description.events != "none"; }

    /// Does the next piece of work, unless an earlier one failed.
    template <class Work> Outcome next(Work work)
    {
        if (trouble.empty())
            if (Outcome outcome = work(); !outcome) trouble = outcome.error();
        if (trouble.empty()) return {};
        return std::unexpected{trouble};
    }

    template <class Row> Outcome open(std::optional<ParquetFile>& file, const char* name,
                                      const Columns<Row>& columns, bool is_sorted,
                                      bool sums_rows = true)
    {
        auto made = ParquetFile::create(directory.path(), name, directory.target() / name,
                                        schema_of(columns), is_sorted);
        if (!made) return std::unexpected{made.error()};
        file.emplace(std::move(*made));
        if (sums_rows) file->sum_rows();
        return {};
    }

    template <class Row> Outcome add(ParquetFile& file, const Columns<Row>& columns,
                                     std::span<const Row> rows, std::size_t in_group)
    {
        for (std::size_t from = 0; from < rows.size(); from += in_group) {
            const auto group = rows.subspan(from, std::min(in_group, rows.size() - from));
            if (Outcome added = file.add(columns, group); !added) return added;
        }
        return {};
    }

    Outcome write_waiting_lives()
    {
        std::ranges::sort(waiting_lives, {}, &LifeRow::person);
        Outcome added =
            add(*lives, life_columns, std::span<const LifeRow>{waiting_lives}, lives_in_group);
        waiting_lives.clear();
        return added;
    }

    Outcome write_codebook()
    {
        const Columns<CodebookRow> columns = codebook_columns();
        if (Outcome opened = open(code, codebook_file, columns, false); !opened) return opened;
        const std::vector<CodebookRow> rows = codebook();
        return add(*code, columns, std::span<const CodebookRow>{rows}, lives_in_group);
    }

    Outcome complete(const RunResult& result)
    {
        if (Outcome written = write_waiting_lives(); !written) return written;
        if (Outcome written = write_codebook(); !written) return written;
        TableRows rows;
        for (const auto& [file, name] :
             {std::pair{&events, events_file}, std::pair{&lives, lives_file},
              std::pair{&series, series_file}, std::pair{&code, codebook_file}}) {
            if (!*file) continue;
            const std::string table = std::filesystem::path{name}.stem().string();
            if (Outcome finished = (*file)->finish(facts_of(table, description, result)); !finished)
                return finished;
            rows[name] = (*file)->rows();
        }
        // Last, so that a directory with it lacks nothing.
        const std::string text = run_file_text(description, result, rows, started);
        if (Outcome written = write_file(run_file, text); !written) return written;
        return directory.put_in_place();
    }

    Outcome write_file(const std::string& name, std::string_view text) const
    {
        Outcome written = write_whole_file(directory.path() / name, text);
        if (!written) written.error() += " Nothing is kept of this run.";
        return written;
    }
};

RunWriter::RunWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter& RunWriter::operator=(RunWriter&&) noexcept = default;
RunWriter::~RunWriter() = default;

std::expected<RunWriter, Complaints> RunWriter::create(const std::filesystem::path& dir,
                                                       const RunDescription& description)
{
    auto directory = PartialDirectory::create(dir);
    if (!directory) return std::unexpected{std::move(directory.error())};
    RunWriter writer{std::make_unique<State>(State{.directory = std::move(*directory),
                                                   .description = description,
                                                   .started = now_text(),
                                                   .event_columns = event_columns(description),
                                                   .life_columns = life_columns(description),
                                                   .series_columns = record::series_columns()})};
    State& state = *writer.state_;
    const Outcome opened = state.next([&]() -> Outcome {
        if (state.writes_events())
            // All events have the run's own digest.
            if (Outcome done = state.open(state.events, events_file, state.event_columns, true,
                                          description.events != "all");
                !done)
                return done;
        if (Outcome done = state.open(state.lives, lives_file, state.life_columns, true); !done)
            return done;
        return state.open(state.series, series_file, state.series_columns, false);
    });
    if (opened) return writer;
    Complaints complaints;
    complaints.add(dir.string(), opened.error());
    return std::unexpected{std::move(complaints)};
}

const std::vector<std::string>& RunWriter::removed() const
{
    return state_->directory.removed();
}

std::expected<void, std::string> RunWriter::add_events(int /*year*/, std::span<const Event> events)
{
    return state_->next([&]() -> Outcome {
        if (!state_->writes_events()) return {};
        const std::vector<std::uint32_t> order = in_order(events);
        std::vector<Event> group;
        constexpr std::size_t ahead = 16; // Events lie anywhere; so far the memory can look ahead.
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i + ahead < order.size()) __builtin_prefetch(&events[order[i + ahead]]);
            group.push_back(events[order[i]]);
            if (group.size() < events_in_group && i + 1 < order.size()) continue;
            if (Outcome added =
                    state_->events->add(state_->event_columns, std::span<const Event>{group});
                !added)
                return added;
            group.clear();
        }
        return {};
    });
}

std::expected<void, std::string> RunWriter::add_lives(std::span<const LifeRow> lives)
{
    return state_->next([&]() -> Outcome {
        std::vector<LifeRow>& waiting = state_->waiting_lives;
        while (!lives.empty()) {
            const std::size_t taken = std::min(lives.size(), lives_in_group - waiting.size());
            waiting.insert(waiting.end(), lives.begin(),
                           lives.begin() + static_cast<std::ptrdiff_t>(taken));
            lives = lives.subspan(taken);
            if (waiting.size() < lives_in_group) continue;
            if (Outcome written = state_->write_waiting_lives(); !written) return written;
        }
        return {};
    });
}

std::expected<void, std::string> RunWriter::add_series(std::span<const SeriesRow> rows)
{
    return state_->next([&]() -> Outcome {
        return state_->add(*state_->series, state_->series_columns, rows, events_in_group);
    });
}

std::expected<void, std::string> RunWriter::add_file(const std::string& name, std::string_view text)
{
    return state_->next([&]() -> Outcome { return state_->write_file(name, text); });
}

std::expected<void, std::string> RunWriter::finish(const RunResult& result)
{
    return state_->next([&] { return state_->complete(result); });
}

} // namespace counterlife::study::record
