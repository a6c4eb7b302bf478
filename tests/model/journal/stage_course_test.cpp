// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/journal/stage_course.h"

#include "tests/model/alone.h"

#include "model/labour/labour.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

constexpr Day start = engine::day_of(1955);

ParameterRow number(std::string name, double value, std::string key = {})
{
    ParameterRow row;
    row.name = std::move(name);
    row.key = std::move(key);
    row.value = value;
    return row;
}

StageNumbers numbers(double at_home_from, double housewives)
{
    return {ParameterSet{{number("schooling.start_age", 7), number("schooling.leaving_age", 17),
                          number("labour.first_age", 17), number("labour.retirement_age", 60, "M"),
                          number("labour.retirement_age", 55, "F"),
                          number("population.at_home_from", at_home_from),
                          number("labour.housewives", housewives)}},
            engine::Luck{1}, start};
}

Stage first_stage(const StageNumbers& numbers, Sex sex, int born)
{
    return StageCourse{numbers, engine::first_life_id + 5, engine::day_of(born), sex, true}.stage();
}

TEST(StageCourse, a_founder_begins_as_the_parameters_of_the_run_say)
{
    const StageNumbers early = numbers(22, 1), late = numbers(30, 1), none = numbers(22, 0);
    EXPECT_EQ(first_stage(early, Sex::female, 1928), Stage::at_home);
    EXPECT_EQ(first_stage(late, Sex::female, 1928), Stage::worker) << "27, and not yet 30";
    EXPECT_EQ(first_stage(late, Sex::female, 1923), Stage::at_home);
    EXPECT_EQ(first_stage(none, Sex::female, 1928), Stage::worker);
    EXPECT_EQ(first_stage(early, Sex::male, 1928), Stage::worker);
    EXPECT_EQ(first_stage(early, Sex::male, 1894), Stage::retired);
    EXPECT_EQ(first_stage(early, Sex::male, 1945), Stage::child);
}

TEST(StageCourse, a_wedding_takes_home_whom_the_models_own_lot_takes_home)
{
    for (const double share : {0.0, 0.5, 1.0}) {
        const StageNumbers those = numbers(22, share);
        for (LifeId who = engine::first_life_id; who < engine::first_life_id + 50; ++who) {
            StageCourse course{those, who, engine::day_of(1960), Sex::female, false};
            course.pass(placed_in(Sector::factory), engine::day_of(1978));
            course.pass(Turn::marries, engine::day_of(1985));
            EXPECT_EQ(course.stage() == Stage::at_home,
                      labour::keeps_house(engine::Luck{1}, who, share));
        }
    }
}

TEST(StageCourse, an_assignment_holds_until_it_ends)
{
    const StageNumbers those = numbers(22, 0);
    StageCourse course{those, engine::first_life_id, engine::day_of(1960), Sex::male, false};
    course.pass(sent_to(Sector::mine), Day{100});
    EXPECT_EQ(course.stage(), Stage::worker);
    EXPECT_EQ(course.sector(), Sector::mine);
    course.pass(Turn::moves_away, Day{200});
    EXPECT_EQ(course.stage(), Stage::worker) << "whoever is bound does not move away";
    course.pass(Turn::goes_home, Day{300});
    EXPECT_EQ(course.stage(), Stage::waiting);
    course.pass(Turn::none, Day{400});
    EXPECT_EQ(course.stage(), Stage::waiting);
}

TEST(StageCourse, nobody_comes_home_on_the_day_of_leaving_it)
{
    const StageNumbers those = numbers(22, 0);
    StageCourse course{those, engine::first_life_id, engine::day_of(1960), Sex::male, false};
    course.pass(Turn::sets_out, Day{500});
    course.pass(Turn::waits, Day{500});
    EXPECT_EQ(course.stage(), Stage::leaving);
    course.pass(Turn::waits, Day{501});
    EXPECT_EQ(course.stage(), Stage::waiting);
}

/// Where somebody born in 1960 stands after these turns, a day apart.
Stage after(const StageNumbers& those, std::initializer_list<Turn> turns)
{
    StageCourse course{those, engine::first_life_id, engine::day_of(1960), Sex::male, false};
    Day day = engine::day_of(1990);
    for (const Turn turn : turns) course.pass(turn, ++day);
    return course.stage();
}

