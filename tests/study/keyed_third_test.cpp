// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The third that is kept from fitting, both scores, and figures made of rows.

#include "study/figures/fit.h"
#include "study/figures/lot.h"
#include "study/figures/scores.h"
#include "study/study.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace counterlife::study {
namespace {

using figures::blocks_of;
using figures::difference_of;
using figures::draw_roles;
using figures::Role;
using figures::Score;
using figures::score_of;
using figures::score_sentences;

constexpr std::string_view head =
    "id,measure,scope,year_from,year_to,target,low,high,tolerance,"
    "unit,reference,source,error,role,published,kind,corrected,data_to\n";

std::vector<Target> targets_from(const std::string& rows)
{
    Complaints complaints;
    auto targets = read_targets(std::string{head} + rows, "targets.csv", complaints);
    EXPECT_TRUE(complaints.empty()) << text_of(complaints);
    return targets;
}

SeriesRow rate(int year, std::string measure, double value)
{
    return {.year = static_cast<std::int16_t>(year),
            .measure = std::move(measure),
            .level = "nation",
            .place = "nation",
            .sex = "all",
            .age = -1,
            .status = {},
            .value = value,
            .unit = {}};
}

FitRow judged(std::string id, Role role, Verdict verdict)
{
    FitRow row{.target = {.id = std::move(id), .measure = "tfr", .scope = "nation"},
               .simulated = 1.0,
               .low = {},
               .high = {}};
    row.target.role = role;
    row.verdict = verdict;
    return row;
}

std::vector<FitRow> scored(std::size_t fitted_met, std::size_t fitted, std::size_t kept_met,
                           std::size_t kept)
{
    std::vector<FitRow> rows;
    for (std::size_t i = 0; i < fitted; ++i)
        rows.push_back(
            judged("C01", Role::fitted, i < fitted_met ? Verdict::inside : Verdict::outside));
    for (std::size_t i = 0; i < kept; ++i)
        rows.push_back(
            judged("C02", Role::kept, i < kept_met ? Verdict::inside : Verdict::outside));
    return rows;
}

TEST(keyed_third, is_listed_in_the_data_as_it_was_drawn)
{
    Complaints complaints;
    const auto targets = figures::targets_in("data", complaints);
    ASSERT_TRUE(complaints.empty()) << text_of(complaints);
    const auto drawn = draw_roles(targets);
    for (std::size_t i = 0; i < targets.size(); ++i)
        EXPECT_EQ(targets[i].role, drawn[i])
            << targets[i].id << ' ' << targets[i].measure << ' ' << targets[i].year_from;
    EXPECT_NE(draw_roles(targets, "another key"), drawn);
    const auto kept = std::ranges::count(targets, Role::kept, &Target::role);
    EXPECT_NEAR(static_cast<double>(kept) / static_cast<double>(targets.size()), 1.0 / 3, 0.04);
}

TEST(keyed_third, blocks_of_several_rows_are_in_both)
{
    std::string rows;
    for (int year = 1990; year < 1996; ++year)
        rows += "C02,tfr,nation," + std::to_string(year) + "," + std::to_string(year) +
                ",2,,,0.2,children,target,s,,fitted,unknown,estimate,,\n";
    const auto roles = draw_roles(targets_from(rows));
    EXPECT_EQ(std::ranges::count(roles, Role::kept), 2);
}

TEST(keyed_third, a_figure_made_of_its_block_is_kept_first)
{
    const auto roles = draw_roles(targets_from("C14,arrivals_scaled,nation,1999,1999,148,,,9%,"
                                               "persons,target,s,,fitted,unknown,estimate,,\n"
                                               "C14,arrivals_scaled,nation,2000,2000,312,,,9%,"
                                               "persons,target,s,,fitted,unknown,estimate,,\n"
                                               "C14,arrivals_log_error,nation,1999,2000,0,,,0.15,"
                                               "count,target,s,,fitted,unknown,estimate,,\n"));
    EXPECT_EQ(roles, (std::vector{Role::fitted, Role::fitted, Role::kept}));
}

TEST(scores, tell_fitted_and_kept_apart)
{
    const auto rows = scored(9, 10, 3, 5);
    EXPECT_EQ(score_of(rows, Role::fitted).met, 9U);
    EXPECT_EQ(score_of(rows, Role::kept).met, 3U);
    EXPECT_EQ(score_of(rows, Role::kept).of, 5U);
    EXPECT_NE(score_sentences(rows)[0].find("9 of 10 (90 %)"), std::string::npos);
}

TEST(scores, a_difference_has_the_bounds_of_newcombe)
{
    // His first example: 56 of 70 against 48 of 80 is 20 points, 5.24 to 33.39.
    const auto d = difference_of({.met = 56, .of = 70}, {.met = 48, .of = 80});
    EXPECT_NEAR(d.points, 20, 1e-9);
    EXPECT_NEAR(d.low, 5.24, 0.01);
    EXPECT_NEAR(d.high, 33.39, 0.01);
}

TEST(scores, overfitting_is_told_in_words)
{
    const auto told = [](std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
        return score_sentences(scored(a, b, c, d))[1];
    };
    EXPECT_TRUE(told(95, 100, 50, 100).starts_with("Overfitted: ")) << told(95, 100, 50, 100);
    EXPECT_TRUE(told(9, 10, 3, 5).starts_with("Overfitted, as far as so few"));
    EXPECT_TRUE(told(9, 10, 4, 5).starts_with("Whether it is overfitted cannot be told"))
        << told(9, 10, 5, 5);
    EXPECT_TRUE(told(900, 1000, 900, 1000).starts_with("Not overfitted"));
}

TEST(scores, a_difference_is_better_or_worse_and_never_below_nought)
{
    const auto told = [](std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
        return score_sentences(scored(a, b, c, d))[1];
    };
    EXPECT_EQ(told(900, 1000, 970, 1000),
              "Not overfitted: what was fitted is met 7 points worse than what was not (95 % "
              "interval: 5 to 9 worse).");
    EXPECT_EQ(told(900, 1000, 900, 1000),
              "Not overfitted: what was fitted is met as well as what was not (95 % interval: 3 "
              "worse to 3 better).");
    EXPECT_EQ(told(910, 1000, 900, 1000),
              "Not overfitted: what was fitted is met 1 point better than what was not (95 % "
              "interval: 2 worse to 4 better).");
    EXPECT_EQ(told(95, 100, 50, 100),
              "Overfitted: what was fitted is met 45 points better than what was not (95 % "
              "interval: 34 to 55 better).");
    EXPECT_NE(told(9, 10, 4, 5).find("it may be 2"), std::string::npos) << told(9, 10, 4, 5);
}

TEST(scores, a_block_is_inside_when_all_that_is_judged_of_it_is)
{
    const std::vector rows{judged("C01", Role::fitted, Verdict::inside),
                           judged("C01", Role::kept, Verdict::cannot_tell),
                           judged("C02", Role::fitted, Verdict::inside),
                           judged("C02", Role::fitted, Verdict::not_judged),
                           judged("C03", Role::fitted, Verdict::cannot_tell),
                           judged("C03", Role::fitted, Verdict::outside)};
    const auto blocks = blocks_of(rows);
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_EQ(blocks[0].verdict, Verdict::cannot_tell);
    EXPECT_EQ(blocks[1].verdict, Verdict::inside);
    EXPECT_EQ(blocks[2].verdict, Verdict::outside);
    EXPECT_EQ(score_sentences(rows).back(),
              "1 of 3 blocks within tolerance; outside: C03; cannot be told: C01.");
}

TEST(fit_made, a_distance_is_half_the_sum_of_what_shares_differ_by)
{
    std::string rows = "C24,arrivals_occupation_distance,nation,2022,2022,0,,,0.1,share,target,s,,"
                       "fitted,unknown,estimate,,\n";
    std::vector<SeriesRow> series;
    const std::vector<std::string> names{"worker",  "dependent", "service",
                                         "soldier", "office",    "child"};
    const std::vector<double> simulated{0.5, 0.3, 0.2, 0, 0, 0};
    for (std::size_t i = 0; i < names.size(); ++i) {
        rows += "C24,arrivals_left_as_" + names[i] + ",nation,2022,2022," + (i < 2 ? "0.5" : "0") +
                ",,,unjudged,share,target,s,,fitted,unknown,estimate,,\n";
        series.push_back(rate(2022, "arrivals_left_as_" + names[i], simulated[i]));
    }
    const auto fitted = fit(targets_from(rows), {series});
    EXPECT_NEAR(*fitted[0].simulated, 0.2, 1e-12);
    EXPECT_EQ(fitted[0].verdict, Verdict::outside);
    EXPECT_EQ(fitted[1].verdict, Verdict::not_judged);
    series.pop_back();
    EXPECT_FALSE(fit(targets_from(rows), {series})[0].simulated);
}

TEST(fit_verdict, the_error_of_the_figure_itself_makes_no_target_easier)
{
    const auto verdict = [](double value, const std::string& error) {
        return fit(targets_from("C02,tfr,nation,1990,1990,3,,,0.2,children,target,s," + error +
                                ",fitted,unknown,estimate,,\n"),
                   {{rate(1990, "tfr", value)}})[0]
            .verdict;
    };
    EXPECT_EQ(verdict(3.1, ""), Verdict::inside);
    EXPECT_EQ(verdict(3.1, "0.2"), Verdict::cannot_tell);
    EXPECT_EQ(verdict(3.3, "0.2"), Verdict::cannot_tell);
    EXPECT_EQ(verdict(4, "0.2"), Verdict::outside);
}

TEST(fit_targets, places_and_files_that_there_are_not_are_told_at_once)
{
    const figures::Grounds grounds{.provinces = {"Chagang", "Kangwon"},
                                   .references = "data/reference"};
    Complaints complaints;
    read_targets(
        std::string{head} +
            "C05,province_share,Chagong,1993,1993,0.05,,,0.01,share,target,s,,fitted,unknown,"
            "estimate,,\n"
            "C02,tfr,nation,1990,1990,3,,,0.2,children,un_anual.csv,s,,fitted,unknown,estimate,,\n"
            "C02,tfr,nation,1940,1940,3,,,0.2,children,un_annual.csv,s,,fitted,unknown,estimate,,\n"
            "C02,tfr,nation,1990,1990,3,,,0.2,,target,s,,held,unknown,estimate,,\n"
            "C02,tfr,nation,1990,1990,3,,,,children,un_annual.csv,s,-1,kept,unknown,estimate,,\n",
        "targets.csv", complaints, &grounds);
    const std::string told = text_of(complaints);
    for (const char* part :
         {":2: found 'Chagong' as scope", "did you mean 'Chagang'?",
          ":3: found 'un_anual.csv' as reference", ":4: found 'un_annual.csv' as reference",
          ":5: found '' as unit", ":5: found 'held' as role", ":6: found '' as tolerance",
          ":6: found '-1' as error"})
        EXPECT_NE(told.find(part), std::string::npos) << part << " in\n" << told;
}

} // namespace
} // namespace counterlife::study
