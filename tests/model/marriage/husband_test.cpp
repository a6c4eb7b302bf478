// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Where a couple lives, who moves there, and what a proposal that comes to nothing leaves.

#include "model/household/household.h"
#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/marriage/way.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::marriage {
namespace {

constexpr Day today = engine::day_of(1980, 6, 1);

Given patrilocal(double share)
{
    return {.numbers = {{"household.patrilocal_share", share}}};
}

/// A man with a mother who lives.
void grow_up(Alone& man)
{
    man.life().born = engine::day_of(1952, 6, 2);
    man.life().betrothed = true;
    man.life().mother = man.other(2);
}

TEST(Promise, names_the_day_on_which_word_will_have_reached_her)
{
    for (const bool far : {false, true}) {
        Alone man;
        grow_up(man);
        const PlaceId where = far ? man.place_named("chongjin") : man.here();
        const Deed deed = man.reads(promise, today, {.from = man.other(1).id, .from_place = where});
        const Day named = today + days_between(man.numbers().map, man.here(), where);
        EXPECT_GE(named, today + Days{far ? 7 : 1});
        EXPECT_EQ(deed.life.marital, Marital::never_married) << "until then";
        EXPECT_EQ(deed.life.spouse.id, man.other(1).id);
        EXPECT_EQ(deed.life.marriages, 0);
        EXPECT_TRUE(deed.life.betrothed);
        EXPECT_EQ(deed.letter_of(vow).day, named) << "she is married on that day,";
        EXPECT_EQ(deed.letter_of(wedding).day, named) << "and he too";
        EXPECT_EQ(deed.letter_of(wedding).to, man.other(0).id);
        EXPECT_EQ(man.place_state().tally.marriages, 0);
    }
}

TEST(Promise, is_not_given_by_somebody_who_is_away)
{
    Alone man;
    grow_up(man);
    man.life().career.stage = Stage::detained;
    const Deed deed = man.reads(promise, today, {.from = man.other(1).id});
    EXPECT_EQ(deed.letter_of(jilted).to, man.other(1).id);
    EXPECT_EQ(deed.life.marital, Marital::never_married);
    EXPECT_FALSE(deed.life.betrothed);
}

/// The wedding of a man for the nth time.
Deed wed(Alone& man, std::uint8_t nth)
{
    grow_up(man);
    man.life().spouse = man.other(1);
    man.life().marriages = static_cast<std::uint8_t>(nth - 1);
    return man.reads(wedding, today, {.from = man.other(0).id, .about = man.other(1)});
}

TEST(Wedding, makes_a_husband_of_a_man)
{
    Alone man;
    const Deed deed = wed(man, 1);
    EXPECT_EQ(detail_of<MarriageDetail>(deed.event().detail).marriage, 1);
    EXPECT_EQ(deed.event().with, man.other(1).id);
    EXPECT_EQ(man.place_state().tally.marriages, 1);
    EXPECT_EQ(man.place_state().tally.first_marriages[0][27], 1) << "a day before 28";
}

TEST(Wedding, is_counted_among_the_first_once)
{
    Alone man;
    wed(man, 2);
    EXPECT_EQ(man.place_state().tally.marriages, 1);
    EXPECT_EQ(man.place_state().tally.first_marriages[0][27], 0);
}

/// Whether the couple begins with his parents, where all do who can.
template <class Change> bool stays(const Change& change, double share = 1)
{
    Alone man{patrilocal(share)};
    grow_up(man);
    change(man.life());
    const bool had_a_home = man.life().own_home;
    const HouseholdId before = man.life().household;
    const Deed deed =
        man.reads(promise, today, {.from = man.other(1).id, .from_place = man.here()});
    EXPECT_EQ(deed.life.household == before, deed.life.with_parents || had_a_home);
    EXPECT_EQ(deed.life.own_home, !deed.life.with_parents);
    return deed.life.with_parents;
}

TEST(Promise, begins_with_his_parents_if_they_live_and_he_has_no_home_of_his_own)
{
    EXPECT_TRUE(stays([](Life&) {}));
    EXPECT_FALSE(stays([](Life&) {}, 0));
    EXPECT_FALSE(stays([](Life& life) { life.mother.note |= known_dead; }));
    EXPECT_TRUE(stays([](Life& life) { std::swap(life.father, life.mother); }));
    EXPECT_FALSE(stays([](Life& life) { life.own_home = true; }));
    EXPECT_FALSE(stays([](Life& life) { life.marriages = 1; })) << "not a second time";
}

TEST(Promise, asks_a_lot_of_its_own_of_each_man_where_the_couple_will_live)
{
    int with_parents = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        const auto as = [&](Life& life) { life.being.id += number; };
        with_parents += stays(as, 0.5);
    }
    EXPECT_GT(with_parents, 8);
    EXPECT_LT(with_parents, 32);
}

