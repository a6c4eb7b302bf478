// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The days on which school begins and ends, and where it leads.

#include "model/school/details.h"
#include "model/school/school.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

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

TEST(School, neither_begins_nor_ends_on_the_way_home)
{
    Alone child{from_seven()};
    be_child(child);
    EXPECT_NE(child.due(enrolment), no_day);
    child.life().school = School::pupil;
    EXPECT_NE(child.due(leaving), no_day);
    child.place_state().leave(child.life().household, engine::no_day);
    child.life().household = no_household;
    EXPECT_EQ(child.due(leaving), no_day);
    child.life().school = School::none;
    EXPECT_EQ(child.due(enrolment), no_day);
}

TEST(Leaving, is_all_that_is_noted_of_whoever_comes_home_too_old_to_begin)
{
    for (const Day back : {day_of(1985, 2, 28), day_of(1985, 3, 1)}) {
        Alone child{from_seven()};
        be_child(child);
        child.life().career.stage_since = back;
        const bool begins = back < day_of(1985, 3, 1); // A year before the school leaving age.
        EXPECT_EQ(child.due(enrolment) != no_day, begins);
        if (begins) continue;
        const Deed deed = child.does(leaving, child.due(leaving));
        EXPECT_TRUE(detail_of<LeavingDetail>(deed.event().detail).abroad);
        EXPECT_EQ(deed.life.school, School::left_school);
        EXPECT_EQ(deed.life.career.stage, Stage::waiting);
        EXPECT_EQ(deed.life.school_years, 0);
    }
}

TEST(Graduation, is_of_those_who_study_until_then)
{
    Alone one{from_seven()};
    be_child(one);
    one.life().school = School::student;
    for (const Stage stage : {Stage::waiting, Stage::soldier, Stage::worker}) {
        one.life().career.stage = stage;
        EXPECT_EQ(one.due(graduation), no_day);
    }
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

TEST(School, concerns_those_in_the_country_by_what_they_are_at_school)
{
    const std::vector<std::pair<const Rule*, School>> who{
        {&enrolment, School::none}, {&leaving, School::pupil}, {&graduation, School::student}};
    Alone one;
    for (const auto& [rule, concerned] : who)
        for (const School school :
             {School::none, School::pupil, School::left_school, School::student, School::graduate})
            for (std::size_t stage = 0; stage < stages; ++stage) {
                one.life().school = school;
                one.life().career.stage = static_cast<Stage>(stage);
                const Stage is = one.life().career.stage;
                const bool too_late = rule == &leaving && school == School::none;
                EXPECT_EQ(one.meets(*rule),
                          (school == concerned || too_late) && is < first_stage_of_exile)
                    << rule->name << ' ' << stage;
            }
}

TEST(Enrolment, asks_for_the_age_on_the_day_of_term)
{
    Alone child{from_seven()};
    constexpr Day term = day_of(1977, 4, 1);
    be_child(child, day_of(1970, 4, 1));
    EXPECT_EQ(child.due(enrolment), term);
    be_child(child, day_of(1970, 4, 2));
    EXPECT_EQ(child.due(enrolment), day_of(1978, 4, 1));
}

TEST(Enrolment, changes_nothing_else)
{
    Alone child{from_seven()};
    be_child(child);
    const Life before = child.life();
    const Deed deed = child.does(enrolment, day_of(1977, 4, 1));
    EXPECT_EQ(changes(before, deed.life), Fields{"school"});
    EXPECT_TRUE(deed.letters.empty());
}

/// A pupil, and what becomes of them on the day of leaving school.
Deed left_school(const Given& given, Stage stage, Goal goal, Sex sex = Sex::male)
{
    Alone pupil{given};
    be_child(pupil);
    pupil.life().school = School::pupil;
    pupil.life().sex = sex;
    pupil.life().career.stage = stage;
    pupil.life().career.goal = goal;
    const Deed deed = pupil.does(leaving, day_of(1986, 4, 1));
    const Tally& tally = pupil.place_state().tally;
    const auto one = static_cast<std::size_t>(sex);
    EXPECT_EQ(tally.school_leavers[one], 1);
    EXPECT_EQ(tally.school_leavers[1 - one], 0);
    EXPECT_EQ(tally.college_entries[one], deed.life.school == School::student);
    EXPECT_EQ(tally.college_entries[1 - one], 0);
    return deed;
}

TEST(Leaving, has_a_share_of_women_and_one_of_men_who_go_on)
{
    Given given = from_seven();
    given.numbers.emplace_back("schooling.college_share/F", 1);
    EXPECT_EQ(left_school(given, Stage::child, {}, Sex::male).life.school, School::left_school);
    EXPECT_EQ(left_school(given, Stage::child, {}, Sex::female).life.school, School::student);
}

TEST(Leaving, leads_to_college_by_the_lot_of_each)
{
    std::size_t students = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone pupil{from_seven(0.25)};
        be_child(pupil);
        pupil.life().being.id += number;
        pupil.life().school = School::pupil;
        const bool goes_on = pupil.uniform(leaving, 0) < 0.25;
        const Deed deed = pupil.does(leaving, day_of(1986, 4, 1));
        EXPECT_EQ(deed.life.school == School::student, goes_on);
        students += goes_on;
    }
    EXPECT_GT(students, 2u);
    EXPECT_LT(students, 20u);
}

