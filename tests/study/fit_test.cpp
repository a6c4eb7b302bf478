// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/fit_command.h"
#include "study/figures/fit.h"
#include "study/study.h"
#include "study/text/whole_file.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace counterlife::study {
namespace {

using namespace app;

namespace fs = std::filesystem;

constexpr std::string_view head =
    "id,measure,scope,year_from,year_to,target,low,high,tolerance,"
    "unit,reference,source,error,role,published,kind,corrected,data_to\n";

std::vector<Target> targets_from(const std::string& rows)
{
    Complaints complaints;
    auto targets = read_targets(std::string{head} + rows, "targets.csv", complaints);
    std::ostringstream told;
    told << complaints;
    EXPECT_TRUE(complaints.empty()) << told.str();
    return targets;
}

SeriesRow rate(int year, std::string measure, double value, std::string sex = "all",
               std::string place = "nation")
{
    return {.year = static_cast<std::int16_t>(year),
            .measure = std::move(measure),
            .level = place == "nation" ? "nation" : "province",
            .place = place,
            .sex = std::move(sex),
            .age = -1,
            .status = {},
            .value = value,
            .unit = {}};
}

TEST(fit, people_are_compared_in_the_unit_of_the_target)
{
    const auto rows = fit(targets_from("C01,population,nation,1990,1990,20.7,,,4%,million_persons,"
                                       "target,s,,fitted,unknown,estimate,,\n"),
                          {{rate(1990, "population_scaled", 21.3e6)}});
    ASSERT_EQ(rows.size(), 1);
    EXPECT_DOUBLE_EQ(*rows[0].simulated, 21.3);
    EXPECT_EQ(rows[0].verdict, Verdict::inside);
    EXPECT_NEAR(*rows[0].target.tolerance, 0.828, 1e-12);
}

TEST(fit, just_past_the_tolerance_is_outside)
{
    const auto targets = targets_from("C06,persons_per_household,nation,2008,2008,3.9,,,0.3,"
                                      "persons,target,s,,fitted,unknown,estimate,,\n");
    const auto verdict_at = [&](double value) {
        return fit(targets, {{rate(2008, "persons_per_household", value)}})[0].verdict;
    };
    EXPECT_EQ(verdict_at(4.19), Verdict::inside);
    EXPECT_EQ(verdict_at(4.21), Verdict::outside);
    EXPECT_EQ(verdict_at(3.59), Verdict::outside);
}

TEST(fit, a_range_of_years_is_met_by_the_mean_of_all_of_them)
{
    const auto targets = targets_from(
        "C02,tfr,nation,1960,1961,3.0,,,0.2,children,target,s,,fitted,unknown,estimate,,\n");
    const auto whole = fit(targets, {{rate(1960, "tfr", 2.5), rate(1961, "tfr", 3.5)}});
    EXPECT_DOUBLE_EQ(*whole[0].simulated, 3.0);
    const auto cut = fit(targets, {{rate(1960, "tfr", 3.0)}});
    EXPECT_FALSE(cut[0].simulated);
    EXPECT_EQ(cut[0].verdict, Verdict::not_yet);
}

TEST(fit, the_scope_names_a_sex_or_a_province)
{
    const auto rows =
        fit(targets_from("C03,life_expectancy,male,1990,1990,65,,,1.5,years,target,s,,fitted,"
                         "unknown,estimate,,\n"
                         "C05,province_share,Chagang,1990,1990,0.056,,,0.01,share,target,s,,fitted,"
                         "unknown,estimate,,\n"),
            {{rate(1990, "life_expectancy", 68, "all"), rate(1990, "life_expectancy", 66, "male"),
              rate(1990, "province_share", 0.06, "all", "Chagang"),
              rate(1990, "province_share", 0.2, "all", "Kangwon")}});
    EXPECT_DOUBLE_EQ(*rows[0].simulated, 66);
    EXPECT_DOUBLE_EQ(*rows[1].simulated, 0.06);
}

TEST(fit, the_interval_is_students_for_the_mean_of_the_replicates)
{
    // The mean of 1, 2, 3 is 2 with a standard error of 1/sqrt(3); t with 2 degrees is 4.3027.
    const Interval three = mean_interval(std::array{1.0, 2.0, 3.0});
    EXPECT_NEAR(three.low, 2 - 4.3027 / std::sqrt(3.0), 1e-4);
    // With 9 degrees it is 2.2622.
    const Interval ten = mean_interval(std::array{0., 1., 2., 3., 4., 5., 6., 7., 8., 9.});
    EXPECT_NEAR(ten.high - ten.mean, 2.26216 * std::sqrt(9.1666667 / 10), 1e-3);
}

TEST(fit, one_replicate_has_no_interval)
{
    const auto targets = targets_from(
        "C02,tfr,nation,1960,1960,3.0,,,0.2,children,target,s,,fitted,unknown,estimate,,\n");
    EXPECT_FALSE(fit(targets, {{rate(1960, "tfr", 3.0)}})[0].low);
    EXPECT_TRUE(fit(targets, {{rate(1960, "tfr", 3.0)}, {rate(1960, "tfr", 3.1)}})[0].low);
}

TEST(fit, bad_targets_are_complained_of_all_at_once)
{
    Complaints complaints;
    read_targets(
        std::string{head} +
            "C01,tfr,nation,1990.5,1990,many,,,-1,children,target,s,,fitted,unknown,estimate,,\n"
            "C01,tfr,nation,1990,1990,3,,,,children,target,s,,fitted,unknown,estimate,,\n",
        "targets.csv", complaints);
    EXPECT_GE(complaints.size(), 4);
    EXPECT_EQ(complaints.list().back().where, "targets.csv:3");
}

TEST(fit, a_measure_or_a_unit_that_no_run_has_is_told_with_the_nearest)
{
    Complaints complaints;
    read_targets(
        std::string{head} +
            "C01,popluation,nation,1990,1990,3,,,1,persons,target,s,,fitted,unknown,estimate,,\n"
            "C01,population,nation,1990,1990,3,,,1,milion_persons,target,s,,fitted,unknown,"
            "estimate,,\n"
            "C01,tfr,nation,1990,1990,3,,,1,years,target,s,,fitted,unknown,estimate,,\n",
        "targets.csv", complaints);
    std::ostringstream told;
    told << complaints;
    EXPECT_EQ(complaints.size(), 3) << told.str();
    for (const char* part :
         {":2: found 'popluation' as measure", "did you mean 'population'?",
          ":3: found 'milion_persons' as unit", "did you mean 'million_persons'?",
          ":4: found 'years' as unit; allowed children, children_per_woman"})
        EXPECT_NE(told.str().find(part), std::string::npos) << told.str();
}

TEST(fit, what_is_written_can_be_read_back)
{
    auto rows = fit(targets_from("C03,life_expectancy,male,1990,1994,65,,,1.5,years,target,s,,"
                                 "fitted,unknown,estimate,,\n"),
                    {{}});
    rows[0].target.unit = "years, at birth";
    rows[0].simulated = 66.125;
    rows[0].verdict = Verdict::inside;
    const std::string text = fit_csv(rows);
    EXPECT_TRUE(text.starts_with("id,target,simulated,low,high,tolerance,verdict,"));
    Complaints complaints;
    const auto back = read_fit_csv(text, "fit.csv", complaints);
    ASSERT_EQ(back.size(), 1);
    EXPECT_TRUE(complaints.empty());
    EXPECT_EQ(back[0].target.unit, "years, at birth");
    EXPECT_EQ(back[0].target.year_from, 1990);
    EXPECT_EQ(back[0].target.year_to, 1994);
    EXPECT_DOUBLE_EQ(*back[0].simulated, 66.125);
    EXPECT_EQ(back[0].verdict, Verdict::inside);
    EXPECT_FALSE(back[0].low);
}

TEST(fit, many_rows_of_one_kind_are_told_by_the_worst)
{
    std::string text;
    std::vector<SeriesRow> rates;
    for (int year = 1960; year < 1990; ++year) {
        text += "C03,life_expectancy,male," + std::to_string(year) + "," + std::to_string(year) +
                ",65,,,1.5,years,target,s,,fitted,unknown,estimate,,\n";
        rates.push_back(rate(year, "life_expectancy", year == 1977 ? 61.5 : 65.2, "male"));
    }
    const std::string table = fit_table(fit(targets_from(text), {rates}), false);
    EXPECT_NE(table.find("29 within tolerance, 1 outside"), std::string::npos) << table;
    EXPECT_NE(table.find("1977"), std::string::npos);
    EXPECT_EQ(table.find("1978"), std::string::npos);
    EXPECT_EQ(table.find('\x1b'), std::string::npos);
}

class FitCommand : public ::testing::Test {
protected:
    FitCommand() : root_{fs::temp_directory_path() / ("fit_test_" + std::to_string(::getpid()))}
    {
        fs::create_directories(root_ / "data/targets");
        fs::create_directories(root_ / "run");
        std::ofstream{root_ / "data/targets/targets.csv"}
            << head
            << "C01,population,nation,1990,1990,0.2,,,10%,million_persons,target,s,,fitted,unknown,"
               "estimate,,\n";
    }
    ~FitCommand() override { fs::remove_all(root_); }

