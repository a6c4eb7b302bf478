// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Children who are taken.
//
// A child who is stopped at the river or handed over is not questioned: nobody asks an infant to
// confess, or to swear never to cross again, and no town calls it a traitor. It is kept with the
// mother, where she is held too, until it is brought to the house that was left. Where nobody lives
// there any more it is taken into a camp.
//
//   FAMILY-11 those who come back go to the house that was left
//   data/security/penal.csv: child_age, child_days

#include "model/border/border.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/security/custody.h"

namespace counterlife::model::security {

namespace {

Day day_of_release(const View& view)
{
    return exile_of(view).phase == Phase::kept ? view.life.career.stage_until : no_day;
}

void be_brought_home(Act& act)
{
    Exile& exile = border::record(act);
    act.note(code_of(OfDays{act.today() - exile.since}), act.life().mother.id);
    exile.phase = Phase::none;
    exile.seen_taken = false;
    family::come_home(act);
}

constexpr const Rule* before_release[]{&handed_over, &border::crossing};
constexpr Record release_record{
    .parts = parts_of<OfDays>,
    .turns = Turn::resumes,
    .text = "After {span} {he} is to be taken to where the family lived; nobody questions a child.",
    .follows = before_release};

} // namespace

constinit const Rule child_released{
    .name = "security.child_released",
    .says = "A child who was taken at the river is not questioned, but brought home.",
    .answers = "FAMILY-11",
    .due = day_of_release,
    .effect = be_brought_home,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::custody; },
               .record = &release_record},
};

} // namespace counterlife::model::security
