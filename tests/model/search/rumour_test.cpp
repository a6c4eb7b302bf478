// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is seen and where, what neighbours keep in mind, and who sets out on it.

#include "model/offices.h"
#include "model/places/map.h"
#include "model/search/details.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::search {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(2000, 6, 1);

/// Somebody at home in Hoeryong whose wife or husband, number 1, is lost.
void bereft(Alone& one)
{
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.career.stage = Stage::worker;
    life.career.lost_family = true;
    one.exile().home = one.here();
    one.exile().stations = 7;
}

TEST(SettingOut, SEARCH_02_goes_first_to_where_neighbours_saw_the_lost)
{
    Alone one;
    bereft(one);
    const PlaceId last = one.place_named("sinuiju"), before = one.place_named("wonsan");
    const HouseholdId house = one.life().household;
    const Deed deed =
        one.reads(setting_out, today, {.payload = payload_of(LastPlaces{last + 1u, before + 1u})});
    EXPECT_EQ(deed.left_for, last);
    EXPECT_EQ(deed.arrival, &stop);
    EXPECT_EQ(deed.exile->sighted, engine::nowhere);
    EXPECT_EQ(deed.exile->sighted_too, before);
    EXPECT_EQ(deed.exile->searching, today);
    EXPECT_TRUE(deed.exile->searched);
    EXPECT_EQ(deed.exile->stations, 0);
    EXPECT_EQ(deed.life.career.stage, Stage::seeking);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(one.place_state().households[house].members, 0u);
    EXPECT_EQ(one.place_state().tally.searches, 1);
    EXPECT_EQ(detail_of<PlacesTold>(deed.event().detail).places, 2);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(setting_out.beside.record->leads(deed.event().detail), Turn::searches);
}

TEST(SettingOut, goes_to_a_station_where_nobody_has_seen_them)
{
    Alone one;
    bereft(one);
    const Deed deed = one.reads(setting_out, today, {.payload = 0});
    const auto& stations = one.numbers().map.stations;
    EXPECT_NE(std::ranges::find(stations, deed.left_for), stations.end());
    EXPECT_EQ(detail_of<PlacesTold>(deed.event().detail).places, 0);
}

