// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/stages.h"

#include "model/parameters.h"
#include "study/nation/simulation.h"
#include "study/text/nearest.h"

#include <algorithm>
#include <limits>

namespace counterlife::study::nation {
namespace {

using engine::Day;
using model::Stage;

enum Effect : Turn {
    nothing,
    enrolled,       ///< at school
    leaves_to_work, ///< leaves school, for work or for college
    leaves_to_college,
    graduates,
    waits,           ///< for a placement
    waits_for_work,  ///< the same, if at work
    moves_away,      ///< gives up work for a move
    goes_home,       ///< out of an assignment
    chooses_college, ///< on leaving the army
    comes_home,      ///< from the army or an assignment
    goes_to_college,
    keeps_house,
    marries, ///< and may keep house from then on
    retires,
    trades,
    serves,
    lies_down,
    gets_up,
    certified,
    absconds,
    stays_away,
    is_detained,
    drifts,
    is_gathered,
    leaves_camp,
    sets_out, ///< for the river
    crosses,
    is_held, ///< for having crossed
    travels_on,
    arrives_south,
    disperses, ///< leaves home for the stations, and goes on from one to the next
    searches,
    hears_rumour,                        ///< and may search again
    is_placed,                           ///< and so on by sector
    is_sent = is_placed + model::sectors ///< and so on by sector
};
static_assert(is_sent + model::sectors < 1 << turn_bits);

constexpr std::int32_t any_less = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t any_more = std::numeric_limits<std::int32_t>::max();

struct Row {
    std::string_view rule;
    std::int32_t least, most; ///< of the detail
    Turn turn;
};

// The one table. Of placements and receptions the detail tells the sector besides.
constexpr Row table[]{
    {"school.enrolment", any_less, any_more, enrolled},
    {"school.leaving", 0, 0, leaves_to_work},
    {"school.leaving", 1, 1, leaves_to_college},
    {"school.leaving", 2, 2, leaves_to_work}, // The end of it, without a child adrift.
    {"school.graduation", any_less, any_more, graduates},
    {"labour.placement", -3, -3, trades},
    {"labour.placement", -2, -2, retires},
    {"labour.placement", -1, -1, keeps_house},
    {"labour.placement", 0, model::sectors - 1, is_placed},
    {"labour.reception", 0, any_more, is_sent},
    {"labour.retirement", any_less, any_more, retires},
    {"labour.job_change", 0, 0, waits},
    {"labour.release_answer", 1, 1, waits_for_work},
    {"labour.quitting", any_less, any_more, stays_away},
    {"labour.refusal", 1, 1, goes_home},
    {"labour.term_end", any_less, any_more, goes_home},
    {"labour.absconding", any_less, any_more, absconds},
    {"privilege.release", any_less, any_more, goes_to_college},
    {"privilege.college", any_less, any_more, goes_to_college},
    {"army.enlistment", any_less, any_more, serves},
    {"army.reporting", any_less, any_more, serves},
    {"army.discharge", 8, any_more, chooses_college},
    {"army.homecoming", any_less, any_more, comes_home},
    {"health.refuge", any_less, any_more, lies_down},
    {"health.discharge", 0, any_more, gets_up},
    {"health.discharge", any_less, -1, certified},
    {"security.arrest", any_less, any_more, is_detained},
    {"security.release", any_less, any_more, waits},
    {"food.trade", any_less, any_more, trades},
    {"food.leaving_trade", any_less, any_more, waits},
    {"food.adrift", any_less, any_more, drifts},
    {"food.gathering", any_less, any_more, is_gathered},
    {"food.leaving_camp", any_less, any_more, leaves_camp},
    {"marriage.vow", any_less, any_more, marries},
    {"residence.arrival", any_less, any_more, moves_away},
    {"border.departure", any_less, any_more, sets_out},
    {"border.come_along", any_less, any_more, sets_out},
    {"border.crossing", 0, 7, crosses}, // From 8 on drowned, from 16 on stopped by guards.
    {"border.crossing", 16, any_more, is_held},
    {"border.far_bank", 3, 3, is_held},
    {"border.way_back", any_less, any_more, waits},
    {"family.homecoming", any_less, any_more, waits},
    {"family.dispersal", any_less, any_more, disperses},
    {"family.onward", any_less, any_more, disperses},
    {"family.return_to_house", any_less, any_more, disperses},
    {"family.back_at_house", any_less, any_more, waits},
    {"family.cast_off", any_less, any_more, drifts},
    {"search.setting_out", any_less, any_more, searches},
    {"search.rumour", any_less, any_more, hears_rumour},
    {"search.passing", any_less, any_more, disperses},
    {"search.back_home", any_less, any_more, waits},
    {"search.fetched", any_less, any_more, leaves_camp},
    {"china.reckoning", 5 << 20, 5 << 20, is_held}, // A quarrel that ended in arrest.
    {"china.arrest", any_less, any_more, is_held},
    {"security.handed_over", any_less, any_more, is_held},
    {"security.visit", 1, 1, is_held},
    {"security.custody_step", 0, 2, waits}, // The phase left; from 16 on with an oath.
    {"security.custody_step", 4, 15, waits},
    {"security.custody_step", 16, 18, waits},
    {"security.custody_step", 20, any_more, waits},
    {"route.contact", 1, any_more, travels_on}, // Below nought: caught on the way.
    {"route.contact", any_less, -1, is_held},
    {"route.come_along", 1, any_more, travels_on},
    {"route.come_along", any_less, -1, is_held},
    {"south.arrival", any_less, any_more, arrives_south},
    {"south.going_back", any_less, any_more, waits},
};

constexpr Status status_of(Stage stage, Status work, bool pupil)
{
    switch (stage) {
    case Stage::child:
        return pupil ? Status::pupil : Status::child;
    case Stage::waiting:
        return Status::waiting;
    case Stage::worker:
        return work;
    case Stage::soldier:
        return Status::soldier;
    case Stage::student:
        return Status::student;
    case Stage::ward:
        return Status::ward;
    case Stage::absent:
        return Status::absent;
    case Stage::idle:
        return Status::idle;
    case Stage::trader:
        return Status::trader;
    case Stage::detained:
        return Status::detained;
    case Stage::adrift:
        return Status::adrift;
    case Stage::camp:
        return Status::camp;
    case Stage::at_home:
        return Status::at_home;
    case Stage::retired:
        return Status::retired;
    case Stage::leaving:
        return Status::leaving;
    case Stage::abroad:
        return Status::abroad;
    case Stage::custody:
        return Status::custody;
    case Stage::journey:
        return Status::journey;
    case Stage::south:
        return Status::south;
    case Stage::seeking:
        return Status::seeking;
    }
    return Status::worker;
}

constexpr Status in_sector(int sector)
{
    return static_cast<Status>(static_cast<int>(Status::farm) + sector);
}

} // namespace

Turn turn_of(std::string_view rule, std::int32_t detail)
{
    // A discharge tells the years learned besides, from the fifth bit on.
    if (rule == "army.discharge" && detail >= 0) detail &= 15;
    for (const Row& row : table) {
        if (row.rule != rule || detail < row.least || detail > row.most) continue;
        const int sector = row.turn == is_sent ? detail >> 8 : detail;
        if (row.turn != is_placed && row.turn != is_sent) return row.turn;
        if (sector >= static_cast<int>(model::sectors)) return nothing;
        return static_cast<Turn>(row.turn + sector);
    }
    return nothing;
}

std::vector<std::string_view> turning_rules()
{
    std::vector<std::string_view> rules;
    for (const Row& row : table)
        if (!is_among(row.rule, rules)) rules.push_back(row.rule);
    return rules;
}

StageNumbers::StageNumbers(const RunDescription& description)
    : luck{seed_of(description.seed, description.replicate)}, from{description.from}
{
    const model::ParameterSet set{description.parameters};
    // A run of another model may lack a number; then the state it decides is told less well.
    const auto at = [&](std::string_view name, std::string_view key = {}) {
        return set.history(name, key).empty() ? 0.0 : set.at(name, key, from);
    };
    school_age = at("schooling.start_age");
    leaving_age = at("schooling.leaving_age");
    first_age = at("labour.first_age");
    retirement_age[0] = at("labour.retirement_age", "M");
    retirement_age[1] = at("labour.retirement_age", "F");
    const auto history = set.history("labour.housewives");
    housewives.assign(history.begin(), history.end());
    housewives_at_start = housewives_on(from);
    const auto on_rumours = set.history("search.again");
    again.assign(on_rumours.begin(), on_rumours.end());
}

namespace {

double share_on(const std::vector<model::ParameterRow>& rows, Day day)
{
    double share = 0;
    for (const model::ParameterRow& row : rows)
        if (!row.from || *row.from <= day) share = row.value;
    return share;
}

} // namespace

double StageNumbers::housewives_on(Day day) const
{
    return share_on(housewives, day);
}

double StageNumbers::again_on(Day day) const
{
    return share_on(again, day);
}

Journey::Journey(const StageNumbers& numbers, engine::LifeId who, Day born, Sex sex, bool founder)
    : numbers_{numbers}, who_{who}, sex_{sex}
{
    if (founder) begin_as_founder(born);
}

/// As model/founders.cpp settles them. Their sector is not told.
void Journey::begin_as_founder(Day born)
{
    const double age = static_cast<double>(numbers_.from - born) / engine::days_per_year;
    constexpr double first_housewife = 22;
    pupil_ = age >= numbers_.school_age;
    out_of_school_ = age >= numbers_.leaving_age;
    if (!out_of_school_) return;
    if (age >= numbers_.retirement_age[static_cast<std::size_t>(sex_)])
        stage_ = Stage::retired;
    else if (age < numbers_.first_age)
        stage_ = Stage::waiting;
    else if (sex_ == Sex::female && age > first_housewife &&
             numbers_.luck.uniform(who_, engine::stream_of("start.housewife"), 0) <
                 numbers_.housewives_at_start)
        stage_ = Stage::at_home;
    else
        stage_ = Stage::worker;
}

Status Journey::status() const
{
    return status_of(stage_, work_, pupil_);
}

void Journey::pass(Turn turn, Day day)
{
    const auto leaves_school = [&](bool to_college) {
        out_of_school_ = true;
        to_college_ = to_college;
        if (stage_ == Stage::child) stage_ = to_college ? Stage::student : Stage::waiting;
    };
    if (turn >= is_placed) {
        const bool sent = turn >= is_sent;
        stage_ = Stage::worker;
        work_ = in_sector(turn - (sent ? is_sent : is_placed));
        if (sent) bound_ = true;
        return;
    }
    const bool at_work = stage_ == Stage::worker;
    // Who turns to trade when past the age retires on the same day, and stands retired in the table
    // before that: nobody who is retired trades.
    if (turn == trades && stage_ == Stage::retired) return;
    // Nor can anybody come home on the day of leaving it: they came home first.
    const bool gone = stage_ == Stage::leaving || stage_ == Stage::trader;
    if (turn == waits && gone && left_ == day) return;
    switch (turn) {
    case enrolled:
        pupil_ = true;
        return;
    case leaves_to_work:
        return leaves_school(false);
    case leaves_to_college:
        return leaves_school(true);
    case graduates:
        to_college_ = false;
        if (stage_ == Stage::student) stage_ = Stage::waiting;
        return;
    case waits_for_work:
        if (at_work) stage_ = Stage::waiting;
        return;
    case moves_away:
        if (!bound_ && (at_work || stage_ == Stage::idle)) stage_ = Stage::waiting;
        return;
    case chooses_college:
        to_college_ = true;
        return;
    case comes_home:
        bound_ = false;
        stage_ = to_college_ ? Stage::student : Stage::waiting;
        return;
    case marries:
        if (at_work && !bound_ &&
            numbers_.luck.uniform(who_, engine::stream_of("labour.keeping_house"), 0) <
                numbers_.housewives_on(day))
            stage_ = Stage::at_home;
        return;
    case gets_up:
        stage_ = Stage::worker;
        return;
    case lies_down:
        stage_ = Stage::ward;
        return;
    case leaves_camp:
        stage_ = out_of_school_ ? Stage::waiting : Stage::child;
        return;
    case hears_rumour:
        if (numbers_.luck.uniform(who_, engine::stream_of("search.rumour"),
                                  static_cast<std::uint32_t>(day)) < numbers_.again_on(day))
            pass(searches, day);
        return;
    default:
        break;
    }
    // All other turns lead out of whatever bound the person.
    if (turn == nothing) return;
    bound_ = false;
    to_college_ = to_college_ || turn == goes_to_college;
    switch (turn) {
    case waits:
    case goes_home:
        stage_ = Stage::waiting;
        break;
    case goes_to_college:
        stage_ = Stage::student;
        break;
    case keeps_house:
    case certified:
        stage_ = Stage::at_home;
        break;
    case retires:
        stage_ = Stage::retired;
        break;
    case disperses:
        if (stage_ != Stage::retired) stage_ = Stage::trader; // The retired live on as they did.
        left_ = day;
        break;
    case trades:
        stage_ = Stage::trader;
        break;
    case searches:
        stage_ = Stage::seeking;
        break;
    case serves:
        stage_ = Stage::soldier;
        break;
    case absconds:
        stage_ = Stage::absent;
        break;
    case stays_away:
        stage_ = Stage::idle;
        break;
    case is_detained:
        stage_ = Stage::detained;
        break;
    case drifts:
        stage_ = Stage::adrift;
        break;
    case is_gathered:
        stage_ = Stage::camp;
        break;
    case sets_out:
        stage_ = Stage::leaving;
        left_ = day;
        break;
    case crosses:
        stage_ = Stage::abroad;
        break;
    case is_held:
        stage_ = Stage::custody;
        break;
    case travels_on:
        stage_ = Stage::journey;
        break;
    case arrives_south:
        stage_ = Stage::south;
        break;
    default:
        break;
    }
}

} // namespace counterlife::study::nation
