// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/found_tables.h"

#include "study/record/columns.h"

#include <fmt/format.h>

#include <utility>

namespace counterlife::study::find {

namespace {

template <class Row>
std::shared_ptr<arrow::Table> table_of(const Columns<Row>& columns, std::span<const Row> rows)
{
    arrow::ArrayVector arrays;
    for (const Column<Row>& column : columns) arrays.push_back(column.of(rows).ValueOrDie());
    return arrow::Table::Make(schema_of(columns), std::move(arrays),
                              static_cast<std::int64_t>(rows.size()));
}

} // namespace

FoundTables tables_of(const Found& found)
{
    Columns<FoundLife> lives{column<arrow::Int32Type, FoundLife>(
        {"person", "number", "as in lives.parquet"},
        [numbers = found.numbers](const FoundLife& life) { return numbers->of(life.who); })};
    // Something that must never happen after the last step has a line in the funnel, and no day.
    std::size_t days = found.funnel.size() - 1;
    if (!found.shown.empty()) days = found.shown.front().days.size();
    for (std::size_t step = 0; step < days; ++step)
        lives.push_back(column<arrow::Date32Type, FoundLife>(
            {fmt::format("step_{}", step + 1), "day", found.funnel[step + 1].says},
            [step](const FoundLife& life) { return life.days[step]; }));

    std::vector<std::pair<std::int32_t, const FunnelStep*>> steps;
    for (const FunnelStep& step : found.funnel)
        steps.emplace_back(static_cast<std::int32_t>(steps.size()), &step);
    using Step = decltype(steps)::value_type;
    std::vector<std::string> says;
    for (const FunnelStep& step : found.funnel) says.push_back(step.says);
    Columns<Step> funnel{
        column<arrow::Int32Type, Step>({"step", "", "0: whom one looked at"},
                                       [](const Step& step) { return step.first; }),
        {.field =
             field_of({"says", "", "the step in the words of the pattern"}, arrow::utf8(), false),
         .of = [says](std::span<const Step>) -> arrow::Result<std::shared_ptr<arrow::Array>> {
             return names_of(says);
         }},
        column<arrow::Int64Type, Step>({"lives", "lives", "that get through this step"},
                                       [](const Step& step) { return step.second->lives; })};
    return {.lives = table_of<FoundLife>(lives, found.shown),
            .funnel = table_of<Step>(funnel, steps)};
}

} // namespace counterlife::study::find
