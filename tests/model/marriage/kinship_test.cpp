// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is too near of kin to be introduced by a registrar.

#include "model/marriage/kinship.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

struct Person {
    LifeId id;
    Life life;
};

Person child_of(LifeId id, const Person* mother, const Person* father)
{
    Person child{.id = id, .life = {}};
    child.life.being.id = id;
    const auto parent = [](const Person* of) {
        return of ? with_parents_mark({.id = of->id},
                                      mark_of(of->life.mother.id, of->life.father.id))
                  : Address{};
    };
    child.life.mother = parent(mother);
    child.life.father = parent(father);
    return child;
}

bool may_marry(const Person& a, const Person& b)
{
    const bool one_way = are_near_kin(a.id, Descent::of(a.life), b.id, Descent::of(b.life));
    const bool other_way = are_near_kin(b.id, Descent::of(b.life), a.id, Descent::of(a.life));
    EXPECT_EQ(one_way, other_way);
    return !one_way;
}

const Person eve = child_of(101, nullptr, nullptr), adam = child_of(102, nullptr, nullptr),
             ruth = child_of(103, nullptr, nullptr);

TEST(Kinship, is_unknown_of_those_without_known_parents)
{
    EXPECT_TRUE(may_marry(eve, adam));
}

TEST(Kinship, forbids_brothers_and_sisters_of_one_parent_too)
{
    const Person son = child_of(201, &eve, &adam), daughter = child_of(202, &eve, &adam);
    EXPECT_FALSE(may_marry(son, daughter));
    EXPECT_FALSE(may_marry(son, child_of(203, &eve, nullptr)));
    EXPECT_FALSE(may_marry(son, child_of(204, &ruth, &adam)));
    EXPECT_TRUE(may_marry(son, child_of(205, &ruth, nullptr)));
}

TEST(Kinship, forbids_parents_and_children)
{
    const Person daughter = child_of(202, &eve, &adam);
    EXPECT_FALSE(may_marry(adam, daughter));
    EXPECT_FALSE(may_marry(eve, child_of(201, &eve, nullptr)));
    EXPECT_TRUE(may_marry(ruth, daughter));
}

TEST(Kinship, forbids_uncles_and_nieces_and_aunts_and_nephews_on_both_sides)
{
    const Person son = child_of(201, &eve, &adam), daughter = child_of(202, &eve, &adam),
                 another = child_of(203, &eve, &adam);
    const Person of_daughter = child_of(301, &daughter, nullptr),
                 of_son = child_of(302, &ruth, &son);
    EXPECT_FALSE(may_marry(another, of_daughter));
    EXPECT_FALSE(may_marry(another, of_son));
    EXPECT_TRUE(may_marry(of_son, of_daughter)) << "cousins are not asked after";
}

TEST(Kinship, forbids_half_uncles_of_one_father_too)
{
    const Person son = child_of(201, &eve, &adam), half_sister = child_of(204, &ruth, &adam);
    EXPECT_FALSE(may_marry(son, child_of(305, &half_sister, nullptr)));
    const Person stranger = child_of(206, &ruth, nullptr);
    EXPECT_TRUE(may_marry(son, child_of(306, &stranger, nullptr)));
}

TEST(Kinship, takes_hardly_any_two_strangers_for_kin)
{
    int refused = 0;
    for (LifeId id = 1000; id < 21'000; id += 20) {
        const auto one = [&](LifeId at) { return child_of(id + at, nullptr, nullptr); };
        const Person mother = one(1), father = one(2), her_mother = one(3), her_father = one(4),
                     his_mother = one(5), his_father = one(6), his_grandmother = one(7),
                     his_grandfather = one(8);
        const Person hers = child_of(id + 9, &her_mother, &her_father);
        const Person his = child_of(id + 10, &his_grandmother, &his_grandfather);
        refused += !may_marry(child_of(id + 11, &hers, &father), child_of(id + 12, &mother, &his));
        refused +=
            !may_marry(child_of(id + 13, &his_mother, &his_father), child_of(id + 14, &hers, &his));
    }
    EXPECT_GT(refused, 0) << "marks are short";
    EXPECT_LT(refused, 2000 * 5 / 100);
}

TEST(Kinship, survives_an_application)
{
    const Person daughter = child_of(202, &eve, &adam),
                 grandchild = child_of(301, &daughter, &ruth);
    const Descent descent = Descent::of(grandchild.life), read = Descent::read(descent.written());
    EXPECT_EQ(read.mother, descent.mother);
    EXPECT_EQ(read.father, descent.father);
    EXPECT_EQ(read.grandparents, descent.grandparents);
    EXPECT_EQ(read.grandparents[0], mark_of(eve.id, adam.id));
}

TEST(Kinship, keeps_its_marks_beside_what_else_is_remarked)
{
    Address dead{.id = 7, .note = known_dead};
    dead = with_parents_mark(dead, mark_of(8, 9));
    EXPECT_FALSE(living(dead));
    EXPECT_EQ(parents_mark(dead), mark_of(8, 9));
    Address alive = with_parents_mark({.id = 7}, mark_of(8, 9));
    EXPECT_TRUE(living(alive));
    alive.note |= known_dead;
    EXPECT_EQ(parents_mark(alive), mark_of(8, 9));
}

} // namespace
} // namespace counterlife::model
