// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Farewell, a parent whose child has gone, and word from afar.

#include "model/family/details.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/offices.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::family {
namespace {

constexpr Day today = engine::day_of(2000, 6, 1);

void marry(Alone& one)
{
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
}

TEST(Farewell, begins_a_wait_in_the_house_where_one_lives)
{
    Alone one;
    marry(one);
    one.exile().word = today - 100;
    const Deed deed = one.reads(farewell, today, {.from = one.other(1).id, .payload = 1});
    EXPECT_EQ(deed.exile->word, no_day) << "a new absence, without word";
    EXPECT_EQ(deed.exile->home, one.here());
    EXPECT_EQ(deed.exile->house, one.place_state().households[one.life().household].key);
    EXPECT_EQ(deed.letter_of(at_hand).payload, 0u);
    EXPECT_EQ(deed.letter_of(at_hand).to, office_at(one.here(), neighbours_office));
    EXPECT_EQ(deed.event().with, one.other(1).id);
}

TEST(Farewell, does_not_reach_those_who_have_gone_themselves_or_are_parted)
{
    const auto reached_if = [](auto change) {
        Alone one;
        marry(one);
        change(one.life());
        const Deed deed = one.reads(farewell, today, {.from = one.other(1).id});
        EXPECT_EQ(deed.life.career.left_behind, !deed.is_quiet());
        return !deed.is_quiet();
    };
    EXPECT_TRUE(reached_if([](Life&) {}));
    EXPECT_FALSE(reached_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(reached_if([](Life& life) { life.career.dispersed = true; }));
    EXPECT_FALSE(reached_if([](Life& life) { life.career.stage = Stage::custody; }));
}

TEST(ChildGone, FAMILY_06_is_known_to_a_parent_until_the_child_is_back)
{
    Alone one;
    one.child(4, 1970);
    one.child(5, 1972);
    one.child(6, 1974);
    const auto hears = [&](const Rule& rule, Days later, std::uint32_t who) {
        return one.reads(rule, today + later, {.from = one.other(who).id});
    };
    const Deed gone = hears(child_gone, Days{0}, 4);
    EXPECT_TRUE(gone.life.career.child_away);
    EXPECT_EQ(gone.event().with, one.other(4).id);
    EXPECT_EQ(birth_year(one.place_state().kin.list(one.life().children)[0]), 1970);
    hears(child_gone, Days{1}, 5);
    EXPECT_TRUE(hears(child_back, Days{2}, 6).is_quiet()) << "whose going nobody had told of";
    const Deed back = hears(child_back, Days{90}, 4);
    EXPECT_EQ(back.event().with, one.other(4).id);
    EXPECT_TRUE(back.life.career.child_away) << "the other one is";
    EXPECT_TRUE(hears(child_back, Days{91}, 4).is_quiet());
    EXPECT_FALSE(hears(child_back, Days{92}, 5).life.career.child_away);
}

TEST(ChildGone, is_not_heard_across_the_river)
{
    for (const Stage stage : {Stage::abroad, Stage::custody, Stage::journey, Stage::south}) {
        Alone one;
        one.life().career.stage = stage;
        const Deed deed = one.reads(child_gone, today, {.from = one.other(4).id});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_FALSE(deed.life.career.child_away);
    }
}

TEST(Word, FAMILY_05_crosses_the_river_only_where_it_is_let)
{
    const std::vector<std::pair<std::string, double>> news{{"family.news_per_year", 0.125},
                                                           {"family.news_if_free", 4}};
    Alone told{{.numbers = news}};
    told.life().career.stage = Stage::abroad;
    told.exile();
    EXPECT_DOUBLE_EQ((told.rate(word, today)), 0.125);
    Alone off{{.numbers = news, .off = {"FAMILY-05"}}};
    EXPECT_DOUBLE_EQ((off.rate(word, today)), 4);
    EXPECT_TRUE(told.meets(word));
    told.life().career.stage = Stage::custody;
    EXPECT_FALSE(told.meets(word));
}

TEST(Word, tells_of_the_dead_at_home_and_is_answered_to_wife_or_husband)
{
    Alone one;
    marry(one);
    one.exile().unheard = {one.other(2).id, one.other(3).id};
    const Deed deed = one.does(word, today);
    EXPECT_EQ(detail_of<WordDetail>(deed.event().detail).deaths, 2);
    EXPECT_EQ(deed.count(news), 2u);
    EXPECT_TRUE(deed.exile->unheard.empty());
    EXPECT_EQ(deed.letter_of(word_home).to, one.other(1).id);
    for (const bool widowed : {true, false}) {
        Alone alone;
        marry(alone);
        if (widowed)
            alone.life().spouse.note |= known_dead;
        else
            alone.life().marital = Marital::divorced;
        alone.exile();
        EXPECT_EQ(alone.does(word, today).count(word_home), 0u);
    }
}

TEST(WordHome, is_heard_by_whoever_waits_where_it_was_sent)
{
    const auto heard_if = [](auto change, std::uint32_t from = 1) {
        Alone one;
        marry(one);
        one.life().career.left_behind = true;
        one.exile();
        change(one.life());
        const Deed deed = one.reads(word_home, today, {.from = one.other(from).id});
        EXPECT_EQ(deed.exile->word, deed.is_quiet() ? no_day : today);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(heard_if([](Life&) {}));
    EXPECT_FALSE(heard_if([](Life&) {}, 2));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.left_behind = false; }));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.dispersed = true; }));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.stage = Stage::abroad; }));
}

} // namespace
} // namespace counterlife::model::family
