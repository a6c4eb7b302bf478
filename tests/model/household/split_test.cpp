// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A young couple, or a single adult, sets up a household.

#include "model/household/household.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::household {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

/// A husband who lives with his parents, wife 1 and a child of one year, number 2.
void with_parents(Alone& one)
{
    one.life().school = School::left_school;
    one.life().career.stage = Stage::worker;
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    one.life().with_parents = true;
    one.child(2, 1979);
}

TEST(Split, has_one_rate_for_all_it_concerns)
{
    Alone one{{.numbers = {{"household.split", 0.25}}}};
    with_parents(one);
    EXPECT_DOUBLE_EQ((one.rate(split, today)), 0.25);
}

TEST(Split, concerns_husbands_at_home_who_live_with_their_parents)
{
    Alone one;
    const auto meets_if = [&](auto change) {
        with_parents(one);
        one.life().sex = Sex::male;
        one.life().career.left_behind = false;
        change(one.life());
        return one.meets(split);
    };
    EXPECT_TRUE(meets_if([](Life&) {}));
    EXPECT_FALSE(meets_if([](Life& life) { life.sex = Sex::female; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.marital = Marital::widowed; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.with_parents = false; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.left_behind = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::abroad; }));
}

TEST(Split, opens_a_household_and_invites_wife_and_children_to_it)
{
    for (const bool urban : {true, false}) {
        Alone one;
        with_parents(one);
        one.life().urban = urban;
        const HouseholdId before = one.life().household;
        const Deed deed = one.does(split, today);
        EXPECT_NE(deed.life.household, before);
        EXPECT_EQ(one.place_state().households[before].members, 0u);
        EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
        EXPECT_TRUE(deed.life.own_home);
        EXPECT_FALSE(deed.life.with_parents);
        EXPECT_EQ(deed.event().with, one.other(1).id);
        EXPECT_EQ(deed.count(come), 2u);
        for (const std::uint32_t each : {1u, 2u}) {
            const auto letters = deed.letters_to(one.other(each).id);
            ASSERT_EQ(letters.size(), 1u) << each;
            EXPECT_EQ(key_of(letters[0].payload),
                      one.place_state().households[deed.life.household].key);
            EXPECT_EQ(is_urban(letters[0].payload), urban);
            EXPECT_EQ(letters[0].about.id, one.other(0).id);
            EXPECT_EQ(letters[0].about.slot, deed.life.household);
            EXPECT_EQ(letters[0].about.place, one.here());
        }
    }
}

TEST(Split, takes_children_along_until_they_are_grown)
{
    Alone one{{.numbers = {{"household.grown_age", 17}}}};
    with_parents(one);
    one.life().spouse.note |= known_dead;
    one.child(3, 1964);
    one.child(4, 1963);
    one.child(5, 1970);
    one.place_state().kin.list(one.life().children)[3].note |= known_dead;
    const Deed deed = one.does(split, today);
    EXPECT_EQ(deed.letters.size(), 2u);
    EXPECT_EQ(deed.letters_to(one.other(2).id).size(), 1u);
    EXPECT_EQ(deed.letters_to(one.other(3).id).size(), 1u) << "sixteen in that year";
}

TEST(LeaveHome, begins_at_an_age)
{
    Alone one{{.numbers = {{"household.leave_home", 0.25}, {"household.leave_home_age", 20}}}};
    one.life().born = day_of(1960, 6, 2);
    EXPECT_EQ(one.rate(leave_home, today), 0);
    EXPECT_EQ(one.ceiling(leave_home, today).rate, never);
    EXPECT_LE(one.ceiling(leave_home, today).until, today + 2);
    one.life().born = day_of(1960, 6, 1);
    EXPECT_DOUBLE_EQ((one.rate(leave_home, today)), 0.25);
}

TEST(LeaveHome, concerns_single_adults_who_are_free_and_look_for_nobody)
{
    Alone one;
    const auto meets_if = [&](auto change) {
        Life& life = one.life();
        life.school = School::left_school;
        life.career.stage = Stage::worker;
        life.career.bound = life.own_home = life.searching = life.betrothed = false;
        life.marital = Marital::never_married;
        change(life);
        return one.meets(leave_home);
    };
    EXPECT_TRUE(meets_if([](Life&) {}));
    EXPECT_FALSE(meets_if([](Life& life) { life.school = School::pupil; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.marital = Marital::widowed; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.searching = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.betrothed = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.own_home = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.bound = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::soldier; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::child; }));
}

TEST(LeaveHome, is_into_a_household_of_ones_own)
{
    Alone one;
    const HouseholdId before = one.life().household;
    const Deed deed = one.does(leave_home, today);
    EXPECT_NE(deed.life.household, before);
    EXPECT_TRUE(deed.life.own_home);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_FALSE(deed.is_quiet());
}

} // namespace
} // namespace counterlife::model::household
