// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/rules_command.h"
#include "study/study.h"

#include "model/claims.h"
#include "study/figures/firings.h"
#include "study/text/text_table.h"
#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using namespace app;

const std::string claims =
    "id,group,title,says,kind,weight,basis,confidence,absolute,state,because\n"
    "PARTY-17,party,No release,Nobody is let go who asks,claim,core,stated rule,high,yes,here,\n"
    "PARTY-21,party,Caste,Rank is inherited,claim,small,implied,,no,emerges,School and work do "
    "it\n";

/// A tree with data, scenarios and two claims, and three rules.
class Tree {
public:
    Tree()
    {
        folder_.write("data/people/birth.csv",
                      header_line +
                          "twin_share,,0.01,share,,,0,1,statistic,A book,bears on PARTY-17\n"
                          "rate,F/15,0.02,per year,,,0,1,statistic,Told: PARTY-17,\n"
                          "rate,F/20,0.2,per year,,,0,1,assumption,A guess on PARTY-17,\n");
        folder_.write("scenarios/baseline.toml", "");
        folder_.write("scenarios/gentle.toml",
                      "[rules]\nPARTY-17 = { to = 1990-01-01, mode = \"soft\" }\n"
                      "PARTY-01 = \"off\"\n\"marriage.divorce\" = \"off\"\n");
        folder_.write("testimony/claims.csv", claims);
    }

    const Folder& folder() const { return folder_; }

    RulesRequest request(std::string word = {}) const
    {
        return {.choice = {.scenario = "baseline",
                           .data_dir = folder_.path() / "data",
                           .scenario_dir = folder_.path() / "scenarios",
                           .families = families_,
                           .rule_names = small_rules,
                           .run_from = run_from,
                           .run_to = run_to},
                .rules = {{"birth", "A child is born.", {}},
                          {"household.split", "A home divides.", {"PARTY-17", "PARTY-01"}},
                          {"marriage.divorce", "A marriage ends.", {"PARTY-17"}}},
                .word = std::move(word)};
    }

    std::string run_with_firings() const
    {
        SampleRun run = sample_run(20);
        for (int year = 1955; year < 1958; ++year)
            for (const std::string rule : {"household.split", "marriage.divorce"})
                run.series.push_back({.year = static_cast<std::int16_t>(year),
                                      .measure = events_by_rule,
                                      .level = "nation",
                                      .place = "nation",
                                      .sex = "all",
                                      .status = rule,
                                      .value = rule == "marriage.divorce" ? year - 1955.0 : 10,
                                      .unit = "events"});
        EXPECT_EQ(study::write(folder_.path() / "run", run), "");
        return (folder_.path() / "run").string();
    }

private:
    Folder folder_;
    std::vector<model::FamilySpec> families_ = small_families();
};

std::string page(const RulesRequest& request)
{
    std::ostringstream out, err;
    EXPECT_EQ(rules(request, out, err), 0);
    EXPECT_EQ(err.str(), "");
    const std::string text = out.str();
    const std::size_t about = text.find("\n            Counterlife is a model of North Korea");
    EXPECT_TRUE(text.ends_with("nobody is a real person.\n")) << text;
    return text.substr(0, about);
}

std::string complaints(const RulesRequest& request)
{
    std::ostringstream out, err;
    EXPECT_EQ(rules(request, out, err), 2);
    EXPECT_EQ(out.str(), "");
    return err.str();
}

void expect_in(const std::string& text, const std::string& part)
{
    EXPECT_NE(text.find(part), std::string::npos) << text << "\nlacks: " << part;
}

TEST(Rules, all_rules_and_all_claims_are_listed)
{
    const Tree tree;
    const std::string list = page(tree.request());
    EXPECT_TRUE(list.starts_with("rule              claims              says\n"
                                 "birth                                 A child is born.\n"
                                 "household.split   PARTY-17, PARTY-01  A home divides.\n"
                                 "marriage.divorce  PARTY-17            A marriage ends.\n"
                                 "\n"
                                 "claim        state                     switch  title\n"
                                 "PARTY-01     built                     on\n"))
        << list;
    expect_in(list, "PARTY-17     built                     strict  No release\n");
    expect_in(list, "PARTY-21     emerges from other rules  none    Caste\n");
    expect_in(list, "CHINA-01     built                     on\n");
    EXPECT_EQ(std::ranges::count(list, '\n'), 6 + static_cast<int>(model::claims_told));
}

TEST(Rules, a_claim_has_a_page_of_its_own)
{
    const Tree tree;
    EXPECT_EQ(page(tree.request("party-17")),
              "PARTY-17 No release\n"
              "  says      Nobody is let go who asks\n"
              "  told as   claim\n"
              "  basis     stated rule, read with high confidence\n"
              "  state     built\n"
              "  switch    strict in scenario baseline; can be off, on, strict, soft, or from and "
              "to a day\n"
              "\n"
              "rule              says\n"
              "household.split   A home divides.\n"
              "marriage.divorce  A marriage ends.\n"
              "\n"
              "number            keys  value      unit      kind\n"
              "birth.rate        2     0.02..0.2  per year  assumption, statistic\n"
              "birth.twin_share  1     0.01       share     statistic\n");
    EXPECT_EQ(page(tree.request("PARTY-21")), "PARTY-21 Caste\n"
                                              "  says      Rank is inherited\n"
                                              "  told as   claim\n"
                                              "  basis     implied\n"
                                              "  because   School and work do it\n"
                                              "  state     emerges from other rules\n"
                                              "  switch    none: emerges from other rules\n"
                                              "\n"
                                              "No rule answers it.\n"
                                              "\n"
                                              "No number cites it.\n");
}

