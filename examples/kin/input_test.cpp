// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/arguments.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace counterlife::kin {
namespace {

const std::filesystem::path data = std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/kin/data";

bool any_says(const Complaints& complaints, std::string_view what)
{
    return std::ranges::any_of(complaints, [what](const std::string& complaint) {
        return complaint.find(what) != std::string::npos;
    });
}

/// A scenario as it is, with a text of its file replaced, every time it is there.
class Changed {
public:
    Changed(std::string_view scenario, std::string_view text, std::string_view with)
        : folder_{std::filesystem::path{testing::TempDir()} / "kin_input_test"}
    {
        std::filesystem::create_directories(folder_);
        std::ifstream in{data / (std::string{scenario} + ".csv")};
        std::stringstream all;
        all << in.rdbuf();
        std::string changed = all.str();
        EXPECT_NE(changed.find(text), std::string::npos) << text;
        for (std::size_t at = 0; (at = changed.find(text, at)) != std::string::npos;
             at += with.size())
            changed.replace(at, text.size(), with);
        std::ofstream{folder_ / "changed.csv"} << changed;
    }
    ~Changed() { std::filesystem::remove_all(folder_); }
    Changed(const Changed&) = delete;
    Changed& operator=(const Changed&) = delete;

    std::expected<Numbers, Complaints> read() const { return read_scenario(folder_, "changed"); }
    Complaints complaints() const
    {
        const auto numbers = read();
        return numbers ? Complaints{} : numbers.error();
    }

private:
    std::filesystem::path folder_;
};

TEST(KinInput, rates_are_read_as_they_stand)
{
    const auto numbers = read_scenario(data, "sample");
    ASSERT_TRUE(numbers) << numbers.error().front();
    EXPECT_EQ(numbers->birth_interval, 9);
    EXPECT_EQ(numbers->market.queues, 1);
    EXPECT_EQ(numbers->birth[index(Status::married)][0].wanted(239.5), 0.013333);
    EXPECT_EQ(numbers->birth[index(Status::widowed)][5].wanted(240.0), 0.018833);
    // A share of those at the beginning of the month is a hazard through it.
    const Schedule& deaths = numbers->death[index(Sex::woman)][index(Status::married)];
    EXPECT_DOUBLE_EQ(deaths.wanted(0), -engine::log_of(1 - 0.088135));
    EXPECT_DOUBLE_EQ(deaths.wanted(1), -engine::log_of(1 - 0.0083525));
    EXPECT_GT(numbers->marriage[index(Sex::woman)][index(Status::single)].wanted(260), 0.003);
    EXPECT_TRUE(numbers->marriage[index(Sex::woman)][index(Status::widowed)].is_nought());
    EXPECT_TRUE(numbers->marriage[index(Sex::man)][index(Status::single)].is_nought());
    EXPECT_TRUE(numbers->births_alike);
    EXPECT_TRUE(numbers->deaths_alike);
    EXPECT_TRUE(numbers->status_matters());
    EXPECT_FALSE(read_scenario(data, "sweden-2022")->status_matters());
}

TEST(KinInput, what_is_not_given_is_as_socsim_has_it)
{
    const Changed single{"sample", "birth,woman,any,0", "birth,woman,single,0"};
    const auto numbers = single.read();
    ASSERT_TRUE(numbers);
    EXPECT_TRUE(numbers->birth[index(Status::married)][0].is_nought());
    EXPECT_EQ(numbers->birth[index(Status::widowed)][3], numbers->birth[index(Status::single)][0]);
    EXPECT_FALSE(numbers->births_alike);

    const Changed later{"sample", "birth,woman,any,0", "birth,woman,any,2"};
    const auto parities_differ = later.read();
    ASSERT_TRUE(parities_differ);
    EXPECT_TRUE(parities_differ->birth[0][1].is_nought());
    EXPECT_FALSE(parities_differ->birth[0][2].is_nought());
    EXPECT_EQ(parities_differ->birth[0][7], parities_differ->birth[0][2]);

    const Changed widowed{"sample", "death,man,any", "death,man,widowed"};
    EXPECT_TRUE(any_says(widowed.complaints(), "there is no death of a single man"));
}

TEST(KinInput, a_wrong_line_is_told_with_its_number_and_what_is_allowed)
{
    const auto says = [](std::string_view text, std::string_view with, std::string_view what) {
        const Complaints complaints = Changed{"sample", text, with}.complaints();
        EXPECT_TRUE(any_says(complaints, what))
            << what << "\nbut: " << (complaints.empty() ? "nothing" : complaints.front());
    };
    says("queues,,,,,1", "queues,,,,,3", "changed.csv:4: '3' is not a number from 1 to 2");
    says("queues,,,,,1,number", "queues,,,,,1,years", "the unit is 'years'; it must be 'number'");
    says("queues,,", "qeues,,", "no parameter is called 'qeues'; the nearest is 'queues'");
    says("queues,,", "qeues,,", "there is no queues");
    says("queues,,,", "queues,man,,", "queues stands alone");
    says("death,man", "death,mam", "there is no sex 'mam'; the nearest is 'man'");
    says("single", "singel", "there is no status 'singel'; the nearest is 'single'");
    says("birth,woman,any,0", "birth,woman,any,9", "is not a whole number from 0 to 7");
    says("birth,woman", "birth,man", "a man does not give birth");
    says("marriage,woman,widowed", "marriage,woman,married", "the married do not seek");
    says("death,man,any", "death,woman,any", "was given before");
    says("marriage,woman,widowed,,1200,0", "marriage,man,any,,1200,0.5",
         "with one queue men do not seek");
    says(",1,0.088135", ",1,1", "'1' is not a number from 0 to 0.9999");
    says(",12,0.0083525", ",1,0.0083525", "the age '1' is not a whole number of months from 2");
    says("SOCSIM Sample/ratefile.min", "", "the number has no source");
    says("name,sex", "sex,name", "the header is");
    says("birth_interval,,,,,9", "birth_interval,,,,,60", "too often for the birth_interval");
    says("youngest_groom,,,,,15", "youngest_groom,,,,,15.5", "is not a whole number");
    EXPECT_TRUE(any_says(Changed("lese", "queues,,,,,2", "queues,,,,,1").complaints(),
                         "there is no age_difference_sd"));
}

TEST(KinInput, all_that_is_wrong_is_told_at_once)
{
    EXPECT_GT(Changed("sample", "per month", "a month").complaints().size(), 20u);
}

std::expected<Arguments, Complaints> read(std::vector<const char*> words)
{
    return read_arguments(words, data);
}

TEST(KinInput, arguments_are_read)
{
    const auto arguments =
        read({"--people", "8000", "--years", "50", "--places", "3", "--threads", "2", "--seed", "9",
              "--scenario", "lese", "--out", "there", "--socsim"});
    ASSERT_TRUE(arguments) << arguments.error().front();
    EXPECT_EQ(arguments->plan.people, 8000);
    EXPECT_EQ(arguments->plan.years, 50);
    EXPECT_EQ(places_of(arguments->plan), 3);
    EXPECT_EQ(arguments->plan.threads, 2);
    EXPECT_EQ(arguments->plan.seed, 9u);
    EXPECT_EQ(arguments->out, "there");
    EXPECT_TRUE(arguments->socsim);
    EXPECT_EQ(places_of(read({})->plan), 12);
    EXPECT_TRUE(read({"--help", "--what"})->help);
}

TEST(KinInput, wrong_arguments_are_told_all_at_once)
{
    const auto arguments = read({"--people", "none", "--yeers", "3", "--seed", "--places", "0",
                                 "--scenario", "leese", "--compare", "--socsim"});
    ASSERT_FALSE(arguments);
    const Complaints& complaints = arguments.error();
    EXPECT_EQ(complaints.size(), 6u);
    EXPECT_TRUE(any_says(complaints, "--people is 'none'; it must be a whole number from 1 to"));
    EXPECT_TRUE(any_says(complaints, "there is no option '--yeers'; the nearest is '--years'"));
    EXPECT_TRUE(any_says(complaints, "--seed needs a value after it"));
    EXPECT_TRUE(any_says(complaints, "--places is '0'"));
    EXPECT_TRUE(any_says(complaints, "there is no scenario 'leese'; the nearest is 'lese'"));
    EXPECT_TRUE(any_says(complaints, "--socsim needs --out"));
    EXPECT_TRUE(any_says(read({"--people", "500", "--compare"}).error(),
                         "--compare needs at least 20000 people; --people is 500"));
    EXPECT_TRUE(any_says(read({"--data", "nowhere"}).error(), "there are no scenarios in"));
}

} // namespace
} // namespace counterlife::kin
