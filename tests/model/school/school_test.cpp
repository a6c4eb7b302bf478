// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The days on which school begins and ends, and where it leads.

#include "model/school/details.h"
#include "model/school/school.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::school {
namespace {

using engine::day_of;

/// School from seven to sixteen, from the first of April.
Given from_seven(double share = 0, Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"schooling.start_age", 7},
                                                 {"schooling.leaving_age", 16},
                                                 {"schooling.term_start_month", 4},
                                                 {"schooling.study_place", 0},
                                                 {"schooling.college_share", share},
                                                 {"schooling.college_years", 4}});
    return given;
}

void be_child(Alone& child, Day born = day_of(1970, 3, 1))
{
    child.life().born = born;
    child.life().school = School::none;
    child.life().career.stage = Stage::child;
}

TEST(Enrolment, is_on_the_first_term_day_of_whoever_is_old_enough)
{
    Alone child{from_seven()};
    be_child(child);
    EXPECT_EQ(child.due(enrolment), day_of(1977, 4, 1));
    be_child(child, day_of(1970, 4, 10));
    EXPECT_EQ(child.due(enrolment), day_of(1978, 4, 1));
}

TEST(Enrolment, FOOD_06_is_missed_by_a_child_adrift)
{
    for (const Stage stage : {Stage::child, Stage::adrift, Stage::camp}) {
        Alone child{from_seven()};
        be_child(child);
        child.life().career.stage = stage;
        const Deed deed = child.does(enrolment, day_of(1977, 4, 1));
        EXPECT_EQ(detail_of<EnrolmentDetail>(deed.event().detail).adrift, stage != Stage::child);
        EXPECT_EQ(deed.life.school, School::pupil);
    }
}

TEST(Leaving, leads_to_college_or_to_work_by_the_share)
{
    for (const double share : {0.0, 1.0}) {
        Alone pupil{from_seven(share)};
        be_child(pupil);
        pupil.life().school = School::pupil;
        const Day day = day_of(1986, 4, 1);
        EXPECT_EQ(pupil.due(leaving), day);
        const Deed deed = pupil.does(leaving, day);
        const std::int32_t written = deed.event().detail;
        EXPECT_EQ(detail_of<LeavingDetail>(written).to_college, share == 1);
        EXPECT_FALSE(detail_of<LeavingDetail>(written).adrift);
        EXPECT_EQ(deed.life.school, share == 1 ? School::student : School::left_school);
        EXPECT_EQ(deed.life.career.stage, share == 1 ? Stage::student : Stage::waiting);
        EXPECT_EQ(deed.life.school_years, 9);
        EXPECT_EQ(leaving.beside.record->leads(written),
                  share == 1 ? Turn::leaves_to_college : Turn::leaves_to_work);
    }
}

TEST(Leaving, FOOD_06_adds_nothing_to_the_years_of_a_child_adrift)
{
    Alone child{from_seven(1)};
    be_child(child);
    child.life().school = School::pupil;
    child.life().school_years = 3;
    child.life().career.stage = Stage::adrift;
    const Deed deed = child.does(leaving, day_of(1986, 4, 1));
    EXPECT_TRUE(detail_of<LeavingDetail>(deed.event().detail).adrift);
    EXPECT_EQ(deed.life.school_years, 3);
    EXPECT_EQ(deed.life.school, School::left_school);
    EXPECT_EQ(deed.life.career.stage, Stage::adrift);
}

TEST(Graduation, comes_after_the_years_of_college)
{
    Alone student{from_seven()};
    be_child(student);
    student.life().school = School::student;
    student.life().school_years = 9;
    student.life().career.stage = Stage::student;
    student.life().career.stage_until = engine::no_day;
    EXPECT_EQ(student.due(graduation), day_of(1990, 4, 1));
    const Deed deed = student.does(graduation, day_of(1990, 4, 1));
    EXPECT_EQ(deed.life.school, School::graduate);
    EXPECT_EQ(deed.life.school_years, 13);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
}

} // namespace
} // namespace counterlife::model::school