TEST(Rules, a_rule_has_a_page_of_its_own)
{
    const Tree tree;
    const std::string split = page(tree.request("household.split"));
    EXPECT_TRUE(split.starts_with("household.split\n"
                                  "  says      A home divides.\n"
                                  "  answers   PARTY-17 No release: stated rule, read with high "
                                  "confidence\n"
                                  "  answers   PARTY-01\n"
                                  "  switch    on in scenario baseline; can be off, on, or from "
                                  "and to a day\n"))
        << split;
    expect_in(split, "birth.twin_share  1     0.01");
    expect_in(page(tree.request("birth")), "\nNo number cites it.\n");
}

TEST(Rules, a_scenario_shows_in_the_switches)
{
    const Tree tree;
    RulesRequest request = tree.request();
    request.choice.scenario = "gentle";
    expect_in(page(request), "PARTY-17     built                     soft ..1990-01-01  No");
    expect_in(page(request), "PARTY-01     built                     off\n");
    request.word = "marriage.divorce";
    expect_in(page(request), "switch    off in scenario gentle;");
}

TEST(Rules, a_missing_file_of_claims_is_said)
{
    const Tree tree;
    std::filesystem::remove(tree.folder().path() / "testimony/claims.csv");
    const std::string path = tree.folder().file("testimony/claims.csv");
    expect_in(page(tree.request()), "The titles are missing: " + path + " is not there.\n");
    for (const std::string word : {"PARTY-17", "household.split"}) {
        expect_in(page(tree.request(word)), path);
        expect_in(page(tree.request(word)), "is not there\n");
    }
}

TEST(Rules, what_is_unsound_is_a_complaint)
{
    const Tree tree;
    EXPECT_EQ(complaints(tree.request("PARTY-71")),
              "rules: found 'PARTY-71'; allowed a rule's name "
              "or a claim's id; did you mean 'PARTY-01'?\n");
    expect_in(complaints(tree.request("household.splt")), "did you mean 'household.split'?");
    expect_in(complaints(tree.request("chin-9")), "did you mean 'CHINA-09'?");
    RulesRequest request = tree.request("PARTY-17");
    request.run = tree.folder().path() / "nowhere";
    expect_in(complaints(request), "nowhere");
    ASSERT_EQ(study::write(tree.folder().path() / "old", sample_run(20)), "");
    request.run = tree.folder().path() / "old";
    expect_in(complaints(request), "found a run without the measure events_by_rule");
    tree.folder().write("testimony/claims.csv", "id,title\n");
    expect_in(complaints(tree.request()), "claims.csv:1: ");
}

TEST(Rules, a_run_tells_how_often_they_fired)
{
    const Tree tree;
    RulesRequest request = tree.request("PARTY-17");
    request.run = tree.run_with_firings();
    const std::string found = page(request);
    const auto at = found.find("In ");
    ASSERT_NE(at, std::string::npos) << found;
    EXPECT_EQ(found.substr(found.find("household.split: ")),
              "household.split: 30 events\n"
              "       0  1  2  3  4   5   6   7  8  9\n"
              "1950s                 10  10  10\n"
              "\n"
              "marriage.divorce: 3 events\n"
              "       0  1  2  3  4  5  6  7  8  9\n"
              "1950s                 0  1  2\n"
              "\n"
              "12 | ##\n"
              "   |###\n"
              "   |###\n"
              "   |###\n"
              "   |###\n"
              "   |###\n"
              " 0 +---\n");
    expect_in(found, "in simulated lives (one for 1000 persons)");
    request.word = "birth";
    expect_in(page(request), "birth: the run does not know this rule\n");
    request.word = {};
    expect_in(page(request), "rule              events  claims              says\n"
                             "birth             0                           A child is born.\n"
                             "household.split   30      PARTY-17, PARTY-01  A home divides.\n");
}

TEST(Firings, a_long_run_shows_its_decades_and_its_rare_years)
{
    Firings firings{.first_year = 1958, .by_rule = {{"a", std::vector<std::int64_t>(14, 0)}}};
    firings.by_rule["a"][2] = 1;
    firings.by_rule["a"][13] = 1000;
    std::ostringstream out;
    const std::vector<std::string> rules{"a"};
    print_firings(firings, rules, out);
    expect_in(out.str(), "1970s  0  1000");
    expect_in(out.str(), "1000 |             #\n");
    expect_in(out.str(), "     |  #          #\n   0 +--------------\n        1960\n");
    EXPECT_EQ(firings.total("a"), 1001);
    EXPECT_EQ(firings.total("b"), 0);
}

TEST(TextTable, a_long_text_goes_on_below_itself)
{
    std::ostringstream out;
    const std::string word(40, 'x');
    print_labelled("says", word + " " + word + " " + word, out);
    print_labelled("nothing", "", out);
    EXPECT_EQ(out.str(), "  says      " + word + " " + word + "\n            " + word + "\n");
}

} // namespace
} // namespace counterlife::study
