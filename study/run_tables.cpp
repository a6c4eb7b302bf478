// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/run_tables.h"

#include <arrow/util/key_value_metadata.h>

#include <algorithm>
#include <new>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

// A column's values come from a function of the row: a value, or an optional where there may be
// none. Categories are a list of names and a column of positions in it, made directly: no name is
// looked at while lives or events are written.

namespace counterlife::study {
namespace {

using engine::Event;
using Names = std::shared_ptr<arrow::Array>;

template <class Value> struct IsOptional : std::false_type {};
template <class Value> struct IsOptional<std::optional<Value>> : std::true_type {};

template <class ArrowType, class Row, class Get>
arrow::Result<std::shared_ptr<arrow::Array>> values_of(std::span<const Row> rows, const Get& get)
{
    typename arrow::TypeTraits<ArrowType>::BuilderType builder;
    ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(rows.size())));
    for (const Row& row : rows) {
        const auto value = get(row);
        if constexpr (IsOptional<std::remove_const_t<decltype(value)>>::value) {
            if (value)
                builder.UnsafeAppend(*value);
            else
                builder.UnsafeAppendNull();
        } else {
            builder.UnsafeAppend(value);
        }
    }
    return builder.Finish();
}

struct Meaning {
    std::string name, unit, description;
};

std::shared_ptr<arrow::Field> field_of(const Meaning& meaning,
                                       std::shared_ptr<arrow::DataType> type, bool may_be_null)
{
    return arrow::field(
        meaning.name, std::move(type), may_be_null,
        arrow::key_value_metadata({"description", "unit"}, {meaning.description, meaning.unit}));
}

template <class ArrowType, class Row, class Get> Column<Row> column(Meaning meaning, Get get)
{
    using Value = std::invoke_result_t<Get, const Row&>;
    return {.field = field_of(meaning, arrow::TypeTraits<ArrowType>::type_singleton(),
                              IsOptional<Value>::value),
            .of = [get](std::span<const Row> rows) { return values_of<ArrowType>(rows, get); }};
}

std::shared_ptr<arrow::DataType> category()
{
    return arrow::dictionary(arrow::int32(), arrow::utf8());
}

Names names_of(const std::vector<std::string>& words)
{
    arrow::StringBuilder builder;
    Names names;
    // Fails only where there is no memory left.
    if (!builder.AppendValues(words).ok() || !builder.Finish(&names).ok()) throw std::bad_alloc{};
    return names;
}

/// A column of categories. `get` gives a position among the names.
template <class Row, class Get> Column<Row> category_column(Meaning meaning, Names names, Get get)
{
    using Value = std::invoke_result_t<Get, const Row&>;
    return {.field = field_of(meaning, category(), IsOptional<Value>::value),
            .of = [names = std::move(names),
                   get](std::span<const Row> rows) -> arrow::Result<std::shared_ptr<arrow::Array>> {
                ARROW_ASSIGN_OR_RAISE(const auto indices, values_of<arrow::Int32Type>(rows, get));
                return std::make_shared<arrow::DictionaryArray>(category(), indices, names);
            }};
}

/// A position among so many names, or none if it is past them.
std::optional<std::int32_t> among(std::size_t names, std::size_t at)
{
    if (at >= names) return std::nullopt;
    return static_cast<std::int32_t>(at);
}

/// A column of words that are not known beforehand: categories in the order of appearance. No word
/// is no category.
template <class Row, class Get> Column<Row> word_column(Meaning meaning, Get get)
{
    return {.field = field_of(meaning, category(), true),
            .of = [get](std::span<const Row> rows) -> arrow::Result<std::shared_ptr<arrow::Array>> {
                std::vector<std::string> words;
                std::unordered_map<std::string_view, std::int32_t> positions;
                const auto index = [&](const Row& row) -> std::optional<std::int32_t> {
                    const std::string_view word = get(row);
                    if (word.empty()) return std::nullopt;
                    const auto [at, is_new] =
                        positions.try_emplace(word, static_cast<std::int32_t>(words.size()));
                    if (is_new) words.emplace_back(word);
                    return at->second;
                };
                ARROW_ASSIGN_OR_RAISE(const auto indices, values_of<arrow::Int32Type>(rows, index));
                return std::make_shared<arrow::DictionaryArray>(category(), indices,
                                                                names_of(words));
            }};
}

