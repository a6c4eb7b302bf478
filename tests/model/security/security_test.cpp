// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is watched, who is arrested for idleness, and who shares a fall.

#include "model/security/security.h"

#include "model/offices.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::security {
namespace {

using engine::day_of;

constexpr Day today = day_of(1990, 6, 1);

TEST(Report, SECURITY_01_has_the_absconder_watched_after_the_delay)
{
    for (const bool off : {false, true}) {
        Given given{.numbers = {{"security.watch_delay", 2}}};
        if (off) given.off = {"SECURITY-01"};
        Alone one{given};
        const Address whom = one.other(1, one.place_named("onsong"));
        const Deed deed =
            one.receives(report, police_office, today, {.from = whom.id, .about = whom});
        EXPECT_EQ(deed.event().with, whom.id);
        ASSERT_EQ(deed.count(watch), off ? 0u : 1u);
        if (off) continue;
        const Letter letter = deed.letter_of(watch);
        EXPECT_EQ(letter.to, whom.id);
        EXPECT_EQ(letter.to_place, whom.place);
        EXPECT_EQ(letter.day, today + engine::days_in_months(2));
    }
}

/// An absconder since three months, with a wife.
void absent(Alone& one)
{
    Life& life = one.life();
    life.career.stage = Stage::absent;
    life.career.stage_since = today - 91;
    life.marital = Marital::married;
    life.spouse = one.other(1);
}

TEST(Watch, SECURITY_01_is_of_those_who_are_still_absent)
{
    Alone one;
    absent(one);
    const Deed deed = one.reads(watch, today);
    EXPECT_TRUE(deed.life.career.watched);
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{91});
    EXPECT_EQ(one.place_state().tally.watched, 1);
    for (const Stage stage : {Stage::worker, Stage::idle, Stage::detained, Stage::waiting}) {
        Alone other;
        absent(other);
        other.life().career.stage = stage;
        const Deed late = other.reads(watch, today);
        EXPECT_TRUE(late.is_quiet());
        EXPECT_FALSE(late.life.career.watched);
        EXPECT_TRUE(late.letters.empty());
    }
}

TEST(Watch, MARRIAGE_06_lets_the_wife_share_it)
{
    Alone one;
    absent(one);
    EXPECT_EQ(one.reads(watch, today).letter_of(shared_fall).to, one.other(1).id);
    Alone off{{.off = {"MARRIAGE-06"}}};
    absent(off);
    EXPECT_TRUE(off.reads(watch, today).letters.empty());
    for (const Marital marital : {Marital::never_married, Marital::widowed, Marital::divorced}) {
        Alone unmarried;
        absent(unmarried);
        unmarried.life().marital = marital;
        EXPECT_TRUE(unmarried.reads(watch, today).letters.empty());
    }
}

TEST(SharedFall, MARRIAGE_06_costs_regard)
{
    Alone one{{.numbers = {{"security.shared_loss", 0.2}}}};
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    const Letter letter{.from = one.other(1).id};
    one.life().career.regard = 70;
    const Deed deed = one.reads(shared_fall, today, letter);
    EXPECT_EQ(deed.life.career.regard, 50);
    EXPECT_EQ(detail_of<OfHundredths>(deed.event().detail).hundredths, 50);
    EXPECT_TRUE(deed.carries_on);
    one.life().career.regard = 10;
    EXPECT_EQ(one.reads(shared_fall, today, letter).life.career.regard, 0);
    one.life().career.regard = 70;
    for (const Stage stage : {Stage::abroad, Stage::seeking}) {
        one.life().career.stage = stage;
        const Deed away = one.reads(shared_fall, today, letter);
        EXPECT_TRUE(away.is_quiet());
        EXPECT_EQ(away.life.career.regard, 70);
    }
}

TEST(SharedFall, is_not_of_those_who_are_parted)
{
    Alone one;
    one.life().marital = Marital::divorced;
    one.life().spouse = one.other(1);
    EXPECT_TRUE(one.reads(shared_fall, today, {.from = one.other(1).id}).is_quiet());
}

