// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What hearing of a death does to a life.

#include "model/household/household.h"
#include "model/person/details.h"
#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::person {
namespace {

constexpr Day today = engine::day_of(1980, 6, 1);

TEST(Bereavement, makes_a_widower_of_a_husband)
{
    Alone one;
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    one.life().with_parents = true;
    one.life().career.left_behind = true;
    const Deed deed = one.reads(bereavement, today, {.from = one.other(1).id});
    EXPECT_EQ(deed.life.marital, Marital::widowed);
    EXPECT_EQ(deed.life.since, today);
    EXPECT_FALSE(living(deed.life.spouse));
    EXPECT_FALSE(deed.life.with_parents);
    EXPECT_FALSE(deed.life.career.left_behind);
    EXPECT_FALSE(deed.carries_on) << "he is free to marry";
    EXPECT_EQ(one.place_state().tally.widowings[0], 1);
    EXPECT_EQ(detail_of<BereavementDetail>(deed.event().detail).dead, Kin::spouse);
}

TEST(Bereavement, leaves_the_divorced_divorced)
{
    Alone one;
    one.life().marital = Marital::divorced;
    one.life().spouse = one.other(1);
    const Deed deed = one.reads(bereavement, today, {.from = one.other(1).id});
    EXPECT_EQ(deed.life.marital, Marital::divorced);
    EXPECT_FALSE(living(deed.life.spouse));
    EXPECT_EQ(detail_of<BereavementDetail>(deed.event().detail).dead, Kin::no_spouse);
    EXPECT_EQ(one.place_state().tally.widowings[0], 0);
}

TEST(Bereavement, marks_the_parent_who_died_and_no_other)
{
    for (const bool mother_died : {true, false}) {
        Alone one;
        one.life().career.stage = Stage::worker;
        one.life().mother = one.other(2);
        one.life().father = one.other(3);
        const Deed deed =
            one.reads(bereavement, today, {.from = one.other(mother_died ? 2 : 3).id});
        EXPECT_EQ(living(deed.life.mother), !mother_died);
        EXPECT_EQ(living(deed.life.father), mother_died);
        EXPECT_EQ(deed.event().with, one.other(mother_died ? 2 : 3).id);
        EXPECT_TRUE(deed.carries_on);
    }
}

TEST(Bereavement, leaves_a_child_without_a_mother_to_look_ahead_anew)
{
    for (const bool mother_died : {true, false}) {
        Alone one;
        one.life().career.stage = Stage::child;
        one.life().mother = one.other(2);
        one.life().father = one.other(3);
        const Deed deed =
            one.reads(bereavement, today, {.from = one.other(mother_died ? 2 : 3).id});
        EXPECT_EQ(deed.carries_on, !mother_died);
    }
}

TEST(Bereavement, makes_a_couple_head_of_the_house_when_both_parents_are_dead)
{
    Alone one;
    one.life().with_parents = true;
    one.life().mother = one.other(2);
    one.life().father = one.other(3);
    EXPECT_TRUE(one.reads(bereavement, today, {.from = one.other(2).id}).life.with_parents);
    const Deed second = one.reads(bereavement, today, {.from = one.other(3).id});
    EXPECT_FALSE(second.life.with_parents);
    EXPECT_FALSE(second.carries_on);
}

TEST(Bereavement, marks_the_child_who_died_and_no_other)
{
    Alone one;
    one.child(4, 1970);
    one.child(5, 1975);
    const Deed deed = one.reads(bereavement, today, {.from = one.other(5).id});
    EXPECT_TRUE(living(deed.children[0]));
    EXPECT_FALSE(living(deed.children[1]));
    EXPECT_EQ(birth_year(deed.children[1]), 1975);
    EXPECT_EQ(deed.event().with, one.other(5).id);
}

TEST(Bereavement, of_a_stranger_says_nothing)
{
    Alone one;
    one.child(4, 1970);
    EXPECT_TRUE(one.reads(bereavement, today, {.from = one.other(9).id}).is_quiet());
}

TEST(Bereavement, FAMILY_05_is_not_heard_across_the_river_but_learned_later)
{
    for (const Stage stage : {Stage::abroad, Stage::custody, Stage::journey, Stage::south}) {
        Alone one;
        one.life().mother = one.other(2);
        one.life().career.stage = stage;
        one.exile();
        const Deed deed = one.reads(bereavement, today, {.from = one.other(2).id});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(living(deed.life.mother));
        EXPECT_EQ(deed.exile->unheard, std::vector{one.other(2).id});
    }
    Alone off{{.off = {"FAMILY-05"}}};
    off.life().mother = off.other(2);
    off.life().career.stage = Stage::abroad;
    off.exile();
    EXPECT_FALSE(living(off.reads(bereavement, today, {.from = off.other(2).id}).life.mother));
}

TEST(Bereavement, FAMILY_05_is_not_heard_from_home_by_those_who_were_born_across_the_river)
{
    for (const char* place : {"hoeryong", "wangqing"}) {
        Alone child{{.place = "wangqing"}};
        child.life().mother = child.other(2);
        child.life().career.stage = Stage::abroad;
        const Deed deed =
            child.reads(bereavement, today,
                        {.from = child.other(2).id, .from_place = child.place_named(place)});
        const bool from_home = child.place_named(place) != child.here();
        EXPECT_EQ(living(deed.life.mother), from_home);
        EXPECT_EQ(deed.is_quiet(), from_home);
    }
}

TEST(Bereavement, FAMILY_05_of_somebody_across_the_river_is_not_heard_at_home)
{
    for (const bool back_home : {false, true}) {
        Alone one;
        one.life().spouse = one.other(1);
        one.life().marital = Marital::married;
        if (back_home) one.exile().crossings = 1;
        const Deed deed = one.reads(
            bereavement, today, {.from = one.other(1).id, .from_place = one.place_named("helong")});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.life.marital, Marital::married);
        EXPECT_EQ(deed.exile->unheard, std::vector{one.other(1).id}) << "learned later";
    }
}

