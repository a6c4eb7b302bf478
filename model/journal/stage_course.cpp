// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/journal/stage_course.h"

#include "model/labour/labour.h"

#include <algorithm>

namespace counterlife::model {

StageNumbers::StageNumbers(const ParameterSet& set, engine::Luck luck, Day from)
    : luck_{luck}, from_{from}
{
    const auto at = [&](std::string_view name, std::string_view key = {}) {
        return set.history(name, key).empty() ? 0.0 : set.at(name, key, from);
    };
    const auto dated = [&](std::string_view name) {
        const auto history = set.history(name);
        return Share{{history.begin(), history.end()}};
    };
    housewives_ = dated("labour.housewives");
    for (const ParameterRow& row : set.history("food.trade_age", "until"))
        trade_until_.rows.push_back(row);
    ages_ = {.school = at("schooling.start_age"),
             .out_of_school = at("schooling.leaving_age"),
             .first_work = at("labour.first_age"),
             .at_home_from = at("population.at_home_from"),
             .housewives = housewives_.on(from)};
    retirement_[0] = at("labour.retirement_age", "M");
    retirement_[1] = at("labour.retirement_age", "F");
}

double StageNumbers::Share::on(Day day) const noexcept
{
    double share = 0;
    for (const ParameterRow& row : rows)
        if (!row.from || *row.from <= day) share = row.value;
    return share;
}

Stage StageNumbers::founder(LifeId who, Sex sex, double age) const noexcept
{
    FounderAges those = ages_;
    those.retirement = retirement_[index_of(sex)];
    return stage_of_founder(those, luck_, who, sex, age);
}

bool StageNumbers::keeps_house(LifeId who, Day day) const noexcept
{
    return labour::keeps_house(luck_, who, housewives_.on(day));
}

bool StageNumbers::is_past_trading(double age, Day day) const noexcept
{
    const double until = trade_until_.on(day);
    return until > 0 && age >= until;
}

StageCourse::StageCourse(const StageNumbers& numbers, LifeId who, Day born, Sex sex, bool founder,
                         bool born_abroad)
    : numbers_{numbers}, who_{who}, born_{born}, stage_{born_abroad ? Stage::abroad : Stage::child}
{
    if (!founder) return;
    const double age = engine::exact_age(born, {.day = numbers.from()});
    pupil_ = numbers.is_founder_pupil(age);
    out_of_school_ = numbers.is_founder_out_of_school(age);
    stage_ = numbers.founder(who, sex, age);
}

void StageCourse::leave_school(bool to_college)
{
    out_of_school_ = true;
    to_college_ = to_college;
    if (stage_ == Stage::child) stage_ = to_college ? Stage::student : Stage::waiting;
}

/// The turns that hang on what the person was before. False for all others.
bool StageCourse::pass_within(Turn turn, Day day)
{
    const bool at_work = stage_ == Stage::worker;
    switch (turn) {
    case Turn::none:
        return true;
    case Turn::enrolled:
        pupil_ = true;
        return true;
    case Turn::leaves_to_work:
    case Turn::leaves_to_college:
        leave_school(turn == Turn::leaves_to_college);
        return true;
    case Turn::graduates:
        to_college_ = false;
        if (stage_ == Stage::student) stage_ = Stage::waiting;
        return true;
    case Turn::waits_for_work:
        if (at_work) stage_ = Stage::waiting;
        return true;
    case Turn::moves_away:
        if (!bound_ && (at_work || stage_ == Stage::idle)) stage_ = Stage::waiting;
        return true;
    case Turn::chooses_college:
        to_college_ = true;
        return true;
    case Turn::comes_home:
        bound_ = false;
        stage_ = to_college_ ? Stage::student : Stage::waiting;
        return true;
    case Turn::marries:
        if (at_work && !bound_ && numbers_.keeps_house(who_, day)) stage_ = Stage::at_home;
        return true;
    case Turn::gets_up:
        stage_ = Stage::worker;
        return true;
    case Turn::lies_down:
        stage_ = Stage::ward;
        return true;
    case Turn::resumes: // What was chosen before, or begun, is broken off.
        to_college_ = false;
        stage_ = out_of_school_ ? Stage::waiting : Stage::child;
        return true;
    case Turn::disperses: // Whoever is too old to trade lives on as the retired do.
        if (!numbers_.is_past_trading(engine::completed_years(born_, day), day)) return false;
        stage_ = Stage::retired;
        bound_ = false;
        left_ = day;
        return true;
    default:
        return false;
    }
}

namespace {

/// Where a turn leads that leads out of whatever bound the person.
Stage stage_after(Turn turn, Stage before)
{
    switch (turn) {
    case Turn::waits:
    case Turn::goes_home:
        return Stage::waiting;
    case Turn::goes_to_college:
        return Stage::student;
    case Turn::keeps_house:
    case Turn::certified:
        return Stage::at_home;
    case Turn::retires:
        return Stage::retired;
    case Turn::disperses: // The retired live on as they did.
        return before == Stage::retired ? before : Stage::trader;
    case Turn::trades:
        return Stage::trader;
    case Turn::searches:
        return Stage::seeking;
    case Turn::serves:
        return Stage::soldier;
    case Turn::absconds:
        return Stage::absent;
    case Turn::stays_away:
        return Stage::idle;
    case Turn::is_detained:
        return Stage::detained;
    case Turn::drifts:
        return Stage::adrift;
    case Turn::is_gathered:
        return Stage::camp;
    case Turn::sets_out:
        return Stage::leaving;
    case Turn::crosses:
        return Stage::abroad;
    case Turn::is_held:
        return Stage::custody;
    case Turn::travels_on:
        return Stage::journey;
    case Turn::arrives_south:
        return Stage::south;
    default:
        return before;
    }
}

} // namespace

void StageCourse::pass(Turn turn, Day day)
{
    if (turn >= Turn::is_placed) {
        const bool sent = turn >= Turn::is_sent;
        stage_ = Stage::worker;
        knows_sector_ = true;
        sector_ = static_cast<Sector>(static_cast<int>(turn) -
                                      static_cast<int>(sent ? Turn::is_sent : Turn::is_placed));
        if (sent) bound_ = true;
        return;
    }
    // Who turns to trade when past the age retires on the same day, and stands retired in the table
    // before that: nobody who is retired trades.
    if (turn == Turn::trades && stage_ == Stage::retired) return;
    // Nor can anybody come home on the day of leaving it: they came home first.
    const bool gone = stage_ == Stage::leaving || stage_ == Stage::trader ||
                      stage_ == Stage::retired || stage_ == Stage::adrift;
    const bool home = turn == Turn::waits || turn == Turn::resumes;
    if (home && gone && left_ == day) {
        // And whoever waited for work that day has left to trade.
        const int age = engine::completed_years(born_, day);
        if (stage_ == Stage::retired && !numbers_.is_past_trading(age, day)) stage_ = Stage::trader;
        return;
    }
    if (pass_within(turn, day)) return;
    bound_ = false;
    to_college_ = to_college_ || turn == Turn::goes_to_college;
    stage_ = stage_after(turn, stage_);
    if (turn == Turn::disperses || turn == Turn::sets_out || turn == Turn::drifts) left_ = day;
}

} // namespace counterlife::model
