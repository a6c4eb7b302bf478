// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What parents hear of a child in the army, what they write, and what the child makes of it.

#include "model/army/army.h"
#include "model/household/household.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::army {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 4, 10);

Deed hears_of_enlistment(Alone& parent)
{
    const Address child = parent.child(4, 1963);
    const PlaceId front = parent.place_named("front-west");
    return parent.reads(news_home, today, {.from = child.id, .payload = front});
}

TEST(NewsHome, ARMY_07_has_the_parent_write_from_now_on)
{
    Alone parent;
    parent.child(3, 1960);
    EXPECT_FALSE(parent.meets(letter_home));
    const Deed deed = hears_of_enlistment(parent);
    EXPECT_TRUE(deed.life.career.letters_due);
    EXPECT_TRUE(parent.meets(letter_home));
    EXPECT_FALSE(deed.children[0].note & known_to_serve);
    EXPECT_TRUE(deed.children[1].note & known_to_serve);
    EXPECT_EQ(birth_year(deed.children[1]), 1963);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, parent.place_named("front-west"));
    EXPECT_EQ(deed.event().with, parent.other(4).id);
}

TEST(NewsHome, FAMILY_01_is_answered_with_a_lesson_by_members_and_veterans)
{
    Alone member;
    member.life().career.admitted = day_of(1970);
    const Letter from_member = hears_of_enlistment(member).letter_of(lesson);
    EXPECT_EQ(from_member.to, member.other(4).id);
    EXPECT_EQ(from_member.to_place, member.place_named("front-west"));
    EXPECT_EQ(from_member.payload, 1u);
    Alone veteran;
    veteran.life().career.enlisted = day_of(1955);
    EXPECT_EQ(hears_of_enlistment(veteran).letter_of(lesson).payload, 0u);
    Alone other;
    EXPECT_TRUE(hears_of_enlistment(other).letters.empty());
    Alone off{{.off = {"FAMILY-01"}}};
    off.life().career.admitted = day_of(1970);
    EXPECT_TRUE(hears_of_enlistment(off).letters.empty());
}

TEST(NewsHome, of_the_end_of_service_takes_the_mark_away)
{
    Alone parent;
    hears_of_enlistment(parent);
    const Deed deed =
        parent.reads(news_home, today, {.from = parent.other(4).id, .payload = service_over});
    EXPECT_FALSE(deed.children[0].note & known_to_serve);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
}

TEST(NewsHome, finds_nobody_who_goes_from_station_to_station)
{
    Alone parent;
    parent.life().career.stage = Stage::seeking;
    const Deed deed = hears_of_enlistment(parent);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_FALSE(deed.life.career.letters_due);
}

TEST(Lesson, FAMILY_01_makes_membership_the_goal_and_adds_zeal_and_devotion)
{
    const Given given{.numbers = {{"belief.lesson_zeal", 0.1},
                                  {"belief.lesson_devotion", 0.2},
                                  {"belief.family_devotion", 0.05}}};
    Alone recruit{given};
    recruit.life().career.zeal = 10;
    recruit.life().career.devotion = 50;
    const Career of_veteran = recruit.reads(lesson, today, {.payload = 0}).life.career;
    EXPECT_EQ(of_veteran.goal, Goal::party);
    EXPECT_FALSE(of_veteran.party_family);
    EXPECT_EQ(of_veteran.zeal, 20);
    EXPECT_EQ(of_veteran.devotion, 70);
    Alone child_of_member{given};
    child_of_member.life().career.devotion = 50;
    const Deed deed = child_of_member.reads(lesson, today, {.payload = 1});
    const Career& career = deed.life.career;
    EXPECT_EQ(detail_of<OfHundredths>(deed.event().detail).hundredths, 75) << "devotion by now";
    EXPECT_TRUE(career.party_family);
    EXPECT_EQ(career.devotion, 75) << "BELIEF-01";
}

TEST(LetterHome, ARMY_07_is_written_at_its_rate_and_not_where_it_is_off)
{
    Alone parent{{.numbers = {{"army.letters", 3.5}}}};
    EXPECT_DOUBLE_EQ(parent.rate(letter_home, today), 3.5);
    Alone off{{.off = {"ARMY-07"}}};
    EXPECT_EQ(off.rate(letter_home, today), 0);
}

TEST(LetterHome, goes_to_each_living_child_who_serves)
{
    Alone parent;
    parent.life().career.letters_due = true;
    for (const std::uint32_t number : {3, 4, 5, 6}) parent.child(number, 1960);
    const auto children = parent.place_state().kin.list(parent.life().children);
    for (const std::size_t serves : {1, 2, 3}) children[serves].note |= known_to_serve;
    children[3].note |= known_dead;
    const Deed deed = parent.does(letter_home, today);
    EXPECT_EQ(deed.count(heartened), 2u);
    EXPECT_EQ(deed.letters_to(parent.other(4).id).size(), 1u);
    EXPECT_EQ(deed.letters_to(parent.other(5).id).size(), 1u);
    EXPECT_TRUE(deed.life.career.letters_due);
    EXPECT_EQ(deed.event().with, parent.other(5).id) << "the journal tells of the last";
    EXPECT_EQ(deed.event().detail, 0) << "of a child's birth a parent's record has but the year";
}

