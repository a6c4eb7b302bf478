// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// When rations are delivered, and what is lacking by region, by town, land and mine.

#include "model/food/delivery.h"
#include "model/food/food.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::food {
namespace {

using engine::day_of;

constexpr Day today = day_of(1996, 11, 1);

Given short_of(double mines, Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"food.shortfall/capital", 0.125},
                                                 {"food.shortfall/northeast", 0.5},
                                                 {"food.shortfall/elsewhere", 0.375},
                                                 {"food.shortfall/farms", 0.25},
                                                 {"food.shortfall/mines", mines},
                                                 {"food.supplied_shortfall", 0.1875},
                                                 {"food.stopped_excess", 0},
                                                 {"food.place_luck/least", 1},
                                                 {"food.place_luck/span", 0}});
    return given;
}

Rations delivered(const Given& given)
{
    Alone one{given};
    one.carries_out(delivery, today);
    return one.place_state().rations;
}

TEST(Delivery, is_in_May_and_after_the_harvest)
{
    Alone one;
    EXPECT_EQ(one.next(delivery, day_of(1996, 1, 1)), day_of(1996, 5, 1));
    EXPECT_EQ(one.next(delivery, day_of(1996, 5, 1)), day_of(1996, 5, 1));
    EXPECT_EQ(one.next(delivery, day_of(1996, 5, 2)), day_of(1996, 11, 1));
    EXPECT_EQ(one.next(delivery, day_of(1996, 11, 1)), day_of(1996, 11, 1));
    EXPECT_EQ(one.next(delivery, day_of(1996, 11, 2)), day_of(1997, 5, 1));
}

TEST(Delivery, FOOD_01_leaves_each_region_its_own_shortfall_in_town_and_all_one_on_the_land)
{
    const std::vector<std::pair<std::string, float>> towns{
        {"pyongchon-district", 0.125F}, {"hoeryong", 0.5F}, {"anju", 0.375F}};
    for (const auto& [place, town] : towns) {
        const Rations rations = delivered(short_of(0.75, {.place = place}));
        EXPECT_EQ(rations.short_in_town, town) << place;
        EXPECT_EQ(rations.short_on_land, 0.25F) << place;
        EXPECT_EQ(rations.short_in_mines, 0.75F) << place;
    }
}

TEST(Delivery, FOOD_01_leaves_the_mines_no_more_than_the_town)
{
    EXPECT_EQ(delivered(short_of(0.25)).short_in_mines, 0.5F);
}

TEST(Delivery, FOOD_01_off_lacks_nothing_and_is_not_told)
{
    Alone one{short_of(0.75, {.off = {"FOOD-01"}})};
    one.place_state().rations = {.short_in_town = 1, .short_on_land = 1, .short_in_mines = 1};
    EXPECT_TRUE(one.carries_out(delivery, today).is_quiet());
    EXPECT_EQ(one.place_state().rations.short_in_town, 0);
    EXPECT_EQ(one.place_state().rations.short_on_land, 0);
    EXPECT_EQ(one.place_state().rations.short_in_mines, 0);
}

TEST(Delivery, FOOD_02_off_lacks_no_more_than_where_supply_is_kept_up)
{
    Given given = short_of(0.75, {.off = {"FOOD-02"}});
    Rations rations = delivered(given);
    EXPECT_EQ(rations.short_in_town, 0.1875F);
    EXPECT_EQ(rations.short_on_land, 0.1875F);
    EXPECT_EQ(rations.short_in_mines, 0.1875F);
    given.place = "pyongchon-district";
    EXPECT_EQ(delivered(given).short_in_town, 0.125F) << "what is less stays as it is";
}

