// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Coming home: the house, the door that opens, and the door that does not.

#include "model/family/details.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/household/household.h"
#include "model/offices.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::family {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// Somebody back in the county with the house of this key, who crossed without the family.
Exile& back(Alone& one)
{
    Life& life = one.life();
    life.career.stage = Stage::waiting;
    life.school = School::left_school;
    life.marital = Marital::married;
    life.spouse = one.other(1, one.place_named("onsong"));
    Exile& exile = one.exile();
    exile.home = one.here();
    exile.house = 88;
    exile.alone = true;
    exile.crossed = today - 400;
    exile.crossings = 3;
    return exile;
}

TEST(Homecoming, FAMILY_11_is_to_the_house_that_was_left)
{
    Alone one{{.numbers = {{"labour.formalities", 14}}}};
    back(one);
    one.life().household = no_household;
    const Deed deed = one.reads(homecoming, today);
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 88u);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 14);
    EXPECT_EQ(detail_of<HomecomingDetail>(deed.event().detail).crossings, 3);
    EXPECT_EQ(homecoming.beside.record->leads(deed.event().detail), Turn::resumes);

    Alone off{{.off = {"FAMILY-11"}}};
    back(off);
    const Deed elsewhere = off.reads(homecoming, today);
    EXPECT_NE(off.place_state().households[elsewhere.life.household].key, 88u);
    Alone born_beyond;
    back(born_beyond).house = 0;
    EXPECT_NE(born_beyond.reads(homecoming, today).exile->house, 0u);
}

TEST(Homecoming, is_seen_by_the_neighbours_told_to_parents_and_to_the_door)
{
    Alone one{{.numbers = {{"family.answer_days", 5}}}};
    back(one);
    one.life().mother = one.other(2);
    one.life().father = one.other(3);
    one.life().father.note |= known_dead;
    one.life().spouse.note = known_to_serve;
    const Deed deed = one.reads(homecoming, today);
    EXPECT_EQ(deed.letter_of(child_back).to, one.other(2).id);
    EXPECT_EQ(deed.letter_of(child_back).about.id, one.other(0).id);
    EXPECT_EQ(deed.letter_of(at_hand).payload, 0u);
    EXPECT_EQ(deed.letter_of(asked_for).to, office_at(one.here(), neighbours_office));
    EXPECT_EQ(deed.letter_of(asked_for).about.id, one.other(1).id);
    EXPECT_EQ(deed.letter_of(asked_for).about.note, 0)
        << "what one knows of them is nobody's business";
    EXPECT_EQ(deed.letter_of(empty_house).to, one.other(0).id);
    EXPECT_EQ(deed.letter_of(empty_house).day, today + 5);
}

TEST(Homecoming, is_to_a_door_only_where_somebody_may_have_stayed)
{
    const auto knocks_if = [](auto change) {
        Alone one;
        change(one.life(), back(one));
        const Deed deed = one.reads(homecoming, today);
        EXPECT_EQ(deed.count(asked_for), deed.count(empty_house));
        return deed.count(asked_for) == 1;
    };
    EXPECT_TRUE(knocks_if([](Life&, Exile&) {}));
    EXPECT_FALSE(knocks_if([](Life& life, Exile&) { life.marital = Marital::widowed; }));
    EXPECT_FALSE(knocks_if([](Life& life, Exile&) { life.spouse.note |= known_dead; }));
    EXPECT_FALSE(knocks_if([](Life&, Exile& exile) { exile.alone = false; }));
    EXPECT_TRUE(knocks_if([](Life& life, Exile& exile) {
        exile.alone = false;
        life.career.lost_family = true;
    }));
    EXPECT_TRUE(knocks_if([](Life& life, Exile& exile) {
        exile.alone = false;
        life.career.left_behind = true;
    }));
}

TEST(Homecoming, of_somebody_taken_on_the_way_is_none)
{
    Alone one;
    back(one);
    one.life().career.stage = Stage::custody;
    const Deed deed = one.reads(homecoming, today);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Homecoming, FAMILY_05_brings_the_news_that_no_word_came_of)
{
    Alone one;
    Exile& exile = back(one);
    exile.unheard = {one.other(2).id};
    exile.parted = true;
    const Deed deed = one.reads(homecoming, today);
    ASSERT_EQ(deed.count(news), 2u);
    for (const Letter& letter : deed.letters_of(news)) {
        EXPECT_EQ(letter.to, one.other(0).id);
        EXPECT_EQ(letter.about.id, one.other(letter.payload == 0 ? 2 : 1).id);
    }
    EXPECT_NE(deed.letters_of(news)[0].payload, deed.letters_of(news)[1].payload);
    EXPECT_FALSE(deed.exile->parted);
    EXPECT_TRUE(deed.exile->unheard.empty());
}