    FitRequest request() const
    {
        return {.run = root_ / "run",
                .data = root_ / "data",
                .replicates = 2,
                .persons_per_life = 100,
                .counts_of = [](int replicate) {
                    SeriesRow row = rate(1990, "population", 2000 + replicate);
                    SeriesRow next = row;
                    next.year = 1991;
                    return std::vector{row, next};
                }};
    }

    fs::path root_;
    std::ostringstream out_, err_;
};

TEST_F(FitCommand, writes_what_it_prints)
{
    EXPECT_EQ(fit_command(request(), out_, err_), 0) << err_.str();
    std::ifstream file{root_ / "run/fit.csv"};
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_NE(text.str().find("C01,0.2,0.20005,"), std::string::npos) << text.str();
    EXPECT_NE(out_.str().find("1 within tolerance, 0 outside, 0 that cannot be told"),
              std::string::npos);
    EXPECT_NE(err_.str().find("Replicate 2 of 2"), std::string::npos);
}

TEST_F(FitCommand, leaves_nothing_when_a_replicate_fails)
{
    FitRequest broken = request();
    broken.counts_of = [](int) { return std::unexpected{std::string{"The run stopped."}}; };
    EXPECT_EQ(fit_command(broken, out_, err_), 1);
    EXPECT_TRUE(fs::is_empty(root_ / "run"));
    EXPECT_TRUE(out_.str().empty());
}

TEST_F(FitCommand, says_all_that_is_wrong_before_it_runs_anything)
{
    FitRequest wrong = request();
    wrong.replicates = 0;
    wrong.run = root_ / "nowhere";
    wrong.data = root_ / "run";
    wrong.counts_of = [](int) -> std::vector<SeriesRow> { throw std::logic_error{"it ran"}; };
    EXPECT_EQ(fit_command(wrong, out_, err_), 2);
    EXPECT_NE(err_.str().find("--replicates"), std::string::npos);
    EXPECT_NE(err_.str().find("nowhere"), std::string::npos);
    EXPECT_NE(err_.str().find("targets.csv"), std::string::npos);
}

TEST_F(FitCommand, a_file_that_cannot_be_written_is_told_in_a_sentence)
{
    const auto written = write_whole_file(root_ / "nowhere/fit.csv", "text");
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().find("could not be written"), std::string::npos);
}

} // namespace
} // namespace counterlife::study
