// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Landing in the South, the centre, a town, and who hears of it.

#include "model/family/family.h"
#include "model/places/map.h"
#include "model/south/details.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::south {
namespace {

using engine::day_of;

constexpr Day today = day_of(2012, 6, 1);

TEST(Arrival, puts_whoever_lands_into_the_centre)
{
    Alone one{{.place = "arrival-centre"}};
    one.life().born = day_of(1970, 6, 2);
    one.life().career.stage = Stage::journey;
    const Deed deed = one.reads(arrival, today);
    EXPECT_EQ(deed.life.career.stage, Stage::south);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.exile->arrived, today);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_EQ(deed.exile->occupation, Occupation::centre);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 41) << "a day before the birthday";
    EXPECT_EQ(arrival.beside.record->leads(deed.event().detail), Turn::arrives_south);
}

TEST(Arrival, is_counted_as_the_ministry_counts)
{
    for (const bool from_the_north : {true, false}) {
        Alone one{{.place = "arrival-centre"}};
        PlaceState& state = one.place_state();
        state.persons_per_life = 400;
        state.underground.arrived = 50;
        one.life().sex = Sex::female;
        one.exile().way = Way::vietnam;
        one.exile().home = one.place_named("hoeryong");
        if (from_the_north) one.exile().first_crossed = today - 730;
        one.reads(arrival, today);
        const int counted = from_the_north ? 1 : 0;
        EXPECT_EQ(state.underground.arrived, 50 + 400 * counted);
        EXPECT_EQ(state.tally.arrivals[index_of(Sex::female)], counted);
        EXPECT_EQ(state.tally.arrivals[index_of(Sex::male)], 0);
        EXPECT_EQ(state.tally.arrivals_by_way[static_cast<std::size_t>(Way::vietnam)], counted);
        const std::size_t province = one.numbers().map.province_of[one.exile().home];
        EXPECT_EQ(state.tally.arrivals_by_origin[province], counted);
        EXPECT_EQ(state.tally.arrival_years, 2 * counted) << "two years to the day";
    }
}

TEST(Arrival, is_the_beginning_of_a_time_in_the_centre_of_which_no_two_are_alike)
{
    const auto days_from = [](Day day, int number, double spread) {
        Alone one{{.place = "arrival-centre", .numbers = {{"south.centre_spread", spread}}}};
        one.life().being.id += static_cast<std::uint32_t>(number);
        one.exile();
        return (one.reads(arrival, day).life.career.stage_until - day).count();
    };
    EXPECT_EQ(days_from(day_of(1999, 7, 8), 0, 0), 84) << "the day the new centre opens";
    EXPECT_EQ(days_from(day_of(1999, 7, 7), 0, 0), 60);
    std::set<int> lengths;
    for (int number = 0; number < 60; ++number) {
        const int days = days_from(today, number, 0.15);
        EXPECT_GE(days, 71);
        EXPECT_LE(days, 97);
        lengths.insert(days);
    }
    EXPECT_GT(lengths.size(), 12u);
}

TEST(Leaving, comes_at_the_end_of_the_months_in_the_centre)
{
    Alone one{{.place = "arrival-centre"}};
    Exile& exile = settled(one, today);
    exile.occupation = Occupation::centre;
    one.life().career.stage_until = today + 80;
    EXPECT_EQ(one.due(leaving), today + 80);
    for (const Occupation other : {Occupation::none, Occupation::student, Occupation::menial}) {
        exile.occupation = other;
        EXPECT_EQ(one.due(leaving), no_day);
    }
}

/// Where somebody of that number goes from the centre, if half go to the Seoul area.
PlaceId goes_to(std::uint32_t number, Day day, double share = 0.5)
{
    Alone one{{.place = "arrival-centre", .numbers = {{"south.seoul_share", share}}}};
    one.life().being.id += number;
    settled(one, today);
    const Deed deed = one.does(leaving, day);
    EXPECT_EQ(deed.arrival, &settling);
    EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, deed.left_for);
    return deed.left_for;
}

