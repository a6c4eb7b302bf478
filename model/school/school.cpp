// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// School and college.
//
// Children start school on the first term day after reaching the starting age, leave on the first
// term day after reaching the leaving age in force, and a share of them go on to college. Where
// learning opens it, those who put their effort into learning find a place besides.
//
//   FOOD-06  whoever is adrift learns nothing more, nor does whoever is across the river; what is
//            missed is not made up
//   LOOP-06  what goes into membership does not go into learning, which nothing rewards
//   PRIV-05  college is the door out; a scenario opens it to whoever learns
//   data/school/schooling.csv: start_age, leaving_age, term_start_month, college_share,
//   college_years, study_place

#include "model/school/school.h"
#include "model/school/details.h"

#include "model/army/army.h"
#include "model/belief/belief.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/privilege/privilege.h"
#include "model/school/numbers.h"

namespace counterlife::model {

FamilySpec SchoolNumbers::spec()
{
    return {.institution = "school",
            .family = "schooling",
            .parameters = {
                {"schooling.start_age", "age", {}, 4, 12, "age from which a child starts school"},
                {"schooling.leaving_age", "age", {}, 6, 20, "age from which a pupil leaves"},
                {"schooling.term_start_month",
                 "count",
                 {},
                 1,
                 12,
                 "month on whose first day the school year begins"},
                {"schooling.college_share",
                 "share",
                 {"M", "F"},
                 0,
                 1,
                 "share of school leavers who go on to college"},
                {"schooling.college_years", "years", {}, 1, 10, "length of college"},
                {"schooling.study_place",
                 "share",
                 {},
                 0,
                 1,
                 "chance of a place at a college, besides the lot, of those who put all their "
                 "effort into learning"}}};
}

SchoolNumbers::SchoolNumbers(const ParameterSet& set)
    : start_age{set, "schooling.start_age", {""}}, leaving_age{set, "schooling.leaving_age", {""}},
      term_month{set, "schooling.term_start_month", {""}},
      college_years{set, "schooling.college_years", {""}},
      study_place{set, "schooling.study_place", {""}},
      college_share{set, "schooling.college_share", {"M", "F"}}
{
    for (int year = first_year; year < first_year + years; ++year) {
        const auto month = static_cast<unsigned>(term_month.at(engine::day_of(year, 6))[0]);
        term_day[static_cast<std::size_t>(year - first_year)] = engine::day_of(year, month);
    }
    const auto youngest = [](const Dated<1>& age) {
        double lowest = age.values(0)[0];
        for (std::size_t spell = 1; spell < age.spells(); ++spell)
            lowest = std::min(lowest, age.values(spell)[0]);
        return static_cast<int>(lowest);
    };
    youngest_to_start = youngest(start_age);
    youngest_to_leave = youngest(leaving_age);
}

namespace school {

namespace {

/// The first term day on which a person has reached the age in force on that day, which is never
/// below the youngest.
Day first_term_day(const View& view, const Dated<1>& age_in_force, int youngest)
{
    const SchoolNumbers& p = view.numbers.school;
    constexpr int oldest = 30;
    const int born = engine::year_of(view.life.born) - p.first_year;
    for (int year = born + youngest; year < born + oldest; ++year) {
        const Day term = p.term_day[static_cast<std::size_t>(year)];
        const double age = age_in_force.at(term)[0];
        // SHORTCUT  Dates are costly, and most terms are years too early.
        const double then = engine::years(term - view.life.born);
        if (then < age && !engine::is_near_birthday(then)) continue;
        if (day_of_age(view.life, age) <= term) return term;
    }
    return no_day;
}

/// Whoever comes home old enough to have left school does not begin any more.
/// Nobody begins who would leave within the year.
Day enrolment_day(const View& view)
{
    const SchoolNumbers& p = view.numbers.school;
    const Day since = view.life.career.stage_since;
    const bool too_old = since >= day_of_age(view.life, p.leaving_age.at(since)[0] - 1);
    return too_old ? no_day : first_term_day(view, p.start_age, p.youngest_to_start);
}

bool is_on_the_way_home(const Life& life) noexcept
{
    return life.career.stage == Stage::child && life.household == no_household;
}

/// A child who is still on the way home starts there.
Day first_day_at_school(const View& view)
{
    return is_on_the_way_home(view.life) ? no_day : enrolment_day(view);
}

/// FOOD-06  A child without care is at no school.
bool is_adrift(const Life& life) noexcept
{
    return life.career.stage == Stage::adrift || life.career.stage == Stage::camp;
}

/// Across the river, held, or on the way there: far from any school.
bool is_abroad(const Life& life) noexcept
{
    return life.career.stage == Stage::leaving || is_cut_off(life);
}

/// Whether a pupil has been away from school since it began. Of founders, who are known from one
/// day on, nothing is known.
bool has_missed_some(const View& view)
{
    const Life& life = view.life;
    const Day since = life.career.stage_since;
    return !life.founder && since != Day{} && since > enrolment_day(view);
}

void enrol(Act& act)
{
    act.life().school = School::pupil;
    act.note(code_of(EnrolmentDetail{.adrift = is_adrift(act.life())}));
}

Day leaving_day(const View& view)
{
    const School school = view.life.school;
    if (school != School::pupil && school != School::none) return no_day;
    if (is_on_the_way_home(view.life)) return no_day;
    const SchoolNumbers& p = view.numbers.school;
    return first_term_day(view, p.leaving_age, p.youngest_to_leave);
}

constexpr Lot goes_to_college{};

void leave(Act& act)
{
    const SchoolNumbers& p = act.numbers().school;
    Life& life = act.life();
    const Day today = act.today();
    Tally& tally = act.place_state().tally;
    ++tally.school_leavers[index_of(life.sex)];
    if (is_adrift(life)) { // The years are those until home was left.
        life.school = School::left_school;
        return act.note(code_of(LeavingDetail{.adrift = true}));
    }
    if (is_abroad(life) || life.school == School::none) {
        life.school = School::left_school;
        if (life.career.stage == Stage::child) labour::wait_for_placement(act);
        return act.note(code_of(LeavingDetail{.abroad = true}));
    }
    const double years = p.leaving_age.at(today)[0] - p.start_age.at(today)[0];
    const auto in_full = static_cast<std::uint8_t>(std::max(0.0, years));
    life.school_years =
        has_missed_some(act.view()) ? std::min(in_full, years_so_far(act.view(), today)) : in_full;
    const bool chooses = life.career.stage == Stage::child;
    if (chooses) belief::form_goal(act);
    const double by_lot = p.college_share.at(today)[index_of(life.sex)];
    const bool goes_on = act.uniform(goes_to_college) < with_learning(by_lot, act.view(), today);
    life.school = goes_on ? School::student : School::left_school;
    if (goes_on) ++tally.college_entries[index_of(life.sex)];
    if (chooses) {
        if (goes_on)
            labour::enter_stage(act, Stage::student);
        else
            labour::wait_for_placement(act);
    }
    act.note(code_of(LeavingDetail{.to_college = goes_on}));
}

Day graduation_day(const View& view)
{
    const SchoolNumbers& p = view.numbers.school;
    if (view.life.career.stage != Stage::student) return no_day;
    if (view.life.career.stage_until != no_day) return view.life.career.stage_until;
    const Day entered = first_term_day(view, p.leaving_age, p.youngest_to_leave);
    if (entered == no_day) return no_day;
    const auto years = static_cast<int>(p.college_years.at(entered)[0]);
    return engine::day_of(engine::year_of(entered) + years, engine::month_of(entered));
}

void graduate(Act& act)
{
    Life& life = act.life();
    life.school = School::graduate;
    const double years = act.numbers().school.college_years.at(act.today())[0];
    labour::wait_for_placement(act);
    life.school_years = static_cast<std::uint8_t>(life.school_years + years);
}

std::string tell_starting_school(const EnrolmentDetail& d, const Telling&)
{
    return d.adrift ? "{He} reaches school age while living on the streets."
                    : "{He} starts school.";
}

constexpr const Rule* before_enrolment[]{at_birth};
constexpr Word enrolment_words[]{{"schooled"}};
constexpr Record enrolment_record{.parts = parts_of<EnrolmentDetail>,
                                  .turns = Turn::enrolled,
                                  .tell = told_by<tell_starting_school>,
                                  .follows = before_enrolment,
                                  .words = enrolment_words};

Turn leaving_turn(const LeavingDetail& d)
{
    return d.to_college ? Turn::leaves_to_college : Turn::leaves_to_work;
}

std::string tell_leaving_school(const LeavingDetail& d, const Telling&)
{
    if (d.adrift) return "{He} reaches school-leaving age while living on the streets.";
    if (d.abroad) return "{He} reaches school-leaving age far from any school.";
    return d.to_college ? "{He} leaves school and goes on to college." : "{He} leaves school.";
}

constexpr const Rule* before_leaving[]{&enrolment};
constexpr Word leaving_words[]{
    {"left_school"}, {"college", when<[](const LeavingDetail& d) { return d.to_college; }>}};
constexpr Record leaving_record{.parts = parts_of<LeavingDetail>,
                                .turn = turn_by<leaving_turn>,
                                .tell = told_by<tell_leaving_school>,
                                .follows = before_leaving,
                                .words = leaving_words};

constexpr const Rule* before_graduation[]{&leaving, &army::homecoming, &privilege::college,
                                          &privilege::release};
constexpr Word graduation_words[]{{"graduated"}};
constexpr Record graduation_record{.turns = Turn::graduates,
                                   .text = "{He} finishes college.",
                                   .follows = before_graduation,
                                   .words = graduation_words};

} // namespace

std::uint8_t years_so_far(const View& view, Day today)
{
    const Life& life = view.life;
    const bool at_school = life.school == School::pupil && life.career.stage == Stage::child;
    if (!at_school) return life.school_years; // As counted when it ended, or was broken off.
    const Day since = has_missed_some(view) ? life.career.stage_since : enrolment_day(view);
    const double years = std::max(0.0, engine::years(today - since));
    return static_cast<std::uint8_t>(life.school_years + years);
}

double with_learning(double by_lot, const View& view, Day today) noexcept
{
    const double place = view.numbers.school.study_place.at(today)[0];
    return by_lot + (1 - by_lot) * place * belief::for_learning(view);
}

constinit const Rule enrolment{
    .name = "school.enrolment",
    .says = "Children start school on the first term day after reaching the starting age.",
    .due = first_day_at_school,
    .effect = enrol,
    .beside = {.concerns =
                   [](const Situation& who) { return who.at_home() && who.school == School::none; },
               .record = &enrolment_record},
};

constinit const Rule leaving{
    .name = "school.leaving",
    .says = "Pupils leave on the first term day after the leaving age; some go on to college.",
    .due = leaving_day,
    .effect = leave,
    .lots = {&goes_to_college, &belief::forming_a_goal},
    .beside = {.concerns =
                   [](const Situation& who) {
                       const bool pupil = who.at_home() && (who.school == School::pupil ||
                                                            who.school == School::none);
                       const bool abroad = !who.at_home() && who.recorded &&
                                           who.stage != Stage::south && who.stage != Stage::seeking;
                       return pupil || abroad;
                   },
               .record = &leaving_record},
};

constinit const Rule graduation{
    .name = "school.graduation",
    .says = "Students finish college when its years are over.",
    .due = graduation_day,
    .effect = graduate,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.at_home() && who.school == School::student;
                   },
               .record = &graduation_record},
};

} // namespace school
} // namespace counterlife::model
