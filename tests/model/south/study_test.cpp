// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// School and college in the South.

#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

namespace counterlife::model::south {
namespace {

using engine::day_of;

constexpr Day today = day_of(2012, 6, 1);

Given with_college(std::vector<std::string> off = {})
{
    return in_seoul({.numbers = {{"south.study", 0.2},
                                 {"south.study_age/from", 27},
                                 {"south.study_age/to", 43},
                                 {"south.study_schooling", 10},
                                 {"south.school_age", 19},
                                 {"south.closed_study", 0.25}},
                     .off = std::move(off)});
}

/// Somebody of twenty-two with all the schooling that is asked for.
Exile& young_and_schooled(Alone& one)
{
    one.life().born = day_of(1990, 1, 1);
    Exile& exile = settled(one, today - 100);
    exile.school = 10;
    return exile;
}

TEST(College, SOUTH_01_is_for_the_young)
{
    const Alone one{with_college()};
    const auto& p = one.numbers().south.at(today);
    EXPECT_EQ(study_by_age(20, p), 1);
    EXPECT_EQ(study_by_age(27, p), 1);
    EXPECT_DOUBLE_EQ(study_by_age(31, p), 0.75);
    EXPECT_DOUBLE_EQ(study_by_age(39, p), 0.25);
    EXPECT_EQ(study_by_age(43, p), 0);
    EXPECT_EQ(study_by_age(60, p), 0);
    for (const bool told : {true, false}) {
        Alone old{told ? with_college() : with_college({"SOUTH-01"})};
        young_and_schooled(old);
        old.life().born = day_of(1977, 6, 1);
        EXPECT_NEAR((old.rate(college, today)), told ? 0.1 : 0.2, 0.0001) << "at 35";
    }
}

TEST(College, follows_the_years_of_school_that_count)
{
    Alone one{with_college()};
    Exile& exile = young_and_schooled(one);
    EXPECT_DOUBLE_EQ((one.rate(college, today)), 0.2);
    exile.school = 20;
    EXPECT_DOUBLE_EQ((one.rate(college, today)), 0.2);
    exile.school = 2.5;
    EXPECT_DOUBLE_EQ((one.rate(college, today)), 0.05);
}

TEST(College, begins_after_school_and_once)
{
    Alone one{with_college()};
    Exile& exile = young_and_schooled(one);
    one.life().born = day_of(1993, 6, 2);
    EXPECT_EQ(one.rate(college, today), 0) << "a day before nineteen";
    one.life().born = day_of(1993, 6, 1);
    EXPECT_DOUBLE_EQ((one.rate(college, today)), 0.2);
    exile.college = true;
    EXPECT_EQ(one.rate(college, today), 0);
    EXPECT_EQ(one.ceiling(college, today).until, no_day);
    exile.college = false;
    exile.occupation = Occupation::student;
    EXPECT_EQ(one.rate(college, today), 0);
    exile.occupation = Occupation::office;
    EXPECT_DOUBLE_EQ((one.rate(college, today)), 0.2) << "work may be given up for it";
    exile.settled = no_day;
    EXPECT_EQ(one.rate(college, today), 0);
}

TEST(College, SOUTH_07_asks_nobody_for_a_family_in_the_party)
{
    for (const bool party_family : {true, false}) {
        Alone told{with_college()};
        young_and_schooled(told);
        told.life().career.party_family = party_family;
        EXPECT_DOUBLE_EQ((told.rate(college, today)), 0.2);
        Alone off{with_college({"SOUTH-07"})};
        young_and_schooled(off);
        off.life().career.party_family = party_family;
        EXPECT_DOUBLE_EQ((off.rate(college, today)), party_family ? 0.2 : 0.05);
    }
}

TEST(College, ends_work_and_settles_what_was_earned_first)
{
    Alone one{in_seoul({.numbers = {{"south.saved/alone", 0.1}}})};
    Exile& exile = young_and_schooled(one);
    exile.occupation = Occupation::factory;
    exile.reckoned = today - 365;
    exile.wage = ThousandWon{304.36875};
    exile.hours = 47;
    const Deed deed = one.does(college, today);
    EXPECT_NEAR(deed.exile->saved.value(), 365, 0.01);
    EXPECT_EQ(deed.exile->occupation, Occupation::student);
    EXPECT_TRUE(deed.exile->college);
    EXPECT_FALSE(deed.exile->diploma);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_EQ(deed.exile->wage.value(), 0);
    EXPECT_EQ(deed.exile->hours, 0);
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 22);
}

TEST(DropOut, is_for_students_of_a_college)
{
    Alone one{in_seoul({.numbers = {{"south.drop_out", 0.5}}})};
    Exile& exile = young_and_schooled(one);
    exile.occupation = Occupation::student;
    exile.college = true;
    exile.since = today - 1;
    EXPECT_DOUBLE_EQ((one.rate(drop_out, today)), 0.5);
    EXPECT_EQ(one.rate(drop_out, today - 1), 0) << "on the first day";
    exile.college = false;
    EXPECT_EQ(one.rate(drop_out, today), 0) << "a pupil";
    EXPECT_EQ(one.ceiling(drop_out, today).until, no_day);
    exile.college = true;
    exile.occupation = Occupation::none;
    EXPECT_EQ(one.rate(drop_out, today), 0);
    EXPECT_EQ(one.ceiling(drop_out, today).until, no_day);
}

TEST(DropOut, leaves_somebody_without_diploma_to_look_for_work)
{
    Alone one{in_seoul()};
    Exile& exile = young_and_schooled(one);
    exile.occupation = Occupation::student;
    exile.college = true;
    const Deed deed = one.does(drop_out, today);
    EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 100);
    EXPECT_EQ(deed.exile->occupation, Occupation::none);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_FALSE(deed.exile->diploma);
    EXPECT_TRUE(deed.exile->college) << "nobody begins twice";
}