TEST(Homecoming, SEARCH_08_brings_no_news_of_the_missing)
{
    Alone one;
    Exile& exile = back(one);
    one.life().career.lost_family = true;
    exile.last_seen = day_of(1998, 1, 1);
    one.child(4, 1982);
    one.child(5, 1981);
    exile.unheard = {one.other(1).id, one.other(2).id, one.other(4).id, one.other(5).id};
    const Deed deed = one.reads(homecoming, today);
    EXPECT_EQ(deed.exile->unheard, (std::vector{one.other(1).id, one.other(4).id}))
        << "wife, and the child of sixteen when last seen";
    EXPECT_EQ(deed.count(news), 2u);
}

TEST(News, means_nothing_to_the_divorced_of_a_divorce_and_leaves_them_divorced_of_a_death)
{
    for (const std::uint64_t what : {0u, 1u}) {
        Alone one;
        back(one);
        one.life().marital = Marital::divorced;
        one.life().since = today - 50;
        one.life().career.lost_family = true;
        const Deed deed = one.reads(news, today, {.payload = what, .about = one.other(1)});
        EXPECT_EQ(deed.is_quiet(), what == 1);
        EXPECT_EQ(living(deed.life.spouse), what == 1);
        EXPECT_EQ(deed.life.marital, Marital::divorced);
        EXPECT_EQ(deed.life.since, today - 50);
        EXPECT_EQ(deed.life.career.lost_family, what == 1);
    }
}

TEST(News, FAMILY_05_is_kept_for_the_day_of_coming_home_again_by_those_taken_away_meanwhile)
{
    for (const std::uint64_t what : {0u, 1u}) {
        Alone one;
        back(one);
        one.life().career.stage = Stage::custody;
        const Deed deed = one.reads(news, today, {.payload = what, .about = one.other(1)});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(living(deed.life.spouse));
        EXPECT_EQ(deed.exile->parted, what == 1);
        EXPECT_EQ(deed.exile->unheard.size(), what == 0 ? 1u : 0u);
    }
}

Deed knocks(Alone& one, std::uint32_t who = 1)
{
    const Address at_the_door = one.other(who);
    return one.reads(knock, today,
                     {.from = at_the_door.id, .about = at_the_door, .from_place = one.here()});
}

TEST(Knock, ends_the_wait_of_whoever_opens)
{
    for (const bool had_lost : {true, false}) {
        Alone one;
        Exile& exile = back(one);
        exile.waits = true;
        exile.unheard = {one.other(2).id};
        one.life().career.left_behind = true;
        one.life().career.lost_family = had_lost;
        const Deed deed = knocks(one);
        EXPECT_EQ(detail_of<ReunitedDetail>(deed.event().detail).had_lost, had_lost);
        EXPECT_EQ(deed.event().with, one.other(1).id);
        EXPECT_FALSE(deed.life.career.left_behind);
        EXPECT_FALSE(deed.life.career.lost_family);
        EXPECT_EQ(deed.exile->reunited, had_lost);
        EXPECT_EQ(deed.exile->last_seen, today);
        EXPECT_FALSE(deed.exile->waits);
        EXPECT_EQ(deed.count(news), 1u);
        EXPECT_EQ(deed.letter_of(reunited).to, one.other(1).id);
        EXPECT_EQ(deed.letter_of(reunited).about.id, one.other(0).id);
    }
    Alone never_left;
    never_left.life().marital = Marital::married;
    never_left.life().spouse = never_left.other(1);
    EXPECT_EQ(knocks(never_left).count(reunited), 1u);
}

TEST(Knock, is_not_of_somebody_who_has_said_farewell_since)
{
    for (const Days since : {Days{0}, Days{1}}) {
        Alone one;
        back(one).last_seen = today - 1;
        one.life().career.left_behind = true;
        Letter letter{.from = one.other(1).id};
        letter.about = one.other(1);
        letter.sent = today - 1 + since;
        const Deed deed = one.reads(knock, today, letter);
        EXPECT_EQ(deed.is_quiet(), since == 0);
        EXPECT_EQ(deed.life.career.left_behind, since == 0);
    }
}

TEST(Knock, of_before_one_came_home_is_not_heard)
{
    const auto opens_if_home_since = [](Day day) {
        Alone one;
        back(one).came_home = day;
        return !knocks(one).is_quiet();
    };
    EXPECT_TRUE(opens_if_home_since(today - Days{2}));
    EXPECT_FALSE(opens_if_home_since(today)) << "the other asked the day before, and may have gone";
}

