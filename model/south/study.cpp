// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Study in the South.
//
// Children go to school. Of the grown, the young begin to study, fewer with each year from the late
// twenties on, and nobody who was old enough to be taken for a professor. How much schooling counts
// limits it; party and family do not.
//
//   SOUTH-01 too old to study at 43
//   SOUTH-03 half of Northern schooling is worth nothing
//   SOUTH-07 study is free to whoever can
//   BEYOND-09 some colleges take two years
//   data/south/south.csv: school_age, study, study_age, study_schooling, study_years,
//   short_college, short_college_years, drop_out

#include "model/border/border.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/nation.h"
#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"

namespace counterlife::model::south {

namespace {

using Family = SouthFamily;

bool may_study(const Exile& exile) noexcept
{
    return exile.settled != no_day && exile.occupation != Occupation::student && !exile.college;
}

Bound college_ceiling(const View& view, engine::Instant from)
{
    if (!may_study(exile_of(view))) return {never, no_day};
    return {PerYear{view.numbers.south.highest(from.day)[Family::study]},
            SouthNumbers::until(from.day)};
}

PerYear college_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    const double age = age_here(view, at);
    const auto& p = view.numbers.south.at(at.day);
    if (!may_study(exile) || age < p[Family::school_age] || at.day <= exile.settled) return never;
    const Claims& claims = view.numbers.claims;
    const double young = claims.on(Claim::south_01, at.day) ? study_by_age(age, p) : 1.0;
    const double schooled = std::min(1.0, exile.school / p[Family::study_schooling]);
    const bool admitted_freely =
        claims.on(Claim::south_07, at.day) || view.life.career.party_family;
    return PerYear{p[Family::study] * young * schooled *
                   (admitted_freely ? 1.0 : p[Family::closed_study])};
}

void begin_to_study(Act& act)
{
    Exile& exile = border::record(act);
    settle_accounts(act, exile);
    exile.occupation = Occupation::student;
    exile.college = true;
    Life& life = act.life();
    if (life.school != School::graduate) life.school = School::student;
    exile.since = act.today();
    exile.wage = {};
    exile.hours = 0;
    act.note(code_of(OfAge{whole_years(life, act.today())}));
}

void stop_studying(Act& act, Exile& exile)
{
    Life& life = act.life();
    if (exile.diploma)
        life.school = School::graduate;
    else if (life.school != School::graduate)
        life.school = School::left_school;
    const auto years = static_cast<int>(engine::years(act.today() - exile.since));
    life.school_years = static_cast<std::uint8_t>(life.school_years + years);
    exile.occupation = Occupation::none;
    exile.since = act.today();
}

Bound drop_out_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (exile.occupation != Occupation::student || !exile.college) return {never, no_day};
    return {PerYear{view.numbers.south.highest(from.day)[Family::drop_out]},
            SouthNumbers::until(from.day)};
}

PerYear drop_out_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.occupation != Occupation::student || !exile.college) return never;
    if (at.day <= exile.since) return never; // Nobody gives up on the first day.
    return PerYear{view.numbers.south.at(at.day)[Family::drop_out]};
}

void give_up(Act& act)
{
    Exile& exile = border::record(act);
    act.note(code_of(OfDays{act.today() - exile.since}));
    stop_studying(act, exile);
}

Day day_of_leaving_school(const View& view)
{
    const Exile& exile = exile_of(view);
    if (exile.occupation != Occupation::student) return no_day;
    const auto& p = view.numbers.south.at(exile.since);
    if (!exile.college) return day_of_age(view.life, p[Family::school_age]);
    const bool two_years = takes_two_years(view.life, view.numbers, exile.since);
    return exile.since +
           engine::days_in_years(p[two_years ? Family::short_years : Family::study_years]);
}

/// College ends with a diploma; years at school here count in full.
void leave_school(Act& act)
{
    Exile& exile = border::record(act);
    exile.diploma = exile.college;
    if (!exile.college)
        exile.school += static_cast<float>(engine::years(act.today() - exile.since));
    act.note(code_of(SchoolEndDetail{exile.diploma}));
    stop_studying(act, exile);
}

constexpr Record college_record{.parts = parts_of<OfAge>,
                                .text = "Aged {n}, {he} begins to study.",
                                .follows = before::work_in_the_south};

constexpr const Rule* before_drop_out[]{&college};
constexpr Record drop_out_record{.parts = parts_of<OfDays>,
                                 .text = "After {span} {he} gives up studying.",
                                 .follows = before_drop_out};

std::string tell_school_end(const SchoolEndDetail& end, const Telling&)
{
    return end.diploma ? "{He} finishes college in the South, with a diploma."
                       : "{He} finishes school in the South.";
}

constexpr const Rule* before_school_end[]{&college, &settling};
constexpr Record school_end_record{.parts = parts_of<SchoolEndDetail>,
                                   .tell = told_by<tell_school_end>,
                                   .follows = before_school_end};

} // namespace

bool takes_two_years(const Life& life, const Numbers& numbers, Day day) noexcept
{
    constexpr std::uint64_t nature = 79;
    const double drawn = static_cast<double>(engine::mix(life.being.id, nature) >> 40) * 0x1p-24;
    return numbers.claims.on(Claim::beyond_09, day) &&
           drawn < numbers.south.at(day)[Family::short_share];
}

double study_by_age(double age, const SouthNumbers::Values& p) noexcept
{
    const double from = p[Family::study_from], to = p[Family::study_to];
    return age <= from ? 1.0 : age >= to ? 0.0 : (to - age) / (to - from);
}

constinit const Rule college{
    .name = "south.college",
    .says = "Somebody who is young enough, and has had enough schooling, begins to study.",
    .answers = "SOUTH-01, SOUTH-03, SOUTH-07, BEYOND-09",
    .ceiling = college_ceiling,
    .rate = college_rate,
    .effect = begin_to_study,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &college_record},
};

constinit const Rule drop_out{
    .name = "south.drop_out",
    .says = "Somebody gives up studying.",
    .answers = "SOUTH-03",
    .ceiling = drop_out_ceiling,
    .rate = drop_out_rate,
    .effect = give_up,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &drop_out_record},
};

constinit const Rule school_end{
    .name = "south.school_end",
    .says = "School or college ends, college with a diploma.",
    .answers = "SOUTH-02",
    .due = day_of_leaving_school,
    .effect = leave_school,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &school_end_record},
};

} // namespace counterlife::model::south
