// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The lookout, a party to one's taste, and the way back that nobody goes.

#include "model/family/family.h"
#include "model/south/details.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::south {
namespace {

using engine::day_of;

constexpr Day today = day_of(2012, 6, 1);

TEST(Lookout, SOUTH_09_is_due_some_days_after_settling_for_whoever_was_a_soldier)
{
    Alone one{in_seoul({.numbers = {{"south.lookout_days", 25}}})};
    one.life().career.enlisted = day_of(1985, 4, 1);
    Exile& exile = settled(one, today);
    EXPECT_EQ(one.due(lookout), today + 25);
    exile.looked_back = true;
    EXPECT_EQ(one.due(lookout), no_day) << "once is enough";
    exile.looked_back = false;
    exile.settled = no_day;
    EXPECT_EQ(one.due(lookout), no_day);

    Alone civilian{in_seoul()};
    settled(civilian, today);
    EXPECT_EQ(civilian.due(lookout), no_day);
    Alone off{in_seoul({.off = {"SOUTH-09"}})};
    off.life().career.enlisted = day_of(1985, 4, 1);
    settled(off, today);
    EXPECT_EQ(off.due(lookout), no_day);
}

TEST(Lookout, adds_to_regret_and_never_more_than_all)
{
    for (const int before : {30, 95}) {
        Alone one{in_seoul({.numbers = {{"south.cue", 7}}})};
        settled(one, today).regret = static_cast<std::uint8_t>(before);
        const Deed deed = one.does(lookout, today);
        EXPECT_EQ(deed.exile->regret, before == 30 ? 37 : 100);
        EXPECT_EQ(detail_of<RegretDetail>(deed.event().detail).regret, deed.exile->regret);
        EXPECT_TRUE(deed.exile->looked_back);
    }
}

TEST(PartyChoice, is_due_months_after_settling_but_not_before_school_is_over)
{
    Alone one{in_seoul({.numbers = {{"south.party_choice_days", 180}, {"south.school_age", 19}}})};
    Exile& exile = settled(one, today);
    EXPECT_EQ(one.due(party_choice), today + 180);
    one.life().born = day_of(1997, 6, 1);
    EXPECT_EQ(one.due(party_choice), day_of(2016, 6, 1)) << "at nineteen";
    one.life().born = day_of(1970, 6, 1);
    exile.choice = 2;
    EXPECT_EQ(one.due(party_choice), no_day);
    exile.choice = 0;
    exile.settled = no_day;
    EXPECT_EQ(one.due(party_choice), no_day);
}

TEST(PartyChoice, PARTY_01_SOUTH_07_is_made_only_as_told)
{
    for (const char* claim : {"PARTY-01", "SOUTH-07"}) {
        Alone off{in_seoul({.off = {claim}})};
        settled(off, today);
        EXPECT_EQ(off.due(party_choice), no_day) << claim;
    }
}

int chosen(std::uint32_t number, Day day)
{
    Alone one{in_seoul({.numbers = {{"south.parties", 3}}})};
    one.life().being.id += number;
    settled(one, today);
    const Deed deed = one.does(party_choice, day);
    EXPECT_EQ(detail_of<PartyChoiceDetail>(deed.event().detail).party, deed.exile->choice);
    return deed.exile->choice;
}

TEST(PartyChoice, falls_on_one_of_the_parties_or_on_none_whatever_the_day)
{
    std::set<int> choices;
    for (std::uint32_t number = 0; number < 60; ++number) {
        const int choice = chosen(number, today);
        choices.insert(choice);
        EXPECT_EQ(chosen(number, today + 3), choice);
    }
    EXPECT_EQ(choices, (std::set{1, 2, 3, 4})) << "three parties, and the last number is none";
}

TEST(GoingBack, ROUTE_05_never_happens_as_told)
{
    const Given given = in_seoul({.numbers = {{"south.going_back", 0.25}}});
    Alone told{given};
    settled(told, today);
    EXPECT_EQ(told.rate(going_back, today), 0);

    Given without = given;
    without.off = {"ROUTE-05"};
    Alone one{without};
    Exile& exile = settled(one, today);
    EXPECT_DOUBLE_EQ((one.rate(going_back, today)), 0.25);
    exile.home = engine::nowhere;
    EXPECT_EQ(one.rate(going_back, today), 0) << "who was born beyond the river has no way back";
    exile.home = one.place_named("hoeryong");
    exile.settled = no_day;
    EXPECT_EQ(one.rate(going_back, today), 0) << "nobody goes from the centre";
}

TEST(GoingBack, leads_to_the_county_that_was_left)
{
    Alone one{in_seoul({.off = {"ROUTE-05"}})};
    Exile& exile = settled(one, today - 310);
    exile.occupation = Occupation::factory;
    one.life().school = School::left_school;
    const Deed deed = one.does(going_back, today);
    EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 400) << "since landing";
    EXPECT_EQ(going_back.beside.record->leads(deed.event().detail), Turn::waits);
    EXPECT_EQ(deed.left_for, one.place_named("hoeryong"));
    EXPECT_EQ(deed.arrival, &family::homecoming);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
    EXPECT_EQ(deed.exile->occupation, Occupation::none);
    EXPECT_EQ(deed.exile->arrived, no_day);
    EXPECT_EQ(deed.exile->settled, no_day);
    EXPECT_EQ(deed.exile->returned, today);
}

} // namespace
} // namespace counterlife::model::south
