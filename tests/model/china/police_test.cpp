// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Whom the police arrest in China, and when they are handed over.

#include "model/china/china.h"
#include "model/china/stay.h"
#include "model/places/map.h"
#include "model/security/custody.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::china {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

Exile& across(Alone& one)
{
    one.life().birth_place = one.place_named("musan");
    one.life().career.stage = Stage::abroad;
    one.life().household = no_household;
    one.exile().crossings = 1;
    one.exile().home = one.place_named("musan");
    return one.exile();
}
/// A rate of a tenth, three times that in a campaign.
Given watched()
{
    return {.place = "longjing",
            .numbers = {{"china.arrest", 0.1},
                        {"china.campaign", 3},
                        {"china.arrest_factor/hiding", 1},
                        {"china.arrest_factor/farm", 2},
                        {"china.arrest_factor/city", 4},
                        {"china.arrest_factor/partner", 8},
                        {"china.arrest_factor/church", 16},
                        {"china.handover_days/least", 10},
                        {"china.handover_days/most", 50}}};
}

TEST(ArrestInChina, CHINA_05_differs_by_where_somebody_stays)
{
    Alone one{watched()};
    Exile& exile = across(one);
    const auto rate = [&](Stay stay, bool church) {
        exile.stay = stay;
        exile.church = church;
        return one.rate(arrest, today);
    };
    EXPECT_NEAR(rate(Stay::hiding, false), 0.3, 1e-12);
    EXPECT_NEAR(rate(Stay::farm, false), 0.6, 1e-12);
    EXPECT_NEAR(rate(Stay::city, false), 1.2, 1e-12);
    EXPECT_NEAR(rate(Stay::partner, false), 2.4, 1e-12);
    EXPECT_NEAR(rate(Stay::city, true), 19.2, 1e-12);
}

TEST(ArrestInChina, is_of_those_who_have_crossed)
{
    Alone one{watched()};
    one.life().career.stage = Stage::abroad;
    EXPECT_FALSE(one.meets(arrest)) << "a child born there";
    across(one);
    EXPECT_TRUE(one.meets(arrest));
    EXPECT_FALSE(one.meets(handover));
}

TEST(ArrestInChina, holds_for_a_span_between_the_least_and_the_most)
{
    engine::Days shortest{no_day.count()}, longest;
    for (Day day = today; day < today + 40; ++day) {
        Alone one{watched()};
        across(one).stay = Stay::city;
        const Deed deed = one.does(arrest, day);
        EXPECT_EQ(detail_of<StayDetail>(deed.event().detail).stay, Stay::city);
        EXPECT_EQ(deed.life.career.stage, Stage::custody);
        EXPECT_EQ(deed.exile->phase, Phase::handover);
        EXPECT_EQ(deed.exile->home, one.place_named("musan"));
        const engine::Days held = deed.life.career.stage_until - day;
        EXPECT_GE(held, Days{10});
        EXPECT_LT(held, Days{50});
        shortest = std::min(shortest, held), longest = std::max(longest, held);
    }
    EXPECT_LT(shortest, Days{15});
    EXPECT_GT(longest, Days{45});
}

TEST(ArrestInChina, gives_a_home_across_the_bridge_to_whoever_has_none)
{
    Alone one{watched()};
    across(one).home = engine::nowhere;
    EXPECT_EQ(one.does(arrest, today).exile->home, one.numbers().map.crossing[one.here()]);
    EXPECT_EQ(arrest.beside.record->leads(0), Turn::is_held);
}

/// A child born in that year who has crossed with a parent, and is written to by the parent.
Deed parent_is_arrested(int born, bool crossed)
{
    Alone one{watched()};
    one.life().born = day_of(born);
    one.life().career.stage = Stage::abroad;
    if (crossed) {
        Exile& exile = across(one);
        exile.first_crossed = today - 90;
        exile.alone = false;
    }
    return one.reads(taken_along, today, {.from = one.other(1).id, .payload = 30});
}

TEST(ArrestInChina, takes_the_children_along_and_all_are_handed_over_on_one_day)
{
    Alone one{watched()};
    across(one);
    const Address child = one.child(1, 1992);
    const Deed deed = one.does(arrest, today);
    const Letter letter = deed.letter_of(taken_along);
    EXPECT_EQ(letter.to, child.id);
    EXPECT_EQ(letter.day + Days{static_cast<std::int32_t>(letter.payload)},
              deed.life.career.stage_until);
    const Deed along = parent_is_arrested(1992, true);
    EXPECT_EQ(along.life.career.stage, Stage::custody);
    EXPECT_EQ(along.exile->phase, Phase::handover);
    EXPECT_EQ(along.life.career.stage_until, today + 30);
}

TEST(ArrestInChina, is_of_no_child_by_itself_that_is_with_its_family)
{
    for (const bool alone : {false, true})
        for (const int born : {1970, 1992}) {
            Alone one{watched()};
            one.life().born = day_of(born);
            across(one).alone = alone;
            EXPECT_EQ(one.rate(arrest, today) > 0, alone || born == 1970);
        }
}

TEST(ArrestInChina, leaves_with_the_father_whoever_was_born_there)
{
    EXPECT_EQ(parent_is_arrested(1998, false).life.career.stage, Stage::abroad);
    EXPECT_TRUE(parent_is_arrested(1998, false).is_quiet());
}

TEST(ArrestInChina, leaves_the_grown_children_where_they_are)
{
    EXPECT_TRUE(parent_is_arrested(1970, true).is_quiet());
}

TEST(Handover, comes_when_the_time_in_custody_there_is_over)
{
    Alone one{watched()};
    Exile& exile = across(one);
    one.life().career.stage = Stage::custody;
    one.life().career.stage_until = today + 9;
    exile.phase = Phase::handover;
    EXPECT_EQ(one.due(handover), today + 9);
    EXPECT_TRUE(one.meets(handover));
    for (const Phase phase : {Phase::none, Phase::agency, Phase::division, Phase::camp}) {
        exile.phase = phase;
        EXPECT_EQ(one.due(handover), no_day);
    }
}

TEST(Handover, CHINA_05_is_at_the_nearest_bridge)
{
    Alone one{watched()};
    across(one).phase = Phase::handover;
    const Deed deed = one.does(handover, today);
    EXPECT_EQ(deed.left_for, one.numbers().map.crossing[one.here()]);
    EXPECT_EQ(deed.arrival, &security::handed_over);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, deed.left_for);
}

TEST(ArrestInChina, does_not_send_back_whoever_has_never_left)
{
    Alone one{watched()};
    across(one);
    one.life().birth_place = one.here();
    EXPECT_EQ(one.rate(arrest, today), 0);
    one.life().birth_place = one.place_named("musan");
    EXPECT_GT(one.rate(arrest, today), 0);
}

} // namespace
} // namespace counterlife::model::china