TEST(Knock, FAMILY_07_is_not_heard_by_those_who_have_gone_or_are_parted)
{
    const auto opens_if = [](auto change, std::uint32_t who = 1) {
        Alone one;
        back(one);
        change(one.life());
        const Deed deed = knocks(one, who);
        EXPECT_EQ(deed.letters.empty(), deed.is_quiet());
        return !deed.is_quiet();
    };
    EXPECT_TRUE(opens_if([](Life&) {}));
    EXPECT_TRUE(opens_if([](Life& life) { life.career.stage = Stage::trader; }));
    EXPECT_FALSE(opens_if([](Life&) {}, 9));
    EXPECT_FALSE(opens_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(opens_if([](Life& life) { life.career.dispersed = true; }));
    for (const Stage stage : {Stage::leaving, Stage::seeking, Stage::abroad, Stage::custody})
        EXPECT_FALSE(opens_if([&](Life& life) { life.career.stage = stage; }));
}

TEST(Reunited, invites_wife_and_children_into_the_house)
{
    Alone one;
    back(one);
    one.life().career.lost_family = true;
    one.child(4, 1990);
    one.child(5, 1970);
    const Address found = one.other(1, one.place_named("chongjin"));
    const Deed deed = one.reads(reunited, today, {.from = found.id, .about = found});
    EXPECT_TRUE(detail_of<ReunitedDetail>(deed.event().detail).had_lost);
    EXPECT_FALSE(deed.life.career.lost_family);
    EXPECT_TRUE(deed.exile->reunited);
    EXPECT_EQ(deed.count(household::come), 2u);
    EXPECT_EQ(deed.letters_to(found.id).size(), 1u);
    EXPECT_EQ(deed.letters_to(found.id)[0].to_place, found.place) << "where she is now";
    EXPECT_EQ(deed.letters_to(one.other(4).id).size(), 1u);
}

TEST(Knock, is_not_heard_by_who_is_away_to_sell)
{
    Alone one;
    back(one);
    one.life().career.stage = Stage::trader;
    one.life().career.left_behind = true;
    one.life().household = no_household;
    const Deed deed = knocks(one);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_TRUE(deed.life.career.left_behind) << "and asks when back";
}

TEST(Knock, elsewhere_tells_that_the_other_is_back)
{
    Alone one;
    back(one);
    const Deed at_kin = one.reads(
        knock, today,
        {.from = one.other(1).id, .about = one.other(1), .from_place = one.place_named("onsong")});
    EXPECT_TRUE(detail_of<ReunitedDetail>(at_kin.event().detail).elsewhere);
    Alone at_home;
    back(at_home);
    EXPECT_FALSE(detail_of<ReunitedDetail>(knocks(at_home).event().detail).elsewhere);
}

TEST(Reunited, is_not_heard_on_the_road)
{
    Alone one;
    back(one).home = one.place_named("onsong");
    one.life().career.stage = Stage::seeking;
    one.life().career.lost_family = true;
    one.life().household = no_household;
    const Deed deed = one.reads(reunited, today, {.from = one.other(1).id});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_TRUE(deed.life.career.lost_family) << "until the door is opened at home";
}

TEST(Homecoming, is_of_a_day_on_which_nobody_leaves_again)
{
    Alone one;
    back(one);
    EXPECT_EQ(one.reads(homecoming, today).exile->came_home, today);
}

TEST(Reunited, means_nothing_to_those_who_have_gone_again)
{
    const auto heard_if = [](auto change, std::uint32_t from = 1) {
        Alone one;
        back(one);
        change(one.life());
        const Address who = one.other(from);
        return !one.reads(reunited, today, {.from = who.id, .about = who}).is_quiet();
    };
    EXPECT_TRUE(heard_if([](Life&) {}));
    EXPECT_FALSE(heard_if([](Life&) {}, 9));
    EXPECT_FALSE(heard_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.stage = Stage::abroad; }));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.dispersed = true; }));
}

/// Nobody has opened since five days ago.
Deed finds_nobody(Alone& one)
{
    return one.reads(empty_house, today, {.from = one.other(0).id, .sent = today - 5});
}

