// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The legs of the way to the South, and how long each takes.

#include "model/places/map.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/south/south.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

namespace counterlife::model::route {
namespace {

using engine::day_of;

constexpr Day today = day_of(2003, 6, 1);

Given at(const char* place, std::vector<std::string> off = {})
{
    return {.place = place,
            .numbers = {{"route.months/mission", 1},
                        {"route.months/mongolia", 2},
                        {"route.months/vietnam", 3},
                        {"route.months/thailand", 5},
                        {"route.transit_days", 7},
                        {"route.spread", 0},
                        {"route.shelter_months", 4}},
            .off = std::move(off)};
}
/// The one place of a role.
std::string name_of(Role role)
{
    Alone one;
    const Map& map = one.numbers().map;
    return map.places[map.all(role).front()].name;
}
Exile& on_the_way(Alone& one, Way way)
{
    one.life().career.stage = Stage::journey;
    one.life().household = no_household;
    Exile& exile = one.exile();
    exile.way = way;
    exile.since = today - 33;
    return exile;
}
Days months(int number)
{
    return engine::days_in_months(number);
}

TEST(ThirdCountry, ROUTE_03_is_left_after_the_months_of_the_way)
{
    const auto stays = [](const char* place, Way way, std::vector<std::string> off) {
        Alone one{at(place, std::move(off))};
        on_the_way(one, way);
        const Deed deed = one.reads(third_country, today);
        EXPECT_EQ(detail_of<WayDetail>(deed.event().detail).way, way);
        return deed.life.career.stage_until - today;
    };
    EXPECT_EQ(stays("beijing", Way::mission, {}), months(1));
    EXPECT_EQ(stays("mongolia", Way::mongolia, {}), months(2));
    EXPECT_EQ(stays("vietnam", Way::vietnam, {}), months(3));
    EXPECT_EQ(stays("laos", Way::thailand, {}), Days{7}) << "and on to Thailand";
    EXPECT_EQ(stays("laos", Way::thailand, {"ROUTE-03"}), months(5));
}

TEST(Embassy, ROUTE_04_keeps_for_days_and_tells_how_long_the_way_was)
{
    const std::string place = name_of(Role::embassy);
    Alone one{at(place.c_str())};
    on_the_way(one, Way::thailand);
    const Deed deed = one.reads(embassy, today);
    EXPECT_EQ(deed.life.career.stage_until, today + 7);
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{33});
}

TEST(Shelter, ROUTE_04_keeps_for_its_months)
{
    const std::string place = name_of(Role::shelter);
    for (const bool off : {false, true}) {
        Alone one{at(place.c_str(),
                     off ? std::vector<std::string>{"ROUTE-04"} : std::vector<std::string>{})};
        on_the_way(one, Way::thailand);
        const Deed deed = one.reads(shelter, today);
        EXPECT_EQ(deed.life.career.stage_until, today + months(off ? 5 : 4));
        EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{33});
    }
}

TEST(Onward, is_due_when_the_stay_ends)
{
    Alone one{at("laos")};
    on_the_way(one, Way::thailand);
    one.life().career.stage_until = today + 3;
    EXPECT_TRUE(one.meets(onward));
    EXPECT_EQ(one.due(onward), today + 3);
    one.life().career.stage = Stage::south;
    EXPECT_FALSE(one.meets(onward));
}

TEST(Onward, ROUTE_03_ROUTE_04_ROUTE_05_leads_by_embassy_and_shelter_to_the_flight)
{
    struct Leg {
        std::string from;
        Way way;
        Role to;
        const Rule* arrival;
        std::vector<std::string> off = {};
    };
    const std::string embassy_place = name_of(Role::embassy),
                      shelter_place = name_of(Role::shelter);
    const std::vector<Leg> legs{
        {"laos", Way::thailand, Role::embassy, &embassy},
        {embassy_place, Way::thailand, Role::shelter, &shelter},
        {shelter_place, Way::thailand, Role::centre, &south::arrival},
        {"laos", Way::thailand, Role::centre, &south::arrival, {"ROUTE-03"}},
        {"beijing", Way::mission, Role::centre, &south::arrival},
        {"mongolia", Way::mongolia, Role::centre, &south::arrival},
        {"vietnam", Way::vietnam, Role::centre, &south::arrival}};
    for (const Leg& leg : legs) {
        Alone one{at(leg.from.c_str(), leg.off)};
        on_the_way(one, leg.way);
        const Deed deed = one.does(onward, today);
        EXPECT_EQ(one.numbers().map.places[deed.left_for].role, leg.to) << leg.from;
        EXPECT_EQ(deed.arrival, leg.arrival) << leg.from;
        EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, deed.left_for);
    }
}

TEST(Stops, change_nothing_but_how_long_they_last_and_are_told_with_who_led)
{
    for (const Rule* rule : {&third_country, &embassy, &shelter}) {
        Alone one{at("laos")};
        on_the_way(one, Way::thailand);
        const Life before = one.life();
        const Deed deed = one.reads(*rule, today, {.from = one.other(1).id});
        EXPECT_EQ(changes(before, deed.life), Fields{"career.stage_until"}) << rule->name;
        EXPECT_EQ(deed.event().with, one.other(1).id) << rule->name;
        EXPECT_TRUE(deed.letters.empty()) << rule->name;
        EXPECT_EQ(deed.left_for, engine::nowhere) << rule->name;
    }
}

TEST(Stops, last_a_day_at_least)
{
    Alone one{{.place = "laos", .numbers = {{"route.transit_days", 0.5}}}};
    on_the_way(one, Way::thailand);
    EXPECT_EQ(one.reads(third_country, today).life.career.stage_until, today + 1);
}

TEST(SettingOut, has_its_permanent_numbers_and_leads_on_or_into_custody)
{
    EXPECT_EQ(code_of(SettingOutDetail{.way = Way::mission}), 1);
    EXPECT_EQ(code_of(SettingOutDetail{.way = Way::thailand, .caught = true}), -4);
    const auto back = detail_of<SettingOutDetail>(-4);
    EXPECT_EQ(back.way, Way::thailand);
    EXPECT_TRUE(back.caught);
    for (const Rule* rule : {&contact, &come_along}) {
        EXPECT_EQ(rule->beside.record->leads(2), Turn::travels_on);
        EXPECT_EQ(rule->beside.record->leads(-2), Turn::is_held);
    }
}

} // namespace
} // namespace counterlife::model::route
