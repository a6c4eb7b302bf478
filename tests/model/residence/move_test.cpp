// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who moves house, and where to.

#include "model/household/household.h"
#include "model/places/map.h"
#include "model/residence/gravity.h"
#include "model/residence/numbers.h"
#include "model/residence/residence.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

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
        one.life().born = today - engine::days_in_years(years) - days;
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

TEST(Move, chooses_the_province_and_then_the_place_in_it_by_lots_of_their_own)
{
    Given given = to_town({.numbers = {{"movement.same_province_preference", 1}}});
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

} // namespace
} // namespace counterlife::model::residence
