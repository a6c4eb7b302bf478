// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/answers_reading.h"
#include "study/questions/ask_words.h"
#include "study/questions/kept_lives.h"
#include "study/record/partial_directory.h"
#include "study/study.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace counterlife::study {
namespace {

Question a_question()
{
    Question question;
    question.id = "Q-01";
    question.versions.resize(2);
    question.outcomes = {question_outcome("alive"), question_outcome("crossed")};
    question.main = question_outcome("alive");
    return question;
}

EffectRow a_row(std::string_view outcome)
{
    return {.outcome = question_outcomes()[question_outcome(outcome)],
            .subgroup = {.by = "all", .is = "all"},
            .persons = 812,
            .replicates = 3,
            .untouched = 0.1,
            .base = 1.0 / 3,
            .other = -2.5e-9,
            .difference = 0.1 + 0.2,
            .error = 0.25,
            .low = -1,
            .high = 1.5,
            .over_replicates = true,
            .moved = 0.4,
            .paired = 0.5};
}

/// Of two outcomes, the second of which has nobody in the second replicate.
std::vector<Lived> two_replicates()
{
    LivedSums sums;
    sums.people.add(1.0 / 3, 0.1 + 0.2, false);
    sums.people.add(-2.5e-9, 7, false);
    sums.moved = 2;
    sums.counties.add(2, 1.0 / 7);
    sums.people.persons = 812;
    LivedSums with_counties = sums;
    with_counties.by_county = {{3, 2, 1.0 / 7}, {812, 1, -2.5e-9}};
    return {{sums, with_counties}, {sums, LivedSums{}}};
}

class KeptLivesTest : public ::testing::Test {
protected:
    KeptLivesTest()
    {
        answer.question = &question;
        answer.version = 1;
        answer.people = "men, as \"they\" say";
        answer.replicates = 3;
        answer.rows = {a_row("alive"), a_row("crossed")};
        answer.parts = {a_row("alive")};
        answer.parts.front().subgroup = {.by = "sex", .is = "female"};
    }

    AskedSide side(std::string key, std::size_t version = 1, int member = 0) const
    {
        return {.question = &question, .version = version, .key = std::move(key), .member = member};
    }
    std::expected<void, std::string> keep(std::string key)
    {
        return kept.keep(side(std::move(key)), lived);
    }

