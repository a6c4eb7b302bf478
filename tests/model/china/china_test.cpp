// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where people stay in China, and how they move on: to the city, to a church, to a man's house.

#include "model/china/china.h"

#include "model/border/border.h"
#include "model/border/far_bank.h"
#include "model/china/stay.h"
#include "model/person/numbers.h"
#include "model/person/person.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::china {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

using Named = std::vector<std::pair<std::string, double>>;

/// Somebody of thirty-five who crossed for the first time a year ago, to earn.
Exile& across(Alone& one, Stay stay = Stay::hiding)
{
    one.life().birth_place = one.place_named("musan");
    one.life().career.stage = Stage::abroad;
    one.life().born = day_of(1965);
    one.life().household = no_household;
    Exile& exile = one.exile();
    exile.crossings = 1;
    exile.home = one.place_named("hoeryong");
    exile.since = today - 365;
    exile.stay = stay;
    return exile;
}

// Finding where to stay, ashore and dry.

template <class Change> Stay stay_of(const Given& given, const Change& change)
{
    Given there = given;
    there.place = "longjing";
    Alone one{there};
    change(one.life(), across(one));
    return one.reads(border::far_bank, today).exile->stay;
}
const auto as_is = [](Life&, Exile&) {};

TEST(Settling, CHINA_02_is_on_a_farm_for_those_of_an_age_to_work)
{
    const Given farms{.numbers = {{"china.farm_first", 1},
                                  {"china.grown_age", 16},
                                  {"china.work_age/until", 60}}};
    EXPECT_EQ(stay_of(farms, as_is), Stay::farm);
    EXPECT_EQ(stay_of({.numbers = {{"china.farm_first", 0}}}, as_is), Stay::hiding);
    Given off = farms;
    off.off = {"CHINA-02"};
    EXPECT_EQ(stay_of(off, as_is), Stay::hiding);
    const auto aged = [&](int years, Days days) {
        return stay_of(farms, [&](Life& life, Exile&) {
            life.born = engine::birthday(today, -years) + 1 - days;
        });
    };
    EXPECT_EQ(aged(16, -1), Stay::hiding);
    EXPECT_EQ(aged(16, 1), Stay::farm);
    EXPECT_EQ(aged(60, -1), Stay::farm);
    EXPECT_EQ(aged(60, 1), Stay::hiding);
}

TEST(Settling, CHINA_09_is_in_the_city_for_those_who_come_again_or_for_the_South)
{
    const Given city{.numbers = {{"china.city_again", 1}, {"china.farm_first", 1}}};
    const auto again = [](Life&, Exile& exile) { exile.crossings = 2; };
    const auto for_the_south = [](Life&, Exile& exile) { exile.aim = Aim::south; };
    EXPECT_EQ(stay_of(city, as_is), Stay::farm);
    EXPECT_EQ(stay_of(city, again), Stay::city);
    EXPECT_EQ(stay_of(city, for_the_south), Stay::city);
    Given off = city;
    off.off = {"CHINA-09"};
    EXPECT_EQ(stay_of(off, again), Stay::farm);
    EXPECT_EQ(stay_of(off, for_the_south), Stay::city);
}

TEST(Settling, is_in_a_mans_house_for_women_who_come_alone)
{
    const Given sold{.numbers = {{"china.partner", 1},
                                 {"china.farm_first", 1},
                                 {"china.city_again", 1},
                                 {"china.sold_age/until", 45}}};
    const auto woman = [&](const auto& but) {
        return stay_of(sold, [&](Life& life, Exile& exile) {
            life.sex = Sex::female;
            but(life, exile);
        });
    };
    EXPECT_EQ(woman(as_is), Stay::partner);
    EXPECT_EQ(woman([](Life&, Exile& exile) { exile.aim = Aim::south; }), Stay::partner)
        << "whatever she has come for";
    EXPECT_EQ(stay_of(sold, as_is), Stay::farm) << "a man";
    EXPECT_EQ(woman([](Life&, Exile& exile) { exile.alone = false; }), Stay::farm);
    EXPECT_EQ(woman([](Life&, Exile& exile) { exile.guided = true; }), Stay::farm);
    const auto aged = [&](int years, Days days) {
        return woman(
            [&](Life& life, Exile&) { life.born = engine::birthday(today, -years) + 1 - days; });
    };
    EXPECT_EQ(aged(45, -1), Stay::partner);
    EXPECT_EQ(aged(45, 1), Stay::farm);
    EXPECT_EQ(aged(16, -1), Stay::hiding);
}

