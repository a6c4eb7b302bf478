// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Kin in the North: who they are, what is sent to them, and who is sent for.

#include "model/family/family.h"
#include "model/route/route.h"
#include "model/south/details.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::south {
namespace {

using engine::day_of;

constexpr Day today = day_of(2012, 6, 1);

/// Wife 1, child 4, mother 2 and father 3, whom nobody has heard of since.
Exile& with_kin(Alone& one)
{
    Exile& exile = settled(one, today - 400);
    const PlaceId there = one.place_named("hoeryong");
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1, there);
    one.life().mother = one.other(2, there);
    one.life().father = one.other(3, there);
    one.child(4, 1990, there);
    return exile;
}

std::vector<std::uint32_t> kin_of(Alone& one)
{
    std::vector<std::uint32_t> kin;
    for (const Address& each : kin_in_the_north({one.life(), one.place_state(), one.numbers()}))
        kin.push_back(static_cast<std::uint32_t>(each.id - engine::first_life_id));
    return kin;
}

using Numbers = std::vector<std::uint32_t>;

TEST(KinInTheNorth, are_wife_or_husband_children_and_parents_in_that_order)
{
    Alone one{in_seoul()};
    with_kin(one);
    EXPECT_EQ(kin_of(one), (Numbers{1, 4, 2, 3}));
    one.life().mother.note |= known_dead;
    EXPECT_EQ(kin_of(one), (Numbers{1, 4, 3}));
    one.exile().kin_here = {one.other(4).id};
    EXPECT_EQ(kin_of(one), (Numbers{1, 3}));
    one.life().marital = Marital::divorced;
    EXPECT_EQ(kin_of(one), (Numbers{3}));
}

TEST(KinInTheNorth, are_not_those_who_were_lost_and_not_found)
{
    Alone one{in_seoul()};
    Exile& exile = with_kin(one);
    one.life().career.lost_family = true;
    EXPECT_EQ(kin_of(one), (Numbers{4, 2, 3}));
    exile.reunited = true;
    EXPECT_EQ(kin_of(one), (Numbers{1, 4, 2, 3}));
}

Given sending(std::vector<std::string> off = {})
{
    return in_seoul({.numbers = {{"south.send_money/at_work", 0.5},
                                 {"south.send_money/without", 0.125},
                                 {"south.sum_sent", 1000},
                                 {"south.fee", 0.25},
                                 {"south.send_for", 0.25},
                                 {"south.send_for_cost", 4000},
                                 {"south.kin_age", 18}},
                     .off = std::move(off)});
}

TEST(Remittance, is_oftener_from_wages_and_takes_the_sum_at_hand)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{1000};
    EXPECT_DOUBLE_EQ((one.rate(remittance, today)), 0.125);
    exile.occupation = Occupation::service;
    EXPECT_DOUBLE_EQ((one.rate(remittance, today)), 0.5);
    exile.occupation = Occupation::student;
    EXPECT_DOUBLE_EQ((one.rate(remittance, today)), 0.125);
    exile.saved = ThousandWon{999};
    EXPECT_EQ(one.rate(remittance, today), 0);
}

TEST(Remittance, is_sent_by_the_grown_who_have_settled_and_have_kin)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{5000};
    one.life().born = day_of(1994, 6, 2);
    EXPECT_EQ(one.rate(remittance, today), 0);
    one.life().born = day_of(1994, 6, 1);
    EXPECT_DOUBLE_EQ((one.rate(remittance, today)), 0.125) << "eighteen today";
    exile.settled = no_day;
    EXPECT_EQ(one.rate(remittance, today), 0);
    EXPECT_EQ(one.ceiling(remittance, today).until, no_day);

    Alone alone{sending()};
    settled(alone, today).saved = ThousandWon{5000};
    EXPECT_EQ(alone.rate(remittance, today), 0);
    EXPECT_EQ(alone.ceiling(remittance, today).until, no_day);
}

