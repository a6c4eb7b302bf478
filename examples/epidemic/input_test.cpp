// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/arguments.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace counterlife::epidemic {
namespace {

const std::filesystem::path data =
    std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/epidemic/data";

/// The complaints about IDMM's file after some text in it was replaced.
Complaints after_replacing(const std::vector<std::pair<std::string, std::string>>& replaced)
{
    const auto folder = std::filesystem::path{testing::TempDir()} /
                        testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder);
    std::ostringstream stream;
    stream << std::ifstream{data / "idmm.csv"}.rdbuf();
    std::string text = stream.str();
    for (const auto& [old, now] : replaced) {
        const std::size_t at = text.find(old);
        EXPECT_NE(at, std::string::npos) << old;
        text.replace(at, old.size(), now);
    }
    std::ofstream{folder / "idmm.csv"} << text;
    const auto numbers = read_scenario(folder, "idmm");
    std::filesystem::remove_all(folder);
    return numbers ? Complaints{} : numbers.error();
}

bool any_says(const Complaints& complaints, std::string_view what)
{
    return std::any_of(complaints.begin(), complaints.end(), [what](const std::string& complaint) {
        return complaint.find(what) != std::string::npos;
    });
}

TEST(EpidemicInput, every_scenario_reads)
{
    const auto names = scenarios_in(data);
    EXPECT_EQ(names, (std::vector<std::string>{"avoiding", "idmm", "once"}));
    for (const std::string& name : names) EXPECT_TRUE(read_scenario(data, name)) << name;
}

TEST(EpidemicInput, numbers_arrive_where_they_belong)
{
    const Numbers numbers = *read_scenario(data, "idmm");
    EXPECT_EQ(numbers.links, 4);
    EXPECT_EQ(numbers.contact_interval, one_day);
    EXPECT_EQ(numbers.change_interval, 5 * one_day);
    EXPECT_EQ(numbers.drop.value(), 0);
    EXPECT_NEAR(numbers.transmission.value(), 0.1, 1e-9);
    EXPECT_NEAR(numbers.initial.value(), 0.1, 1e-9);
    EXPECT_EQ(numbers.latent, 5 * one_day);
    EXPECT_EQ(numbers.infectious, 10 * one_day);
    EXPECT_EQ(numbers.immune, 20 * one_day);
    EXPECT_EQ(read_scenario(data, "once")->immune, never);
    EXPECT_EQ(read_scenario(data, "avoiding")->drop.value(), 1);
}

TEST(EpidemicInput, a_bad_file_is_told_all_at_once)
{
    const Complaints complaints =
        after_replacing({{"links,4,", "links,5,"},
                         {"contact_interval,", "contact_intervall,"},
                         {"drop,0,", "drop,-1,"},
                         {"transmission,0.1,probability", "transmission,0.1,share"},
                         {"initial,0.1,share", "initial,0.1"},
                         {"latent,5,", "latent,1,"},
                         {"immune,", "infectious,"}});
    EXPECT_TRUE(any_says(complaints, "idmm.csv:2: '5' is not a whole number from 1 to 4"));
    EXPECT_TRUE(any_says(complaints, ":3: no parameter is called 'contact_intervall'; the nearest "
                                     "is 'contact_interval'"));
    EXPECT_TRUE(any_says(complaints, ":5: '-1' is not a number from 0 to 1"));
    EXPECT_TRUE(
        any_says(complaints, ":6: transmission is in 'share'; it must be in 'probability'"));
    EXPECT_TRUE(any_says(complaints, ":7: the line has not the four fields"));
    EXPECT_TRUE(any_says(complaints, ":8: '1' is not a number from 2 to 1e+06"));
    EXPECT_TRUE(any_says(complaints, ":10: infectious was given before"));
    EXPECT_TRUE(any_says(complaints, "there is no contact_interval"));
    EXPECT_TRUE(any_says(complaints, "there is no immune"));
    EXPECT_FALSE(any_says(complaints, "there is no latent")); // It was given, if badly.
}

TEST(EpidemicInput, a_number_needs_a_source)
{
    EXPECT_TRUE(any_says(after_replacing({{"days,IDMM 2.0.0.0 as shipped with openM++ at commit "
                                           "cbb31c4: default parameters",
                                           "days,"}}),
                         ":3: the number has no source"));
}

