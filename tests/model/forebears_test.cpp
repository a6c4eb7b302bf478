// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/forebears.h"

#include "engine/luck.h"
#include "model/person/numbers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace counterlife::model {
namespace {

constexpr Day start = engine::day_of(1955);
constexpr std::size_t none = Relative::none;

ForebearNumbers numbers()
{
    ForebearNumbers p;
    p.large_family = 0.15;
    p.siblings = 2.5;
    p.parents_from = engine::day_of(1917);
    p.couple_gap = 3.5;
    p.couple_spread = 2.5;
    p.least_age = {18, 17};
    p.apart = Days{500};
    p.term = Days{266};
    for (auto& rate : p.rate) {
        rate.assign(DeathNumbers::groups, 0.01);
        for (std::size_t group = 12; group < rate.size(); ++group)
            rate[group] = 0.02 * static_cast<double>(group - 10);
    }
    return p;
}

class Forebears : public testing::Test {
protected:
    std::size_t add(Sex sex, int age, int days = 0)
    {
        people.push_back({.id = identity_of_founder(0, static_cast<std::uint32_t>(people.size())),
                          .born = start - engine::days_in_years(age) - Days{days + 1},
                          .sex = sex});
        return people.size() - 1;
    }
    std::size_t add_widowed(Sex sex, int age)
    {
        const std::size_t row = add(sex, age);
        people[row].widowed = true;
        return row;
    }
    void marry(std::size_t one, std::size_t other)
    {
        people[one].spouse = other;
        people[other].spouse = one;
    }
    /// Many without parents, of all ages, in couples of about one age.
    void add_many(int count)
    {
        for (int i = 0; i < count; ++i) {
            const int age = 20 + 60 * i / count;
            marry(add(Sex::male, age + 2, i), add(Sex::female, age, 3 * i % 300));
        }
    }
    void construct(const ForebearNumbers& with = numbers())
    {
        founders = people.size();
        add_forebears(people, with, engine::Luck{1}, start);
    }
    const Relative& mother(std::size_t row) const { return people[people[row].mother]; }
    const Relative& father(std::size_t row) const { return people[people[row].father]; }