TEST(Remittance, arrives_less_what_the_go_betweens_keep)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{2500};
    exile.sent = ThousandWon{300};
    const Deed deed = one.does(remittance, today);
    EXPECT_FLOAT_EQ(deed.exile->saved.value(), 1500);
    EXPECT_FLOAT_EQ(deed.exile->sent.value(), 1300);
    EXPECT_TRUE(deed.exile->sent_money);
    EXPECT_EQ(one.place_state().tally.sent_home, 1);
    EXPECT_EQ(detail_of<MoneyDetail>(deed.event().detail).sum, 1000);
    const Letter letter = deed.letter_of(money);
    EXPECT_EQ(letter.payload, 750u);
    EXPECT_EQ(letter.to, deed.event().with);
    EXPECT_EQ(deed.letters.size(), 1u);
}

TEST(Remittance, goes_to_any_of_the_kin_by_a_lot_each_day)
{
    std::set<LifeId> got;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Given given = sending();
        given.seed = seed;
        Alone one{given};
        with_kin(one).saved = ThousandWon{5000};
        got.insert(one.does(remittance, today).letter_of(money).to);
    }
    EXPECT_EQ(got.size(), 4u);
    got.clear();
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5}) {
        Alone one{sending()};
        with_kin(one).saved = ThousandWon{5000};
        got.insert(one.does(remittance, day).letter_of(money).to);
    }
    EXPECT_GT(got.size(), 1u);
}

TEST(Money, is_noted_and_changes_nothing)
{
    Alone one;
    const Deed deed = one.reads(money, today, {.from = one.other(1).id, .payload = 750});
    EXPECT_EQ(detail_of<MoneyDetail>(deed.event().detail).sum, 750);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_TRUE(deed.carries_on);
}

TEST(Money, ROUTE_05_comes_back_where_no_go_between_can_get_to)
{
    for (const Stage stage : {Stage::soldier, Stage::detained, Stage::custody, Stage::camp,
                              Stage::journey, Stage::seeking, Stage::south}) {
        Alone one;
        one.life().career.stage = stage;
        const Deed deed = one.reads(money, today, {.from = one.other(1).id, .payload = 750});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.letter_of(brought_back).to, one.other(1).id);
        EXPECT_EQ(deed.letter_of(brought_back).payload, 750u);
    }
    Alone in_china;
    in_china.life().career.stage = Stage::abroad;
    EXPECT_FALSE(in_china.reads(money, today, {.from = in_china.other(1).id}).is_quiet());
}

TEST(BroughtBack, returns_the_money_and_tells_of_no_death)
{
    Alone one{in_seoul()};
    with_kin(one).saved = ThousandWon{100};
    const Deed deed = one.reads(brought_back, today, {.from = one.other(4).id, .payload = 750});
    EXPECT_EQ(deed.exile->saved, ThousandWon{850});
    EXPECT_EQ(detail_of<MoneyDetail>(deed.event().detail).sum, 750);
    EXPECT_TRUE(deed.letters.empty());
    one.life().career.stage = Stage::journey;
    EXPECT_TRUE(one.reads(brought_back, today, {.from = one.other(4).id}).is_quiet());
}

TEST(Remittance, and_sending_for_kin_begin_after_the_day_of_settling)
{
    Alone one{sending()};
    with_kin(one).saved = ThousandWon{9000};
    one.exile().settled = today;
    EXPECT_EQ(one.rate(remittance, today), 0);
    EXPECT_EQ(one.rate(sending_for, today), 0);
    EXPECT_GT(one.rate(remittance, today + 1), 0);
    EXPECT_GT(one.rate(sending_for, today + 1), 0);
}

TEST(SendingFor, FAMILY_09_begins_when_one_way_can_be_paid)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{3999};
    EXPECT_EQ(one.rate(sending_for, today), 0);
    exile.saved = ThousandWon{4000};
    EXPECT_DOUBLE_EQ((one.rate(sending_for, today)), 0.25);
    one.life().born = day_of(1994, 6, 2);
    EXPECT_EQ(one.rate(sending_for, today), 0);
    one.life().born = day_of(1994, 6, 1);
    EXPECT_DOUBLE_EQ((one.rate(sending_for, today)), 0.25);
    exile.settled = no_day;
    EXPECT_EQ(one.rate(sending_for, today), 0);
    EXPECT_EQ(one.ceiling(sending_for, today).until, no_day);
    Alone off{sending({"FAMILY-09"})};
    with_kin(off).saved = ThousandWon{4000};
    EXPECT_EQ(off.rate(sending_for, today), 0);
}