TEST(EpidemicInput, files_that_are_not_ours_are_refused)
{
    EXPECT_TRUE(any_says(after_replacing({{"name,value", "name;value"}}), "the header is"));
    EXPECT_TRUE(any_says(after_replacing({{"links,4", std::string("li\0ks,4", 7)}}), ":2: no"));
    EXPECT_TRUE(
        any_says(after_replacing({{"links,4", std::string(100'000, ',')}}), ":2: the line"));
    EXPECT_TRUE(any_says(after_replacing({{"latent,5", "latent,nan"}}), "'nan' is not a number"));
    EXPECT_TRUE(any_says(after_replacing({{"links,4", "links,2.5"}}), "'2.5' is not a whole"));
    EXPECT_FALSE(read_scenario(data / "nowhere", "idmm"));
}

TEST(EpidemicInput, bad_arguments_are_told_all_at_once)
{
    const std::vector<const char*> words{
        "--hostss",   "5",    "--seed", "one", "--threads", "0",     "--within", "1.5",
        "--scenario", "idnm", "--days", "0",   "--places",  "20000", "--hosts"};
    const auto arguments = read_arguments(words, data);
    ASSERT_FALSE(arguments);
    const Complaints& complaints = arguments.error();
    EXPECT_TRUE(any_says(complaints, "there is no option '--hostss'; the nearest is '--hosts'"));
    EXPECT_TRUE(any_says(complaints, "--seed is 'one'; it must be a whole number from 0"));
    EXPECT_TRUE(any_says(complaints, "--threads is '0'; it must be a whole number from 1"));
    EXPECT_TRUE(any_says(complaints, "--within is '1.5'; it must be a number from 0 to 1"));
    EXPECT_TRUE(any_says(complaints, "--days is '0'; it must be a whole number from 1 to 65000"));
    EXPECT_TRUE(any_says(complaints, "--places is '20000'; it must be a whole number from 1"));
    EXPECT_TRUE(any_says(complaints, "no scenario 'idnm'; the nearest is 'idmm'"));
    EXPECT_TRUE(any_says(complaints, "--hosts needs a value"));
}

TEST(EpidemicInput, arguments_must_go_together)
{
    const auto complaints = [](const std::vector<const char*>& words) {
        const auto arguments = read_arguments(words, data);
        return arguments ? Complaints{} : arguments.error();
    };
    EXPECT_TRUE(any_says(complaints({"--hosts", "5000", "--compare"}),
                         "--compare needs at least 200000 hosts; --hosts is 5000"));
    EXPECT_TRUE(any_says(complaints({"--hosts", "200000", "--compare", "--places", "3"}),
                         "--compare takes neither --places nor --within"));
    EXPECT_TRUE(any_says(complaints({"--hosts", "200000", "--compare", "--within", "0.5"}),
                         "--compare takes neither --places nor --within"));
    EXPECT_TRUE(any_says(complaints({"--hosts", "5", "--places", "6"}),
                         "--places is 6; it must not be more than --hosts, 5"));
    EXPECT_TRUE(any_says(complaints({"--data", "nowhere"}),
                         "there are no scenarios in the folder 'nowhere'"));
}

TEST(EpidemicInput, good_arguments_are_taken)
{
    const std::vector<const char*> words{"--hosts",    "300000",   "--seed", "18446744073709551615",
                                         "--threads",  "3",        "--days", "50",
                                         "--scenario", "once",     "--out",  "there",
                                         "--plain",    "--within", "0.25",   "--places",
                                         "12"};
    const auto arguments = read_arguments(words, data);
    ASSERT_TRUE(arguments) << arguments.error().front();
    EXPECT_EQ(arguments->plan.hosts, 300'000);
    EXPECT_EQ(arguments->plan.seed, 18446744073709551615u);
    EXPECT_EQ(arguments->plan.threads, 3);
    EXPECT_EQ(arguments->plan.days, 50);
    EXPECT_EQ(arguments->plan.places, 12);
    EXPECT_EQ(arguments->plan.within, 0.25);
    EXPECT_EQ(arguments->scenario, "once");
    EXPECT_EQ(arguments->out, "there");
    EXPECT_TRUE(arguments->plain);
    EXPECT_FALSE(arguments->compare);
}

} // namespace
} // namespace counterlife::epidemic