    Folder folder;
    Question question = a_question();
    Answer answer;
    std::vector<Lived> lived = two_replicates();
    KeptLives kept{folder.path() / "answers"};
};

TEST_F(KeptLivesTest, ComeBackToTheLastDigit)
{
    ASSERT_TRUE(keep("a key"));
    const std::vector<Lived> again = kept.find(side("a key"));
    ASSERT_EQ(again.size(), lived.size());
    for (std::size_t i = 0; i < lived.size(); ++i) {
        ASSERT_EQ(again[i].size(), lived[i].size());
        for (std::size_t slot = 0; slot < lived[i].size(); ++slot) {
            const LivedSums &one = lived[i][slot], &other = again[i][slot];
            EXPECT_EQ(one.people.persons, other.people.persons);
            EXPECT_EQ(one.people.untouched, other.people.untouched);
            EXPECT_EQ(one.people.base, other.people.base);
            EXPECT_EQ(one.people.other, other.people.other);
            EXPECT_EQ(one.people.base_squares, other.people.base_squares);
            EXPECT_EQ(one.people.other_squares, other.people.other_squares);
            EXPECT_EQ(one.people.difference_squares, other.people.difference_squares);
            EXPECT_EQ(one.moved, other.moved);
            EXPECT_EQ(one.counties.counties, other.counties.counties);
            EXPECT_EQ(one.counties.persons_squares, other.counties.persons_squares);
            EXPECT_EQ(one.counties.products, other.counties.products);
            EXPECT_EQ(one.counties.difference_squares, other.counties.difference_squares);
            ASSERT_EQ(one.by_county.size(), other.by_county.size());
            for (std::size_t k = 0; k < one.by_county.size(); ++k) {
                EXPECT_EQ(one.by_county[k].place, other.by_county[k].place);
                EXPECT_EQ(one.by_county[k].persons, other.by_county[k].persons);
                EXPECT_EQ(one.by_county[k].difference, other.by_county[k].difference);
            }
        }
    }
}

TEST_F(KeptLivesTest, AreReadFromTheirTableWithTheSameSentences)
{
    question.versions[0].name = "a";
    question.versions[1].name = "b";
    question.versions[1].says = "nobody is sent";
    question.more = "More of them live.";
    question.less = "Fewer of them live.";
    EffectRow& main = answer.rows.front();
    main.over_replicates = false;
    main.counties = 40;
    main.independent_half = 4;
    answer.wider = {a_row("crossed")};
    answer.wider.front().subgroup = {.by = of_wider, .is = of_all};
    const auto is_same_when_read = [&] {
        const std::filesystem::path dir = folder.path() / "written";
        std::filesystem::remove_all(dir);
        auto directory = PartialDirectory::create(dir);
        ASSERT_TRUE(directory);
        ASSERT_TRUE(write_answers(*directory, std::span{&answer, 1}, {.text = "as printed"}));
        Complaints complaints;
        const auto read = read_answers(dir, std::span{&question, 1}, complaints);
        EXPECT_TRUE(complaints.empty()) << text_of(complaints);
        ASSERT_EQ(read.size(), 1U);
        EXPECT_EQ(sentence_of(read.front()), sentence_of(answer));
        EXPECT_EQ(telling_of(read.front().main()), telling_of(answer.main()));
        EXPECT_EQ(read.front().parts.size(), 1U);
        EXPECT_EQ(read.front().wider.size(), 1U);
        EXPECT_EQ(read.front().people, answer.people);
        EXPECT_EQ(over_of(read.front().main()), over_of(answer.main()));
    };
    is_same_when_read(); // Open: the interval holds no change.
    main.low = 0.1;
    is_same_when_read();
    main.low = -3, main.high = -0.5, main.difference = -1;
    is_same_when_read();
    main.difference = 0, main.moved = 0, main.low = main.high = main.independent_half = {};
    is_same_when_read();
    main.untouched = 1;
    is_same_when_read();
    main.persons = 12;
    is_same_when_read();
    answer.rows.erase(answer.rows.begin());
    is_same_when_read(); // Nobody.
    answer.rows.insert(answer.rows.begin(), a_row("alive"));
    answer.members = 5; // Of an ensemble, one member of which tells nothing.
    EffectRow& of_members = answer.rows.front();
    of_members.members = 4, of_members.members_against = 1;
    of_members.low = 0.1, of_members.independent_half = std::nullopt;
    of_members.ensemble_low = -0.5, of_members.ensemble_high = 2;
    of_members.sd_luck = 0.1, of_members.sd_ignorance = 0.4;
    is_same_when_read();
    of_members.ensemble_low = 0.05;
    is_same_when_read();
    of_members.low = of_members.high = std::nullopt;
    of_members.over_replicates = false;
    is_same_when_read(); // Luck and ignorance cannot be told apart.
}

TEST_F(KeptLivesTest, AreOfOneMemberAlone)
{
    ASSERT_TRUE(kept.keep(side("a key", 1, 2), lived));
    EXPECT_EQ(kept.find(side("a key", 1, 2)).size(), 2U);
    EXPECT_TRUE(kept.find(side("a key", 1, 3)).empty());
    EXPECT_TRUE(kept.find(side("a key")).empty());
    EXPECT_TRUE(kept.remove().empty());
    EXPECT_FALSE(std::filesystem::exists(kept.path()));
}

TEST_F(KeptLivesTest, OfCountiesThatMakeNoSenseAreNotBelieved)
{
    ASSERT_TRUE(keep("a key"));
    const auto file = kept.path() / "Q-01-2.txt";
    std::string text;
    std::getline(std::ifstream{file}, text, '\0');
    const auto believed = [&](std::string_view old, std::string_view fresh) {
        std::string changed = text;
        const std::size_t at = changed.find(old);
        EXPECT_NE(at, std::string::npos);
        std::ofstream{file} << changed.replace(at, old.size(), fresh);
        return !kept.find(side("a key")).empty();
    };
    EXPECT_TRUE(believed(",812,1,", ",813,1,"));
    EXPECT_FALSE(believed(",812,1,", ",70000,1,")) << "no place";
    EXPECT_FALSE(believed(",812,1,", ",812,"));
    EXPECT_FALSE(believed(",812,1,", ",812,x,"));
}

TEST_F(KeptLivesTest, AreOfOneVersionUnderOneKeyAlone)
{
    ASSERT_TRUE(keep("a key"));
    EXPECT_TRUE(kept.find(side("another key")).empty());
    EXPECT_TRUE(kept.find(side("a key", 0)).empty());
    ASSERT_TRUE(keep("another key"));
    EXPECT_EQ(kept.find(side("another key")).size(), 2U);
    EXPECT_TRUE(kept.find(side("a key")).empty());
}

TEST_F(KeptLivesTest, OfWhichAnythingIsMissingAreNotBelieved)
{
    ASSERT_TRUE(keep("a key"));
    const auto file = kept.path() / "Q-01-2.txt";
    std::string text;
    std::getline(std::ifstream{file}, text, '\0');
    ASSERT_GT(text.size(), 100U);
    for (std::size_t size = 0; size < text.size(); ++size) {
        std::ofstream{file} << text.substr(0, size);
        EXPECT_TRUE(kept.find(side("a key")).empty()) << size;
    }
    std::ofstream{file} << text.replace(text.find("812"), 3, "8x2");
    EXPECT_TRUE(kept.find(side("a key")).empty());
}

TEST_F(KeptLivesTest, AreGoneOnceTheyAreNotNeeded)
{
    ASSERT_TRUE(keep("a key"));
    EXPECT_EQ(kept.path().filename(), "answers.unfinished");
    std::ofstream{kept.path() / "Q-01-2.txt.123.part"} << "begun";
    EXPECT_TRUE(kept.remove().empty());
    EXPECT_FALSE(std::filesystem::exists(kept.path()));
}

TEST_F(KeptLivesTest, DoNotTakeWithThemWhatElseLiesThere)
{
    ASSERT_TRUE(keep("a key"));
    std::ofstream{kept.path() / "notes.txt"} << "mine";
    EXPECT_EQ(kept.remove(), std::vector<std::string>{"notes.txt"});
    EXPECT_TRUE(std::filesystem::exists(kept.path() / "notes.txt"));
    EXPECT_FALSE(std::filesystem::exists(kept.path() / "Q-01-2.txt"));
}

} // namespace
} // namespace counterlife::study
