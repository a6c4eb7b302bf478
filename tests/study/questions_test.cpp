// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/places/map.h"
#include "study/questions/ask.h"
#include "study/questions/population.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::study {
namespace {

const std::string sound = "id = \"Q-01\"\n"
                          "title = \"No divorce\"\n"
                          "outcomes = [\"alive\", \"crossed\"]\n"
                          "hangs_on = [\"birth.rate/F/20\"]\n"
                          "[population]\n"
                          "sex = \"male\"\n"
                          "born = [1959, 1961]\n"
                          "born_in = [\"South Pyongan\"]\n"
                          "ever = [\"crossed\"]\n"
                          "[[version]]\n"
                          "name = \"kept\"\n"
                          "says = \"nobody divorces\"\n"
                          "overlay = '''\n"
                          "[rules]\n"
                          "\"marriage.divorce\" = \"off\"\n"
                          "'''\n"
                          "[answer]\n"
                          "outcome = \"alive\"\n"
                          "more = \"More live.\"\n"
                          "less = \"Fewer live.\"\n";

const std::string about = "[about]\n"
                          "people = \"men who cross in both worlds\"\n"
                          "both = [\"crossed\"]\n"
                          "wider = [\"alive\"]\n";

std::vector<model::PlaceFacts> two_places()
{
    return {{.name = "anju", .province = "South Pyongan"}, {.name = "onsong", .province = "North"}};
}

Question read(const std::string& text, Complaints& complaints)
{
    static const std::vector<model::FamilySpec> families = small_families();
    return parse_question(
        text, "questions/Q-01.toml",
        {.families = families, .rule_names = small_rules, .run_from = run_from, .run_to = run_to},
        two_places(), complaints);
}

std::string with(std::string_view old, std::string_view fresh)
{
    std::string text = sound;
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), fresh);
}

TEST(Questions, ASoundOneIsReadWhole)
{
    Complaints complaints;
    const Question question = read(sound, complaints);
    EXPECT_EQ(text_of(complaints), "");
    ASSERT_EQ(question.versions.size(), 1U);
    ASSERT_EQ(question.versions[0].overlay.switches.size(), 1U);
    EXPECT_EQ(question.versions[0].overlay.switches[0].line, 15);
    EXPECT_EQ(question.population.born_from, 1959);
    ASSERT_EQ(question.hangs_on.size(), 1U);
    EXPECT_EQ(question.hangs_on[0].key, "F/20");
    EXPECT_EQ(question.outcomes.size(), 2U);
}

TEST(Questions, AllThatIsWrongIsSaidAtOnceWithItsLine)
{
    Complaints complaints;
    std::string text = with("\"crossed\"]\nhangs", "\"crosed\"]\nhangs");
    text.replace(text.find("birth.rate"), 10, "birth.rat");
    text.replace(text.find("\"male\""), 6, "\"mail\"");
    text.replace(text.find("[1959, 1961]"), 12, "[1961, 1959]");
    text.replace(text.find("South Pyongan"), 13, "South Pyongen");
    text.replace(text.find("marriage.divorce"), 16, "marriage.divorse");
    text.replace(text.find("less ="), 6, "fewer =");
    read(text, complaints);
    const std::string said = text_of(complaints);
    for (const char* expected :
         {"Q-01.toml:3: found unknown outcome 'crosed'", "did you mean 'crossed'?",
          "Q-01.toml:4: found unknown parameter 'birth.rat'", "did you mean 'birth.rate'?",
          "Q-01.toml:6: found sex 'mail'", "did you mean 'male'?",
          "Q-01.toml:7: found born that is no span of years", "did you mean 'South Pyongan'?",
          "Q-01.toml:15: found", "'marriage.divorce'", "found unknown word 'fewer'",
          "found no less"})
        EXPECT_NE(said.find(expected), std::string::npos) << expected << "\n" << said;
}

TEST(Questions, AnswersAreAboutOneOfTheOutcomesAndVersionsHaveNamesOfTheirOwn)
{
    Complaints complaints;
    read(with("outcome = \"alive\"", "outcome = \"college\""), complaints);
    EXPECT_NE(text_of(complaints).find("one of the outcomes of the question"), std::string::npos);
    Complaints more;
    read(with("[answer]", "[[version]]\nname = \"kept\"\nsays = \"again\"\n[answer]"), more);
    EXPECT_NE(text_of(more).find("a second version 'kept'"), std::string::npos);
    EXPECT_NE(text_of(more).find("no scenario or overlay"), std::string::npos);
}

