// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What neighbours tell of the lost.

#include "model/offices.h"
#include "model/search/details.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::search {
namespace {

constexpr Day today = engine::day_of(2000, 6, 1);

/// The answer to somebody who asks for the lost, who were last seen in these places, and how many
/// places it names.
LastPlaces answer_after(std::initializer_list<PlaceId> seen, bool avoided = false)
{
    Alone county;
    const Address lost = county.other(1);
    for (const PlaceId place : seen)
        county.place_state().neighbours.rumours.push_back(
            {.who = lost.id, .place = place, .seen = today - 10});
    county.place_state().neighbours.rumours.push_back(
        {.who = county.other(2).id, .place = 9, .seen = today - 5});
    const Deed deed =
        county.receives(inquiry, neighbours_office, today,
                        {.from = county.other(3).id, .payload = avoided, .about = lost});
    const Letter letter = deed.letter_of(setting_out);
    EXPECT_EQ(letter.to, county.other(3).id);
    const auto said = said_in<LastPlaces>(letter.payload);
    EXPECT_EQ(detail_of<PlacesTold>(deed.event().detail).places, said.count());
    return said;
}

TEST(Inquiry, SEARCH_02_names_the_last_two_places_that_differ)
{
    const LastPlaces said = answer_after({5, 0, 7, 7});
    EXPECT_EQ(said.last, 8u);
    EXPECT_EQ(said.before, 1u) << "the first of all places is a place too";
    EXPECT_EQ(answer_after({7, 7}).count(), 1);
    EXPECT_EQ(answer_after({}).count(), 0);
}

TEST(Inquiry, SECURITY_12_is_not_answered_to_those_whom_friends_avoid)
{
    EXPECT_EQ(answer_after({5, 7}, true).count(), 0);
}

} // namespace
} // namespace counterlife::model::search
