// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the sums over pairs of lives say of an effect, and how sure that is.

#include "study/figures/fit.h"
#include "study/study.h"
#include "study/twins/effects.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::study {
namespace {

using Pairs = std::vector<std::pair<double, double>>; ///< in the base world, in the other

PairedSums sums(const Pairs& pairs)
{
    PairedSums result;
    for (const auto& [base, other] : pairs) result.add(base, other, base == other);
    return result;
}
/// So many replicates of one person each, so that the sums are the means.
std::vector<PairedSums> replicates(const Pairs& pairs)
{
    std::vector<PairedSums> all;
    for (const auto& one : pairs) all.push_back(sums({one}));
    return all;
}

TEST(EffectOf, means_and_their_difference_are_over_the_persons)
{
    const EffectRow row = effect_of(std::vector{sums({{1, 2}, {3, 3}, {5, 10}})});
    EXPECT_EQ(row.persons, 3);
    EXPECT_DOUBLE_EQ(row.base, 3);
    EXPECT_DOUBLE_EQ(row.other, 5);
    EXPECT_DOUBLE_EQ(row.difference, 2);
    EXPECT_DOUBLE_EQ(row.untouched, 1.0 / 3);
}

TEST(EffectOf, independent_runs_vary_by_the_variances_of_both_worlds)
{
    // Variances 4 in the base world and 100 in the other; of the differences 64.
    const Pairs pairs{{1, 10}, {3, 20}, {5, 30}};
    const EffectRow over_persons = effect_of(std::vector{sums(pairs)});
    ASSERT_TRUE(over_persons.independent && over_persons.paired);
    EXPECT_FALSE(over_persons.over_replicates);
    EXPECT_DOUBLE_EQ(*over_persons.independent, (4.0 + 100) / 3);
    EXPECT_DOUBLE_EQ(*over_persons.paired, 64.0 / 3);

    const EffectRow over_replicates = effect_of(replicates(pairs));
    ASSERT_TRUE(over_replicates.independent && over_replicates.paired);
    EXPECT_TRUE(over_replicates.over_replicates);
    EXPECT_DOUBLE_EQ(*over_replicates.independent, 104);
    EXPECT_DOUBLE_EQ(*over_replicates.paired, 64);
    EXPECT_DOUBLE_EQ(*over_replicates.reduction(), 104.0 / 64);
}

TEST(EffectOf, which_world_is_the_base_changes_the_sign_alone)
{
    const EffectRow row = effect_of(replicates({{1, 10}, {3, 20}, {5, 30}}));
    const EffectRow turned = effect_of(replicates({{10, 1}, {20, 3}, {30, 5}}));
    EXPECT_DOUBLE_EQ(row.difference, -turned.difference);
    EXPECT_DOUBLE_EQ(*row.independent, *turned.independent);
    EXPECT_DOUBLE_EQ(*row.independent_half, *turned.independent_half);
    EXPECT_DOUBLE_EQ(*row.paired, *turned.paired);
}

TEST(EffectOf, the_interval_is_students_over_the_replicates)
{
    const EffectRow row = effect_of(replicates({{0, 1}, {0, 2}, {0, 3}, {0, 6}}));
    const double error = std::sqrt(14.0 / 3 / 4);
    EXPECT_DOUBLE_EQ(*row.error, error);
    EXPECT_DOUBLE_EQ(*row.low, 3 - t_quantile(3) * error);
    EXPECT_DOUBLE_EQ(*row.high, 3 + t_quantile(3) * error);
}

TEST(EffectOf, one_world_that_never_varies_leaves_the_degrees_of_the_other)
{
    const EffectRow row = effect_of(replicates({{0, 1}, {0, 2}, {0, 3}}));
    EXPECT_DOUBLE_EQ(*row.independent, 1);
    EXPECT_DOUBLE_EQ(*row.independent_half, t_quantile(2) * std::sqrt(1.0 / 3));
    EXPECT_DOUBLE_EQ(*row.narrower(), 1);
}

TEST(EffectOf, two_worlds_that_vary_alike_have_the_degrees_of_both)
{
    const EffectRow row = effect_of(replicates({{1, 3}, {2, 1}, {3, 2}}));
    EXPECT_DOUBLE_EQ(*row.independent, 2);
    EXPECT_DOUBLE_EQ(*row.independent_half, t_quantile(4) * std::sqrt(2.0 / 3));
}

TEST(EffectOf, replicates_without_such_persons_do_not_count)
{
    std::vector<PairedSums> some = replicates({{1, 2}, {2, 4}});
    some.insert(some.begin() + 1, PairedSums{});
    const EffectRow row = effect_of(some);
    EXPECT_EQ(row.replicates, 2);
    EXPECT_DOUBLE_EQ(row.difference, 1.5);
    EXPECT_EQ(effect_of({}).replicates, 0);
    EXPECT_FALSE(effect_of(replicates({{1, 2}})).error) << "one person says nothing of others";
}

} // namespace
} // namespace counterlife::study
