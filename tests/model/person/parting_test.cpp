// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Husbands who go away and come back, and what their wives know of it.

#include "model/person/parting.h"
#include "model/person/person.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::person {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 6, 1);

void marry(Alone& one, Sex sex)
{
    Life& life = one.life();
    life.sex = sex;
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.school = School::left_school;
    life.career.stage = Stage::worker;
}

TEST(Parting, is_told_once_when_a_husband_goes_and_once_when_he_is_back)
{
    for (const Stage away : {Stage::soldier, Stage::ward, Stage::detained, Stage::leaving,
                             Stage::abroad, Stage::custody, Stage::seeking}) {
        Alone he;
        marry(he, Sex::male);
        EXPECT_EQ(he.due(parting), no_day);
        he.life().career.stage = away;
        he.life().career.stage_since = today - 3;
        ASSERT_TRUE(he.meets(parting));
        EXPECT_LE(he.due(parting), today);
        const Deed gone = he.does(parting, today);
        EXPECT_TRUE(gone.is_quiet());
        EXPECT_EQ(gone.letter_of(parted).to, he.other(1).id);
        EXPECT_EQ(said_in<Parting>(gone.letter_of(parted).payload).since, today - 3);
        EXPECT_EQ(he.due(parting), no_day);
        he.life().career.stage = Stage::worker;
        EXPECT_LE(he.due(parting), today);
        const Deed back = he.does(parting, today);
        EXPECT_EQ(said_in<Parting>(back.letter_of(parted).payload).since, no_day);
        EXPECT_EQ(said_in<Parting>(back.letter_of(parted).payload).nth, 2);
        EXPECT_EQ(he.due(parting), no_day);
    }
}

TEST(Parting, is_nothing_to_those_without_a_living_wife)
{
    Alone he;
    marry(he, Sex::male);
    he.life().career.stage = Stage::detained;
    he.life().spouse.note |= known_dead;
    EXPECT_EQ(he.due(parting), no_day);
    he.life().spouse.note = 0;
    he.life().marital = Marital::divorced;
    EXPECT_EQ(he.due(parting), no_day);
}

TEST(Parted, undoes_what_was_conceived_since_he_went_and_nothing_earlier)
{
    const auto reads = [](Day conceived, bool by_husband, Day since) {
        Alone she;
        marry(she, Sex::female);
        she.life().conceived = conceived;
        she.life().by_husband = by_husband;
        return she
            .reads(
                parted, today,
                {.from = she.other(1).id, .payload = payload_of(Parting{.since = since, .nth = 1})})
            .life;
    };
    EXPECT_TRUE(reads(today - 4, true, today - 3).apart);
    EXPECT_TRUE(is_with_child(reads(today - 4, true, today - 3)));
    EXPECT_FALSE(is_with_child(reads(today - 3, true, today - 3)));
    EXPECT_TRUE(is_with_child(reads(today - 3, false, today - 3))) << "it is another's";
    EXPECT_FALSE(reads(today - 4, true, no_day).apart);
    EXPECT_TRUE(is_with_child(reads(today - 4, true, no_day)));
}

TEST(Parted, hears_nothing_new_from_a_letter_that_a_later_one_has_overtaken)
{
    const auto reads = [](std::uint8_t heard, std::uint8_t nth) {
        Alone she;
        marry(she, Sex::female);
        she.life().apart = true;
        she.life().partings = heard;
        const Life life =
            she.reads(parted, today,
                      {.from = she.other(1).id, .payload = payload_of(Parting{.nth = nth})})
                .life;
        EXPECT_EQ(life.partings, life.apart ? heard : nth);
        return !life.apart;
    };
    EXPECT_TRUE(reads(1, 2)) << "he is back";
    EXPECT_TRUE(reads(3, 0)) << "by turns";
    EXPECT_TRUE(reads(0, 2)) << "one is still on its way";
    EXPECT_FALSE(reads(3, 2)) << "he has gone again since";
    EXPECT_FALSE(reads(0, 3));
    EXPECT_FALSE(reads(2, 2));
}

TEST(Bereavement, leaves_her_with_the_child_conceived_while_he_lived)
{
    const auto reads = [](Day conceived, Day died) {
        Alone she;
        marry(she, Sex::female);
        she.life().conceived = conceived;
        she.life().by_husband = true;
        return she.reads(bereavement, today, {.from = she.other(1).id, .sent = died}).life;
    };
    EXPECT_TRUE(is_with_child(reads(today - 7, today - 7)));
    EXPECT_FALSE(is_with_child(reads(today - 6, today - 7)));
}

} // namespace
} // namespace counterlife::model::person