std::optional<std::int64_t> somebody(engine::LifeId id)
{
    if (id == engine::nobody) return std::nullopt;
    return static_cast<std::int64_t>(id);
}

/// The provinces in the order of the places, and each place's position among them.
std::pair<std::vector<std::string>, std::vector<std::optional<std::int32_t>>>
provinces_of(const std::vector<std::string>& place_provinces)
{
    std::vector<std::string> provinces;
    std::vector<std::optional<std::int32_t>> province_of;
    for (const std::string& name : place_provinces) {
        auto& position = province_of.emplace_back();
        if (name.empty()) continue;
        const auto at = std::ranges::find(provinces, name) - provinces.begin();
        if (at == std::ssize(provinces)) provinces.push_back(name);
        position = static_cast<std::int32_t>(at);
    }
    return {std::move(provinces), std::move(province_of)};
}

} // namespace

Columns<Event> event_columns(const RunDescription& description)
{
    const Names rules = names_of(description.rules);
    const Names places = names_of(description.places);
    const std::size_t count = description.places.size();
    const auto if_sent = [](auto get) {
        return [get](const Event& e) {
            using Value = std::invoke_result_t<decltype(get), const Event&>;
            return e.cause.rule == engine::no_rule ? std::nullopt : std::optional<Value>{get(e)};
        };
    };
    return {
        column<arrow::Int64Type, Event>(
            {"person", "id", "The person or institution to whom it happened"},
            [](const Event& e) { return static_cast<std::int64_t>(e.who); }),
        column<arrow::Date32Type, Event>({"date", "day", "The day on which it happened"},
                                         [](const Event& e) { return e.day; }),
        category_column<Event>({"event", "rule", "The rule that made it happen"}, rules,
                               [](const Event& e) { return std::int32_t{e.rule}; }),
        category_column<Event>({"place", "name", "The place where it happened"}, places,
                               [count](const Event& e) { return among(count, e.place); }),
        column<arrow::Int64Type, Event>(
            {"other", "id", "The other person or institution, where there is one"},
            [](const Event& e) { return somebody(e.with); }),
        column<arrow::Int32Type, Event>(
            {"detail", "see description", "A small number whose meaning belongs to the rule"},
            [](const Event& e) { return e.detail; }),
        column<arrow::Int64Type, Event>(
            {"cause_person", "id",
             "Who sent the letter that set it off; none where it was the person's own rule"},
            if_sent([](const Event& e) { return static_cast<std::int64_t>(e.cause.who); })),
        column<arrow::Date32Type, Event>(
            {"cause_date", "day", "The day on which that letter was sent"},
            if_sent([](const Event& e) { return e.cause.day; })),
        category_column<Event>({"cause_event", "rule", "The rule under which it was sent"}, rules,
                               if_sent([](const Event& e) { return std::int32_t{e.cause.rule}; })),
    };
}

