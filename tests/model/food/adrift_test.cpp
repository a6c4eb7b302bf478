// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Children who leave home in hunger, where they turn up, and what ends their time there.

#include "model/food/adrift.h"
#include "model/food/food.h"
#include "model/household/household.h"
#include "model/places/map.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace counterlife::model::food {
namespace {

using engine::day_of;

constexpr Day today = day_of(1997, 6, 1);

Given wild(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"food.adrift", 2},
                                                 {"food.adrift_uncared", 4},
                                                 {"food.adrift_age/from", 5},
                                                 {"food.adrift_age/until", 16},
                                                 {"food.gathered", 3},
                                                 {"food.camp_months", 9},
                                                 {"food.relief/power", 0},
                                                 {"food.shortfall", 1},
                                                 {"food.place_luck/least", 1},
                                                 {"household.grown_age", 17},
                                                 {"schooling.start_age", 6},
                                                 {"schooling.term_start_month", 9}});
    return given;
}

/// So that this is the first day at that age.
void turn(Life& life, int age, Day on)
{
    life.born = engine::birthday(on, -age);
}

/// A pupil of ten with mother 1 and father 2, in a town where half of the need is lacking; on the
/// land it is a quarter.
void be_ten(Alone& one)
{
    Life& life = one.life();
    turn(life, 10, today);
    life.urban = true;
    life.school = School::pupil;
    life.mother = one.other(1);
    life.father = one.other(2);
    one.place_state().rations = {
        .short_in_town = 0.5F, .short_on_land = 0.25F, .short_in_mines = 1};
}

/// The same child on the street, or in a camp, of a county.
void be_away(Alone& one, Stage stage, PlaceId home)
{
    be_ten(one);
    Career& career = one.life().career;
    career.stage = stage;
    career.stage_until = today;
    career.home = home;
    one.place_state().leave(one.life().household, engine::no_day);
    one.life().household = no_household;
    if (stage == Stage::camp) one.place_state().camp_children = 3;
}

TEST(Adrift, is_not_of_the_day_on_which_a_child_has_come_home)
{
    Alone one{wild()};
    be_ten(one);
    one.exile().came_home = today;
    EXPECT_EQ(one.rate(adrift, today), 0);
    EXPECT_DOUBLE_EQ(one.rate(adrift, today + 1), 0.5);
}

TEST(Adrift, FOOD_06_follows_the_square_of_hunger)
{
    Alone one{wild()};
    be_ten(one);
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 0.5);
    one.life().urban = false;
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 0.125);
    one.place_state().rations.short_on_land = 0;
    EXPECT_EQ(one.rate(adrift, today), 0);
    Alone off{wild({.off = {"FOOD-06"}})};
    be_ten(off);
    EXPECT_EQ(off.rate(adrift, today), 0);
}

TEST(Adrift, FOOD_06_is_likeliest_without_a_mother)
{
    Alone one{wild()};
    be_ten(one);
    one.life().father = {};
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 0.5) << "a mother is enough";
    one.life().father = one.other(2);
    one.life().mother.note = known_dead;
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 2);
    one.life().mother = {};
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 2);
}

TEST(Adrift, begins_and_ends_on_a_birthday)
{
    Alone one{wild()};
    be_ten(one);
    turn(one.life(), 5, today);
    EXPECT_EQ(one.rate(adrift, today - 1), 0);
    EXPECT_DOUBLE_EQ(one.rate(adrift, today), 0.5);
    turn(one.life(), 16, today);
    EXPECT_DOUBLE_EQ(one.rate(adrift, today - 1), 0.5);
    EXPECT_EQ(one.rate(adrift, today), 0);
}

