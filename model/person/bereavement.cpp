// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// News of a death in the family.
//
// A widowed person is free to marry again, and an old one may ask to live with a grown child.
// Across the river nobody hears.
//
//   FAMILY-05 what happened at home is learned on coming home
//   FAMILY-07 no word reaches those who have left without telling
//   SEARCH-08 nobody learns of the death of the missing

#include "model/border/border.h"
#include "model/china/orphans.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/household/household.h"
#include "model/nation.h"
#include "model/person/details.h"
#include "model/person/person.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"

#include <algorithm>
#include <array>

namespace counterlife::model::person {

namespace {

void note_death_of(Act& act, Kin dead, const Letter& letter)
{
    const Exile* exile = record_of(act.view());
    const bool along = exile != nullptr && act.life().career.stage == Stage::abroad &&
                       !exile->alone && act.numbers().map.is_home(letter.from_place);
    act.note(code_of(BereavementDetail{.dead = dead, .along = along}), letter.from);
}

/// Where those who have crossed live, from each of which word can come to the others.
bool is_in_china(const Map& map, PlaceId place) noexcept
{
    constexpr std::array roles{Role::bank, Role::village, Role::city};
    return std::ranges::find(roles, map.places[place].role) != roles.end();
}

/// FAMILY-05  No word crosses the river: the death is learned on coming home, unless both had gone
/// to the South. Nor does word reach
/// those who have left without telling, or come of those who are missing.
bool stays_unheard(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const Map& map = act.numbers().map;
    const bool holds = act.numbers().claims.on(Claim::family_05, act.today());
    const bool away = is_cut_off(life);
    const bool from_home = map.is_home(letter.from_place);
    if (life.exile == 0 && (away || from_home)) {
        // Born across the river: no word comes from home, where nobody has lived.
        const bool unheard = away && from_home && holds;
        if (unheard) act.carry_on(), act.quiet();
        return unheard;
    }
    const Exile& exile = border::record(act);
    const auto& here = exile.kin_here;
    // Whoever crossed together sees who does not come across.
    const bool saw_it = exile.with == letter.from && letter.sent <= exile.crossed;
    const bool at_hand = life.career.stage == Stage::abroad && !exile.alone &&
                         (saw_it || is_in_china(map, letter.from_place));
    const bool together = std::ranges::find(here, letter.from) != here.end() || at_hand;
    const bool across = (away ? !together : !from_home) && holds;
    const bool apart = life.career.dispersed && letter.from_place != act.here();
    if (!across && !apart && !family::is_missing(act, letter.from)) return false;
    act.place_state().exiles[life.exile].unheard.push_back(letter.from);
    act.carry_on();
    act.quiet();
    return true;
}

/// Of those who crossed together one has died.
void be_without(Act& act, LifeId dead)
{
    const Life& life = act.life();
    Exile& exile = act.place_state().exiles[life.exile];
    const bool led = exile.with == dead;
    if (led) exile.with = engine::nobody;
    if (life.career.stage != Stage::abroad || exile.alone) return;
    if (life.spouse.id == dead)
        china::lead_alone(act);
    else if (led)
        china::be_left_without_guardian(act);
}

void note_loss(Act& act, const Letter& letter)
{
    Life& life = act.life();
    if (life.spouse.id == letter.from) {
        life.spouse.note |= known_dead;
        was_without_husband(act, letter.sent + 1);
        const bool married = life.marital == Marital::married;
        note_death_of(act, married ? Kin::spouse : Kin::no_spouse, letter);
        if (!married) return;
        life.marital = Marital::widowed;
        life.career.left_behind = life.career.lost_family = false;
        life.since = act.today();
        life.with_parents = false;
        ++act.place_state().tally.widowings[index_of(life.sex)];
        if (life.career.stage < first_stage_of_exile) household::consider_living_with_child(act);
    } else if (life.mother.id == letter.from) {
        life.mother.note |= known_dead;
        note_death_of(act, Kin::mother, letter);
    } else if (life.father.id == letter.from) {
        life.father.note |= known_dead;
        note_death_of(act, Kin::father, letter);
    } else {
        act.quiet();
        for (Address& each : act.place_state().kin.list(life.children))
            if (each.id == letter.from) {
                each.note |= known_dead;
                note_death_of(act, Kin::child, letter);
                act.loud();
            }
    }
    if (life.spouse.id == letter.from) return;
    // A child without a mother leaves home sooner.
    if (life.mother.id == letter.from && life.career.stage == Stage::child) return;
    if (life.with_parents && !living(life.mother) && !living(life.father))
        life.with_parents = false; // The couple heads the household now.
    else if (life.exile == 0)
        act.carry_on(); // Across the river somebody may be alone from now on.
}

void mourn(Act& act, const Letter& letter)
{
    if (stays_unheard(act, letter)) return;
    note_loss(act, letter);
    if (act.life().exile != 0) be_without(act, letter.from);
}

std::string tell_bereavement(const BereavementDetail& of, const Telling&)
{
    return of.along ? "{He} learns that {other}, with whom {he} set out across the river, has died."
                    : "{He} learns that {other} has died.";
}

template <Kin kin> constexpr auto has_lost =
    when<[](const BereavementDetail& of) { return of.dead == kin; }>;
constexpr auto is_by_mail = [](const BereavementDetail& of) { return !of.along; };
constexpr Word bereavement_words[]{{"bereaved"},
                                   {"widowed", has_lost<Kin::spouse>},
                                   {"lost_mother", has_lost<Kin::mother>},
                                   {"lost_father", has_lost<Kin::father>},
                                   {"lost_child", has_lost<Kin::child>},
                                   {"heard_of_death", when<is_by_mail>}};
constexpr Mark bereavement_mark(const BereavementDetail& of)
{
    return of.dead == Kin::spouse ? Mark::loses_spouse : Mark::mourns;
}
constexpr Record bereavement_record{.parts = parts_of<BereavementDetail>,
                                    .mark = mark_by<bereavement_mark>,
                                    .tell = told_by<tell_bereavement>,
                                    .words = bereavement_words};

} // namespace

constinit const Rule bereavement{
    .name = "person.bereavement",
    .says = "Husband or wife, parents and children are told of a death.",
    .react = mourn,
    .lots = {&household::joins_a_child},
    .beside = {.record = &bereavement_record},
};

} // namespace counterlife::model::person
