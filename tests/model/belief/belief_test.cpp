// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// When word goes round, what it does, and what effort and discontent are made of.

#include "model/belief/belief.h"
#include "model/belief/news.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::belief {
namespace {

using engine::day_of;

constexpr Day arrived = day_of(1987, 6, 1), today = arrived + 91;

/// Somebody whom an order has sent to a mine.
void be_sent(Alone& one)
{
    Career& career = one.life().career;
    career.stage = Stage::worker;
    career.sector = Sector::mine;
    career.bound = true;
    career.stage_since = arrived;
    career.devotion = 50;
}

View view_of(Alone& one)
{
    return {one.life(), one.place_state(), one.numbers()};
}

TEST(News, BELIEF_04_goes_round_months_after_arrival_and_once)
{
    Alone one{{.numbers = {{"belief.hearing_months", 3}}}};
    be_sent(one);
    EXPECT_EQ(one.due(news), arrived + 91);
    one.life().career.told = true;
    EXPECT_EQ(one.due(news), no_day);
    Alone late{{.numbers = {{"belief.hearing_months", 5}}}};
    be_sent(late);
    EXPECT_EQ(late.due(news), arrived + 152);
}

TEST(News, is_on_the_agenda_of_those_whom_an_order_has_bound)
{
    Alone one;
    be_sent(one);
    EXPECT_TRUE(one.meets(news));
    one.life().career.bound = false;
    EXPECT_FALSE(one.meets(news));
}

/// Anger of a fifth from hardship, and as much again and a half from the others' release.
Given plain(Given given = {})
{
    given.numbers.insert(
        given.numbers.end(),
        {{"belief.hardship_anger", 0.25}, {"belief.exit_anger", 0.5}, {"belief.disillusion", 0.5}});
    return given;
}

TEST(News, BELIEF_04_angers_by_hardship_alone_where_nobody_has_left)
{
    Alone one{plain({.numbers = {{"belief.hearing", 1}}})};
    be_sent(one);
    const Deed deed = one.does(news, today);
    EXPECT_EQ(deed.life.career.anger, 25);
    EXPECT_EQ(deed.life.career.devotion, 37) << "half of the anger is taken from devotion";
    EXPECT_TRUE(deed.life.career.told);
    const auto detail = detail_of<NewsDetail>(deed.event().detail);
    EXPECT_TRUE(detail.by_hardship);
    EXPECT_FALSE(detail.at_privilege());
    EXPECT_EQ(detail.anger, 25);
}

TEST(News, BELIEF_04_angers_more_at_those_who_left_and_takes_more_devotion)
{
    Alone one{plain({.numbers = {{"belief.hearing", 1}}})};
    be_sent(one);
    one.place_state().labour.left_known = 1;
    const Deed deed = one.does(news, today);
    EXPECT_EQ(deed.life.career.anger, 75);
    EXPECT_EQ(deed.life.career.devotion, 12);
    const auto detail = detail_of<NewsDetail>(deed.event().detail);
    EXPECT_TRUE(detail.at_privilege());
    EXPECT_EQ(detail.anger, 75);
}

TEST(News, is_heard_by_its_share_by_the_lot_of_each)
{
    std::size_t heard = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone one{plain({.numbers = {{"belief.hearing", 0.5}}})};
        one.life().being.id += number;
        be_sent(one);
        one.place_state().labour.left_known = 3;
        const bool hears = one.uniform(news, 0) < 0.5;
        const Deed deed = one.does(news, today);
        EXPECT_EQ(detail_of<NewsDetail>(deed.event().detail).at_privilege(), hears);
        heard += hears;
    }
    EXPECT_GT(heard, 0u);
    EXPECT_LT(heard, 40u);
}

TEST(News, BELIEF_04_off_is_of_hardship_alone)
{
    Alone one{plain({.numbers = {{"belief.hearing", 1}}, .off = {"BELIEF-04"}})};
    be_sent(one);
    one.place_state().labour.left_known = 3;
    EXPECT_TRUE(detail_of<NewsDetail>(one.does(news, today).event().detail).by_hardship);
}

TEST(Devotion, BELIEF_02_and_FAMILY_02_has_the_pride_of_admission_and_halves_it)
{
    Alone one{{.numbers = {{"belief.pride", 0.2},
                           {"belief.parents_pride", 0.1},
                           {"belief.pride_half_life", 100}}}};
    Career& career = one.life().career;
    career.devotion = 50;
    const auto on = [&](Days days) { return devotion(one.numbers(), career, today + days); };
    EXPECT_DOUBLE_EQ(on(0), 0.5) << "nobody has been admitted";
    career.admitted = today;
    EXPECT_DOUBLE_EQ(on(-1), 0.5);
    EXPECT_DOUBLE_EQ(on(0), 0.7);
    EXPECT_DOUBLE_EQ(on(50), 0.65) << "on a straight line";
    EXPECT_DOUBLE_EQ(on(100), 0.6);
    EXPECT_DOUBLE_EQ(on(200), 0.55);
    career.party_family = true;
    EXPECT_DOUBLE_EQ(on(0), 0.8);
    career.devotion = 90;
    EXPECT_DOUBLE_EQ(on(0), 1) << "and no more than full";
}

