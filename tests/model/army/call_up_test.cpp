// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is called up, who can follow the call, and how the unit takes a recruit in.

#include "model/army/army.h"
#include "model/army/call_up.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::army {
namespace {

using engine::day_of;

constexpr Day called = day_of(1980, 4, 1);

/// Everybody of age is called.
Given all_called(Given given = {})
{
    given.numbers.insert(given.numbers.begin(),
                         {{"army.call_up_share", 1}, {"army.enlist_age", 17}});
    return given;
}

/// A birthday on which somebody is so many years old on the day, or one day short of it.
Day born_for(int years, Days days_short = 0)
{
    return engine::birthday(called, -years) + days_short;
}

void enrol(Alone& office, std::uint32_t number, Day born, Sex sex = Sex::male)
{
    office.place_state().recruits.push_back(
        {.who = office.other(number), .born = born, .sex = sex});
}

TEST(CallUp, is_held_on_the_first_of_its_month)
{
    Alone office{{.numbers = {{"army.call_up_month", 4}}}};
    EXPECT_EQ(office.next(call_up, day_of(1980, 1, 1)), called);
    EXPECT_EQ(office.next(call_up, called), called);
    EXPECT_EQ(office.next(call_up, called + 1), day_of(1981, 4, 1));
}

TEST(CallUp, ARMY_01_calls_those_who_are_seventeen_and_nobody_younger)
{
    Alone office{all_called()};
    enrol(office, 7, born_for(17));
    enrol(office, 8, born_for(17, 1));
    const Deed deed = office.carries_out(call_up, called);
    EXPECT_EQ(deed.letter_of(enlistment).to, office.other(7).id);
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 1);
    ASSERT_EQ(office.place_state().recruits.size(), 1u) << "the younger one waits for another year";
    EXPECT_EQ(office.place_state().recruits[0].who.id, office.other(8).id);
}

TEST(CallUp, passes_over_for_good_those_who_are_too_old)
{
    Alone office{all_called()};
    enrol(office, 7, born_for(18));
    const Deed deed = office.carries_out(call_up, called);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(office.place_state().recruits.empty());
}

TEST(CallUp, ARMY_01_off_calls_a_year_later)
{
    Alone office{all_called({.off = {"ARMY-01"}})};
    enrol(office, 7, born_for(17));
    enrol(office, 8, born_for(18));
    EXPECT_EQ(office.carries_out(call_up, called).letter_of(enlistment).to, office.other(8).id);
}

TEST(CallUp, ARMY_03_calls_the_share_of_each_sex_by_a_lot_of_their_own)
{
    const Given given{.numbers = {{"army.call_up_share/M", 0.5},
                                  {"army.call_up_share/F", 0.25},
                                  {"army.enlist_age", 17}}};
    Alone office{given};
    std::set<LifeId> expected;
    for (std::uint32_t number = 1; number <= 80; ++number) {
        const Sex sex = number % 2 ? Sex::male : Sex::female;
        enrol(office, number, born_for(17), sex);
        const LifeId id = office.other(number).id;
        if (office.uniform(call_up, 0, id) < (sex == Sex::male ? 0.5 : 0.25)) expected.insert(id);
    }
    std::set<LifeId> sent;
    for (const Letter& letter : office.carries_out(call_up, called).letters_of(enlistment))
        sent.insert(letter.to);
    EXPECT_EQ(sent, expected);
}

TEST(CallUp, ARMY_03_off_calls_no_women_and_fewer_where_membership_opens_nothing)
{
    const auto women = [](Given given) {
        Alone office{all_called(std::move(given))};
        for (std::uint32_t number = 1; number <= 40; ++number)
            enrol(office, number, born_for(17), Sex::female);
        return office.carries_out(call_up, called).letters.size();
    };
    EXPECT_EQ(women({}), 40u);
    EXPECT_EQ(women({.off = {"ARMY-03"}}), 0u);
    EXPECT_EQ(women({.numbers = {{"army.women_without", 0}}, .off = {"PARTY-13"}}), 40u);
    EXPECT_EQ(women({.numbers = {{"army.women_without", 0}}, .off = {"PARTY-13", "PARTY-14"}}), 0u);
}

TEST(CallUp, BEYOND_13_names_a_sector_on_the_rivers_for_some)
{
    Given given = all_called();
    given.numbers.emplace_back("army.river_guards", 0.25);
    const auto guards = [](const Given& asked) {
        Alone office{asked};
        for (std::uint32_t number = 1; number <= 400; ++number) enrol(office, number, born_for(17));
        const auto& on_rivers = office.numbers().map.river_guards;
        int there = 0;
        for (const Letter& letter : office.carries_out(call_up, called).letters_of(enlistment))
            there += static_cast<int>(
                std::ranges::count(on_rivers, said_in<Summons>(letter.payload).sector));
        return there;
    };
    EXPECT_NEAR(guards(given), 100, 35);
    given.off = {"BEYOND-13"};
    EXPECT_EQ(guards(given), 0);
}

