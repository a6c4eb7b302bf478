// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/life_reading.h"

#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::LifeId;
using Failure = std::string; ///< continues "found "

Complaints complaint_of(const std::filesystem::path& file, const Failure& failure)
{
    Complaints complaints;
    complaints.found(file.string(), failure,
                     "the table that `counterlife run` wrote; run it again");
    return complaints;
}

/// The position of a category, or none.
std::size_t position_in(const arrow::DictionaryArray& column, std::int64_t row)
{
    if (column.IsNull(row)) return std::numeric_limits<std::size_t>::max();
    return static_cast<std::size_t>(column.GetValueIndex(row));
}

std::string word_in(const arrow::Table& table, const std::string& column, std::int64_t row)
{
    const auto words = array_of<arrow::DictionaryArray>(table, column);
    if (words->IsNull(row)) return {};
    return std::static_pointer_cast<arrow::StringArray>(words->dictionary())
        ->GetString(words->GetValueIndex(row));
}

LifeId id_in(const arrow::Table& table, const std::string& column, std::int64_t row,
             const PersonNumbers& numbers)
{
    return numbers.identity(array_of<arrow::Int32Array>(table, column)->Value(row));
}

LoggedEvent event_in(const arrow::Table& table, std::int64_t row, const PersonNumbers& numbers)
{
    LoggedEvent event{.person = id_in(table, "person", row, numbers),
                      .other = id_in(table, "other", row, numbers),
                      .day = engine::Day{array_of<arrow::Date32Array>(table, "date")->Value(row)},
                      .detail = array_of<arrow::Int32Array>(table, "detail")->Value(row),
                      .rule = word_in(table, "event", row),
                      .place = word_in(table, "place", row)};
    event.cause.rule = word_in(table, "cause_event", row);
    if (event.cause.rule.empty()) return event;
    event.cause.person = id_in(table, "cause_person", row, numbers);
    event.cause.day = engine::Day{array_of<arrow::Date32Array>(table, "cause_date")->Value(row)};
    return event;
}

LifeRow life_in(const arrow::Table& table, std::int64_t row, const PersonNumbers& numbers)
{
    const auto at = [&](const char* column) {
        return position_in(*array_of<arrow::DictionaryArray>(table, column), row);
    };
    const auto place = [&](const char* column) {
        const std::size_t number = at(column);
        return number < engine::nowhere ? static_cast<engine::PlaceId>(number) : engine::nowhere;
    };
    const auto small = [&](const char* column) {
        return static_cast<std::uint8_t>(array_of<arrow::Int16Array>(table, column)->Value(row));
    };
    const auto is = [&](const char* column) {
        return array_of<arrow::BooleanArray>(table, column)->Value(row);
    };
    const auto date = [&](const char* column) {
        const auto days = array_of<arrow::Date32Array>(table, column);
        return days->IsNull(row) ? engine::no_day : engine::Day{days->Value(row)};
    };
    const std::size_t sector = at("sector");
    const bool has_work = sector < model::sectors;
    const auto who = [&](const char* column) { return id_in(table, column, row, numbers); };
    return {.person = who("person"),
            .mother = who("mother"),
            .father = who("father"),
            .spouse = who("spouse"),
            .born = engine::Day{array_of<arrow::Date32Array>(table, "born")->Value(row)},
            .died = date("died"),
            .birth_place = place("birth_place"),
            .place = place("place"),
            .sex = static_cast<Sex>(at("sex")),
            .marital = static_cast<Marital>(at("marital")),
            .school = static_cast<School>(at("school")),
            .school_years = small("school_years"),
            .marriages = small("marriages"),
            .children = small("children"),
            .founder = is("founder"),
            .urban = is("urban"),
            .stage = static_cast<model::Stage>(at("stage")),
            .sector = has_work ? static_cast<model::Sector>(sector) : model::Sector::farm,
            .has_work = has_work,
            .standing = static_cast<model::Standing>(at("party")),
            .admitted = date("admitted")};
}

const std::vector<std::string> every_life_column{
    "person",  "mother", "father",  "spouse",    "born",     "died",    "birth_place",
    "place",   "sex",    "marital", "marriages", "children", "school",  "school_years",
    "founder", "urban",  "stage",   "sector",    "party",    "admitted"};
const std::vector<std::string> every_event_column{"person",       "date",       "event",
                                                  "place",        "other",      "detail",
                                                  "cause_person", "cause_date", "cause_event"};

const std::vector<std::string> every_stay_column{"person", "household", "place", "from", "to"};