TEST(SettingOut, is_for_those_at_home_who_have_lost_somebody)
{
    const auto goes_if = [](auto change) {
        Alone one;
        bereft(one);
        change(one.life());
        const Deed deed = one.reads(setting_out, today, {.payload = 0});
        EXPECT_EQ(deed.is_quiet(), deed.left_for == engine::nowhere);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(goes_if([](Life&) {}));
    EXPECT_FALSE(goes_if([](Life& life) { life.career.lost_family = false; }));
    EXPECT_FALSE(goes_if([](Life& life) { life.household = no_household; }));
    EXPECT_FALSE(goes_if([](Life& life) { life.career.stage = Stage::ward; }));
}

/// Somebody who has left a house in Onsong.
void dispersed(Alone& one)
{
    one.life().school = School::left_school;
    one.life().career.stage = Stage::trader;
    one.life().career.dispersed = true;
    one.exile().home = one.place_named("onsong");
}

TEST(Seen, SEARCH_02_has_one_rate_for_all_who_have_left_without_a_word)
{
    const Named sightings{{"search.sightings", 1.5}};
    Alone one{{.numbers = sightings}};
    dispersed(one);
    EXPECT_DOUBLE_EQ((one.rate(seen, today)), 1.5);
    const auto seen_if = [&](auto change) {
        Alone other{{.numbers = sightings}};
        dispersed(other);
        change(other.life());
        const bool can_be = other.rate(seen, today) != 0;
        EXPECT_EQ(other.ceiling(seen, today).until == no_day, !can_be);
        return can_be;
    };
    EXPECT_FALSE(seen_if([](Life& life) { life.career.dispersed = false; }));
    EXPECT_FALSE(seen_if([](Life& life) { life.household = no_household; }));
    EXPECT_FALSE(seen_if([](Life& life) { life.exile = 0; }));
    Alone off{{.numbers = sightings, .off = {"SEARCH-02"}}};
    dispersed(off);
    EXPECT_EQ(off.rate(seen, today), 0);
}

TEST(Seen, is_told_at_home_where_and_some_time_later)
{
    std::set<PlaceId> mistaken;
    std::set<engine::Day> days;
    for (std::uint32_t number = 0; number < 60; ++number)
        for (const double error : {0.0, 1.0}) {
            Alone one{{.numbers = {{"search.error", error}, {"search.lag_days", 100}}}};
            one.life().being.id += number;
            dispersed(one);
            const Deed deed = one.does(seen, today);
            const Letter letter = deed.letter_of(sighting);
            EXPECT_EQ(letter.to, office_at(one.place_named("onsong"), neighbours_office));
            EXPECT_EQ(letter.about.id, one.life().being.id);
            EXPECT_EQ(letter.payload, detail_of<OfPlace>(deed.event().detail).place);
            EXPECT_GT(letter.day, today);
            EXPECT_LE(letter.day, today + 100);
            days.insert(letter.day);
            if (error == 0)
                EXPECT_EQ(letter.payload, one.here());
            else
                mistaken.insert(static_cast<PlaceId>(letter.payload));
        }
    EXPECT_GT(mistaken.size(), 10u) << "anywhere";
    EXPECT_GT(days.size(), 30u);
    EXPECT_GT(*days.rbegin(), today + 80);
    EXPECT_LT(*days.begin(), today + 20);
}

/// What is told of somebody seen at a station of this number in the list, and after how long.
struct Told {
    bool truly = false, far_down = false, late = false;
};
Told told_of(std::uint32_t number, double error)
{
    Alone one{{.numbers = {{"search.error", error}, {"search.lag_days", 100}}}};
    one.life().being.id += number;
    dispersed(one);
    const Letter letter = one.does(seen, today).letter_of(sighting);
    const auto& stations = one.numbers().map.stations;
    const auto middle = stations[stations.size() / 2];
    return {letter.payload == one.here(), letter.payload >= middle, letter.day > today + 50};
}

TEST(Seen, asks_a_lot_of_its_own_whether_and_where_and_how_late)
{
    int soon_and_true = 0, mistaken_far_down = 0, far_down_and_soon = 0;
    for (std::uint32_t number = 0; number < 80; ++number) {
        const Told told = told_of(number, 0.5);
        soon_and_true += told.truly && !told.late;
        mistaken_far_down += !told.truly && told.far_down;
        const Told mistaken = told_of(number, 1);
        far_down_and_soon += mistaken.far_down && !mistaken.late;
    }
    EXPECT_GT(soon_and_true, 8);
    EXPECT_GT(mistaken_far_down, 8);
    EXPECT_GT(far_down_and_soon, 8);
}

TEST(Map, without_a_station_has_everybody_stay)
{
    const Alone one;
    Map map = one.numbers().map;
    ASSERT_GT(map.stations.size(), 2u);
    EXPECT_EQ(map.station_by(0, 5), map.stations.front());
    EXPECT_EQ(map.station_by(0.999999, 5), map.stations.back());
    map.stations.clear();
    EXPECT_EQ(map.station_by(0.5, 5), 5);
}

TEST(Seen, is_told_within_as_many_days_as_it_lags)
{
    std::set<engine::Day> days;
    for (std::uint32_t number = 0; number < 20; ++number) {
        Alone one{{.numbers = {{"search.lag_days", 2}}}};
        one.life().being.id += number;
        dispersed(one);
        one.exile().home = one.here();
        days.insert(one.does(seen, today).letter_of(sighting).day);
    }
    EXPECT_EQ(days, (std::set{today + 1, today + 2}));
}

TEST(Seen, is_told_on_the_morrow_where_nothing_lags)
{
    Alone one{{.numbers = {{"search.lag_days", 1}}}};
    dispersed(one);
    one.exile().home = one.here();
    EXPECT_EQ(one.does(seen, today).letter_of(sighting).day, today + 1);
}

Deed hears_of(Alone& county, std::uint32_t who, PlaceId place, Day sent)
{
    return county.receives(sighting, neighbours_office, today,
                           {.from = county.other(who).id, .payload = place, .sent = sent});
}

TEST(Sighting, keeps_the_last_of_each_in_mind)
{
    Alone county{{.numbers = {{"search.remembered", 2}}}};
    hears_of(county, 9, 4, today - 60);
    hears_of(county, 1, 5, today - 50);
    hears_of(county, 1, 6, today - 40);
    const Deed deed = hears_of(county, 1, 7, today - 30);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, 7);
    EXPECT_EQ(deed.event().with, county.other(1).id);
    const auto& rumours = county.place_state().neighbours.rumours;
    ASSERT_EQ(rumours.size(), 3u);
    EXPECT_EQ(rumours[0].who, county.other(9).id) << "another's are not forgotten for it";
    EXPECT_EQ(rumours[1].place, 6);
    EXPECT_EQ(rumours[2].place, 7);
    EXPECT_EQ(rumours[2].who, county.other(1).id);
    EXPECT_EQ(rumours[2].seen, today - 30);
}

