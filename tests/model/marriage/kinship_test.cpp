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
        return of ? with_mother_mark({.id = of->id}, mark_of(of->life.mother.id)) : Address{};
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

TEST(Kinship, survives_an_application)
{
    const Person daughter = child_of(202, &eve, &adam),
                 grandchild = child_of(301, &daughter, &ruth);
    const Descent descent = Descent::of(grandchild.life), read = Descent::read(descent.written());
    EXPECT_EQ(read.mother, descent.mother);
    EXPECT_EQ(read.father, descent.father);
    EXPECT_EQ(read.grandmothers, descent.grandmothers);
    EXPECT_EQ(read.grandmothers[0], mark_of(eve.id));
}

TEST(Kinship, keeps_its_marks_beside_what_else_is_remarked)
{
    Address dead{.id = 7, .note = known_dead};
    dead = with_mother_mark(dead, mark_of(8));
    EXPECT_FALSE(living(dead));
    EXPECT_EQ(mother_mark(dead), mark_of(8));
    Address alive = with_mother_mark({.id = 7}, mark_of(8));
    EXPECT_TRUE(living(alive));
    alive.note |= known_dead;
    EXPECT_EQ(mother_mark(alive), mark_of(8));
}

} // namespace
} // namespace counterlife::model