Stay stay_in(const arrow::Table& table, std::int64_t row)
{
    const auto to = array_of<arrow::Date32Array>(table, "to");
    return {.household = array_of<arrow::Int32Array>(table, "household")->Value(row),
            .place = word_in(table, "place", row),
            .from = engine::Day{array_of<arrow::Date32Array>(table, "from")->Value(row)},
            .to = to->IsNull(row) ? engine::no_day : engine::Day{to->Value(row)}};
}

/// A table that is sorted by `person`, with the row groups that were read last: whoever asks for
/// one life asks for its neighbours, or again.
class SortedTable {
public:
    SortedTable(TableReader table, std::vector<std::string> columns)
        : table_{std::move(table)}, columns_{std::move(columns)}
    {
    }

    /// The rows of some numbers. A row group is read where its least and its greatest number say
    /// that they may be in it.
    std::expected<void, Failure>
    rows_of(std::span<const PersonNumber> sorted,
            const std::function<void(const arrow::Table&, std::int64_t row)>& use)
    {
        for (int number = 0; number < table_.groups(); ++number) {
            const auto range = table_.range_of(number, "person");
            const auto first =
                range ? std::ranges::lower_bound(sorted, range->first) : sorted.begin();
            if (first == sorted.end() || (range && *first > range->second)) continue;
            const auto group = read(number);
            if (!group) return std::unexpected{group.error()};
            const auto people = array_of<arrow::Int32Array>(**group, "person");
            const std::span in_order{people->raw_values(),
                                     static_cast<std::size_t>(people->length())};
            for (auto who = first; who != sorted.end() && (!range || *who <= range->second);
                 ++who) {
                const auto [from, to] = std::ranges::equal_range(in_order, *who);
                for (auto at = from; at != to; ++at) use(**group, at - in_order.begin());
            }
        }
        return {};
    }

    const TableReader& reader() const { return table_; }

private:
    struct Kept {
        int number;
        std::shared_ptr<arrow::Table> group;
    };

    std::expected<std::shared_ptr<arrow::Table>, Failure> read(int number)
    {
        constexpr std::size_t most = 8;
        const auto at = std::ranges::find(kept_, number, &Kept::number);
        if (at != kept_.end()) {
            std::rotate(kept_.begin(), at, at + 1); // The last that was asked for stands first.
            return kept_.front().group;
        }
        auto group = table_.group(number, columns_);
        if (!group) return group;
        if (kept_.size() == most) kept_.pop_back();
        kept_.insert(kept_.begin(), {number, *group});
        return group;
    }

    TableReader table_;
    std::vector<std::string> columns_;
    std::vector<Kept> kept_;
};

} // namespace

struct LifeTables::Open {
    std::filesystem::path run;
    std::optional<SortedTable> lives, events, households;
    /// Mother and father by person, from the number 1; read once, as one life after the other asks.
    std::optional<std::vector<std::pair<PersonNumber, PersonNumber>>> parents;

    /// Opens a table when it is first asked for.
    template <class Columns>
    std::expected<SortedTable*, Failure> table(std::optional<SortedTable>& one, const char* file,
                                               const Columns& columns,
                                               const std::vector<std::string>& wanted)
    {
        if (!one) {
            auto opened = TableReader::open(run / file, *schema_of(columns));
            if (!opened) return std::unexpected{opened.error()};
            one.emplace(std::move(*opened), wanted);
        }
        return &*one;
    }
    std::expected<SortedTable*, Failure> table_of_lives()
    {
        return table(lives, lives_file, life_columns({}), every_life_column);
    }
    std::expected<void, Failure> read_parents();
};

std::expected<void, Failure> LifeTables::Open::read_parents()
{
    if (parents) return {};
    const auto table = table_of_lives();
    if (!table) return std::unexpected{table.error()};
    const TableReader& reader = (*table)->reader();
    std::vector<std::pair<PersonNumber, PersonNumber>> all;
    all.reserve(static_cast<std::size_t>(reader.rows()));
    const auto read = reader.each_group({"mother", "father"}, [&](const arrow::Table& group) {
        const auto mothers = array_of<arrow::Int32Array>(group, "mother");
        const auto fathers = array_of<arrow::Int32Array>(group, "father");
        for (std::int64_t row = 0; row < group.num_rows(); ++row)
            all.emplace_back(mothers->Value(row), fathers->Value(row));
    });
    if (!read) return read;
    parents = std::move(all);
    return {};
}

