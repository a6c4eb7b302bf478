// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Those left behind who leave, go on, and come back to the house.

#include "model/family/details.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/household/household.h"
#include "model/journal/packed.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::family {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1998, 6, 1);

/// Full hunger wherever nothing is delivered; a rate of 4 after two years, and the claims that do
/// not hold.
Given hungry(const Named& but = {}, std::vector<std::string> off = {})
{
    Given given{.off = std::move(off)};
    given.numbers = {{"food.relief/power", 0},     {"food.shortfall", 1},
                     {"food.place_luck/least", 1}, {"family.dispersal", 4},
                     {"family.years_to_full", 2},  {"family.promise_hold", 0.25},
                     {"family.word_hold", 0.5},    {"family.word_days", 365},
                     {"family.onward", 2},         {"family.return_to_house", 0.25},
                     {"food.adrift_age/from", 5},  {"food.adrift_age/until", 16},
                     {"household.grown_age", 17}};
    given.numbers.insert(given.numbers.end(), but.begin(), but.end());
    return given;
}

/// Somebody whose wife or husband, number 1, was last seen so long ago that waiting is over.
Exile& left_behind(Alone& one)
{
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.school = School::left_school;
    life.career.stage = Stage::worker;
    life.career.left_behind = true;
    one.place_state().rations = {
        .short_in_town = 1, .short_on_land = 0.5F, .short_in_mines = 0.25F};
    Exile& exile = one.exile();
    exile.last_seen = day_of(1990, 1, 1);
    return exile;
}

double leaves(Alone& one)
{
    return (one.rate(dispersal, today));
}

TEST(Dispersal, FAMILY_07_grows_with_hunger_and_with_the_absence)
{
    Alone one{hungry()};
    Exile& exile = left_behind(one);
    EXPECT_NEAR(leaves(one), 2, 1e-6);
    one.life().urban = true;
    EXPECT_NEAR(leaves(one), 4, 1e-6);
    exile.last_seen = day_of(1997, 6, 1);
    EXPECT_NEAR(leaves(one), 2, 0.01) << "after one of two years";
    exile.last_seen = day_of(1997, 12, 1);
    EXPECT_NEAR(leaves(one), 1, 0.01);
    exile.last_seen = day_of(1998, 7, 1);
    EXPECT_EQ(leaves(one), 0);
    Alone off{hungry({}, {"FAMILY-07"})};
    left_behind(off);
    EXPECT_EQ(off.rate(dispersal, today), 0);
}

TEST(Dispersal, is_not_of_a_woman_near_her_time)
{
    Alone one{hungry()};
    left_behind(one);
    one.life().sex = Sex::female;
    one.life().conceived = today - 100;
    EXPECT_NEAR(leaves(one), 2, 1e-6);
    one.life().conceived = today - 230;
    EXPECT_EQ(leaves(one), 0);
}

TEST(Dispersal, FAMILY_04_is_held_up_by_a_promise)
{
    for (const bool told : {true, false}) {
        Alone one{told ? hungry() : hungry({}, {"FAMILY-04"})};
        left_behind(one).waits = true;
        EXPECT_NEAR(leaves(one), told ? 1.5 : 2, 1e-6);
    }
}

TEST(Dispersal, FAMILY_05_is_held_up_by_word_for_a_time_and_counts_anew_from_there)
{
    Alone soon{hungry({{"family.years_to_full", 0.01}})};
    Exile& exile = left_behind(soon);
    exile.word = today - 364;
    EXPECT_NEAR(leaves(soon), 1, 1e-6);
    exile.word = today - 365;
    EXPECT_NEAR(leaves(soon), 2, 1e-6);
    Alone late{hungry()};
    Exile& heard = left_behind(late);
    heard.word = day_of(1997, 6, 1);
    EXPECT_NEAR(leaves(late), 1, 0.01);
    heard.last_seen = day_of(1997, 12, 1);
    EXPECT_NEAR(leaves(late), 0.5, 0.01) << "seen since";
}

