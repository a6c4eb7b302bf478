// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A spell on the ward: who seeks it, how long it is, how it ends, and what is written of it.

#include "model/health/discharge.h"
#include "model/health/health.h"
#include "model/labour/grounds.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

namespace counterlife::model::health {
namespace {

using engine::day_of;

constexpr Day today = day_of(1990, 4, 10);

Given three_months(Given given = {})
{
    given.numbers.insert(given.numbers.begin(),
                         {{"health.spell_months", 3}, {"health.most_months", 6}});
    return given;
}

void assign(Alone& worker)
{
    Career& career = worker.life().career;
    career.stage = Stage::worker;
    career.sector = Sector::mine;
    career.bound = true;
    career.stage_since = career.tried = day_of(1987);
}

TEST(Refuge, HEALTH_01_lasts_its_months_and_counts_all_days_on_wards)
{
    Alone worker{three_months()};
    assign(worker);
    EXPECT_TRUE(worker.meets(refuge));
    worker.life().career.ward_days = 91;
    const Deed deed = worker.does(refuge, today);
    EXPECT_EQ(deed.life.career.stage, Stage::ward);
    EXPECT_EQ(deed.life.career.stage_until, today + engine::days_in_months(3));
    EXPECT_EQ(deed.life.career.ward_days, 91 + engine::days_in_months(3).count());
    EXPECT_EQ(detail_of<labour::RefugeDetail>(deed.event().detail).on_wards,
              Days{deed.life.career.ward_days});
    EXPECT_TRUE(deed.life.career.sick_tried);
    EXPECT_EQ(deed.life.career.tried, today);
}

TEST(Refuge, HEALTH_03_is_never_sought_for_more_than_the_months_in_all)
{
    Alone worker{three_months()};
    assign(worker);
    worker.life().career.ward_days = 150;
    EXPECT_EQ(worker.rate(refuge, today), 0);
    Alone off{three_months({.off = {"HEALTH-01"}})};
    assign(off);
    EXPECT_EQ(off.rate(refuge, today), 0);
}

/// Somebody with a discontent of a half, who may plead illness at a rate of 4 at the most, after
/// the petition, and of a quarter of that before.
Given discontented(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"health.refuge", 4},
                                                 {"health.before_petition", 0.25},
                                                 {"policy.cooldown", 3},
                                                 {"belief.devotion_weight", 0}});
    return three_months(given);
}

void be_angry(Alone& worker)
{
    assign(worker);
    worker.life().career.anger = 50;
    worker.life().career.petitioned = true;
}

TEST(Refuge, HEALTH_01_is_sought_by_the_discontented)
{
    Alone worker{discontented()};
    be_angry(worker);
    EXPECT_DOUBLE_EQ(worker.rate(refuge, today), 2);
    worker.life().career.anger = 100;
    EXPECT_DOUBLE_EQ(worker.rate(refuge, today), 4);
    EXPECT_DOUBLE_EQ(worker.ceiling(refuge, today).rate.value(), 4);
    worker.life().career.anger = 0;
    EXPECT_EQ(worker.rate(refuge, today), 0);
    Alone off{discontented({.off = {"HEALTH-01"}})};
    be_angry(off);
    EXPECT_EQ(off.rate(refuge, today), 0);
}

TEST(Refuge, LOOP_02_is_tried_after_the_petition)
{
    for (const bool told : {true, false}) {
        Given given = discontented();
        if (!told) given.off = {"LOOP-02"};
        Alone worker{given};
        be_angry(worker);
        worker.life().career.petitioned = false;
        EXPECT_DOUBLE_EQ(worker.rate(refuge, today), told ? 0.5 : 2);
        worker.life().career.petitioned = true;
        EXPECT_DOUBLE_EQ(worker.rate(refuge, today), 2);
    }
}

TEST(Refuge, LABOUR_11_waits_for_months_after_the_last_attempt)
{
    constexpr Day again = today + engine::days_in_months(3);
    for (const bool told : {true, false}) {
        Given given = discontented();
        if (!told) given.off = {"LABOUR-11"};
        Alone worker{given};
        be_angry(worker);
        worker.life().career.tried = today;
        EXPECT_DOUBLE_EQ(worker.rate(refuge, again - 1), told ? 0 : 2);
        EXPECT_DOUBLE_EQ(worker.rate(refuge, again), 2);
    }
}

TEST(Refuge, HEALTH_01_fits_in_the_months_in_all_with_a_day_to_spare)
{
    Alone worker{discontented()};
    be_angry(worker);
    worker.life().career.ward_days = 92; // 91.3 more are 183.3; half a year and a day are 183.6.
    EXPECT_DOUBLE_EQ(worker.rate(refuge, today), 2);
    worker.life().career.ward_days = 93;
    EXPECT_EQ(worker.rate(refuge, today), 0);
}

TEST(Refuge, concerns_workers_whom_an_order_has_bound)
{
    Alone one;
    for (const bool bound : {false, true})
        for (std::size_t stage = 0; stage < stages; ++stage) {
            one.life().career.bound = bound;
            one.life().career.stage = static_cast<Stage>(stage);
            EXPECT_EQ(one.meets(refuge), bound && one.life().career.stage == Stage::worker);
        }
}