TEST(Arrest, LABOUR_13_is_of_those_who_neither_work_nor_are_excused)
{
    Alone one{{.numbers = {{"security.arrest", 0.5}}}};
    for (const Stage stage : {Stage::idle, Stage::absent}) {
        one.life().career.stage = stage;
        EXPECT_TRUE(one.meets(arrest));
        EXPECT_DOUBLE_EQ(one.rate(arrest, today), 0.5);
    }
    for (const Stage stage : {Stage::worker, Stage::trader, Stage::waiting, Stage::at_home}) {
        one.life().career.stage = stage;
        EXPECT_FALSE(one.meets(arrest));
    }
    one.life().career.stage = Stage::idle;
    one.life().career.certified = true;
    EXPECT_EQ(one.rate(arrest, today), 0) << "HEALTH-02";
    one.life().career.certified = false;
    one.life().betrothed = true;
    EXPECT_EQ(one.rate(arrest, today), 0) << "after the wedding at the earliest";
    Alone off{{.off = {"LABOUR-13"}}};
    off.life().career.stage = Stage::idle;
    EXPECT_EQ(off.rate(arrest, today), 0);
}

TEST(Arrest, HEALTH_04_leaves_those_on_a_ward_alone)
{
    for (const bool off : {false, true}) {
        Given given{.numbers = {{"security.arrest", 0.5}}};
        if (off) given.off = {"HEALTH-04"};
        Alone one{given};
        one.life().career.stage = Stage::ward;
        EXPECT_EQ(one.rate(arrest, today), off ? 0.5 : 0);
    }
}

TEST(Arrest, LABOUR_13_sentences_to_forced_labour_for_its_months)
{
    for (const Stage stage : {Stage::absent, Stage::idle}) {
        Alone one{{.numbers = {{"security.sentence_months", 6}}}};
        one.life().career.stage = stage;
        one.life().career.bound = true;
        const Deed deed = one.does(arrest, today);
        EXPECT_EQ(deed.life.career.stage, Stage::detained);
        EXPECT_EQ(deed.life.career.stage_until, today + engine::days_in_months(6));
        EXPECT_FALSE(deed.life.career.bound);
        EXPECT_EQ(deed.event().detail, stage == Stage::absent ? 1 : 0);
        EXPECT_EQ(one.place_state().tally.arrests, 1);
        EXPECT_EQ(arrest.beside.record->leads(deed.event().detail), Turn::is_detained);
    }
}

TEST(Arrest, takes_membership_and_the_certificate_at_hand)
{
    const auto after = [](Standing standing, Certificate certificate) {
        Alone one;
        one.life().career.stage = Stage::idle;
        one.life().career.standing = standing;
        one.life().career.certificate = certificate;
        return one.does(arrest, today).life.career;
    };
    for (const Standing standing : {Standing::member, Standing::lapsed, Standing::cancelled}) {
        const Career career = after(standing, Certificate::kept);
        EXPECT_EQ(career.standing, Standing::cancelled);
        EXPECT_EQ(career.certificate, Certificate::surrendered);
    }
    const Career outside = after(Standing::outside, Certificate::none);
    EXPECT_EQ(outside.standing, Standing::outside);
    EXPECT_EQ(outside.certificate, Certificate::none);
    EXPECT_EQ(after(Standing::member, Certificate::hidden).certificate, Certificate::hidden);
}

TEST(Release, comes_when_the_sentence_ends)
{
    Alone one;
    one.life().career.stage = Stage::detained;
    one.life().career.stage_until = today + 44;
    EXPECT_TRUE(one.meets(release));
    EXPECT_EQ(one.due(release), today + 44);
    one.life().career.stage = Stage::worker;
    EXPECT_FALSE(one.meets(release));
}

TEST(Release, leads_to_the_labour_office_and_goes_on_being_watched)
{
    for (const bool watched : {false, true}) {
        Alone one;
        one.life().career.stage = Stage::detained;
        one.life().career.watched = watched;
        const Deed deed = one.does(release, today);
        EXPECT_EQ(deed.life.career.stage, Stage::waiting);
        EXPECT_GT(deed.life.career.stage_until, today);
        EXPECT_EQ(deed.life.career.watched, watched);
        EXPECT_EQ(deed.event().detail, watched ? 1 : 0);
        EXPECT_EQ(release.beside.record->leads(deed.event().detail), Turn::waits);
    }
}

} // namespace
} // namespace counterlife::model::security