TEST(Dispersal, is_for_those_left_behind_who_are_free_to_go)
{
    Alone one{hungry()};
    const auto leaves_if = [&](auto change) {
        left_behind(one);
        one.life().career.dispersed = one.life().career.sent_for = false;
        change(one.life());
        EXPECT_EQ(one.ceiling(dispersal, today).until == no_day, leaves(one) == 0);
        return leaves(one) > 0;
    };
    EXPECT_TRUE(leaves_if([](Life&) {}));
    EXPECT_FALSE(leaves_if([](Life& life) { life.career.left_behind = false; }));
    EXPECT_FALSE(leaves_if([](Life& life) { life.career.dispersed = true; }));
    EXPECT_FALSE(leaves_if([](Life& life) { life.career.sent_for = true; }));
    EXPECT_FALSE(leaves_if([](Life& life) { life.career.stage = Stage::ward; }));
    EXPECT_FALSE(leaves_if([](Life& life) { life.exile = 0; }));
    EXPECT_FALSE(leaves_if([](Life& life) { life.household = no_household; }));
}

bool is_station(const Alone& one, PlaceId place)
{
    const auto& stations = one.numbers().map.stations;
    return std::ranges::find(stations, place) != stations.end();
}

TEST(Dispersal, is_to_another_station_and_nobody_is_told)
{
    Alone one{hungry()};
    left_behind(one).last_seen = today - 700;
    one.life().urban = true;
    one.life().with_parents = true;
    const std::uint64_t key = one.place_state().households[one.life().household].key;
    const Deed deed = one.does(dispersal, today);
    EXPECT_TRUE(is_station(one, deed.left_for));
    EXPECT_EQ(deed.arrival, &elsewhere);
    EXPECT_TRUE(household::is_urban(deed.arrival_payload));
    EXPECT_EQ(deed.exile->home, one.here());
    EXPECT_EQ(deed.exile->house, household::with_town(key, true));
    EXPECT_TRUE(deed.life.career.dispersed);
    EXPECT_FALSE(deed.life.with_parents);
    EXPECT_EQ(deed.life.career.stage, Stage::trader);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(detail_of<DispersalDetail>(deed.event().detail).since_seen, Days{700});
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(dispersal.beside.record->leads(deed.event().detail), Turn::disperses);
    EXPECT_EQ(one.place_state().tally.dispersals, 1);
    const Letter gone = deed.letter_of(at_hand);
    EXPECT_EQ(gone.to, office_at(one.here(), neighbours_office));
    EXPECT_EQ(gone.payload, 1u);
    EXPECT_EQ(deed.letters.size(), 1u);
}

TEST(Dispersal, leaves_the_retired_retired)
{
    Alone one{hungry()};
    left_behind(one);
    one.life().career.stage = Stage::retired;
    EXPECT_EQ(one.does(dispersal, today).life.career.stage, Stage::retired);
}

TEST(Dispersal, lets_nobody_begin_to_trade_who_is_too_old_for_it)
{
    for (const int age : {59, 60}) {
        Given given = hungry();
        given.numbers.emplace_back("food.trade_age/until", 60);
        Alone one{given};
        left_behind(one);
        one.life().career.stage = Stage::at_home;
        one.life().born = engine::birthday(today, -age);
        EXPECT_EQ(one.does(dispersal, today).life.career.stage,
                  age < 60 ? Stage::trader : Stage::retired);
    }
}

TEST(Dispersal, leads_to_any_station_but_this_one)
{
    std::set<PlaceId> reached;
    PlaceId here = engine::nowhere;
    for (std::uint32_t number = 0; number < 300; ++number) {
        Alone one{hungry()};
        here = one.here();
        left_behind(one);
        one.life().being.id += number;
        reached.insert(one.does(dispersal, today).left_for);
    }
    const Alone map;
    EXPECT_EQ(reached.size(), map.numbers().map.stations.size() - 1);
    EXPECT_FALSE(reached.contains(here));
}

/// Whom somebody who leaves takes along, of children of these years: the letters by number.
struct Taken {
    std::vector<std::uint32_t> along, lost;
};
Taken taken(const std::vector<int>& born, double drifts, std::vector<std::string> off = {},
            std::uint32_t number = 0)
{
    Alone one{hungry({{"family.child_drifts", drifts}}, std::move(off))};
    left_behind(one);
    one.life().being.id += 100 * number;
    for (std::size_t child = 0; child < born.size(); ++child)
        one.child(static_cast<std::uint32_t>(child + 2), born[child]);
    const Deed deed = one.does(dispersal, today);
    Taken taken;
    for (const Letter& letter : deed.letters) {
        const auto child = static_cast<std::uint32_t>(letter.to - engine::first_life_id);
        if (letter.rule == household::come.number) {
            taken.along.push_back(child);
            EXPECT_EQ(letter.payload, deed.arrival_payload);
            EXPECT_EQ(letter.about.place, deed.left_for);
        }
        if (letter.rule == cast_off.number) taken.lost.push_back(child);
    }
    return taken;
}

