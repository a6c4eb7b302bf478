// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/claims.h"
#include "study/input/overlay.h"
#include "study/study.h"
#include "tests/study/small_study.h"

#include <set>

namespace counterlife::study {
namespace {

using engine::day_of;

/// The small families, and exceptions to every claim that can have some.
class ClaimStudy : public Study {
public:
    ClaimStudy() : Study{families()}
    {
        std::string rows = header_line;
        const model::FamilySpec exceptions = model::Claims::spec();
        for (const std::string& id : exceptions.parameters.front().keys)
            rows += "share," + id + ",0.01,share,,,0,1,assumption,A guess,\n";
        write("data/claims/exceptions.csv", rows);
    }

private:
    static std::vector<model::FamilySpec> families()
    {
        auto all = small_families();
        all.push_back(model::Claims::spec());
        return all;
    }
};

const std::string nine = "PARTY-09, PARTY-12, PARTY-13, PARTY-14, PARTY-17, LABOUR-05, PRIV-01, "
                         "HEALTH-03, MARRIAGE-01";

TEST(ClaimsInScenarios, stand_behind_the_rules_in_the_order_of_the_claims)
{
    const ClaimStudy study;
    const Scenario scenario = study.changed("[rules]\n"
                                            "MARRIAGE-01 = \"soft\"\n"
                                            "ARMY-01 = \"off\"\n"
                                            "PARTY-17 = { to = 1990-01-01, mode = \"soft\" }\n"
                                            "PARTY-09 = \"strict\"\n"
                                            "PARTY-01 = { from = 1970-01-01 }\n"
                                            "PARTY-02 = \"on\"\n"
                                            "\"marriage.divorce\" = \"off\"\n");
    ASSERT_EQ(scenario.switches.size(), 5U);
    const auto facts = [&](std::size_t i) {
        const model::RuleSwitch& one = scenario.switches[i];
        return std::tuple{one.rule, one.from, one.to, one.soft};
    };
    const model::RuleSwitch always;
    EXPECT_EQ(scenario.switches[0].rule, "marriage.divorce");
    EXPECT_EQ(facts(1), (std::tuple{"PARTY-01", day_of(1970), engine::no_day, false}));
    EXPECT_EQ(facts(2), (std::tuple{"PARTY-17", always.from, day_of(1990), true}));
    EXPECT_EQ(facts(3), (std::tuple{"ARMY-01", always.from, always.from, false}));
    EXPECT_EQ(facts(4), (std::tuple{"MARRIAGE-01", always.from, engine::no_day, true}));
}

TEST(ClaimsInScenarios, the_youngest_file_has_the_last_word)
{
    const ClaimStudy study;
    study.write("scenarios/parent.toml", "[rules]\nPARTY-17 = \"soft\"\nARMY-01 = \"off\"\n");
    EXPECT_EQ(study.changed("inherits = \"parent\"\n").switches.size(), 2U);
    const Scenario child =
        study.changed("inherits = \"parent\"\n[rules]\nPARTY-17 = \"strict\"\nARMY-01 = \"on\"\n");
    EXPECT_TRUE(child.switches.empty());
    EXPECT_EQ(child.hash, study.read("baseline")->hash);
}

TEST(ClaimsInScenarios, every_way_to_put_a_switch_has_a_hash_of_its_own)
{
    const ClaimStudy study;
    std::set<std::string> hashes{study.read("baseline")->hash};
    for (const std::string put :
         {"\"off\"", "\"soft\"", "{ to = 1990-01-01 }", "{ to = 1990-01-01, mode = \"soft\" }"})
        hashes.insert(study.changed("[rules]\nPARTY-17 = " + put + "\n").hash);
    EXPECT_EQ(hashes.size(), 5U);
}

TEST(ClaimsInScenarios, only_a_claim_told_without_exceptions_is_strict_or_soft)
{
    const ClaimStudy study;
    const std::string allowed = "allowed strict or soft of a claim that is told without "
                                "exceptions: " +
                                nine + "\n";
    EXPECT_EQ(study.complaints("[rules]\nARMY-01 = \"soft\"\n"),
              "scenarios/change.toml:2: found 'soft' of 'ARMY-01'; " + allowed);
    EXPECT_EQ(study.complaints("[rules]\nARMY-01 = { mode = \"strict\" }\n"),
              "scenarios/change.toml:2: found 'strict' of 'ARMY-01'; " + allowed);
    EXPECT_EQ(study.complaints("[rules]\nbirth = \"soft\"\n"),
              "scenarios/change.toml:2: found 'soft' of 'birth'; " + allowed);
    EXPECT_EQ(study.complaints("[rules]\nbirth = { mode = \"soft\" }\n"),
              "scenarios/change.toml:2: found unknown word 'mode'; allowed from or to\n");
    EXPECT_EQ(study.complaints("[rules]\nPARTY-17 = { mode = \"sofd\" }\n"),
              "scenarios/change.toml:2: found mode 'sofd'; allowed \"strict\" or \"soft\"; did you "
              "mean 'soft'?\n");
    EXPECT_EQ(study.complaints("[rules]\nPARTY-17 = \"strickt\"\n"),
              "scenarios/change.toml:2: found 'strickt'; allowed \"off\", \"on\", \"strict\", "
              "\"soft\" or a table of from, to and mode; did you mean 'strict'?\n");
}

TEST(ClaimsInScenarios, a_claim_without_a_switch_says_why)
{
    const ClaimStudy study;
    EXPECT_EQ(study.complaints("needs = [\"CHINA-08\"]\n[rules]\nPARTY-21 = \"off\"\n"),
              "scenarios/change.toml:1: CHINA-08 emerges from other rules and has no switch\n"
              "scenarios/change.toml:3: PARTY-21 emerges from other rules and has no switch\n");
}

TEST(ClaimsInScenarios, a_wrong_id_gets_the_nearest_right_one)
{
    const ClaimStudy study;
    for (const std::string id : {"PARTY-7", "party-17"})
        EXPECT_TRUE(study.complaints("[rules]\n" + id + " = \"off\"\n")
                        .starts_with("scenarios/change.toml:2: found unknown rule or claim '" + id +
                                     "'; allowed a rule's name in quotes or a claim's id; did you "
                                     "mean 'PARTY-"))
            << study.complaints("[rules]\n" + id + " = \"off\"\n");
    EXPECT_TRUE(study.complaints("needs = [\"marriage.divorc\"]\n")
                    .ends_with("did you mean 'marriage.divorce'?\n"));
    EXPECT_EQ(study.complaints("needs = \"PARTY-17\"\n"),
              "scenarios/change.toml:1: found needs that is a text; allowed a list of rules and "
              "claims such as [\"PARTY-17\"]\n");
    EXPECT_EQ(study.complaints("needs = [17]\n"),
              "scenarios/change.toml:1: found a number in the list needs; allowed a list of rules "
              "and claims such as [\"PARTY-17\"]\n");
}

TEST(Needs, what_a_scenario_rests_on_may_not_be_switched_off)
{
    const ClaimStudy study;
    study.write("scenarios/parent.toml", "needs = [\"PARTY-17\", \"birth\"]\n");
    const std::string inherits = "inherits = \"parent\"\n[rules]\n";
    EXPECT_EQ(study.complaints(inherits + "PARTY-17 = \"off\"\n"),
              "scenarios/change.toml:3: found 'PARTY-17' switched off, which scenario 'parent' "
              "needs (scenarios/parent.toml:1); allowed in force on all days of the run\n");
    EXPECT_EQ(study.complaints(inherits + "birth = { from = 1955-01-02 }\n"),
              "scenarios/change.toml:3: found 'birth' in force only 1955-01-02.., which scenario "
              "'parent' needs (scenarios/parent.toml:1); allowed in force on all days of the "
              "run\n");
    EXPECT_EQ(study.complaints("needs = [\"PARTY-17\"]\n[rules]\nPARTY-17 = { to = 2024-12-31 }\n"),
              "scenarios/change.toml:3: found 'PARTY-17' in force only ..2024-12-31, which "
              "scenario 'change' needs (scenarios/change.toml:1); allowed in force on all days of "
              "the run\n");
    for (const std::string enough :
         {"PARTY-17 = \"soft\"\n", "birth = { from = 1955-01-01, to = 2025-01-01 }\n"})
        EXPECT_EQ(study.complaints(inherits + enough), "");
}

TEST(Needs, a_child_may_need_what_its_parent_has_off_only_if_it_switches_it_on)
{
    const ClaimStudy study;
    study.write("scenarios/parent.toml", "[rules]\nARMY-01 = \"off\"\n");
    const std::string child = "inherits = \"parent\"\nneeds = [\"ARMY-01\"]\n";
    EXPECT_EQ(study.complaints(child),
              "scenarios/parent.toml:2: found 'ARMY-01' switched off, which scenario 'change' "
              "needs (scenarios/change.toml:2); allowed in force on all days of the run\n");
    EXPECT_EQ(study.complaints(child + "[rules]\nARMY-01 = \"on\"\n"), "");
}

TEST(Strict, a_strict_claim_has_no_share_of_exceptions)
{
    const ClaimStudy study;
    const std::string share = "[[set]]\nparameter = \"exceptions.share\"\nvalue = 0.2\n";
    const std::string of_17 = share + "key = \"PARTY-17\"\n";
    EXPECT_EQ(study.complaints(of_17 + "[rules]\nPARTY-17 = \"strict\"\n"),
              "scenarios/change.toml:1: found a share of exceptions to 'PARTY-17', which is strict "
              "(scenarios/change.toml:6); allowed exceptions to a claim that is soft\n");
    for (const std::string fits : {"PARTY-17 = \"soft\"\n", "PARTY-09 = \"strict\"\n"})
        EXPECT_EQ(study.complaints(of_17 + "[rules]\n" + fits), "");

    study.write("scenarios/parent.toml", "[rules]\nPARTY-17 = { mode = \"strict\" }\n");
    EXPECT_EQ(study.complaints("inherits = \"parent\"\n" + of_17),
              "scenarios/change.toml:2: found a share of exceptions to 'PARTY-17', which is strict "
              "(scenarios/parent.toml:2); allowed exceptions to a claim that is soft\n");
    EXPECT_EQ(
        study.complaints("inherits = \"parent\"\n" + of_17 + "[rules]\nPARTY-17 = \"soft\"\n"), "");

    study.write("scenarios/parent.toml", of_17 + "[rules]\nPARTY-17 = \"soft\"\n");
    EXPECT_EQ(study.complaints("inherits = \"parent\"\n[rules]\nPARTY-17 = \"strict\"\n"), "");
}

TEST(Dates, a_period_beside_the_run_is_a_complaint)
{
    const ClaimStudy study;
    const std::string beside = " without a day of the run; allowed days of 1955-01-01..2025-01-01";
    EXPECT_EQ(study.complaints("[[set]]\nparameter = \"birth.twin_share\"\nvalue = 0.02\n"
                               "to = 1955-01-01\n[rules]\nbirth = { from = 2025-01-01 }\n"
                               "PARTY-17 = { from = 1950-01-01, to = 1954-01-01 }\n"),
              "scenarios/change.toml:1: found a period ..1955-01-01" + beside +
                  "\nscenarios/change.toml:7: found a period 1950-01-01..1954-01-01" + beside +
                  "\nscenarios/change.toml:6: found a period 2025-01-01.." + beside + "\n");
    EXPECT_EQ(study.complaints("[rules]\nbirth = { from = 2024-12-31 }\n"
                               "PARTY-17 = { to = 1955-01-02 }\n"),
              "");
}

} // namespace
} // namespace counterlife::study
