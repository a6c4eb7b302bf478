// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Being asked for shelter, being invited, being turned away, and to whom orphans go.

#include "model/household/household.h"
#include "model/person/person.h"
#include "model/residence/residence.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::household {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

TEST(TakeIn, invites_whoever_the_letter_is_about)
{
    Alone one;
    const Deed deed = one.reads(take_in, today, {.from = one.other(7).id, .about = one.other(1)});
    const Letter letter = deed.letter_of(come);
    EXPECT_EQ(letter.to, one.other(1).id);
    EXPECT_EQ(letter.about.id, one.other(0).id);
    EXPECT_EQ(letter.about.slot, one.life().household);
    EXPECT_EQ(key_of(letter.payload), one.place_state().households[one.life().household].key);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_TRUE(deed.carries_on);
}

TEST(TakeIn, comes_to_nothing_where_there_is_no_house)
{
    Alone one;
    one.life().household = no_household;
    const Deed deed = one.reads(take_in, today, {.about = one.other(1)});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_TRUE(deed.carries_on);
}

TEST(TakeIn, FAMILY_05_is_not_heard_by_those_who_were_across_the_river_when_they_were_asked)
{
    for (const bool was_across : {true, false}) {
        Alone one;
        const Day returned = engine::day_of(2002, 9, 17);
        one.exile().returned = returned;
        Letter letter{.from = one.other(7).id, .about = one.other(1)};
        letter.sent = returned - Days{was_across ? 1 : 0};
        const Deed deed = one.reads(take_in, engine::day_of(2002, 10, 9), letter);
        EXPECT_EQ(deed.count(come), was_across ? 0u : 1u);
        EXPECT_EQ(deed.is_quiet(), was_across);
        EXPECT_TRUE(deed.carries_on);
    }
}

TEST(TakeIn, FAMILY_07_reaches_those_who_left_without_a_word_only_from_where_they_are)
{
    for (const bool from_here : {true, false}) {
        Alone one;
        one.life().career.dispersed = true;
        const PlaceId from = from_here ? one.here() : one.place_named("onsong");
        const Deed deed = one.reads(take_in, today, {.about = one.other(1), .from_place = from});
        EXPECT_EQ(deed.count(come), from_here ? 1u : 0u);
        EXPECT_EQ(deed.is_quiet(), !from_here);
    }
}

/// An invitation of number 1 to a household that is there.
Letter invitation(Alone& one, bool urban = false)
{
    const HouseholdId host = one.place_state().open_household(88);
    one.place_state().enter(host, engine::no_day);
    Address home = one.other(1);
    home.slot = host;
    return {.from = one.other(1).id, .payload = with_town(88, urban), .about = home};
}

TEST(Come, is_a_move_from_one_house_to_another)
{
    Alone one;
    one.life().career.stage = Stage::worker;
    one.life().career.sector = Sector::factory;
    auto& workers = one.place_state().labour.workers;
    const auto factory = static_cast<std::size_t>(Sector::factory);
    workers[false][factory] = workers[true][factory] = 10;
    const HouseholdId before = one.life().household;
    const Letter letter = invitation(one, true);
    const Deed deed = one.reads(come, today, letter);
    EXPECT_EQ(deed.life.household, letter.about.slot);
    EXPECT_EQ(one.place_state().households[before].members, 0u);
    EXPECT_EQ(one.place_state().households[letter.about.slot].members, 2u);
    EXPECT_TRUE(deed.life.urban);
    EXPECT_EQ(workers[false][factory], 9);
    EXPECT_EQ(workers[true][factory], 11);
    EXPECT_EQ(deed.life.career.stage, Stage::worker);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_TRUE(deed.carries_on);
}

TEST(Come, finds_a_house_that_has_broken_up_by_its_key)
{
    Alone one;
    Letter letter = invitation(one);
    letter.payload = with_town(90, false);
    const Deed deed = one.reads(come, today, letter);
    EXPECT_NE(deed.life.household, letter.about.slot);
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 90u);
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    Alone other;
    letter.about.slot = 1000000;
    const Deed beyond = other.reads(come, today, letter);
    EXPECT_EQ(other.place_state().households[beyond.life.household].key, 90u);
}

