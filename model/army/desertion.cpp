// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Desertion: whoever guards the river knows it.
//
// The army is fed first, and still not well. A deserter leaves the unit for the bank, alone, and
// has a unit, a rank and perhaps a certificate to lose, but nothing to go back to.
//
//   BEYOND-13 soldiers on the river desert across it
//   BORDER-01 where nobody crosses they do not
//   BELIEF-07 the certificate is buried the day before
//   data/army/army.csv; data/border/border.csv: devotion_hold, member_hold, lead_days

#include "model/army/desertion.h"

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/belief/numbers.h"
#include "model/border/border.h"
#include "model/border/numbers.h"
#include "model/border/setting_out.h"
#include "model/claims.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "model/spell.h"

namespace counterlife::model::army {

namespace {

using Family = ArmyFamily;

enum Draw : std::uint32_t { aims, buries, draws };
constexpr Lot at_desertion{.many = draws};

bool guards_the_river(const View& view) noexcept
{
    return view.numbers.map.places[view.place.number].role == Role::guard;
}

Day watched_until(const View& view, double years) noexcept
{
    return view.life.career.enlisted + engine::days_in_years(years);
}

Bound desertion_ceiling(const View& view, engine::Instant from)
{
    if (!guards_the_river(view)) return {never, no_day};
    const auto& high = view.numbers.army.highest_soon(from.day);
    const Day soon =
        std::min(view.numbers.army.until_soon(from.day), view.numbers.food.until_soon(from.day));
    return {PerYear{high[Family::desertion] * food::highest_hunger(view, from.day)}, soon};
}

PerYear desertion_rate(const View& view, engine::Instant at)
{
    const Claims& claims = view.numbers.claims;
    const bool may = claims.on(Claim::border_01, at.day) && claims.on(Claim::beyond_13, at.day);
    if (!may || !guards_the_river(view)) return never;
    const auto& p = view.numbers.army.at(at.day);
    if (at.day < watched_until(view, p[Family::deserter_from])) return never;
    const auto& border = view.numbers.border.at(at.day);
    const double devoted = view.life.career.devotion / 100.0;
    double rate = p[Family::desertion] * food::hunger(view, at.day) *
                  (1 - border[BorderFamily::devotion_hold] * devoted);
    if (party::is_member(view.life)) rate *= 1 - border[BorderFamily::member_hold];
    return PerYear{rate};
}

void desert(Act& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    Career& career = act.life().career;
    Exile& exile = border::record(act);
    const double for_good = numbers.army.at(today)[Family::deserter_south] *
                            numbers.belief.at(today)[BeliefFamily::outside];
    exile.aim = act.uniform(at_desertion, once, aims) < for_good ? Aim::south : Aim::earn;
    exile.alone = true; // Of an earlier way, as a child, nothing holds any more.
    exile.beside = exile.guided = exile.promised = exile.scouted = false;
    exile.with = engine::nobody;
    exile.purse = exile.admitted = Yuan{};
    const bool buries_it = border::bury_certificate(act, act.uniform(at_desertion, once, buries));
    const Days lead = length_of_spell(act, numbers.border.at(today)[BorderFamily::lead_days]);
    act.note(
        code_of(DesertionDetail{.for_the_south = exile.aim == Aim::south, .buried = buries_it}));
    border::set_out(act, exile, today + lead);
    career.service = Service::discharged;
    career.posted_to = engine::nowhere;
}

std::string tell_desertion(const DesertionDetail& leaving, const Telling&)
{
    std::string text = "{He} deserts {his} unit on the river";
    text += leaving.for_the_south ? ", to go on to the South" : ", to live on the other side";
    if (leaving.buried) text += "; {he} buries the party certificate";
    return text + ".";
}

constexpr const Rule* before_desertion[]{&reporting};
constexpr Word desertion_words[]{
    {"deserted"}, {"buried", when<[](const DesertionDetail& leaving) { return leaving.buried; }>}};
constexpr Record desertion_record{.parts = parts_of<DesertionDetail>,
                                  .turns = Turn::sets_out,
                                  .tell = told_by<tell_desertion>,
                                  .follows = before_desertion,
                                  .words = desertion_words};

} // namespace

constinit const Rule desertion{
    .name = "army.desertion",
    .says = "A soldier who guards the river deserts, to cross it.",
    .answers = "BEYOND-13, BORDER-01, BELIEF-07",
    .grain = 14,
    .ceiling = desertion_ceiling,
    .rate = desertion_rate,
    .starts = food::first_hunger,
    .effect = desert,
    .lots = {&spell_length, &at_desertion},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::soldier; },
               .record = &desertion_record},
};

} // namespace counterlife::model::army
