// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/ensemble_file.h"
#include "study/input/parameter_files.h"
#include "study/study.h"
#include "tests/study/small_study.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

constexpr const char* head = "member,parameter,value,weight\n";
constexpr const char* sound_members = "member,parameter,value,weight\n"
                                      "1,birth.twin_share,0.006,1\n"
                                      "1,birth.rate/F/20,0.3,1\n"
                                      "2,birth.twin_share,0.019,1\n"
                                      "2,birth.rate/F/20,0.1,1\n";
constexpr const char* sound_history = "name = \"first\"\n"
                                      "made = 2026-12-01\n"
                                      "lives = \"0x0123456789abcdef\"\n"
                                      "data = \"0123456789abcdef\"\n"
                                      "scenario = \"baseline\"\n"
                                      "scale = \"1:400\"\n"
                                      "seeds = [1, 2]\n"
                                      "targets = [\"C1\"]\n"
                                      "waves = 3\n"
                                      "cutoff = 3.0\n"
                                      "[[members]]\nmember = 1\nruns = [\"wave-1/point-7\"]\n"
                                      "[[members]]\nmember = 2\nruns = [\"wave-3/point-2\"]\n";

class Shipped {
public:
    explicit Shipped(std::string_view members = sound_members,
                     std::string_view history = sound_history)
    {
        if (!members.empty()) study.write("data/ensemble/members.csv", members);
        if (!history.empty()) study.write("data/ensemble/ensemble.toml", history);
    }

    std::optional<Ensemble> read()
    {
        const std::string data = study.file("data");
        const auto families = small_families();
        auto rows = read_parameters(data, families, run_from, run_to);
        EXPECT_TRUE(rows) << text_of(rows.error());
        Complaints found;
        auto ensemble = read_ensemble(data, *rows, families, found);
        complaints = study.without_folder(text_of(found));
        return ensemble;
    }

    Study study;
    std::string complaints;
};

/// The complaints about these rows of members.csv.
std::string of_members(const std::string& rows)
{
    Shipped shipped{head + rows, sound_history};
    EXPECT_FALSE(shipped.read());
    return shipped.complaints;
}

TEST(Ensemble, its_members_are_read_with_their_runs)
{
    Shipped shipped;
    const auto ensemble = shipped.read();
    ASSERT_TRUE(ensemble) << shipped.complaints;
    EXPECT_EQ(ensemble->name, "first");
    ASSERT_EQ(ensemble->members.size(), 2U);
    const EnsembleMember& second = ensemble->members[1];
    EXPECT_EQ(second.number, 2);
    EXPECT_EQ(address_of(second.settings[1]), "birth.rate/F/20");
    EXPECT_DOUBLE_EQ(*second.settings[1].value, 0.1);
    EXPECT_EQ(second.runs, std::vector<std::string>{"wave-3/point-2"});
    EXPECT_EQ(member_text(*ensemble, second), "member 2 of ensemble first");
}

TEST(Ensemble, unknown_parameters_and_keys_are_of_another_version)
{
    const std::string said = of_members("1,birth.twin_shore,0.006,1\n1,birth.rate/F/25,0.1,1\n");
    EXPECT_NE(
        said.find("members.csv:2: found unknown parameter 'birth.twin_shore', as in an "
                  "ensemble of another version; allowed the full name of a parameter that "
                  "the command 'params' lists, or name/key; did you mean 'birth.twin_share'?"),
        std::string::npos)
        << said;
    EXPECT_NE(said.find("members.csv:3: found unknown key 'F/25' of 'birth.rate'"),
              std::string::npos)
        << said;
}

TEST(Ensemble, a_value_outside_the_range_of_its_row_is_told_with_the_row)
{
    const std::string said = of_members("1,birth.twin_share,0.03,1\n2,birth.twin_share,0.01,1\n");
    EXPECT_NE(said.find("members.csv:2: found 0.03 for 'birth.twin_share'; allowed 0.005..0.02, "
                        "the range that data/people/birth.csv:2 gives"),
              std::string::npos)
        << said;
    // Without a key the value is for all keys, and each has a range of its own.
    EXPECT_NE(of_members("1,birth.rate,0.3,1\n2,birth.rate,0.05,1\n").find("0..0.1"),
              std::string::npos);
}

TEST(Ensemble, a_member_that_lacks_what_others_have_is_told)
{
    const std::string said = of_members("1,birth.twin_share,0.006,1\n1,birth.rate/F/20,0.3,1\n"
                                        "2,birth.twin_share,0.019,1\n");
    EXPECT_NE(said.find("members.csv: found no 'birth.rate/F/20' of member 2; allowed for each "
                        "member a row of each parameter that any of them has"),
              std::string::npos)
        << said;
}

