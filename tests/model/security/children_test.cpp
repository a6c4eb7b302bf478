// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What becomes of a child who is taken at the river, or handed over.

#include "model/family/family.h"
#include "model/food/food.h"
#include "model/offices.h"
#include "model/security/custody.h"
#include "model/security/interrogation.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::security {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

/// Somebody of that age from Hoeryong, across the river, who is handed over in Onsong.
Deed is_handed_over(Alone& one, int years, Days more = {})
{
    Life& life = one.life();
    life.born = engine::birthday(today, -years) - more;
    life.household = no_household;
    life.school = years < 7 ? School::none : years < 17 ? School::pupil : School::left_school;
    life.career.stage = Stage::custody;
    Exile& exile = one.exile();
    exile.phase = Phase::handover;
    exile.home = one.place_named("hoeryong");
    exile.house = 4;
    exile.crossings = 1;
    exile.alone = false;
    return one.reads(handed_over, today, {.from_place = one.place_named("longjing")});
}
Given in_onsong()
{
    return {.place = "onsong", .numbers = {{"penal.child_age", 14}, {"penal.child_days", 20}}};
}

TEST(ChildInCustody, is_not_asked_to_confess)
{
    for (const int years : {0, 1, 5, 13, 14, 30}) {
        Alone one{in_onsong()};
        const Deed deed = is_handed_over(one, years);
        one.life() = deed.life;
        one.exile() = *deed.exile;
        const bool child = years < 14;
        EXPECT_EQ(deed.exile->phase, child ? Phase::kept : Phase::agency) << years;
        EXPECT_EQ(one.rate(confession, today) == 0, child) << years;
        EXPECT_EQ(one.due(custody_step), no_day) << years;
        EXPECT_EQ(one.due(child_released), child ? today + 20 : no_day) << years;
    }
}

TEST(ChildInCustody, is_one_until_the_birthday)
{
    Alone one{in_onsong()};
    one.life().born = day_of(1986, 6, 2);
    EXPECT_TRUE(is_child(one.numbers(), one.life(), today));
    one.life().born = day_of(1986, 5, 30);
    EXPECT_FALSE(is_child(one.numbers(), one.life(), today));
}

TEST(ChildReleased, swears_nothing_and_bears_no_label)
{
    Alone one{in_onsong()};
    const Deed taken = is_handed_over(one, 9);
    one.life() = taken.life;
    one.exile() = *taken.exile;
    const Deed deed = one.does(child_released, today + 20);
    EXPECT_FALSE(deed.exile->oath);
    EXPECT_EQ(deed.exile->punished, 0);
    EXPECT_EQ(deed.exile->harm, 0);
    const Career& career = deed.life.career;
    EXPECT_FALSE(career.traitor || career.watched || career.shunned);
    EXPECT_EQ(career.regard, Career{}.regard);
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{20});
    EXPECT_EQ(deed.left_for, one.place_named("hoeryong"));
    EXPECT_EQ(deed.arrival, &family::homecoming);
}

TEST(ChildReleased, is_a_pupil_again_and_waits_for_no_place_at_work)
{
    for (const int years : {0, 9, 13}) {
        Alone one{in_onsong()};
        const Deed taken = is_handed_over(one, years);
        one.life() = taken.life;
        one.exile() = *taken.exile;
        EXPECT_EQ(one.does(child_released, today + 20).life.career.stage, Stage::child);
    }
}

TEST(Visit, SECURITY_02_is_not_to_a_child)
{
    Alone one{{.numbers = {{"penal.child_age", 14}, {"penal.believed", 0}}}};
    one.life().born = day_of(1990);
    one.life().career.stage = Stage::child;
    one.exile().crossings = 1;
    const Deed deed = one.reads(visit, today, {.from = office_at(one.here(), agency_office)});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.life.career.stage, Stage::child);
}

/// A child comes home to the house that was left; somebody lives in it, or nobody does.
Deed comes_home(Alone& one, bool somebody)
{
    Life& life = one.life();
    life.born = day_of(1992);
    life.school = School::pupil;
    life.career.stage = Stage::child;
    one.place_state().leave(life.household, engine::no_day);
    life.household = no_household;
    Exile& exile = one.exile();
    exile.home = one.here();
    exile.house = 4;
    exile.crossings = 1;
    exile.alone = false;
    if (somebody) one.place_state().enter(one.place_state().household_of(4), engine::no_day);
    return one.reads(family::homecoming, today);
}

TEST(ChildComesHome, to_kin_where_somebody_lives_in_the_house)
{
    Alone one;
    const Deed deed = comes_home(one, true);
    EXPECT_EQ(deed.count(food::taken_in), 0u);
    EXPECT_EQ(deed.life.career.stage, Stage::child);
    EXPECT_EQ(deed.life.career.stage_until, no_day) << "nobody of school age is placed in work";
}

TEST(ChildComesHome, to_nobody_and_is_taken_into_a_camp)
{
    Alone one{{.numbers = {{"food.camp_months", 6}}}};
    const Deed home = comes_home(one, false);
    ASSERT_EQ(home.count(food::taken_in), 1u);
    one.life() = home.life;
    const Deed deed = one.reads(food::taken_in, today + 1);
    EXPECT_EQ(deed.life.career.stage, Stage::camp);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(deed.life.career.home, one.here());
    ASSERT_EQ(one.place_state().camp_book.size(), 1u);
    EXPECT_EQ(one.place_state().camp_book[0].who.id, one.self().id);
    EXPECT_EQ(one.place_state().camp_children, 1);
}

TEST(ChildComesHome, and_stays_where_somebody_has_come_in_the_meantime)
{
    Alone one;
    const Deed home = comes_home(one, false);
    one.life() = home.life;
    one.place_state().enter(one.life().household, today);
    const Deed deed = one.reads(food::taken_in, today + 1);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.life.career.stage, Stage::child);
}

// Which of two has the first turn of a day is no matter of their lives.
TEST(ChildComesHome, and_is_taken_all_the_same_where_somebody_else_comes_that_day)
{
    Alone one;
    const Deed home = comes_home(one, false);
    one.life() = home.life;
    one.place_state().enter(one.life().household, today + 1);
    EXPECT_EQ(one.reads(food::taken_in, today + 1).life.career.stage, Stage::camp);
}

TEST(ChildComesHome, when_a_parent_who_took_it_along_asks_for_it)
{
    for (const bool alone : {false, true}) {
        Alone one;
        one.life().career.stage = Stage::waiting;
        Exile& exile = one.exile();
        exile.home = one.here();
        exile.house = 4;
        exile.alone = alone;
        const Address child = one.child(1, 1992);
        EXPECT_EQ(one.reads(family::homecoming, today).letters_to(child.id).size(),
                  alone ? 0u : 1u);
    }
}

} // namespace
} // namespace counterlife::model::security
