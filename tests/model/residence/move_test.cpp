// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who moves house, and where to.

#include "model/household/household.h"
#include "model/places/map.h"
#include "model/residence/gravity.h"
#include "model/residence/numbers.h"
#include "model/residence/residence.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace counterlife::model::residence {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

TEST(Move, has_the_rates_of_land_and_town_and_the_factor_of_age)
{
    Alone one{{.numbers = {{"movement.rural_to_urban", 0.01},
                           {"movement.rural_to_rural", 0.02},
                           {"movement.urban_to_urban", 0.04},
                           {"movement.urban_to_rural", 0.08},
                           {"movement.first_age", 17},
                           {"movement.youth_factor/17-24", 2},
                           {"movement.youth_factor/25-34", 3},
                           {"movement.youth_factor/35-49", 5},
                           {"movement.youth_factor/50+", 7}}}};
    const auto aged = [&](int years, Days days) {
        one.life().born = engine::birthday(today, -years) + 1 - days;
        return one.rate(move, today);
    };
    EXPECT_EQ(aged(17, 0), 0);
    EXPECT_DOUBLE_EQ(aged(17, 1), 2 * 0.03);
    EXPECT_DOUBLE_EQ(aged(25, 0), 2 * 0.03);
    EXPECT_DOUBLE_EQ(aged(25, 1), 3 * 0.03);
    EXPECT_DOUBLE_EQ(aged(35, 1), 5 * 0.03);
    EXPECT_DOUBLE_EQ(aged(50, 1), 7 * 0.03);
    one.life().urban = true;
    EXPECT_DOUBLE_EQ(aged(50, 1), 7 * 0.12);
    one.exile().came_home = today;
    EXPECT_EQ(aged(50, 1), 0) << "come home that day";
}

TEST(Move, BEYOND_11_is_ordered_of_some_in_the_capital_who_are_no_members)
{
    for (const bool told : {true, false}) {
        Given given{.numbers = {{"movement.sent_away", 0.5}}};
        if (!told) given.off = {"BEYOND-11"};
        Alone elsewhere{given};
        given.place = elsewhere.numbers().map.places[elsewhere.numbers().map.capital].name;
        Alone one{given};
        one.life().urban = elsewhere.life().urban;
        const double own = elsewhere.rate(move, today);
        EXPECT_NEAR(one.rate(move, today), own + (told ? 0.5 : 0), 1e-12);
        one.life().career.standing = Standing::member;
        EXPECT_NEAR(one.rate(move, today), own, 1e-12);
    }
}

/// Only ever to a town.
Given to_town(Given given = {})
{
    given.numbers.insert(given.numbers.end(),
                         {{"movement.rural_to_rural", 0}, {"movement.urban_to_rural", 0}});
    return given;
}

/// How many of so many people move to each place.
std::map<PlaceId, int> moves(const Given& given, std::uint32_t people)
{
    std::map<PlaceId, int> to;
    for (std::uint32_t number = 0; number < people; ++number) {
        Alone one{given};
        one.life().being.id += 1000 * number;
        const Deed deed = one.does(move, today);
        ++to[deed.left_for == engine::nowhere ? one.here() : deed.left_for];
    }
    return to;
}

/// How many of so many who move come to the capital's province from Hamhung.
int to_the_capital(double permit, bool member, std::vector<std::string> off = {})
{
    Given given = to_town({.numbers = {{"movement.permit", permit},
                                       {"movement.same_province_preference", 1},
                                       {"movement.pyongyang_pull", 10}},
                           .off = std::move(off)});
    given.place = "hamhung";
    int count = 0;
    for (std::uint32_t number = 0; number < 200; ++number) {
        Alone one{given};
        one.life().being.id += 1000 * number;
        if (member) one.life().career.standing = Standing::member;
        const Map& map = one.numbers().map;
        const Deed deed = one.does(move, today);
        count += deed.left_for != engine::nowhere &&
                 map.province_of[deed.left_for] == map.province_of[map.capital];
    }
    return count;
}

TEST(Move, BEYOND_11_to_the_capital_is_for_members)
{
    const int freely = to_the_capital(1, false);
    EXPECT_GT(freely, 40);
    EXPECT_EQ(to_the_capital(0, false), 0);
    EXPECT_LT(to_the_capital(0.2, false), freely / 2);
    EXPECT_EQ(to_the_capital(0, true), freely);
    EXPECT_EQ(to_the_capital(0, false, {"BEYOND-11"}), freely);
}