TEST(Questions, AnAnswerHangsOnWhatIsAssumedAndNotOnWhatIsTold)
{
    Complaints complaints;
    const Question question = read(sound, complaints);
    model::ParameterRow row{.name = "birth.rate", .key = "F/20", .kind = model::Kind::statistic};
    check_hangs_on(question, std::span{&row, 1}, complaints);
    EXPECT_NE(text_of(complaints).find("told or counted"), std::string::npos);
    row.kind = model::Kind::assumption;
    Complaints none;
    check_hangs_on(question, std::span{&row, 1}, none);
    EXPECT_EQ(text_of(none), "");
    row.key = "F/15";
    check_hangs_on(question, std::span{&row, 1}, none);
    EXPECT_NE(text_of(none).find("did you mean 'F/15'?"), std::string::npos);
}

TEST(Questions, AskOfThosePeopleOnly)
{
    Complaints complaints;
    const Question question = read(sound, complaints);
    model::Map map;
    map.places = two_places();
    std::vector<float> values(question_outcomes().size(), 0);
    values[question_outcome("crossed")] = 1;
    Person person{.born = engine::day_of(1960), .birth_place = 0, .sex = model::Sex::male};
    const auto asked = [&] { return belongs(question.population, person, values, values, map); };
    EXPECT_TRUE(asked());
    person.birth_place = 1;
    EXPECT_FALSE(asked());
    person.birth_place = engine::nowhere;
    EXPECT_FALSE(asked());
    person.birth_place = 0;
    person.sex = model::Sex::female;
    EXPECT_FALSE(asked());
    person.sex = model::Sex::male;
    person.born = engine::day_of(1962);
    EXPECT_FALSE(asked());
    person.born = engine::day_of(1961, 12, 31);
    EXPECT_TRUE(asked());
    values[question_outcome("crossed")] = std::nanf("");
    EXPECT_FALSE(asked());
}

TEST(Questions, AskOfThoseToWhomItHappensInBothWorlds)
{
    Complaints complaints;
    const Question question = read(sound + about, complaints);
    EXPECT_EQ(text_of(complaints), "");
    EXPECT_EQ(people_of(question), "men who cross in both worlds");
    EXPECT_EQ(question.about.wider.size(), 2U) << "what narrows is told of the whole too";
    EXPECT_EQ(question.outcomes.size(), 2U);
    const model::Map map;
    const Person person{.born = engine::day_of(1960)};
    std::vector<float> base(question_outcomes().size(), 0), other = base;
    const auto asked = [&] { return belongs(question.about.narrower, person, base, other, map); };
    EXPECT_FALSE(asked());
    base[question_outcome("crossed")] = 1;
    EXPECT_FALSE(asked());
    other[question_outcome("crossed")] = 1;
    EXPECT_TRUE(asked());
    base[question_outcome("crossed")] = std::nanf("");
    EXPECT_FALSE(asked());
}

TEST(Questions, ThatAreAboutNobodyKnownAreComplainedAbout)
{
    Complaints complaints;
    read(sound + "[about]\npeople = \"\"\nboth = [\"crosed\"]\neverr = [\"crossed\"]\n",
         complaints);
    const std::string said = text_of(complaints);
    for (const char* expected : {"found an empty people", "found unknown outcome 'crosed'",
                                 "did you mean 'crossed'?", "found unknown word 'everr'"})
        EXPECT_NE(said.find(expected), std::string::npos) << expected << "\n" << said;
    Complaints more;
    read(sound + "[about]\npeople = \"men\"\nwider = [\"alive\"]\n", more);
    EXPECT_NE(text_of(more).find("wider, and nothing that narrows"), std::string::npos);
}

