// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A year of training.
//
// At the end of each year of service a soldier's merit grows by what training, menial chores and
// obedience brought, more with devotion and zeal; the unit's staff hears of it and gives awards.
//
//   ARMY-04  the whole service is passed in one unit
//   ARMY-05  chores earn merit as training does
//   ARMY-06  sustained merit brings a commendation, and then a medal
//   PARTY-15 the fear of contempt is a reason to strive
//   data/army/army.csv: merit_weight, obedience_devotion, award_merit, award_bonus, zeal_kept,
//   transfer_if_free

#include "model/army/training.h"

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/journal/words.h"
#include "model/nation.h"

#include <cmath>

namespace counterlife::model::army {

namespace {

using Family = ArmyFamily;

enum Draw : std::uint32_t { in_training, at_chores, in_obedience, transferred, draws };
constexpr Lot each_year{.every = 8, .many = draws};

int years_served(const Life& life, Day today) noexcept
{
    return static_cast<int>(engine::years(today - life.career.enlisted + 1));
}

Day end_of_year(const View& view)
{
    const Career& career = view.life.career;
    // The year under way ends on an anniversary of the enlistment; the last ends with discharge.
    const Day since = career.stage_since;
    const double years = engine::years(since - career.enlisted);
    const Day next = career.enlisted + engine::days_in_years(std::floor(years + 0.01) + 1);
    return next < last_day(view) ? next : no_day;
}

/// ARMY-05  What the year brought, at the effort of this soldier.
float merit_of_year(Act& act, std::uint32_t year)
{
    const Career& career = act.life().career;
    const auto& numbers = act.numbers();
    const auto& p = numbers.army.at(act.today());
    const double effort = belief::effort(act.view(), act.today());
    const bool chores_count = numbers.claims.on(Claim::army_05, act.today());
    const double training = p[Family::weight_training] * act.uniform(each_year, year, in_training);
    const double chores = p[Family::weight_chores] * act.uniform(each_year, year, at_chores);
    const double devout = p[Family::obedience_devotion];
    const double obedience =
        p[Family::weight_obedience] * ((1 - devout) * act.uniform(each_year, year, in_obedience) +
                                       devout * belief::devotion(numbers, career, act.today()));
    return static_cast<float>(effort * (chores_count ? training + chores + obedience : training));
}

void report_merit(Act& act)
{
    Life& life = act.life();
    Career& career = life.career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.army.at(today);
    const auto year = static_cast<std::uint32_t>(years_served(life, today));
    career.stage_since = today; // The next year begins.
    career.merit += merit_of_year(act, year);
    career.zeal = static_cast<std::uint8_t>(career.zeal * p[Family::zeal_kept]);
    if (numbers.claims.on(Claim::army_06, today)) {
        const Award before = career.award;
        if (career.merit >= p[Family::medal_merit])
            career.award = Award::medal;
        else if (career.merit >= p[Family::commendation_merit])
            career.award = std::max<Award>(career.award, Award::commendation);
        if (career.award > before) career.merit += static_cast<float>(p[Family::award_bonus]);
    }
    Garrison& garrison = act.place_state().garrison;
    if (!numbers.claims.on(Claim::army_04, today) &&
        act.uniform(each_year, year, transferred) < p[Family::transfer_if_free]) {
        const SoldierEntry entry = garrison.unit[career.unit].roll[career.row];
        leave_unit(act);
        career.unit = static_cast<std::uint8_t>((career.unit + 1) % Garrison::units);
        career.row = garrison.enter(career.unit, entry);
    }
    SoldierEntry& entry = garrison.unit[career.unit].roll[career.row];
    entry.merit = career.merit;
    entry.award = career.award;
    act.note(code_of(MeritDetail{static_cast<std::int32_t>(100 * career.merit)}));
}

std::string tell_training(const MeritDetail& so_far, const Telling&)
{
    return put("A year of training, chores and obedience ends; {his} merit score so far is "
               "reported as {}.",
               {one_decimal(so_far.merit / 100.0)});
}

constexpr const Rule* before_training[]{&reporting};
constexpr Record training_record{.parts = parts_of<MeritDetail>,
                                 .tell = told_by<tell_training>,
                                 .follows = before_training,
                                 .several =
                                     "trains for {n} years, {his} merit score reported each time"};

} // namespace

constinit const Rule training{
    .name = "army.training",
    .says = "A year of training, chores and obedience ends, and the soldier's merit is reported.",
    .answers = "ARMY-04, ARMY-05, ARMY-06, PARTY-15",
    .due = end_of_year,
    .effect = report_merit,
    .lots = {&each_year},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::soldier; },
               .record = &training_record},
};

} // namespace counterlife::model::army