TEST(Leaving, leads_to_the_Seoul_area_or_to_the_other_provinces)
{
    const Alone map;
    EXPECT_EQ(goes_to(0, today, 1), map.place_named("seoul-area"));
    EXPECT_EQ(goes_to(0, today, 0), map.place_named("other-provinces-south"));
}

TEST(Leaving, asks_one_lot_of_each_whatever_the_day)
{
    std::set<PlaceId> towns;
    for (std::uint32_t number = 0; number < 30; ++number) {
        const PlaceId town = goes_to(number, today);
        towns.insert(town);
        EXPECT_EQ(goes_to(number, today + 1), town);
        EXPECT_EQ(goes_to(number, today + 77), town);
    }
    EXPECT_EQ(towns.size(), 2u);
}

TEST(Settling, begins_all_reckonings_on_its_day)
{
    Alone one{in_seoul()};
    settled(one, today - 300).occupation = Occupation::centre;
    const Deed deed = one.reads(settling, today);
    EXPECT_EQ(deed.exile->settled, today);
    EXPECT_EQ(deed.exile->reckoned, today);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_EQ(deed.exile->occupation, Occupation::none);
    EXPECT_TRUE(deed.letters.empty()) << "who has nobody there writes to nobody";
}

TEST(Settling, SOUTH_03_takes_half_of_the_schooling_for_nothing)
{
    for (const bool told : {true, false}) {
        Alone one{in_seoul(
            {.numbers = {{"south.transfer", 0.5}},
             .off = told ? std::vector<std::string>{} : std::vector<std::string>{"SOUTH-03"}})};
        settled(one, today);
        one.life().school_years = 11;
        const Deed deed = one.reads(settling, today);
        EXPECT_FLOAT_EQ(deed.exile->school, told ? 5.5F : 11.0F);
        EXPECT_EQ(detail_of<SettlingDetail>(deed.event().detail).schooling, told ? 550 : 1100);
    }
}

/// What somebody who owes this for the way has, and owes, after the sum to begin with.
std::pair<float, float> after_paying(float debt, bool guided = false)
{
    Alone one{in_seoul({.numbers = {{"south.settlement", 7000}}})};
    Exile& exile = settled(one, today);
    exile.debt = ThousandWon{debt};
    exile.guided = guided;
    exile.purse = Yuan{44}; // It counts for nothing here.
    const Deed deed = one.reads(settling, today);
    return {deed.exile->saved.value(), deed.exile->debt.value()};
}

TEST(Settling, pays_for_the_way_from_the_sum_to_begin_with)
{
    EXPECT_EQ(after_paying(0), std::pair(7000.0F, 0.0F));
    EXPECT_EQ(after_paying(3000), std::pair(4000.0F, 0.0F));
    EXPECT_EQ(after_paying(9000), std::pair(0.0F, 2000.0F));
    EXPECT_EQ(after_paying(9000, true), std::pair(7000.0F, 0.0F)) << "kin have paid";
}

TEST(Settling, gives_a_child_no_money_and_sends_it_to_school)
{
    struct Case {
        Day born;
        bool paid, pupil;
    };
    for (const Case& one_case :
         {Case{day_of(1997, 6, 2), false, true}, Case{day_of(1997, 6, 1), true, true},
          Case{day_of(1993, 6, 2), true, true}, Case{day_of(1993, 6, 1), true, false}}) {
        Alone one{in_seoul({.numbers = {{"south.settlement_age", 15}, {"south.school_age", 19}}})};
        one.life().born = one_case.born;
        settled(one, today);
        const Deed deed = one.reads(settling, today);
        EXPECT_EQ(deed.exile->saved.value() > 0, one_case.paid) << whole_years(one.life(), today);
        EXPECT_EQ(deed.exile->occupation, one_case.pupil ? Occupation::student : Occupation::none)
            << whole_years(one.life(), today);
    }
}

