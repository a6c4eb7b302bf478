// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who would rather stay when kin send for them, and who goes instead.

#include "model/route/called.h"
#include "model/route/route.h"
#include "model/south/south.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::route {
namespace {

using engine::day_of;

constexpr Day today = day_of(2008, 5, 1);

/// Kin who send for somebody born then, all of whom stay who may.
struct SentFor : Alone {
    explicit SentFor(Day born, std::vector<std::string> off = {}, double share = 1)
        : Alone{{.numbers = {{"route.stays_old_from", 55},
                             {"route.stays_old", share},
                             {"route.stays_small_until", 10},
                             {"route.stays_small", share}},
                 .off = std::move(off)}}
    {
        life().born = born;
    }
    Address payer() const { return other(1); }
    Deed hears() { return reads(called, today, {.from = payer().id}); }
    bool stays()
    {
        const Deed deed = hears();
        EXPECT_NE(deed.life.career.sent_for,
                  detail_of<CalledDetail>(deed.events.front().detail).stays);
        return !deed.life.career.sent_for;
    }
};

TEST(Called, BEYOND_01_the_old_and_the_smallest_stay)
{
    EXPECT_TRUE(SentFor(day_of(1953, 4, 30)).stays()) << "fifty-five";
    EXPECT_FALSE(SentFor(day_of(1953, 6, 1)).stays()) << "fifty-four";
    EXPECT_TRUE(SentFor(day_of(1998, 6, 1)).stays()) << "nine";
    EXPECT_FALSE(SentFor(day_of(1998, 4, 1)).stays()) << "ten";
    EXPECT_FALSE(SentFor(day_of(1940)).hears().life.career.sent_for);
    EXPECT_FALSE(SentFor(day_of(1940), {"BEYOND-01"}).stays());
    EXPECT_FALSE(SentFor(day_of(1940), {}, 0).stays());
}

TEST(Called, BEYOND_01_of_whoever_stays_a_child_goes_who_is_there)
{
    SentFor parent{day_of(1945)};
    const Address at_home = parent.child(2, 1975);
    parent.child(1, 1978); // Who pays.
    const Deed deed = parent.hears();
    const Letter letter = deed.letter_of(called_instead);
    EXPECT_EQ(letter.to, at_home.id);
    EXPECT_EQ(letter.about.id, parent.payer().id);
    EXPECT_EQ(deed.count(south::brought_back), 0u);
}

TEST(Called, BEYOND_01_without_another_child_the_guide_goes_back)
{
    SentFor parent{day_of(1945)};
    parent.child(1, 1978);
    const Deed deed = parent.hears();
    EXPECT_EQ(deed.count(called_instead), 0u);
    EXPECT_EQ(deed.letter_of(south::brought_back).to, parent.payer().id);
}

TEST(CalledInstead, BEYOND_01_is_sent_for_by_whoever_pays)
{
    SentFor child{day_of(1975)};
    const Deed deed =
        child.reads(called_instead, today, {.from = child.other(3).id, .about = child.payer()});
    EXPECT_TRUE(deed.life.career.sent_for);
    EXPECT_EQ(deed.event().with, child.payer().id);
}

} // namespace
} // namespace counterlife::model::route
