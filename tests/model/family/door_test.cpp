// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Whom neighbours know to be there, and to whom they pass a letter on.

#include "model/family/door.h"
#include "model/family/family.h"
#include "model/offices.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::family {
namespace {

constexpr Day today = engine::day_of(2000, 6, 1);

Deed sees(Alone& county, std::uint32_t number, bool gone, PlaceId from = engine::nowhere)
{
    return county.receives(at_hand, neighbours_office, today,
                           {.from = county.other(number).id,
                            .payload = gone,
                            .from_slot = number,
                            .from_place = from == engine::nowhere ? county.here() : from});
}

TEST(AtHand, keeps_one_address_of_each_until_they_leave)
{
    Alone county;
    const auto& known = county.place_state().neighbours.asking;
    EXPECT_TRUE(sees(county, 1, false).is_quiet());
    sees(county, 2, false);
    sees(county, 1, false);
    ASSERT_EQ(known.size(), 2u);
    EXPECT_EQ(known[1].first, county.other(1).id);
    EXPECT_EQ(known[1].second.id, county.other(1).id);
    sees(county, 1, true);
    ASSERT_EQ(known.size(), 1u);
    EXPECT_EQ(known[0].first, county.other(2).id);
}

TEST(AtHand, does_not_forget_who_has_asked_for_somebody_who_goes)
{
    Alone county;
    auto& known = county.place_state().neighbours.asking;
    known.emplace_back(county.other(1).id, county.other(5));
    sees(county, 1, true);
    EXPECT_EQ(known.size(), 1u) << "number 5 asks for whoever has gone";
    sees(county, 1, false);
    ASSERT_EQ(known.size(), 1u) << "who is back need not be asked for";
    EXPECT_EQ(known[0].second.id, county.other(1).id);
}

/// What becomes of number 5 asking for number 1, on the road for so many days or at the door.
Deed asks(Alone& county, std::uint64_t days)
{
    const Address last_known = county.other(1, county.place_named("onsong"));
    return county.receives(
        asked_for, neighbours_office, today,
        {.from = county.other(5).id, .payload = days, .about = last_known, .from_slot = 5});
}

TEST(AskedFor, knocks_where_somebody_is_seen_to_be)
{
    Alone county;
    sees(county, 1, false);
    sees(county, 2, false);
    const Letter letter = asks(county, 0).letter_of(knock);
    EXPECT_EQ(letter.to, county.other(1).id);
    EXPECT_EQ(letter.to_place, county.here());
    EXPECT_EQ(letter.about.id, county.other(5).id);
    EXPECT_EQ(letter.about.place, county.here());
}

TEST(AskedFor, knocks_at_the_last_known_address_of_whoever_is_not_seen)
{
    Alone county;
    county.place_state().neighbours.asking.emplace_back(county.other(1).id, county.other(9));
    const Letter letter = asks(county, 0).letter_of(knock);
    EXPECT_EQ(letter.to, county.other(1).id) << "and not number 9, who only asked";
    EXPECT_EQ(letter.to_place, county.place_named("onsong"));
    EXPECT_EQ(letter.about.id, county.other(5).id);
}

TEST(AskedFor, SEARCH_03_at_a_station_reaches_those_who_are_there_and_nobody_else)
{
    Alone empty;
    EXPECT_TRUE(asks(empty, 6).letters.empty());
    Alone county;
    sees(county, 1, false);
    const Deed deed = asks(county, 6);
    EXPECT_EQ(deed.count(knock), 0u);
    const Letter letter = deed.letter_of(search::passing);
    EXPECT_EQ(letter.to, county.other(1).id);
    EXPECT_EQ(letter.payload, 6u);
    EXPECT_EQ(letter.about.id, county.other(5).id);
    EXPECT_TRUE(deed.is_quiet());
}

/// Number 1 is away to sell, or with kin, as the neighbours know.
void is_known_to_be_away(Alone& county)
{
    county.receives(at_hand, neighbours_office, today,
                    {.from = county.other(1).id, .payload = 2, .from_place = county.here()});
}

TEST(AskedFor, FAMILY_07_is_told_of_who_is_away_to_sell_and_has_not_gone_for_good)
{
    Alone county;
    is_known_to_be_away(county);
    const Deed deed = asks(county, 0);
    EXPECT_EQ(deed.letter_of(expected).to, county.other(5).id);
    EXPECT_EQ(deed.letter_of(expected).about.id, county.other(1).id);
    EXPECT_EQ(deed.letter_of(knock).to, county.other(1).id) << "who hears of it where she is";
    EXPECT_EQ(asks(county, 6).count(expected), 0u) << "on the road only who is there is met";
    sees(county, 1, false);
    EXPECT_EQ(asks(county, 0).count(expected), 0u) << "back again";
}

TEST(Expected, loses_nobody_of_whom_it_is_known_where_they_are)
{
    for (const bool of_spouse : {true, false}) {
        Alone one;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        one.exile().last_seen = today - 700;
        const Deed deed = one.reads(expected, today, {.about = one.other(of_spouse ? 1 : 2)});
        EXPECT_EQ(deed.is_quiet(), !of_spouse);
        EXPECT_EQ(deed.exile->last_seen, of_spouse ? today : today - 700);
        one.life() = deed.life;
        const Deed then =
            one.reads(empty_house, today + 4, {.from = one.other(0).id, .sent = today - 1});
        EXPECT_EQ(then.life.career.lost_family, !of_spouse);
    }
}

TEST(Expected, does_not_reach_whoever_has_set_out_again)
{
    for (const bool leaves : {true, false}) {
        Alone one;
        one.life().marital = Marital::married;
        one.life().spouse = one.other(1);
        one.life().career.stage = leaves ? Stage::leaving : Stage::worker;
        one.exile().last_seen = today - 700;
        const Deed deed = one.reads(expected, today, {.about = one.other(1)});
        EXPECT_EQ(deed.is_quiet(), leaves);
        EXPECT_EQ(deed.exile->last_seen, leaves ? today - 700 : today);
    }
}

} // namespace
} // namespace counterlife::model::family
