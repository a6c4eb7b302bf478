// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The day on which service ends, and where a soldier goes from there.

#include "model/army/army.h"
#include "model/army/discharge.h"
#include "model/labour/labour.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::army {
namespace {

using engine::day_of;

constexpr Day enlisted = day_of(1980, 4, 1);

/// Where the record says that a discharge leads.
Turn turn_of(const Deed& deed)
{
    return discharge.beside.record->leads(deed.event().detail);
}
DischargeDetail detail_in(const Deed& deed)
{
    return detail_of<DischargeDetail>(deed.event().detail);
}
constexpr Days ten_years = 3652, seven_years = 2556; ///< of 365.2425 days, whole days of them

/// Somebody who serves in the west and came from Hoeryong.
void serve(Alone& soldier, Sex sex = Sex::male)
{
    Life& life = soldier.life();
    life.sex = sex;
    life.household = no_household;
    life.career.stage = Stage::soldier;
    life.career.service = Service::soldier;
    life.career.enlisted = enlisted;
    life.career.home = soldier.place_named("hoeryong");
    life.career.row = soldier.place_state().garrison.enter(
        life.career.unit, {.who = soldier.self(), .enlisted = enlisted, .sex = sex});
}

Given in_the_west(Given given = {})
{
    given.place = "front-west";
    return given;
}
/// Nothing is offered at the end.
Given plainly(Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"army.college_offer", 0}, {"army.rank_offer", 0}});
    return in_the_west(std::move(given));
}

TEST(Discharge, ARMY_02_comes_when_the_years_have_been_served_to_the_day)
{
    Alone man{in_the_west()};
    serve(man);
    EXPECT_EQ(man.due(discharge), enlisted + ten_years);
    Alone woman{in_the_west()};
    serve(woman, Sex::female);
    EXPECT_EQ(woman.due(discharge), enlisted + seven_years);
}

TEST(Discharge, goes_by_the_term_of_the_day_of_enlistment)
{
    const auto served = [](Day from) {
        Alone man{in_the_west()};
        serve(man);
        man.life().career.enlisted = from;
        return man.due(discharge) - from;
    };
    EXPECT_EQ(served(day_of(1971, 12, 31)), seven_years);
    EXPECT_EQ(served(day_of(1972, 1, 1)), ten_years);
}

TEST(Discharge, ARMY_02_off_comes_after_a_short_service_of_men_and_women)
{
    for (const Sex sex : {Sex::male, Sex::female}) {
        Alone one{in_the_west({.numbers = {{"army.short_service", 3}}, .off = {"ARMY-02"}})};
        serve(one, sex);
        EXPECT_EQ(one.due(discharge), enlisted + 1095);
    }
}

TEST(Discharge, is_on_the_agenda_of_soldiers_alone)
{
    Alone one{in_the_west()};
    serve(one);
    EXPECT_TRUE(one.meets(discharge));
    one.life().career.stage = Stage::worker;
    EXPECT_FALSE(one.meets(discharge));
}

TEST(Discharge, ARMY_08_sends_the_soldier_home_and_off_the_roll)
{
    Alone soldier{plainly()};
    serve(soldier);
    const Deed deed = soldier.does(discharge, enlisted + ten_years);
    EXPECT_EQ(deed.left_for, soldier.place_named("hoeryong"));
    EXPECT_EQ(deed.arrival, &homecoming);
    EXPECT_EQ(deed.life.career.service, Service::discharged);
    EXPECT_EQ(deed.event().detail, 0) << "nothing was offered, nothing learned";
    EXPECT_EQ(turn_of(deed), Turn::none);
    EXPECT_EQ(soldier.place_state().garrison.unit[0].roll[0].who.id, engine::nobody);
}

TEST(Discharge, LABOUR_02_sends_those_whom_an_order_has_named_where_it_says)
{
    Alone soldier{in_the_west()};
    serve(soldier);
    const PlaceId anju = soldier.place_named("anju");
    soldier.life().career.posted_to = anju;
    const Deed deed = soldier.does(discharge, enlisted + ten_years);
    EXPECT_EQ(deed.left_for, anju);
    EXPECT_EQ(deed.arrival, &labour::reception);
    EXPECT_EQ(deed.life.career.service, Service::sent);
    EXPECT_NE(deed.life.school, School::student);
    EXPECT_TRUE(detail_in(deed).sent);
    EXPECT_EQ(turn_of(deed), Turn::none);
}