TEST(Sighting, is_told_to_whoever_has_asked)
{
    Alone county;
    auto& asking = county.place_state().neighbours.asking;
    asking.emplace_back(county.other(1).id, county.other(5));
    asking.emplace_back(county.other(1).id, county.other(1)); // Who was at hand once.
    asking.emplace_back(county.other(2).id, county.other(6));
    const Deed deed = hears_of(county, 1, 7, today - 30);
    const Letter letter = deed.letter_of(rumour);
    EXPECT_EQ(letter.to, county.other(5).id);
    EXPECT_EQ(letter.payload, 7u);
}

TEST(Inquiry, replaces_whoever_asked_before)
{
    Alone county;
    auto& asking = county.place_state().neighbours.asking;
    asking.emplace_back(county.other(1).id, county.other(5));
    asking.emplace_back(county.other(2).id, county.other(6));
    county.receives(inquiry, neighbours_office, today,
                    {.from = county.other(7).id, .about = county.other(1)});
    ASSERT_EQ(asking.size(), 2u);
    EXPECT_EQ(asking[0].second.id, county.other(6).id);
    EXPECT_EQ(asking[1].first, county.other(1).id);
    EXPECT_EQ(asking[1].second.id, county.other(7).id);
}

/// Where somebody goes who hears that the lost were seen in Wonsan.
PlaceId goes(Alone& one, Day day = today)
{
    const PlaceId place = one.place_named("wonsan");
    const Deed deed = one.reads(rumour, day, {.payload = place});
    const auto heard = detail_of<RumourDetail>(deed.event().detail);
    EXPECT_EQ(heard.place, place);
    EXPECT_EQ(heard.sets_out, deed.left_for != engine::nowhere);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(rumour.beside.record->leads(deed.event().detail),
              heard.sets_out ? Turn::searches : Turn::none);
    EXPECT_EQ(deed.life.career.stage == Stage::seeking, deed.left_for != engine::nowhere);
    if (deed.left_for == engine::nowhere) {
        EXPECT_EQ(deed.exile->sighted, place);
    }
    return deed.left_for;
}

TEST(Rumour, sends_some_on_the_road_again)
{
    Alone one{{.numbers = {{"search.again", 1}}}};
    bereft(one);
    EXPECT_EQ(goes(one), one.place_named("wonsan"));
    Alone stays{{.numbers = {{"search.again", 0}}}};
    bereft(stays);
    EXPECT_EQ(goes(stays), engine::nowhere);
    Alone off{{.numbers = {{"search.again", 1}}, .off = {"SEARCH-01"}}};
    bereft(off);
    EXPECT_EQ(goes(off), engine::nowhere);
}