TEST(Questions, TheWordsGoNoFartherThanTheNumbers)
{
    EXPECT_EQ(telling_of(nullptr), Telling::nobody);
    EffectRow row{
        .persons = 29, .untouched = 0.5, .difference = 1, .low = 0.8, .high = 1.2, .moved = 0.5};
    EXPECT_EQ(telling_of(&row), Telling::few);
    row.persons = 30;
    EXPECT_EQ(telling_of(&row), Telling::more);
    row.low = -0.1;
    EXPECT_EQ(telling_of(&row), Telling::open);
    row.low = -2;
    row.high = -1;
    EXPECT_EQ(telling_of(&row), Telling::less);
    row.difference = 0, row.moved = 0;
    row.low = row.high = std::nullopt;
    EXPECT_EQ(telling_of(&row), Telling::unmoved);
    row.untouched = 1;
    EXPECT_EQ(telling_of(&row), Telling::same);
    row.difference = -1.5, row.moved = 1; // No event tells of it, yet it differs.
    row.low = row.high = -1.5;
    EXPECT_EQ(telling_of(&row), Telling::less);
}

/// The sentence of an answer with this interval of the main outcome, of everybody or of those for
/// whom it came true in the base.
std::string sentence(std::string_view outcome, double low, double high, bool chosen = false,
                     std::int64_t persons = 812)
{
    Question question;
    question.id = "Q-01";
    question.versions.push_back({.name = "a", .says = "only the effort changes"});
    question.outcomes = {question_outcome(outcome)};
    question.main = question.outcomes.front();
    if (chosen) question.population.ever = question.outcomes;
    question.more = "They learn longer.";
    question.less = "They learn less long.";
    Answer answer{.question = &question,
                  .version = 0,
                  .rows = {},
                  .people = chosen ? people_of(question) : "people"};
    answer.rows.push_back({.outcome = question_outcomes()[question.main],
                           .subgroup = {.by = "all", .is = "all"},
                           .persons = persons,
                           .replicates = 1,
                           .untouched = 0.5,
                           .base = 9,
                           .other = 9 + (low + high) / 2,
                           .difference = (low + high) / 2,
                           .error = 0.1,
                           .low = low,
                           .high = high,
                           .moved = 0.5,
                           .paired = 0.01});
    return sentence_of(answer);
}

TEST(Questions, TheWordsSayHowMuchAndWhichWay)
{
    EXPECT_EQ(sentence("school_years", 0.25, 0.75),
              "only the effort changes: People: They learn longer, by 0.50 years (95 % confidence "
              "interval, of luck alone: 0.25 to 0.75). (school_years: 9 in the base, 9.5 then; 812 "
              "persons)");
    EXPECT_EQ(
        sentence("school_years", -0.75, -0.25),
        "only the effort changes: People: They learn less long, by 0.50 years (95 % "
        "confidence interval, of luck alone: 0.25 to 0.75). (school_years: 9 in the base, 8.5 "
        "then; 812 persons)");
    EXPECT_EQ(sentence("school_years", -0.25, 0.75),
              "only the effort changes: People: The answer is open: the difference is 0.25 years "
              "(95 % confidence interval, of luck alone: -0.25 to 0.75), so that no change is "
              "possible too. (school_years: 9 in the base, 9.25 then; 812 persons)");
    EXPECT_NE(sentence("school_years", -0.0031, 0.0031).find("is 0.0000 years"), std::string::npos);
    EXPECT_NE(sentence("college", 0.25, 0.75).find("of luck alone: 25.00 to 75.00)"),
              std::string::npos);
}

/// An answer under the members of an ensemble: intervals of luck, and of luck and ignorance.
std::string sentence_of_members(double luck, double both, int against, int asked = 10)
{
    Question question;
    question.versions.push_back({.name = "a", .says = "only the effort changes"});
    question.outcomes = {question_outcome("school_years")};
    question.main = question.outcomes.front();
    question.more = "They learn longer.";
    question.less = "They learn less long.";
    Answer answer{.question = &question, .version = 0, .rows = {}, .people = "people"};
    answer.members = asked;
    EffectRow& row = answer.rows.emplace_back();
    row = {.outcome = question_outcomes()[question.main],
           .subgroup = {.by = "all", .is = "all"},
           .persons = 812,
           .replicates = 1,
           .untouched = 0.5,
           .base = 9,
           .other = 9.5,
           .difference = 0.5,
           .low = 0.5 - luck,
           .high = 0.5 + luck,
           .moved = 0.5,
           .ensemble_low = 0.5 - both,
           .ensemble_high = 0.5 + both,
           .members = 10,
           .members_against = against};
    if (luck == 0) row.low = row.high = std::nullopt;
    return sentence_of(answer);
}

