// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"

#include "study/figures/rates.h"
#include "study/nation/arrival_counts.h"
#include "study/nation/famine_survey.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>

namespace counterlife::study {
namespace {

using engine::day_of;
using model::Sector;
using model::Stage;
using nation::LeftOccupation;
using nation::Newcomer;

using Series = std::map<std::tuple<std::string, std::string, int>, double>;

Series written(const std::vector<Newcomer>& all)
{
    std::vector<SeriesRow> rows;
    nation::write_newcomers(all, day_of(2009), 2009, rows);
    Series series;
    for (const SeriesRow& row : rows)
        series[{std::string{row.measure.str()}, std::string{row.status.str()}, row.age}] =
            row.value;
    return series;
}

Newcomer newcomer(engine::LifeId who, engine::LifeId mother, engine::Day arrived, int age = 30)
{
    return {.who = who,
            .mother = mother,
            .father = engine::nobody,
            .spouse = engine::nobody,
            .arrived = arrived,
            .age = age,
            .away = engine::Days{365},
            .sent_back = age > 60};
}

TEST(newcomers, are_counted_by_age_and_only_those_of_the_year)
{
    const Series series =
        written({newcomer(11, 1, day_of(2009, 3), 9), newcomer(12, 2, day_of(2009, 4), 71),
                 newcomer(13, 3, day_of(2008, 4), 30)});
    EXPECT_EQ(series.at({"arrivals_by_age", "", 0}), 1);
    EXPECT_EQ(series.at({"arrivals_by_age", "", 30}), 0);
    EXPECT_EQ(series.at({"arrivals_by_age", "", 60}), 1);
    EXPECT_EQ(series.at({"arrivals_sent_back_before", "", -1}), 1);
    EXPECT_EQ(series.at({"days_to_arrival", "", -1}), 730);
}

TEST(newcomers, have_kin_there_who_came_on_an_earlier_day)
{
    const auto with_kin = [](const std::vector<Newcomer>& all) {
        return written(all).at({"arrivals_with_kin", "", -1});
    };
    const auto before = day_of(2007);
    const auto now = day_of(2009, 5);
    EXPECT_EQ(with_kin({newcomer(11, 1, now), newcomer(1, 5, before)}), 1) << "a mother";
    EXPECT_EQ(with_kin({newcomer(11, 1, now), newcomer(12, 1, before)}), 1) << "a sister";
    EXPECT_EQ(with_kin({newcomer(11, 1, now), newcomer(12, 11, before)}), 1) << "a child";
    EXPECT_EQ(with_kin({newcomer(11, 1, now), newcomer(12, 2, before)}), 0) << "a stranger";
    EXPECT_EQ(with_kin({newcomer(11, 1, now), newcomer(12, 1, now)}), 0) << "who came along";
}

TEST(newcomers, have_left_an_occupation_or_none)
{
    const auto left = [](Stage stage, Sector sector, int age) {
        model::Exile exile;
        exile.left_as = stage;
        exile.left_sector = sector;
        return nation::left_occupation(exile, age);
    };
    EXPECT_EQ(left(Stage::worker, Sector::farm, 30), LeftOccupation::worker);
    EXPECT_EQ(left(Stage::worker, Sector::services, 30), LeftOccupation::service);
    EXPECT_EQ(left(Stage::ward, Sector::office, 30), LeftOccupation::office);
    EXPECT_EQ(left(Stage::soldier, Sector::farm, 22), LeftOccupation::soldier);
    EXPECT_EQ(left(Stage::at_home, Sector::office, 40), LeftOccupation::dependent);
    EXPECT_EQ(left(Stage::child, Sector::farm, 14), LeftOccupation::dependent);
    EXPECT_EQ(left(Stage::child, Sector::farm, 9), LeftOccupation::child);
}

TEST(leavers, are_without_distribution_in_towns_where_it_has_stopped)
{
    model::Exile exile;
    exile.left_as = Stage::worker;
    exile.left_sector = Sector::factory;
    exile.left_town = true;
    const auto without = [&](bool stopped) {
        return nation::is_without_distribution(exile, {.short_in_town = 0.5F, .stopped = stopped});
    };
    EXPECT_TRUE(without(true));
    EXPECT_FALSE(without(false));
    exile.left_sector = Sector::farm;
    EXPECT_FALSE(without(true)) << "farms have their share of the harvest";
    exile.left_sector = Sector::factory;
    exile.left_town = false;
    EXPECT_FALSE(without(true));
    exile.left_town = true;
    exile.left_as = Stage::soldier;
    EXPECT_FALSE(without(true)) << "soldiers are fed by the army";
}

TEST(rates_of_arrivals, are_shares_of_all_so_far)
{
    std::vector<SeriesRow> counts;
    const auto put = [&](int year, const char* measure, int age, double value) {
        counts.push_back({.year = static_cast<std::int16_t>(year),
                          .measure = measure,
                          .level = "nation",
                          .place = "nation",
                          .sex = "all",
                          .age = static_cast<std::int16_t>(age),
                          .status = {},
                          .value = value,
                          .unit = "events"});
    };
    put(2000, "arrivals_by_age", 20, 3);
    put(2022, "arrivals_by_age", 40, 1);
    put(2023, "arrivals_by_age", 40, 5);
    put(2023, "population", -1, 5);
    std::map<std::string, double> shares;
    for (const SeriesRow& row : figures::rates(counts, 10))
        shares[std::string{row.measure.str()}] = row.value;
    EXPECT_DOUBLE_EQ(shares.at("arrivals_aged_20_to_29"), 0.75);
    EXPECT_DOUBLE_EQ(shares.at("arrivals_aged_40_to_49"), 0.25);
    EXPECT_DOUBLE_EQ(shares.at("arrivals_aged_0_to_9"), 0);
}

} // namespace
} // namespace counterlife::study
