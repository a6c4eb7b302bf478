// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How a marriage ends, and who is told.

#include "model/household/household.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::marriage {
namespace {

constexpr Day today = engine::day_of(1980, 6, 1);

/// Somebody in the second marriage, with number 1.
void marry(Alone& one, Sex sex)
{
    one.life().sex = sex;
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1, one.place_named("onsong"));
    one.life().marriages = 2;
    one.life().since = today - 900;
    one.life().career.left_behind = true;
}

TEST(Divorce, MARRIAGE_05_is_rarer_the_more_a_wife_looks_up_to_her_husband)
{
    Alone one{{.numbers = {{"marriage.divorce", 0.02}, {"marriage.divorce_without_regard", 3}}}};
    marry(one, Sex::female);
    one.life().career.husband = 0;
    EXPECT_DOUBLE_EQ((one.rate(divorce, today)), 0.06);
    one.life().career.husband = 50;
    EXPECT_DOUBLE_EQ((one.rate(divorce, today)), 0.05);
    one.life().career.husband = 100;
    EXPECT_DOUBLE_EQ((one.rate(divorce, today)), 0.04);
    one.life().career.dispersed = true;
    EXPECT_EQ(one.rate(divorce, today), 0) << "on no register";
}

TEST(Divorce, concerns_wives_at_home)
{
    Alone one;
    marry(one, Sex::female);
    EXPECT_TRUE(one.meets(divorce));
    one.life().sex = Sex::male;
    EXPECT_FALSE(one.meets(divorce));
    one.life().sex = Sex::female;
    one.life().marital = Marital::widowed;
    EXPECT_FALSE(one.meets(divorce));
    one.life().marital = Marital::married;
    one.life().career.stage = Stage::abroad;
    EXPECT_FALSE(one.meets(divorce));
}

TEST(Divorce, is_told_to_the_husband_and_leads_to_a_parent_who_lives)
{
    struct Case {
        bool mother, father;
    };
    for (const Case& alive : {Case{true, true}, Case{false, true}, Case{false, false}}) {
        Alone one;
        marry(one, Sex::female);
        one.life().mother = one.other(2);
        one.life().father = one.other(3);
        if (!alive.mother) one.life().mother.note |= known_dead;
        if (!alive.father) one.life().father.note |= known_dead;
        const HouseholdId before = one.life().household;
        const Deed deed = one.does(divorce, today);
        EXPECT_EQ(deed.life.marital, Marital::divorced);
        EXPECT_EQ(deed.life.since, today);
        EXPECT_FALSE(deed.life.career.left_behind);
        EXPECT_EQ(one.place_state().tally.divorces, 1);
        EXPECT_EQ(detail_of<DivorceDetail>(deed.event().detail).marriage, 2);
        EXPECT_EQ(deed.event().with, one.other(1).id);
        EXPECT_EQ(deed.letter_of(divorced).to, one.other(1).id);
        const bool to_kin = alive.mother || alive.father;
        EXPECT_EQ(deed.count(household::take_in), to_kin ? 1u : 0u);
        EXPECT_EQ(deed.life.household == before, to_kin);
        EXPECT_EQ(deed.life.own_home, !to_kin);
        if (!to_kin) continue;
        const Letter asked = deed.letter_of(household::take_in);
        EXPECT_EQ(asked.to, one.other(alive.mother ? 2 : 3).id);
        EXPECT_EQ(asked.about.id, one.other(0).id);
        EXPECT_EQ(asked.payload, 1u) << "who is turned away needs a home";
    }
}

TEST(Divorced, makes_a_divorced_man_of_a_husband)
{
    Alone one;
    marry(one, Sex::male);
    one.life().career.lost_family = true;
    const Deed deed = one.reads(divorced, today, {.from = one.other(1).id});
    EXPECT_EQ(deed.life.marital, Marital::divorced);
    EXPECT_EQ(deed.life.since, today);
    EXPECT_FALSE(deed.life.career.left_behind);
    EXPECT_FALSE(deed.life.career.lost_family);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(detail_of<MarriageDetail>(deed.event().detail).marriage, 2);
    EXPECT_FALSE(deed.carries_on) << "he may look again";
}

TEST(Divorced, means_nothing_from_a_former_wife_or_to_a_widower)
{
    Alone other;
    marry(other, Sex::male);
    const Deed stranger = other.reads(divorced, today, {.from = other.other(9).id});
    EXPECT_TRUE(stranger.is_quiet());
    EXPECT_EQ(stranger.life.marital, Marital::married);
    Alone widower;
    marry(widower, Sex::male);
    widower.life().marital = Marital::widowed;
    const Deed late = widower.reads(divorced, today, {.from = widower.other(1).id});
    EXPECT_TRUE(late.is_quiet());
    EXPECT_EQ(late.life.marital, Marital::widowed);
}

TEST(Divorced, FAMILY_07_is_heard_later_by_those_whom_no_letter_finds)
{
    const auto hears_if = [](auto change) {
        Alone one;
        marry(one, Sex::male);
        change(one.life().career);
        Letter letter{.from = one.other(1).id};
        letter.from_place = one.place_named("chongjin");
        const Deed deed = one.reads(divorced, today, letter);
        EXPECT_EQ(deed.is_quiet(), deed.life.marital == Marital::married);
        EXPECT_EQ(deed.is_quiet(), deed.exile && deed.exile->parted);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(hears_if([](Career&) {}));
    EXPECT_FALSE(hears_if([](Career& career) { career.stage = Stage::seeking; }));
    EXPECT_FALSE(hears_if([](Career& career) { career.stage = Stage::leaving; }));
    EXPECT_FALSE(hears_if([](Career& career) { career.dispersed = true; }));
}

TEST(Divorced, FAMILY_05_is_not_heard_across_the_river_but_kept_for_the_homecoming)
{
    for (const bool told : {true, false}) {
        Alone one{
            {.off = told ? std::vector<std::string>{} : std::vector<std::string>{"FAMILY-05"}}};
        marry(one, Sex::male);
        one.life().career.stage = Stage::abroad;
        one.exile();
        const Deed deed = one.reads(divorced, today, {.from = one.other(1).id});
        EXPECT_EQ(deed.is_quiet(), told);
        EXPECT_EQ(deed.exile->parted, told);
        EXPECT_EQ(deed.life.marital, told ? Marital::married : Marital::divorced);
    }
    Alone home;
    marry(home, Sex::male);
    home.exile();
    EXPECT_EQ(home.reads(divorced, today, {.from = home.other(1).id}).life.marital,
              Marital::divorced)
        << "who is back hears it";
}

} // namespace
} // namespace counterlife::model::marriage