TEST(CallUp, names_a_sector_at_the_front_and_a_unit)
{
    Given given = all_called();
    given.numbers.emplace_back("army.river_guards", 0);
    Alone office{given};
    for (std::uint32_t number = 1; number <= 200; ++number) enrol(office, number, born_for(17));
    std::set<PlaceId> sectors;
    std::set<std::uint8_t> units;
    for (const Letter& letter : office.carries_out(call_up, called).letters_of(enlistment)) {
        const auto summons = said_in<Summons>(letter.payload);
        sectors.insert(summons.sector);
        units.insert(summons.unit);
    }
    const auto& front = office.numbers().map.army_sectors;
    EXPECT_EQ(sectors, (std::set<PlaceId>{front.begin(), front.end()}));
    EXPECT_EQ(units.size(), Garrison::units);
    EXPECT_EQ(*units.rbegin(), Garrison::units - 1u);
}

/// Somebody who waits for work at home.
Deed hears_the_call(Alone& one, Stage stage = Stage::waiting)
{
    one.life().career.stage = stage;
    const Summons summons{.unit = 5, .sector = one.place_named("front-west")};
    return one.reads(enlistment, called + 1, {.payload = payload_of(summons)});
}

TEST(Enlistment, sets_out_for_the_sector_and_tells_the_father)
{
    Alone one;
    one.life().father = one.other(1);
    one.life().mother = one.other(2);
    const HouseholdId house = one.life().household;
    const Deed deed = hears_the_call(one);
    EXPECT_EQ(deed.left_for, one.place_named("front-west"));
    EXPECT_EQ(deed.arrival, &reporting);
    EXPECT_EQ(deed.arrival_payload, 5u);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, one.place_named("front-west"));
    EXPECT_EQ(enlistment.beside.record->leads(deed.event().detail), Turn::serves);
    EXPECT_EQ(deed.letter_of(news_home).to, one.other(1).id);
    EXPECT_EQ(deed.letter_of(news_home).payload, one.place_named("front-west"));
    EXPECT_EQ(deed.life.career.stage, Stage::soldier);
    EXPECT_EQ(deed.life.career.home, one.here());
    EXPECT_EQ(one.place_state().households[house].members, 0u);
}

TEST(Enlistment, is_for_those_at_home_who_are_neither_married_nor_parents)
{
    for (const Stage stage : {Stage::worker, Stage::waiting, Stage::idle, Stage::at_home}) {
        Alone one;
        EXPECT_NE(hears_the_call(one, stage).left_for, engine::nowhere);
    }
    for (const Stage stage : {Stage::student, Stage::ward, Stage::detained, Stage::abroad}) {
        Alone one;
        EXPECT_EQ(hears_the_call(one, stage).left_for, engine::nowhere);
    }
    Alone married;
    married.life().marital = Marital::married;
    EXPECT_TRUE(hears_the_call(married).is_quiet());
    Alone betrothed;
    betrothed.life().betrothed = true;
    EXPECT_TRUE(hears_the_call(betrothed).is_quiet());
    Alone father;
    father.child(1, 1979);
    EXPECT_TRUE(hears_the_call(father).is_quiet());
    Alone on_the_road;
    on_the_road.life().household = no_household;
    EXPECT_TRUE(hears_the_call(on_the_road).is_quiet());
}

TEST(Reporting, ARMY_04_enters_the_recruit_in_the_roll_of_the_unit)
{
    for (const Sex sex : {Sex::male, Sex::female}) {
        Alone recruit{{.place = "front-west"}};
        recruit.life().sex = sex;
        recruit.life().career.stage = Stage::soldier;
        const Deed deed = recruit.reads(reporting, called + 4, {.payload = 5});
        EXPECT_EQ(deed.life.career.enlisted, called + 4);
        EXPECT_EQ(deed.life.career.service, Service::soldier);
        EXPECT_EQ(deed.life.career.unit, 5);
        EXPECT_EQ(detail_of<ReportingDetail>(deed.event().detail).unit, 5);
        EXPECT_EQ(reporting.beside.record->leads(deed.event().detail), Turn::serves);
        ASSERT_EQ(recruit.place_state().garrison.unit[5].roll.size(), 1u);
        const SoldierEntry& entry = recruit.place_state().garrison.unit[5].roll[0];
        EXPECT_EQ(entry.who.id, recruit.other(0).id);
        EXPECT_EQ(entry.sex, sex);
        EXPECT_EQ(entry.due, recruit.due(discharge)) << "the roll and the soldier go by one day";
        EXPECT_FALSE(entry.member);
    }
}

} // namespace
} // namespace counterlife::model::army