TEST(SendingFor, BEYOND_01_is_for_children_and_parents_after_a_husband_in_China)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{9000};
    EXPECT_EQ(one.does(sending_for, today).event().with, one.other(1).id);
    exile.calls = 0;
    exile.saved = ThousandWon{90'000};
    exile.sold = true;
    EXPECT_EQ(kin_of(one), (Numbers{1, 4, 2, 3})) << "money goes to him still";
    EXPECT_EQ(one.does(sending_for, today).event().with, one.other(4).id);
    exile.calls = 2;
    EXPECT_GT(one.rate(sending_for, today), 0);
    exile.calls = 3;
    EXPECT_EQ(one.rate(sending_for, today), 0) << "each of them has been sent for";
    exile.calls = 0;
    one.exile().kin_here = {one.other(2).id, one.other(3).id, one.other(4).id};
    EXPECT_EQ(one.rate(sending_for, today), 0) << "only he is left";
    Alone off{sending({"BEYOND-01"})};
    with_kin(off).saved = ThousandWon{9000};
    off.exile().sold = true;
    EXPECT_EQ(off.does(sending_for, today).event().with, off.other(1).id);
}

TEST(SendingFor, ends_when_each_of_them_has_been_sent_for)
{
    Alone one{sending()};
    Exile& exile = with_kin(one);
    exile.saved = ThousandWon{9000};
    exile.calls = 3;
    EXPECT_DOUBLE_EQ((one.rate(sending_for, today)), 0.25);
    exile.calls = 4;
    EXPECT_EQ(one.rate(sending_for, today), 0);
    exile.kin_here = {one.other(9).id};
    EXPECT_DOUBLE_EQ((one.rate(sending_for, today)), 0.25) << "five with the one who is here";
    exile.calls = 0;
    exile.kin_here = {one.other(1).id, one.other(2).id, one.other(3).id, one.other(4).id};
    EXPECT_EQ(one.rate(sending_for, today), 0) << "all are here";
}

TEST(SendingFor, asks_one_after_the_other_wife_and_children_before_parents)
{
    Alone one{sending()};
    with_kin(one).saved = ThousandWon{20000};
    int call = 0;
    for (const std::uint32_t next : {1u, 4u, 2u, 3u, 1u}) {
        const Deed deed = one.does(sending_for, today);
        EXPECT_EQ(deed.letter_of(route::called).to, one.other(next).id);
        EXPECT_EQ(deed.event().with, one.other(next).id);
        EXPECT_EQ(detail_of<SendingForDetail>(deed.event().detail).call, ++call);
        EXPECT_EQ(deed.exile->calls, call);
        EXPECT_TRUE(deed.exile->kin_called);
        EXPECT_FLOAT_EQ(deed.exile->saved.value(), static_cast<float>(20000 - 4000 * call));
        EXPECT_EQ(one.place_state().tally.sent_for_kin, call);
    }
}

TEST(Undelivered, brings_the_money_back_and_word_of_the_death)
{
    EXPECT_EQ(money.returned, &undelivered);
    Alone one{in_seoul()};
    with_kin(one).saved = ThousandWon{100};
    const Deed deed = one.reads(undelivered, today, {.from = one.other(2).id, .payload = 730});
    EXPECT_EQ(deed.exile->saved, ThousandWon{830});
    const Letter letter = deed.letter_of(family::news);
    EXPECT_EQ(letter.about.id, one.other(2).id);
    const Deed heard =
        one.reads(family::news, today + 1, {.payload = letter.payload, .about = letter.about});
    EXPECT_FALSE(living(heard.life.mother));
}

TEST(Undelivered, is_told_of_the_last_wife_too_who_is_sent_nothing_more)
{
    Alone one{in_seoul()};
    with_kin(one);
    const Deed deed = one.reads(unfetched, today, {.from = one.other(1).id});
    EXPECT_EQ(route::called.returned, &unfetched);
    const Letter letter = deed.letter_of(family::news);
    const Deed heard =
        one.reads(family::news, today + 1, {.payload = letter.payload, .about = letter.about});
    EXPECT_EQ(heard.life.marital, Marital::widowed);
    one.life() = heard.life;
    EXPECT_EQ(kin_of(one), (Numbers{4, 2, 3}));
}

} // namespace
} // namespace counterlife::model::south
