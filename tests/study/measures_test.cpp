// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What targets are stated in, worked out again by hand: the households left (C27), the unmarried
// (C29), the party in Pyongyang (C30) and the very old (C33).

#include "study/figures/rates.h"
#include "study/study.h"

#include "study/record/series_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace counterlife::study {
namespace {

/// A count of a year, of the nation or a province.
SeriesRow counted(int year, std::string_view measure, double value, const Slice& of = {})
{
    return {.year = static_cast<std::int16_t>(year),
            .measure = std::string{measure},
            .level = std::string{of.level},
            .place = std::string{of.place},
            .sex = std::string{of.sex},
            .age = static_cast<std::int16_t>(of.age),
            .status = std::string{of.status},
            .value = value,
            .unit = "persons"};
}

double value_of(const std::vector<SeriesRow>& rows, std::string_view measure, int year,
                std::string_view sex = "all")
{
    for (const SeriesRow& row : rows)
        if (row.year == year && row.measure == measure && row.sex == sex) return row.value;
    return NAN;
}

TEST(measures, of_households_left_are_deaths_to_years_lived_in_thousandths)
{
    std::vector<SeriesRow> counts{counted(1990, "population", 1), counted(1999, "population", 1)};
    counts.push_back(counted(1997, "deaths_in_households_left", 30));
    counts.push_back(counted(1997, "years_in_households_left", 600));
    const auto made = rates(counts, 100);
    for (const int year : {1995, 1996, 1997})
        EXPECT_NEAR(value_of(made, "crude_death_rate_of_households_left", year), 50, 1e-9);
    EXPECT_TRUE(std::isnan(value_of(made, "crude_death_rate_of_households_left", 1998)));
}

TEST(measures, of_the_unmarried_are_of_everybody_from_25_to_29)
{
    std::vector<SeriesRow> counts;
    for (const int year : {2008, 2009}) {
        counts.push_back(counted(year, "population", 1));
        for (const int age : {24, 25, 29, 30})
            for (const auto& [status, people] :
                 {std::pair{"never_married", age == 25   ? 40.0
                                             : age == 29 ? 10.0
                                                         : 1000.0},
                  std::pair{"married", 60.0}, std::pair{"widowed", 10.0},
                  std::pair{"divorced", 10.0}})
                counts.push_back(counted(year, "marital", people,
                                         {.sex = "female", .status = status, .age = age}));
    }
    const auto made = rates(counts, 100);
    EXPECT_NEAR(value_of(made, "never_married_at_25_to_29", 2008, "female"), 50.0 / 210, 1e-9);
}

TEST(measures, of_the_party_in_a_province_are_of_those_of_17_and_over)
{
    std::vector<SeriesRow> counts{counted(2005, "members", 1), counted(2006, "members", 1)};
    const Slice there{.level = "province", .place = "Pyongyang"};
    for (const int year : {2005, 2006}) {
        const double more = year == 2005 ? 0 : 20;
        counts.push_back(counted(year, "population", 1, there));
        counts.push_back(counted(year, "grown_residents", 190 + more, there));
        counts.push_back(counted(year, "resident_members", 70 + more, there));
        counts.push_back(counted(year, "resident_members_of_40_and_over", 50 + more, there));
    }
    const auto made = rates(counts, 100);
    EXPECT_NEAR(value_of(made, "members_among_residents", 2005), 80.0 / 200, 1e-9);
    EXPECT_NEAR(value_of(made, "members_of_40_and_over", 2005), 60.0 / 80, 1e-9);
}

TEST(measures, of_the_old_are_of_five_years_of_age_and_in_real_people)
{
    std::vector<SeriesRow> counts;
    for (const int year : {2010, 2011}) {
        counts.push_back(counted(year, "members", 1));
        for (int age = 70; age <= 105; ++age)
            counts.push_back(counted(year, "population", year == 2010 ? age : age + 2,
                                     {.sex = "male", .age = age}));
    }
    const auto made = rates(counts, 10);
    const auto in = [&](std::string_view measure) { return value_of(made, measure, 2010, "male"); };
    // In the middle of the year one more of each age than in January.
    EXPECT_NEAR(in("people_aged_75_to_79"), 10 * 5 * 78, 1e-6);
    EXPECT_NEAR(in("people_aged_80_to_84"), 10 * 5 * 83, 1e-6);
    EXPECT_NEAR(in("people_aged_85_to_89"), 10 * 5 * 88, 1e-6);
    EXPECT_NEAR(in("people_aged_90_to_94"), 10 * 5 * 93, 1e-6);
    EXPECT_NEAR(in("people_aged_95_and_over"), 10 * 11 * 101, 1e-6);
}

} // namespace
} // namespace counterlife::study
