// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_tables.h"

#include "study/record/columns.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace counterlife::study::record {
namespace {

using engine::Event;

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

} // namespace counterlife::study::record
