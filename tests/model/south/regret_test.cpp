// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The tenth of October, to somebody who was a member.

#include "model/south/details.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

namespace counterlife::model::south {
namespace {

using engine::day_of;

constexpr Day today = day_of(2012, 10, 10);

Exile& former_member(Alone& one, Day settled_on)
{
    one.life().career.admitted = day_of(1990, 1, 1);
    return settled(one, settled_on);
}

TEST(Anniversary, SOUTH_06_is_the_next_tenth_of_October_after_settling_and_each_one_after)
{
    Alone one{in_seoul()};
    Exile& exile = former_member(one, day_of(2011, 10, 9));
    EXPECT_EQ(one.due(anniversary), day_of(2011, 10, 10));
    exile.settled = day_of(2011, 10, 10);
    EXPECT_EQ(one.due(anniversary), day_of(2012, 10, 10));
    exile.remembered = day_of(2013, 10, 10);
    EXPECT_EQ(one.due(anniversary), day_of(2014, 10, 10));
    exile.remembered = day_of(2009, 10, 10);
    EXPECT_EQ(one.due(anniversary), day_of(2012, 10, 10)) << "nor before settling anew";
}

TEST(Anniversary, is_nothing_to_whoever_was_no_member_or_has_not_settled)
{
    Alone outsider{in_seoul()};
    settled(outsider, day_of(2011, 1, 1));
    EXPECT_EQ(outsider.due(anniversary), no_day);
    Alone in_the_centre{in_seoul()};
    former_member(in_the_centre, day_of(2011, 1, 1)).settled = no_day;
    EXPECT_EQ(in_the_centre.due(anniversary), no_day);
    Alone off{in_seoul({.off = {"SOUTH-06"}})};
    former_member(off, day_of(2011, 1, 1));
    EXPECT_EQ(off.due(anniversary), no_day);
}

TEST(Anniversary, brings_back_the_years_given_for_a_day)
{
    Alone one{in_seoul({.numbers = {{"south.cue", 2}}})};
    Exile& exile = former_member(one, day_of(2011, 1, 1));
    exile.first_crossed = day_of(2000, 1, 4);
    exile.regret = 30;
    const Deed deed = one.does(anniversary, today);
    EXPECT_EQ(detail_of<RegretDetail>(deed.event().detail).regret, 50) << "ten years, at two each";
    EXPECT_EQ(deed.exile->regret, 30) << "what the day brings back passes";
    EXPECT_EQ(deed.exile->remembered, today);
}

TEST(YearsGiven, run_from_admission_to_leaving_the_North)
{
    Life life;
    Exile exile;
    exile.first_crossed = day_of(2000, 1, 1);
    exile.arrived = day_of(2003, 1, 1);
    EXPECT_EQ(years_given(life, exile), 0);
    life.career.admitted = day_of(1996, 1, 1);
    EXPECT_NEAR(years_given(life, exile), 4, 0.001);
    exile.first_crossed = no_day;
    EXPECT_NEAR(years_given(life, exile), 7, 0.001);
    life.career.admitted = day_of(2005, 1, 1);
    EXPECT_EQ(years_given(life, exile), 0);
}

} // namespace
} // namespace counterlife::model::south
