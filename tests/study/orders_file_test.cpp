// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/orders_file.h"
#include "study/study.h"

#include "study/input/overlay.h"
#include "study/input/places_file.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

#include <array>

namespace counterlife::study {
namespace {

using engine::day_of;

/// The fields of a row, of which a test changes one or two.
struct Fields {
    std::string order = "coal", lot = "4", visit = "1986-11-10", visited = "anju",
                day = "1987-01-05", from = "1987-02-01", to = "1988-01-01", work = "mine",
                men = "1000", batch = "500", destinations = "tokchon:600;anju:400", worst,
                kind = "testimony", source = "Told";

    std::string row() const
    {
        std::string text;
        for (const std::string& field : {order, lot, visit, visited, day, from, to, work, men,
                                         batch, destinations, worst, kind, source})
            text += field + ",";
        return text + "\n";
    }
};

std::vector<model::PlaceFacts> small_map()
{
    Complaints none;
    return places_of(sound_places, "places.csv", none);
}

std::string complaints(const std::string& rows, std::int64_t most_men = largest_army)
{
    Complaints found;
    orders_of(orders_header + rows, "orders.csv", small_map(), found, most_men);
    return text_of(found);
}

std::string complaint(const Fields& fields)
{
    return complaints(fields.row());
}

TEST(OrdersFile, a_sound_row_is_read_whole)
{
    Complaints none;
    const auto map = small_map();
    const auto rows = orders_of(orders_header + sound_order, "orders.csv", map, none);
    const auto orders = policy_orders(rows, map, "orders.csv", none);
    ASSERT_EQ(text_of(none), "");
    ASSERT_EQ(orders.size(), 1U);
    const model::PolicyOrder& coal = orders.front();
    EXPECT_EQ(coal.name, "coal");
    EXPECT_EQ(coal.visit, day_of(1986, 11, 10));
    EXPECT_EQ(coal.visited, 0);
    EXPECT_EQ(coal.day, day_of(1987, 1, 5));
    EXPECT_EQ(coal.due_from, day_of(1987, 2, 1));
    EXPECT_EQ(coal.due_to, day_of(1988));
    EXPECT_EQ(coal.work, model::OrderedWork::mine);
    EXPECT_EQ(coal.men, 1000);
    EXPECT_EQ(coal.batch, 500);
    ASSERT_EQ(coal.destinations.size(), 2U);
    EXPECT_EQ(coal.destinations[0].place, 1);
    EXPECT_EQ(coal.destinations[0].men, 600);
    EXPECT_EQ(coal.destinations[1].place, 0);
    EXPECT_EQ(coal.destinations[1].men, 400);
    EXPECT_EQ(rows.front().kind, model::Kind::testimony);
    EXPECT_EQ(rows.front().source, "Told, as it was");
    EXPECT_EQ(rows.front().note, "a note");
}

TEST(OrdersFile, the_extremes_that_are_allowed_are_no_complaint)
{
    EXPECT_EQ(complaint({.visit = "1987-01-05", .work = "farm", .batch = "1000"}), "");
    EXPECT_EQ(complaint({.batch = "1", .destinations = "anju:1000000"}), "");
    EXPECT_EQ(complaint({.men = "1500000", .destinations = "anju:1500000"}), "");
    EXPECT_EQ(complaints(""), "");
}

TEST(OrdersFile, a_place_that_is_not_on_the_map_gets_the_nearest)
{
    const std::string allowed = "; allowed the name of a place in places/places.csv; did you mean ";
    EXPECT_EQ(complaint({.visited = "anjou"}),
              "orders.csv:2: found unknown place 'anjou'" + allowed + "'anju'?\n");
    EXPECT_EQ(complaint({.destinations = "tokchun:1000"}),
              "orders.csv:2: found unknown place 'tokchun'" + allowed + "'tokchon'?\n");
}

TEST(OrdersFile, work_and_kind_are_words_of_a_list)
{
    EXPECT_EQ(complaint({.work = "mines"}), "orders.csv:2: found work 'mines'; allowed mine or "
                                            "farm; did you mean 'mine'?\n");
    EXPECT_EQ(complaint({.kind = "testimon"}),
              "orders.csv:2: found kind 'testimon'; allowed testimony, statistic, calibrated or "
              "assumption; did you mean 'testimony'?\n");
    EXPECT_EQ(complaint({.source = " "}),
              "orders.csv:2: found no source; allowed the place the order was taken from\n");
}

TEST(OrdersFile, every_destination_takes_somebody_and_all_together_everybody)
{
    EXPECT_EQ(complaint({.destinations = "tokchon:1000;anju:0"}),
              "orders.csv:2: found destination 'anju:0', a mine with no places; allowed one man or "
              "more\n");
    EXPECT_EQ(complaint({.destinations = "tokchon:600;anju:399"}),
              "orders.csv:2: found destinations that take 999 of 1000 men; allowed places for all "
              "of them\n");
    EXPECT_EQ(complaint({.destinations = "anju:500;anju:500"}),
              "orders.csv:2: found destination 'anju' a second time; allowed each place once\n");
    for (const std::string torn : {"", "anju", "anju:", "anju:x", "anju:-1", "anju:1000;",
                                   "anju:99999999999999999999", "anju:1 000"})
        EXPECT_NE(complaint({.destinations = torn})
                      .find("; allowed places and the men they take, as tokchon:500;anju:1500\n"),
                  std::string::npos)
            << torn;
}

TEST(OrdersFile, an_order_asks_for_no_more_men_than_there_are)
{
    const Fields large{.men = "1500001", .destinations = "anju:1500001"};
    EXPECT_EQ(complaint(large), "orders.csv:2: found men '1500001'; allowed at most 1500000: the "
                                "army has no more soldiers\n");
    EXPECT_EQ(complaints(Fields{}.row(), 999),
              "orders.csv:2: found men '1000'; allowed at most 999: the army has no more "
              "soldiers\n");
    for (const std::string none : {"0", "-1", "many", ""})
        EXPECT_EQ(complaint({.men = none}),
                  "orders.csv:2: found men '" + none + "'; allowed a whole number, one or more\n");
}

TEST(OrdersFile, a_batch_is_from_one_man_to_the_whole_order)
{
    EXPECT_EQ(complaint({.batch = "0"}),
              "orders.csv:2: found batch '0'; allowed a whole number, one or more\n");
    EXPECT_EQ(complaint({.batch = "1001"}),
              "orders.csv:2: found batch '1001'; allowed at most the 1000 men of the order\n");
}

TEST(OrdersFile, dates_are_days_in_their_order)
{
    EXPECT_EQ(
        complaint({.visit = "1987-01-06"}),
        "orders.csv:2: found visit_date '1987-01-06' after order_date '1987-01-05'; allowed a "
        "visit before the order that answers it\n");
    EXPECT_EQ(complaint({.to = "1987-02-01"}),
              "orders.csv:2: found due_from '1987-02-01' and due_to '1987-02-01'; allowed a first "
              "day (due_from) before the day it ends (due_to)\n");
    for (const std::string wrong : {"5.1.1987", "1987-02-30", "", "1987"}) {
        const std::string rest = " '" + wrong + "'; allowed a date as 1987-01-05\n";
        EXPECT_EQ(complaint({.visit = wrong}), "orders.csv:2: found visit_date" + rest);
        EXPECT_EQ(complaint({.day = wrong}), "orders.csv:2: found order_date" + rest);
        EXPECT_EQ(complaint({.from = wrong}), "orders.csv:2: found due_from" + rest);
        EXPECT_EQ(complaint({.to = wrong}), "orders.csv:2: found due_to" + rest);
    }
}

TEST(OrdersFile, a_name_stands_for_one_order)
{
    EXPECT_EQ(complaints(Fields{}.row() + Fields{.lot = "5"}.row()),
              "orders.csv:3: found order 'coal' a second time; allowed a name that no other order "
              "has\n");
    EXPECT_EQ(complaint({.order = ""}),
              "orders.csv:2: found no name of the order; allowed a name that no other order has\n");
}

TEST(OrdersFile, where_a_row_stands_settles_nothing)
{
    const std::string coal = Fields{.worst = "tokchon"}.row(),
                      farm = Fields{.order = "farm", .lot = "7", .day = "1987-03-01"}.row();
    Complaints none;
    const auto one = orders_of(orders_header + coal + farm, "orders.csv", small_map(), none);
    const auto other = orders_of(orders_header + farm + coal, "orders.csv", small_map(), none);
    EXPECT_EQ(text_of(none), "");
    ASSERT_EQ(one.size(), 2U);
    ASSERT_EQ(other.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(one[i].name, other[i].name);
        EXPECT_EQ(one[i].lot, other[i].lot);
        EXPECT_EQ(one[i].worst, other[i].worst);
    }
    EXPECT_EQ(resolved_hash({}, {}, one), resolved_hash({}, {}, other));
    const auto policy = policy_orders(other, small_map(), "orders.csv", none);
    EXPECT_EQ(policy.front().lot, 4U);
    EXPECT_EQ(policy.front().worst, 1) << "tokchon";
    EXPECT_EQ(policy.back().worst, engine::nowhere);
}

TEST(OrdersFile, a_lot_is_one_orders_and_the_worst_mine_one_of_its_destinations)
{
    EXPECT_NE(complaint({.lot = "x"}), "");
    EXPECT_NE(complaints(Fields{}.row() + Fields{.order = "other"}.row()).find("lot '4'"),
              std::string::npos);
    EXPECT_NE(complaint({.worst = "tokchn"}).find("did you mean 'tokchon'?"), std::string::npos);
    EXPECT_NE(complaints(Fields{.worst = "anju"}.row() +
                         Fields{.order = "other", .lot = "5", .worst = "anju"}.row())
                  .find("one place in all"),
              std::string::npos);
}

TEST(OrdersFile, all_complaints_come_at_once)
{
    const std::string found = complaint({.visit = "x", .visited = "x", .work = "x", .men = "x"}) +
                              complaint({.batch = "x", .kind = "x", .source = ""});
    EXPECT_EQ(complaints(Fields{.visit = "x",
                                .visited = "x",
                                .work = "x",
                                .men = "x",
                                .batch = "x",
                                .kind = "x",
                                .source = ""}
                             .row())
                  .size(),
              found.size());
    EXPECT_EQ(std::ranges::count(found, '\n'), 7);
}

TEST(OrdersFile, a_place_that_a_map_lacks_is_told_when_a_run_is_done_again)
{
    Complaints none;
    auto map = small_map();
    const auto rows = orders_of(orders_header + sound_order, "orders.csv", map, none);
    map.pop_back();
    Complaints found;
    policy_orders(rows, map, "run.toml", found);
    EXPECT_EQ(text_of(found), "run.toml: found an order to 'tokchon'; allowed the name of a place "
                              "in places/places.csv\n");
}

TEST(OrdersFile, the_orders_of_the_tree_load)
{
    const std::filesystem::path data = std::filesystem::path{COUNTERLIFE_SOURCE} / "data";
    const auto places = read_places(data);
    ASSERT_TRUE(places);
    const auto orders = read_orders(data, *places);
    ASSERT_TRUE(orders) << text_of(orders.error());
    EXPECT_EQ(orders->front().name, "coal-1987");
    EXPECT_EQ(orders->front().men, 10'000);
}

} // namespace
} // namespace counterlife::study