TEST(Questions, OfAnEnsembleTheWordsTellLuckAndIgnoranceApart)
{
    EXPECT_EQ(sentence_of_members(0.25, 0.45, 0),
              "only the effort changes: People: They learn longer, by 0.50 years (95 % confidence "
              "intervals over 10 sets of numbers, of luck alone: 0.25 to 0.75; of luck and "
              "ignorance: 0.05 to 0.95). (school_years: 9 in the base, 9.5 then; 812 persons)");
    const std::string open = sentence_of_members(0.25, 0.75, 2);
    EXPECT_NE(open.find("The answer is open: the difference is 0.50 years"), std::string::npos)
        << open;
    EXPECT_NE(open.find("of luck alone: 0.25 to 0.75; of luck and ignorance: -0.25 to 1.25"),
              std::string::npos);
    EXPECT_NE(open.find("In 2 of 10 sets of numbers the difference goes the other way."),
              std::string::npos);
    EXPECT_NE(open.find("Luck alone would not leave it open"), std::string::npos);
    EXPECT_EQ(sentence_of_members(0.6, 0.75, 2).find("Luck alone would"), std::string::npos);
    const std::string both = sentence_of_members(0, 0.25, 0, 12);
    EXPECT_NE(both.find("of luck and ignorance, which cannot be told apart here: 0.25 to 0.75"),
              std::string::npos)
        << both;
    EXPECT_EQ(both.find("the other way"), std::string::npos);
    EXPECT_NE(both.find("Under 2 others there are too few such persons to tell."),
              std::string::npos);
}

TEST(Questions, OfFewPersonsTheNumberIsToldAndNoInterval)
{
    const std::string of_few = sentence("college", 0.1, 0.3, false, 29);
    EXPECT_NE(of_few.find("Only 29 such persons, too few for an interval"), std::string::npos);
    EXPECT_EQ(of_few.find("interval,"), std::string::npos) << of_few;
    EXPECT_NE(sentence("college", 0.1, 0.3, false, 30).find("interval, of luck alone"),
              std::string::npos);
}

TEST(Questions, SayHowManyOfTheChosenAreSparedInTheVersion)
{
    const std::string of_college = "They were chosen for 'college' in the base, and in this "
                                   "version it happens to 90 per cent";
    EXPECT_NE(sentence("college", -8.35, -7.85, true).find(of_college), std::string::npos);
    EXPECT_EQ(sentence("college", -8.75, -8.25).find("They were chosen"), std::string::npos);
    EXPECT_EQ(sentence("college", -8.03, -8.01, true).find("They were chosen"), std::string::npos)
        << "0.98 are few who are spared";
    EXPECT_EQ(sentence("school_years", -8.75, -8.25, true).find("They were chosen"),
              std::string::npos)
        << "years are no share";
}

TEST(Questions, AreSplitByWhatPersonsAreGroupedByAndByNothingElse)
{
    Complaints complaints;
    EXPECT_EQ(read("split = \"parents_in_office\"\n" + sound, complaints).split,
              "parents_in_office");
    EXPECT_EQ(text_of(complaints), "");
    read("split = \"parents_in_ofice\"\n" + sound, complaints);
    EXPECT_NE(text_of(complaints).find("Q-01.toml:1: found split 'parents_in_ofice'"),
              std::string::npos);
    EXPECT_NE(text_of(complaints).find("did you mean 'parents_in_office'?"), std::string::npos);
    read("split = \"all\"\n" + sound, complaints);
    EXPECT_NE(text_of(complaints).find("found split 'all'"), std::string::npos);
}

TEST(Questions, NoOutcomeHasTheNameOfAnother)
{
    for (std::size_t i = 0; i < question_outcomes().size(); ++i)
        EXPECT_EQ(question_outcome(question_outcomes()[i]->name), i);
}

} // namespace
} // namespace counterlife::study
