// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What those who crossed together do together, and what parts them.

#include "model/china/together.h"

#include "model/border/border.h"
#include "model/person/person.h"
#include "model/security/custody.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::china {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// Somebody of thirty across the river, with wife or husband, who leads the family or follows.
Exile& across(Alone& one, bool leads)
{
    one.life().birth_place = one.place_named("musan");
    Life& life = one.life();
    life.born = day_of(1970);
    life.household = no_household;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.career.stage = Stage::abroad;
    Exile& exile = one.exile();
    exile.first_crossed = exile.crossed = exile.since = today - 30;
    exile.crossings = 1;
    exile.home = one.place_named("musan");
    exile.alone = false;
    exile.with = leads ? engine::nobody : one.other(1).id;
    return exile;
}
Given in_longjing(Given given = {})
{
    given.place = "longjing";
    return given;
}

TEST(Together, FAMILY_03_is_where_whoever_leads_finds_a_place_to_stay)
{
    Alone leader{in_longjing({.numbers = {{"china.farm_first", 1}}})};
    across(leader, true);
    const Address child = leader.child(2, 1994);
    const Deed deed = leader.reads(border::far_bank, today);
    EXPECT_EQ(deed.exile->stay, Stay::farm);
    ASSERT_EQ(deed.count(together), 2u);
    for (const bool grown : {true, false}) {
        Alone one{in_longjing()};
        across(one, false);
        if (!grown) one.life().born = day_of(1994);
        const Letter letter = deed.letters_to(grown ? one.other(1).id : child.id).front();
        const Deed with =
            one.reads(together, letter.day, {.from = one.other(1).id, .payload = letter.payload});
        EXPECT_EQ(with.left_for, deed.left_for);
        EXPECT_EQ(with.arrival, &settling);
        EXPECT_EQ(with.exile->stay, grown ? Stay::farm : Stay::hiding) << "no child is a farm hand";
    }
}

TEST(Together, waits_on_the_bank_for_whoever_leads)
{
    Alone one{in_longjing({.numbers = {{"china.partner", 1}, {"china.farm_first", 1}}})};
    one.life().sex = Sex::female;
    across(one, false);
    const Deed deed = one.reads(border::far_bank, today);
    EXPECT_EQ(deed.exile->stay, Stay::hiding);
    EXPECT_FALSE(deed.exile->sold);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.count(together), 0u);
}

TEST(Together, sells_no_woman_whose_husband_is_at_her_side)
{
    Alone one{in_longjing({.numbers = {{"china.sold_later", 1}}})};
    one.life().sex = Sex::female;
    Exile& exile = across(one, false);
    EXPECT_EQ(one.rate(sold, today), 0);
    exile.alone = true;
    EXPECT_EQ(one.rate(sold, today), 1);
}

TEST(Together, decides_nothing_alone_who_follows)
{
    for (const bool leads : {true, false}) {
        Alone one{in_longjing({.numbers = {{"china.going_home", 1}, {"china.to_city", 1}}})};
        across(one, leads).aim = Aim::south;
        EXPECT_EQ(one.rate(going_home, today) > 0, leads);
        EXPECT_EQ(one.rate(to_city, today) > 0, leads);
    }
}

TEST(Together, goes_home_with_whoever_leads)
{
    Alone leader{in_longjing()};
    across(leader, true);
    const Letter letter = leader.does(going_home, today).letter_of(together);
    Alone one{in_longjing()};
    across(one, false);
    const Deed deed =
        one.reads(together, letter.day, {.from = one.other(1).id, .payload = letter.payload});
    EXPECT_EQ(detail_of<TogetherDetail>(deed.event().detail).move, Move::goes_home);
    EXPECT_EQ(deed.arrival, &border::way_back);
    EXPECT_EQ(deed.count(together), 0u) << "who follows leads nobody";
}

TEST(Together, is_heard_only_from_whoever_leads)
{
    Alone one{in_longjing()};
    across(one, false);
    EXPECT_TRUE(one.reads(together, today, {.from = one.other(9).id}).is_quiet());
}

TEST(Parted, comes_of_an_arrest_and_leaves_the_other_alone)
{
    Alone one{in_longjing()};
    across(one, true);
    const Deed deed = one.does(arrest, today);
    EXPECT_EQ(deed.letter_of(parted).to, one.other(1).id);
    EXPECT_TRUE(deed.life.career.left_behind) << "the other is across the river, not gone";
    EXPECT_EQ(deed.exile->last_seen, today);
    Alone left{in_longjing()};
    across(left, false);
    const Deed alone = left.reads(parted, today + 1, {.from = left.other(1).id});
    EXPECT_TRUE(alone.exile->alone);
    EXPECT_EQ(alone.exile->with, engine::nobody);
    EXPECT_TRUE(alone.life.career.left_behind) << "nobody will say that nobody knows where";
    EXPECT_FALSE(alone.is_quiet());
}

TEST(Parted, is_nobody_who_crossed_alone)
{
    Alone one{in_longjing()};
    across(one, true).alone = true;
    EXPECT_EQ(one.does(arrest, today).count(parted), 0u);
    EXPECT_TRUE(one.reads(parted, today, {.from = one.other(1).id}).is_quiet());
}

TEST(Together, hears_of_the_death_of_whoever_leads)
{
    for (const bool leads : {true, false}) {
        Alone dying{in_longjing()};
        across(dying, leads);
        EXPECT_EQ(dying.does(person::death, today).letters_to(dying.other(1).id).size(), 1u);
    }
    Alone one{in_longjing()};
    across(one, false);
    const Deed deed =
        one.reads(person::bereavement, today, {.from = one.other(1).id, .from_place = one.here()});
    EXPECT_EQ(deed.life.marital, Marital::widowed);
    EXPECT_TRUE(deed.exile->alone);
    EXPECT_EQ(deed.exile->with, engine::nobody);
}

} // namespace
} // namespace counterlife::model::china
