// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_directory.h"

#include "study/record/codebook.h"
#include "study/record/crossings.h"
#include "study/record/event_order.h"
#include "study/record/events_aside.h"
#include "study/record/households_aside.h"
#include "study/record/lives_aside.h"
#include "study/record/partial_directory.h"
#include "study/record/row_groups.h"
#include "study/record/run_facts.h"
#include "study/record/run_file.h"
#include "study/record/run_tables.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::Event;
using Outcome = std::expected<void, std::string>;

// A row group is what a reader fetches to find one person: small enough for a page in a browser,
// large enough that its head does not weigh.
constexpr std::size_t events_in_group = 85'000;
constexpr std::size_t lives_in_group = 64 * 1024;
constexpr std::size_t rows_in_group = 128 * 1024; ///< of tables that are read whole

// Measured at 1:100: 10.1 bytes an event with differences throughout, 7.8 so.
constexpr std::array<std::string_view, 3> far{"other", "cause_person", "detail"};
constexpr TableLayout of_events{
    .is_sorted = true, .tells_first = true, .is_long = true, .far = far};
constexpr TableLayout of_lives{.is_sorted = true, .is_long = true};

/// How a long table is written.
struct LongTable {
    const char* name;
    TableLayout layout = of_lives;
    std::size_t rows_in_group = lives_in_group;
    bool sums_rows = true;
};

/// Rows that are written as they come.
constexpr auto as_they_are = []<class Row>(std::span<const Row> given, std::vector<Row>& rows) {
    rows.assign(given.begin(), given.end());
};

/// Marks the institutions that events name.
class Institutions {
public:
    void add(const Event& event)
    {
        for (const engine::LifeId id : {event.who, event.with, event.cause.who})
            if (id != engine::nobody && id < engine::first_life_id) add(id);
    }
    std::vector<engine::LifeId> all() const
    {
        std::vector<engine::LifeId> ids;
        for (std::size_t id = 0; id < seen_.size(); ++id)
            if (seen_[id]) ids.push_back(id);
        return ids;
    }

private:
    void add(engine::LifeId id)
    {
        if (id >= seen_.size()) seen_.resize(id + 1);
        seen_[id] = true;
    }

    std::vector<bool> seen_; ///< by identity: those of institutions are small
};

/// The household in which a life stands at its end or that of the run.
HouseholdNumber last_of(std::span<const HouseholdSpell> spells, engine::Day died)
{
    if (spells.empty() || spells.back().to != died) return number_of_no_household;
    return spells.back().household;
}

} // namespace

struct RunWriter::State {
    PartialDirectory directory;
    RunDescription description;
    std::string started;
    GoesOn goes_on = {};
    LivesAside lives_aside;
    EventsAside events_aside;
    HouseholdsAside households_aside;
    std::optional<ParquetFile> series = {};
    std::vector<ColumnRow> columns = {}; ///< of all tables that have been opened
    Institutions institutions = {};
    Crossings crossings = {};
    TableRows rows = {};
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

    template <class Row> std::expected<ParquetFile, std::string>
    open(const char* name, const Columns<Row>& made, TableLayout layout = {}, bool sums_rows = true)
    {
        const std::string table = std::filesystem::path{name}.stem().string();
        const std::vector<ColumnRow> told = told_of(table, *schema_of(made));
        columns.insert(columns.end(), told.begin(), told.end());
        auto file = ParquetFile::create(directory.path(), name, directory.target() / name,
                                        schema_of(made), layout);
        if (file && sums_rows) file->sum_rows();
        return file;
    }

    Outcome close(ParquetFile& file, const char* name, const RunFacts& facts)
    {
        const std::string table = std::filesystem::path{name}.stem().string();
        if (Outcome done = file.finish(facts.of(table)); !done) return done;
        rows[name] = file.rows();
        return {};
    }

    template <class Row> static Outcome add(ParquetFile& file, const Columns<Row>& columns,
                                            std::span<const Row> rows, std::size_t in_group)
    {
        for (std::size_t from = 0; from < rows.size(); from += in_group) {
            const auto group = rows.subspan(from, std::min(in_group, rows.size() - from));
            if (Outcome added = file.add(columns, group); !added) return added;
        }
        return {};
    }

