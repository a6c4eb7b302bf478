// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What is learned on coming home, and what the records of it say.

#include "model/family/details.h"
#include "model/family/family.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::family {
namespace {

constexpr Day today = engine::day_of(2000, 6, 1);

TEST(Farewell, FAMILY_04_asks_to_wait_only_where_a_return_is_promised)
{
    for (const bool promised : {true, false}) {
        Alone wife;
        wife.life().marital = Marital::married;
        wife.life().spouse = wife.other(1);
        const Deed deed =
            wife.reads(farewell, today, {.from = wife.other(1).id, .payload = promised});
        EXPECT_EQ(detail_of<FarewellDetail>(deed.event().detail).asked_to_wait, promised);
        EXPECT_EQ(deed.exile->waits, promised);
        EXPECT_EQ(deed.exile->last_seen, today);
        EXPECT_TRUE(deed.life.career.left_behind);
    }
}

TEST(Farewell, of_anybody_else_says_nothing)
{
    Alone wife;
    wife.life().marital = Marital::married;
    wife.life().spouse = wife.other(1);
    EXPECT_TRUE(wife.reads(farewell, today, {.from = wife.other(2).id}).is_quiet());
}

/// What is learned of somebody of this number; 0 of a death, 1 of a dissolved marriage.
Deed learns(std::uint32_t number, std::uint64_t what = 0)
{
    Alone one;
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    one.life().mother = one.other(2);
    one.life().father = one.other(3);
    one.child(4, 1990);
    return one.reads(news, today, {.payload = what, .about = one.other(number)});
}

TEST(News, FAMILY_05_says_who_has_died)
{
    const auto told = [](std::uint32_t number) {
        return detail_of<NewsDetail>(learns(number).event().detail).news;
    };
    EXPECT_EQ(told(1), News::spouse_dead);
    EXPECT_EQ(told(2), News::mother_dead);
    EXPECT_EQ(told(3), News::father_dead);
    EXPECT_EQ(told(4), News::child_dead);
    EXPECT_EQ(learns(1).life.marital, Marital::widowed);
    EXPECT_TRUE(learns(5).is_quiet());
}

TEST(News, of_a_dissolved_marriage_makes_somebody_divorced)
{
    const Deed deed = learns(1, 1);
    EXPECT_EQ(detail_of<NewsDetail>(deed.event().detail).news, News::marriage_over);
    EXPECT_EQ(deed.life.marital, Marital::divorced);
    EXPECT_EQ(deed.life.since, today);
}

} // namespace
} // namespace counterlife::model::family