TEST(Move, BEYOND_11_of_whoever_is_sent_away_leads_out_of_the_capital)
{
    Given given{.numbers = {{"movement.sent_away", 100},
                            {"movement.same_province_preference", 1000},
                            {"movement.pyongyang_pull", 10}}};
    given.place = Alone{}.numbers().map.places[Alone{}.numbers().map.capital].name;
    int out = 0, member_out = 0;
    for (const bool member : {false, true})
        for (std::uint32_t number = 0; number < 100; ++number) {
            Alone one{given};
            one.life().being.id += 1000 * number;
            if (member) one.life().career.standing = Standing::member;
            const Map& map = one.numbers().map;
            const Deed deed = one.does(move, today);
            const bool leaves = deed.left_for != engine::nowhere &&
                                map.province_of[deed.left_for] != map.province_of[map.capital];
            (member ? member_out : out) += leaves;
        }
    EXPECT_GT(out, 95);
    EXPECT_LT(member_out, 20) << "of their own accord hardly anybody";
}

TEST(Move, chooses_the_province_and_then_the_place_in_it_by_lots_of_their_own)
{
    Given given =
        to_town({.numbers = {{"movement.same_province_preference", 1}, {"movement.permit", 1}}});
    given.place = "hamhung";
    constexpr int people = 3000;
    const auto to = moves(given, people);
    const Numbers& numbers = Alone{given}.numbers();
    const PlaceId here = Alone{given}.here();
    const std::size_t spell = numbers.movement.pull.spell(today);
    double all = 0;
    for (std::size_t province = 0; province < numbers.map.provinces.size(); ++province)
        all += numbers.gravity.of_province(spell, true, here, province);
    // Were they the same lots, whoever draws a province would draw a place of the same number.
    for (std::size_t province = 0; province < numbers.map.provinces.size(); ++province)
        for (const PlaceId place : numbers.map.members[province]) {
            const double share = numbers.gravity.of_place(spell, true, here, place) / all;
            const double expected = people * share;
            const auto found = to.find(place);
            const double moved = found == to.end() ? 0 : found->second;
            EXPECT_NEAR(moved, expected, 4.5 * std::sqrt(expected) + 3)
                << numbers.map.places[place].name;
        }
}

TEST(Move, prefers_the_own_province)
{
    Given given = to_town({.numbers = {{"movement.same_province_preference", 1000}}});
    given.place = "hamhung";
    const Numbers& numbers = Alone{given}.numbers();
    const std::size_t home = numbers.map.province_of[Alone{given}.here()];
    int stay = 0;
    for (const auto& [place, people] : moves(given, 200))
        stay += numbers.map.province_of[place] == home ? people : 0;
    EXPECT_GT(stay, 190);
}

TEST(Move, brings_wife_and_children_along_who_are_not_grown_up)
{
    Alone one{to_town(
        {.place = "hamhung",
         .numbers = {{"movement.same_province_preference", 0}, {"household.grown_age", 17}}})};
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    one.child(2, 1963);
    one.child(3, 1964);
    one.child(4, 1979);
    one.place_state().kin.list(one.life().children)[2].note |= known_dead;
    const Deed deed = one.does(move, today);
    ASSERT_NE(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.arrival, &arrival);
    EXPECT_EQ(deed.count(household::come), 2u);
    for (const std::uint32_t kin : {1, 3}) {
        const auto letters = deed.letters_to(one.other(kin).id);
        ASSERT_EQ(letters.size(), 1u) << kin;
        EXPECT_EQ(letters[0].payload, deed.arrival_payload) << "to the same house";
        EXPECT_EQ(letters[0].about.place, deed.left_for);
    }
    EXPECT_TRUE(household::is_urban(deed.arrival_payload));
    EXPECT_EQ(deed.life.household, no_household);
}

TEST(Arrival, moves_into_the_house_and_tells_the_wife_where)
{
    Alone one;
    one.life().household = no_household;
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    const Deed deed = one.reads(arrival, today, {.payload = household::with_town(64, true)});
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 64u);
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    EXPECT_TRUE(deed.life.urban);
    EXPECT_EQ(deed.letter_of(address).to, one.other(1).id);
}