    /// A table that lies in memory whole.
    template <class Row> Outcome write_table(const char* name, const Columns<Row>& made,
                                             std::span<const Row> all, const RunFacts& facts)
    {
        auto file = open(name, made);
        if (!file) return std::unexpected{file.error()};
        if (Outcome added = add(*file, made, all, rows_in_group); !added) return added;
        return close(*file, name, facts);
    }

    Outcome go_on(const char* name, std::int64_t rows) const
    {
        if (goes_on && !goes_on(name, rows)) return std::unexpected{"The run was interrupted."};
        return {};
    }

    /// A long table, of rows that `each` gives one after the other.
    template <class Given, class Row, class Each> Outcome
    write_long_table(const LongTable& table, const Columns<Row>& made, const RunFacts& facts,
                     const typename RowGroups<Given, Row>::RowsOf& rows_of, const Each& each)
    {
        auto file = open(table.name, made, table.layout, table.sums_rows);
        if (!file) return std::unexpected{file.error()};
        if (Outcome asked = go_on(table.name, 0); !asked) return asked;
        RowGroups<Given, Row> groups{*file, made, table.rows_in_group, description.threads > 1,
                                     rows_of};
        const auto put = [&](const Given& row) -> Outcome {
            const auto full = groups.add(row);
            if (!full) return std::unexpected{full.error()};
            return *full ? go_on(table.name, groups.handed_on()) : Outcome{};
        };
        if (Outcome given = each(put); !given) return given;
        if (Outcome written = groups.finish(); !written) return written;
        return close(*file, table.name, facts);
    }

    /// And in which households they lived. Tells whose stay across the river death has ended.
    Outcome write_lives(const PersonNumbers& numbers, std::span<CrossingRow> crossed,
                        const RunFacts& facts)
    {
        const auto children = lives_aside.children(numbers);
        if (!children) return std::unexpected{children.error()};
        if (Outcome done = households_aside.put_aside(); !done) return done;
        HouseholdsAside::Spells households{households_aside};
        std::size_t next = 0;
        return write_long_table<NumberedLife, NumberedLife>(
            {lives_file}, life_columns(description), facts, as_they_are, [&](const auto& put) {
                return write_long_table<NumberedSpell, NumberedSpell>(
                    {households_file}, household_columns(description), facts, as_they_are,
                    [&](const auto& put_spell) {
                        return lives_aside.merge([&](const LifeRow& life) -> Outcome {
                            end_by_death(crossed, next, life.person, life.died);
                            NumberedLife row = numbered(life, numbers);
                            row.life.children = (*children)[static_cast<std::size_t>(row.person)];
                            const auto spells = households.of(life.person, life.died);
                            if (!spells) return std::unexpected{spells.error()};
                            for (const HouseholdSpell& spell : *spells)
                                if (Outcome done =
                                        put_spell({.spell = spell, .person = row.person});
                                    !done)
                                    return done;
                            row.household = last_of(*spells, life.died);
                            return put(row);
                        });
                    });
            });
    }

    Outcome write_events(const PersonNumbers& numbers, const RunFacts& facts)
    {
        // All events have the run's own digest.
        const LongTable table{events_file, of_events, events_in_group, description.events != "all"};
        return write_long_table<Event, EventRow>(
            table, event_columns(description), facts,
            [&](std::span<const Event> given, std::vector<EventRow>& rows) {
                number_events(numbers, given, rows);
            },
            [&](const auto& put) {
                return events_aside.merge([&](std::span<const Event> events) -> Outcome {
                    for (const Event& event : events)
                        if (Outcome done = put(event); !done) return done;
                    return {};
                });
            });
    }

    Outcome write_crossings(const PersonNumbers& numbers, std::span<const CrossingRow> crossed,
                            const RunFacts& facts)
    {
        return write_long_table<CrossingRow, NumberedCrossing>(
            {crossings_file}, crossing_columns(description), facts,
            [&](std::span<const CrossingRow> given, std::vector<NumberedCrossing>& rows) {
                for (const CrossingRow& row : given) rows.push_back(numbered(row, numbers));
            },
            [&](const auto& put) -> Outcome {
                for (const CrossingRow& row : crossed)
                    if (Outcome done = put(row); !done) return done;
                return {};
            });
    }