TEST(StageCourse, whoever_was_born_across_the_river_is_there)
{
    const StageNumbers those = numbers(22, 0);
    const StageCourse course{those, engine::first_life_id, engine::day_of(2001), Sex::female, false,
                             true};
    EXPECT_EQ(course.stage(), Stage::abroad);
}

TEST(StageCourse, studies_that_were_broken_off_do_not_begin_again_after_the_army)
{
    const StageNumbers those = numbers(22, 0);
    EXPECT_EQ(after(those, {Turn::leaves_to_college, Turn::is_held, Turn::resumes, Turn::serves,
                            Turn::comes_home}),
              Stage::waiting);
}

TEST(StageCourse, school_ends_in_work_or_at_college)
{
    const StageNumbers those = numbers(22, 0);
    EXPECT_EQ(after(those, {}), Stage::child);
    EXPECT_EQ(after(those, {Turn::leaves_to_work}), Stage::waiting);
    EXPECT_EQ(after(those, {Turn::leaves_to_college}), Stage::student);
    EXPECT_EQ(after(those, {Turn::serves}), Stage::soldier);
    EXPECT_EQ(after(those, {Turn::serves, Turn::comes_home}), Stage::waiting);
    EXPECT_EQ(after(those, {Turn::serves, Turn::chooses_college, Turn::comes_home}),
              Stage::student);
}

TEST(StageCourse, whoever_leaves_home_too_old_to_trade_lives_as_the_retired_do)
{
    const StageNumbers those{ParameterSet{{number("food.trade_age", 60, "until")}}, engine::Luck{1},
                             start};
    for (const int year : {1989, 1990}) {
        StageCourse course{those, engine::first_life_id, engine::day_of(1930), Sex::female, false};
        course.pass(Turn::keeps_house, engine::day_of(1960));
        course.pass(Turn::disperses, engine::day_of(year, 6));
        EXPECT_EQ(course.stage(), year < 1990 ? Stage::trader : Stage::retired);
    }
}

TEST(StageCourse, whoever_comes_home_and_leaves_on_one_day_has_left)
{
    const StageNumbers those = numbers(22, 0);
    const auto day = engine::day_of(1999);
    StageCourse woman{those, engine::first_life_id, engine::day_of(1940), Sex::female, false};
    woman.pass(Turn::retires, engine::day_of(1995));
    woman.pass(Turn::disperses, engine::day_of(1996));
    EXPECT_EQ(woman.stage(), Stage::retired);
    woman.pass(Turn::disperses, day); // As the table has them, by name.
    woman.pass(Turn::waits, day);
    EXPECT_EQ(woman.stage(), Stage::trader);
    StageCourse child{those, engine::first_life_id, engine::day_of(1990), Sex::male, false};
    child.pass(Turn::drifts, day);
    child.pass(Turn::resumes, day);
    EXPECT_EQ(child.stage(), Stage::adrift);
}

TEST(StageCourse, only_those_at_work_wait_for_other_work)
{
    const StageNumbers those = numbers(22, 0);
    const Turn placed = placed_in(Sector::farm);
    EXPECT_EQ(after(those, {placed, Turn::waits_for_work}), Stage::waiting);
    EXPECT_EQ(after(those, {Turn::waits_for_work}), Stage::child);
    EXPECT_EQ(after(those, {placed, Turn::moves_away}), Stage::waiting);
    EXPECT_EQ(after(those, {placed, Turn::lies_down}), Stage::ward);
    EXPECT_EQ(after(those, {placed, Turn::lies_down, Turn::gets_up}), Stage::worker);
}

TEST(StageCourse, the_camp_lets_go_to_work_whoever_has_left_school)
{
    const StageNumbers those = numbers(22, 0);
    EXPECT_EQ(after(those, {Turn::drifts, Turn::is_gathered, Turn::resumes}), Stage::child);
    EXPECT_EQ(after(those, {Turn::leaves_to_work, Turn::drifts, Turn::is_gathered, Turn::resumes}),
              Stage::waiting);
}

} // namespace
} // namespace counterlife::model
