// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Reaching the river, coming ashore on the other side, and the way back.

#include "model/border/far_bank.h"

#include "model/border/border.h"
#include "model/border/way_back.h"
#include "model/family/family.h"
#include "model/offices.h"
#include "model/security/custody.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::border {
namespace {

using engine::day_of;

constexpr Day today = day_of(1998, 4, 10);

TEST(Riverside, BORDER_02_is_reached_before_the_night_or_the_night_waits)
{
    Alone one;
    one.life().career.stage = Stage::leaving;
    const PlaceId from = one.place_named("pyongchon-district");
    const auto until = [&](Day ready) {
        return one
            .reads(riverside, today,
                   {.payload = static_cast<std::uint64_t>(ready.count()), .from_place = from})
            .life.career.stage_until;
    };
    EXPECT_EQ(until(today + 3), today + 3);
    EXPECT_EQ(until(today + 1), today + 1);
    EXPECT_EQ(until(today), today + 1) << "not on the day of arrival";
    EXPECT_EQ(until(today - 5), today + 1);
    const Deed deed = one.reads(riverside, today, {.from_place = from});
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
}

/// Comes ashore, wet or dry.
Deed ashore(Alone& one, bool wet)
{
    one.life().career.stage = Stage::abroad;
    Exile& exile = one.exile();
    exile.crossings = 1;
    exile.home = one.place_named("onsong");
    return one.reads(far_bank, today, {.payload = payload_of(Ashore{wet})});
}
Given by_the_door(double helped, double reported, double freeze, Given given = {})
{
    given.place = "longjing";
    given.numbers = {{"border.far_bank/helped", helped},
                     {"border.far_bank/reported", reported},
                     {"border.freeze", freeze}};
    return given;
}
Reception reception(const Deed& deed)
{
    return detail_of<FarBankDetail>(deed.event().detail).reception;
}
Reception reception(const Given& given, bool wet = true)
{
    Alone one{given};
    return reception(ashore(one, wet));
}

TEST(FarBank, BORDER_06_helps_refuses_or_reports)
{
    EXPECT_EQ(reception(by_the_door(1, 0, 0)), Reception::helped);
    EXPECT_EQ(reception(by_the_door(1, 0, 1)), Reception::helped) << "nobody freezes indoors";
    EXPECT_EQ(reception(by_the_door(0, 1, 0)), Reception::reported);
    EXPECT_EQ(reception(by_the_door(0, 0, 0)), Reception::turned_away);
}

TEST(FarBank, BORDER_06_off_no_door_opens_and_nobody_reports)
{
    EXPECT_EQ(reception(by_the_door(1, 0, 0, {.off = {"BORDER-06"}})), Reception::turned_away);
    EXPECT_EQ(reception(by_the_door(0, 1, 0, {.off = {"BORDER-06"}})), Reception::turned_away);
    EXPECT_EQ(reception(by_the_door(1, 0, 1, {.off = {"BORDER-06"}})), Reception::frozen);
}

TEST(FarBank, is_no_danger_to_whoever_is_dry)
{
    EXPECT_EQ(reception(by_the_door(0, 1, 1), false), Reception::dry);
}

TEST(FarBank, BORDER_05_kills_whom_nobody_takes_in)
{
    Alone one{by_the_door(0, 1, 1)};
    const Deed deed = ashore(one, true);
    EXPECT_EQ(reception(deed), Reception::frozen);
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(one.place_state().tally.river_deaths[0], 1);
}

TEST(FarBank, hands_over_those_who_are_reported)
{
    Alone one{by_the_door(0, 1, 0)};
    const Deed deed = ashore(one, true);
    EXPECT_EQ(deed.life.career.stage, Stage::custody);
    EXPECT_EQ(deed.exile->phase, Phase::handover);
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(FarBank, asks_the_door_and_the_cold_once_each)
{
    int in = 0, told = 0, dead = 0;
    constexpr int people = 60;
    for (std::uint32_t number = 0; number < people; ++number) {
        Alone one{by_the_door(0.4, 0.3, 0.3)};
        one.life().being.id += number;
        const auto night = 8 * static_cast<std::uint32_t>(today.count());
        const double door = one.uniform(far_bank, night + 3),
                     cold = one.uniform(far_bank, night + 4);
        const Reception expected = door < 0.4   ? Reception::helped
                                   : cold < 0.3 ? Reception::frozen
                                   : door < 0.7 ? Reception::reported
                                                : Reception::turned_away;
        EXPECT_EQ(reception(ashore(one, true)), expected) << number;
        in += expected == Reception::helped, told += expected == Reception::reported,
            dead += expected == Reception::frozen;
    }
    EXPECT_GT(in, 0);
    EXPECT_GT(told, 0);
    EXPECT_GT(dead, 0);
}

TEST(FarBankRecord, leads_into_custody_where_somebody_reports)
{
    const Record& record = *far_bank.beside.record;
    for (const Code& one : receptions)
        EXPECT_EQ(record.leads(one.value), one.name == "reported" ? Turn::is_held : Turn::none);
    EXPECT_EQ(code_of(FarBankDetail{Reception::frozen}), 4);
}

TEST(WayBack, BORDER_07_ends_at_home_and_the_agency_hears_of_it)
{
    Alone one{{.place = "hoeryong"}};
    one.life().career.stage = Stage::abroad;
    one.life().school = School::left_school;
    one.exile().home = one.place_named("onsong");
    one.exile().purse = Yuan{512.9F};
    const Deed deed = one.reads(way_back, today);
    EXPECT_EQ(detail_of<BroughtHome>(deed.event().detail).yuan, 512);
    EXPECT_EQ(deed.exile->own_returns, 1);
    EXPECT_EQ(deed.exile->returned, today);
    const Letter letter = deed.letter_of(security::return_noted);
    EXPECT_EQ(letter.to, office_at(one.place_named("onsong"), agency_office));
    EXPECT_EQ(letter.payload, static_cast<std::uint64_t>(today.count()));
    EXPECT_EQ(letter.about.id, one.other(0).id);
    EXPECT_EQ(deed.left_for, one.place_named("onsong"));
    EXPECT_EQ(deed.arrival, &family::homecoming);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(one.place_state().tally.own_returns[0], 1);
    EXPECT_EQ(way_back.beside.record->leads(0), Turn::resumes);
}

} // namespace
} // namespace counterlife::model::border