TEST(Discharge, is_told_to_the_father_or_else_to_the_mother)
{
    for (const bool fatherless : {false, true}) {
        Alone soldier{plainly()};
        serve(soldier);
        soldier.life().father = soldier.other(1);
        soldier.life().father.note = fatherless ? known_dead : 0;
        soldier.life().mother = soldier.other(2);
        const Deed deed = soldier.does(discharge, enlisted + ten_years);
        EXPECT_EQ(deed.letter_of(news_home).to, soldier.other(fatherless ? 2 : 1).id);
        EXPECT_EQ(deed.letter_of(news_home).payload, service_over);
    }
}

TEST(Discharge, PARTY_03_takes_college_before_a_rank)
{
    Alone soldier{in_the_west({.numbers = {{"army.college_offer", 1}, {"army.rank_offer", 1}}})};
    serve(soldier);
    soldier.life().school = School::left_school;
    soldier.life().career.standing = Standing::member;
    const Deed deed = soldier.does(discharge, enlisted + ten_years);
    EXPECT_EQ(deed.life.school, School::student);
    EXPECT_EQ(deed.life.career.rank, Post::none);
    EXPECT_TRUE(detail_in(deed).rank);
    EXPECT_TRUE(detail_in(deed).took_college);
    EXPECT_EQ(turn_of(deed), Turn::chooses_college);
}

TEST(Discharge, PARTY_03_off_takes_either_by_a_lot_of_its_own)
{
    std::size_t studies = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone soldier{in_the_west(
            {.numbers = {{"army.college_offer", 1}, {"army.rank_offer", 1}}, .off = {"PARTY-03"}})};
        soldier.life().being.id += number;
        serve(soldier);
        soldier.life().school = School::left_school;
        soldier.life().career.standing = Standing::member;
        constexpr std::uint32_t order_of_goods = 2;
        const bool takes_college = soldier.uniform(discharge, order_of_goods) < 0.5;
        const Deed deed = soldier.does(discharge, enlisted + ten_years);
        EXPECT_EQ(detail_in(deed).took_college, takes_college);
        EXPECT_EQ(detail_in(deed).took_rank(), !takes_college);
        EXPECT_EQ(deed.life.career.rank, takes_college ? Post::none : Post::team_leader);
        studies += takes_college;
    }
    EXPECT_GT(studies, 0u);
    EXPECT_LT(studies, 40u);
}

TEST(Discharge, offers_a_rank_to_members_alone)
{
    for (const Standing standing : {Standing::outside, Standing::member, Standing::lapsed}) {
        Alone soldier{in_the_west({.numbers = {{"army.rank_offer", 1}}})};
        serve(soldier);
        soldier.life().career.standing = standing;
        const Deed deed = soldier.does(discharge, enlisted + ten_years);
        EXPECT_EQ(deed.life.career.rank == Post::team_leader, standing == Standing::member);
        EXPECT_EQ(detail_in(deed).took_rank(), standing == Standing::member);
        EXPECT_FALSE(detail_in(deed).college) << "for those who have left school";
    }
}

TEST(Discharge, ARMY_09_adds_no_schooling_unless_it_is_off)
{
    for (const bool off : {false, true}) {
        Given given = plainly({.numbers = {{"army.schooling_a_year", 0.25}}});
        if (off) given.off = {"ARMY-09"};
        Alone soldier{given};
        serve(soldier);
        soldier.life().school_years = 9;
        const Deed deed = soldier.does(discharge, enlisted + ten_years);
        EXPECT_EQ(deed.life.school_years, off ? 11 : 9);
        EXPECT_EQ(detail_in(deed).learned, off ? 2 : 0);
    }
}

TEST(Discharge, ARMY_09_off_tells_of_the_schooling_of_those_sent_elsewhere_too)
{
    Alone soldier{in_the_west({.numbers = {{"army.schooling_a_year", 0.25}}, .off = {"ARMY-09"}})};
    serve(soldier);
    soldier.life().career.posted_to = soldier.place_named("anju");
    const Deed deed = soldier.does(discharge, enlisted + ten_years);
    EXPECT_TRUE(detail_in(deed).sent);
    EXPECT_EQ(detail_in(deed).learned, 2);
}

TEST(Discharge, ARMY_08_off_sends_to_any_place_of_the_province)
{
    Alone soldier{plainly({.off = {"ARMY-08"}})};
    serve(soldier);
    const Map& map = soldier.numbers().map;
    const PlaceId home = soldier.life().career.home;
    const Deed deed = soldier.does(discharge, enlisted + ten_years);
    EXPECT_EQ(map.province_of[deed.left_for], map.province_of[home]);
}

} // namespace
} // namespace counterlife::model::army
