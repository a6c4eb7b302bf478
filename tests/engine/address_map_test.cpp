// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where lives have gone: a map of as few entries as keep a search short.

#include "engine/address_map.h"

#include <gtest/gtest.h>

namespace counterlife::engine {
namespace {

AddressMap with(int lives)
{
    AddressMap map;
    for (int i = 0; i < lives; ++i)
        map.put({.id = first_life_id + static_cast<LifeId>(i),
                 .slot = static_cast<Slot>(i),
                 .place = static_cast<PlaceId>(i + 1)});
    return map;
}

TEST(address_map, is_three_quarters_full_before_it_grows)
{
    EXPECT_EQ(with(0).entries().size(), 0U);
    EXPECT_EQ(with(1).entries().size(), 16U);
    EXPECT_EQ(with(12).entries().size(), 16U);
    EXPECT_EQ(with(13).entries().size(), 32U);
    EXPECT_EQ(with(24).entries().size(), 32U);
    EXPECT_EQ(with(25).entries().size(), 64U);
}

TEST(address_map, finds_whom_it_was_told_of_and_nobody_else)
{
    AddressMap map = with(1000);
    EXPECT_EQ(map.size(), 1000U);
    for (int i = 0; i < 1000; ++i) {
        const auto* entry = map.find(first_life_id + static_cast<LifeId>(i));
        ASSERT_NE(entry, nullptr);
        EXPECT_EQ(entry->slot, static_cast<Slot>(i));
        EXPECT_EQ(entry->place, static_cast<PlaceId>(i + 1));
    }
    EXPECT_EQ(map.find(first_life_id + 1000), nullptr);
    EXPECT_EQ(AddressMap{}.find(first_life_id), nullptr);
}

TEST(address_map, the_last_news_of_somebody_counts_and_they_are_counted_once)
{
    AddressMap map = with(3);
    map.put({.id = first_life_id + 1, .slot = 9, .place = 7});
    EXPECT_EQ(map.size(), 3U);
    EXPECT_EQ(map.find(first_life_id + 1)->place, 7);
    map.clear();
    EXPECT_EQ(map.size(), 0U);
    EXPECT_EQ(map.find(first_life_id + 1), nullptr);
}

} // namespace
} // namespace counterlife::engine
