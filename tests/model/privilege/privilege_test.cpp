// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What parents can do for a child who was sent to work, and what a committee makes of it.

#include "model/offices.h"
#include "model/places/map.h"
#include "model/privilege/plea.h"
#include "model/privilege/privilege.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::privilege {
namespace {

using engine::day_of;

constexpr Day today = day_of(1987, 6, 1);

/// Wealth opens nothing, and power is the whole of it.
Given by_power(double threshold, Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"privilege.rank_threshold", threshold},
                                               {"privilege.money_threshold", 1},
                                               {"party.power/secretary", 0.75}});
    return given;
}

/// A parent hears of a child in a place of the south.
Deed hears(Alone& parent, Post rank)
{
    parent.life().career.rank = rank;
    const PlaceId anju = parent.place_named("anju");
    return parent.reads(plea, today, {.from = parent.other(4, anju).id, .from_place = anju});
}

TEST(Plea, PRIV_02_presses_the_committee_from_the_threshold_of_power_on)
{
    Alone parent{by_power(0.75)};
    const Deed deed = hears(parent, Post::secretary);
    const Letter letter = deed.letter_of(pressure);
    EXPECT_EQ(letter.to, office_at(parent.place_named("anju"), committee_office));
    EXPECT_EQ(letter.payload, 75u);
    EXPECT_EQ(letter.about.id, parent.other(4).id);
    const auto detail = detail_of<PleaDetail>(deed.event().detail);
    EXPECT_EQ(detail.power, 75);
    EXPECT_EQ(detail.wealth, 75) << "PARTY-12: before the turn wealth follows rank";
    EXPECT_EQ(detail.presses_by, PressesBy::power);
    EXPECT_EQ(deed.event().with, parent.other(4).id);
    EXPECT_TRUE(deed.carries_on);
    Alone below{by_power(0.76)};
    const Deed none = hears(below, Post::secretary);
    EXPECT_TRUE(none.letters.empty());
    EXPECT_EQ(detail_of<PleaDetail>(none.event().detail).presses_by, PressesBy::nothing);
}

TEST(Plea, PRIV_02_presses_for_money_as_for_power)
{
    for (const double threshold : {0.75, 0.76}) {
        Alone parent{{.numbers = {{"privilege.rank_threshold", 1},
                                  {"privilege.money_threshold", threshold},
                                  {"party.power/secretary", 0.75}}}};
        const Deed deed = hears(parent, Post::secretary);
        const bool rich = threshold == 0.75;
        EXPECT_EQ(deed.count(pressure), rich ? 1u : 0u);
        EXPECT_EQ(detail_of<PleaDetail>(deed.event().detail).presses_by,
                  rich ? PressesBy::wealth : PressesBy::nothing);
    }
}

TEST(Plea, PRIV_01_off_is_heard_and_nothing_done)
{
    Alone parent{by_power(0.75, {.off = {"PRIV-01"}})};
    const Deed deed = hears(parent, Post::official);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(detail_of<PleaDetail>(deed.event().detail).power, 100);
}

TEST(Plea, PRIV_02_off_is_a_lottery_for_the_child)
{
    std::size_t pressed = 0;
    for (std::uint32_t number = 1; number <= 40; ++number) {
        Alone parent{
            by_power(0.5, {.numbers = {{"privilege.without_gate", 0.5}}, .off = {"PRIV-02"}})};
        const PlaceId anju = parent.place_named("anju");
        const Address child = parent.other(number, anju);
        const Deed deed = parent.reads(plea, today, {.from = child.id, .from_place = anju});
        EXPECT_EQ(deed.count(pressure), parent.uniform(plea, 0, child.id) < 0.5 ? 1u : 0u);
        pressed += deed.count(pressure);
    }
    EXPECT_GT(pressed, 0u);
    EXPECT_LT(pressed, 40u);
}

/// A committee is pressed for somebody.
Deed weighs(Alone& office, std::uint64_t weight, std::uint32_t number = 4)
{
    return office.receives(
        pressure, committee_office, today,
        {.from = office.other(1).id, .payload = weight, .about = office.other(number)});
}

