// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The word of those who have come through.

#include "model/offices.h"
#include "model/places/map.h"
#include "model/route/route.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::route {
namespace {

using engine::day_of;

constexpr Day today = day_of(2001, 5, 1);

Given across(Given given = {})
{
    given.place = "wangqing";
    return given;
}

TEST(Word, is_told_each_January_from_where_people_arrive)
{
    Alone elsewhere;
    EXPECT_EQ(elsewhere.next(word, today), no_day);
    const Map& map = elsewhere.numbers().map;
    Alone centre{{.place = map.places[map.all(Role::centre).front()].name}};
    EXPECT_EQ(centre.next(word, day_of(2001)), day_of(2001));
    EXPECT_EQ(centre.next(word, day_of(2001, 1, 2)), day_of(2002));
    centre.place_state().underground.arrived = 42;
    const Deed deed = centre.carries_out(word, day_of(2001));
    const std::size_t places =
        map.all(Role::bank).size() + map.all(Role::village).size() + map.all(Role::city).size();
    EXPECT_EQ(deed.count(hearsay), places);
    for (const Letter& letter : deed.letters) EXPECT_EQ(letter.payload, 42u);
    const PlaceId village = centre.place_named("wangqing");
    EXPECT_EQ(deed.letters_to(office_at(village, underground_office)).size(), 1u);
}

TEST(Hearsay, is_what_those_who_lead_people_out_go_by)
{
    Alone village{across()};
    village.receives(hearsay, underground_office, today, {.payload = 42});
    EXPECT_EQ(village.place_state().underground.arrived, 42);
}

TEST(Hearsay, is_not_told_of_those_who_hear_it)
{
    Alone village{across()};
    EXPECT_TRUE(village.receives(hearsay, underground_office, today, {.payload = 42}).is_quiet());
}

} // namespace
} // namespace counterlife::model::route
