// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Since when a place has known somebody whose life had parted.

#include "study/study.h"
#include "study/twins/divergences.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

using engine::Day;

TEST(TouchedPlaces, are_touched_from_the_first_day_on_and_not_before)
{
    TouchedPlaces places;
    places.touch(3, Day{100});
    EXPECT_FALSE(places.touched(3, Day{99}));
    EXPECT_TRUE(places.touched(3, Day{100}));
    EXPECT_TRUE(places.touched(3, Day{101}));
}

TEST(TouchedPlaces, keep_the_earliest_day_whatever_comes_in_what_order)
{
    TouchedPlaces places;
    for (const Day day : {Day{100}, Day{90}, Day{120}}) places.touch(3, day);
    EXPECT_FALSE(places.touched(3, Day{89}));
    EXPECT_TRUE(places.touched(3, Day{90}));
}

TEST(TouchedPlaces, say_nothing_of_their_neighbours)
{
    TouchedPlaces places;
    EXPECT_FALSE(places.touched(0, Day{1000}));
    places.touch(3, Day{100});
    for (const engine::PlaceId other : {0, 2, 4, 500})
        EXPECT_FALSE(places.touched(other, Day{1000}));
    places.touch(0, Day{50});
    EXPECT_TRUE(places.touched(0, Day{50}));
    EXPECT_FALSE(places.touched(3, Day{99}));
}

} // namespace
} // namespace counterlife::study
