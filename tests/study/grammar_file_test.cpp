// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/grammar_file.h"

#include "study/text/numbers_and_dates.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace counterlife::study {
namespace {

namespace fs = std::filesystem;

const std::string rules_head = "rule,least_age,greatest_age,sex,from,where,arrives,other,"
                               "other_must,while,after,days_since,again,leaves,why\n";
const std::string sound_spells = "spell,opens,closes,why\n"
                                 "marriage,marriage.wedding marriage.vow,"
                                 "person.bereavement:spouse family.news:spouse_dead,Told\n"
                                 "gone,border.departure,family.homecoming,Told\n"
                                 "held,security.confession,family.homecoming,Told\n"
                                 "misses,family.empty_house,search.found,Told\n"
                                 "mourning,person.bereavement,,Told\n";

/// The other two tables as the data folder has them.
std::string from_data(const char* file)
{
    return read_file(fs::path{COUNTERLIFE_SOURCE} / "data" / "grammar" / file, 1 << 20).value();
}

struct Tables {
    std::string rules = rules_head, spells = sound_spells, stages = from_data("stages.csv"),
                limits = from_data("bounds.csv"), heaped = "rule,by,why\n";

    Grammar read(Complaints& complaints,
                 std::span<const model::Rule* const> of = model::Nation::rules()) const
    {
        return grammar_of({.rules = {rules, "rules.csv"},
                           .spells = {spells, "spells.csv"},
                           .stages = {stages, "stages.csv"},
                           .limits = {limits, "bounds.csv"},
                           .heaps = {heaped, "heaps.csv"}},
                          of, complaints);
    }
    /// All complaints but of rules without a row, of which a small table has many.
    std::string complaints() const
    {
        Complaints all, some;
        read(all);
        for (const Complaint& one : all.list())
            if (!one.what.contains("no row for the rule")) some.add(one.where, one.what);
        return text_of(some);
    }
};

Tables with_row(const std::string& row)
{
    Tables tables;
    tables.rules += row + "\n";
    return tables;
}

TEST(GrammarFile, every_rule_that_acts_on_lives_has_a_row)
{
    const auto grammar = read_grammar(fs::path{COUNTERLIFE_SOURCE} / "data");
    ASSERT_TRUE(grammar) << text_of(grammar.error());
    for (const model::Rule* rule : model::Nation::rules())
        EXPECT_EQ(std::ranges::count_if(grammar->rows,
                                        [&](const GrammarRow& row) {
                                            return row.is_whole() && row.events.rule == rule;
                                        }),
                  acts_on_lives(*rule) ? 1 : 0)
            << rule->name;
}

TEST(GrammarFile, a_rule_without_a_row_is_named)
{
    Complaints none;
    Tables{}.read(none);
    EXPECT_TRUE(text_of(none).contains("rules.csv: found no row for the rule person.maternity; "
                                       "allowed a row for each rule that acts on lives"))
        << text_of(none);
    EXPECT_FALSE(text_of(none).contains("marriage.matching")) << "a rule of an institution";
}

TEST(GrammarFile, a_sound_row_is_read_whole)
{
    const Tables tables =
        with_row("marriage.wedding,18,69,male,grown -soldier,north river,yes,person spouse,"
                 "woman reachable not_mourned,-marriage,marriage.proposal,1,once,same at_home,Law");
    ASSERT_EQ(tables.complaints(), "");
    Complaints others;
    const Grammar grammar = tables.read(others);
    ASSERT_EQ(grammar.rows.size(), 1U);
    const GrammarRow& row = grammar.rows.front();
    using model::Stage;
    EXPECT_EQ(row.least_age, 18);
    EXPECT_EQ(row.greatest_age, 69);
    EXPECT_EQ(row.sex, model::Sex::male);
    EXPECT_TRUE(has(row.from, Stage::worker));
    for (const Stage stage : {Stage::soldier, Stage::child, Stage::camp, Stage::leaving})
        EXPECT_FALSE(has(row.from, stage));
    EXPECT_EQ(row.where, bit_of(Ground::north) | bit_of(Ground::river));
    EXPECT_TRUE(row.arrives);
    EXPECT_EQ(row.other, bit_of(Relation::person) | bit_of(Relation::spouse));
    EXPECT_EQ(row.must, bit_of(Must::woman) | bit_of(Must::reachable) | bit_of(Must::not_mourned));
    EXPECT_EQ(row.outside, Bits{1});
    EXPECT_EQ(row.within, Bits{0});
    ASSERT_EQ(row.after.size(), 1U);
    EXPECT_EQ(row.after.front().rule->name, "marriage.proposal");
    EXPECT_EQ(row.days_since, 1);
    EXPECT_TRUE(row.once);
    EXPECT_TRUE(row.leaves_same);
    EXPECT_EQ(row.leaves, bit_of(Stage::at_home));
    EXPECT_EQ(row.why, "Law");
    EXPECT_EQ(row.line, 2);
}

TEST(GrammarFile, a_row_may_be_for_those_events_that_a_word_means)
{
    Complaints others;
    const Grammar grammar = with_row("border.crossing:drowned,,,,,,,,,,,,,dead,Told").read(others);
    ASSERT_EQ(grammar.rows.size(), 1U) << text_of(others);
    EXPECT_FALSE(grammar.rows.front().is_whole());
    EXPECT_TRUE(grammar.rows.front().dies);
    EXPECT_FALSE(grammar.rows.front().events.is(0));
    const EventKind widowed = grammar.spells.front().closes.front();
    EXPECT_TRUE(widowed.is(1)) << "the husband or wife has died";
    EXPECT_FALSE(widowed.is(2)) << "the mother has died";
}

TEST(GrammarFile, a_row_may_be_for_those_events_that_a_flag_marks_or_does_not)
{
    Complaints others;
    const Grammar grammar = with_row("school.leaving:adrift,,,,adrift camp,,,,,,,,,,Told\n"
                                     "school.leaving:-adrift,,,,child,,,,,,,,,,Told")
                                .read(others);
    ASSERT_EQ(grammar.rows.size(), 2U) << text_of(others);
    constexpr std::int32_t adrift = 2, abroad = 4;
    EXPECT_TRUE(grammar.rows[0].events.is(adrift));
    EXPECT_FALSE(grammar.rows[0].events.is(abroad));
    EXPECT_FALSE(grammar.rows[1].events.is(adrift));
    EXPECT_TRUE(grammar.rows[1].events.is(abroad));
}

TEST(GrammarFile, a_spell_may_have_ended_some_days_ago)
{
    Complaints others;
    const auto row_with = [&](const std::string& within) {
        return with_row("person.maternity,,,,,,,,," + within + ",,,,,Told");
    };
    const Grammar grammar = row_with("marriage+290").read(others);
    EXPECT_EQ(grammar.rows.front().within, Bits{1});
    EXPECT_EQ(grammar.rows.front().days_after, 290);
    EXPECT_EQ(row_with("marriage").read(others).rows.front().days_after, 0);
    EXPECT_NE(row_with("marriage+").complaints(), "");
    EXPECT_NE(row_with("-marriage+290").complaints(), "");
}

TEST(GrammarFile, unknown_words_are_complained_of_with_the_nearest)
{
    const auto complaint = [](const std::string& row) { return with_row(row).complaints(); };
    EXPECT_TRUE(complaint("person.maternty,,,,,,,,,,,,,,Told")
                    .contains("rules.csv:2: found unknown rule 'person.maternty'; allowed a rule "
                              "of the model; did you mean 'person.maternity'?"))
        << complaint("person.maternty,,,,,,,,,,,,,,Told");
    const std::string stage = complaint("person.death,,,,wroker,,,,,,,,,,Told");
    EXPECT_TRUE(stage.contains("found from 'wroker'")) << stage;
    EXPECT_TRUE(stage.contains("did you mean 'worker'?")) << stage;
    const std::string place = complaint("person.death,,,,,nroth,,,,,,,,,Told");
    EXPECT_TRUE(place.contains("found where 'nroth'")) << place;
    EXPECT_TRUE(place.contains("did you mean 'north'?")) << place;
    EXPECT_TRUE(complaint("person.death,,,boy,,,,,,,,,,,Told").contains("found sex 'boy'"));
    EXPECT_TRUE(complaint("person.death,,,,,,,aunt,,,,,,,Told").contains("found other 'aunt'"));
    EXPECT_TRUE(complaint("person.death,,,,,,,,alife,,,,,,Told").contains("other_must 'alife'"));
    EXPECT_TRUE(
        complaint("person.death,,,,,,,,,marriages,,,,,Told").contains("did you mean 'marriage'?"));
    EXPECT_TRUE(complaint("person.death,,,,,,,,,,persn.death,1,,,Told").contains("'persn.death'"));
    EXPECT_TRUE(complaint("person.death:killed,,,,,,,,,,,,,,Told").contains("'killed'"));
    EXPECT_TRUE(complaint("marriage.matching,,,,,,,,,,,,,,Told").contains("an institution"));
    EXPECT_TRUE(complaint("person.death,,,,,,,,,,,,,buried,Told").contains("leaves 'buried'"));
    EXPECT_TRUE(complaint("person.death,,,,,,maybe,,,,,,,,Told").contains("arrives 'maybe'"));
    EXPECT_TRUE(complaint("person.death,,,,,,,,,,,,,,").contains("no reason"));
}

TEST(GrammarFile, ranges_upside_down_and_rows_twice_are_complained_of)
{
    EXPECT_TRUE(with_row("person.death,50,15,,,,,,,,,,,,Told")
                    .complaints()
                    .contains("rules.csv:2: found least_age '50' above greatest_age '15'"));
    EXPECT_TRUE(with_row("person.death,-1,,,,,,,,,,,,,Told").complaints().contains("'-1'"));
    EXPECT_TRUE(with_row("person.death,,,,,,,,,,,5,,,Told")
                    .complaints()
                    .contains("days_since without after"));
    const std::string twice =
        with_row("person.death,,,,,,,,,,,,,,Told\nperson.death,,,,,,,,,,,,,,Again").complaints();
    EXPECT_TRUE(twice.contains("rules.csv:3: found rule 'person.death' a second time; allowed one "
                               "row; the first is in line 2"))
        << twice;
}

TEST(GrammarFile, all_complaints_of_all_tables_come_at_once)
{
    Tables tables = with_row("person.deth,50,15,boy,wroker,nroth,,,,,,,,,Told");
    tables.spells = "spell,opens,closes,why\nservice,army.enlistment,,Told\n";
    tables.stages = "stage,least_age,greatest_age,why\nworker,60,16,Told\nworkr,,,Told\n";
    tables.limits = "bound,least,greatest,unit,why\nlife,10,1,years,Told\nlife,1,2,years,Told\n";
    tables.heaped = "rule,by,why\nperson.deth,day,Told\nperson.death,dya,Told\nperson.death,,\n";
    const std::string said = tables.complaints();
    for (const char* part :
         {"rules.csv:2: found unknown rule", "least_age '50' above", "sex 'boy'", "'wroker'",
          "'nroth'", "spells.csv:2: found a spell that nothing opens or closes",
          "spells.csv: found no spell 'marriage'", "stages.csv:2: found least_age '60' above",
          "stages.csv:3: found stage 'workr'", "stages.csv: found no row for the stage soldier",
          "bounds.csv:2: found least '10' above", "bounds.csv:3: found bound life a second time",
          "bounds.csv: found no row for the bound mother_age",
          "heaps.csv:2: found unknown rule 'person.deth'", "heaps.csv:3: found by 'dya'",
          "did you mean 'day'", "heaps.csv:4: found no heap", "heaps.csv:4: found no reason",
          "heaps.csv:4: found rule 'person.death' a second time"})
        EXPECT_TRUE(said.contains(part)) << part << "\nis not in\n" << said;
}

TEST(GrammarFile, a_folder_without_the_tables_is_told)
{
    const auto grammar = read_grammar("no such folder");
    ASSERT_FALSE(grammar);
    EXPECT_EQ(grammar.error().size(), 5U);
}

} // namespace
} // namespace counterlife::study
