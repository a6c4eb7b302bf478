// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Held for having crossed the river.
//
//   SECURITY-09 six months in a labour training camp
//   data/security/penal.csv

#include "model/security/custody.h"

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"

namespace counterlife::model {

const std::array<Scalar, PenalFamily::count> PenalFamily::table{{
    {"penal.camp_months", "", "months", 0.1, 120, "in a labour training camp"},
}};

namespace security {

namespace {

using Family = PenalFamily;

constexpr double month = engine::days_per_year / 12;

void be_handed_over(Act& act, const Letter& letter)
{
    Exile& exile = border::record(act);
    exile.returned = act.today();
    ++exile.forced_returns;
    ++act.books().tally.forced_returns[index_of(act.life().sex)];
    act.note(static_cast<std::int32_t>(letter.from_place));
    take_into_custody(act);
}

Day end_of_custody(const View& view)
{
    const Exile& exile = view.place.exiles[view.life.exile];
    return exile.phase == Phase::camp ? view.life.career.stage_until : no_day;
}

void be_released(Act& act)
{
    Exile& exile = border::record(act);
    ++exile.punished;
    exile.phase = Phase::none;
    ++act.books().tally.custody_releases[index_of(act.life().sex)];
    act.note(exile.punished);
    family::come_home(act);
}

void open_file(OfficeAct& act, const Letter& letter)
{
    act.place().files.push_back({.who = letter.from, .left = static_cast<Day>(letter.payload)});
    act.quiet();
}

void expect_visit(OfficeAct& act, const Letter&)
{
    act.quiet();
}

} // namespace

void take_into_custody(Act& act)
{
    Exile& exile = border::record(act);
    exile.phase = Phase::camp;
    exile.since = act.today();
    labour::enter_stage(act, Stage::custody);
    const double months = act.numbers().penal.at(act.today())[Family::camp_months];
    act.life().career.stage_until = act.today() + static_cast<Day>(months * month);
}

constinit const Rule handed_over{
    .name = "security.handed_over",
    .says = "Somebody is handed over at the bridge, and taken into custody.",
    .answers = "SECURITY-08",
    .react = be_handed_over,
};

constinit const Rule absence_noted{
    .name = "security.absence_noted",
    .says = "The agency hears that somebody is away, and opens a file.",
    .answers = "SECURITY-02",
    .receive = open_file,
};

constinit const Rule return_noted{
    .name = "security.return_noted",
    .says = "The agency hears that somebody is back.",
    .answers = "SECURITY-02",
    .receive = expect_visit,
};

constinit const Rule custody_release{
    .name = "security.custody_release",
    .says = "Somebody is released from custody.",
    .answers = "SECURITY-09",
    .due = end_of_custody,
    .effect = be_released,
};

} // namespace security
} // namespace counterlife::model