TEST(Delivery, is_told_in_hundredths_of_the_towns_need)
{
    Alone one{short_of(0.75, {.place = "anju"})};
    const Deed deed = one.carries_out(delivery, today);
    EXPECT_EQ(detail_of<DeliveryDetail>(deed.event().detail).lacking, 37);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Delivery, is_told_where_town_or_mines_go_short)
{
    const auto is_told = [](double town, double mines) {
        Given given = short_of(mines);
        given.numbers.emplace_back("food.shortfall/northeast", town);
        given.numbers.emplace_back("food.stopped/northeast", 0);
        return !Alone{given}.carries_out(delivery, today).is_quiet();
    };
    EXPECT_TRUE(is_told(0.5, 0));
    EXPECT_TRUE(is_told(0, 0.5));
    EXPECT_FALSE(is_told(0, 0)) << "of the land alone nothing is told";
}

TEST(Delivery, has_the_luck_of_place_and_day)
{
    std::set<float> seen;
    for (const std::string place : {"hoeryong", "musan"})
        for (const Day day : {today, day_of(1997, 5, 1)}) {
            Given given = short_of(0.125, {.place = place});
            given.numbers.insert(given.numbers.end(),
                                 {{"food.place_luck/least", 0.5}, {"food.place_luck/span", 2}});
            Alone one{given};
            const double luck =
                0.5 + 2 * one.uniform(delivery, 2 * static_cast<std::uint32_t>(day.count()),
                                      office_at(one.here(), ration_office));
            one.carries_out(delivery, day);
            const Rations& rations = one.place_state().rations;
            EXPECT_FLOAT_EQ(rations.short_in_town, static_cast<float>(std::min(1.0, 0.5 * luck)));
            EXPECT_FLOAT_EQ(rations.short_on_land, static_cast<float>(std::min(1.0, 0.25 * luck)));
            seen.insert(rations.short_on_land);
        }
    EXPECT_EQ(seen.size(), 4u);
}

TEST(Delivery, leaves_nobody_lacking_more_than_all)
{
    Given given = short_of(1);
    given.numbers.insert(given.numbers.end(),
                         {{"food.place_luck/least", 4}, {"food.shortfall/farms", 0.125}});
    const Rations rations = delivered(given);
    EXPECT_EQ(rations.short_in_town, 1);
    EXPECT_EQ(rations.short_on_land, 0.5F);
    EXPECT_EQ(rations.short_in_mines, 1);
}

TEST(Delivery, BEYOND_14_leaves_more_lacking_where_it_has_stopped_and_less_where_it_has_not)
{
    const auto with = [](double stopped, double excess) {
        Given given = short_of(0.125);
        given.numbers.insert(given.numbers.end(), {{"food.stopped/northeast", stopped},
                                                   {"food.stopped_excess", excess}});
        return delivered(given);
    };
    EXPECT_TRUE(with(1, 0.5).stopped);
    EXPECT_EQ(with(1, 0.5).short_in_town, 0.5F)
        << "where all have stopped the region lacks as much";
    EXPECT_FALSE(with(0, 0.5).stopped);
    EXPECT_EQ(with(0, 0.5).short_in_town, 0.5F);
    for (const double stopped : {0.25, 0.5, 0.75}) {
        const Rations rations = with(stopped, 0.5);
        const double more = (rations.stopped ? 1 : 0) - stopped;
        EXPECT_FLOAT_EQ(rations.short_in_town, static_cast<float>(0.5 * (1 + 0.5 * more)));
        EXPECT_GE(with(stopped, 5).short_in_town, 0) << "never less than nothing";
    }
}

TEST(Delivery, BEYOND_14_stops_at_as_many_offices_of_a_province_as_the_number_says)
{
    const Alone any;
    const auto& map = any.numbers().map;
    double stopped = 0, all = 0;
    for (const PlaceId place : map.members[map.province_of[any.here()]]) {
        Given given = short_of(0.125, {.place = map.places[place].name});
        given.numbers.emplace_back("food.stopped/northeast", 0.5);
        stopped += delivered(given).stopped;
        ++all;
    }
    EXPECT_NEAR(stopped, 0.5 * all, 1.5);
}

TEST(Delivery, is_by_the_ration_office)
{
    EXPECT_EQ(delivery.office, ration_office);
    Alone one{short_of(0.75)};
    EXPECT_EQ(one.carries_out(delivery, today).event().who, office_at(one.here(), ration_office));
}

} // namespace
} // namespace counterlife::model::food