/// The regret of somebody of forty-five who was a member for ten years, at 2 a year and a
/// twentieth more for each year of age past this one.
int regret_counted_from(double age, bool admitted = true, std::vector<std::string> off = {})
{
    Alone one{in_seoul({.numbers = {{"south.regret", 2},
                                    {"south.regret_age", 0.05},
                                    {"south.regret_from_age", age}},
                        .off = std::move(off)})};
    one.life().born = day_of(1967, 6, 1);
    settled(one, today).first_crossed = day_of(2008, 1, 3);
    if (admitted) one.life().career.admitted = day_of(1998, 1, 1);
    return one.reads(settling, today).exile->regret;
}

TEST(Settling, BELIEF_09_brings_regret_by_the_years_given_and_the_age)
{
    EXPECT_EQ(regret_counted_from(45), 20);
    EXPECT_EQ(regret_counted_from(25), 40);
    EXPECT_EQ(regret_counted_from(100), 20) << "the young regret no less than the years";
    EXPECT_EQ(regret_counted_from(25, false), 0);
    EXPECT_EQ(regret_counted_from(25, true, {"BELIEF-09"}), 0);
}

TEST(Settling, is_told_to_all_kin_who_may_be_here)
{
    Alone one{in_seoul()};
    settled(one, today);
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.mother = one.other(2);
    life.father = one.other(3);
    life.father.note |= known_dead;
    one.child(4, 1990);
    const Deed deed = one.reads(settling, today);
    EXPECT_EQ(deed.letters.size(), 3u);
    EXPECT_EQ(deed.count(reunion), 3u);
    for (const std::uint32_t kin : {1u, 2u, 4u})
        EXPECT_EQ(deed.letters_to(one.other(kin).id).size(), 1u) << kin;
}

TEST(Reunion, is_answered_once_and_the_answer_is_not_answered)
{
    Alone one{in_seoul()};
    settled(one, today);
    const PlaceId there = one.place_named("other-provinces-south");
    const Deed first = one.reads(reunion, today, {.from = one.other(1).id, .from_place = there});
    EXPECT_EQ(first.event().with, one.other(1).id);
    EXPECT_EQ(first.exile->kin_here, std::vector{one.other(1).id});
    const Letter reply = first.letter_of(reunion);
    EXPECT_EQ(reply.to, one.other(1).id);
    EXPECT_EQ(reply.to_place, there);

    const Deed again = one.reads(reunion, today + 1, {.from = one.other(1).id});
    EXPECT_TRUE(again.is_quiet());
    EXPECT_TRUE(again.letters.empty());
    EXPECT_EQ(again.exile->kin_here.size(), 1u);

    Alone other{in_seoul()};
    settled(other, today);
    const Deed answered =
        other.reads(reunion, today, {.from = other.other(2).id, .payload = reply.payload});
    EXPECT_FALSE(answered.is_quiet());
    EXPECT_EQ(answered.exile->kin_here, std::vector{other.other(2).id});
    EXPECT_TRUE(answered.letters.empty());
}

TEST(Reunion, means_nothing_to_whoever_is_not_in_the_South)
{
    for (const Stage stage : {Stage::worker, Stage::abroad, Stage::journey}) {
        Alone one;
        settled(one, today);
        one.life().career.stage = stage;
        const Deed deed = one.reads(reunion, today, {.from = one.other(1).id});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_TRUE(deed.letters.empty());
        EXPECT_TRUE(deed.exile->kin_here.empty());
        EXPECT_TRUE(deed.carries_on);
    }
    Alone never_left;
    never_left.life().career.stage = Stage::south;
    EXPECT_TRUE(never_left.reads(reunion, today, {.from = never_left.other(1).id}).is_quiet());
}

} // namespace
} // namespace counterlife::model::south