TEST(Leaving, LOOP_06_leads_to_college_by_what_went_into_learning)
{
    Given given = from_seven();
    given.numbers.insert(
        given.numbers.end(),
        {{"schooling.study_place", 1}, {"belief.effort/study", 0}, {"belief.to_learning", 0}});
    EXPECT_EQ(left_school(given, Stage::idle, Goal::study).life.school, School::student);
    EXPECT_EQ(left_school(given, Stage::idle, Goal::party).life.school, School::left_school);
}

TEST(Leaving, leaves_those_at_what_they_do_who_are_children_no_more)
{
    for (const double share : {0.0, 1.0}) {
        Alone pupil{from_seven(share)};
        be_child(pupil);
        pupil.life().school = School::pupil;
        pupil.life().career.stage = Stage::retired;
        const Life before = pupil.life();
        const Deed deed = pupil.does(leaving, day_of(1986, 4, 1));
        EXPECT_EQ(changes(before, deed.life), (Fields{"school", "school_years"}));
    }
}

TEST(Leaving, is_when_a_child_forms_a_goal)
{
    const Given given = from_seven();
    EXPECT_NE(left_school(given, Stage::child, Goal::undecided).life.career.goal, Goal::undecided);
    EXPECT_EQ(left_school(given, Stage::idle, Goal::undecided).life.career.goal, Goal::undecided);
    EXPECT_EQ(left_school(given, Stage::camp, Goal::undecided).life.career.goal, Goal::undecided);
}

TEST(Graduation, is_on_the_day_that_is_set_where_one_is)
{
    Alone student{from_seven()};
    be_child(student);
    student.life().school = School::student;
    student.life().career.stage = Stage::student;
    student.life().career.stage_until = day_of(1992, 2, 3);
    EXPECT_EQ(student.due(graduation), day_of(1992, 2, 3));
}

/// Years at school of a child from April 1990 on, up to a day; away from it after five for a time.
Life at_school(Alone& child, bool was_away)
{
    be_child(child, day_of(1983, 3, 1));
    child.life().school = School::pupil;
    if (was_away) {
        child.life().school_years = 5;                        // Until the summer of 1995,
        child.life().career.stage_since = day_of(1997, 5, 1); // and again from here.
    }
    return child.life();
}

TEST(Leaving, FOOD_06_leaves_out_the_years_that_were_missed)
{
    for (const bool was_away : {false, true}) {
        Alone child{from_seven()};
        const Life life = at_school(child, was_away);
        EXPECT_EQ(years_so_far({life, child.place_state(), child.numbers()}, day_of(1998, 6, 1)),
                  was_away ? 6 : 8);
        EXPECT_EQ(child.does(leaving, day_of(1999, 4, 1)).life.school_years, was_away ? 6 : 9);
    }
}

TEST(Leaving, counts_in_full_for_those_who_were_away_before_school_alone)
{
    Alone child{from_seven()};
    be_child(child, day_of(1983, 3, 1));
    child.life().school = School::pupil;
    child.life().career.stage_since = day_of(1989, 5, 1);
    EXPECT_EQ(child.does(leaving, day_of(1999, 4, 1)).life.school_years, 9);
}

TEST(Leaving, comes_far_from_any_school_too_with_the_years_until_then)
{
    for (const School school : {School::none, School::pupil}) {
        Alone child{from_seven(1)};
        be_child(child);
        child.life().school = school;
        child.life().school_years = school == School::none ? 0 : 3;
        child.life().career.stage = Stage::abroad;
        child.exile();
        EXPECT_EQ(child.due(leaving), day_of(1986, 4, 1));
        const Deed deed = child.does(leaving, day_of(1986, 4, 1));
        EXPECT_EQ(deed.life.school, School::left_school) << "no pupil is forty";
        EXPECT_EQ(deed.life.school_years, child.life().school_years);
        EXPECT_TRUE(detail_of<LeavingDetail>(deed.event().detail).abroad);
        EXPECT_EQ(deed.life.career.stage, Stage::abroad);
        child.life() = deed.life;
        EXPECT_EQ(child.due(leaving), engine::no_day);
    }
}

} // namespace
} // namespace counterlife::model::school
