// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A trader's trips to sell, the way back, and the way back to work.

#include "model/food/food.h"
#include "model/food/trade.h"
#include "model/household/household.h"
#include "model/places/map.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::food {
namespace {

using engine::day_of;

constexpr Day today = day_of(1997, 6, 1);

Given trading(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"food.trip", 2},
                                                 {"food.trip_least", 0.25},
                                                 {"food.trip_shortfall", 0.5},
                                                 {"food.trip_days", 30},
                                                 {"food.leaving_trade", 2},
                                                 {"food.leaving_shortfall", 0.5},
                                                 {"food.trade_age/from", 20},
                                                 {"food.trade_age/until", 60}});
    return given;
}

/// A trader of forty-seven in a town, with a house, a husband, number 1, and a mother, number 2.
void be_trader(Alone& one)
{
    Life& life = one.life();
    life.sex = Sex::female;
    life.urban = true;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.mother = one.other(2);
    life.school = School::left_school;
    life.career.stage = Stage::trader;
    life.career.stage_since = day_of(1996, 1, 1);
}

void lack(Alone& one, float town, float land = 0)
{
    one.place_state().rations = {.short_in_town = town, .short_on_land = land, .short_in_mines = 1};
}

/// The same trader where she sells, until a day.
void be_away(Alone& one, PlaceId home, Day until)
{
    be_trader(one);
    one.place_state().leave(one.life().household, engine::no_day);
    one.life().household = no_household;
    one.life().career.home = home;
    one.life().career.stage_until = until;
}

void expect_for_traders_alone(const Rule& rule)
{
    Alone one;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        one.life().career.stage = static_cast<Stage>(stage);
        EXPECT_EQ(one.meets(rule), one.life().career.stage == Stage::trader) << stage;
    }
}

TEST(Trip, and_what_ends_it_and_trade_concern_traders)
{
    expect_for_traders_alone(trip);
    expect_for_traders_alone(way_back);
    expect_for_traders_alone(leaving_trade);
}

TEST(Trip, is_oftener_the_more_is_lacking_in_town_up_to_a_shortfall)
{
    Alone one{trading()};
    be_trader(one);
    const auto rate = [&](float town, float land) {
        lack(one, town, land);
        return one.rate(trip, today);
    };
    EXPECT_DOUBLE_EQ(rate(0, 1), 0.5);
    EXPECT_DOUBLE_EQ(rate(0.25F, 0), 1.25);
    EXPECT_DOUBLE_EQ(rate(0.5F, 0), 2);
    EXPECT_DOUBLE_EQ(rate(1, 0), 2);
    one.life().urban = false;
    EXPECT_DOUBLE_EQ(rate(0.25F, 1), 1.25) << "wherever she lives";
}

TEST(Trip, is_made_from_the_first_birthday_until_the_last)
{
    Alone one{trading()};
    be_trader(one);
    lack(one, 1);
    one.life().born = engine::birthday(today, -20);
    EXPECT_EQ(one.rate(trip, today - 1), 0);
    EXPECT_DOUBLE_EQ(one.rate(trip, today), 2);
    one.life().born = engine::birthday(today, -60);
    EXPECT_DOUBLE_EQ(one.rate(trip, today - 1), 2);
    EXPECT_EQ(one.rate(trip, today), 0);
}

TEST(Trip, is_not_made_by_one_who_is_away_already)
{
    for (const Rule* rule : {&trip, &leaving_trade}) {
        Alone one{trading()};
        be_trader(one);
        lack(one, 0);
        EXPECT_GT(one.rate(*rule, today), 0);
        one.life().career.stage_until = today + 10;
        EXPECT_EQ(one.rate(*rule, today), 0);
        one.life().career.stage_until = no_day;
        one.life().career.dispersed = true;
        EXPECT_EQ(one.rate(*rule, today), 0);
    }
}

PlaceId named_by_lot(Alone& one, Day day)
{
    const auto& stations = one.numbers().map.stations;
    const double lot = one.uniform(trip, static_cast<std::uint32_t>(day.count()));
    return stations[static_cast<std::size_t>(lot * static_cast<double>(stations.size()))];
}

TEST(Trip, leads_to_a_station_by_a_lot_of_its_own_each_day)
{
    std::set<PlaceId> seen;
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5}) {
        Alone one{trading({.place = "musan"})};
        be_trader(one);
        const PlaceId station_named = named_by_lot(one, day);
        const Deed deed = one.does(trip, day);
        EXPECT_EQ(deed.left_for, station_named);
        EXPECT_EQ(deed.arrival, &selling);
        EXPECT_EQ(deed.arrival_payload, 0u);
        EXPECT_EQ(detail_of<TripDetail>(deed.event().detail).to, station_named);
        seen.insert(deed.left_for);
    }
    EXPECT_GT(seen.size(), 2u);
}