TEST(Adrift, is_looked_for_from_the_first_birthday_on_until_the_last)
{
    Alone one{wild()};
    be_ten(one);
    turn(one.life(), 5, today);
    EXPECT_EQ(one.ceiling(adrift, today - 1).rate, never);
    EXPECT_EQ(one.ceiling(adrift, today - 1).until, today);
    EXPECT_NEAR(one.ceiling(adrift, today).rate.value(), 2, 1e-4);
    one.life().mother.note |= known_dead;
    EXPECT_NEAR(one.ceiling(adrift, today).rate.value(), 2 * 4, 1e-4);
    Alone half{wild({.numbers = {{"food.shortfall", 0.5},
                                 {"food.place_luck/span", 0},
                                 {"food.household_spread", 0},
                                 {"food.stopped_excess", 0}}})};
    be_ten(half);
    EXPECT_NEAR(half.ceiling(adrift, today).rate.value(), 2 * 0.25, 1e-4);
    turn(one.life(), 16, today);
    EXPECT_EQ(one.ceiling(adrift, today).rate, never);
    EXPECT_GT(one.ceiling(adrift, today).until, today + 365);
}

TEST(Adrift, concerns_those_who_are_children_still)
{
    Alone one;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        one.life().career.stage = static_cast<Stage>(stage);
        EXPECT_EQ(one.meets(adrift), one.life().career.stage == Stage::child) << stage;
    }
}

TEST(Adrift, leaves_home_until_old_enough_for_work)
{
    Alone one{wild()};
    be_ten(one);
    one.place_state().enter(one.life().household, engine::no_day); // Somebody stays.
    const Life before = one.life();
    const Deed deed = one.does(adrift, today);
    EXPECT_EQ(detail_of<AdriftDetail>(deed.event().detail).years, 10);
    EXPECT_TRUE(deed.letters.empty());
    const Career& career = deed.life.career;
    EXPECT_EQ(career.stage, Stage::adrift);
    EXPECT_EQ(career.stage_since, today);
    EXPECT_EQ(career.stage_until, day_of_age(before, 17));
    EXPECT_EQ(career.home, one.here());
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(deed.life.school_years, 3) << "of full years, since September 1993";
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"household", "school_years", "career.stage_since", "career.stage_until",
                      "career.home", "career.stage"}));
    EXPECT_EQ(one.place_state().tally.adrift, 1);
    EXPECT_EQ(one.place_state().households[before.household].members, 1u);
}

TEST(Adrift, keeps_the_years_at_school_of_one_who_is_no_pupil)
{
    Alone one{wild()};
    be_ten(one);
    one.life().school = School::left_school;
    one.life().school_years = 2;
    EXPECT_EQ(one.does(adrift, today).life.school_years, 2);
}

/// The station that the lot of a child, or a trader, names on a day.
PlaceId named_by_lot(Alone& one, const Rule& rule, Day day)
{
    const auto& stations = one.numbers().map.stations;
    const double lot = one.uniform(rule, static_cast<std::uint32_t>(day.count()));
    return stations[static_cast<std::size_t>(lot * static_cast<double>(stations.size()))];
}

TEST(Adrift, makes_for_a_station_by_a_lot_of_its_own_each_day)
{
    std::set<PlaceId> seen;
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5}) {
        Alone one{wild({.place = "musan"})};
        be_ten(one);
        const PlaceId station_named = named_by_lot(one, adrift, day);
        const Deed deed = one.does(adrift, day);
        EXPECT_EQ(deed.left_for, station_named);
        EXPECT_EQ(deed.arrival, &station);
        EXPECT_EQ(deed.arrival_payload, 0u);
        seen.insert(deed.left_for);
    }
    EXPECT_GT(seen.size(), 2u);
}

TEST(Adrift, stays_in_the_county_where_the_lot_names_its_own_station)
{
    const auto lot_names_home = [](Alone& one, Day day) {
        return named_by_lot(one, adrift, day) == one.here();
    };
    Day day = today;
    for (Alone one{wild()}; !lot_names_home(one, day);) ++day;
    Alone one{wild()};
    be_ten(one);
    const Deed deed = one.does(adrift, day);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.arrival, nullptr);
    EXPECT_EQ(deed.life.career.stage, Stage::adrift);
    EXPECT_EQ(deed.life.career.home, one.here());
}

