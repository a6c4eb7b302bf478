// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What replicates allow to be said of a target, and how it is said.

#include "study/figures/fit.h"
#include "study/figures/fit_table.h"
#include "study/study.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace counterlife::study {
namespace {

std::vector<Target> targets_from(const std::string& rows)
{
    Complaints complaints;
    auto targets = read_targets("id,measure,scope,year_from,year_to,target,low,high,tolerance,unit,"
                                "reference,source,error,role,published,kind,corrected,data_to\n" +
                                    rows,
                                "targets.csv", complaints);
    EXPECT_TRUE(complaints.empty()) << text_of(complaints);
    return targets;
}

/// A replicate a value.
std::vector<std::vector<SeriesRow>> replicates(const std::string& measure,
                                               const std::vector<double>& values, int year = 1990)
{
    std::vector<std::vector<SeriesRow>> all;
    for (const double value : values)
        all.push_back({{.year = static_cast<std::int16_t>(year),
                        .measure = measure,
                        .level = "nation",
                        .place = "nation",
                        .sex = "all",
                        .age = -1,
                        .status = {},
                        .value = value,
                        .unit = {}}});
    return all;
}

FitRow met(const std::string& target, const std::string& measure, const std::vector<double>& values)
{
    return fit(targets_from(target), replicates(measure, values)).front();
}

const std::string tfr =
    "C02,tfr,nation,1990,1990,3.0,,,0.2,children,target,s,,fitted,unknown,estimate,,\n";

TEST(fit_verdicts, the_whole_interval_has_to_be_within_or_outside)
{
    // The halves of the intervals are 12.706 times half the difference.
    EXPECT_EQ(met(tfr, "tfr", {3.00, 3.02}).verdict, Verdict::inside);
    EXPECT_EQ(met(tfr, "tfr", {3.50, 3.52}).verdict, Verdict::outside);
    EXPECT_EQ(met(tfr, "tfr", {3.00, 3.10}).verdict, Verdict::cannot_tell);
    EXPECT_EQ(met(tfr, "tfr", {3.30, 3.40}).verdict, Verdict::cannot_tell);
    EXPECT_EQ(met(tfr, "tfr", {3.10}).verdict, Verdict::inside);
    EXPECT_EQ(met(tfr, "tfr", {3.30}).verdict, Verdict::outside);
}

TEST(fit_verdicts, low_and_high_are_what_a_target_without_a_tolerance_accepts)
{
    const std::string share =
        "C11,urban_share,nation,1990,1990,0.5,0.2,0.9,,share,target,s,,fitted,unknown,estimate,,\n";
    EXPECT_EQ(met(share, "urban_share", {0.60, 0.61}).verdict, Verdict::inside);
    EXPECT_EQ(met(share, "urban_share", {0.88, 0.89}).verdict, Verdict::cannot_tell);
}

TEST(fit_verdicts, an_interval_ends_where_the_measure_does)
{
    const FitRow share = met(
        "C11,urban_share,nation,1990,1990,50,,,20,percent,target,s,,fitted,unknown,estimate,,\n",
        "urban_share", {0.1, 0.9});
    EXPECT_DOUBLE_EQ(share.low.value(), 0);
    EXPECT_DOUBLE_EQ(share.high.value(), 100);
    EXPECT_TRUE(share.low_is_cut && share.high_is_cut);
    const FitRow births = met(tfr, "tfr", {1, 4});
    EXPECT_DOUBLE_EQ(births.low.value(), 0);
    EXPECT_GT(births.high.value(), 4);
    EXPECT_TRUE(births.low_is_cut && !births.high_is_cut);
    const FitRow excess = met("C04,famine_excess_deaths,nation,1990,1990,500000,,,100000,persons,"
                              "target,s,,fitted,unknown,estimate,,\n",
                              "famine_excess_deaths", {10'000, 400'000});
    EXPECT_LT(excess.low.value(), 0) << "a difference may lie below nought";
    EXPECT_FALSE(excess.low_is_cut);
}

TEST(fit_verdicts, the_reason_for_such_an_end_is_told_where_there_is_one)
{
    const std::vector<FitRow> cut{met(tfr, "tfr", {1, 4})}, whole{met(tfr, "tfr", {3.0, 3.02})};
    EXPECT_EQ(fit_groups(cut)[0].lines[0].interval, "(0* to 21.56)");
    EXPECT_EQ(fit_notes(cut).size(), 2);
    EXPECT_NE(fit_notes(cut)[1].find("* The interval ends where the measure does"),
              std::string::npos);
    EXPECT_EQ(fit_notes(whole).size(), 1);
    EXPECT_TRUE(fit_notes(std::vector<FitRow>{met(tfr, "tfr", {3})}).empty());
}

TEST(fit_verdicts, what_cannot_be_told_is_counted_only_where_there_are_intervals)
{
    const std::vector<FitRow> several{met(tfr, "tfr", {3.0, 3.1})}, one{met(tfr, "tfr", {3.0})};
    EXPECT_EQ(tally_of(several),
              "0 within tolerance, 0 outside, 1 that cannot be told, 0 with too few cases");
    EXPECT_EQ(tally_of(one), "1 within tolerance, 0 outside, 0 with too few cases");
    EXPECT_EQ(word(several[0].verdict), "cannot tell");
}

TEST(fit_verdicts, the_error_of_arrivals_has_an_interval_by_leaving_out_one_after_the_other)
{
    const auto targets = targets_from("C14,arrivals_scaled,nation,1990,1990,100,,,10,persons,"
                                      "target,s,,fitted,unknown,estimate,,\n"
                                      "C14,arrivals_log_error,nation,1990,1990,0,0,0.15,,count,"
                                      "target,s,,fitted,unknown,estimate,,\n");
    const auto rows = fit(targets, replicates("arrivals_scaled", {90, 100, 140}));
    const FitRow& error = rows[1];
    EXPECT_DOUBLE_EQ(error.simulated.value(), std::log10(1.1));
    // Left out one by one the means are 120, 115 and 95: 0.07918, 0.06070 and 0.02228, of which
    // the deviation is 0.0290287; times t (4.3027), 2 and the root of a third.
    EXPECT_NEAR(error.high.value(), std::log10(1.1) + 4.3027 * 0.0290287 * 2 / std::sqrt(3), 1e-5);
    EXPECT_DOUBLE_EQ(error.low.value(), 0);
    EXPECT_TRUE(error.low_is_cut);
    EXPECT_EQ(error.verdict, Verdict::cannot_tell);
}

TEST(fit_verdicts, rows_that_no_target_is_about_are_let_go)
{
    auto series = replicates("tfr", {3}).front();
    series.push_back(series.front());
    series.back().measure = "asfr";
    series.push_back(series.front());
    series.back().level = "place";
    series.push_back(series.front());
    series.back().measure = "population_scaled";
    EXPECT_EQ(fitted_of(series).size(), 2);
}

} // namespace
} // namespace counterlife::study
