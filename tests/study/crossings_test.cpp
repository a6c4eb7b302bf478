// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the events of lives say of each night on the river.

#include "model/border/border.h"
#include "model/border/far_bank.h"
#include "model/china/china.h"
#include "model/china/stay.h"
#include "model/nation.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/south/south.h"
#include "study/record/crossings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace counterlife::study::record {
namespace {

using engine::Day;
using engine::Event;
using engine::LifeId;
using model::code_of;
using model::border::CrossingDetail;
using model::border::DepartureDetail;

constexpr LifeId she = engine::first_life_id + 7, he = engine::first_life_id + 3;
constexpr LifeId kin = engine::first_life_id + 20;

engine::RuleId number_of(const model::Rule& rule)
{
    const auto rules = model::Nation::rules();
    return static_cast<engine::RuleId>(std::ranges::find(rules, &rule) - rules.begin());
}

/// The events of some lives, given in the order of their days.
class Told {
public:
    Told& add(LifeId who, int day, const model::Rule& rule, std::int32_t detail = 0,
              LifeId with = engine::nobody, engine::PlaceId place = 4)
    {
        events_.push_back({.who = who,
                           .with = with,
                           .day = Day{day},
                           .detail = detail,
                           .rule = number_of(rule),
                           .place = place});
        return *this;
    }
    std::vector<CrossingRow> rows() const
    {
        Crossings crossings;
        std::vector<std::uint32_t> order(events_.size());
        std::iota(order.begin(), order.end(), 0u);
        crossings.add(events_, order);
        return crossings.take();
    }

private:
    std::vector<Event> events_;
};

TEST(CrossingRows, tell_the_night_the_stay_and_the_return)
{
    const auto rows =
        Told{}
            .add(she, 100, model::border::departure,
                 code_of(
                     DepartureDetail{.for_the_south = false, .most = model::border::Why::hunger}))
            .add(she, 103, model::border::crossing,
                 code_of(CrossingDetail{.water = model::Water::cold, .swept = true}), 0, 9)
            .add(she, 130, model::china::settling,
                 code_of(model::china::StayDetail{model::Stay::farm}), 0, 12)
            .add(she, 200, model::china::sold, 24)
            .add(she, 300, model::china::arrest,
                 code_of(model::china::StayDetail{model::Stay::partner}))
            .add(she, 340, model::china::handover)
            .add(she, 900, model::border::departure,
                 code_of(DepartureDetail{.for_the_south = true}))
            .add(she, 901, model::border::crossing, code_of(CrossingDetail{.caught = true}))
            .rows();
    ASSERT_EQ(rows.size(), 2u);
    const CrossingRow& first = rows[0];
    EXPECT_EQ(first.person, she);
    EXPECT_EQ(first.nth, 1);
    EXPECT_EQ(first.left, Day{100});
    EXPECT_EQ(first.night, Day{103});
    EXPECT_EQ(first.bank, 9);
    EXPECT_TRUE(first.river.swept && first.river.across());
    EXPECT_EQ(first.aim, model::Aim::earn);
    EXPECT_EQ(first.why, model::border::Why::hunger);
    EXPECT_EQ(first.settled, Day{130});
    EXPECT_EQ(first.stayed, 12);
    EXPECT_EQ(first.stay, model::Stay::farm);
    EXPECT_EQ(first.sold, Day{200});
    EXPECT_EQ(first.arrested, Day{300});
    EXPECT_EQ(first.how, CrossingEnd::sent_back);
    EXPECT_EQ(first.ended, Day{340});
    EXPECT_EQ(first.next, Day{901});
    const CrossingRow& second = rows[1];
    EXPECT_EQ(second.nth, 2);
    EXPECT_EQ(second.aim, model::Aim::south);
    EXPECT_EQ(second.how, CrossingEnd::caught);
    EXPECT_EQ(second.ended, Day{901});
    EXPECT_EQ(second.settled, engine::no_day);
    EXPECT_EQ(second.next, engine::no_day);
}

TEST(CrossingRows, tell_who_led_whom_who_paid_and_the_way_on)
{
    const auto rows =
        Told{}
            .add(he, 50, model::route::called, 0, kin)
            .add(
                he, 60, model::border::departure,
                code_of(DepartureDetail{.together = true, .for_the_south = true, .sent_for = true}))
            .add(he, 62, model::border::crossing)
            .add(he, 90, model::route::contact,
                 code_of(model::route::SettingOutDetail{.way = model::Way::thailand}))
            .add(he, 150, model::south::arrival)
            .add(she, 61, model::border::come_along, 0, he)
            .add(she, 62, model::border::crossing)
            .add(she, 80, model::border::way_back)
            .rows();
    ASSERT_EQ(rows.size(), 2u);
    const CrossingRow& led = rows[0]; // By identity: he comes first.
    EXPECT_EQ(led.person, he);
    EXPECT_TRUE(led.with_family && led.guided);
    EXPECT_EQ(led.led_by, engine::nobody);
    EXPECT_EQ(led.paid_by, kin);
    EXPECT_EQ(led.how, CrossingEnd::went_on);
    EXPECT_EQ(led.ended, Day{90});
    EXPECT_EQ(led.way, model::Way::thailand);
    EXPECT_EQ(led.arrived, Day{150});
    EXPECT_EQ(rows[1].led_by, he);
    EXPECT_TRUE(rows[1].with_family);
    EXPECT_FALSE(rows[1].aim || rows[1].why);
    EXPECT_EQ(rows[1].how, CrossingEnd::went_back);
}

TEST(CrossingRows, whoever_is_caught_on_the_way_on_is_arrested_and_sent_back)
{
    const auto rows = Told{}
                          .add(he, 62, model::border::crossing)
                          .add(he, 90, model::route::contact,
                               code_of(model::route::SettingOutDetail{.way = model::Way::mongolia,
                                                                      .caught = true}))
                          .add(he, 95, model::china::handover)
                          .rows();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].arrested, Day{90});
    EXPECT_EQ(rows[0].how, CrossingEnd::sent_back);
    EXPECT_FALSE(rows[0].way);
    EXPECT_EQ(rows[0].left, engine::no_day);
}

