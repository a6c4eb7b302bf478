// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of a child in China when the one dies with whom it crossed.

#include "model/china/orphans.h"

#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::china {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// A child of eight across the river with its mother, number 2, who led it there, and its father.
Exile& led_by_its_mother(Alone& one)
{
    Life& life = one.life();
    life.born = day_of(1992);
    life.birth_place = one.place_named("musan");
    life.household = no_household;
    life.mother = one.other(2);
    life.father = one.other(3);
    life.career.stage = Stage::abroad;
    Exile& exile = one.exile();
    exile.first_crossed = exile.crossed = exile.since = today - 30;
    exile.home = one.place_named("musan");
    exile.alone = false;
    exile.with = one.other(2).id;
    return exile;
}
Given in_longjing(Given given = {})
{
    given.place = "longjing";
    return given;
}

TEST(Orphaned, is_a_child_whose_mother_has_died_there_and_who_is_told)
{
    Alone one{in_longjing({.numbers = {{"china.orphan_days", 14}}})};
    led_by_its_mother(one);
    const Deed deed =
        one.reads(person::bereavement, today, {.from = one.other(2).id, .from_place = one.here()});
    EXPECT_FALSE(living(deed.life.mother));
    EXPECT_EQ(deed.event().with, one.other(2).id);
    EXPECT_EQ(deed.letter_of(orphaned).day, today + 14);
    EXPECT_EQ(deed.exile->with, engine::nobody);
}

TEST(Orphaned, is_taken_in_by_a_church_or_by_strangers)
{
    for (const bool church : {true, false}) {
        Alone one{in_longjing({.numbers = {{"china.orphan_church", church ? 1.0 : 0.0}}})};
        led_by_its_mother(one).with = engine::nobody;
        const Deed deed = one.reads(orphaned, today);
        EXPECT_EQ(detail_of<OrphanDetail>(deed.event().detail).guardian,
                  church ? Guardian::church : Guardian::household);
        EXPECT_EQ(deed.exile->church, church);
        EXPECT_TRUE(deed.exile->alone) << "of the family";
        one.exile().since = today - 1;
        EXPECT_GT(one.rate(arrest, today), 0) << "and can be found there";
    }
}

TEST(Orphaned, is_alone_when_no_child_any_more)
{
    Alone one{in_longjing({.numbers = {{"penal.child_age", 14}}})};
    led_by_its_mother(one).with = engine::nobody;
    one.life().born = day_of(1985);
    const Deed deed = one.reads(orphaned, today);
    EXPECT_EQ(detail_of<OrphanDetail>(deed.event().detail).guardian, Guardian::nobody);
    EXPECT_TRUE(deed.exile->alone);
}

TEST(Orphaned, is_nobody_whom_the_other_parent_looks_after)
{
    Alone one{in_longjing()};
    led_by_its_mother(one);
    one.reads(person::bereavement, today, {.from = one.other(2).id, .from_place = one.here()});
    const Deed deed = one.reads(looked_after, today + 1, {.from = one.other(3).id});
    EXPECT_EQ(deed.event().with, one.other(3).id);
    EXPECT_EQ(deed.exile->with, one.other(3).id);
    EXPECT_TRUE(one.reads(orphaned, today + 14).is_quiet());
    EXPECT_TRUE(one.reads(looked_after, today, {.from = one.other(9).id}).is_quiet())
        << "no stranger writes so";
}

TEST(LookedAfter, is_every_child_of_whoever_is_left_of_two_who_crossed)
{
    Alone one{in_longjing({.numbers = {{"household.grown_age", 17}}})};
    Exile& exile = led_by_its_mother(one);
    one.life().born = day_of(1970);
    one.life().marital = Marital::married;
    one.life().spouse = one.other(5);
    exile.with = one.other(5).id;
    one.child(7, 1994);
    one.child(8, 1975);
    const Deed deed =
        one.reads(person::bereavement, today, {.from = one.other(5).id, .from_place = one.here()});
    EXPECT_EQ(deed.letter_of(looked_after).to, one.other(7).id);
    EXPECT_EQ(deed.exile->with, engine::nobody);
    EXPECT_FALSE(deed.exile->alone);

    Alone childless{in_longjing()};
    Exile& other = led_by_its_mother(childless);
    childless.life().marital = Marital::married;
    childless.life().spouse = childless.other(5);
    other.with = childless.other(5).id;
    EXPECT_TRUE(childless
                    .reads(person::bereavement, today,
                           {.from = childless.other(5).id, .from_place = childless.here()})
                    .exile->alone);
}

} // namespace
} // namespace counterlife::model::china
