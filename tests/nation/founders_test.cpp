// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Those of the first day keep what everybody keeps who is born later.

#include "tests/nation/small_nation.h"

namespace counterlife::tests {
namespace {

class Founders : public testing::Test {
protected:
    Founders()
    {
        study::RunRequest request = small_run();
        request.to = engine::day_of(1956);
        heard = run(request);
        for (const study::LifeRow& life : heard.lives)
            if (life.founder) by_id[life.person] = &life;
    }
    const study::LifeRow* find(LifeId who) const
    {
        const auto at = by_id.find(who);
        return at == by_id.end() ? nullptr : at->second;
    }

    Heard heard;
    std::map<LifeId, const study::LifeRow*> by_id;
};

TEST_F(Founders, of_one_mother_are_as_far_apart_as_nature_has_it)
{
    std::map<LifeId, std::vector<engine::Day>> of_mother;
    for (const auto& [who, life] : by_id)
        if (life->mother != engine::nobody) of_mother[life->mother].push_back(life->born);
    std::size_t later = 0;
    for (auto& [mother, days] : of_mother) {
        std::ranges::sort(days);
        for (std::size_t i = 1; i < days.size(); ++i, ++later)
            EXPECT_GE((days[i] - days[i - 1]).count(), 300) << mother;
    }
    EXPECT_GT(later, 3000u);
}

TEST_F(Founders, have_parents_of_seventeen_at_least)
{
    for (const auto& [who, life] : by_id)
        for (const LifeId parent : {life->mother, life->father})
            if (const study::LifeRow* of = find(parent)) {
                EXPECT_GE(engine::years(life->born - of->born), 16.99) << who;
            }
}

TEST_F(Founders, have_married_at_the_age_at_which_men_and_women_may)
{
    std::size_t young = 0;
    for (const auto& [who, life] : by_id) {
        const bool woman = life->sex == study::Sex::female;
        const int age = engine::completed_years(life->born, engine::day_of(1955));
        young += age == (woman ? 17 : 18) && life->marriages > 0;
        if (age < (woman ? 16 : 17)) { // A year passes in the run.
            EXPECT_EQ(life->marriages, 0) << who;
        }
    }
    EXPECT_GT(young, 0u);
}

TEST_F(Founders, are_not_coupled_with_near_kin)
{
    const auto parents = [&](LifeId who) {
        std::set<LifeId> found;
        if (const study::LifeRow* of = find(who))
            for (const LifeId parent : {of->mother, of->father})
                if (parent != engine::nobody) found.insert(parent);
        return found;
    };
    const auto meet = [](const std::set<LifeId>& a, const std::set<LifeId>& b) {
        return std::ranges::any_of(a, [&](LifeId id) { return b.contains(id); });
    };
    std::size_t couples = 0;
    for (const auto& [who, life] : by_id) {
        const study::LifeRow* spouse = find(life->spouse);
        if (!spouse || spouse->spouse != who || life->sex != study::Sex::male) continue;
        ++couples;
        const std::set<LifeId> his = parents(who), hers = parents(life->spouse);
        EXPECT_FALSE(meet(his, hers)) << who;
        EXPECT_FALSE(his.contains(life->spouse) || hers.contains(who)) << who;
        for (const LifeId parent : hers) EXPECT_FALSE(meet(parents(parent), his)) << who;
        for (const LifeId parent : his) EXPECT_FALSE(meet(parents(parent), hers)) << who;
    }
    EXPECT_GT(couples, 1000u);
}

} // namespace
} // namespace counterlife::tests
