// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// When women who are with child are delivered, of whom, and who hears of it.

#include "model/household/household.h"
#include "model/person/details.h"
#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::person {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

void make_wife(Alone& one, Day born = day_of(1958, 1, 1))
{
    Life& life = one.life();
    life.sex = Sex::female;
    life.born = born;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.since = day_of(1977, 1, 1);
    life.school = School::left_school;
    life.career.stage = Stage::worker;
    life.conceived = today - 270;
    life.by_husband = true;
}

TEST(Maternity, comes_when_her_time_has_come)
{
    Alone one{{.numbers = {{"birth.term_days", 266}}}};
    make_wife(one);
    one.life().conceived = today;
    one.life().carries_longer = -12;
    EXPECT_EQ(one.due(maternity), today + 254);
    one.life().conceived = no_day;
    EXPECT_EQ(one.due(maternity), no_day);
}

TEST(Maternity, asks_nothing_of_the_day_of_delivery)
{
    Alone one;
    const auto meets_if = [&](auto change) {
        make_wife(one);
        change(one.life());
        return one.meets(maternity) && one.due(maternity) != no_day;
    };
    EXPECT_TRUE(meets_if([](Life&) {}));
    EXPECT_TRUE(meets_if([](Life& life) { life.marital = Marital::widowed; }));
    EXPECT_TRUE(meets_if([](Life& life) { life.career.stage = Stage::detained; }));
    EXPECT_TRUE(meets_if([](Life& life) { life.career.stage = Stage::custody; }));
    EXPECT_TRUE(meets_if([](Life& life) { life.apart = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.sex = Sex::male; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::abroad; }))
        << "china.birth is for those";
}

TEST(Maternity, is_not_of_a_woman_who_is_held_across_the_river)
{
    for (const bool across : {true, false}) {
        Alone one{{.place = across ? "wangqing" : "hoeryong"}};
        make_wife(one);
        one.life().career.stage = Stage::custody;
        EXPECT_EQ(one.due(maternity) == no_day, across);
    }
}

TEST(Maternity, in_custody_leaves_the_child_to_kin)
{
    Alone one{{.numbers = {{"birth.twin_share", 0}}}};
    make_wife(one);
    one.life().career.stage = Stage::custody;
    one.life().household = no_household;
    one.life().mother = one.other(5);
    const Deed deed = one.does(maternity, today);
    ASSERT_EQ(deed.born.size(), 1u);
    EXPECT_NE(deed.born[0].household, no_household);
    const Letter asked = deed.letter_of(household::take_in);
    EXPECT_EQ(asked.to, one.other(1).id) << "its father";
    EXPECT_EQ(asked.about.id, deed.born[0].being.id);

    make_wife(one);
    one.life().by_husband = false;
    const Deed of_another = one.does(maternity, today);
    EXPECT_FALSE(of_another.born[0].father.known());
    EXPECT_EQ(of_another.letter_of(household::take_in).to, one.other(5).id) << "her mother";
}

TEST(Maternity, of_a_widow_is_of_her_late_husbands_child)
{
    Alone one{{.numbers = {{"birth.twin_share", 0}}}};
    make_wife(one);
    one.life().marital = Marital::widowed;
    one.life().spouse.note |= known_dead;
    const Deed deed = one.does(maternity, today);
    EXPECT_EQ(deed.born[0].father.id, one.other(1).id);
    EXPECT_FALSE(living(deed.born[0].father));
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Maternity, brings_a_child_of_these_parents_into_this_house)
{
    for (const bool urban : {true, false}) {
        Alone one{{.numbers = {{"birth.twin_share", 0}}}};
        make_wife(one, day_of(1958, 6, 2));
        one.life().deliveries = one.life().children_born = 2;
        one.life().urban = urban;
        const Deed deed = one.does(maternity, today);
        ASSERT_EQ(deed.born.size(), 1u);
        const Life& child = deed.born[0];
        EXPECT_EQ(child.being.id, identity_of_child(one.other(0).id, 4));
        EXPECT_EQ(child.born, today);
        EXPECT_EQ(child.mother.id, one.other(0).id);
        EXPECT_EQ(child.father.id, one.other(1).id);
        EXPECT_EQ(child.household, deed.life.household);
        EXPECT_EQ(one.place_state().households[child.household].members, 2u);
        EXPECT_EQ(child.birth_place, one.here());
        EXPECT_EQ(child.urban, urban);
        EXPECT_EQ(deed.life.deliveries, 3);
        EXPECT_EQ(deed.life.children_born, 3);
        EXPECT_EQ(deed.life.last_delivery, today);
        ASSERT_EQ(deed.children.size(), 1u);
        EXPECT_EQ(deed.children[0].id, child.being.id);
        EXPECT_EQ(birth_year(deed.children[0]), 1980);
        EXPECT_TRUE(living(deed.children[0]));
        EXPECT_FALSE(is_with_child(deed.life));
        EXPECT_EQ(detail_of<MaternityDetail>(deed.event().detail).children, 1);
        EXPECT_EQ(detail_of<MaternityDetail>(deed.event().detail).carried, 270);
        EXPECT_EQ(deed.event().with, child.being.id);
        const Letter told = deed.letter_of(fatherhood);
        EXPECT_EQ(told.to, one.other(1).id);
        EXPECT_EQ(told.about.id, child.being.id);
        EXPECT_EQ(birth_year(told.about), 1980);
        EXPECT_EQ(one.place_state().tally.maternities, 1);
        EXPECT_EQ(one.place_state().tally.births[index_of(child.sex)], 1);
        EXPECT_EQ(one.place_state().tally.births_by_mother_age[21], 1);
    }
}