TEST(Settling, is_here_for_those_who_hide_and_on_a_journey_for_others)
{
    Alone hides{{.place = "longjing", .numbers = {{"china.farm_first", 0}}}};
    Exile& exile = across(hides);
    exile.owed = Yuan{2000};
    exile.seasons = 3;
    exile.deferred = true;
    const Deed here = hides.reads(border::far_bank, today);
    EXPECT_EQ(here.left_for, engine::nowhere);
    EXPECT_EQ(here.exile->stayed, hides.here());
    EXPECT_EQ(here.exile->since, today);
    EXPECT_EQ(here.exile->owed.value(), 0) << "by an earlier employer";
    EXPECT_EQ(here.exile->seasons, 0);
    EXPECT_FALSE(here.exile->deferred);

    Alone works{{.place = "longjing", .numbers = {{"china.farm_first", 1}}}};
    across(works);
    const Deed away = works.reads(border::far_bank, today);
    EXPECT_EQ(away.arrival, &settling);
    EXPECT_EQ(works.numbers().map.places[away.left_for].role, Role::village);
}

TEST(Settling, keeps_a_woman_who_is_sold_from_the_South_for_now)
{
    Alone one{{.place = "longjing", .numbers = {{"china.partner", 1}}}};
    across(one).aim = Aim::south;
    one.life().sex = Sex::female;
    const Deed deed = one.reads(border::far_bank, today);
    EXPECT_TRUE(deed.exile->sold);
    EXPECT_EQ(deed.exile->aim, Aim::earn);
}

TEST(Settling, notes_where_somebody_stays)
{
    for (const Stay stay : {Stay::farm, Stay::city, Stay::partner}) {
        Alone one{{.place = "wangqing"}};
        across(one, stay);
        const Deed deed = one.reads(settling, today);
        EXPECT_EQ(detail_of<StayDetail>(deed.event().detail).stay, stay);
        EXPECT_EQ(deed.exile->stayed, one.here());
        EXPECT_EQ(deed.exile->since, today);
        EXPECT_LT(deed.exile->employer, 200);
    }
}

// Moving on.

TEST(ToCity, CHINA_09_comes_sooner_to_those_with_a_reason)
{
    const Given given{.place = "longjing",
                      .numbers = {{"china.to_city", 2}, {"china.to_city_factor/first", 0.25}}};
    Alone one{given};
    Exile& exile = across(one);
    EXPECT_DOUBLE_EQ(one.rate(to_city, today), 0.5);
    exile.crossings = 2;
    EXPECT_DOUBLE_EQ(one.rate(to_city, today), 2);
    exile.crossings = 1;
    exile.aim = Aim::south;
    EXPECT_DOUBLE_EQ(one.rate(to_city, today), 2);
    exile.stay = Stay::farm;
    EXPECT_DOUBLE_EQ(one.rate(to_city, today), 2);
    for (const Stay stay : {Stay::city, Stay::partner}) {
        exile.stay = stay;
        EXPECT_EQ(one.rate(to_city, today), 0);
        EXPECT_EQ(one.ceiling(to_city, today).until, no_day);
    }
    Given off = given;
    off.off = {"CHINA-09"};
    Alone without{off};
    across(without);
    EXPECT_EQ(without.rate(to_city, today), 0);
}

TEST(ToCity, leads_to_the_nearest_or_is_there_already)
{
    Alone one{{.place = "wangqing"}};
    across(one);
    const Deed deed = one.does(to_city, today);
    EXPECT_EQ(deed.left_for, one.place_named("yanji"));
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, one.place_named("yanji"));
    EXPECT_EQ(deed.arrival, &settling);
    EXPECT_EQ(deed.exile->stay, Stay::city);
    Alone there{{.place = "yanji"}};
    across(there);
    const Deed stays = there.does(to_city, today);
    EXPECT_EQ(stays.left_for, engine::nowhere);
    EXPECT_EQ(stays.exile->stayed, there.here());
    EXPECT_EQ(stays.exile->since, today);
}

TEST(Church, CHINA_09_is_met_in_the_city_and_sooner_by_those_bound_for_the_South)
{
    const Given given{.place = "yanji",
                      .numbers = {{"china.church", 2}, {"china.church_factor/aim_south", 3}}};
    Alone one{given};
    Exile& exile = across(one, Stay::city);
    EXPECT_DOUBLE_EQ(one.rate(church, today), 2);
    exile.aim = Aim::south;
    EXPECT_DOUBLE_EQ(one.rate(church, today), 6);
    exile.church = true;
    EXPECT_EQ(one.rate(church, today), 0);
    exile.church = false;
    exile.stay = Stay::farm;
    EXPECT_EQ(one.rate(church, today), 0);
    Given off = given;
    off.off = {"CHINA-09"};
    Alone without{off};
    across(without, Stay::city);
    EXPECT_EQ(without.rate(church, today), 0);
}