TEST(Rumour, is_answered_by_a_lot_of_each_day)
{
    int again = 0, otherwise = 0;
    for (std::uint32_t number = 0; number < 30; ++number) {
        const auto goes_on = [&](Day day) {
            Alone one{{.numbers = {{"search.again", 0.5}}, .seed = 3}};
            bereft(one);
            one.life().being.id += 100 + number;
            return goes(one, day) != engine::nowhere;
        };
        const bool first = goes_on(today);
        again += first;
        otherwise += goes_on(today + 1) != first;
    }
    EXPECT_GT(again, 5);
    EXPECT_LT(again, 25);
    EXPECT_GT(otherwise, 5);
}

TEST(Rumour, SECURITY_12_is_not_told_to_the_avoided_nor_to_those_who_are_away)
{
    const auto hears_if = [](auto change, std::vector<std::string> off = {}) {
        Alone one{{.off = std::move(off)}};
        bereft(one);
        change(one.life());
        return !one.reads(rumour, today, {.payload = one.place_named("wonsan")}).is_quiet();
    };
    EXPECT_TRUE(hears_if([](Life&) {}));
    EXPECT_FALSE(hears_if([](Life& life) { life.career.shunned = true; }));
    EXPECT_TRUE(hears_if([](Life& life) { life.career.shunned = true; }, {"SECURITY-12"}));
    EXPECT_FALSE(hears_if([](Life& life) { life.career.lost_family = false; }));
    EXPECT_FALSE(hears_if([](Life& life) { life.career.stage = Stage::seeking; }));
    EXPECT_FALSE(hears_if([](Life& life) { life.household = no_household; }));
}

TEST(Rumour, of_the_place_last_told_is_not_told_again)
{
    Alone one{{.numbers = {{"search.again", 0}}}};
    bereft(one);
    const PlaceId wonsan = one.place_named("wonsan"), haeju = one.place_named("haeju");
    EXPECT_FALSE(one.reads(rumour, today, {.payload = wonsan}).is_quiet());
    EXPECT_TRUE(one.reads(rumour, today + 90, {.payload = wonsan}).is_quiet());
    EXPECT_FALSE(one.reads(rumour, today + 180, {.payload = haeju}).is_quiet());
}

TEST(Rumour, sends_fewer_with_every_search_that_was_in_vain)
{
    const auto sent_after = [](std::uint8_t searches) {
        int sent = 0;
        for (std::uint32_t number = 0; number < 400; ++number) {
            Alone one{{.numbers = {{"search.again", 0.5}}}};
            bereft(one);
            one.life().being.id += number;
            one.exile().searches = searches;
            sent += goes(one) != engine::nowhere;
        }
        return sent;
    };
    EXPECT_NEAR(sent_after(1), 200, 40);
    EXPECT_NEAR(sent_after(2), 100, 35);
    EXPECT_NEAR(sent_after(3), 50, 28);
}

TEST(Rumour, and_an_empty_house_send_nobody_on_the_road_who_is_too_old_for_it)
{
    for (const bool old : {true, false}) {
        Alone one{{.numbers = {{"search.again", 1}, {"search.last_age", 75}}}};
        bereft(one);
        one.life().born = day_of(old ? 1925 : 1926, 5, 1);
        EXPECT_EQ(goes(one) == engine::nowhere, old);
        Alone first{{.numbers = {{"search.last_age", 75}}}};
        bereft(first);
        first.life().born = one.life().born;
        EXPECT_EQ(first.reads(setting_out, today, {.payload = 0}).is_quiet(), old);
    }
}

TEST(Rumour, and_an_empty_house_send_nobody_on_the_road_who_is_near_her_time)
{
    for (const int days : {230, 20}) {
        const bool near = days == 230;
        Alone one{{.numbers = {{"search.again", 1}}}};
        bereft(one);
        one.life().sex = Sex::female;
        one.life().conceived = today - Days{days};
        EXPECT_EQ(goes(one) == engine::nowhere, near);
        Alone first;
        bereft(first);
        first.life().sex = Sex::female;
        first.life().conceived = one.life().conceived;
        EXPECT_EQ(first.reads(setting_out, today, {.payload = 0}).is_quiet(), near);
    }
}

} // namespace
} // namespace counterlife::model::search