TEST(Maternity, is_not_told_to_a_father_who_is_dead)
{
    Alone one;
    make_wife(one);
    one.life().spouse.note |= known_dead;
    EXPECT_TRUE(one.does(maternity, today).letters.empty());
}

/// Of so many maternities: how many were of twins, how many children were boys, and how many twins
/// were of two sexes. The same mother's if so, or each of another's.
struct Births {
    int twins = 0, boys = 0, mixed = 0, born = 0;
};
Births births(int of, const Given& given, bool one_mother = false)
{
    Births found;
    for (int number = 0; number < of; ++number) {
        Alone one{given};
        make_wife(one);
        if (one_mother)
            one.life().deliveries = static_cast<std::uint8_t>(number);
        else
            one.life().being.id += static_cast<std::uint32_t>(number);
        const Deed deed = one.does(maternity, today);
        found.twins += deed.born.size() == 2;
        for (const Life& child : deed.born) found.boys += child.sex == Sex::male;
        found.born += static_cast<int>(deed.born.size());
        if (deed.born.size() != 2) continue;
        found.mixed += deed.born[0].sex != deed.born[1].sex;
        EXPECT_NE(deed.born[0].being.id, deed.born[1].being.id);
        EXPECT_EQ(detail_of<MaternityDetail>(deed.event().detail).children, 2);
        EXPECT_EQ(deed.event().with, deed.born[1].being.id);
        EXPECT_EQ(deed.count(fatherhood), 2u);
        EXPECT_EQ(deed.children.size(), 2u);
        EXPECT_EQ(deed.life.deliveries, one_mother ? number + 1 : 1);
    }
    return found;
}

TEST(Maternity, has_boys_and_twins_in_their_shares)
{
    const Births many_boys =
        births(300, {.numbers = {{"birth.sex_ratio", 2}, {"birth.twin_share", 0.2}}});
    EXPECT_NEAR(many_boys.boys, many_boys.born * 2.0 / 3, 35) << "four standard deviations";
    EXPECT_NEAR(many_boys.twins, 60, 28);
    EXPECT_GT(many_boys.mixed, 5) << "each twin has a lot of its own";
    const Births few_boys =
        births(300, {.numbers = {{"birth.sex_ratio", 0.5}, {"birth.twin_share", 0}}});
    EXPECT_NEAR(few_boys.boys, 100, 33);
    EXPECT_EQ(few_boys.twins, 0);
}

TEST(Maternity, asks_lots_of_its_own_for_each_delivery_of_a_mother)
{
    const Births of_one = births(60, {.numbers = {{"birth.twin_share", 0.2}}}, true);
    EXPECT_GT(of_one.boys, 10);
    EXPECT_GT(of_one.born - of_one.boys, 10);
    EXPECT_GT(of_one.twins, 2);
    EXPECT_LT(of_one.twins, 40);
}

TEST(Fatherhood, FAMILY_05_is_not_heard_of_across_the_river_nor_on_the_way)
{
    for (const Stage stage : {Stage::worker, Stage::leaving, Stage::abroad, Stage::seeking}) {
        Alone father;
        father.life().career.stage = stage;
        const Deed deed =
            father.reads(fatherhood, today, {.from = father.other(1).id, .about = father.other(9)});
        EXPECT_EQ(deed.is_quiet(), stage != Stage::worker);
        EXPECT_EQ(deed.children.size(), 1u);
    }
}

TEST(Fatherhood, adds_a_child_to_those_he_knows)
{
    Alone father;
    father.child(8, 1977);
    father.life().children_born = 1;
    Address child = father.other(9);
    child.note = remark_of_birth(1980);
    const Deed deed = father.reads(fatherhood, today, {.from = father.other(1).id, .about = child});
    EXPECT_EQ(deed.life.children_born, 2);
    ASSERT_EQ(deed.children.size(), 2u);
    EXPECT_TRUE(deed.children[0].id == child.id || deed.children[1].id == child.id);
    EXPECT_EQ(deed.event().with, child.id);
    EXPECT_TRUE(deed.carries_on);
}

TEST(Fatherhood, is_no_news_that_follows_somebody_home)
{
    for (const Day back : {today - Days{2}, today}) {
        Alone one;
        one.exile().came_home = back;
        const Deed deed = one.reads(fatherhood, today, {.about = one.other(4)});
        EXPECT_EQ(deed.is_quiet(), back == today) << "written the day before";
        EXPECT_EQ(deed.children.size(), 1u);
    }
}

TEST(Fatherhood, is_not_heard_of_on_the_road)
{
    for (const Stage stage : {Stage::worker, Stage::seeking}) {
        Alone one;
        one.life().career.stage = stage;
        const Deed deed = one.reads(fatherhood, today, {.about = one.other(4)});
        EXPECT_EQ(deed.is_quiet(), stage == Stage::seeking);
        EXPECT_EQ(deed.children.size(), 1u);
    }
}

} // namespace
} // namespace counterlife::model::person