TEST(Trip, leaves_the_house_to_those_who_stay)
{
    Alone one{trading({.place = "musan"})};
    be_trader(one);
    one.place_state().enter(one.life().household, engine::no_day);
    const Life before = one.life();
    const Deed deed = one.does(trip, today);
    EXPECT_EQ(deed.life.career.home, one.here());
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(changes(before, deed.life), (Fields{"household", "career.home"}));
    EXPECT_EQ(one.place_state().households[before.household].members, 1u);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Trip, changes_nothing_where_the_lot_names_her_own_station)
{
    Day day = today;
    for (Alone one{trading()}; named_by_lot(one, day) != one.here();) ++day;
    Alone one{trading()};
    be_trader(one);
    const Life before = one.life();
    const Deed deed = one.does(trip, day);
    EXPECT_EQ(detail_of<TripDetail>(deed.event().detail).to, 0);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.arrival, nullptr);
    EXPECT_EQ(changes(before, deed.life), Fields{});
    EXPECT_EQ(one.place_state().households[before.household].members, 1u);
}

TEST(Selling, lasts_its_days_and_is_told_with_where_she_comes_from)
{
    Alone one{trading()};
    const PlaceId home = one.place_named("musan");
    be_away(one, home, no_day);
    const Life before = one.life();
    const Deed deed = one.reads(selling, today, {.from_place = home});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, home);
    EXPECT_EQ(deed.life.career.stage_until, today + 30);
    EXPECT_EQ(changes(before, deed.life), Fields{"career.stage_until"});
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(WayBack, begins_on_the_day_the_stay_ends_and_before_anything_else)
{
    Alone one;
    be_away(one, one.place_named("musan"), today + 3);
    EXPECT_EQ(one.due(way_back), today + 3);
    one.life().career.stage_until = no_day;
    EXPECT_EQ(one.due(way_back), no_day);
    EXPECT_LT(way_back.beside.precedence, 0);
}

TEST(WayBack, leads_to_the_county_she_set_out_from)
{
    Alone one;
    const PlaceId home = one.place_named("musan");
    be_away(one, home, today);
    const Life before = one.life();
    const Deed deed = one.does(way_back, today);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, home);
    EXPECT_EQ(deed.left_for, home);
    EXPECT_EQ(deed.arrival, &back);
    EXPECT_EQ(deed.arrival_payload, 0u);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
    EXPECT_EQ(changes(before, deed.life), Fields{"career.stage_until"});
    EXPECT_TRUE(deed.letters.empty());
}

TEST(WayBack, is_not_taken_by_one_who_has_a_home_here_by_now)
{
    Alone one;
    be_trader(one);
    one.life().career.home = one.place_named("musan");
    one.life().career.stage_until = today;
    const Life before = one.life();
    const Deed deed = one.does(way_back, today);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(changes(before, deed.life), Fields{"career.stage_until"});
}

TEST(WayBack, is_no_journey_where_home_is_here)
{
    Alone one;
    be_away(one, one.here(), today);
    const Deed deed = one.does(way_back, today);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, one.here());
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_NE(deed.life.household, no_household);
    EXPECT_EQ(deed.letter_of(household::take_in).to, one.other(1).id);
}

TEST(Back, opens_a_house_and_asks_the_husband_alone_for_the_old_one)
{
    Alone one;
    be_away(one, one.here(), no_day);
    one.child(3, 1990);
    const PlaceId from = one.place_named("musan");
    const Life before = one.life();
    const Deed deed = one.reads(back, today, {.from_place = from});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(changes(before, deed.life), Fields{"household"});
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    ASSERT_EQ(deed.letters.size(), 1u);
    const Letter asked = deed.letter_of(household::take_in);
    EXPECT_EQ(asked.to, one.other(1).id);
    EXPECT_EQ(asked.about.id, before.being.id);
    EXPECT_EQ(asked.about.place, one.here());
    EXPECT_EQ(asked.payload, 0u);
    EXPECT_EQ(asked.day, today + 1);
}

TEST(Back, fetches_the_children_where_there_is_no_husband_and_asks_the_mother)
{
    Alone one{{.numbers = {{"household.grown_age", 17}}}};
    be_away(one, one.here(), no_day);
    one.life().marital = Marital::widowed;
    one.life().spouse.note = known_dead;
    one.child(3, 1981);
    one.child(4, 1980);
    const Deed deed = one.reads(back, today, {.from_place = one.place_named("musan")});
    EXPECT_EQ(deed.letter_of(household::come).to, one.other(3).id) << "the other is grown";
    EXPECT_EQ(deed.letter_of(household::take_in).to, one.other(2).id);
    EXPECT_EQ(deed.letters.size(), 2u);
}

TEST(LeavingTrade, is_oftener_the_less_is_lacking_where_she_lives)
{
    Alone one{trading()};
    be_trader(one);
    const auto rate = [&](float town, float land) {
        lack(one, town, land);
        return one.rate(leaving_trade, today);
    };
    EXPECT_DOUBLE_EQ(rate(0, 1), 2);
    EXPECT_DOUBLE_EQ(rate(0.125F, 1), 1.5);
    EXPECT_EQ(rate(0.5F, 0), 0);
    EXPECT_EQ(rate(1, 0), 0);
    one.life().urban = false;
    EXPECT_DOUBLE_EQ(rate(1, 0.25F), 1);
}

TEST(LeavingTrade, has_her_report_to_the_labour_office)
{
    Alone one{{.numbers = {{"labour.formalities", 20}, {"labour.first_age", 16}}}};
    be_trader(one);
    const Life before = one.life();
    const Deed deed = one.does(leaving_trade, today);
    EXPECT_EQ(deed.event().detail, 0);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, today + 20);
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.stage"}));
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(leaving_trade.beside.record->leads(0), Turn::waits);
}

} // namespace
} // namespace counterlife::model::food
