// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/check_command.h"
#include "app/params_command.h"
#include "study/study.h"
#include "study/text/nearest.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using namespace app;

ScenarioChoice choice_of(const Folder& folder, const std::vector<model::FamilySpec>& families)
{
    folder.write("data/people/birth.csv", header_line + sound_rows);
    folder.write("data/places/places.csv", sound_places);
    folder.write("data/labour/orders.csv", orders_header + sound_order);
    folder.write("scenarios/baseline.toml", "description = \"As it was\"\n");
    return {.scenario = "baseline",
            .data_dir = folder.path() / "data",
            .scenario_dir = folder.path() / "scenarios",
            .families = families,
            .rule_names = small_rules,
            .run_from = run_from,
            .run_to = run_to};
}

TEST(Check, sound_input_is_one_line_and_unsound_input_every_complaint)
{
    const Folder folder;
    const auto families = small_families();
    ScenarioChoice choice = choice_of(folder, families);
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(check(choice, out, err), 0);
    EXPECT_EQ(out.str(),
              "2 parameters in 1 files, 2 places, 1 orders, 3 rules, scenario baseline: no "
              "complaints\n");
    EXPECT_EQ(err.str(), "");

    folder.write("scenarios/odd.toml", "a = 1\nb = 2\n");
    choice.scenario = "odd";
    out.str("");
    EXPECT_EQ(check(choice, out, err), 2);
    EXPECT_EQ(out.str(), "");
    EXPECT_EQ(err.str(),
              folder.file("scenarios/odd.toml") +
                  ":1: found unknown word 'a'; allowed description, inherits, needs, set "
                  "or rules\n" +
                  folder.file("scenarios/odd.toml") +
                  ":2: found unknown word 'b'; allowed description, inherits, needs, set "
                  "or rules\n");
}

TEST(Check, the_map_and_the_orders_are_looked_at_as_well)
{
    const Folder folder;
    const auto families = small_families();
    const ScenarioChoice choice = choice_of(folder, families);
    const auto complaints = [&] {
        std::ostringstream out, err;
        EXPECT_EQ(check(choice, out, err), 2);
        return err.str();
    };
    folder.write("data/labour/orders.csv", orders_header + "a" + sound_order + sound_order + "x\n");
    EXPECT_NE(complaints().find("orders.csv:4: "), std::string::npos) << complaints();
    folder.write("data/places/places.csv", "place\n");
    EXPECT_NE(complaints().find("places.csv:1: "), std::string::npos) << complaints();
    EXPECT_NE(complaints().find("orders.csv:4: "), std::string::npos) << complaints();
    EXPECT_EQ(complaints().find("unknown place"), std::string::npos) << complaints();
}

std::string table(const ParamsRequest& request)
{
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(params(request, out, err), 0);
    EXPECT_EQ(err.str(), "");
    return out.str();
}

TEST(Params, every_row_is_shown_in_columns)
{
    const Folder folder;
    const auto families = small_families();
    EXPECT_EQ(
        table({.choice = choice_of(folder, families)}),
        "name              key                          value  unit      range        kind        "
        "source\n"
        "birth.rate        F/15 ..1970-01-01            0.02   per year  0..0.1       statistic   "
        "A table\n"
        "birth.rate        F/15 1970-01-01..            0.01   per year  0..0.1       calibrated  "
        "A fit\n"
        "birth.rate        F/20 1955-01-01..2025-01-01  0.2    per year  0..0.5       assumption  "
        "A guess\n"
        "birth.twin_share                               0.01   share     0.005..0.02  statistic   "
        "A book, page 3\n");
}

TEST(Params, the_assumptions_and_a_prefix_can_be_asked_for_alone)
{
    const Folder folder;
    const auto families = small_families();
    ParamsRequest request{.choice = choice_of(folder, families), .only_assumed = true};
    EXPECT_EQ(
        table(request),
        "name        key                          value  unit      range   kind        source\n"
        "birth.rate  F/20 1955-01-01..2025-01-01  0.2    per year  0..0.5  assumption  A "
        "guess\n");
    request.only_assumed = false;
    request.prefix = "birth.t";
    EXPECT_EQ(table(request),
              "name              key  value  unit   range        kind       source\n"
              "birth.twin_share       0.01   share  0.005..0.02  statistic  A book, page 3\n");
}

TEST(Params, a_prefix_of_nothing_is_a_complaint)
{
    const Folder folder;
    const auto families = small_families();
    std::ostringstream out;
    std::ostringstream err;
    const ParamsRequest request{.choice = choice_of(folder, families), .prefix = "birth.rat3"};
    EXPECT_EQ(params(request, out, err), 2);
    EXPECT_EQ(out.str(), "");
    EXPECT_EQ(err.str(), "params: found 'birth.rat3', with which no name begins; allowed the "
                         "beginning of a parameter's full name; did you mean 'birth.rate'?\n");
}

TEST(Params, many_rows_of_a_name_are_gathered_unless_all_are_asked_for)
{
    const Folder folder;
    const auto families = small_families();
    ParamsRequest request{.choice = choice_of(folder, families), .prefix = "birth.rate"};
    std::string rows = "twin_share,,0.01,share,,,0,1,statistic,A book,\n"
                       "rate,F/20,0.2,per year,,,0,0.5,assumption,A guess,\n"
                       "rate,F/15,0.01,per year,,1960-01-01,0,0.1,statistic,A table,\n";
    for (int year = 1960; year < 1965; ++year) {
        rows += "rate,F/15,0.0" + std::to_string(year - 1958) + ",per year," +
                std::to_string(year) + "-01-01," +
                (year == 1964 ? "" : std::to_string(year + 1) + "-01-01") +
                ",0,0.1,statistic,A table,\n";
    }
    folder.write("data/people/birth.csv", header_line + rows);
    EXPECT_EQ(
        table(request),
        "name        key       value      unit      range   kind                  source\n"
        "birth.rate  (7 rows)  0.01..0.2  per year  0..0.5  statistic and 1 more  A table and 1 "
        "more\n");
    request.every_row = true;
    const std::string all = table(request);
    EXPECT_EQ(std::ranges::count(all, '\n'), 8);
}

TEST(Nearest, a_slip_of_the_pen_is_recognised_and_another_word_is_not)
{
    const std::vector<std::string> words{"value", "factor", "from", "to"};
    EXPECT_EQ(nearest("vlaue", words), "value");
    EXPECT_EQ(nearest("Value", words), "value");
    EXPECT_EQ(nearest("form", words), "from");
    EXPECT_EQ(nearest("population", words), "");
    EXPECT_EQ(nearest(std::string(1'000'000, 'x'), words), "");
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
}

} // namespace
} // namespace counterlife::study
