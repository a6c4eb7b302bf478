// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The columns of crossings.parquet.

#include "model/china/stay.h"
#include "model/route/way.h"
#include "study/record/columns.h"
#include "study/record/run_tables.h"

#include <array>
#include <iterator>
#include <string>

namespace counterlife::study::record {
namespace {

using Row = NumberedCrossing;

constexpr model::Code aims[]{model::code(model::Aim::earn, "earn"),
                             model::code(model::Aim::south, "south")};
constexpr model::Code endings[]{model::code(CrossingEnd::drowned, "drowned"),
                                model::code(CrossingEnd::caught, "caught"),
                                model::code(CrossingEnd::sent_back, "sent_back"),
                                model::code(CrossingEnd::went_back, "went_back"),
                                model::code(CrossingEnd::went_on, "went_on"),
                                model::code(CrossingEnd::died, "died")};

Column<Row> day_column(const char* name, const char* description, engine::Day CrossingRow::* day)
{
    return column<arrow::Date32Type, Row>(
        {name, "day", description}, [day](const Row& row) { return if_ever(row.crossing.*day); });
}

Column<Row> person_column(const char* name, const char* description, PersonNumber Row::* who)
{
    return column<arrow::Int32Type, Row>({name, "number", description}, who);
}

/// A value that there may be, as the position of its name.
template <class Value> Column<Row> choice_column(const char* name, const char* description,
                                                 Names names,
                                                 std::optional<Value> CrossingRow::* value)
{
    return category_column<Row>({name, "category", description}, std::move(names),
                                [value](const Row& row) -> std::optional<std::int32_t> {
                                    const std::optional<Value>& one = row.crossing.*value;
                                    if (!one) return std::nullopt;
                                    return static_cast<std::int32_t>(*one);
                                });
}

Column<Row> place_column(const char* name, const char* description, const RunDescription& run,
                         engine::PlaceId CrossingRow::* place)
{
    return category_column<Row>({name, "name", description}, names_of(run.places),
                                [place, count = run.places.size()](const Row& row) {
                                    return among(count, row.crossing.*place);
                                });
}

Column<Row> flag_column(const char* name, const char* description, bool CrossingRow::* flag)
{
    return column<arrow::BooleanType, Row>({name, "boolean", description},
                                           [flag](const Row& row) { return row.crossing.*flag; });
}

/// The night on the river, and how it came to it.
Columns<Row> columns_of_the_night(const RunDescription& run)
{
    return {
        person_column("person", "Who went to the river: a row of lives.parquet, from one",
                      &Row::person),
        column<arrow::Int16Type, Row>({"nth", "ordinal", "The how manieth of that person's nights"},
                                      [](const Row& row) { return row.crossing.nth; }),
        day_column("left", "The day of setting out from home", &CrossingRow::left),
        column<arrow::Date32Type, Row>({"night", "day", "The night on the river"},
                                       [](const Row& row) { return row.crossing.night; }),
        place_column("bank", "The county on whose bank", run, &CrossingRow::bank),
        category_column<Row>(
            {"water", "category", "What the river was like"}, names_in(model::border::waters),
            [](const Row& row) { return static_cast<std::int32_t>(row.crossing.river.water); }),
        column<arrow::BooleanType, Row>({"swept", "boolean", "Whether the person was swept away"},
                                        [](const Row& row) { return row.crossing.river.swept; }),
        column<arrow::BooleanType, Row>({"across", "boolean", "Whether the person got across"},
                                        [](const Row& row) { return row.crossing.river.across(); }),
        flag_column("with_family", "Whether with the family", &CrossingRow::with_family),
        person_column("led_by", "Who took the person along; 0 for whoever leads or goes alone",
                      &Row::led_by),
        flag_column("guided", "Whether by a guide whom kin in the South pay", &CrossingRow::guided),
        person_column("paid_by", "Who pays that guide; 0 for nobody", &Row::paid_by),
        choice_column("aim",
                      "What for: to earn, or to go on to the South; null for those taken along",
                      names_in(aims), &CrossingRow::aim),
        choice_column("why", "What weighed most in the decision; null for those taken along",
                      names_in(model::border::whys), &CrossingRow::why)};
}

/// The stay across it, and its end.
Columns<Row> columns_of_the_stay(const RunDescription& run)
{
    return {day_column("settled", "The day of finding somewhere to stay", &CrossingRow::settled),
            place_column("stayed", "Where that was", run, &CrossingRow::stayed),
            choice_column("stay", "How the person lived there at first",
                          names_in(model::china::stays), &CrossingRow::stay),
            day_column("sold", "The day of being sold to a man", &CrossingRow::sold),
            day_column("arrested", "The last arrest across the river", &CrossingRow::arrested),
            day_column("ended", "The last day of it; null: it goes on", &CrossingRow::ended),
            choice_column("ended_how", "How it ended", names_in(endings), &CrossingRow::how),
            choice_column("way", "By which way on to the South", names_in(model::route::way_codes),
                          &CrossingRow::way),
            day_column("arrived", "The day of arrival in the South", &CrossingRow::arrived),
            day_column("next", "The next night on the river", &CrossingRow::next)};
}

} // namespace

Columns<NumberedCrossing> crossing_columns(const RunDescription& description)
{
    Columns<Row> all = columns_of_the_night(description);
    std::ranges::move(columns_of_the_stay(description), std::back_inserter(all));
    return all;
}

} // namespace counterlife::study::record
