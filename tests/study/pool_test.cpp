// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What replicates of a question say together.

#include "study/figures/fit.h"
#include "study/questions/ask.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::study {
namespace {

/// A replicate in which each of the counties has so many persons, nought in the base and then this.
LivedSums replicate(const std::vector<std::pair<int, double>>& counties)
{
    LivedSums sums;
    for (const auto& [persons, then] : counties) {
        for (int i = 0; i < persons; ++i) {
            sums.people.add(0, then, then == 0);
            sums.moved += then != 0;
        }
        sums.counties.add(persons, persons * then);
    }
    return sums;
}

TEST(Pool, EachPersonCountsAlikeHoweverManyAreInAReplicate)
{
    const EffectRow row = pooled(std::vector{replicate({{90, 1}}), replicate({{10, 0}})});
    EXPECT_EQ(row.persons, 100);
    EXPECT_EQ(row.replicates, 2);
    EXPECT_DOUBLE_EQ(row.difference, 0.9) << "and not 0.5, the mean of the two means";
    EXPECT_DOUBLE_EQ(*row.moved, 0.9);
}

TEST(Pool, OfFewerThanThirtyPersonsThereIsNoInterval)
{
    const auto ten_replicates = [](int last) {
        std::vector<LivedSums> all(9, replicate({{2, 1}, {1, 0}}));
        all.push_back(replicate({{last, 1}}));
        return all;
    };
    const EffectRow few = pooled(ten_replicates(2));
    EXPECT_EQ(few.persons, 29);
    EXPECT_GT(few.difference, 0);
    EXPECT_FALSE(few.low || few.high || few.error || few.independent_half);
    const EffectRow enough = pooled(ten_replicates(3));
    EXPECT_EQ(enough.persons, 30);
    EXPECT_TRUE(enough.low && enough.high);
}

TEST(Pool, WhereNothingMovesThereIsNoIntervalOfNought)
{
    const EffectRow row = pooled(std::vector(12, replicate({{20, 0}, {30, 0}})));
    EXPECT_EQ(row.persons, 600);
    EXPECT_EQ(row.moved, 0.0);
    EXPECT_FALSE(row.low || row.high);
    EXPECT_EQ(telling_of(&row), Telling::same);
}

TEST(Pool, TenReplicatesAreTheGroups)
{
    std::vector<LivedSums> all;
    for (int i = 0; i < 10; ++i) all.push_back(replicate({{10, i}}));
    const EffectRow row = pooled(all);
    EXPECT_TRUE(row.over_replicates);
    // As many persons in each: the mean of ten independent means, 0 to 9.
    const double half = t_quantile(9) * std::sqrt(110.0 / 12 / 10);
    EXPECT_NEAR(*row.low, 4.5 - half, 1e-9);
    EXPECT_NEAR(*row.high, 4.5 + half, 1e-9);
    all.pop_back();
    EXPECT_FALSE(pooled(all).over_replicates) << "nine are too few";
}

TEST(Pool, OfFewReplicatesCountiesAreTheGroupsAndElsePersons)
{
    std::vector<std::pair<int, double>> counties;
    for (int i = 0; i < 10; ++i) counties.emplace_back(10, i);
    const EffectRow by_counties = pooled(std::vector{replicate(counties)});
    EXPECT_EQ(by_counties.counties, 10);
    const double half = t_quantile(9) * std::sqrt(110.0 / 12 / 10);
    EXPECT_NEAR(*by_counties.high, 4.5 + half, 1e-9);
    counties.pop_back();
    const EffectRow by_persons = pooled(std::vector{replicate(counties)});
    EXPECT_EQ(by_persons.counties, 0);
    const double of_persons = t_quantile(89) * std::sqrt(60.0 / 9 * 90 / 89 / 90);
    EXPECT_NEAR(*by_persons.high, 4 + of_persons, 1e-9);
}

TEST(Pool, NobodyIsNoNumber)
{
    const EffectRow row = pooled(std::vector{LivedSums{}, LivedSums{}});
    EXPECT_EQ(row.persons, 0);
    EXPECT_EQ(row.replicates, 0);
    EXPECT_EQ(telling_of(&row), Telling::nobody);
}

TEST(Pool, IsOfTheFirstReplicates)
{
    Question question;
    question.outcomes = {question_outcome("alive"), question_outcome("crossed")};
    question.main = question_outcome("crossed");
    question.about.wider = {question_outcome("alive")};
    Pool pool{question, true};
    ASSERT_EQ(pool.slots().size(), 3U);
    EXPECT_EQ(Pool(question, false).slots().size(), 2U) << "other people have no wider population";
    for (const int persons : {3, 4, 5})
        pool.add({LivedSums{}, replicate({{persons, 1}}), replicate({{100, 0}})});
    EXPECT_EQ(pool.persons(0), 0);
    EXPECT_EQ(pool.persons(2), 7);
    EXPECT_EQ(pool.persons(3), 12);
    const std::vector<EffectRow> rows = pool.rows(2);
    ASSERT_EQ(rows.size(), 2U) << "of alive nobody tells";
    EXPECT_EQ(rows[0].persons, 7);
    EXPECT_EQ(rows[1].subgroup.by, of_wider);
    EXPECT_EQ(rows[1].persons, 200);
}

} // namespace
} // namespace counterlife::study
