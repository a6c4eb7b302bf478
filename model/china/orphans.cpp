// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A child in China whose father or mother has died there.
//
// A child goes where the one goes who crossed with it. When that one dies, the other parent looks
// after it, who has crossed too. Where there is none, a church takes it in or a household that does
// not report it, as strangers take in grown people; whoever is no child any more is alone.
//
//   BORDER-06, CHINA-09 strangers and churches take people in
//   data/china/china.csv: orphan_days, orphan_church

#include "model/china/orphans.h"

#include "model/border/border.h"
#include "model/household/household.h"
#include "model/nation.h"
#include "model/own_number.h"
#include "model/security/custody.h"

namespace counterlife::model::china {

namespace {

constinit const OwnNumber orphan_days{
    "china.orphan_days", "days", 1, 365,
    "until others look after a child whose father or mother has died there"};
constinit const OwnNumber orphan_church{"china.orphan_church", "share", 0, 1,
                                        "of such children, whom a church takes in"};
constexpr const OwnNumber* numbers_of_orphaned[]{&orphan_days, &orphan_church};

void be_looked_after(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool by_parent = letter.from == life.mother.id || letter.from == life.father.id;
    if (!by_parent || life.career.stage != Stage::abroad || life.exile == 0) return act.quiet();
    Exile& exile = border::record(act);
    if (exile.alone || exile.with == letter.from) return act.quiet();
    exile.with = letter.from;
    act.note(0, letter.from);
}

constexpr Lot who_takes_in{.every = 1};

void be_taken_in(Act& act, const Letter&)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::abroad || life.exile == 0) return act.quiet();
    Exile& exile = border::record(act);
    if (exile.alone || exile.with != engine::nobody) return act.quiet();
    exile.alone = true;
    OrphanDetail found;
    if (security::is_child(act.numbers(), life, act.today())) {
        const double share = orphan_church.at(act.numbers(), act.today());
        exile.church = exile.church || act.uniform(who_takes_in, act.today()) < share;
        found.guardian = exile.church ? Guardian::church : Guardian::household;
    }
    act.note(code_of(found));
}

constexpr const Rule* before_looked_after[]{&border::come_along};
constexpr Record looked_after_record{.text = "From now on {other} looks after {him}.",
                                     .follows = before_looked_after};

std::string tell_orphaned(const OrphanDetail& found, const Telling&)
{
    switch (found.guardian) {
    case Guardian::church:
        return "Nobody is left of those with whom {he} crossed; a church takes {him} in.";
    case Guardian::household:
        return "Nobody is left of those with whom {he} crossed; strangers {in} take {him} in.";
    default:
        return "Nobody is left of those with whom {he} crossed, and {he} is alone.";
    }
}

constexpr Record orphaned_record{.parts = parts_of<OrphanDetail>,
                                 .tell = told_by<tell_orphaned>,
                                 .follows = before_looked_after};

} // namespace

void lead_alone(Act& act)
{
    const Life& life = act.life();
    Exile& exile = border::record(act);
    exile.alone = true;
    exile.beside = false;
    exile.with = engine::nobody;
    const int year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(life.children)) {
        if (!living(child) || year - birth_year(child) >= grown) continue;
        exile.alone = false; // For all that this one knows, the child has crossed too.
        act.send(child, looked_after);
    }
}

void be_left_without_guardian(Act& act)
{
    const double days = orphan_days.at(act.numbers(), act.today());
    act.send(act.self(), orphaned, 0, {}, engine::whole_days(days));
}

constinit const Rule looked_after{
    .name = "china.looked_after",
    .says = "A child whose father or mother has died across the river goes with the other.",
    .answers = "FAMILY-03",
    .react = be_looked_after,
    .beside = {.record = &looked_after_record},
};

constinit const Rule orphaned{
    .name = "china.orphaned",
    .says = "A child of whose family nobody is left across the river is taken in by strangers.",
    .answers = "BORDER-06, CHINA-09",
    .react = be_taken_in,
    .lots = {&who_takes_in},
    .beside = {.record = &orphaned_record, .numbers = numbers_of_orphaned},
};

} // namespace counterlife::model::china
