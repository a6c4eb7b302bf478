// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The tables of the nation's numbers: of one run, and of several.

#include "study/record/columns.h"
#include "study/record/run_tables.h"

#include <optional>

namespace counterlife::study::record {
namespace {

/// What a number is of, for tables whose rows hold one.
template <class Row, class Of> Columns<Row> columns_of_numbers(const Of& of)
{
    const auto words = [&](const char* name, const char* unit, const char* description,
                           Interned SeriesRow::* text) {
        return word_column<Row>({name, unit, description},
                                [of, text](const Row& row) -> Interned { return of(row).*text; });
    };
    return {
        column<arrow::Int16Type, Row>(
            {"year", "year", "Stocks: the first of January of it. Flows and rates: all of it"},
            [of](const Row& row) { return of(row).year; }),
        words("measure", "name", "What is counted or related", &SeriesRow::measure),
        words("level", "category", "nation, province or place", &SeriesRow::level),
        words("place", "name", "nation, or a province's or place's name", &SeriesRow::place),
        words("sex", "category", "all, male or female", &SeriesRow::sex),
        column<arrow::Int16Type, Row>(
            {"age", "years", "The youngest of the age group; none for all ages"},
            [of](const Row& row) {
                return of(row).age < 0 ? std::nullopt : std::optional{of(row).age};
            }),
        words("status", "category", "What kind of it; none for all", &SeriesRow::status),
    };
}

} // namespace

Columns<SeriesRow> series_columns()
{
    Columns<SeriesRow> all =
        columns_of_numbers<SeriesRow>([](const SeriesRow& row) { return row; });
    all.push_back(column<arrow::DoubleType, SeriesRow>(
        {"value", "see the column unit", "The count, exactly, or the rate"},
        [](const SeriesRow& row) { return row.value; }));
    all.push_back(
        word_column<SeriesRow>({"unit", "name", "The unit of the value"},
                               [](const SeriesRow& row) -> Interned { return row.unit; }));
    return all;
}

namespace {

void add_member_columns(Columns<ReplicateRow>& all)
{
    using Of = ReplicateRow::OfMembers;
    const auto add = [&](const char* name, const char* description,
                         std::optional<double> Of::* of) {
        all.push_back(column<arrow::DoubleType, ReplicateRow>(
            {name, "see the column unit", description},
            [of](const ReplicateRow& row) { return row.of_members.*of; }));
    };
    add("low", "Lower end of the 95 % interval for the mean that luck leaves", &Of::low);
    add("high", "Upper end of it", &Of::high);
    add("ensemble_low", "Lower end of the 95 % interval of luck and ignorance", &Of::ensemble_low);
    add("ensemble_high", "Upper end of it", &Of::ensemble_high);
    add("sd_luck", "Deviation from seed to seed within a member", &Of::sd_luck);
    add("sd_ignorance", "Deviation from member to member, luck taken out", &Of::sd_ignorance);
    add("luck_q2_5", "The 2.5 % quantile of runs about the mean by luck alone", &Of::luck_low);
    add("luck_q97_5", "The 97.5 % quantile of those", &Of::luck_high);
}

} // namespace

Columns<ReplicateRow> replicate_columns(bool of_members)
{
    constexpr const char* unit = "see the column unit";
    Columns<ReplicateRow> all = columns_of_numbers<ReplicateRow>(
        [](const ReplicateRow& row) -> const SeriesRow& { return row.of; });
    all.push_back(
        word_column<ReplicateRow>({"unit", "name", "The unit of the numbers"},
                                  [](const ReplicateRow& row) -> Interned { return row.of.unit; }));
    all.push_back(column<arrow::Int32Type, ReplicateRow>(
        {"replicates", "replicates", "How many have this number; a rate needs somebody at risk"},
        &ReplicateRow::replicates));
    const auto add = [&](const char* name, const char* description, auto get) {
        all.push_back(column<arrow::DoubleType, ReplicateRow>({name, unit, description}, get));
    };
    add("mean", "The mean over those replicates",
        [](const ReplicateRow& row) { return row.of.value; });
    add("standard_error", "Of that mean: the deviation over the root of how many there are",
        &ReplicateRow::standard_error);
    add("standard_deviation", "Between replicates; none of one", &ReplicateRow::standard_deviation);
    constexpr std::array names{"q2_5", "q25", "q50", "q75", "q97_5"};
    constexpr std::array said{"The 2.5 % quantile over replicates", "The 25 % quantile",
                              "The median", "The 75 % quantile", "The 97.5 % quantile"};
    for (std::size_t i = 0; i < names.size(); ++i)
        add(names[i], said[i], [i](const ReplicateRow& row) { return row.quantiles[i]; });
    if (of_members) add_member_columns(all);
    return all;
}

} // namespace counterlife::study::record
