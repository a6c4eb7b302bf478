// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/fit.h"
#include "study/figures/luck_and_ignorance.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace counterlife::study {
namespace {

MemberRuns alike(std::size_t members, std::size_t replicates)
{
    return {.weights = std::vector<double>(members, 1.0), .replicates = replicates};
}

TEST(LuckAndIgnorance, a_table_worked_out_by_hand)
{
    // Three members by two seeds. Means of members 2, 4 and 9, of seeds 4 and 6.
    const std::vector<double> values{1, 3, 4, 4, 7, 11};
    const Spread spread = spread_of(values, alike(3, 2));
    EXPECT_DOUBLE_EQ(spread.mean, 5);
    EXPECT_EQ(spread.of_members, (std::vector<double>{2, 4, 9}));
    // Luck: the seeds' means differ by 2, their variance is 2, that of the mean 1.
    EXPECT_NEAR(*spread.low, 5 - 12.7062, 1e-9);
    EXPECT_NEAR(*spread.high, 5 + 12.7062, 1e-9);
    // Within members 2, 0 and 8: a mean of 10 / 3.
    EXPECT_NEAR(*spread.sd_luck, std::sqrt(10.0 / 3), 1e-12);
    // Members 13; the rest has squares 0, 0, 1, 1, 1, 1 over two degrees of freedom: 2 / 2 seeds.
    EXPECT_NEAR(*spread.sd_ignorance, std::sqrt(13.0 - 1), 1e-12);
    const double ignorance = 4.3027 * std::sqrt(12.0 * (1 + 1.0 / 3));
    EXPECT_NEAR(*spread.ensemble_high - 5, std::hypot(12.7062, ignorance), 1e-9);
    EXPECT_NEAR(5 - *spread.ensemble_low, std::hypot(12.7062, ignorance), 1e-9);
}

TEST(LuckAndIgnorance, luck_that_all_members_share_is_no_ignorance)
{
    // Members alike, and seeds far apart.
    const Spread spread = spread_of(std::vector<double>{0, 10, 20, 0, 10, 20}, alike(2, 3));
    EXPECT_DOUBLE_EQ(*spread.sd_ignorance, 0);
    EXPECT_DOUBLE_EQ(*spread.sd_luck, 10);
    EXPECT_DOUBLE_EQ(*spread.ensemble_low, *spread.low);
    EXPECT_DOUBLE_EQ(*spread.ensemble_high, *spread.high);
    // And the other way round.
    const Spread other = spread_of(std::vector<double>{0, 0, 0, 6, 6, 6}, alike(2, 3));
    EXPECT_DOUBLE_EQ(*other.sd_luck, 0);
    EXPECT_NEAR(*other.sd_ignorance, std::sqrt(18.0), 1e-12);
    EXPECT_DOUBLE_EQ(*other.low, 3);
    EXPECT_LT(*other.ensemble_low, 3);
}

TEST(LuckAndIgnorance, less_variance_of_members_than_luck_explains_is_nought)
{
    // Means of members 5 and 5, although their runs differ in opposite ways.
    const Spread spread = spread_of(std::vector<double>{1, 9, 9, 1}, alike(2, 2));
    EXPECT_DOUBLE_EQ(*spread.sd_ignorance, 0);
    EXPECT_FALSE(std::isnan(*spread.ensemble_low));
}

TEST(LuckAndIgnorance, one_seed_tells_no_luck_and_gives_both_alone)
{
    const Spread spread = spread_of(std::vector<double>{1, 2, 3}, alike(3, 1));
    EXPECT_FALSE(spread.low || spread.high || spread.sd_luck || spread.sd_ignorance);
    EXPECT_NEAR(*spread.ensemble_high, 2 + 4.3027 * std::sqrt(1 + 1.0 / 3), 1e-9);
    EXPECT_NEAR(*spread.ensemble_low, 2 - 4.3027 * std::sqrt(1 + 1.0 / 3), 1e-9);
}

TEST(LuckAndIgnorance, a_member_of_twice_the_weight_counts_as_two)
{
    const MemberRuns runs{.weights = {2, 1, 1}, .replicates = 1};
    const Spread spread = spread_of(std::vector<double>{0, 4, 8}, runs);
    EXPECT_DOUBLE_EQ(spread.mean, 3);
    // By weight: (2 * 9 + 1 + 25) / 4 = 11, over 1 - 6 / 16; and 16 / 6 are two whole members.
    const double half = 12.7062 * std::sqrt(11 / 0.625 * (1 + 0.375));
    EXPECT_NEAR(*spread.ensemble_high, 3 + half, 1e-6);
    // The unit of the weights does not matter.
    const Spread same =
        spread_of(std::vector<double>{0, 4, 8}, {.weights = {0.5, 0.25, 0.25}, .replicates = 1});
    EXPECT_DOUBLE_EQ(*same.ensemble_high, *spread.ensemble_high);
}

TEST(LuckAndIgnorance, members_that_go_the_other_way_are_counted)
{
    const std::vector<double> values{-1, 0, 2, 5};
    EXPECT_EQ(members_against(1.5, values), 1U);
    EXPECT_EQ(members_against(-1.5, values), 2U);
    EXPECT_EQ(members_against(0, values), 0U);
}

struct Covered {
    double luck = 0, both = 0, ignorance = 0; ///< shares of draws, and the mean variance of members
};

/// Draws ensembles whose truth is known: how often each interval holds it.
Covered covered(std::size_t members, std::size_t replicates, double of_members, double of_seeds,
                double of_rest, unsigned key)
{
    constexpr int draws = 4000;
    std::mt19937 bits{key};
    std::normal_distribution<double> normal;
    const MemberRuns runs = alike(members, replicates);
    Covered covered;
    for (int draw = 0; draw < draws; ++draw) {
        std::vector<double> own(members), values(runs.runs());
        std::vector<double> seeds(replicates);
        double mean = 0;
        for (double& one : own) mean += (one = of_members * normal(bits));
        for (double& one : seeds) one = of_seeds * normal(bits);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = own[i / replicates] + seeds[i % replicates] + of_rest * normal(bits);
        const double truth = of_members * normal(bits); // What the right numbers come to.
        const Spread spread = spread_of(values, runs);
        mean /= static_cast<double>(members);
        if (spread.low) covered.luck += *spread.low <= mean && mean <= *spread.high;
        covered.both += *spread.ensemble_low <= truth && truth <= *spread.ensemble_high;
        if (spread.sd_ignorance) covered.ignorance += *spread.sd_ignorance * *spread.sd_ignorance;
    }
    return {covered.luck / draws, covered.both / draws, covered.ignorance / draws};
}

TEST(LuckAndIgnorance, intervals_hold_the_truth_as_often_as_they_say)
{
    // Four errors of a share of 4000 draws about 0.95.
    constexpr double error = 4 * 0.00345;
    struct Case {
        std::size_t members, replicates;
        double of_members, of_seeds, of_rest;
    };
    for (const Case& one :
         {Case{30, 5, 1, 1, 1}, Case{30, 3, 1, 0, 1}, Case{10, 5, 1, 0.3, 2},
          Case{30, 5, 3, 0.5, 0.5}, Case{5, 4, 1, 1, 0.2}, Case{30, 2, 1, 1, 1}}) {
        const Covered found =
            covered(one.members, one.replicates, one.of_members, one.of_seeds, one.of_rest, 7);
        const auto text = testing::Message()
                          << one.members << " members by " << one.replicates << ", " << found.luck
                          << " and " << found.both << ", variance " << found.ignorance;
        EXPECT_NEAR(found.luck, 0.95, error) << text;
        EXPECT_GT(found.both, 0.95 - error) << text;
        RecordProperty("covered", testing::PrintToString(found.both));
        EXPECT_NEAR(found.ignorance, one.of_members * one.of_members,
                    0.1 * one.of_members * one.of_members)
            << text;
        if (std::getenv("COUNTERLIFE_COVERAGE") != nullptr) std::cout << text << '\n';
    }
    // Of one seed, where members share no luck.
    EXPECT_NEAR(covered(30, 1, 1, 0, 0.5, 8).both, 0.95, error + 0.02);
}

} // namespace
} // namespace counterlife::study