TEST(LetterHome, is_no_longer_written_when_all_are_home)
{
    Alone parent;
    parent.life().career.letters_due = true;
    parent.child(3, 1960);
    const Deed deed = parent.does(letter_home, today);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_FALSE(deed.life.career.letters_due);
}

TEST(LetterHome, is_not_written_when_the_longest_service_must_be_over)
{
    const Given given{.numbers = {{"army.enlist_age", 17},
                                  {"army.service_years/M", 10},
                                  {"army.service_years/F", 7},
                                  {"army.short_service", 3}}};
    for (const int born : {1952, 1951}) {
        Alone parent{given};
        parent.life().career.letters_due = true;
        parent.child(3, born);
        parent.place_state().kin.list(parent.life().children)[0].note |= known_to_serve;
        const Deed deed = parent.does(letter_home, today);
        const bool may_serve = born + 17 + 1 + 10 >= 1980;
        EXPECT_EQ(deed.count(heartened), may_serve ? 1u : 0u);
        EXPECT_EQ((deed.children[0].note & known_to_serve) != 0, may_serve);
        EXPECT_EQ(deed.life.career.letters_due, may_serve);
    }
}

TEST(Heartened, is_nobody_who_is_on_the_way_home)
{
    Alone one{{.numbers = {{"army.letter_zeal", 0.1}}}};
    one.life().career.stage = Stage::soldier;
    one.life().career.service = Service::discharged;
    EXPECT_TRUE(one.reads(heartened, today, {.from = one.other(1).id}).is_quiet());
}

TEST(Heartened, ARMY_07_adds_zeal_to_a_soldier_and_to_nobody_else)
{
    for (const Stage stage : {Stage::soldier, Stage::worker}) {
        Alone one{{.numbers = {{"army.letter_zeal", 0.1}}}};
        one.life().career.stage = stage;
        one.life().career.service = Service::soldier;
        one.life().career.zeal = 95;
        const Deed deed = one.reads(heartened, today, {.from = one.other(1).id});
        EXPECT_EQ(deed.life.career.zeal, stage == Stage::soldier ? 100 : 95);
        EXPECT_EQ(deed.is_quiet(), stage != Stage::soldier);
        if (stage == Stage::soldier) {
            EXPECT_EQ(detail_of<OfHundredths>(deed.event().detail).hundredths, 100);
        }
        EXPECT_TRUE(deed.carries_on);
    }
}

TEST(Homecoming, ARMY_08_waits_for_work_and_asks_to_be_taken_in_at_home)
{
    Alone one{{.numbers = {{"labour.formalities", 30}}}};
    one.life().household = no_household;
    one.life().mother = one.other(1);
    one.life().father = one.other(2);
    const PlaceId front = one.place_named("front-west");
    const Deed deed = one.reads(homecoming, today, {.payload = 64, .from_place = front});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, front);
    EXPECT_EQ(homecoming.beside.record->leads(deed.event().detail), Turn::comes_home);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 30);
    EXPECT_EQ(deed.letter_of(household::take_in).to, one.other(1).id);
    EXPECT_EQ(deed.letter_of(household::take_in).about.id, one.other(0).id);
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 64u);
}

TEST(Homecoming, of_somebody_who_took_college_begins_to_study)
{
    Alone one{{.numbers = {{"schooling.college_years", 4}}}};
    one.life().school = School::student;
    const Deed deed = one.reads(homecoming, today, {.payload = 64});
    EXPECT_EQ(deed.life.career.stage, Stage::student);
    EXPECT_EQ(deed.life.career.stage_until, today + 1460);
}

TEST(NewsHome, FAMILY_05_reaches_no_parent_across_the_river)
{
    for (const Stage stage : {Stage::abroad, Stage::custody, Stage::journey, Stage::south}) {
        Alone parent;
        parent.life().career.stage = stage;
        const Deed deed = hears_of_enlistment(parent);
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_FALSE(deed.life.career.letters_due);
        Alone told{{.off = {"FAMILY-05"}}};
        told.life().career.stage = stage;
        EXPECT_FALSE(hears_of_enlistment(told).is_quiet());
    }
}

TEST(Heartened, reaches_nobody_who_is_on_the_way_home)
{
    Alone one;
    one.life().career.stage = Stage::soldier;
    one.life().career.service = Service::discharged;
    EXPECT_TRUE(one.reads(heartened, today, {.from = one.other(1).id}).is_quiet());
}

TEST(NewsHome, FAMILY_05_of_the_end_of_service_counts_for_whoever_was_across_the_river)
{
    Alone parent;
    hears_of_enlistment(parent);
    parent.life().career.stage = Stage::custody;
    const Deed deed =
        parent.reads(news_home, today, {.from = parent.other(4).id, .payload = service_over});
    EXPECT_FALSE(deed.children[0].note & known_to_serve) << "no letters to the front for ever";
    EXPECT_TRUE(deed.is_quiet());
}

} // namespace
} // namespace counterlife::model::army
