// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The day on which membership lapses, what the committee records, and the certificate.

#include "model/offices.h"
#include "model/party/lapse.h"
#include "model/party/party.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day missing = day_of(1988, 3, 1);

/// A member who has been missing since that day.
void miss(Alone& one, Stage stage = Stage::absent)
{
    Career& career = one.life().career;
    career.stage = stage;
    career.stage_since = missing;
    career.standing = Standing::member;
    career.certificate = Certificate::kept;
}

TEST(Lapse, PARTY_19_comes_after_a_fortnight_to_the_day)
{
    for (const Stage stage : {Stage::absent, Stage::idle, Stage::leaving, Stage::abroad,
                              Stage::custody, Stage::journey, Stage::seeking}) {
        Alone one{{.numbers = {{"party.lapse_days", 14}}}};
        miss(one, stage);
        EXPECT_EQ(one.due(lapse), missing + 14) << static_cast<int>(stage);
    }
    Alone longer{{.numbers = {{"party.lapse_days", 28}}}};
    miss(longer);
    EXPECT_EQ(longer.due(lapse), missing + 28);
}

TEST(Lapse, PARTY_19_counts_the_days_missed_before_the_present_stage)
{
    Alone one;
    miss(one, Stage::abroad);
    one.life().career.missed = 9;
    EXPECT_EQ(one.due(lapse), missing + 5);
    one.life().career.missed = 20;
    EXPECT_EQ(one.due(lapse), missing) << "not before the stage began";
}

TEST(Lapse, PARTY_19_off_never_comes)
{
    Alone one{{.off = {"PARTY-19"}}};
    miss(one);
    EXPECT_EQ(one.due(lapse), no_day);
}

TEST(Lapse, HEALTH_04_is_excused_on_a_ward)
{
    Alone excused;
    miss(excused, Stage::ward);
    EXPECT_EQ(excused.due(lapse), no_day);
    Alone off{{.off = {"HEALTH-04"}}};
    miss(off, Stage::ward);
    EXPECT_EQ(off.due(lapse), missing + 14);
}

TEST(Lapse, is_on_the_agenda_of_members_out_of_work_and_not_in_the_South)
{
    for (const Stage stage : {Stage::ward, Stage::absent, Stage::idle, Stage::abroad}) {
        Alone one;
        miss(one, stage);
        EXPECT_TRUE(one.meets(lapse)) << static_cast<int>(stage);
        one.life().career.standing = Standing::outside;
        EXPECT_FALSE(one.meets(lapse)) << static_cast<int>(stage);
    }
    for (const Stage stage : {Stage::worker, Stage::at_home, Stage::south}) {
        Alone one;
        miss(one, stage);
        EXPECT_FALSE(one.meets(lapse)) << static_cast<int>(stage);
    }
}

TEST(Lapse, PARTY_20_is_recorded_by_nobody_yet)
{
    Alone one;
    miss(one);
    one.life().career.missed = 4;
    const Deed deed = one.does(lapse, missing + 10);
    EXPECT_EQ(deed.life.career.standing, Standing::lapsed);
    EXPECT_EQ(deed.life.career.certificate, Certificate::kept);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{14});
    EXPECT_EQ(one.place_state().tally.lapses, 1);
}

TEST(Lapse, PARTY_20_off_is_recorded_at_once)
{
    Alone one{{.off = {"PARTY-20"}}};
    miss(one);
    const Deed deed = one.does(lapse, missing + 14);
    EXPECT_EQ(deed.life.career.standing, Standing::cancelled);
    EXPECT_EQ(deed.letter_of(recall).to, one.other(0).id);
}