TEST(Promise, invites_the_bride_to_where_he_lives_and_says_whether_he_is_a_member)
{
    for (const bool member : {true, false}) {
        Alone man{patrilocal(1)};
        grow_up(man);
        man.life().urban = true;
        if (member) man.life().career.standing = Standing::member;
        const Deed deed =
            man.reads(promise, today, {.from = man.other(1).id, .from_place = man.here()});
        const Letter letter = deed.letter_of(vow);
        EXPECT_EQ(letter.to, man.other(1).id);
        EXPECT_EQ(letter.about.id, man.other(0).id);
        EXPECT_EQ(letter.about.slot, deed.life.household);
        EXPECT_EQ(letter.about.note & 1, member ? 1 : 0);
        EXPECT_EQ(parents_mark(letter.about), mark_of(man.other(2).id, man.life().father.id));
        EXPECT_EQ(household::key_of(letter.payload),
                  man.place_state().households[deed.life.household].key);
        EXPECT_TRUE(household::is_urban(letter.payload));
    }
}

TEST(Vow, moves_the_bride_and_her_children_to_her_husband)
{
    Alone bride{{.numbers = {{"labour.housewives", 1}, {"household.grown_age", 17}}}};
    bride.life().sex = Sex::female;
    bride.life().own_home = bride.life().betrothed = true;
    bride.life().career.stage = Stage::worker;
    bride.child(4, 1964);
    bride.child(5, 1963);
    Address home = bride.other(1, bride.place_named("onsong"));
    home.slot = 3;
    const std::uint64_t payload = household::with_town(88, true);
    const Deed deed = bride.reads(vow, today, {.from = home.id, .payload = payload, .about = home});
    EXPECT_EQ(deed.life.marital, Marital::married);
    EXPECT_FALSE(deed.life.own_home);
    EXPECT_FALSE(deed.life.betrothed);
    EXPECT_EQ(deed.left_for, home.place);
    EXPECT_EQ(deed.arrival_payload, payload);
    EXPECT_EQ(deed.life.career.stage, Stage::at_home) << "keeps house";
    const Letter along = deed.letter_of(household::come);
    EXPECT_EQ(along.to, bride.other(4).id);
    EXPECT_EQ(along.about.id, home.id);
    EXPECT_EQ(along.about.slot, home.slot);
    EXPECT_EQ(along.payload, payload);
}

TEST(Courtship, MARRIAGE_01_is_over_for_whoever_has_lost_membership_meanwhile)
{
    for (const double exceptions : {0.0, 0.5}) {
        Alone man{
            {.numbers = {{"exceptions.share/MARRIAGE-01", exceptions}}, .soft = {"MARRIAGE-01"}}};
        man.life().searching = true;
        man.life().career.standing = Standing::cancelled;
        const Deed deed = man.reads(proposal, today, {.about = man.other(1)});
        EXPECT_EQ(deed.count(courtship), exceptions > 0 ? 1u : 0u);
        EXPECT_EQ(deed.count(jilted), exceptions > 0 ? 0u : 1u);
    }
}

TEST(Courtship, is_declined_by_those_who_are_away)
{
    for (const Stage stage :
         {Stage::soldier, Stage::detained, Stage::leaving, Stage::abroad, Stage::south}) {
        Alone one;
        one.life().searching = true;
        one.life().career.standing = Standing::member;
        one.life().career.stage = stage;
        const Deed man = one.reads(proposal, today, {.about = one.other(1)});
        EXPECT_EQ(man.letter_of(jilted).to, one.other(1).id);
        EXPECT_FALSE(man.life.betrothed);
        EXPECT_FALSE(man.life.searching);
        const Deed woman = one.reads(courtship, today, {.from = one.other(1).id});
        EXPECT_EQ(woman.letter_of(jilted).to, one.other(1).id);
        EXPECT_FALSE(woman.life.betrothed);
    }
}

TEST(Jilted, is_free_to_look_again)
{
    Alone one;
    one.life().betrothed = one.life().searching = true;
    const Deed deed = one.reads(jilted, today, {.from = one.other(1).id});
    EXPECT_FALSE(deed.life.betrothed);
    EXPECT_FALSE(deed.life.searching);
    EXPECT_EQ(deed.event().with, one.other(1).id);
}

} // namespace
} // namespace counterlife::model::marriage