TEST(CrossingRows, whoever_is_settled_with_a_man_has_been_sold_on_that_day)
{
    for (const model::Stay stay : {model::Stay::partner, model::Stay::city}) {
        const auto rows =
            Told{}
                .add(she, 62, model::border::crossing)
                .add(she, 90, model::china::settling, code_of(model::china::StayDetail{stay}))
                .rows();
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_EQ(rows[0].stay, stay);
        EXPECT_EQ(rows[0].sold, stay == model::Stay::partner ? Day{90} : engine::no_day);
    }
}

TEST(CrossingRows, death_ends_what_is_open_and_nothing_else)
{
    std::vector<CrossingRow> rows = Told{}
                                        .add(he, 62, model::border::crossing)
                                        .add(he, 80, model::border::way_back)
                                        .add(he, 90, model::border::crossing)
                                        .add(she, 62, model::border::crossing)
                                        .add(kin, 62, model::border::crossing)
                                        .rows();
    std::size_t next = 0;
    end_by_death(rows, next, engine::first_life_id, Day{99}); // Who has never crossed.
    end_by_death(rows, next, he, Day{100});
    end_by_death(rows, next, she, engine::no_day);
    end_by_death(rows, next, kin, Day{300});
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].how, CrossingEnd::went_back);
    EXPECT_EQ(rows[1].how, CrossingEnd::died);
    EXPECT_EQ(rows[1].ended, Day{100});
    EXPECT_TRUE(rows[2].is_open());
    EXPECT_EQ(rows[3].ended, Day{300});
}

} // namespace
} // namespace counterlife::study::record
