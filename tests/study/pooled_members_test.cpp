// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the members of an ensemble say together of a question.

#include "study/figures/fit.h"
#include "study/figures/luck_and_ignorance.h"
#include "study/questions/ask.h"
#include "study/questions/pooled_members.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace counterlife::study {
namespace {

/// A replicate with so many persons in each county, nought in the base and then this.
LivedSums replicate(const std::vector<std::pair<int, double>>& counties)
{
    LivedSums sums;
    for (std::size_t place = 0; place < counties.size(); ++place) {
        const auto& [persons, then] = counties[place];
        if (persons == 0) continue;
        for (int i = 0; i < persons; ++i) {
            sums.people.add(0, then, then == 0);
            sums.moved += then != 0;
        }
        sums.counties.add(persons, persons * then);
        sums.by_county.push_back(
            {static_cast<engine::PlaceId>(place), double(persons), persons * then});
    }
    return sums;
}

MemberLived member(std::vector<LivedSums> replicates, double weight = 1)
{
    return {.weight = weight, .replicates = std::move(replicates)};
}

TEST(PooledMembers, EachMemberCountsByItsWeightHoweverManyAreAskedAboutUnderIt)
{
    const std::vector members{member({replicate({{450, 1}, {450, 1}})}),
                              member({replicate({{50, 0}, {50, 0}})})};
    const EffectRow row = pooled(members);
    EXPECT_EQ(row.persons, 1000);
    EXPECT_EQ(row.members, 2);
    EXPECT_EQ(row.replicates, 1);
    EXPECT_DOUBLE_EQ(row.difference, 0.5) << "and not 0.9, which members with more people make it";
    EXPECT_DOUBLE_EQ(*row.moved, 0.9);
    auto weighted = members;
    weighted[0].weight = 3;
    EXPECT_DOUBLE_EQ(pooled(weighted).difference, 0.75);
}

TEST(PooledMembers, OfEqualNumbersTheyAreTheTableOfMembersAndReplicates)
{
    // As many persons everywhere: the two-way table of means, as comparisons have it.
    std::vector<MemberLived> members;
    std::vector<double> values;
    for (int i = 0; i < 4; ++i) {
        std::vector<LivedSums> replicates;
        for (int j = 0; j < fewest_groups; ++j) {
            values.push_back(i + 0.3 * j + 0.1 * ((i * 7 + j * 3) % 5));
            replicates.push_back(replicate({{10, values.back()}}));
        }
        members.push_back(member(std::move(replicates)));
    }
    const EffectRow row = pooled(members);
    const Spread spread = spread_of(values, {.weights = {1, 1, 1, 1}, .replicates = fewest_groups});
    EXPECT_TRUE(row.over_replicates);
    EXPECT_NEAR(row.difference, spread.mean, 1e-12);
    EXPECT_NEAR(*row.low, *spread.low, 1e-12);
    EXPECT_NEAR(*row.high, *spread.high, 1e-12);
    EXPECT_NEAR(*row.ensemble_low, *spread.ensemble_low, 1e-12);
    EXPECT_NEAR(*row.ensemble_high, *spread.ensemble_high, 1e-12);
    EXPECT_NEAR(*row.sd_luck, *spread.sd_luck, 1e-12);
    EXPECT_NEAR(*row.sd_ignorance, *spread.sd_ignorance, 1e-12);
}

TEST(PooledMembers, OfFewReplicatesCountiesTellLuck)
{
    std::vector<std::pair<int, double>> counties;
    for (int i = 0; i < 10; ++i) counties.emplace_back(10, i);
    const std::vector members{member({replicate(counties)}), member({replicate(counties)})};
    const EffectRow row = pooled(members);
    EXPECT_EQ(row.counties, 10);
    EXPECT_FALSE(row.over_replicates);
    // The same luck in both: a second member makes it no smaller.
    const double half = t_quantile(9) * std::sqrt(110.0 / 12 / 10);
    EXPECT_NEAR(*row.low, 4.5 - half, 1e-9);
    EXPECT_NEAR(*row.high, 4.5 + half, 1e-9);
    EXPECT_EQ(*row.sd_ignorance, 0);
    EXPECT_NEAR(*row.sd_luck, std::sqrt(110.0 / 12 / 10), 1e-9) << "from replicate to replicate";
}

TEST(PooledMembers, SayInHowManyTheDifferenceGoesTheOtherWay)
{
    const std::vector members{member({replicate({{20, 3}, {20, 4}})}),
                              member({replicate({{20, -1}, {20, -1}})}),
                              member({replicate({{20, 1}, {20, 2}})})};
    const EffectRow row = pooled(members);
    EXPECT_EQ(row.members, 3);
    EXPECT_EQ(row.members_against, 1);
    EXPECT_LT(*row.ensemble_low, *row.low);
    EXPECT_EQ(telling_of(&row), Telling::open) << "for what is not known";
}

TEST(PooledMembers, OfWhoHasNobodyOrOneGroupNothingIsTold)
{
    const MemberLived some = member({replicate({{20, 1}, {20, 2}}), replicate({{20, 1}, {20, 0}})});
    const MemberLived others = member({replicate({{20, 3}, {20, 2}}), LivedSums{}});
    const MemberLived nobody = member({LivedSums{}, LivedSums{}});
    const MemberLived one_man = member({LivedSums{}, replicate({{0, 0}, {1, 9}})});
    const EffectRow row = pooled(std::vector{some, nobody, one_man, others});
    EXPECT_EQ(row.members, 2);
    EXPECT_EQ(row.persons, 121);
    EXPECT_DOUBLE_EQ(row.difference, (1.0 + 2.5) / 2);
    ASSERT_TRUE(row.low && row.ensemble_low);
    EXPECT_FALSE(pooled(std::vector{some, nobody, one_man}).ensemble_low) << "of one member";
    const EffectRow none = pooled(std::vector{nobody, nobody});
    EXPECT_EQ(none.persons, 0);
    EXPECT_EQ(telling_of(&none), Telling::nobody);
}

TEST(PooledMembers, OfFewPersonsOrWhereNothingMovesThereIsNoInterval)
{
    const EffectRow few = pooled(
        std::vector{member({replicate({{7, 1}, {7, 2}})}), member({replicate({{7, 1}, {8, 0}})})});
    EXPECT_EQ(few.persons, 29);
    EXPECT_FALSE(few.low || few.ensemble_low || few.sd_luck || few.sd_ignorance);
    EXPECT_EQ(telling_of(&few), Telling::few);
    const EffectRow enough = pooled(
        std::vector{member({replicate({{7, 1}, {8, 2}})}), member({replicate({{7, 1}, {8, 0}})})});
    EXPECT_TRUE(enough.low && enough.ensemble_low);
    const std::vector still(2, member({replicate({{90, 0}, {90, 0}})}));
    EXPECT_FALSE(pooled(still).ensemble_low);
}

TEST(PooledMembers, OfOneGroupTheIntervalIsOfBoth)
{
    const EffectRow row =
        pooled(std::vector{member({replicate({{50, 1}})}), member({replicate({{50, 2}})})});
    EXPECT_EQ(row.members, 2);
    EXPECT_FALSE(row.low || row.sd_luck || row.sd_ignorance);
    ASSERT_TRUE(row.ensemble_low);
    EXPECT_LT(*row.ensemble_low, 1);
}

/// The share of 95 % intervals that hold the truth, where few people are asked about, their number
/// is itself luck, and members share their luck by half.
std::pair<double, double> coverage(int members, int replicates, double people, double ignorance)
{
    constexpr int times = 400, counties = 40;
    std::mt19937_64 drawn{7};
    std::normal_distribution<double> normal;
    int of_luck = 0, of_both = 0, told = 0;
    for (int time = 0; time < times; ++time) {
        std::vector<MemberLived> all(static_cast<std::size_t>(members));
        std::vector<double> effects;
        double mean = 0;
        for (int i = 0; i < members; ++i) effects.push_back(1 + ignorance * normal(drawn));
        for (const double effect : effects) mean += effect / members;
        const double next = 1 + ignorance * normal(drawn);
        for (int j = 0; j < replicates; ++j) {
            std::vector<LivedSums> sums(all.size());
            for (int county = 0; county < counties; ++county) {
                std::poisson_distribution<int> number{people / counties};
                const int persons = number(drawn);
                const double shared = normal(drawn);
                for (std::size_t i = 0; i < all.size(); ++i) {
                    double difference = 0;
                    for (int k = 0; k < persons; ++k) {
                        const double own = effects[i] + shared + normal(drawn);
                        sums[i].people.add(0, own, false);
                        difference += own;
                    }
                    sums[i].moved += persons;
                    if (persons > 0)
                        sums[i].by_county.push_back(
                            {static_cast<engine::PlaceId>(county), double(persons), difference});
                }
            }
            for (std::size_t i = 0; i < all.size(); ++i) all[i].replicates.push_back(sums[i]);
        }
        const EffectRow row = pooled(all);
        if (!row.low) continue;
        ++told;
        of_luck += *row.low <= mean && mean <= *row.high;
        of_both += *row.ensemble_low <= next && next <= *row.ensemble_high;
    }
    EXPECT_GT(told, times * 9 / 10);
    return {double(of_luck) / told, double(of_both) / told};
}

TEST(PooledMembers, TheirIntervalsHoldTheTruthAsOftenAsTheySay)
{
    for (const auto& [members, replicates, people, ignorance] :
         {std::tuple{10, 1, 60.0, 0.5}, std::tuple{10, 3, 8.0, 0.5}, std::tuple{10, 12, 5.0, 1.0},
          std::tuple{6, 2, 20.0, 0.0}}) {
        const auto [luck, both] = coverage(members, replicates, people, ignorance);
        EXPECT_GE(luck, 0.91) << members << " members, " << replicates << " replicates";
        EXPECT_LE(luck, 0.99) << members << " members, " << replicates << " replicates";
        EXPECT_GE(both, 0.91) << members << " members, " << replicates << " replicates";
    }
}

TEST(PooledMembers, RowsAreOfTheFirstReplicates)
{
    Question question;
    question.outcomes = {question_outcome("alive"), question_outcome("crossed")};
    question.main = question_outcome("crossed");
    std::vector<Pool> pools(2, Pool{question, true});
    for (std::size_t i = 0; i < pools.size(); ++i)
        for (const int persons : {20, 30, 90})
            pools[i].add({LivedSums{}, replicate({{persons, 1.0 + double(i)}, {persons, 1}})});
    const std::vector<MemberPool> members{{1, &pools[0]}, {3, &pools[1]}};
    const std::vector<EffectRow> rows = rows_of(members, 2);
    ASSERT_EQ(rows.size(), 1U) << "of alive nobody tells";
    EXPECT_EQ(rows[0].outcome->name, "crossed");
    EXPECT_EQ(rows[0].persons, 200);
    EXPECT_DOUBLE_EQ(rows[0].difference, 0.25 * 1 + 0.75 * 1.5);
}

} // namespace
} // namespace counterlife::study
