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
            if (life.founder) by_id[life.person] = of_before[life.person] = &life;
        for (const study::LifeRow& life : heard.forebears) of_before[life.person] = &life;
    }
    const study::LifeRow* find(LifeId who) const
    {
        const auto at = of_before.find(who);
        return at == of_before.end() ? nullptr : at->second;
    }

    Heard heard;
    std::map<LifeId, const study::LifeRow*> by_id;
    std::map<LifeId, const study::LifeRow*> of_before; ///< founders and forebears
};

TEST_F(Founders, of_one_mother_are_as_far_apart_as_nature_has_it)
{
    std::map<LifeId, std::vector<engine::Day>> of_mother;
    for (const auto& [who, life] : of_before)
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
    for (const auto& [who, life] : of_before)
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
    for (const auto& [who, life] : of_before) {
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

TEST_F(Founders, have_a_mother_and_a_father_on_record_and_so_have_parents_who_are_born_late)
{
    std::size_t forebears = 0;
    for (const auto& [who, life] : of_before) {
        forebears += !life->founder;
        if (!life->founder && life->born < engine::day_of(1917)) continue;
        const study::LifeRow *mother = find(life->mother), *father = find(life->father);
        ASSERT_TRUE(mother && father) << who;
        EXPECT_EQ(mother->sex, study::Sex::female);
        EXPECT_EQ(father->sex, study::Sex::male);
        EXPECT_GE(mother->died, life->born) << who;
        EXPECT_GE(father->died, life->born - engine::Days{300}) << who;
        if (life->marital != study::Marital::widowed) continue;
        EXPECT_NE(find(life->spouse), nullptr) << who;
    }
    EXPECT_GT(forebears, 2000u);
}

TEST_F(Founders, of_whom_they_have_outlived_nothing_is_counted_and_nothing_told)
{
    std::set<LifeId> forebears;
    for (const auto& [who, life] : of_before)
        if (!life->founder) forebears.insert(who);
    EXPECT_EQ(forebears.size(), heard.forebears.size());
    EXPECT_EQ(static_cast<std::int64_t>(heard.lives.size()), heard.outcome.lives);
    for (const Event& event : heard.events) {
        EXPECT_FALSE(forebears.contains(event.who));
        EXPECT_FALSE(forebears.contains(event.cause.who));
    }
}

TEST(FoundersOfANation, know_from_the_first_day_who_of_their_kin_is_dead)
{
    study::Simulation simulation{baseline(), small_run()};
    std::set<LifeId> living;
    simulation.each_living([&](const model::Life& life, const model::Exile*, engine::PlaceId) {
        living.insert(life.being.id);
    });
    std::size_t dead = 0;
    simulation.each_living([&](const model::Life& life, const model::Exile*, engine::PlaceId) {
        const bool single = life.marital == model::Marital::never_married;
        EXPECT_EQ(life.spouse.known(), !single) << life.being.id;
        EXPECT_TRUE(life.mother.known() && life.father.known()) << life.being.id;
        for (const model::Address& kin : {life.mother, life.father, life.spouse}) {
            EXPECT_EQ(model::living(kin), living.contains(kin.id)) << life.being.id;
            dead += kin.known() && !model::living(kin);
        }
    });
    EXPECT_GT(dead, 3000u);
}

TEST(FoundersOfANation, are_not_coupled_so_far_apart_that_he_would_be_too_old_a_father)
{
    // So few that in many places there is not much choice.
    study::RunRequest request = small_run();
    request.scale = {5000};
    for (request.seed = 1; request.seed <= 10; ++request.seed) {
        study::Simulation simulation{baseline(), request};
        std::map<LifeId, engine::Day> born;
        simulation.each_living([&](const model::Life& life, const model::Exile*, engine::PlaceId) {
            born[life.being.id] = life.born;
        });
        simulation.each_living([&](const model::Life& life, const model::Exile*, engine::PlaceId) {
            if (life.sex == model::Sex::male || life.marital != model::Marital::married) return;
            EXPECT_LE(engine::years(life.born - born.at(life.spouse.id)), 25.0) << life.being.id;
        });
    }
}

} // namespace
} // namespace counterlife::tests