TEST(Dispersal, takes_the_children_along_who_are_not_grown)
{
    const Taken all = taken({1981, 1982, 1995}, 0);
    EXPECT_EQ(all.along, (std::vector{3u, 4u}));
    EXPECT_TRUE(all.lost.empty());
}

TEST(Dispersal, FOOD_06_loses_children_of_an_age_to_drift_on_the_way)
{
    const std::vector<int> born{1981, 1982, 1983, 1993, 1994};
    const Taken all = taken(born, 1);
    EXPECT_EQ(all.lost, (std::vector{4u, 5u})) << "of fifteen and of five";
    EXPECT_EQ(all.along, (std::vector{3u, 6u})) << "of sixteen and of four";
    EXPECT_TRUE(taken(born, 1, {"FOOD-06"}).lost.empty());
}

TEST(Dispersal, asks_a_lot_of_its_own_for_each_child)
{
    int lost = 0, split = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        const Taken both = taken({1990, 1990}, 0.5, {}, number);
        lost += static_cast<int>(both.lost.size());
        split += both.lost.size() == 1;
    }
    EXPECT_NEAR(lost, 40, 18);
    EXPECT_GT(split, 8);
}

TEST(Elsewhere, is_a_house_in_a_town_where_somebody_can_be_asked_for)
{
    Alone one;
    one.life().household = no_household;
    const PlaceId from = one.place_named("onsong");
    const Deed deed = one.reads(elsewhere, today, {.payload = 88 | 1, .from_place = from});
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 88u);
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    EXPECT_TRUE(deed.life.urban);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    EXPECT_EQ(deed.letter_of(at_hand).payload, 0u);
    EXPECT_EQ(deed.letter_of(at_hand).to, office_at(one.here(), neighbours_office));
}

TEST(CastOff, sends_a_child_adrift)
{
    Alone child{hungry()};
    child.life().born = day_of(1988, 5, 1);
    const Deed deed = child.reads(cast_off, today, {.from = child.other(1).id});
    EXPECT_EQ(deed.life.career.stage, Stage::adrift);
    EXPECT_EQ(deed.life.career.home, child.here());
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 10);
    EXPECT_EQ(deed.event().with, child.other(1).id);
    EXPECT_EQ(cast_off.beside.record->leads(deed.event().detail), Turn::drifts);
}

TEST(CastOff, means_nothing_to_the_grown_and_to_those_who_are_away)
{
    const auto drifts_if = [](Day born, Stage stage, bool at_home = true) {
        Alone child{hungry()};
        child.life().born = born;
        child.life().career.stage = stage;
        if (!at_home) child.life().household = no_household;
        const Deed deed = child.reads(cast_off, today, {.from = child.other(1).id});
        EXPECT_EQ(deed.is_quiet(), deed.life.career.stage == stage);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(drifts_if(day_of(1982, 6, 2), Stage::child));
    EXPECT_FALSE(drifts_if(day_of(1982, 6, 1), Stage::child)) << "sixteen today";
    EXPECT_FALSE(drifts_if(day_of(1988, 6, 1), Stage::camp));
    EXPECT_FALSE(drifts_if(day_of(1988, 6, 1), Stage::child, false));
}

/// Somebody who has left a house in Onsong and told nobody.
Exile& dispersed(Alone& one)
{
    Exile& exile = left_behind(one);
    one.life().career.left_behind = false;
    one.life().career.dispersed = true;
    exile.home = one.place_named("onsong");
    exile.house = 88 | 1;
    return exile;
}

TEST(Onward, follows_the_hunger_of_the_place_and_the_way_back_does_not)
{
    Alone one{hungry()};
    dispersed(one);
    EXPECT_NEAR((one.rate(onward, today)), 1, 1e-6);
    EXPECT_DOUBLE_EQ((one.rate(return_to_house, today)), 0.25);
    one.place_state().rations = {};
    EXPECT_EQ(one.rate(onward, today), 0);
    EXPECT_DOUBLE_EQ((one.rate(return_to_house, today)), 0.25);
    Alone off{hungry({}, {"SEARCH-07"})};
    dispersed(off);
    EXPECT_EQ(off.rate(return_to_house, today), 0);
    EXPECT_NEAR((off.rate(onward, today)), 1, 1e-6);
}

TEST(Onward, and_the_way_back_are_for_those_who_left_and_are_free_to_go)
{
    Alone one{hungry()};
    const auto moves_if = [&](auto change) {
        dispersed(one);
        change(one.life());
        const bool moves = one.rate(onward, today) != 0;
        EXPECT_EQ(one.rate(return_to_house, today) != 0, moves);
        EXPECT_EQ(one.ceiling(onward, today).until == no_day, !moves);
        EXPECT_EQ(one.ceiling(return_to_house, today).until == no_day, !moves);
        return moves;
    };
    EXPECT_TRUE(moves_if([](Life&) {}));
    EXPECT_FALSE(moves_if([](Life& life) { life.career.dispersed = false; }));
    EXPECT_FALSE(moves_if([](Life& life) { life.career.stage = Stage::detained; }));
    EXPECT_FALSE(moves_if([](Life& life) { life.exile = 0; }));
    EXPECT_FALSE(moves_if([](Life& life) { life.household = no_household; }));
}

TEST(Onward, leads_to_a_station_that_is_neither_here_nor_home_and_loses_nobody)
{
    std::set<PlaceId> reached;
    const Alone map;
    const PlaceId home = map.place_named("chongjin");
    for (std::uint32_t number = 0; number < 300; ++number) {
        Alone one{hungry({{"family.child_drifts", 1}})};
        dispersed(one).home = home;
        one.life().being.id += 100 * number;
        one.child(2, 1990);
        const Deed deed = one.does(onward, today);
        reached.insert(deed.left_for);
        EXPECT_EQ(deed.count(household::come), 1u);
        EXPECT_EQ(deed.count(cast_off), 0u);
        EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, deed.left_for);
        EXPECT_EQ(deed.exile->home, home);
    }
    EXPECT_EQ(reached.size(), map.numbers().map.stations.size() - 2);
    EXPECT_FALSE(reached.contains(home));
    EXPECT_FALSE(reached.contains(map.here()));
}

