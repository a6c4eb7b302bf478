// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/life_reading.h"

#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <functional>
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

std::vector<std::string> names_in(const arrow::Table& table, const std::string& column)
{
    const auto words = std::static_pointer_cast<arrow::StringArray>(
        array_of<arrow::DictionaryArray>(table, column)->dictionary());
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < words->length(); ++i) names.push_back(words->GetString(i));
    return names;
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
    const auto died = array_of<arrow::Date32Array>(table, "died");
    const auto who = [&](const char* column) { return id_in(table, column, row, numbers); };
    return {.person = who("person"),
            .mother = who("mother"),
            .father = who("father"),
            .spouse = who("spouse"),
            .born = engine::Day{array_of<arrow::Date32Array>(table, "born")->Value(row)},
            .died = died->IsNull(row) ? engine::no_day : engine::Day{died->Value(row)},
            .birth_place = place("birth_place"),
            .place = place("place"),
            .sex = static_cast<Sex>(at("sex")),
            .marital = static_cast<Marital>(at("marital")),
            .school = static_cast<School>(at("school")),
            .school_years = small("school_years"),
            .marriages = small("marriages"),
            .children = small("children"),
            .founder = is("founder"),
            .urban = is("urban")};
}

const std::vector<std::string> every_life_column{
    "person", "mother",  "father",    "spouse",   "born",   "died",         "birth_place", "place",
    "sex",    "marital", "marriages", "children", "school", "school_years", "founder",     "urban"};

/// Rows of lives.parquet that a test on a few columns picks out.
std::expected<FoundLives, Failure>
pick(const std::filesystem::path& file, const PersonNumbers& numbers,
     const std::vector<std::string>& columns,
     const std::function<bool(const TableReader&, int group)>& may_have,
     const std::function<std::vector<std::int64_t>(const arrow::Table&)>& chosen)
{
    const auto table = TableReader::open(file, *schema_of(life_columns({})));
    if (!table) return std::unexpected{table.error()};
    FoundLives lives;
    for (int group = 0; group < table->groups(); ++group) {
        if (!may_have(*table, group)) continue;
        const auto some = table->group(group, columns);
        if (!some) return std::unexpected{some.error()};
        const auto rows = chosen(**some);
        if (rows.empty()) continue;
        const auto whole = table->group(group, every_life_column);
        if (!whole) return std::unexpected{whole.error()};
        for (const std::int64_t row : rows) lives.push_back(life_in(**whole, row, numbers));
    }
    return lives;
}

} // namespace

std::expected<std::vector<LoggedEvent>, Complaints>
events_of(const std::filesystem::path& run, const PersonNumbers& numbers, LifeId id, Days days)
{
    const auto file = run / events_file;
    const auto table = TableReader::open(file, *schema_of(event_columns({})));
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    const PersonNumber who = numbers.of(id);
    std::vector<LoggedEvent> events;
    if (who == number_of_nobody) return events;
    for (int group = 0; group < table->groups(); ++group) {
        const auto range = table->range_of(group, "person");
        if (range && (who < range->first || range->second < who)) continue;
        const auto some = table->group(group, {"person"});
        if (!some) return std::unexpected{complaint_of(file, some.error())};
        const auto people = array_of<arrow::Int32Array>(**some, "person");
        const std::span sorted{people->raw_values(), static_cast<std::size_t>(people->length())};
        const auto [first, last] = std::ranges::equal_range(sorted, who);
        if (first == last) continue;
        const auto whole =
            table->group(group, {"person", "date", "event", "place", "other", "detail",
                                 "cause_person", "cause_date", "cause_event"});
        if (!whole) return std::unexpected{complaint_of(file, whole.error())};
        for (auto at = first; at != last; ++at) {
            LoggedEvent event = event_in(**whole, at - sorted.begin(), numbers);
            if (event.day >= days.from && event.day <= days.to) events.push_back(std::move(event));
        }
    }
    return events;
}

std::expected<FoundLives, Complaints> lives_of(const std::filesystem::path& run,
                                               const PersonNumbers& numbers,
                                               std::span<const LifeId> ids)
{
    std::vector<PersonNumber> wanted;
    for (const LifeId id : ids)
        if (const PersonNumber number = numbers.of(id); number > 0) wanted.push_back(number);
    std::ranges::sort(wanted);
    const auto twice = std::ranges::unique(wanted);
    wanted.erase(twice.begin(), twice.end());
    const auto may_have = [&](const TableReader& table, int group) {
        const auto range = table.range_of(group, "person");
        return !range || std::ranges::any_of(wanted, [&](PersonNumber who) {
            return range->first <= who && who <= range->second;
        });
    };
    const auto chosen = [&](const arrow::Table& table) {
        const auto people = array_of<arrow::Int32Array>(table, "person");
        std::vector<std::int64_t> rows;
        for (std::int64_t row = 0; row < people->length(); ++row)
            if (std::ranges::binary_search(wanted, people->Value(row))) rows.push_back(row);
        return rows;
    };
    auto lives = pick(run / lives_file, numbers, {"person"}, may_have, chosen);
    if (!lives) return std::unexpected{complaint_of(run / lives_file, lives.error())};
    std::ranges::sort(*lives, {}, &LifeRow::person);
    return std::move(*lives);
}

std::expected<FoundLives, Complaints> family_of(const std::filesystem::path& run,
                                                const PersonNumbers& numbers, LifeId id)
{
    const auto own = lives_of(run, numbers, std::span{&id, 1});
    if (!own || own->empty()) return own;
    const PersonNumber self = numbers.of(id);
    const PersonNumber mother = numbers.of(own->front().mother);
    const PersonNumber father = numbers.of(own->front().father);
    const auto any = [](const TableReader&, int) { return true; };
    const auto chosen = [&](const arrow::Table& table) {
        const auto people = array_of<arrow::Int32Array>(table, "person");
        const auto mothers = array_of<arrow::Int32Array>(table, "mother");
        const auto fathers = array_of<arrow::Int32Array>(table, "father");
        const auto child_of = [&](std::int64_t row, PersonNumber parent) {
            return parent != number_of_nobody &&
                   (mothers->Value(row) == parent || fathers->Value(row) == parent);
        };
        std::vector<std::int64_t> rows;
        for (std::int64_t row = 0; row < table.num_rows(); ++row)
            if (people->Value(row) == self || child_of(row, self) || child_of(row, mother) ||
                child_of(row, father))
                rows.push_back(row);
        return rows;
    };
    auto lives = pick(run / lives_file, numbers, {"person", "mother", "father"}, any, chosen);
    if (!lives) return std::unexpected{complaint_of(run / lives_file, lives.error())};
    std::ranges::sort(*lives, {}, [](const LifeRow& l) { return std::pair{l.born, l.person}; });
    return std::move(*lives);
}

std::expected<std::vector<std::string>, Complaints> place_names_of(const std::filesystem::path& run)
{
    const auto file = run / lives_file;
    const auto table = TableReader::open(file, *schema_of(life_columns({})));
    if (!table) return std::unexpected{complaint_of(file, table.error())};
    if (table->groups() == 0) return std::vector<std::string>{};
    const auto group = table->group(0, {"place"});
    if (!group) return std::unexpected{complaint_of(file, group.error())};
    return names_in(**group, "place");
}

} // namespace counterlife::study::record