TEST(EmptyHouse, FAMILY_08_is_the_loss_of_the_family_and_SEARCH_01_begins_the_search)
{
    for (const bool told : {true, false}) {
        Alone one{
            {.off = told ? std::vector<std::string>{} : std::vector<std::string>{"SEARCH-01"}}};
        back(one);
        const Deed deed = finds_nobody(one);
        EXPECT_TRUE(deed.life.career.lost_family);
        EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 395);
        EXPECT_EQ(deed.event().with, one.other(1).id);
        EXPECT_EQ(deed.count(search::inquiry), told ? 1u : 0u);
        if (!told) continue;
        const Letter asked = deed.letter_of(search::inquiry);
        EXPECT_EQ(asked.to, office_at(one.here(), neighbours_office));
        EXPECT_EQ(asked.about.id, one.other(1).id);
        EXPECT_EQ(asked.payload, 0u);
    }
}

TEST(EmptyHouse, SECURITY_12_asks_as_one_whom_friends_avoid)
{
    for (const bool told : {true, false}) {
        Alone one{
            {.off = told ? std::vector<std::string>{} : std::vector<std::string>{"SECURITY-12"}}};
        back(one);
        one.life().career.shunned = true;
        EXPECT_EQ(finds_nobody(one).letter_of(search::inquiry).payload, told ? 1u : 0u);
    }
}

TEST(EmptyHouse, is_no_loss_to_whoever_was_answered_or_knew)
{
    const auto loses_if = [](auto change) {
        Alone one;
        change(one.life(), back(one));
        const bool had = one.life().career.lost_family;
        const Deed deed = finds_nobody(one);
        EXPECT_EQ(deed.is_quiet(), deed.life.career.lost_family == had);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(loses_if([](Life&, Exile&) {}));
    EXPECT_TRUE(loses_if([](Life&, Exile& exile) { exile.last_seen = today - 6; }));
    EXPECT_FALSE(loses_if([](Life&, Exile& exile) { exile.last_seen = today - 5; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.spouse.note |= known_dead; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.career.stage = Stage::abroad; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.career.left_behind = true; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.career.lost_family = true; }));
    EXPECT_FALSE(loses_if([](Life& life, Exile&) { life.household = no_household; }));
}

TEST(EmptyHouse, is_of_children_too_who_were_not_grown_when_last_seen)
{
    const auto child_lost = [](int born, bool dead = false) {
        Alone one{{.numbers = {{"household.grown_age", 17}}}};
        back(one).last_seen = day_of(1998, 1, 1);
        one.child(4, born);
        if (dead) one.place_state().kin.list(one.life().children)[0].note |= known_dead;
        return finds_nobody(one).exile->child_lost;
    };
    EXPECT_TRUE(child_lost(1982));
    EXPECT_FALSE(child_lost(1981));
    EXPECT_FALSE(child_lost(1990, true));
}

TEST(EmptyHouse, of_somebody_who_never_reached_the_other_side_counts_no_days)
{
    Alone one;
    back(one).crossed = no_day;
    EXPECT_TRUE(detail_of<OfDays>(finds_nobody(one).event().detail).days == 0);
}

TEST(Farewell, and_word_of_children_do_not_come_to_the_road)
{
    Alone one;
    back(one);
    one.life().career.stage = Stage::seeking;
    EXPECT_TRUE(one.reads(farewell, today, {.from = one.other(1).id}).is_quiet());
    EXPECT_FALSE(one.life().career.left_behind);
    EXPECT_TRUE(one.reads(child_gone, today, {.from = one.other(4).id}).is_quiet());
    EXPECT_FALSE(one.life().career.child_away) << "of which nothing is known on the road";
    EXPECT_TRUE(one.reads(child_back, today, {.from = one.other(4).id}).is_quiet());
    EXPECT_FALSE(one.life().career.child_away);
}

TEST(Farewell, that_has_followed_somebody_home_is_heard_of_there)
{
    for (const bool late : {true, false}) {
        Alone one;
        back(one).came_home = today - 5;
        one.life().household = no_household;
        const Deed deed = one.reads(
            farewell, today, {.from = one.other(1).id, .sent = late ? today - 6 : today - 1});
        EXPECT_EQ(detail_of<FarewellDetail>(deed.event().detail).too_late, late);
        EXPECT_TRUE(deed.life.career.left_behind);
    }
}

TEST(Farewell, that_was_written_to_somebody_across_the_river_is_late_before_they_are_home)
{
    for (const bool late : {true, false}) {
        Alone one;
        back(one).returned = today - 1;
        one.exile().came_home = engine::no_day;
        const Deed deed = one.reads(
            farewell, today, {.from = one.other(1).id, .sent = late ? today - 2 : today - 1});
        EXPECT_EQ(detail_of<FarewellDetail>(deed.event().detail).too_late, late);
    }
}

} // namespace
} // namespace counterlife::model::family