TEST(Church, takes_in_and_brings_people_from_the_South)
{
    Alone one{{.place = "yanji"}};
    across(one, Stay::city).since = today - 77;
    const Deed deed = one.does(church, today);
    EXPECT_TRUE(deed.exile->church);
    EXPECT_TRUE(deed.exile->koreans);
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{77});
}

TEST(Sold, is_of_women_in_hiding_or_on_a_farm_within_the_ages)
{
    Alone one{{.place = "longjing",
               .numbers = {{"china.sold_later", 1.5},
                           {"china.grown_age", 16},
                           {"china.sold_age/until", 45}}}};
    Exile& exile = across(one);
    EXPECT_EQ(one.rate(sold, today), 0) << "a man";
    EXPECT_FALSE(one.meets(sold));
    one.life().sex = Sex::female;
    EXPECT_TRUE(one.meets(sold));
    EXPECT_DOUBLE_EQ(one.rate(sold, today), 1.5);
    exile.stay = Stay::farm;
    EXPECT_DOUBLE_EQ(one.rate(sold, today), 1.5);
    for (const Stay stay : {Stay::city, Stay::partner}) {
        exile.stay = stay;
        EXPECT_EQ(one.rate(sold, today), 0);
    }
    exile.stay = Stay::hiding;
    const auto aged = [&](int years, Days days) {
        one.life().born = engine::birthday(today, -years) + 1 - days;
        return one.rate(sold, today);
    };
    EXPECT_EQ(aged(16, -1), 0);
    EXPECT_EQ(aged(16, 1), 1.5);
    EXPECT_EQ(aged(45, -1), 1.5);
    EXPECT_EQ(aged(45, 1), 0);
}

TEST(Sold, keeps_her_in_the_mans_house)
{
    Alone one{{.place = "longjing"}};
    Exile& exile = across(one);
    exile.aim = Aim::south;
    one.life().sex = Sex::female;
    const Deed deed = one.does(sold, today);
    EXPECT_EQ(deed.exile->stay, Stay::partner);
    EXPECT_TRUE(deed.exile->sold);
    EXPECT_EQ(deed.exile->aim, Aim::earn);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 35);
}

TEST(ConceptionInChina, is_by_the_man_she_lives_with_and_not_soon_again)
{
    Alone one{{.place = "wangqing",
               .numbers = {
                   {"china.birth", 0.5}, {"china.birth_spacing", 450}, {"birth.term_days", 266}}}};
    Exile& exile = across(one, Stay::partner);
    EXPECT_EQ(one.rate(conception, today), 0) << "a man";
    one.life().sex = Sex::female;
    exile.since = today;
    EXPECT_DOUBLE_EQ(one.rate(conception, today), 0.5) << "from the first day";
    one.life().conceived = today - 20;
    EXPECT_EQ(one.rate(conception, today), 0) << "with child";
    one.life().conceived = no_day;
    one.life().deliveries = 1;
    one.life().last_delivery = today - (450 - 266);
    EXPECT_EQ(one.rate(conception, today), 0);
    one.life().last_delivery = today - (451 - 266);
    EXPECT_DOUBLE_EQ(one.rate(conception, today), 0.5);
    exile.stay = Stay::city;
    EXPECT_EQ(one.rate(conception, today), 0);
    exile.stay = Stay::partner;
    one.life().born = engine::birthday(today, -45);
    EXPECT_EQ(one.rate(conception, today), 0);
}

TEST(ConceptionInChina, is_not_known_yet)
{
    Alone one{{.place = "wangqing"}};
    across(one, Stay::partner);
    one.life().sex = Sex::female;
    const Deed deed = one.does(conception, today);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.life.conceived, today);
    EXPECT_FALSE(deed.life.by_husband);
}

TEST(Birth, comes_when_her_time_has_come_wherever_she_stays)
{
    Alone one{{.place = "wangqing", .numbers = {{"birth.term_days", 266}}}};
    across(one, Stay::hiding);
    one.life().sex = Sex::female;
    EXPECT_EQ(one.due(birth), no_day);
    one.life().conceived = today;
    one.life().carries_longer = 5;
    EXPECT_EQ(one.due(birth), today + 271);
}

TEST(Birth, comes_also_to_a_woman_whom_the_police_there_hold)
{
    for (const bool there : {true, false}) {
        Alone one{{.place = there ? "wangqing" : "hoeryong"}};
        across(one, Stay::partner);
        one.life().sex = Sex::female;
        one.life().career.stage = Stage::custody;
        one.life().conceived = today;
        EXPECT_TRUE(one.meets(birth));
        EXPECT_FALSE(one.meets(conception));
        EXPECT_EQ(one.due(birth) != no_day, there) << "at home by the rule for those at home";
    }
}