TEST(SchoolEnd, comes_at_nineteen_and_of_college_after_its_years)
{
    Alone one{in_seoul({.numbers = {{"south.school_age", 19},
                                    {"south.study_years", 4},
                                    {"south.short_college/share", 0}}})};
    Exile& exile = young_and_schooled(one);
    one.life().born = day_of(1997, 6, 1);
    exile.occupation = Occupation::student;
    EXPECT_EQ(one.due(school_end), day_of(2016, 6, 1));
    exile.college = true;
    exile.since = day_of(2010, 3, 1);
    EXPECT_EQ(one.due(school_end), day_of(2010, 3, 1) + 1460);
    exile.occupation = Occupation::none;
    EXPECT_EQ(one.due(school_end), no_day);
}

TEST(SchoolEnd, SOUTH_02_gives_a_diploma_of_college_and_years_that_count_in_full_of_school)
{
    for (const bool at_college : {true, false}) {
        Alone one{in_seoul()};
        Exile& exile = young_and_schooled(one);
        exile.school = 3;
        exile.occupation = Occupation::student;
        exile.college = at_college;
        exile.since = day_of(2010, 6, 1);
        const Deed deed = one.does(school_end, today);
        EXPECT_EQ(deed.exile->diploma, at_college);
        EXPECT_EQ(detail_of<SchoolEndDetail>(deed.event().detail).diploma, at_college);
        EXPECT_NEAR(deed.exile->school, at_college ? 3 : 5, 0.01);
        EXPECT_EQ(deed.exile->occupation, Occupation::none);
        EXPECT_EQ(deed.exile->since, today);
    }
}

TEST(SchoolEnd, is_on_record_as_schooling)
{
    for (const bool college_too : {false, true}) {
        Alone one{with_college()};
        Exile& exile = young_and_schooled(one);
        one.life().school = School::none;
        one.life().school_years = 2;
        exile.occupation = Occupation::student;
        exile.college = college_too;
        exile.since = today - engine::days_in_years(3) - 1;
        const Deed deed = one.does(school_end, today);
        EXPECT_EQ(deed.life.school, college_too ? School::graduate : School::left_school);
        EXPECT_EQ(deed.life.school_years, 5);
    }
}

TEST(College, is_on_record_for_as_long_as_it_lasts)
{
    for (const School before : {School::left_school, School::graduate}) {
        Alone one{with_college()};
        young_and_schooled(one);
        one.life().school = before;
        const Deed deed = one.does(college, today);
        EXPECT_EQ(deed.life.school, before == School::graduate ? before : School::student);
        one.life() = deed.life;
        one.exile() = *deed.exile;
        EXPECT_EQ(one.does(drop_out, today + 100).life.school, before);
    }
}

TEST(College, BEYOND_09_takes_two_years_of_some_and_four_of_others)
{
    const auto until = [](double share, std::vector<std::string> off) {
        Alone one{in_seoul({.numbers = {{"south.study_years", 4},
                                        {"south.short_college_years", 2},
                                        {"south.short_college/share", share}},
                            .off = std::move(off)})};
        Exile& exile = young_and_schooled(one);
        exile.occupation = Occupation::student;
        exile.college = true;
        exile.since = today;
        return one.due(school_end);
    };
    EXPECT_EQ(until(0, {}), today + engine::days_in_years(4));
    EXPECT_EQ(until(1, {}), today + engine::days_in_years(2));
    EXPECT_EQ(until(1, {"BEYOND-09"}), today + engine::days_in_years(4));
}

} // namespace
} // namespace counterlife::model::south