    Outcome write_institutions(const PersonNumbers& numbers, const RunFacts& facts)
    {
        std::vector<InstitutionRow> all;
        for (const engine::LifeId id : numbers.institutions())
            all.push_back({.number = numbers.of(id), .id = id});
        return write_table(institutions_file, institution_columns(description),
                           std::span<const InstitutionRow>{all}, facts);
    }

    Outcome write_columns(const RunFacts& facts)
    {
        const Columns<ColumnRow> made = column_columns();
        std::vector<ColumnRow> all = columns;
        return write_table(columns_file, made, std::span<const ColumnRow>{all}, facts);
    }

    Outcome complete(const RunResult& result, const GoesOn& asked)
    {
        goes_on = asked;
        const RunFacts facts{description, result};
        const auto numbers = lives_aside.numbers(institutions.all());
        if (!numbers) return std::unexpected{numbers.error()};
        const std::vector<CodebookRow> code = codebook();
        std::vector<CrossingRow> crossed = crossings.take();
        Outcome done = write_lives(*numbers, crossed, facts);
        if (done && writes_events()) done = write_events(*numbers, facts);
        if (done && writes_events()) done = write_crossings(*numbers, crossed, facts);
        if (done) done = write_institutions(*numbers, facts);
        if (done) done = close(*series, series_file, facts);
        if (done)
            done = write_table(codebook_file, codebook_columns(),
                               std::span<const CodebookRow>{code}, facts);
        if (done) done = write_columns(facts);
        if (!done) return done;
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
    return create(PartialDirectory::create(dir), description);
}

std::expected<RunWriter, Complaints> RunWriter::create(const PartialDirectory& outer,
                                                       const std::string& name,
                                                       const RunDescription& description)
{
    return create(PartialDirectory::inside(outer, name), description);
}

std::expected<RunWriter, Complaints>
RunWriter::create(std::expected<PartialDirectory, Complaints> directory,
                  const RunDescription& description)
{
    if (!directory) return std::unexpected{std::move(directory.error())};
    Complaints complaints;
    const auto fails = [&](const std::string& why) {
        complaints.add(directory->target().string(), why);
        return std::unexpected{std::move(complaints)};
    };
    auto lives = AsideFile::create(directory->path(), directory->target() / lives_file);
    auto events = AsideFile::create(directory->path(), directory->target() / events_file);
    auto households = AsideFile::create(directory->path(), directory->target() / households_file);
    for (const auto* file : {&lives, &events, &households})
        if (!*file) return fails(file->error());
    RunWriter writer{std::make_unique<State>(
        State{.directory = std::move(*directory),
              .description = description,
              .started = now_text(),
              .lives_aside = LivesAside{std::move(*lives)},
              .events_aside = EventsAside{std::move(*events)},
              .households_aside = HouseholdsAside{std::move(*households)}})};
    State& state = *writer.state_;
    auto series = state.open(series_file, series_columns());
    if (!series) return fails(series.error());
    state.series.emplace(std::move(*series));
    return writer;
}

const std::vector<std::string>& RunWriter::removed() const
{
    return state_->directory.removed();
}

std::expected<void, std::string> RunWriter::add_events(int /*year*/, std::span<const Event> events)
{
    return state_->next([&]() -> Outcome {
        if (!state_->writes_events()) return {};
        for (const Event& event : events) state_->institutions.add(event);
        const std::vector<std::uint32_t> order = in_order(events);
        state_->crossings.add(events, order);
        return state_->events_aside.add(events, order);
    });
}

std::expected<void, std::string> RunWriter::add_lives(std::span<const LifeRow> lives)
{
    return state_->next([&] { return state_->lives_aside.add(lives); });
}

std::expected<void, std::string>
RunWriter::add_household_moves(engine::PlaceId place, std::span<const model::HouseholdMove> moves)
{
    return state_->next([&] { return state_->households_aside.add(place, moves); });
}

std::expected<void, std::string> RunWriter::add_series(std::span<const SeriesRow> rows)
{
    return state_->next([&]() -> Outcome {
        return State::add(*state_->series, series_columns(), rows, rows_in_group);
    });
}

std::expected<void, std::string> RunWriter::add_file(const std::string& name, std::string_view text)
{
    return state_->next([&]() -> Outcome { return state_->write_file(name, text); });
}

std::expected<void, std::string> RunWriter::finish(const RunResult& result, const GoesOn& goes_on)
{
    return state_->next([&] { return state_->complete(result, goes_on); });
}

} // namespace counterlife::study::record