    std::vector<Relative> people;
    std::size_t founders = 0;
};

TEST_F(Forebears, stand_behind_everybody)
{
    add_many(300);
    for (int age = 20; age < 90; ++age) add_widowed(age % 3 == 0 ? Sex::male : Sex::female, age);
    add(Sex::female, 0);
    construct();
    for (std::size_t row = 0; row < people.size(); ++row) {
        const Relative& who = people[row];
        const bool late = row < founders || who.born >= engine::day_of(1917);
        EXPECT_EQ(who.mother == none, !late) << row;
        EXPECT_EQ(who.father == none, !late) << row;
        if (row < founders && !who.widowed) continue;
        ASSERT_NE(who.spouse, none);
        EXPECT_EQ(people[who.spouse].spouse, row);
        EXPECT_NE(people[who.spouse].sex, who.sex);
    }
}

TEST_F(Forebears, have_lived_when_their_children_came_and_not_when_the_run_begins)
{
    add_many(300);
    construct();
    ASSERT_GT(people.size(), founders + 200);
    for (std::size_t row = 0; row < people.size(); ++row) {
        if (row >= founders) {
            EXPECT_LT(people[row].died, start);
            EXPECT_GT(people[row].died, people[row].born);
        }
        if (people[row].mother == none) continue;
        const Day born = people[row].born;
        EXPECT_GE(mother(row).died, born) << row;
        EXPECT_GE(father(row).died, born - Days{266}) << row;
        const double hers = engine::years(born - mother(row).born),
                     his = engine::years(born - father(row).born);
        EXPECT_TRUE(hers > 16.99 && hers < 45.01) << hers;
        EXPECT_TRUE(his > 16.99 && his < 45.01 + 3.5 + 2.5 * 3.47) << his;
    }
}

TEST_F(Forebears, have_children_as_far_apart_as_nature_has_it_and_several_of_them)
{
    add_many(300);
    construct();
    std::map<std::size_t, std::vector<Day>> births;
    for (const Relative& who : people)
        if (who.mother != none) births[who.mother].push_back(who.born);
    std::size_t children = 0;
    for (auto& [woman, days] : births) {
        std::ranges::sort(days);
        children += days.size();
        for (std::size_t i = 1; i < days.size(); ++i) EXPECT_GE(days[i] - days[i - 1], Days{500});
    }
    const double family = static_cast<double>(children) / static_cast<double>(births.size());
    EXPECT_GT(family, 1.9);
    EXPECT_LT(family, 2.6);
}

TEST_F(Forebears, make_nobody_the_wife_of_near_kin)
{
    // So many of one couple that without care some would be married to a brother or an uncle.
    ForebearNumbers large = numbers();
    large.siblings = 10;
    large.large_family = 0;
    large.apart = Days{1};
    add_many(200);
    const std::size_t couples = people.size();
    for (std::size_t row = 1; row < couples; row += 2) { // And each has a married child.
        const std::size_t child = add(Sex::female, static_cast<int>(row % 8));
        people[child].mother = row, people[child].father = row - 1;
        if (row % 3 == 0) marry(child, add(Sex::male, 60, static_cast<int>(row)));
    }
    construct(large);
    std::size_t checked = 0;
    for (std::size_t row = 0; row < people.size(); ++row)
        if (people[row].spouse != none) {
            ++checked;
            EXPECT_FALSE(are_near_kin(people, row, people[row].spouse)) << row;
        }
    EXPECT_GT(checked, couples);
}

TEST_F(Forebears, of_a_widow_her_husband_is_the_father_of_her_children)
{
    const std::size_t widow = add_widowed(Sex::female, 19);
    const std::size_t child = add(Sex::male, 0);
    people[child].mother = widow;
    const std::size_t widower = add_widowed(Sex::male, 18);
    construct();
    EXPECT_EQ(people[child].father, people[widow].spouse);
    EXPECT_GE(father(child).died, people[child].born - Days{266});
    EXPECT_GE(engine::years(people[child].born - father(child).born), 16.99);
    EXPECT_FALSE(people[people[widow].spouse].widowed);
    const Relative& wife = people[people[widower].spouse];
    EXPECT_GE(engine::years(wife.died - wife.born), 16.99) << "old enough to be married";
}

TEST_F(Forebears, die_at_the_rates_of_their_ages_and_in_the_years_of_war_more_often)
{
    for (int i = 0; i < 1000; ++i) add_widowed(Sex::female, 60);
    const auto deaths_in_war = [&](double times) {
        std::vector<Relative> all = people;
        ForebearNumbers p = numbers();
        p.war_first = 1950, p.war_last = 1953, p.war_deaths = {times, 1};
        add_forebears(all, p, engine::Luck{1}, start);
        return std::ranges::count_if(all, [](const Relative& who) {
            return who.sex == Sex::male && !who.is_founder() && who.died >= engine::day_of(1950) &&
                   who.died < engine::day_of(1954);
        });
    };
    const auto ordinary = static_cast<double>(deaths_in_war(1)),
               many = static_cast<double>(deaths_in_war(6));
    EXPECT_GT(many, 2.2 * ordinary);
    EXPECT_GT(ordinary, 100);
}

TEST_F(Forebears, are_the_same_persons_whoever_else_lives_there)
{
    add(Sex::female, 50);
    construct();
    const LifeId her = mother(0).id, him = father(0).id;
    people.resize(1);
    people[0].mother = people[0].father = none;
    add_widowed(Sex::male, 30);
    construct();
    EXPECT_EQ(mother(0).id, her);
    EXPECT_EQ(father(0).id, him);
    std::set<LifeId> ids;
    for (const Relative& who : people) ids.insert(who.id);
    EXPECT_EQ(ids.size(), people.size());
}

TEST_F(Forebears, are_told_with_their_kin_and_as_many_children_as_are_on_record)
{
    const std::size_t widow = add_widowed(Sex::female, 40);
    for (const int age : {3, 8}) people[add(Sex::male, age)].mother = widow;
    construct();
    const auto records = records_of(people, 7, [&](std::size_t founder) {
        EXPECT_LT(founder, founders);
        return founder == widow;
    });
    ASSERT_EQ(records.size(), people.size() - founders);
    const ForebearRecord& husband = records.front();
    EXPECT_EQ(husband.id, people[people[widow].spouse].id);
    EXPECT_EQ(husband.spouse, people[widow].id);
    EXPECT_EQ(husband.children, 2);
    EXPECT_EQ(husband.place, 7);
    EXPECT_TRUE(husband.urban);
    EXPECT_FALSE(husband.widowed);
    int parents = 0;
    for (const ForebearRecord& one : records) parents += one.children;
    EXPECT_EQ(parents, 2 * static_cast<int>(std::ranges::count_if(
                               people, [](const Relative& who) { return who.mother != none; })) -
                           2);
}

} // namespace
} // namespace counterlife::model