TEST(Bereavement, FAMILY_05_is_heard_across_the_river_of_those_who_are_there_too)
{
    const auto hears = [](const char* place, Day sent) {
        Alone one{{.place = "wangqing"}};
        one.life().father = one.other(3);
        one.life().career.stage = Stage::abroad;
        one.exile().with = one.other(3).id;
        one.exile().alone = false;
        one.exile().crossed = today - 100;
        Letter letter{.from = one.other(3).id};
        letter.from_place = one.place_named(place);
        letter.sent = sent;
        return !one.reads(bereavement, today, letter).is_quiet();
    };
    EXPECT_TRUE(hears("helong", today - 7));
    EXPECT_FALSE(hears("hoeryong", today - 7)) << "sent back, and dead at home";
    EXPECT_TRUE(hears("hoeryong", today - 100)) << "drowned in the river that both went into";
    EXPECT_FALSE(hears("seoul-area", today - 7));
}

TEST(Bereavement, is_heard_in_the_South_of_those_who_came_too)
{
    Alone one;
    one.life().mother = one.other(2);
    one.life().career.stage = Stage::south;
    one.exile().kin_here = {one.other(2).id};
    EXPECT_FALSE(living(one.reads(bereavement, today, {.from = one.other(2).id}).life.mother));
}

TEST(Bereavement, FAMILY_07_reaches_those_who_left_without_a_word_from_where_they_are_alone)
{
    for (const bool from_here : {true, false}) {
        Alone one;
        one.life().mother = one.other(2);
        one.life().career.dispersed = true;
        one.exile();
        const PlaceId from = from_here ? one.here() : one.place_named("onsong");
        const Deed deed =
            one.reads(bereavement, today, {.from = one.other(2).id, .from_place = from});
        EXPECT_EQ(living(deed.life.mother), !from_here);
        EXPECT_EQ(deed.exile->unheard.size(), from_here ? 0u : 1u);
    }
}

TEST(Bereavement, asks_a_grown_child_to_take_in_an_old_widower)
{
    for (const int age : {59, 75}) {
        Alone one{{.numbers = {{"household.elder_joins", 1}, {"household.old_age", 60}}}};
        one.life().born = engine::birthday(today, -age) - 1;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        one.child(4, 1979);
        one.child(5, 1950);
        const Deed deed = one.reads(bereavement, today, {.from = one.other(1).id});
        ASSERT_EQ(deed.letters.size(), age == 75 ? 1u : 0u);
        if (age != 75) continue;
        EXPECT_EQ(deed.letter_of(household::take_in).to, one.other(5).id);
        EXPECT_EQ(deed.letter_of(household::take_in).about.id, one.other(0).id);
    }
}

TEST(Bereavement, FAMILY_05_is_not_heard_by_a_child_born_across_the_river)
{
    for (const bool across : {true, false}) {
        Alone one{{.place = "wangqing"}};
        one.life().career.stage = Stage::abroad;
        one.life().mother = one.other(2);
        const PlaceId from = across ? one.place_named("onsong") : one.here();
        const Deed deed =
            one.reads(bereavement, today, {.from = one.other(2).id, .from_place = from});
        EXPECT_EQ(deed.is_quiet(), across);
        EXPECT_EQ(living(deed.life.mother), across);
    }
}

TEST(Bereavement, asks_nobody_in_the_North_for_a_home_who_is_in_the_South)
{
    for (const Stage stage : {Stage::south, Stage::worker}) {
        Alone one{{.numbers = {{"household.elder_joins", 1}, {"household.old_age", 60}}}};
        one.life().born = engine::day_of(1910);
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        one.life().career.stage = stage;
        one.child(4, 1940);
        const Deed deed = one.reads(bereavement, today, {.from = one.other(1).id});
        EXPECT_EQ(deed.count(household::take_in), stage == Stage::south ? 0u : 1u);
    }
}

TEST(Bereavement, FAMILY_05_of_who_led_across_is_heard_from_the_river_and_not_from_home)
{
    for (const bool that_night : {true, false}) {
        Alone one{{.place = "longjing"}};
        one.life().career.stage = Stage::abroad;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        Exile& exile = one.exile();
        exile.alone = false;
        exile.with = one.other(1).id;
        exile.crossed = today - 8;
        const Deed deed = one.reads(bereavement, today,
                                    {.from = one.other(1).id,
                                     .sent = that_night ? today - 8 : today - 7,
                                     .from_place = one.place_named("hoeryong")});
        EXPECT_EQ(deed.is_quiet(), !that_night);
        EXPECT_EQ(deed.exile->unheard.empty(), that_night);
    }
}

TEST(Bereavement, FAMILY_05_across_the_river_is_not_heard_of_at_home)
{
    for (const bool has_been_there : {true, false}) {
        Alone one;
        one.life().mother = one.other(2);
        if (has_been_there) one.exile().crossed = today - 400;
        const Deed deed =
            one.reads(bereavement, today,
                      {.from = one.other(2).id, .from_place = one.place_named("hunchun")});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(living(deed.life.mother));
        if (has_been_there) {
            EXPECT_EQ(deed.exile->unheard.size(), 1u);
        }
    }
}

} // namespace
} // namespace counterlife::model::person
