// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a petition leads to, and what is written of placements and answers.

#include "model/labour/job_change.h"
#include "model/labour/labour.h"
#include "model/labour/petition.h"
#include "model/labour/placement.h"
#include "model/offices.h"
#include "tests/model/labour/bound.h"

#include <gtest/gtest.h>

namespace counterlife::model::labour {
namespace {

using engine::day_of;

constexpr Day today = day_of(1990, 4, 10);

TEST(Petition, goes_to_the_committee_and_is_remembered)
{
    Alone worker;
    bind_to_mine(worker);
    const Deed deed = worker.does(petition, today);
    EXPECT_EQ(deed.letter_of(petition_heard).to, office_at(worker.here(), committee_office));
    EXPECT_EQ(deed.letter_of(petition_heard).payload, 1u) << "a miner can be sent nowhere worse";
    EXPECT_TRUE(deed.life.career.petitioned);
    EXPECT_EQ(deed.life.career.tried, today);
}

TEST(PetitionHeard, LABOUR_08_is_refused_and_scolded_unless_members_of_the_committee_may_grant_it)
{
    for (const bool off : {false, true}) {
        Given given{.numbers = {{"party.willing/secretary", 1}}};
        if (off) given.off = {"LABOUR-08"};
        Alone office{given};
        const Address who = office.other(7);
        const Deed deed = office.receives(petition_heard, committee_office, today,
                                          {.from = who.id, .payload = 1, .about = who});
        const auto said = detail_of<PetitionHeardDetail>(deed.event().detail);
        EXPECT_EQ(said.granted, off);
        EXPECT_TRUE(said.secretary);
        EXPECT_TRUE(said.worst);
        EXPECT_EQ(deed.letter_of(refusal).to, who.id);
        EXPECT_EQ(deed.letter_of(refusal).payload, off ? 0u : 1u);
        EXPECT_EQ(deed.count(scolding), off ? 0u : 1u);
    }
}

TEST(Refusal, LABOUR_08_labels_the_petitioner_or_sends_home)
{
    for (const bool granted : {false, true}) {
        Alone worker;
        bind_to_mine(worker);
        const Deed deed = worker.reads(refusal, today, {.payload = granted ? 0u : 1u});
        const std::int32_t written = deed.event().detail;
        EXPECT_EQ(detail_of<RefusalDetail>(written).granted, granted);
        EXPECT_EQ(refusal.beside.record->leads(written), granted ? Turn::goes_home : Turn::none);
        EXPECT_EQ(deed.life.career.derelict, !granted);
        EXPECT_EQ(deed.life.career.bound, !granted);
    }
}

TEST(Refusal, of_a_petition_that_is_granted_finds_nobody_who_has_left_or_is_held)
{
    for (const Stage stage : {Stage::absent, Stage::detained, Stage::leaving, Stage::custody}) {
        Alone worker;
        bind_to_mine(worker);
        worker.life().career.stage = stage;
        const Deed deed = worker.reads(refusal, today, {.payload = 0});
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.life.career.stage, stage);
        EXPECT_EQ(deed.left_for, engine::nowhere);
    }
}

TEST(ReleaseAnswer, PARTY_17_frees_for_another_job_only_when_granted)
{
    for (const bool granted : {false, true}) {
        Alone worker;
        worker.life().career.stage = Stage::worker;
        const Deed deed = worker.reads(release_answer, today, {.payload = granted});
        EXPECT_EQ(detail_of<ReleaseAnswerDetail>(deed.event().detail).granted, granted);
        EXPECT_EQ(deed.life.career.stage, granted ? Stage::waiting : Stage::worker);
    }
}

TEST(Placement, retires_whoever_is_of_the_age_on_that_day)
{
    for (const Days short_of : {Days{0}, Days{2}}) {
        Alone one{{.numbers = {{"labour.retirement_age", 60}}}};
        one.life().sex = Sex::male;
        one.life().born = engine::birthday(today, -60) + short_of;
        one.life().career.stage = Stage::waiting;
        const Deed deed = one.does(placement, today);
        const auto placed = detail_of<PlacementDetail>(deed.event().detail);
        EXPECT_EQ(placed.placed == Placed::retired, short_of == 0);
    }
}

TEST(Placement, leads_where_its_detail_says)
{
    const auto leads = [](Placed placed) {
        return placement.beside.record->leads(code_of(PlacementDetail{placed}));
    };
    EXPECT_EQ(leads(Placed::own_trade), Turn::trades);
    EXPECT_EQ(leads(Placed::retired), Turn::retires);
    EXPECT_EQ(leads(Placed::keeps_house), Turn::keeps_house);
    EXPECT_EQ(leads(placed_at(Sector::office)), placed_in(Sector::office));
    EXPECT_EQ(code_of(PlacementDetail{Placed::own_trade}), -3);
}

} // namespace
} // namespace counterlife::model::labour