Columns<LifeRow> life_columns(const RunDescription& description)
{
    const Names places = names_of(description.places);
    const std::size_t count = description.places.size();
    auto [province_names, province_of] = provinces_of(description.place_provinces);
    return {
        column<arrow::Int64Type, LifeRow>(
            {"person", "id", "The person, by an identity that is the same in every run"},
            [](const LifeRow& life) { return static_cast<std::int64_t>(life.person); }),
        column<arrow::Int64Type, LifeRow>({"mother", "id", "The mother, where she is known"},
                                          [](const LifeRow& l) { return somebody(l.mother); }),
        column<arrow::Int64Type, LifeRow>({"father", "id", "The father, where he is known"},
                                          [](const LifeRow& l) { return somebody(l.father); }),
        column<arrow::Int64Type, LifeRow>({"spouse", "id", "The present or last wife or husband"},
                                          [](const LifeRow& l) { return somebody(l.spouse); }),
        category_column<LifeRow>({"sex", "category", "male or female"},
                                 names_of({"male", "female"}),
                                 [](const LifeRow& l) { return static_cast<std::int32_t>(l.sex); }),
        column<arrow::Date32Type, LifeRow>({"born", "day", "The day of birth"},
                                           [](const LifeRow& life) { return life.born; }),
        column<arrow::Date32Type, LifeRow>({"died", "day", "The day of death; none for the living"},
                                           [](const LifeRow& life) {
                                               return life.died == engine::no_day
                                                          ? std::nullopt
                                                          : std::optional{life.died};
                                           }),
        category_column<LifeRow>({"birth_place", "name", "The place of birth"}, places,
                                 [count](const LifeRow& l) { return among(count, l.birth_place); }),
        category_column<LifeRow>({"place", "name", "Where the person is, or died"}, places,
                                 [count](const LifeRow& l) { return among(count, l.place); }),
        category_column<LifeRow>({"province", "name", "The province of that place"},
                                 names_of(province_names),
                                 [of = province_of](const LifeRow& life) {
                                     return life.place < of.size() ? of[life.place] : std::nullopt;
                                 }),
        column<arrow::BooleanType, LifeRow>(
            {"urban", "yes or no", "Whether the person lives, or died, in a town"},
            [](const LifeRow& life) { return life.urban; }),
        category_column<LifeRow>(
            {"marital", "category", "Marital status at the end of the run or of life"},
            names_of({"never_married", "married", "widowed", "divorced"}),
            [](const LifeRow& l) { return static_cast<std::int32_t>(l.marital); }),
        column<arrow::Int16Type, LifeRow>(
            {"marriages", "marriages", "How often the person has married"},
            [](const LifeRow& life) { return life.marriages; }),
        column<arrow::Int16Type, LifeRow>(
            {"children", "children", "How many children were born to the person"},
            [](const LifeRow& life) { return life.children; }),
        category_column<LifeRow>(
            {"school", "category", "Schooling at the end of the run or of life"},
            names_of({"none", "pupil", "left_school", "student", "graduate"}),
            [](const LifeRow& l) { return static_cast<std::int32_t>(l.school); }),
        column<arrow::Int16Type, LifeRow>(
            {"school_years", "years", "Years of schooling that were completed"},
            [](const LifeRow& life) { return life.school_years; }),
        column<arrow::BooleanType, LifeRow>(
            {"founder", "yes or no", "Whether the person was alive when the run began"},
            [](const LifeRow& life) { return life.founder; }),
    };
}

Columns<SeriesRow> series_columns()
{
    return {
        column<arrow::Int16Type, SeriesRow>(
            {"year", "year", "Stocks: the first of January of it. Flows and rates: all of it"},
            [](const SeriesRow& row) { return row.year; }),
        word_column<SeriesRow>(
            {"measure", "name", "What is counted or related"},
            [](const SeriesRow& row) -> std::string_view { return row.measure; }),
        word_column<SeriesRow>({"level", "category", "nation, province or place"},
                               [](const SeriesRow& row) -> std::string_view { return row.level; }),
        word_column<SeriesRow>({"place", "name", "nation, or a province's or place's name"},
                               [](const SeriesRow& row) -> std::string_view { return row.place; }),
        word_column<SeriesRow>({"sex", "category", "all, male or female"},
                               [](const SeriesRow& row) -> std::string_view { return row.sex; }),
        column<arrow::Int16Type, SeriesRow>(
            {"age", "years", "The youngest of the age group; none for all ages"},
            [](const SeriesRow& row) {
                return row.age < 0 ? std::nullopt : std::optional{row.age};
            }),
        word_column<SeriesRow>({"status", "category", "What kind of it; none for all"},
                               [](const SeriesRow& row) -> std::string_view { return row.status; }),
        column<arrow::DoubleType, SeriesRow>(
            {"value", "see the column unit", "The count, exactly, or the rate"},
            [](const SeriesRow& row) { return row.value; }),
        word_column<SeriesRow>({"unit", "name", "The unit of the value"},
                               [](const SeriesRow& row) -> std::string_view { return row.unit; }),
    };
}

} // namespace counterlife::study
