// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario.h"
#include "study/study.h"

#include "study/input/overlay.h"
#include "study/input/parameter_files.h"
#include "tests/study/small_study.h"

#include <gtest/gtest.h>

#include <limits>

namespace counterlife::study {
namespace {

using engine::day_of;

std::vector<std::string> twin_pieces(const Scenario& scenario)
{
    std::vector<std::string> pieces;
    for (const model::ParameterRow& row : scenario.rows) {
        if (row.name != "birth.twin_share") continue;
        const auto text = [](std::optional<engine::Day> day) {
            return day ? std::to_string(engine::year_of(*day)) : std::string{};
        };
        pieces.push_back(text(row.from) + ".." + text(row.to) + " " + std::to_string(row.value));
    }
    return pieces;
}

TEST(Scenario, the_baseline_is_the_data_as_it_stands)
{
    const Study study;
    const auto scenario = study.read("baseline");
    ASSERT_TRUE(scenario) << text_of(scenario.error());
    EXPECT_EQ(scenario->name, "baseline");
    EXPECT_EQ(scenario->description, "As it was");
    EXPECT_EQ(scenario->rows.size(), 4U);
    EXPECT_TRUE(scenario->switches.empty());
    EXPECT_EQ(scenario->hash.size(), 16U);
}

TEST(Scenario, a_dated_setting_replaces_its_days_and_leaves_the_rest)
{
    const Study study;
    const Scenario scenario = study.changed("[[set]]\nparameter = \"birth.twin_share\"\n"
                                            "value = 0.03\nfrom = 1970-01-01\nto = 1990-01-01\n");
    EXPECT_EQ(
        twin_pieces(scenario),
        (std::vector<std::string>{"..1970 0.010000", "1970..1990 0.030000", "1990.. 0.010000"}));
    const model::ParameterRow& middle = scenario.rows[1];
    EXPECT_EQ(middle.kind, model::Kind::statistic);
    EXPECT_EQ(middle.note, "set by scenario change, outside 0.005..0.02");
    EXPECT_EQ(scenario.rows[0].note, "");
    EXPECT_EQ(scenario.rows[2].note, "");
}

TEST(Scenario, a_setting_without_key_reaches_all_keys_and_one_with_key_that_key)
{
    const Study study;
    const Scenario all = study.changed("[[set]]\nparameter = \"birth.rate\"\nfactor = 2\n");
    EXPECT_EQ(all.rows[1].value, 0.04);
    EXPECT_EQ(all.rows[2].value, 0.02);
    EXPECT_EQ(all.rows[3].value, 0.4);
    EXPECT_EQ(all.rows[3].note, "A note; set by scenario change");

    const Scenario one =
        study.changed("[[set]]\nparameter = \"birth.rate\"\nkey = \"F/15\"\nvalue = 0.05\n");
    EXPECT_EQ(one.rows[1].value, 0.05);
    EXPECT_EQ(one.rows[2].value, 0.05);
    EXPECT_EQ(one.rows[3].value, 0.2);
}

TEST(Scenario, what_is_inherited_is_laid_on_first)
{
    const Study study;
    study.write("scenarios/parent.toml", "description = \"Parent\"\ninherits = \"baseline\"\n"
                                         "[[set]]\nparameter = \"birth.twin_share\"\nvalue = 0.02\n"
                                         "[rules]\n\"marriage.divorce\" = \"off\"\n"
                                         "\"birth\" = { to = 1990-01-01 }\n");
    const Scenario child = study.changed(
        "description = \"Child\"\ninherits = \"parent\"\n[[set]]\nparameter = "
        "\"birth.twin_share\"\nfactor = 0.5\nfrom = 2000-01-01\n"
        "[rules]\n\"marriage.divorce\" = \"on\"\n\"household.split\" = { from = 1970-01-01 }\n");
    EXPECT_EQ(child.description, "Child");
    EXPECT_EQ(twin_pieces(child), (std::vector<std::string>{"..2000 0.020000", "2000.. 0.010000"}));
    EXPECT_EQ(child.rows[1].note, "set by scenario parent; set by scenario change");
    ASSERT_EQ(child.switches.size(), 2U);
    EXPECT_EQ(child.switches[0].rule, "birth");
    EXPECT_EQ(child.switches[0].from, model::RuleSwitch{}.from);
    EXPECT_EQ(child.switches[0].to, day_of(1990));
    EXPECT_EQ(child.switches[1].rule, "household.split");
    EXPECT_EQ(child.switches[1].from, day_of(1970));
    EXPECT_EQ(child.switches[1].to, engine::no_day);
}

TEST(Scenario, a_rule_that_is_off_has_an_empty_span)
{
    const Study study;
    const Scenario off = study.changed("[rules]\n\"marriage.divorce\" = \"off\"\n");
    ASSERT_EQ(off.switches.size(), 1U);
    EXPECT_EQ(off.switches[0].from, off.switches[0].to);
}

TEST(Scenario, one_that_changes_nothing_has_the_hash_of_the_baseline)
{
    const Study study;
    const auto baseline = study.read("baseline");
    ASSERT_TRUE(baseline);
    const std::string twins = "[[set]]\nparameter = \"birth.twin_share\"\n";
    const Scenario same = study.changed(twins + "value = 0.01\nfrom = 1970-01-01\n[[set]]\n"
                                                "parameter = \"birth.rate\"\nfactor = 1\n"
                                                "[rules]\n\"birth\" = \"on\"\n");
    EXPECT_EQ(same.hash, baseline->hash);
    ASSERT_EQ(same.rows.size(), baseline->rows.size());
    EXPECT_EQ(same.rows[0].note, "");

    study.write("scenarios/there.toml", twins + "value = 0.02\nfrom = 1970-01-01\n");
    const Scenario and_back =
        study.changed("inherits = \"there\"\n" + twins + "value = 0.01\nfrom = 1970-01-01\n");
    EXPECT_EQ(twin_pieces(and_back).size(), 2U);
    EXPECT_EQ(and_back.hash, baseline->hash);
}

TEST(Scenario, whatever_changes_a_day_changes_the_hash)
{
    const Study study;
    std::set<std::string> hashes{study.read("baseline")->hash};
    const std::string twins = "[[set]]\nparameter = \"birth.twin_share\"\n";
    const std::vector<std::string> texts{twins + "value = 0.02\n",
                                         twins + "value = 0.02\nfrom = 1970-01-01\n",
                                         twins + "value = 0.02\nfrom = 1970-01-02\n",
                                         twins + "value = 0.02\nto = 1970-01-02\n",
                                         "[rules]\n\"birth\" = \"off\"\n",
                                         "[rules]\n\"marriage.divorce\" = \"off\"\n",
                                         "[rules]\n\"birth\" = { from = 1970-01-01 }\n",
                                         "[rules]\n\"birth\" = { to = 1970-01-01 }\n"};
    for (const std::string& text : texts) hashes.insert(study.changed(text).hash);
    EXPECT_EQ(hashes.size(), texts.size() + 1);
}

TEST(Scenario, one_that_inherits_itself_is_shown_with_the_chain)
{
    const Study study;
    EXPECT_EQ(study.complaints("inherits = \"change\"\n"),
              "scenarios/change.toml:1: found a scenario that inherits itself: change -> change; "
              "allowed a line of inheritance that ends\n");
    study.write("scenarios/a.toml", "\ninherits = \"change\"\n");
    EXPECT_EQ(study.complaints("inherits = \"a\"\n"),
              "scenarios/a.toml:2: found a scenario that inherits itself: change -> a -> change; "
              "allowed a line of inheritance that ends\n");
}

TEST(Scenario, a_path_names_a_scenario_and_its_parents_lie_beside_it_or_in_the_folder)
{
    const Study study;
    study.write("own/mine.toml", "inherits = \"parent\"\n");
    study.write("own/parent.toml", "inherits = \"baseline\"\n[rules]\n\"birth\" = \"off\"\n");
    const auto scenario = study.read(study.file("own/mine.toml"));
    ASSERT_TRUE(scenario) << text_of(scenario.error());
    EXPECT_EQ(scenario->name, "mine");
    EXPECT_EQ(scenario->switches.size(), 1U);
}

TEST(Scenario, names_that_are_not_there_get_the_nearest)
{
    const Study study;
    const auto complaint = [&](const std::string& name) {
        const auto scenario = study.read(name);
        return scenario ? "" : study.without_folder(text_of(scenario.error()));
    };
    // The folder's own name is cut where it is long, so only the ends are compared.
    EXPECT_TRUE(complaint("baselin").starts_with("scenario: found no file '"));
    EXPECT_TRUE(complaint("baselin").ends_with("; did you mean 'baseline'?\n"));
    EXPECT_EQ(complaint("Baseline"),
              "scenario: found the name 'Baseline'; allowed lower-case letters and digits, joined "
              "by hyphens; did you mean 'baseline'?\n");
    EXPECT_EQ(complaint("own/NO_Order.toml"), // Not its own name again.
              "scenario: found the name 'NO_Order'; allowed lower-case letters and digits, joined "
              "by hyphens; did you mean 'no-order'?\n");
    EXPECT_TRUE(complaint("a--b").starts_with("scenario: found the name 'a--b'; allowed"));
    EXPECT_TRUE(complaint("").starts_with("scenario: found the name ''; allowed"));
    EXPECT_TRUE(study.complaints("inherits = \"basline\"\n")
                    .starts_with("scenarios/change.toml:1: found inherits 'basline', which is no "
                                 "scenario; allowed the name of a scenario in '"));
    EXPECT_TRUE(
        study.complaints("inherits = \"basline\"\n").ends_with("; did you mean 'baseline'?\n"));
    EXPECT_EQ(study.complaints("inherits = \"../baseline\"\n"),
              "scenarios/change.toml:1: found inherits '../baseline'; allowed lower-case letters "
              "and digits, joined by hyphens\n");
}

TEST(Scenario, text_that_is_not_toml_is_shown_with_line_and_column)
{
    const Study study;
    EXPECT_TRUE(study.complaints("description = \"x\"\n[[set]\n")
                    .starts_with("scenarios/change.toml:2:7: found text that is not TOML: "))
        << study.complaints("description = \"x\"\n[[set]\n");
}

TEST(Scenario, text_that_takes_the_parser_by_surprise_does_not_end_the_program)
{
    const Study study;
    for (const std::string text : {"[=", "[[=", "[[[a]]]", "[\x10", "[.a]", "a.=1", "={", "a = 0é",
                                   "é = 1", "a = ж", "a = の"}) {
        EXPECT_TRUE(study.complaints(text).starts_with("scenarios/change.toml:1:")) << text;
    }
    EXPECT_EQ(study.changed("description = \"\"\"\\\n  élan, 신의주\"\"\"").description,
              "élan, 신의주");
}

TEST(Scenario, each_wrong_word_of_a_setting_has_its_complaint)
{
    const Study study;
    EXPECT_EQ(study.complaints("descripton = \"x\"\n"
                               "inherits = 3\n"
                               "[[set]]\n"
                               "parameter = \"birth.twin_shear\"\n"
                               "vale = 1\n"
                               "[[set]]\n"
                               "value = 1\n"
                               "factor = 1\n"
                               "[[set]]\n"
                               "parameter = \"birth.rate\"\n"
                               "key = \"F/16\"\n"
                               "value = inf\n"
                               "from = \"1970-01-01\"\n"
                               "to = 1970-01-01T00:00:00\n"
                               "[[set]]\n"
                               "parameter = \"birth.rate\"\n"
                               "value = 2.5\n"
                               "from = 1970-01-01\n"
                               "to = 1970-01-01\n"),
              "scenarios/change.toml:1: found unknown word 'descripton'; allowed description, "
              "inherits, needs, set or rules; did you mean 'description'?\n"
              "scenarios/change.toml:2: found inherits that is a number; allowed a text in quotes\n"
              "scenarios/change.toml:5: found unknown word 'vale'; allowed parameter, key, value, "
              "factor, from or to; did you mean 'value'?\n"
              "scenarios/change.toml:4: found unknown parameter 'birth.twin_shear'; allowed the "
              "full name of a parameter that the command 'params' lists; did you mean "
              "'birth.twin_share'?\n"
              "scenarios/change.toml:3: found no value or factor; allowed one of them\n"
              "scenarios/change.toml:6: found a [[set]] without parameter; allowed the full name "
              "of a parameter\n"
              "scenarios/change.toml:6: found both value and factor; allowed one of them\n"
              "scenarios/change.toml:11: found unknown key 'F/16' of 'birth.rate'; allowed one of "
              "its 2 keys, of which the first is 'F/15'; did you mean 'F/15'?\n"
              "scenarios/change.toml:12: found value that is not finite; allowed a finite number "
              "such as 0.25\n"
              "scenarios/change.toml:13: found from that is a text; allowed a date as 1970-12-31, "
              "without quotes or time\n"
              "scenarios/change.toml:14: found to that is a date with a time; allowed a date as "
              "1970-12-31, without quotes or time\n"
              "scenarios/change.toml:17: found value 2.5; allowed 0..2, outside which "
              "'birth.rate' makes no sense\n"
              "scenarios/change.toml:15: found a period 1970-01-01..1970-01-01; allowed a first "
              "day (from) before the day it ends (to)\n");
}

TEST(Scenario, each_wrong_rule_has_its_complaint)
{
    const Study study;
    EXPECT_EQ(study.complaints("[rules]\n"
                               "birth = \"of\"\n"
                               "marriage.divorce = \"off\"\n"
                               "\"household.splitt\" = \"off\"\n"
                               "\"household.split\" = false\n"
                               "\"marriage.divorce\" = { fro = 1970-01-01 }\n"),
              "scenarios/change.toml:2: found 'of'; allowed \"off\", \"on\" or a table of from and "
              "to; did you mean 'off'?\n"
              "scenarios/change.toml:5: found true or false; allowed \"off\", \"on\" or a table of "
              "from and to\n"
              "scenarios/change.toml:4: found unknown rule or claim 'household.splitt'; allowed a "
              "rule's name in quotes or a claim's id; did you mean 'household.split'?\n"
              "scenarios/change.toml:3: found unknown rule or claim 'marriage'; allowed a rule's "
              "name in quotes or a claim's id; did you mean 'marriage.divorce'?\n"
              "scenarios/change.toml:6: found unknown word 'fro'; allowed from or to; did you "
              "mean 'from'?\n");
    EXPECT_EQ(study.complaints("set = 1\nrules = []\n"),
              "scenarios/change.toml:1: found set that is a number; allowed tables headed [[set]]\n"
              "scenarios/change.toml:2: found rules that is a list; allowed a table headed "
              "[rules]\n");
    EXPECT_EQ(study.complaints("[rules]\nbirth = { from = 1980-01-01, to = 1970-01-01 }\n"),
              "scenarios/change.toml:2: found a period 1980-01-01..1970-01-01; allowed a first "
              "day (from) before the day it ends (to)\n");
    EXPECT_EQ(study.complaints("[rules]\nbirth = {}\n"),
              "scenarios/change.toml:2: found an empty table; allowed \"off\", \"on\" or a table "
              "of from and to\n");
}

TEST(Scenario, settings_that_cannot_be_carried_out_are_complaints)
{
    const Study study;
    const std::string rate = "[[set]]\nparameter = \"birth.rate\"\nkey = \"F/20\"\n";
    EXPECT_EQ(study.complaints(rate + "factor = 11\n"),
              "scenarios/change.toml:1: found factor 11, which gives 2.2; allowed 0..2, outside "
              "which 'birth.rate' makes no sense\n");
    EXPECT_EQ(study.complaints(rate + "factor = -1\n"),
              "scenarios/change.toml:1: found factor -1, which gives -0.2; allowed 0..2, outside "
              "which 'birth.rate' makes no sense\n");
    EXPECT_EQ(study.complaints(rate + "value = 0.3\nfrom = 2030-01-01\n"),
              "scenarios/change.toml:1: found a period 2030-01-01.. without a day of the run; "
              "allowed days of 1955-01-01..2025-01-01\n");
    EXPECT_EQ(study.complaints(rate + "value = 0.3\nto = 1980-01-01\n" + rate +
                               "value = 0.4\nfrom = 1979-12-31\n"),
              "scenarios/change.toml:6: found 'birth.rate' set again for days that line 1 sets; "
              "allowed one setting a day of each parameter and key\n");
}

TEST(Scenario, data_and_scenario_complaints_come_together)
{
    const Study study;
    study.write("data/people/birth.csv", header_line);
    EXPECT_EQ(study.complaints("x = 1\n"),
              "data/people/birth.csv: found no row of parameter 'birth.twin_share'; allowed at "
              "least one row\n"
              "data/people/birth.csv: found no row of parameter 'birth.rate'; allowed at least "
              "one row for each of 2 keys\n"
              "scenarios/change.toml:1: found unknown word 'x'; allowed description, inherits, "
              "needs, set or rules\n");
}

} // namespace
} // namespace counterlife::study