TEST(TheAddress, is_learned_from_wife_or_husband_alone)
{
    Alone one;
    one.life().spouse = one.other(1);
    const PlaceId onsong = one.place_named("onsong");
    const auto reads = [&](std::uint32_t from) {
        return one
            .reads(address, today,
                   {.from = one.other(from).id, .from_slot = 77, .from_place = onsong})
            .life.spouse;
    };
    EXPECT_EQ(reads(2).place, one.here());
    EXPECT_EQ(reads(1).place, onsong);
    EXPECT_EQ(reads(1).slot, 77u);
}

constexpr auto factory = static_cast<std::size_t>(Sector::factory);

/// A man of thirty at work on the land who lives with his parents, with wife 1 and child 2, and
/// what he does whose lots lead elsewhere, or to the town of his own county.
std::pair<std::unique_ptr<Alone>, Deed> moved(const Given& given, bool elsewhere)
{
    for (std::uint32_t number = 0;; ++number) {
        auto one = std::make_unique<Alone>(given);
        Life& life = one->life();
        life.being.id += 1000 * number;
        life.marital = Marital::married;
        life.spouse = one->other(1);
        life.with_parents = true;
        life.school = School::left_school;
        life.career.stage = Stage::worker;
        life.career.sector = Sector::factory;
        one->child(2, 1979);
        Deed deed = one->does(move, today);
        if ((deed.left_for != engine::nowhere) == elsewhere) return {std::move(one), deed};
    }
}

TEST(Move, within_a_county_opens_a_house_in_town_and_keeps_the_job)
{
    const auto [one, deed] = moved(
        to_town({.place = "hamhung", .numbers = {{"movement.same_province_preference", 1000}}}),
        false);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, one->here());
    const PlaceState& state = one->place_state();
    const Household& house = state.households[deed.life.household];
    EXPECT_EQ(house.members, 1u);
    EXPECT_TRUE(deed.life.own_home);
    EXPECT_FALSE(deed.life.with_parents);
    EXPECT_TRUE(deed.life.urban);
    EXPECT_EQ(deed.life.career.stage, Stage::worker);
    EXPECT_EQ(state.labour.workers[0][factory], -1);
    EXPECT_EQ(state.labour.workers[1][factory], 1);
    EXPECT_EQ(state.tally.moves, (std::array{1, 0, 0, 0}));
    EXPECT_EQ(deed.count(household::come), 2u);
    for (const std::uint32_t kin : {1u, 2u}) {
        const auto letters = deed.letters_to(one->other(kin).id);
        ASSERT_EQ(letters.size(), 1u) << kin;
        EXPECT_EQ(letters[0].payload, household::with_town(house.key, true));
        EXPECT_EQ(letters[0].about.slot, deed.life.household);
        EXPECT_EQ(letters[0].about.place, one->here());
    }
}

TEST(Move, elsewhere_gives_up_house_and_job_and_waits_longer_for_another)
{
    const auto [one, deed] =
        moved(to_town({.place = "hamhung",
                       .numbers = {{"labour.formalities", 20}, {"labour.journey_days", 10}}}),
              true);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, deed.left_for);
    EXPECT_TRUE(deed.life.own_home);
    EXPECT_FALSE(deed.life.with_parents);
    EXPECT_FALSE(deed.life.urban) << "until the arrival";
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 30);
    EXPECT_EQ(one->place_state().labour.workers[0][factory], -1);
    EXPECT_EQ(one->place_state().tally.moves, (std::array{1, 0, 0, 0}));
    EXPECT_EQ(one->place_state().households[0].key, 0u) << "nobody is left in the house";
}

TEST(Move, is_to_town_or_land_by_the_lot_of_each)
{
    int towns = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone one{
            {.place = "hamhung",
             .numbers = {{"movement.urban_to_urban", 0.01}, {"movement.urban_to_rural", 0.03}}}};
        one.life().being.id += 1000 * number;
        one.life().urban = true;
        const bool town =
            one.uniform(move, 512 * static_cast<std::uint32_t>(today.count()) + 511) < 0.25;
        const Deed deed = one.does(move, today);
        EXPECT_EQ(one.place_state().tally.moves[town ? 1 : 3], 1);
        if (deed.left_for == engine::nowhere)
            EXPECT_EQ(deed.life.urban, town);
        else
            EXPECT_EQ(household::is_urban(deed.arrival_payload), town);
        towns += town;
    }
    EXPECT_GT(towns, 2);
    EXPECT_LT(towns, 20);
}

