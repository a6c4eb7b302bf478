// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/columns.h"
#include "study/record/row_groups.h"
#include "study/record/run_tables.h"
#include "study/text/numbers_and_dates.h"
#include "tests/study/small_data.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace counterlife::study::record {
namespace {

using Row = std::int32_t;
using Groups = RowGroups<int, Row>;

/// A table of one column, which gives words where a row is below zero: they cannot be written.
Columns<Row> numbers_column()
{
    Columns<Row> columns{column<arrow::Int32Type, Row>({"number", "", ""}, std::identity{})};
    columns.front().of =
        [of = columns.front().of](std::span<const Row> rows) -> arrow::Result<Names> {
        if (std::ranges::all_of(rows, [](Row row) { return row >= 0; })) return of(rows);
        return names_of(std::vector<std::string>(rows.size(), "word"));
    };
    return columns;
}

ParquetFile file_in(const Folder& folder, const Columns<Row>& columns)
{
    auto file =
        ParquetFile::create(folder.path(), "t.parquet", "t.parquet", schema_of(columns), {});
    EXPECT_TRUE(file);
    return std::move(*file);
}

void doubled(std::span<const int> given, std::vector<Row>& rows)
{
    for (const int one : given) rows.push_back(2 * one);
}

/// The bytes of a table of so many rows, ten a group.
std::string written(int count, bool beside)
{
    const Folder folder;
    const Columns<Row> columns = numbers_column();
    ParquetFile file = file_in(folder, columns);
    Groups groups{file, columns, 10, beside, doubled};
    int full = 0;
    for (int i = 0; i < count; ++i) {
        const auto added = groups.add(i);
        EXPECT_TRUE(added);
        full += *added ? 1 : 0;
    }
    EXPECT_EQ(full, count / 10);
    EXPECT_TRUE(groups.finish());
    EXPECT_EQ(file.rows(), count);
    EXPECT_EQ(groups.handed_on(), count);
    EXPECT_TRUE(file.finish({}));
    return read_file(folder.path() / "t.parquet", 1 << 20).value_or("unread");
}

TEST(RowGroups, are_the_same_bytes_on_one_thread_and_on_two)
{
    for (const int count : {0, 1, 10, 999}) {
        const std::string alone = written(count, false);
        EXPECT_NE(alone, "unread");
        EXPECT_EQ(alone, written(count, true)) << count;
    }
}

TEST(RowGroups, tell_what_failed_in_the_group_before)
{
    for (const bool beside : {false, true}) {
        const Folder folder;
        const Columns<Row> columns = numbers_column();
        ParquetFile file = file_in(folder, columns);
        Groups groups{file, columns, 10, beside, doubled};
        std::string trouble;
        for (int i = 0; i < 40 && trouble.empty(); ++i)
            if (const auto added = groups.add(i == 13 ? -1 : i); !added) trouble = added.error();
        EXPECT_NE(trouble.find("t.parquet could not be written"), std::string::npos) << trouble;
        EXPECT_EQ(file.rows(), 10);
    }
}

TEST(RowGroups, tell_what_failed_in_the_last_group)
{
    const Folder folder;
    const Columns<Row> columns = numbers_column();
    ParquetFile file = file_in(folder, columns);
    Groups groups{file, columns, 10, true, doubled};
    EXPECT_TRUE(groups.add(-1));
    EXPECT_FALSE(groups.finish());
}

engine::Event event_of(engine::LifeId who, engine::LifeId with, engine::LifeId sender)
{
    return {.who = who,
            .with = with,
            .cause = {.who = sender,
                      .rule = sender == engine::nobody ? engine::no_rule : engine::RuleId{3}},
            .rule = 1};
}

TEST(NumberedEvents, name_everybody_as_the_numbers_do)
{
    constexpr engine::LifeId first = engine::first_life_id;
    const std::vector<engine::LifeId> people{first + 5, first + 700, first * 3};
    const PersonNumbers numbers{people, {2}};
    std::vector<engine::LifeId> all{people};
    all.insert(all.end(), {engine::nobody, 2, first + 6});
    std::vector<engine::Event> events;
    for (const engine::LifeId who : all)
        for (const engine::LifeId with : all)
            for (const engine::LifeId sender : all) events.push_back(event_of(who, with, sender));
    std::vector<EventRow> rows;
    number_events(numbers, events, rows);
    ASSERT_EQ(rows.size(), events.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].who, numbers.of(events[i].who)) << i;
        EXPECT_EQ(rows[i].with, numbers.of(events[i].with)) << i;
        EXPECT_EQ(rows[i].sender, numbers.of(events[i].cause.who)) << i;
    }
}

} // namespace
} // namespace counterlife::study::record