TEST(Ensemble, members_have_numbers_values_and_one_weight_each)
{
    EXPECT_NE(of_members("1,birth.twin_share,0.006,1\n3,birth.twin_share,0.006,1\n")
                  .find("member 3 after member 1"),
              std::string::npos);
    EXPECT_NE(of_members("0,birth.twin_share,0.006,1\n").find("'0' as member"), std::string::npos);
    EXPECT_NE(of_members("1,birth.twin_share,many,1\n").find("'many' as value"), std::string::npos);
    EXPECT_NE(of_members("1,birth.twin_share,0.006,0\n").find("'0' as weight"), std::string::npos);
    EXPECT_NE(of_members("1,birth.twin_share,0.006,1\n1,birth.rate/F/20,0.3,2\n")
                  .find("weight 2 of member 1"),
              std::string::npos);
    EXPECT_NE(of_members("1,birth.rate,0.05,1\n1,birth.rate/F/20,0.3,1\n")
                  .find("'birth.rate/F/20' of member 1 a second time"),
              std::string::npos);
    EXPECT_NE(of_members("").find("no member"), std::string::npos);
}

TEST(Ensemble, all_that_is_wrong_with_its_history_is_told_at_once)
{
    Shipped shipped{sound_members, "name = 3\nmade = \"today\"\nlives = \"0x12\"\nwaves = 0\n"
                                   "cutoff = 3\nseeds = [1.5]\ntargets = \"C1\"\n"
                                   "[[members]]\nmember = 3\nruns = []\n"};
    EXPECT_FALSE(shipped.read());
    for (const char* one :
         {"ensemble.toml:1: found 'name' that is a number 3", "ensemble.toml:2: found 'made'",
          "ensemble.toml:3: found 'lives' that is a text '0x12'", "found no 'data'",
          "found no 'scenario'", "found no 'scale'", "ensemble.toml:4: found 'waves'",
          "ensemble.toml:6: found a seed that is a number", "ensemble.toml:7: found 'targets'",
          "found 'member' that is a number 3; allowed a member of members.csv: 1 to 2",
          "found no [[members]] of member 1", "found no [[members]] of member 2"})
        EXPECT_NE(shipped.complaints.find(one), std::string::npos) << one << '\n'
                                                                   << shipped.complaints;
    EXPECT_EQ(shipped.complaints.find("cutoff"), std::string::npos);
}

TEST(Ensemble, a_file_that_is_not_there_or_no_toml_is_told)
{
    Shipped none{"", ""};
    EXPECT_FALSE(none.read());
    EXPECT_NE(none.complaints.find("members.csv"), std::string::npos);
    EXPECT_NE(none.complaints.find("ensemble.toml"), std::string::npos);
    Shipped broken{sound_members, "name = \n"};
    EXPECT_FALSE(broken.read());
    EXPECT_NE(broken.complaints.find("ensemble.toml:1"), std::string::npos) << broken.complaints;
}

TEST(Ensemble, a_member_lies_under_the_scenario)
{
    Shipped shipped;
    const auto ensemble = shipped.read();
    ASSERT_TRUE(ensemble) << shipped.complaints;
    shipped.study.write("scenarios/change.toml", "[[set]]\nparameter = \"birth.twin_share\"\n"
                                                 "factor = 2\n"
                                                 "[[set]]\nparameter = \"birth.rate\"\n"
                                                 "key = \"F/20\"\nvalue = 0.4\n");
    const auto families = small_families();
    const ScenarioScope scope{
        .families = families, .rule_names = small_rules, .run_from = run_from, .run_to = run_to};
    Complaints found;
    const ScenarioParts parts = read_scenario_parts("change", shipped.study.file("data"),
                                                    shipped.study.file("scenarios"), scope, found);
    const auto value = [&](const Scenario& scenario, std::string_view name, std::string_view key) {
        for (const model::ParameterRow& row : scenario.rows)
            if (row.name == name && row.key == key) return row.value;
        return -1.0;
    };
    const Scenario under =
        put_together(parts, small_rules, &*ensemble, &ensemble->members[1], found);
    ASSERT_TRUE(found.empty()) << text_of(found);
    EXPECT_DOUBLE_EQ(value(under, "birth.twin_share", ""), 0.038); // A factor on the member's.
    EXPECT_DOUBLE_EQ(value(under, "birth.rate", "F/20"), 0.4);     // What is set is set.
    EXPECT_EQ(under.rows[0].note,
              "set by member 2 of ensemble first; set by scenario change, outside 0.005..0.02");
    const Scenario alone = put_together(parts, small_rules, nullptr, nullptr, found);
    EXPECT_DOUBLE_EQ(value(alone, "birth.twin_share", ""), 0.02);
    EXPECT_NE(alone.hash, under.hash);
}

} // namespace
} // namespace counterlife::study
