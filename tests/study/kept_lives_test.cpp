// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/questions/answers_reading.h"
#include "study/questions/kept_answers.h"
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
            .paired = 0.5};
}

class KeptAnswersTest : public ::testing::Test {
protected:
    KeptAnswersTest()
    {
        answer.question = &question;
        answer.version = 1;
        answer.rows = {a_row("alive"), a_row("crossed")};
        answer.parts = {a_row("alive")};
        answer.parts.front().subgroup = {.by = "sex", .is = "female"};
    }

    Folder folder;
    Question question = a_question();
    Answer answer;
    KeptAnswers kept{folder.path() / "answers"};
};

TEST_F(KeptAnswersTest, ComeBackToTheLastDigit)
{
    ASSERT_TRUE(kept.keep(answer, "a key"));
    const auto again = kept.find(question, 1, "a key");
    ASSERT_TRUE(again);
    ASSERT_EQ(again->rows.size(), 2U);
    ASSERT_EQ(again->parts.size(), 1U);
    for (std::size_t i = 0; i < 2; ++i) {
        const EffectRow &one = answer.rows[i], &other = again->rows[i];
        EXPECT_EQ(one.outcome, other.outcome);
        EXPECT_EQ(one.persons, other.persons);
        EXPECT_EQ(one.replicates, other.replicates);
        EXPECT_EQ(one.untouched, other.untouched);
        EXPECT_EQ(one.base, other.base);
        EXPECT_EQ(one.other, other.other);
        EXPECT_EQ(one.difference, other.difference);
        EXPECT_EQ(one.error, other.error);
        EXPECT_EQ(one.low, other.low);
        EXPECT_EQ(one.high, other.high);
        EXPECT_EQ(one.paired, other.paired);
        EXPECT_EQ(one.independent, other.independent);
        EXPECT_EQ(one.over_replicates, other.over_replicates);
    }
    EXPECT_EQ(again->parts.front().subgroup.is, "female");
    EXPECT_EQ(again->main(), &again->rows.front());
}

TEST_F(KeptAnswersTest, AreReadFromTheirTableWithTheSameSentences)
{
    question.versions[0].name = "a";
    question.versions[1].name = "b";
    question.versions[1].says = "nobody is sent";
    question.more = "More of them live.";
    question.less = "Fewer of them live.";
    EffectRow& main = answer.rows.front();
    main.over_replicates = false;
    main.independent_half = 4;
    const auto is_same_when_read = [&] {
        const std::filesystem::path dir = folder.path() / "written";
        std::filesystem::remove_all(dir);
        auto directory = PartialDirectory::create(dir);
        ASSERT_TRUE(directory);
        ASSERT_TRUE(write_answers(*directory, std::span{&answer, 1}, {}, "as printed"));
        Complaints complaints;
        const auto read = read_answers(dir, std::span{&question, 1}, complaints);
        EXPECT_TRUE(complaints.empty()) << text_of(complaints);
        ASSERT_EQ(read.size(), 1U);
        EXPECT_EQ(sentence_of(read.front()), sentence_of(answer));
        EXPECT_EQ(telling_of(read.front().main()), telling_of(answer.main()));
        EXPECT_EQ(read.front().parts.size(), 1U);
    };
    is_same_when_read(); // Open: the interval holds no change.
    main.low = 0.1;
    is_same_when_read();
    main.low = -3, main.high = -0.5, main.difference = -1;
    is_same_when_read();
    main.difference = 0, main.low = main.high = 0, main.paired = 0;
    is_same_when_read();
    main.untouched = 1;
    is_same_when_read();
    main.persons = 12;
    is_same_when_read();
    answer.rows.erase(answer.rows.begin());
    is_same_when_read(); // Nobody.
}

TEST_F(KeptAnswersTest, AreOfOneVersionUnderOneKeyAlone)
{
    ASSERT_TRUE(kept.keep(answer, "a key"));
    EXPECT_FALSE(kept.find(question, 1, "another key"));
    EXPECT_FALSE(kept.find(question, 0, "a key"));
    ASSERT_TRUE(kept.keep(answer, "another key"));
    EXPECT_TRUE(kept.find(question, 1, "another key"));
    EXPECT_FALSE(kept.find(question, 1, "a key"));
}

TEST_F(KeptAnswersTest, OfWhichAnythingIsMissingAreNotBelieved)
{
    ASSERT_TRUE(kept.keep(answer, "a key"));
    const auto file = kept.path() / "Q-01-2.txt";
    std::string text;
    std::getline(std::ifstream{file}, text, '\0');
    ASSERT_GT(text.size(), 100U);
    for (std::size_t size = 0; size < text.size(); ++size) {
        std::ofstream{file} << text.substr(0, size);
        EXPECT_FALSE(kept.find(question, 1, "a key")) << size;
    }
    std::ofstream{file} << text.replace(text.find("812"), 3, "8x2");
    EXPECT_FALSE(kept.find(question, 1, "a key"));
}

TEST_F(KeptAnswersTest, AreGoneOnceTheyAreNotNeeded)
{
    ASSERT_TRUE(kept.keep(answer, "a key"));
    EXPECT_EQ(kept.path().filename(), "answers.unfinished");
    std::ofstream{kept.path() / "Q-01-2.txt.123.part"} << "begun";
    EXPECT_TRUE(kept.remove().empty());
    EXPECT_FALSE(std::filesystem::exists(kept.path()));
}

TEST_F(KeptAnswersTest, DoNotTakeWithThemWhatElseLiesThere)
{
    ASSERT_TRUE(kept.keep(answer, "a key"));
    std::ofstream{kept.path() / "notes.txt"} << "mine";
    EXPECT_EQ(kept.remove(), std::vector<std::string>{"notes.txt"});
    EXPECT_TRUE(std::filesystem::exists(kept.path() / "notes.txt"));
    EXPECT_FALSE(std::filesystem::exists(kept.path() / "Q-01-2.txt"));
}

} // namespace
} // namespace counterlife::study