TEST(Station, is_told_with_where_the_child_comes_from_and_changes_nothing)
{
    Alone one;
    be_away(one, Stage::adrift, one.place_named("musan"));
    const Life before = one.life();
    const Deed deed = one.reads(station, today, {.from_place = one.place_named("musan")});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, one.place_named("musan"));
    EXPECT_EQ(changes(before, deed.life), Fields{});
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(Gathering, FOOD_06_begins_on_the_27th_of_September_1995)
{
    constexpr Day first = day_of(1995, 9, 27);
    Alone one; // The day is in the data, where a scenario may change it.
    be_away(one, Stage::adrift, one.here());
    EXPECT_EQ(one.rate(gathering, first - 1), 0);
    EXPECT_GT(one.rate(gathering, first), 0);
}

TEST(Gathering, has_one_rate_for_all_children_adrift_and_them_alone)
{
    Alone one{wild()};
    be_away(one, Stage::adrift, one.here());
    for (const int age : {5, 10, 16}) {
        turn(one.life(), age, today);
        EXPECT_DOUBLE_EQ(one.rate(gathering, today), 3);
    }
    one.place_state().rations = {};
    EXPECT_DOUBLE_EQ(one.rate(gathering, today), 3) << "fed or not";
    for (std::size_t stage = 0; stage < stages; ++stage) {
        one.life().career.stage = static_cast<Stage>(stage);
        EXPECT_EQ(one.meets(gathering), one.life().career.stage == Stage::adrift) << stage;
    }
}

TEST(Gathering, FOOD_06_enters_the_child_in_the_book_of_the_camp)
{
    Alone one{wild()};
    be_away(one, Stage::adrift, one.place_named("musan"));
    one.life().sex = Sex::female;
    one.life().career.stage_since = today - 100;
    const Life before = one.life();
    const Deed deed = one.does(gathering, today);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 10);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.life.career.stage, Stage::camp);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, today + engine::days_in_months(9));
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.stage"}));
    EXPECT_EQ(one.place_state().camp_children, 1);
    ASSERT_EQ(one.place_state().camp_book.size(), 1u);
    const CampEntry& line = one.place_state().camp_book.front();
    EXPECT_EQ(line.who.id, before.being.id);
    EXPECT_EQ(line.who.place, one.here());
    EXPECT_EQ(line.who.slot, one.self().slot);
    EXPECT_EQ(line.born, before.born);
    EXPECT_EQ(line.entered, today);
    EXPECT_EQ(line.sex, Sex::female);
}

TEST(LeavingCamp, ends_camp_and_street_on_their_day)
{
    Alone one;
    be_away(one, Stage::camp, one.here());
    one.life().career.stage_until = today + 5;
    EXPECT_EQ(one.due(leaving_camp), today + 5);
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const auto which = static_cast<Stage>(stage);
        one.life().career.stage = which;
        EXPECT_EQ(one.meets(leaving_camp), which == Stage::camp || which == Stage::adrift) << stage;
    }
}

TEST(LeavingCamp, strikes_out_the_childs_own_line_and_no_other)
{
    Alone one;
    be_away(one, Stage::camp, one.place_named("musan"));
    for (const Address& child : {one.other(7), one.self(), one.other(8)})
        one.place_state().camp_book.push_back({.who = child});
    one.does(leaving_camp, today);
    const auto& book = one.place_state().camp_book;
    ASSERT_EQ(book.size(), 2u);
    EXPECT_EQ(book[0].who.id, one.other(7).id);
    EXPECT_EQ(book[1].who.id, one.other(8).id);
    EXPECT_EQ(one.place_state().camp_children, 2);
}

TEST(LeavingCamp, counts_nobody_out_of_a_camp_who_was_on_the_street)
{
    Alone one;
    be_away(one, Stage::adrift, one.place_named("musan"));
    one.place_state().camp_children = 3;
    one.does(leaving_camp, today);
    EXPECT_EQ(one.place_state().camp_children, 3);
}