TEST(Pressure, PRIV_01_is_never_withstood_from_the_threshold_on)
{
    Alone office{by_power(0.9, {.numbers = {{"privilege.liability", 1}}})};
    const Deed deed = weighs(office, 90);
    EXPECT_EQ(deed.letter_of(release).to, office.other(4).id);
    EXPECT_EQ(deed.letter_of(release).payload, 90u);
    const auto detail = detail_of<PressureDetail>(deed.event().detail);
    EXPECT_TRUE(detail.granted);
    EXPECT_EQ(detail.pressure, 90);
    EXPECT_EQ(deed.event().with, office.other(4).id);
    const Deed below = weighs(office, 89);
    EXPECT_TRUE(below.letters.empty());
    EXPECT_FALSE(detail_of<PressureDetail>(below.event().detail).granted);
    EXPECT_EQ(detail_of<PressureDetail>(below.event().detail).pressure, 89);
}

TEST(Pressure, PRIV_04_is_withstood_in_the_share_of_the_risk_by_the_lot_of_each)
{
    std::size_t granted = 0;
    for (std::uint32_t number = 1; number <= 40; ++number) {
        Alone office{by_power(0.9, {.numbers = {{"privilege.liability", 0.5}}})};
        const Deed deed = weighs(office, 50, number);
        const bool yields = office.uniform(pressure, 0, office.other(number).id) >= 0.5;
        EXPECT_EQ(deed.count(release), yields ? 1u : 0u);
        granted += yields;
    }
    EXPECT_GT(granted, 0u);
    EXPECT_LT(granted, 40u);
    Alone off{by_power(0.9, {.numbers = {{"privilege.liability", 1}}, .off = {"PRIV-04"}})};
    EXPECT_EQ(weighs(off, 50).count(release), 1u);
}

TEST(Pressure, PRIV_01_told_softly_leaves_some_behind)
{
    Alone office{
        by_power(0.9, {.numbers = {{"exceptions.share/PRIV-01", 1}}, .soft = {"PRIV-01"}})};
    EXPECT_TRUE(weighs(office, 100).letters.empty());
}

TEST(Pressure, PRIV_01_opens_the_gate_three_months_after_arrival)
{
    const auto opened = [](double months, double days) {
        Alone office{
            {.numbers = {{"privilege.exit_months", months}, {"privilege.plea_days", days}}}};
        return weighs(office, 100).letter_of(release).day - today;
    };
    EXPECT_EQ(opened(3, 30), Days{91 - 30});
    EXPECT_EQ(opened(1, 60), Days{1}) << "tomorrow at the earliest";
}

TEST(Reprimand, PRIV_04_names_whoever_was_let_go)
{
    Alone office;
    const Deed deed =
        office.receives(reprimand, committee_office, today, {.about = office.other(4)});
    EXPECT_EQ(deed.event().with, office.other(4).id);
    EXPECT_EQ(deed.event().detail, 0);
}

/// Somebody whom an order has bound to a mine here, from Hoeryong.
void be_sent(Alone& one)
{
    Career& career = one.life().career;
    career.stage = Stage::worker;
    career.sector = Sector::mine;
    career.bound = true;
    career.home = one.place_named("hoeryong");
    ++one.place_state().labour.workers[0][static_cast<std::size_t>(Sector::mine)];
}
Given in_the_south(Given given = {})
{
    given.place = "anju";
    return given;
}
Deed is_released(Alone& one)
{
    return one.reads(release, today, {.payload = 90});
}

TEST(Release, PRIV_05_leads_to_college_in_the_seat_of_the_home_province)
{
    Alone one{in_the_south()};
    be_sent(one);
    const HouseholdId house = one.life().household;
    const Deed deed = is_released(one);
    EXPECT_EQ(deed.left_for, one.numbers().map.seat_of[one.place_named("hoeryong")]);
    EXPECT_EQ(deed.arrival, &college);
    EXPECT_EQ(deed.life.school, School::student);
    EXPECT_FALSE(deed.life.career.bound);
    EXPECT_EQ(one.place_state().households[house].members, 0u);
    EXPECT_EQ(one.place_state().labour.workers[0][static_cast<std::size_t>(Sector::mine)], 0);
    EXPECT_EQ(one.place_state().labour.left_by_privilege, 1);
    EXPECT_EQ(one.place_state().tally.left_by_privilege, 1);
    EXPECT_EQ(release.beside.record->leads(deed.event().detail), Turn::goes_to_college);
}