TEST(Birth, of_a_child_conceived_at_home_is_of_her_husbands)
{
    Alone one{{.place = "wangqing"}};
    across(one, Stay::hiding);
    one.life().sex = Sex::female;
    one.life().spouse = one.other(1);
    one.life().conceived = today - 260;
    one.life().by_husband = true;
    const Deed deed = one.does(birth, today);
    EXPECT_EQ(deed.born.front().father.id, one.other(1).id);
    EXPECT_TRUE(deed.letters.empty()) << "no word crosses the river";
    EXPECT_FALSE(is_with_child(deed.life));
}

TEST(Birth, CHINA_01_is_of_a_child_without_papers)
{
    Alone one{{.place = "wangqing"}};
    across(one, Stay::partner);
    one.life().sex = Sex::female;
    one.life().children_born = 1;
    const Deed deed = one.does(birth, today);
    ASSERT_EQ(deed.born.size(), 1u);
    const Life& child = deed.born.front();
    EXPECT_EQ(child.born, today);
    EXPECT_EQ(child.birth_place, one.here());
    EXPECT_EQ(child.mother.id, one.other(0).id);
    EXPECT_FALSE(child.father.known());
    EXPECT_EQ(child.career.stage, Stage::abroad);
    EXPECT_EQ(child.exile, 0u) << "has not crossed";
    EXPECT_EQ(deed.event().with, child.being.id);
    EXPECT_EQ(deed.event().detail, static_cast<std::int32_t>(child.sex));
    EXPECT_EQ(deed.life.children_born, 2);
    EXPECT_EQ(deed.life.deliveries, 1);
    EXPECT_EQ(deed.life.last_delivery, today);
    ASSERT_EQ(deed.children.size(), 1u);
    EXPECT_EQ(deed.children.front().id, child.being.id);
    EXPECT_EQ(birth_year(deed.children.front()), 2000);
}

TEST(Birth, draws_the_sex_of_each_child_anew)
{
    int boys = 0;
    constexpr int births = 40;
    for (std::uint8_t delivery = 0; delivery < births; ++delivery) {
        Alone one{{.place = "wangqing"}};
        across(one, Stay::partner);
        one.life().sex = Sex::female;
        one.life().deliveries = delivery;
        const bool boy = one.uniform(birth, delivery) < 0.5;
        const Deed deed = one.does(birth, today);
        EXPECT_EQ(deed.born.front().sex, boy ? Sex::male : Sex::female);
        boys += boy;
    }
    EXPECT_GT(boys, 0);
    EXPECT_LT(boys, births);
}

TEST(Sold, and_the_way_to_the_city_and_home_are_not_on_the_day_of_coming_to_a_place)
{
    Alone one{{.place = "longjing"}};
    Exile& exile = across(one);
    one.life().sex = Sex::female;
    exile.crossings = 2;
    for (const Rule* rule : {&sold, &to_city, &going_home}) {
        exile.since = today;
        EXPECT_EQ(one.rate(*rule, today), 0) << rule->name;
        EXPECT_GT(one.rate(*rule, today + 1), 0) << rule->name;
    }
    exile.stay = Stay::city;
    EXPECT_EQ(one.rate(church, today), 0);
    EXPECT_GT(one.rate(church, today + 1), 0);
}

TEST(Sold, is_no_wife_who_leads_and_has_her_husband_at_hand)
{
    for (const bool beside : {true, false}) {
        Alone one{{.place = "longjing"}};
        Exile& exile = across(one);
        one.life().sex = Sex::female;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        exile.alone = false;
        exile.beside = beside;
        EXPECT_EQ(one.rate(sold, today) == 0, beside);
    }
}

TEST(Birth, in_the_hands_of_the_police_there_leaves_the_child_there)
{
    Alone one{{.place = "wangqing"}};
    across(one).phase = Phase::handover;
    one.life().sex = Sex::female;
    one.life().career.stage = Stage::custody;
    one.life().conceived = today - 260;
    EXPECT_TRUE(one.meets(birth));
    EXPECT_NE(one.due(birth), no_day);
    EXPECT_EQ(one.due(person::maternity), no_day) << "nobody at home takes it in";
    Alone handed_over{{.place = "onsong"}};
    across(handed_over).phase = Phase::agency;
    handed_over.life().sex = Sex::female;
    handed_over.life().career.stage = Stage::custody;
    handed_over.life().conceived = today - 260;
    EXPECT_EQ(handed_over.due(birth), no_day);
    EXPECT_NE(handed_over.due(person::maternity), no_day);
}

TEST(Birth, tells_whether_the_child_was_conceived_at_home)
{
    for (const bool at_home : {true, false}) {
        Alone one{{.place = "wangqing"}};
        across(one).crossed = at_home ? today - 100 : today - 300;
        one.life().sex = Sex::female;
        one.life().conceived = today - 260;
        EXPECT_EQ((one.does(birth, today).event().detail & 2) != 0, at_home);
    }
}

} // namespace
} // namespace counterlife::model::china
