// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/levels.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study::audit {
namespace {

const std::vector<model::PlaceFacts> places{
    {.name = "anju", .province = "South Pyongan"},
    {.name = "tokchon", .province = "South Pyongan"},
    {.name = "front-east", .province = "front", .kind = model::PlaceKind::army_sector},
    {.name = "yanji", .province = "china", .role = model::Role::city}};

SeriesRow deaths(const char* level, const char* place, double value, std::int16_t age = -1)
{
    return {.year = 1960,
            .measure = "deaths",
            .level = level,
            .place = place,
            .sex = "male",
            .age = age,
            .value = value,
            .unit = "events"};
}

std::vector<SeriesRow> sound()
{
    return {deaths("nation", "nation", 10),   deaths("province", "South Pyongan", 9),
            deaths("place", "anju", 4),       deaths("place", "tokchon", 5),
            deaths("place", "front-east", 1), deaths("place", "yanji", 3),
            deaths("nation", "nation", 7, 0), deaths("nation", "nation", 3, 5)};
}

std::string complaints_of(const std::vector<SeriesRow>& series, std::size_t compared = 3)
{
    Complaints complaints;
    EXPECT_EQ(check_levels(series, places, "series.parquet", complaints), compared);
    return text_of(complaints);
}

TEST(Levels, add_up_where_those_abroad_are_left_out_and_the_front_lies_in_no_province)
{
    EXPECT_EQ(complaints_of(sound()), "");
}

TEST(Levels, each_sum_that_does_not_is_told_with_its_year)
{
    for (const auto& [row, which] : {std::pair{2, "the places at home 12"},
                                     {1, "the provinces and the front 12"},
                                     {7, "all ages 12"}}) {
        auto series = sound();
        series[static_cast<std::size_t>(row)].value += 2;
        EXPECT_TRUE(complaints_of(series).contains(
            std::string{"series.parquet: found deaths of the nation, male, in 1960: 10, and of "} +
            which))
            << complaints_of(series);
    }
}

TEST(Levels, rates_are_no_sums)
{
    auto series = sound();
    for (SeriesRow& row : series) row.unit = "per_1000";
    EXPECT_EQ(complaints_of(series, 0), "");
}

} // namespace
} // namespace counterlife::study::audit