TEST(Release, PRIV_05_goes_nowhere_where_the_college_is_here)
{
    Alone one{in_the_south()};
    be_sent(one);
    one.life().career.home = one.here();
    const PlaceId seat = one.numbers().map.seat_of[one.here()];
    Alone there{{.place = one.numbers().map.places[seat].name}};
    be_sent(there);
    there.life().career.home = there.here();
    const Deed deed = is_released(there);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.life.career.stage, Stage::student);
    EXPECT_NE(deed.life.household, no_household);
}

TEST(Release, passes_by_those_whom_nothing_binds_any_more)
{
    Alone one{in_the_south()};
    be_sent(one);
    one.life().career.bound = false;
    const Deed deed = is_released(one);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(Release, PRIV_03_labels_exemplary_without_any_work)
{
    Alone one{in_the_south()};
    be_sent(one);
    one.life().career.zeal = 0;
    const Deed deed = is_released(one);
    EXPECT_TRUE(deed.life.career.exemplary);
    EXPECT_TRUE(detail_of<ReleaseDetail>(deed.event().detail).exemplary);
    EXPECT_EQ(detail_of<ReleaseDetail>(deed.event().detail).pressure, 90);
}

TEST(Release, PRIV_03_off_labels_those_whose_zeal_has_earned_it)
{
    for (const std::uint8_t zeal : {50, 51}) {
        Alone one{in_the_south({.numbers = {{"privilege.earned_zeal", 0.5}}, .off = {"PRIV-03"}})};
        be_sent(one);
        one.life().career.zeal = zeal;
        const Deed deed = is_released(one);
        EXPECT_EQ(deed.life.career.exemplary, zeal > 50);
        EXPECT_EQ(detail_of<ReleaseDetail>(deed.event().detail).exemplary, zeal > 50);
    }
}

TEST(Release, PRIV_04_is_held_against_the_committee_by_a_lot_of_its_own)
{
    std::size_t held = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone one{in_the_south(
            {.numbers = {{"privilege.liability", 0.5}, {"privilege.reprimand_days", 30}}})};
        one.life().being.id += number;
        be_sent(one);
        const bool liable = one.uniform(release, 1) < 0.5;
        const LifeId who = one.life().being.id;
        const Deed deed = is_released(one);
        ASSERT_EQ(deed.count(reprimand), liable ? 1u : 0u);
        if (!liable) continue;
        ++held;
        const Letter letter = deed.letter_of(reprimand);
        EXPECT_EQ(letter.to, office_at(one.here(), committee_office));
        EXPECT_EQ(letter.about.id, who);
        EXPECT_EQ(letter.day, today + 30);
    }
    EXPECT_GT(held, 0u);
    EXPECT_LT(held, 40u);
    Alone off{in_the_south({.numbers = {{"privilege.liability", 1}}, .off = {"PRIV-04"}})};
    be_sent(off);
    EXPECT_EQ(is_released(off).count(reprimand), 0u);
}

TEST(College, PRIV_05_takes_the_student_in)
{
    Alone one{{.numbers = {{"schooling.college_years", 4}}}};
    one.life().household = no_household;
    const PlaceId anju = one.place_named("anju");
    const Deed deed = one.reads(college, today, {.payload = 64, .from_place = anju});
    EXPECT_EQ(deed.life.career.stage, Stage::student);
    EXPECT_EQ(deed.life.career.stage_until, today + 1460);
    EXPECT_TRUE(deed.life.urban);
    EXPECT_TRUE(deed.life.own_home);
    EXPECT_EQ(one.place_state().households[deed.life.household].key, 64u);
    EXPECT_EQ(one.place_state().households[deed.life.household].members, 1u);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, anju);
    EXPECT_EQ(college.beside.record->leads(deed.event().detail), Turn::goes_to_college);
}

} // namespace
} // namespace counterlife::model::privilege
