// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// At what rate people die, and who is told.

#include "model/marriage/marriage.h"
#include "model/offices.h"
#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::person {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

/// As old as that many whole years, and some days, on the day.
void aged(Alone& one, int years, engine::Days days = 1)
{
    one.life().born = engine::birthday(today, -years) + 1 - days;
}

TEST(Death, has_the_rate_of_age_and_sex)
{
    const Given given{.numbers = {{"death.mx/M/30", 0.011}, {"death.mx/F/30", 0.007}}};
    Alone one{given};
    for (const int years : {30, 34}) {
        aged(one, years);
        one.life().sex = Sex::male;
        EXPECT_DOUBLE_EQ(one.rate(death, today), 0.011);
        one.life().sex = Sex::female;
        EXPECT_DOUBLE_EQ(one.rate(death, today), 0.007);
    }
    for (const int years : {29, 35}) {
        aged(one, years);
        EXPECT_NE(one.rate(death, today), 0.007) << years;
    }
}

TEST(Death, falls_on_the_first_month_of_infancy_by_its_share)
{
    Alone one{{.numbers = {{"death.mx/M/0", 0.1}, {"death.infant_first_month_share", 0.5}}}};
    const double month = 28 / engine::days_per_year;
    one.life().born = today - 27;
    EXPECT_DOUBLE_EQ(one.rate(death, today), 0.1 * 0.5 / month);
    one.life().born = today - 28;
    EXPECT_DOUBLE_EQ(one.rate(death, today), 0.1 * 0.5 / (1 - month));
}

TEST(Death, is_another_in_the_South)
{
    Alone one{{.numbers = {{"south.mortality", 0.25}}}};
    aged(one, 40);
    const double in_the_north = one.rate(death, today);
    one.life().career.stage = Stage::south;
    EXPECT_DOUBLE_EQ(one.rate(death, today), 0.25 * in_the_north);
}

TEST(Death, is_on_everybodys_agenda)
{
    for (std::size_t stage = 0; stage < stages; ++stage) {
        Alone one;
        one.life().career.stage = static_cast<Stage>(stage);
        EXPECT_TRUE(one.meets(death)) << stage;
    }
}

/// Somebody with wife, parents and two children, of whom none lives here.
struct Kin {
    Address wife, mother, father, son, daughter;
};
Kin with_kin(Alone& one)
{
    const PlaceId there = one.place_named("onsong");
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1, there);
    life.mother = one.other(2, there);
    life.father = one.other(3, there);
    return {life.spouse, life.mother, life.father, one.child(4, 1970, there),
            one.child(5, 1975, there)};
}

TEST(Death, is_told_once_to_each_of_wife_mother_father_and_children)
{
    Alone one;
    const Kin kin = with_kin(one);
    const Deed deed = one.does(death, today);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(deed.count(bereavement), 5u);
    for (const Address& each : {kin.wife, kin.mother, kin.father, kin.son, kin.daughter}) {
        const auto letters = deed.letters_to(each.id);
        ASSERT_EQ(letters.size(), 1u) << each.id - engine::first_life_id;
        EXPECT_EQ(letters[0].rule, bereavement.number);
        EXPECT_EQ(letters[0].from, one.other(0).id);
    }
}

TEST(Death, is_not_told_to_those_known_to_be_dead)
{
    Alone one;
    const Kin kin = with_kin(one);
    one.life().father.note |= known_dead;
    one.place_state().kin.list(one.life().children)[0].note |= known_dead;
    const Deed deed = one.does(death, today);
    EXPECT_EQ(deed.count(bereavement), 3u);
    EXPECT_TRUE(deed.letters_to(kin.father.id).empty());
    EXPECT_TRUE(deed.letters_to(kin.son.id).empty());
}

TEST(Death, FAMILY_05_across_the_river_is_told_to_nobody)
{
    for (const Stage stage : {Stage::abroad, Stage::custody, Stage::journey}) {
        Alone one;
        with_kin(one);
        one.exile();
        one.life().career.stage = stage;
        EXPECT_TRUE(one.does(death, today).letters.empty());
    }
    Alone off{{.off = {"FAMILY-05"}}};
    with_kin(off);
    off.exile();
    off.life().career.stage = Stage::abroad;
    EXPECT_EQ(off.does(death, today).count(bereavement), 5u);
}

TEST(Death, FAMILY_05_in_custody_is_told_where_the_arrest_was_seen)
{
    Alone one;
    with_kin(one);
    one.exile().seen_taken = true;
    one.life().career.stage = Stage::custody;
    EXPECT_EQ(one.does(death, today).count(bereavement), 5u);
}

TEST(Death, in_the_South_is_told_to_the_kin_who_came_too)
{
    Alone one;
    const Kin kin = with_kin(one);
    one.life().career.stage = Stage::south;
    one.exile().kin_here = {kin.mother.id, kin.daughter.id};
    const Deed deed = one.does(death, today);
    EXPECT_EQ(deed.count(bereavement), 2u);
    EXPECT_EQ(deed.letters_to(kin.mother.id).size(), 1u);
    EXPECT_EQ(deed.letters_to(kin.daughter.id).size(), 1u);
}

TEST(Death, FAMILY_07_of_somebody_who_left_without_a_word_is_known_to_the_children_alone)
{
    Alone one;
    const Kin kin = with_kin(one);
    one.life().career.dispersed = true;
    const Deed deed = one.does(death, today);
    EXPECT_EQ(deed.count(bereavement), 2u);
    EXPECT_EQ(deed.letters_to(kin.son.id).size(), 1u);
    EXPECT_EQ(deed.letters_to(kin.daughter.id).size(), 1u);
}

TEST(Death, leaves_the_household_and_the_register_of_the_place)
{
    Alone one;
    const HouseholdId house = one.life().household;
    one.does(death, today);
    EXPECT_EQ(one.place_state().households[house].members, 0u);
    ASSERT_EQ(one.place_state().deaths.size(), 1u);
    EXPECT_EQ(one.place_state().deaths[0].died, today);
    EXPECT_EQ(one.place_state().deaths[0].life.being.id, one.other(0).id);
}

TEST(Death, strikes_off_whoever_had_applied_for_a_spouse)
{
    Alone one;
    one.life().searching = true;
    one.life().applied_at = one.place_named("chongjin");
    const Deed deed = one.does(death, today);
    EXPECT_EQ(deed.letter_of(marriage::withdrawal).to,
              office_at(one.place_named("chongjin"), registrar_office));
}

} // namespace
} // namespace counterlife::model::person