LifeTables::LifeTables(std::filesystem::path run) : open_{std::make_unique<Open>(std::move(run))} {}
LifeTables::LifeTables(LifeTables&&) noexcept = default;
LifeTables& LifeTables::operator=(LifeTables&&) noexcept = default;
LifeTables::~LifeTables() = default;

std::expected<std::vector<LoggedEvent>, Complaints>
LifeTables::events_of(const PersonNumbers& numbers, LifeId id, Days days)
{
    const auto file = open_->run / events_file;
    const auto table =
        open_->table(open_->events, events_file, event_columns({}), every_event_column);
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    const PersonNumber who = numbers.of(id);
    std::vector<LoggedEvent> events;
    if (who == number_of_nobody) return events;
    const auto read =
        (*table)->rows_of(std::span{&who, 1}, [&](const arrow::Table& group, std::int64_t row) {
            LoggedEvent event = event_in(group, row, numbers);
            if (event.day >= days.from && event.day <= days.to) events.push_back(std::move(event));
        });
    if (!read) return std::unexpected{complaint_of(file, read.error())};
    return events;
}

std::expected<FoundLives, Complaints> LifeTables::lives_of(const PersonNumbers& numbers,
                                                           std::span<const LifeId> ids)
{
    std::vector<PersonNumber> wanted;
    for (const LifeId id : ids)
        if (const PersonNumber number = numbers.of(id); number > 0) wanted.push_back(number);
    std::ranges::sort(wanted);
    const auto twice = std::ranges::unique(wanted);
    wanted.erase(twice.begin(), twice.end());
    const auto file = open_->run / lives_file;
    const auto table = open_->table_of_lives();
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    FoundLives lives;
    const auto read = (*table)->rows_of(wanted, [&](const arrow::Table& group, std::int64_t row) {
        lives.push_back(life_in(group, row, numbers));
    });
    if (!read) return std::unexpected{complaint_of(file, read.error())};
    std::ranges::sort(lives, {}, &LifeRow::person);
    return lives;
}

std::expected<FoundLives, Complaints> LifeTables::family_of(const PersonNumbers& numbers, LifeId id)
{
    const PersonNumber self = numbers.of(id);
    if (self <= 0) return FoundLives{};
    if (const auto read = open_->read_parents(); !read)
        return std::unexpected{complaint_of(open_->run / lives_file, read.error())};
    const auto& parents = *open_->parents;
    const auto at = static_cast<std::size_t>(self - 1);
    if (at >= parents.size()) return FoundLives{};
    const auto [mother, father] = parents[at];
    std::vector<LifeId> family{id};
    for (std::size_t i = 0; i < parents.size(); ++i)
        for (const PersonNumber parent : {parents[i].first, parents[i].second})
            if (parent > 0 && (parent == self || parent == mother || parent == father))
                family.push_back(numbers.identity(static_cast<PersonNumber>(i + 1)));
    auto lives = lives_of(numbers, family);
    if (lives)
        std::ranges::sort(*lives, {}, [](const LifeRow& l) { return std::pair{l.born, l.person}; });
    return lives;
}

std::expected<std::vector<Stay>, Complaints> LifeTables::stays_of(const PersonNumbers& numbers,
                                                                  LifeId id)
{
    const auto file = open_->run / households_file;
    const auto table =
        open_->table(open_->households, households_file, household_columns({}), every_stay_column);
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    const PersonNumber who = numbers.of(id);
    std::vector<Stay> stays;
    if (who <= 0) return stays;
    const auto read =
        (*table)->rows_of(std::span{&who, 1}, [&](const arrow::Table& group, std::int64_t row) {
            stays.push_back(stay_in(group, row));
        });
    if (!read) return std::unexpected{complaint_of(file, read.error())};
    return stays;
}

std::expected<std::vector<LoggedEvent>, Complaints>
events_of(const std::filesystem::path& run, const PersonNumbers& numbers, LifeId id, Days days)
{
    return LifeTables{run}.events_of(numbers, id, days);
}

std::expected<FoundLives, Complaints> lives_of(const std::filesystem::path& run,
                                               const PersonNumbers& numbers,
                                               std::span<const LifeId> ids)
{
    return LifeTables{run}.lives_of(numbers, ids);
}

std::expected<std::vector<std::string>, Complaints> place_names_of(const std::filesystem::path& run)
{
    const auto file = run / lives_file;
    const auto table = TableReader::open(file, *schema_of(life_columns({})));
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    if (table->groups() == 0) return std::vector<std::string>{};
    const auto group = table->group(0, {"place"});
    if (!group) return std::unexpected{complaint_of(file, group.error())};
    return words_of(**group, "place");
}

} // namespace counterlife::study::record