TEST(Refuge, HEALTH_04_keeps_job_post_and_registration)
{
    Alone worker{three_months()};
    assign(worker);
    worker.life().career.registered = true;
    worker.life().career.post = Post::team_leader;
    const Life before = worker.life();
    const Deed deed = worker.does(refuge, today);
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.tried",
                      "career.ward_days", "career.stage", "career.sick_tried"}));
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(worker.place_state().labour.workers[0][static_cast<std::size_t>(Sector::mine)], 0);
}

TEST(Discharge, ends_the_spell_on_its_day)
{
    Alone patient;
    patient.life().career.stage = Stage::ward;
    patient.life().career.stage_until = today;
    EXPECT_TRUE(patient.meets(discharge));
    EXPECT_EQ(patient.due(discharge), today);
}

TEST(Discharge, HEALTH_03_gives_no_certificate_unless_it_is_off)
{
    for (const bool off : {false, true}) {
        Given given{.numbers = {{"health.certificate_by_need", 1}}};
        if (off) given.off = {"HEALTH-03"};
        Alone patient{given};
        assign(patient);
        patient.life().career.stage = Stage::ward;
        patient.life().career.ward_days = 91;
        const Deed deed = patient.does(discharge, today);
        const std::int32_t written = deed.event().detail;
        EXPECT_EQ(detail_of<DischargeDetail>(written).certified, off);
        EXPECT_EQ(detail_of<DischargeDetail>(written).days, 91);
        EXPECT_EQ(deed.life.career.certified, off);
        EXPECT_EQ(deed.life.career.bound, !off);
        EXPECT_EQ(deed.life.career.stage, off ? Stage::at_home : Stage::worker);
        EXPECT_EQ(discharge.beside.record->leads(written), off ? Turn::certified : Turn::gets_up);
    }
}

/// Somebody on the ward with a post in the cell of the mine.
void lie_on_the_ward(Alone& patient)
{
    assign(patient);
    Career& career = patient.life().career;
    career.stage = Stage::ward;
    career.stage_until = today;
    career.ward_days = 91;
    career.registered = true;
    career.post = Post::team_leader;
}

TEST(Discharge, concerns_those_on_the_ward)
{
    Alone one;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        one.life().career.stage = static_cast<Stage>(stage);
        EXPECT_EQ(one.meets(discharge), one.life().career.stage == Stage::ward) << stage;
    }
}

TEST(Discharge, without_a_certificate_is_back_to_the_same_job)
{
    Alone patient;
    lie_on_the_ward(patient);
    const Life before = patient.life();
    const Deed deed = patient.does(discharge, today);
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.stage"}));
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
    EXPECT_TRUE(deed.letters.empty());
    EXPECT_EQ(patient.place_state().labour.workers[0][static_cast<std::size_t>(Sector::mine)], 0);
}

TEST(Discharge, HEALTH_02_with_a_certificate_is_out_of_the_job_for_good)
{
    Alone patient{{.numbers = {{"health.certificate_by_need", 1}}, .off = {"HEALTH-03"}}};
    lie_on_the_ward(patient);
    const Life before = patient.life();
    const Deed deed = patient.does(discharge, today);
    EXPECT_EQ(changes(before, deed.life),
              (Fields{"career.stage_since", "career.stage_until", "career.stage", "career.post",
                      "career.bound", "career.certified", "career.registered"}));
    EXPECT_TRUE(deed.letters.empty());
    const PlaceState& state = patient.place_state();
    constexpr auto mine = static_cast<std::size_t>(Sector::mine);
    EXPECT_EQ(state.labour.workers[0][mine], -1);
    EXPECT_EQ(state.committee.members[mine], -1);
    EXPECT_EQ(state.committee.posts[static_cast<std::size_t>(Post::team_leader)], -1);
}

TEST(Discharge, HEALTH_02_off_gives_no_certificate_to_anybody)
{
    Alone patient{
        {.numbers = {{"health.certificate_by_need", 1}}, .off = {"HEALTH-02", "HEALTH-03"}}};
    lie_on_the_ward(patient);
    EXPECT_FALSE(patient.does(discharge, today).life.career.certified);
}

/// On how many of forty days a certificate is given, by the lot of each day.
std::size_t certificates(const Given& given, double share)
{
    std::size_t count = 0;
    for (Day day = today; day < today + 40; ++day) {
        Alone patient{given};
        lie_on_the_ward(patient);
        const bool lucky =
            patient.uniform(discharge, static_cast<std::uint32_t>(day.count())) < share;
        EXPECT_EQ(patient.does(discharge, day).life.career.certified, lucky);
        count += lucky;
    }
    return count;
}

TEST(Discharge, HEALTH_03_gives_certificates_by_a_lot_of_each_day)
{
    const std::size_t softly = certificates(
        {.numbers = {{"exceptions.share/HEALTH-03", 0.25}, {"health.certificate_by_need", 1}},
         .soft = {"HEALTH-03"}},
        0.25);
    EXPECT_GT(softly, 2u);
    EXPECT_LT(softly, 20u);
    const std::size_t by_need = certificates(
        {.numbers = {{"exceptions.share/HEALTH-03", 0}, {"health.certificate_by_need", 0.75}},
         .off = {"HEALTH-03"}},
        0.75);
    EXPECT_GT(by_need, 20u);
    EXPECT_LT(by_need, 38u);
}

} // namespace
} // namespace counterlife::model::health