TEST(Come, to_the_house_one_lives_in_is_nothing)
{
    Alone one;
    Address home = one.other(1);
    home.slot = one.life().household;
    const std::uint64_t key = one.place_state().households[home.slot].key;
    const Deed deed = one.reads(come, today, {.payload = with_town(key, true), .about = home});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.carries_on);
    EXPECT_FALSE(deed.life.urban) << "what the letter says of the house is old";
    EXPECT_EQ(one.place_state().households[home.slot].members, 1u);
}

TEST(Come, from_elsewhere_is_a_journey_and_ends_work)
{
    Alone one{{.numbers = {{"labour.formalities", 14}, {"labour.journey_days", 9}}}};
    one.life().career.stage = Stage::worker;
    const HouseholdId before = one.life().household;
    Address host = one.other(1, one.place_named("onsong"));
    const Deed deed = one.reads(come, today, {.payload = with_town(88, true), .about = host});
    EXPECT_EQ(deed.left_for, host.place);
    EXPECT_EQ(deed.arrival, &residence::arrival);
    EXPECT_EQ(deed.arrival_payload, with_town(88, true));
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(one.place_state().households[before].members, 0u);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 23);
    EXPECT_EQ(deed.event().with, host.id);
}

TEST(Come, is_not_for_those_who_are_not_free_to_go)
{
    for (const Stage stage : {Stage::soldier, Stage::ward, Stage::detained, Stage::camp,
                              Stage::abroad, Stage::seeking}) {
        Alone one;
        one.life().career.stage = stage;
        const HouseholdId before = one.life().household;
        const Deed deed = one.reads(come, today, invitation(one));
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(deed.carries_on);
        EXPECT_EQ(deed.life.household, before);
        const Deed elsewhere =
            one.reads(come, today, {.about = one.other(1, one.place_named("onsong"))});
        EXPECT_TRUE(elsewhere.is_quiet());
        EXPECT_EQ(elsewhere.left_for, engine::nowhere);
    }
}

TEST(Come, FAMILY_07_does_not_reach_those_who_left_without_a_word)
{
    for (const bool from_here : {true, false}) {
        Alone one;
        one.life().career.dispersed = true;
        Letter letter = invitation(one);
        letter.from_place = from_here ? one.here() : one.place_named("onsong");
        const Deed deed = one.reads(come, today, letter);
        EXPECT_EQ(deed.is_quiet(), !from_here);
        EXPECT_EQ(deed.life.household == letter.about.slot, from_here);
    }
}

TEST(TurnedAway, sets_up_house_alone_only_who_has_none)
{
    for (const bool needs : {true, false}) {
        Alone one;
        const HouseholdId before = one.life().household;
        const Deed deed = one.reads(turned_away, today, {.payload = needs});
        EXPECT_EQ(deed.life.household != before, needs);
        EXPECT_EQ(deed.life.own_home, needs);
        EXPECT_EQ(deed.is_quiet(), !needs);
    }
}

/// To whom children of 1979, 1964 (numbers 4, 5) and grown ones of 1963 and 1960 (6, 7) are
/// entrusted when their parent dies.
Deed orphaned(Alone& parent)
{
    parent.child(4, 1979);
    parent.child(5, 1964);
    parent.child(6, 1963);
    parent.child(7, 1960);
    return parent.does(person::death, today);
}

TEST(Orphans, go_to_grandmother_or_grandfather_or_the_first_grown_child)
{
    struct Case {
        bool mother, father;
        std::uint32_t guardian;
    };
    for (const Case& who : {Case{true, true, 2}, Case{false, true, 3}, Case{false, false, 6}}) {
        Alone parent{{.numbers = {{"household.grown_age", 17}}}};
        parent.life().mother = parent.other(2);
        parent.life().father = parent.other(3);
        if (!who.mother) parent.life().mother.note |= known_dead;
        if (!who.father) parent.life().father.note |= known_dead;
        const Deed deed = orphaned(parent);
        const auto letters = deed.letters_of(take_in);
        ASSERT_EQ(letters.size(), 2u);
        for (const Letter& letter : letters) {
            EXPECT_EQ(letter.to, parent.other(who.guardian).id);
            EXPECT_TRUE(letter.about.id == parent.other(4).id ||
                        letter.about.id == parent.other(5).id);
            EXPECT_EQ(letter.payload, 0u);
        }
        EXPECT_NE(letters[0].about.id, letters[1].about.id);
    }
}

