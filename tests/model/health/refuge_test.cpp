// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A spell on the ward: how long it is, how it ends, and what is written of it.

#include "model/health/discharge.h"
#include "model/health/health.h"
#include "tests/model/alone.h"

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
    EXPECT_EQ(detail_of<OfDays>(deed.event().detail).days, Days{deed.life.career.ward_days});
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

} // namespace
} // namespace counterlife::model::health
