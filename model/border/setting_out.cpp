// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Setting out for the river.
//
//   BELIEF-07 the party certificate is buried
//   BORDER-02 those from the interior have a way to go first
//   data/border/border.csv

#include "model/border/setting_out.h"

#include "model/army/army.h"
#include "model/border/border.h"
#include "model/border/numbers.h"
#include "model/claims.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/school/school.h"

namespace counterlife::model::border {

namespace {

/// The house of those who have dispersed is elsewhere; that of a soldier is with the parents.
void remember_house(Act& act, Exile& exile)
{
    const Life& life = act.life();
    if (life.career.stage == Stage::soldier) {
        exile.home = life.career.home;
        exile.house = engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count()));
    } else if (!life.career.dispersed) {
        exile.home = act.here();
        exile.house = act.place_state().households[life.household].key;
    }
}

} // namespace

/// BELIEF-07  What was won at such cost.
bool bury_certificate(Act& act, double lot)
{
    Career& career = act.life().career;
    const auto& p = act.numbers().border.at(act.today());
    if (career.certificate != Certificate::kept ||
        !act.numbers().claims.on(Claim::belief_07, act.today()) || lot >= p[BorderFamily::bury])
        return false;
    career.certificate = Certificate::hidden;
    career.devotion = 0;
    return true;
}

void set_out(Act& act, Exile& exile, Day ready)
{
    Life& life = act.life();
    marriage::withdraw(act);
    life.school_years = school::years_so_far(act.view(), act.today());
    exile.left_as = life.career.stage;
    exile.left_sector = life.career.sector;
    exile.left_town = life.urban;
    remember_house(act, exile);
    army::leave_unit(act);
    labour::leave_work(act);
    labour::enter_stage(act, Stage::leaving);
    life.career.stage_until = ready;
    if (life.household != no_household) act.place_state().move_out(life, act.today());
    life.with_parents = false; // Whoever comes back has the house that was left.
    const PlaceId to = act.numbers().map.crossing[act.here()];
    if (to != act.here()) act.travel(to, riverside, static_cast<std::uint64_t>(ready.count()));
}

} // namespace counterlife::model::border