TEST(Effort, BELIEF_01_and_PARTY_15_is_of_devotion_zeal_and_contempt)
{
    const std::vector<std::pair<std::string, double>> numbers{{"belief.devoted_effort/least", 0.5},
                                                              {"belief.devoted_effort/full", 1},
                                                              {"belief.common_effort", 0.75},
                                                              {"belief.contempt_effort", 0.125},
                                                              {"belief.effort", 0.5},
                                                              {"belief.to_learning", 0}};
    const auto of = [&](std::vector<std::string> off, Goal goal = Goal::party) {
        Alone one{{.numbers = numbers, .off = std::move(off)}};
        one.life().career.goal = goal;
        one.life().career.devotion = 50;
        one.life().career.zeal = 25;
        return effort(view_of(one), today);
    };
    EXPECT_DOUBLE_EQ(of({}), 0.5 + 0.5 + 0.25 + 0.125);
    EXPECT_DOUBLE_EQ(of({"BELIEF-01"}), 0.75 + 0.25 + 0.125);
    EXPECT_DOUBLE_EQ(of({"PARTY-15"}), 0.5 + 0.5 + 0.25);
    for (const Goal other : {Goal::undecided, Goal::study, Goal::money, Goal::family})
        EXPECT_DOUBLE_EQ(of({}, other), 0.5 * (0.5 + 0.5 + 0.25 + 0.125));
}

TEST(Learning, LOOP_06_takes_what_membership_leaves)
{
    Alone one{{.numbers = {{"belief.effort/study", 0.5}, {"belief.to_learning", 0.25}}}};
    Career& career = one.life().career;
    career.goal = Goal::party;
    EXPECT_DOUBLE_EQ(for_membership(view_of(one)), 0.75);
    EXPECT_DOUBLE_EQ(for_learning(view_of(one)), 0.25);
    career.goal = Goal::study;
    EXPECT_DOUBLE_EQ(for_membership(view_of(one)), 0.375);
    EXPECT_DOUBLE_EQ(for_learning(view_of(one)), 0.625);
}

TEST(DayOfChoice, is_the_first_day_at_the_age)
{
    Alone one{{.numbers = {{"belief.choice_age", 17}}}};
    EXPECT_EQ(day_of_choice(view_of(one)), engine::birthday(one.life().born, 17));
}

TEST(Fear, MINE_04_is_of_the_deaths_nearby_and_of_what_was_seen)
{
    const std::vector<std::pair<std::string, double>> numbers{{"policy.fear_of_deaths", 0.25},
                                                              {"policy.fear_of_shock", 0.5}};
    Alone miner{{.numbers = numbers}};
    be_sent(miner);
    miner.place_state().pit.deaths_per_hundred = 1;
    EXPECT_DOUBLE_EQ(fear(view_of(miner), today), 0.25);
    miner.life().career.shaken = true;
    EXPECT_DOUBLE_EQ(fear(view_of(miner), today), 0.75);
    miner.place_state().pit.deaths_per_hundred = 4;
    EXPECT_DOUBLE_EQ(fear(view_of(miner), today), 1);
    miner.life().career.sector = Sector::office;
    EXPECT_EQ(fear(view_of(miner), today), 0);
    Alone off{{.numbers = numbers, .off = {"MINE-04"}}};
    be_sent(off);
    off.life().career.shaken = true;
    EXPECT_EQ(fear(view_of(off), today), 0);
}

TEST(Discontent, is_anger_and_fear_less_what_devotion_and_zeal_make_bearable)
{
    Alone one{{.numbers = {{"belief.devotion_weight", 0.5}, {"policy.fear_of_shock", 0.25}}}};
    be_sent(one);
    Career& career = one.life().career;
    career.anger = 60;
    career.devotion = 30;
    career.zeal = 10;
    EXPECT_DOUBLE_EQ(discontent(view_of(one), today), 0.6 - 0.5 * 0.4);
    career.shaken = true;
    EXPECT_DOUBLE_EQ(discontent(view_of(one), today), 0.6 + 0.25 - 0.5 * 0.4);
    career.anger = 100;
    EXPECT_DOUBLE_EQ(discontent(view_of(one), today), 1);
    career.shaken = false;
    career.anger = 0;
    EXPECT_DOUBLE_EQ(discontent(view_of(one), today), 0);
}

} // namespace
} // namespace counterlife::model::belief