TEST(ReturnToHouse, sets_out_for_where_the_house_is)
{
    Alone one{hungry()};
    const PlaceId home = dispersed(one).home;
    const HouseholdId before = one.life().household;
    const Deed deed = one.does(return_to_house, today);
    EXPECT_EQ(deed.left_for, home);
    EXPECT_EQ(deed.arrival, &back_at_house);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, home);
    EXPECT_EQ(deed.life.career.stage, Stage::trader);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(one.place_state().households[before].members, 0u);
    EXPECT_EQ(deed.letter_of(at_hand).payload, 1u);
}

TEST(BackAtHouse, FAMILY_11_is_in_the_same_house_and_asks_for_the_other)
{
    Alone one{hungry({{"labour.formalities", 14}})};
    Exile& exile = dispersed(one);
    exile.home = one.here();
    one.child(2, 1990);
    one.child(3, 1980);
    const PlaceId from = one.place_named("chongjin");
    const Deed deed = one.reads(back_at_house, today, {.from_place = from});
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 88u);
    EXPECT_TRUE(deed.life.urban) << "as the house is";
    EXPECT_FALSE(deed.life.career.dispersed);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 14);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    EXPECT_EQ(deed.letter_of(household::come).to, one.other(2).id);
    EXPECT_EQ(deed.letter_of(at_hand).payload, 0u);
    const Letter asked = deed.letter_of(asked_for);
    EXPECT_EQ(asked.to, office_at(one.here(), neighbours_office));
    EXPECT_EQ(asked.about.id, one.other(1).id);
    EXPECT_EQ(asked.payload, 0u);
}

TEST(BackAtHouse, FAMILY_07_brings_the_news_that_no_letter_could_bring)
{
    Alone one{hungry()};
    Exile& exile = dispersed(one);
    exile.home = one.here();
    exile.unheard = {one.other(2).id};
    exile.parted = true;
    const Deed deed = one.reads(back_at_house, today);
    EXPECT_EQ(deed.count(news), 2u);
    EXPECT_FALSE(deed.exile->parted);
    EXPECT_TRUE(deed.exile->unheard.empty());
}

TEST(Dispersal, is_not_on_the_day_of_coming_back_to_the_house)
{
    Alone one{hungry()};
    left_behind(one).came_home = today;
    EXPECT_EQ(leaves(one), 0);
    one.exile().came_home = today - 1;
    EXPECT_GT(leaves(one), 0);
}

TEST(Dispersal, is_not_of_students)
{
    Alone one{hungry()};
    left_behind(one);
    EXPECT_GT(leaves(one), 0);
    one.life().career.stage = Stage::student;
    EXPECT_EQ(leaves(one), 0);
}

} // namespace
} // namespace counterlife::model::family
