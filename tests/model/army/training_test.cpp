// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A year of service ends, and merit is reported.

#include "model/army/army.h"
#include "model/army/training.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::army {
namespace {

using engine::day_of;

constexpr Day enlisted = day_of(1980, 4, 1);

/// Effort counts for nothing but the training of the year.
Given by_training(Given given = {})
{
    given.place = "front-west";
    given.numbers.insert(given.numbers.begin(), {{"army.merit_weight/training", 1},
                                                 {"army.merit_weight/chores", 0},
                                                 {"army.merit_weight/obedience", 0},
                                                 {"army.award_merit/commendation", 99},
                                                 {"army.award_merit/medal", 100}});
    return given;
}

void serve(Alone& soldier)
{
    Career& career = soldier.life().career;
    career.stage = Stage::soldier;
    career.enlisted = career.stage_since = enlisted;
    career.row =
        soldier.place_state().garrison.enter(0, {.who = soldier.self(), .enlisted = enlisted});
}

TEST(Training, ends_on_each_anniversary_but_the_last)
{
    Alone soldier{by_training()};
    serve(soldier);
    for (int year = 1; year < 10; ++year) {
        const Day anniversary = enlisted + engine::days_in_years(year);
        EXPECT_EQ(soldier.due(training), anniversary);
        soldier.life().career.stage_since = anniversary;
    }
    EXPECT_EQ(soldier.due(training), no_day) << "the tenth year ends with discharge";
}

TEST(Training, is_reported_to_the_roll)
{
    Alone soldier{by_training()};
    serve(soldier);
    const Day anniversary = soldier.due(training);
    const Deed deed = soldier.does(training, anniversary);
    EXPECT_GT(deed.life.career.merit, 0);
    EXPECT_EQ(soldier.place_state().garrison.unit[0].roll[0].merit, deed.life.career.merit);
    EXPECT_EQ(deed.life.career.stage_since, anniversary);
    EXPECT_EQ(detail_of<MeritDetail>(deed.event().detail).merit,
              static_cast<int>(100 * deed.life.career.merit));
}

TEST(Training, adds_merit_by_the_luck_of_each_year)
{
    Alone soldier{by_training()};
    serve(soldier);
    float before = 0, first = 0;
    for (std::uint32_t year = 1; year < 4; ++year) {
        const Deed deed = soldier.does(training, soldier.due(training));
        const float gained = deed.life.career.merit - before;
        const double drawn = soldier.uniform(training, 8 * year);
        if (year == 1) first = gained / static_cast<float>(drawn);
        EXPECT_NEAR(gained, first * drawn, 1e-5) << "the same effort, another year's luck";
        before = deed.life.career.merit;
    }
}

TEST(Training, ARMY_05_off_leaves_chores_and_obedience_out)
{
    const Given given = by_training({.numbers = {}});
    Given with_chores = given;
    with_chores.numbers.insert(with_chores.numbers.end(), {{"army.merit_weight/chores", 5},
                                                           {"army.merit_weight/obedience", 5}});
    Given off = with_chores;
    off.off = {"ARMY-05"};
    const auto merit = [](const Given& of) {
        Alone soldier{of};
        serve(soldier);
        return soldier.does(training, soldier.due(training)).life.career.merit;
    };
    EXPECT_GT(merit(with_chores), merit(given));
    EXPECT_FLOAT_EQ(merit(off), merit(given));
}

TEST(Training, ARMY_06_honours_those_who_come_to_the_merit)
{
    const auto award_at = [](float merit, std::vector<std::string> off = {}) {
        Alone soldier{by_training({.numbers = {{"army.award_merit/commendation", 5},
                                               {"army.award_merit/medal", 10},
                                               {"army.merit_weight/training", 0},
                                               {"army.award_bonus", 0.5}},
                                   .off = std::move(off)})};
        serve(soldier);
        soldier.life().career.merit = merit;
        const Deed deed = soldier.does(training, soldier.due(training));
        EXPECT_EQ(soldier.place_state().garrison.unit[0].roll[0].award, deed.life.career.award);
        return std::pair{deed.life.career.award, deed.life.career.merit - merit};
    };
    EXPECT_EQ(award_at(4.9F).first, Award::none);
    EXPECT_EQ(award_at(5).first, Award::commendation);
    EXPECT_FLOAT_EQ(award_at(5).second, 0.5F);
    EXPECT_EQ(award_at(10).first, Award::medal);
    EXPECT_EQ(award_at(10, {"ARMY-06"}).first, Award::none);
}

TEST(Training, ARMY_06_takes_no_award_back)
{
    Alone soldier{by_training()};
    serve(soldier);
    soldier.life().career.award = Award::commendation;
    EXPECT_EQ(soldier.does(training, soldier.due(training)).life.career.award, Award::commendation);
}

TEST(Training, wears_off_the_zeal_of_letters)
{
    Alone soldier{by_training({.numbers = {{"army.zeal_kept", 0.25}}})};
    serve(soldier);
    soldier.life().career.zeal = 80;
    EXPECT_EQ(soldier.does(training, soldier.due(training)).life.career.zeal, 20);
}

TEST(Training, ARMY_04_off_moves_soldiers_to_the_next_unit_by_their_share)
{
    for (const bool off : {false, true}) {
        Given given = by_training({.numbers = {{"army.transfer_if_free", 1}}});
        if (off) given.off = {"ARMY-04"};
        Alone soldier{given};
        serve(soldier);
        const Deed deed = soldier.does(training, soldier.due(training));
        EXPECT_EQ(deed.life.career.unit, off ? 1 : 0);
        EXPECT_EQ(soldier.place_state().garrison.unit[off ? 1 : 0].roll.at(0).who.id,
                  soldier.other(0).id);
        if (off) {
            EXPECT_EQ(soldier.place_state().garrison.unit[0].roll[0].who.id, engine::nobody);
        }
    }
}

} // namespace
} // namespace counterlife::model::army
