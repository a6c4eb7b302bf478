// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is taken along.

#include "model/route/way.h"
#include "tests/model/changes.h"
#include "tests/model/route/across.h"

#include <gtest/gtest.h>

namespace counterlife::model::route {
namespace {

/// A child of a mother from the North, born across the river.
struct BornThere {
    Alone child;
    explicit BornThere(const Given& given, std::uint32_t number) : child{given}
    {
        child.life().being.id += number;
        child.life().born = day_of(1999);
        child.life().career.stage = Stage::abroad;
    }
    bool goes(Day day)
    {
        const Deed deed = child.reads(come_along, day, {.payload = std::uint64_t(Way::vietnam)});
        return deed.left_for != engine::nowhere;
    }
};

TEST(ComeAlong, ROUTE_03_asks_one_lot_of_each_child_born_there_whatever_the_day)
{
    const Given given = across({.numbers = {{"route.child_goes", 0.5}}});
    int go = 0;
    constexpr int children = 40;
    for (std::uint32_t number = 0; number < children; ++number) {
        const bool goes = BornThere{given, number}.goes(today);
        go += goes;
        for (const Days later : {Days{1}, Days{30}, Days{400}})
            EXPECT_EQ((BornThere{given, number}.goes(today + later)), goes) << number;
    }
    EXPECT_GT(go, 0);
    EXPECT_LT(go, children);
}

TEST(ComeAlong, ROUTE_03_takes_all_or_none_of_the_children_where_all_or_none_go)
{
    for (const double share : {0.0, 1.0})
        for (std::uint32_t number = 0; number < 10; ++number)
            EXPECT_EQ(
                (BornThere{across({.numbers = {{"route.child_goes", share}}}), number}.goes(today)),
                share == 1);
}

TEST(ComeAlong, ROUTE_03_leaves_nobody_behind_who_crossed)
{
    Alone one{across({.numbers = {{"route.child_goes", 0}}})};
    bound_south(one).aim = Aim::earn;
    const Deed deed = one.reads(come_along, today, {.payload = std::uint64_t(Way::mission)});
    EXPECT_NE(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.exile->aim, Aim::south);
    EXPECT_EQ(deed.exile->way, Way::mission);
}

TEST(ComeAlong, means_nothing_to_whoever_is_not_across_the_river)
{
    for (const Stage stage : {Stage::worker, Stage::custody, Stage::journey, Stage::south}) {
        Alone one{across()};
        bound_south(one);
        one.life().career.stage = stage;
        const Deed deed = one.reads(come_along, today, {.payload = std::uint64_t(Way::mission)});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.left_for, engine::nowhere);
    }
}

} // namespace
} // namespace counterlife::model::route