TEST(Move, is_looked_for_from_the_first_age_on)
{
    Alone one{{.numbers = {{"movement.first_age", 17}}}};
    one.life().born = engine::birthday(today, -17);
    EXPECT_EQ(one.ceiling(move, today - 1).rate, engine::never);
    EXPECT_EQ(one.ceiling(move, today - 1).until, today);
    EXPECT_GT(one.ceiling(move, today).rate, engine::never);
}

TEST(Move, promises_for_ten_years_what_the_next_age_may_bring)
{
    Alone one{{.numbers = {{"movement.rural_to_urban", 0.01},
                           {"movement.rural_to_rural", 0.02},
                           {"movement.youth_factor/17-24", 2},
                           {"movement.youth_factor/25-34", 3},
                           {"movement.youth_factor/35-49", 1},
                           {"movement.youth_factor/50+", 1.5}}}};
    const auto at_age = [&](int years) {
        one.life().born = engine::birthday(today, -years);
        EXPECT_EQ(one.ceiling(move, today).until, today + 10 * 365);
        return one.ceiling(move, today).rate.value();
    };
    EXPECT_DOUBLE_EQ(at_age(20), 3 * 0.03);
    EXPECT_DOUBLE_EQ(at_age(30), 3 * 0.03);
    EXPECT_DOUBLE_EQ(at_age(40), 1.5 * 0.03);
    EXPECT_DOUBLE_EQ(at_age(70), 1.5 * 0.03);
}

bool is_free(Stage stage)
{
    const auto free = {Stage::waiting, Stage::worker,  Stage::student, Stage::idle,
                       Stage::trader,  Stage::at_home, Stage::retired};
    return std::ranges::find(free, stage) != free.end();
}

TEST(Move, concerns_those_who_are_free_past_school_and_wait_for_nobody)
{
    for (std::size_t stage = 0; stage < stages; ++stage) {
        Alone one;
        Life& life = one.life();
        life.school = School::left_school;
        life.career.stage = static_cast<Stage>(stage);
        const bool free = is_free(life.career.stage);
        EXPECT_EQ(one.meets(move), free) << stage;
        life.marital = Marital::married;
        EXPECT_EQ(one.meets(move), free) << stage;
        life.sex = Sex::female;
        EXPECT_FALSE(one.meets(move)) << "a wife goes along";
        life.marital = Marital::widowed;
        EXPECT_EQ(one.meets(move), free) << stage;
        life.career.bound = true;
        EXPECT_FALSE(one.meets(move));
        life.career.bound = false;
        for (const School school : {School::none, School::pupil}) {
            life.school = school;
            EXPECT_FALSE(one.meets(move));
        }
        life.school = School::graduate;
        EXPECT_EQ(one.meets(move), free) << stage;
        life.career.left_behind = true;
        EXPECT_FALSE(one.meets(move));
    }
}

TEST(Arrival, is_told_and_enters_a_house_where_others_live)
{
    Alone one;
    PlaceState& state = one.place_state();
    const HouseholdId house = state.open_household(64);
    state.enter(house, engine::no_day);
    one.life().household = no_household;
    one.life().urban = true;
    const Life before = one.life();
    const PlaceId from = one.place_named("musan");
    const Deed deed =
        one.reads(arrival, today, {.payload = household::with_town(64, false), .from_place = from});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(state.households[house].members, 2u);
    EXPECT_FALSE(deed.life.urban);
    EXPECT_EQ(changes(before, deed.life), (Fields{"household", "urban"}));
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Arrival, is_written_to_a_living_wife_alone)
{
    for (const Marital marital : {Marital::married, Marital::divorced})
        for (const bool dead : {false, true}) {
            Alone one;
            one.life().household = no_household;
            one.life().marital = marital;
            one.life().spouse = one.other(1);
            if (dead) one.life().spouse.note = known_dead;
            const Deed deed = one.reads(arrival, today, {.payload = 64});
            EXPECT_EQ(deed.count(address), marital == Marital::married && !dead);
        }
}

TEST(TheAddress, changes_nothing_that_anyone_need_know)
{
    Alone one;
    one.life().spouse = one.other(1);
    const Life before = one.life();
    const Deed deed = one.reads(
        address, today,
        {.from = one.other(1).id, .from_slot = 77, .from_place = one.place_named("onsong")});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.carries_on);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(changes(before, deed.life), Fields{"spouse"});
}

} // namespace
} // namespace counterlife::model::residence