TEST(Lapse, PARTY_13_takes_the_post_of_whoever_lies_on_a_ward)
{
    Alone one{{.off = {"HEALTH-04"}}};
    miss(one, Stage::ward);
    one.life().career.registered = true;
    one.life().career.post = Post::head;
    Committee& committee = one.place_state().committee;
    ++committee.posts[static_cast<std::size_t>(Post::head)];
    ++committee.members[static_cast<std::size_t>(one.life().career.sector)];
    const Deed deed = one.does(lapse, missing + 14);
    EXPECT_EQ(deed.life.career.post, Post::none);
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(committee.posts, (decltype(committee.posts){}));
    EXPECT_EQ(committee.members, (decltype(committee.members){}));
}

TEST(Absence, PARTY_20_of_a_member_is_recorded_and_the_certificate_asked_for)
{
    for (const bool member : {true, false}) {
        Alone office;
        const Deed deed = office.receives(absence, committee_office, missing + 60,
                                          {.from = office.other(7).id,
                                           .payload = payload_of(AbsenceDetail{member}),
                                           .about = office.other(7)});
        EXPECT_EQ(detail_of<AbsenceDetail>(deed.event().detail).member, member);
        EXPECT_EQ(deed.event().with, office.other(7).id);
        EXPECT_EQ(deed.count(recall), member ? 1u : 0u);
        if (member) {
            EXPECT_EQ(deed.letter_of(recall).to, office.other(7).id);
        }
    }
}

/// A lapsed member reads what a committee near or far has written.
Deed is_asked(Alone& one, bool near = true)
{
    const PlaceId where = near ? one.here() : one.place_named("anju");
    return one.reads(recall, missing + 61,
                     {.from = office_at(where, committee_office), .from_place = where});
}

TEST(Recall, PARTY_08_has_the_certificate_handed_back)
{
    Alone one;
    miss(one);
    one.life().career.standing = Standing::lapsed;
    const Deed deed = is_asked(one);
    EXPECT_EQ(deed.life.career.standing, Standing::cancelled);
    EXPECT_EQ(deed.life.career.certificate, Certificate::surrendered);
    EXPECT_EQ(detail_of<RecallDetail>(deed.event().detail).certificate, Certificate::surrendered);
}

TEST(Recall, PARTY_08_gets_no_certificate_from_afar_and_none_that_is_hidden)
{
    Alone afar;
    miss(afar);
    const Deed deed = is_asked(afar, false);
    EXPECT_EQ(deed.life.career.standing, Standing::cancelled);
    EXPECT_EQ(detail_of<RecallDetail>(deed.event().detail).certificate, Certificate::kept);
    Alone hides;
    miss(hides);
    hides.life().career.certificate = Certificate::hidden;
    EXPECT_EQ(detail_of<RecallDetail>(is_asked(hides).event().detail).certificate,
              Certificate::hidden);
}

TEST(Recall, passes_by_those_outside_the_party_and_members_back_at_work)
{
    Alone outside;
    miss(outside);
    outside.life().career.standing = Standing::outside;
    EXPECT_TRUE(is_asked(outside).is_quiet());
    Alone back;
    miss(back, Stage::worker);
    const Deed deed = is_asked(back);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.life.career.standing, Standing::member);
    EXPECT_EQ(deed.life.career.certificate, Certificate::kept);
    Alone lapsed;
    miss(lapsed, Stage::worker);
    lapsed.life().career.standing = Standing::lapsed;
    EXPECT_EQ(is_asked(lapsed).life.career.standing, Standing::cancelled);
}

TEST(Recall, FAMILY_05_reaches_nobody_across_the_river_or_on_a_search)
{
    for (const Stage stage : {Stage::leaving, Stage::abroad, Stage::custody, Stage::journey,
                              Stage::south, Stage::seeking, Stage::idle}) {
        Alone one;
        one.life().career.stage = stage;
        one.life().career.standing = Standing::lapsed;
        const Deed deed = one.reads(recall, missing, {.from_place = one.here()});
        EXPECT_EQ(deed.is_quiet(), stage != Stage::idle);
        EXPECT_EQ(deed.life.career.standing,
                  stage == Stage::idle ? Standing::cancelled : Standing::lapsed);
    }
}

} // namespace
} // namespace counterlife::model::party