TEST(Orphans, are_none_while_the_other_parent_lives_in_the_marriage)
{
    for (const Marital marital : {Marital::married, Marital::divorced}) {
        Alone parent;
        parent.life().marital = marital;
        parent.life().spouse = parent.other(1);
        parent.life().mother = parent.other(2);
        EXPECT_EQ(orphaned(parent).count(take_in), marital == Marital::married ? 0u : 2u);
    }
    Alone widow;
    widow.life().marital = Marital::married;
    widow.life().spouse = widow.other(1);
    widow.life().spouse.note |= known_dead;
    widow.life().mother = widow.other(2);
    EXPECT_EQ(orphaned(widow).count(take_in), 2u);
}

TEST(Orphans, with_nobody_left_are_entrusted_to_nobody)
{
    Alone parent;
    parent.child(4, 1979);
    EXPECT_EQ(parent.does(person::death, today).count(take_in), 0u);
}

/// Whether somebody just widowed asks a grown child for room.
bool asks(std::uint32_t number, Day born, int marriages, Day day, double share = 0.5)
{
    Alone one{{.numbers = {{"household.elder_joins", share}, {"household.old_age", 60}}}};
    one.life().being.id += number;
    one.life().born = born;
    one.life().marital = Marital::married;
    one.life().marriages = static_cast<std::uint8_t>(marriages);
    one.life().spouse = one.other(1);
    one.child(4, 1950);
    one.place_state().kin.list(one.life().children)[0].note |= known_dead;
    one.child(5, 1964);
    one.child(6, 1963);
    one.child(7, 1962);
    const Deed deed = one.reads(person::bereavement, day, {.from = one.other(1).id});
    if (deed.letters.empty()) return false;
    EXPECT_EQ(deed.letter_of(take_in).to, one.other(6).id) << "the first who is grown and lives";
    return true;
}

TEST(TheOld, ask_a_grown_child_for_room_from_sixty_on)
{
    EXPECT_TRUE(asks(0, day_of(1920, 6, 1), 1, today, 1));
    EXPECT_FALSE(asks(0, day_of(1920, 6, 2), 1, today, 1));
    EXPECT_FALSE(asks(0, day_of(1910, 6, 2), 1, today, 0));
}

TEST(TheOld, ask_or_do_not_by_one_lot_for_each_marriage)
{
    int ask = 0, otherwise = 0;
    for (std::uint32_t number = 0; number < 30; ++number) {
        const bool first = asks(number, day_of(1910, 1, 1), 1, today);
        ask += first;
        EXPECT_EQ(asks(number, day_of(1910, 1, 1), 1, today + 100), first);
        otherwise += asks(number, day_of(1910, 1, 1), 2, today) != first;
    }
    EXPECT_GT(ask, 5);
    EXPECT_LT(ask, 25);
    EXPECT_GT(otherwise, 5);
}

TEST(Come, FAMILY_05_is_not_read_by_those_who_were_across_the_river_when_it_was_written)
{
    for (const bool was_across : {true, false}) {
        Alone child;
        const Day today = engine::day_of(2002, 10, 9), returned = engine::day_of(2002, 9, 17);
        child.exile().returned = returned;
        Letter letter{.from = child.other(3).id, .payload = 88};
        letter.about = child.other(3, child.place_named("onsong"));
        letter.sent = returned - Days{was_across ? 1 : 0};
        const Deed deed = child.reads(come, today, letter);
        EXPECT_EQ(deed.is_quiet(), was_across);
        EXPECT_EQ(deed.left_for == child.place_named("onsong"), !was_across);
    }
}

} // namespace
} // namespace counterlife::model::household
