// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a man answers, whether she agrees, and what the records of both say.

#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::marriage {
namespace {

constexpr Day today = engine::day_of(1980, 6, 1);

Answer answer_of(Alone& man)
{
    const Deed deed = man.reads(proposal, today, {.about = man.other(1)});
    EXPECT_EQ(deed.event().with, man.other(1).id);
    return detail_of<ProposalDetail>(deed.event().detail).answer;
}

TEST(Proposal, of_a_member_says_so_and_is_followed_by_a_courtship)
{
    Alone man;
    man.life().searching = true;
    man.life().career.standing = Standing::member;
    const Deed deed = man.reads(proposal, today, {.about = man.other(1)});
    EXPECT_EQ(detail_of<ProposalDetail>(deed.event().detail).answer, Answer::member);
    EXPECT_EQ(deed.letter_of(courtship).to, man.other(1).id);
    EXPECT_TRUE(deed.life.betrothed);
    EXPECT_FALSE(deed.life.searching);
}

TEST(Proposal, MARRIAGE_04_of_a_man_outside_the_party_evades_the_question_or_does_not)
{
    Alone joker{{.numbers = {{"ranking.joke", 1}}}};
    EXPECT_EQ(answer_of(joker), Answer::evaded);
    Alone earnest{{.numbers = {{"ranking.joke", 0}}}};
    EXPECT_EQ(answer_of(earnest), Answer::not_a_member);
    Alone unasked{{.numbers = {{"ranking.joke", 1}}, .off = {"MARRIAGE-04"}}};
    EXPECT_EQ(answer_of(unasked), Answer::not_a_member);
}

TEST(Proposal, is_declined_by_whoever_is_not_free)
{
    for (const bool married : {true, false}) {
        Alone man;
        man.life().marital = married ? Marital::married : Marital::never_married;
        man.life().betrothed = !married;
        const Deed deed = man.reads(proposal, today, {.about = man.other(1)});
        EXPECT_EQ(detail_of<ProposalDetail>(deed.event().detail).answer, Answer::declined);
        EXPECT_EQ(deed.letter_of(jilted).to, man.other(1).id);
        EXPECT_EQ(deed.count(courtship), 0u);
    }
}

TEST(Courtship, ends_in_a_wedding_or_in_nothing)
{
    Alone free;
    free.life().sex = Sex::female;
    const Deed agreed = free.reads(courtship, today, {.from = free.other(1).id});
    EXPECT_EQ(detail_of<CourtshipDetail>(agreed.event().detail).reply, Reply::agreed);
    EXPECT_EQ(agreed.letter_of(promise).to, free.other(1).id);

    Alone soldier;
    soldier.life().sex = Sex::female;
    soldier.life().career.stage = Stage::soldier;
    const Deed declined = soldier.reads(courtship, today, {.from = soldier.other(1).id});
    EXPECT_EQ(detail_of<CourtshipDetail>(declined.event().detail).reply, Reply::declined);
    EXPECT_EQ(declined.letter_of(jilted).to, soldier.other(1).id);
}

TEST(Vow, MARRIAGE_05_begins_with_more_regard_for_a_member)
{
    for (const bool member : {true, false}) {
        Alone wife{{.numbers = {{"ranking.respect", 0.3}}}};
        wife.life().sex = Sex::female;
        wife.life().marriages = 1;
        Address home = wife.self();
        home.slot = wife.life().household;
        home.note = member;
        const Deed deed = wife.reads(vow, today, {.from = wife.other(1).id, .about = home});
        const auto told = detail_of<VowDetail>(deed.event().detail);
        EXPECT_EQ(told.marriage, 2);
        EXPECT_EQ(told.regard, member ? 80 : 50);
        EXPECT_EQ(deed.life.career.husband, told.regard);
        EXPECT_EQ(vow.beside.record->leads(deed.event().detail), Turn::marries);
    }
}

TEST(AnApplication, holds_sex_day_of_birth_and_worth_in_one_number)
{
    for (const Day born : {engine::day_of(1940, 2, 3), engine::day_of(1990, 2, 3)}) {
        const auto form = payload_of(Form{.sex = Sex::female, .born = born, .worth = 2500});
        EXPECT_EQ(said_in<Form>(form).sex, Sex::female);
        EXPECT_EQ(said_in<Form>(form).born, born) << "also before 1970";
        EXPECT_EQ(said_in<Form>(form).worth, 2500u);
    }
}

TEST(Proposal, and_courtship_do_not_cross_the_river)
{
    for (const Rule* rule : {&proposal, &courtship}) {
        Alone one;
        one.life().career.stage = Stage::abroad;
        const Deed deed = one.reads(*rule, today, {.from = one.other(1).id, .about = one.other(1)});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.letter_of(jilted).to, one.other(1).id) << "who may look for another";
    }
}

} // namespace
} // namespace counterlife::model::marriage
