// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/arguments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace counterlife::riskpaths {
namespace {

const std::filesystem::path data =
    std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/riskpaths/data";

std::string text_in(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

/// The complaints about the files of Bulgaria after some text in one of them was replaced.
Complaints after(const std::vector<std::pair<std::string, std::string>>& replaced,
                 const std::string& file = "bulgaria.csv")
{
    const auto folder = std::filesystem::path{testing::TempDir()} /
                        testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder);
    for (const char* name : {"bulgaria.csv", "mortality.csv"}) {
        std::string text = text_in(data / name);
        if (name == file)
            for (const auto& [old, now] : replaced) {
                const std::size_t at = text.find(old);
                EXPECT_NE(at, std::string::npos) << old;
                text.replace(at, old.size(), now);
            }
        std::ofstream{folder / name} << text;
    }
    const auto numbers = read_scenario(folder, "bulgaria", true);
    std::filesystem::remove_all(folder);
    return numbers ? Complaints{} : numbers.error();
}

bool any_says(const Complaints& complaints, std::string_view what)
{
    return std::any_of(complaints.begin(), complaints.end(), [what](const std::string& complaint) {
        return complaint.find(what) != std::string::npos;
    });
}

TEST(RiskPathsInput, every_scenario_reads)
{
    const auto names = scenarios_in(data);
    EXPECT_EQ(names.size(), 4u);
    for (const std::string& name : names)
        for (const bool mortality : {false, true})
            EXPECT_TRUE(read_scenario(data, name, mortality)) << name;
}

TEST(RiskPathsInput, numbers_arrive_where_they_belong)
{
    const Numbers numbers = *read_scenario(data, "bulgaria", true);
    const auto by_year = [](PerYear rate) { return rate.value() / per_engine_year; };
    const auto at = [&](const RateTable& table, double years) {
        const auto halves = static_cast<int>(ticks_per_year * years);
        return by_year(table.rate({birth}, {birth + Ticks{halves}}));
    };
    EXPECT_DOUBLE_EQ(at(numbers.first_union, 19), 0.134066);
    EXPECT_DOUBLE_EQ(at(numbers.pregnancy[index(Status::second)], 37.5), 0.1542 * 0.8048);
    EXPECT_DOUBLE_EQ(at(numbers.second_union, 14.5), 0.0261186);
    EXPECT_DOUBLE_EQ(at(numbers.second_union, 15), 0.0456905);
    EXPECT_DOUBLE_EQ(at(numbers.first_dissolution, 0), 0.0096017);
    EXPECT_DOUBLE_EQ(at(numbers.second_dissolution, 70), 0.0661157);
    EXPECT_NEAR(at(numbers.death, 50), -std::log(0.99), 1e-15);
}

TEST(RiskPathsInput, a_bad_file_is_told_all_at_once)
{
    const Complaints complaints = after({{"pregnancy,15,", "pregnency,15,"},
                                         {"pregnancy,17.5,", "pregnancy,17,"},
                                         {"pregnancy,20,0.8458", "pregnancy,20,-1"},
                                         {"0.8167,per year", "0.8167,per month"},
                                         {"first_union,0,0", "first_union,0"},
                                         {"second_union,6,", "second_union,2,"}});
    EXPECT_TRUE(any_says(complaints, "bulgaria.csv:3: no parameter is called 'pregnency'; the "
                                     "nearest is 'pregnancy'"));
    EXPECT_TRUE(any_says(complaints, ":4: pregnancy has nothing that begins at '17'"));
    EXPECT_TRUE(any_says(complaints, ":5: '-1' is not a number from 0 to 2"));
    EXPECT_TRUE(any_says(complaints, ":6: pregnancy is in 'per month'; it must be in 'per year'"));
    EXPECT_TRUE(any_says(complaints, "the line has not the five fields"));
    EXPECT_TRUE(any_says(complaints, "second_union from 2 was given before"));
    EXPECT_TRUE(any_says(complaints, "there is no pregnancy from 15 17.5"));
    EXPECT_TRUE(any_says(complaints, "there is no second_union from 6"));
}

TEST(RiskPathsInput, a_number_needs_a_source)
{
    const std::string text = text_in(data / "bulgaria.csv");
    const std::size_t unit = text.find("per year,") + 9;
    const std::string source = text.substr(unit, text.find('\n', unit) - unit);
    EXPECT_TRUE(any_says(after({{source, ""}}), ":2: the number has no source"));
}

TEST(RiskPathsInput, files_that_are_not_ours_are_refused)
{
    EXPECT_TRUE(any_says(after({{"name,from", "name;from"}}), "the header is"));
    EXPECT_TRUE(any_says(after({{"pregnancy,0,0", std::string("pre\0nancy,0,0", 13)}}), ":2: no"));
    EXPECT_TRUE(any_says(after({{"pregnancy,0", std::string(100'000, ',')}}), ":2: the line"));
    EXPECT_TRUE(any_says(after({{"0.2869", "nan"}}), ":3: 'nan' is not a number"));
    EXPECT_TRUE(any_says(after({{"death,7,0.01", "death,7,1.01"}}, "mortality.csv"),
                         "mortality.csv:9: '1.01' is not a number from 0 to 1"));
    EXPECT_FALSE(read_scenario(data / "nowhere", "bulgaria", false));
}

TEST(RiskPathsInput, hazards_too_high_for_half_years_are_refused)
{
    EXPECT_TRUE(any_says(after({{"first_early,1,", "first_early,9,"}}),
                         "pregnancy times the relative_risk of first_early is more than 2"));
    EXPECT_TRUE(any_says(after({{"death,7,0.01", "death,7,0.9"}}, "mortality.csv"),
                         "death from 7 is 0.9; it must be 1, or less than 0.86"));
}

TEST(RiskPathsInput, who_is_sure_to_die_dies_at_once)
{
    std::vector<std::pair<std::string, std::string>> sure{{"death,7,0.01", "death,7,1"}};
    EXPECT_TRUE(after(sure, "mortality.csv").empty());
}

TEST(RiskPathsInput, bad_arguments_are_told_all_at_once)
{
    const std::vector<const char*> words{"--casess", "5",          "--seed", "one",    "--threads",
                                         "0",        "--scenario", "rusia",  "--cases"};
    const auto arguments = read_arguments(words, data);
    ASSERT_FALSE(arguments);
    const Complaints& complaints = arguments.error();
    EXPECT_TRUE(any_says(complaints, "there is no option '--casess'; the nearest is '--cases'"));
    EXPECT_TRUE(any_says(complaints, "--seed is 'one'; it must be a whole number from 0"));
    EXPECT_TRUE(any_says(complaints, "--threads is '0'; it must be a whole number from 1"));
    EXPECT_TRUE(any_says(complaints, "no scenario 'rusia'; the nearest is 'russia'"));
    EXPECT_TRUE(any_says(complaints, "--cases needs a value"));
    const std::vector<const char*> few{"--cases", "5000", "--compare"};
    EXPECT_FALSE(read_arguments(few, data));
}

TEST(RiskPathsInput, good_arguments_are_taken)
{
    const std::vector<const char*> words{
        "--cases", "200000",      "--seed",     "18446744073709551615", "--threads",
        "3",       "--mortality", "--scenario", "russia-1999",          "--compare"};
    const auto arguments = read_arguments(words, data);
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->plan.cases, 200'000);
    EXPECT_EQ(arguments->plan.seed, 18446744073709551615u);
    EXPECT_EQ(arguments->plan.threads, 3);
    EXPECT_TRUE(arguments->plan.mortality && arguments->compare);
    EXPECT_EQ(arguments->scenario, "russia-1999");
}

} // namespace
} // namespace counterlife::riskpaths