TEST(LeavingCamp, sends_a_child_of_school_age_home_far_away)
{
    for (const School school : {School::none, School::pupil})
        for (const Stage stage : {Stage::camp, Stage::adrift}) {
            Alone one;
            be_away(one, stage, one.place_named("musan"));
            one.life().school = school;
            const Life before = one.life();
            const Deed deed = one.does(leaving_camp, today);
            EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 10);
            EXPECT_EQ(deed.left_for, one.place_named("musan"));
            EXPECT_EQ(deed.arrival, &back);
            EXPECT_EQ(deed.arrival_payload, 0u);
            EXPECT_TRUE(deed.letters.empty()) << "they are asked on arrival";
            EXPECT_EQ(deed.life.career.stage, Stage::child);
            EXPECT_EQ(deed.life.career.stage_until, no_day);
            EXPECT_EQ(changes(before, deed.life),
                      (Fields{"career.stage_since", "career.stage_until", "career.stage"}));
        }
}

TEST(LeavingCamp, has_those_past_school_wait_for_work_until_they_are_of_age)
{
    const Given given{.numbers = {{"labour.first_age", 16}, {"labour.formalities", 20}}};
    for (const School school : {School::left_school, School::student, School::graduate})
        for (const int age : {15, 17}) {
            Alone one{given};
            be_away(one, Stage::camp, one.place_named("musan"));
            one.life().school = school;
            turn(one.life(), age, today);
            const Life before = one.life();
            const Deed deed = one.does(leaving_camp, today);
            EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, age);
            EXPECT_EQ(deed.left_for, one.place_named("musan"));
            EXPECT_EQ(deed.life.career.stage, Stage::waiting);
            EXPECT_EQ(deed.life.career.stage_until,
                      age == 15 ? day_of_age(before, 16) : today + 20);
            Fields changed{"career.stage_since", "career.stage_until", "career.stage"};
            if (school == School::student) changed.insert(changed.begin(), "school");
            EXPECT_EQ(changes(before, deed.life), changed);
            EXPECT_NE(deed.life.school, School::student) << "college is broken off";
        }
}

TEST(LeavingCamp, asks_the_parents_for_a_place_where_home_is_here)
{
    Alone one;
    be_away(one, Stage::camp, one.here());
    const Deed deed = one.does(leaving_camp, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    ASSERT_NE(deed.life.household, no_household);
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    ASSERT_EQ(deed.letters.size(), 1u);
    const Letter asked = deed.letter_of(household::take_in);
    EXPECT_EQ(asked.to, one.other(1).id) << "the mother";
    EXPECT_EQ(asked.about.id, one.life().being.id);
    EXPECT_EQ(asked.day, today + 1);
}

/// Who is asked for a place by one of ten who comes back to a county.
std::vector<LifeId> asked_on_return(bool mother, bool father)
{
    Alone one;
    be_away(one, Stage::child, one.here());
    if (!mother) one.life().mother.note = known_dead;
    if (!father) one.life().father.note = known_dead;
    std::vector<LifeId> asked;
    for (const Letter& letter :
         one.reads(back, today, {.from_place = one.place_named("musan")}).letters)
        asked.push_back(letter.to - engine::first_life_id);
    return asked;
}

TEST(Back, asks_the_mother_or_else_the_father_or_nobody)
{
    EXPECT_EQ(asked_on_return(true, true), std::vector<LifeId>{1});
    EXPECT_EQ(asked_on_return(true, false), std::vector<LifeId>{1});
    EXPECT_EQ(asked_on_return(false, true), std::vector<LifeId>{2});
    EXPECT_EQ(asked_on_return(false, false), std::vector<LifeId>{});
}

TEST(LeavingCamp, waits_until_it_may_work_for_a_child_without_parents)
{
    for (const bool orphan : {false, true}) {
        Alone one{{.numbers = {{"food.adrift_age/until", 16}}}};
        Life& life = one.life();
        life.born = day_of(1990);
        life.career.stage = Stage::camp;
        life.career.stage_since = day_of(1998);
        life.career.stage_until = day_of(1999);
        if (!orphan) life.mother = one.other(1);
        EXPECT_EQ(one.due(leaving_camp), orphan ? day_of_age(life, 16) : day_of(1999));
    }
}

} // namespace
} // namespace counterlife::model::food
