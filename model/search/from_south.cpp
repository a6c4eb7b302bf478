// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Looking from the South.
//
// Whoever has left wife or husband behind pays a go-between, now and then, to look at the house in
// the North: less often as the years go by and hope fades, and never not at all. An answer comes
// only if they live there. Then kin send for them.
//
//   FAMILY-09 the family is to come to the South
//   SEARCH-06 somebody is paid to look at the house
//   SEARCH-08 hope fades with the years and stays
//   data/search/search.csv: checks_per_year, fee, true_report, settling_months, decay,
//   least_belief; data/household/household.csv: grown_age

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/family/reach.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/route/route.h"
#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/search.h"
#include "model/south/south.h"

#include <algorithm>

namespace counterlife::model::search {

namespace {

using Family = SearchFamily;

/// Left wife or husband in the North, and has not had an answer yet.
bool misses_somebody(const View& view) noexcept
{
    const Life& life = view.life;
    const Exile& exile = exile_of(view);
    return life.marital == Marital::married && living(life.spouse) && exile.alone &&
           !exile.kin_called && exile.arrived != no_day && exile.home != engine::nowhere;
}

Bound paid_look_ceiling(const View& view, engine::Instant from)
{
    if (!misses_somebody(view)) return {never, no_day};
    return {PerYear{view.numbers.search.highest(from.day)[Family::checks_per_year]},
            SearchNumbers::until(from.day)};
}

PerYear paid_look_rate(const View& view, engine::Instant at)
{
    const Claims& claims = view.numbers.claims;
    if (!misses_somebody(view) || !claims.on(Claim::search_06, at.day)) return never;
    const auto& p = view.numbers.search.at(at.day);
    const Exile& exile = exile_of(view);
    if ((at.day - exile.arrived).count() < p[Family::settling_months] * engine::days_per_month)
        return never;
    const Day since = exile.last_seen == no_day ? exile.crossed : exile.last_seen;
    const double years = engine::years(at.day - since);
    const double hope = claims.on(Claim::search_08, at.day) ? belief(p, years) : 1;
    return PerYear{p[Family::checks_per_year] * hope};
}

constexpr Lot truly_looked{.every = 1};

/// Paid from what there is, and the rest owed. Some take the money and never go.
void pay_for_a_look(Act& act)
{
    const auto& p = act.numbers().search.at(act.today());
    Exile& exile = border::record(act);
    if (exile.checks < 255) ++exile.checks;
    const ThousandWon fee{p[Family::fee]};
    const ThousandWon paid = std::min(std::max(exile.saved, ThousandWon{}), fee);
    exile.saved -= paid;
    exile.debt += fee - paid;
    const bool honest = act.uniform(truly_looked, act.today()) < p[Family::true_report];
    act.note(code_of(LooksDetail{exile.checks}), act.life().spouse.id);
    if (honest)
        act.send(exile.home, neighbours_office, look, household::key_of(exile.house),
                 act.life().spouse);
}

void ask_at_house(OfficeAct& act, const Letter& letter)
{
    act.note(0, letter.about.id);
    act.send(letter.about, looked_for, letter.payload, letter.sender());
}

/// SEARCH-06  A yes comes only from whoever is there.
void be_looked_for(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool together = life.spouse.id == letter.about.id && life.marital == Marital::married;
    const bool at_home = letter.from_place == act.here() && life.household != no_household &&
                         !life.career.dispersed && !is_cut_off(life);
    if (!together || !at_home) return act.quiet();
    const bool in_the_house = act.place_state().households[life.household].key == letter.payload;
    act.note(code_of(LookedForDetail{in_the_house}), letter.about.id);
    if (life.exile != 0) border::record(act).word = act.today();
    act.send(letter.about, answer, in_the_house, act.self());
}

/// SEARCH-06  Of somebody who has died there the neighbours know it. SEARCH-08  Of the missing, who
/// died elsewhere, nobody does.
void know_of_death(OfficeAct& act, const Letter& letter)
{
    if (letter.from_place != act.place().number) return act.quiet();
    act.note(0, letter.from);
    act.send(letter.about, death_told, 0, {.id = letter.from, .slot = engine::no_slot});
}

void hear_of_death(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::south || life.spouse.id != letter.about.id) return act.quiet();
    act.note(code_of(LooksDetail{border::record(act).checks}), letter.about.id);
    family::hear_of_death(act, letter.about.id);
}

/// FAMILY-09  Found alive, she is sent for, and the children with her.
void hear_answer(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const bool together = life.spouse.id == letter.from && life.marital == Marital::married;
    if (!together || life.career.stage != Stage::south) return act.quiet();
    Exile& exile = border::record(act);
    ++act.place_state().tally.found_kin;
    act.note(code_of(LooksDetail{exile.checks}), letter.from);
    life.career.lost_family = life.career.left_behind = false;
    exile.last_seen = act.today();
    family::hear_what_happened(act);
    if (exile.kin_called || !act.numbers().claims.on(Claim::family_09, act.today())) return;
    exile.kin_called = true;
    act.send(life.spouse, route::called);
    const int year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child) && year - birth_year(child) < grown) act.send(child, route::called);
}

constexpr Record look_record{.text = "{He} is asked for {other} by a go-between from the South."};

std::string tell_paid_look(const LooksDetail& paid, const Telling&)
{
    return put(
        "For the {} time {he} pays a go-between to look for {other} at the house in the North.",
        {text_of(ordinal(std::max(1, paid.looks)))});
}

constexpr const Rule* before_paid_look[]{&south::settling};
constexpr Record paid_look_record{
    .parts = parts_of<LooksDetail>,
    .tell = told_by<tell_paid_look>,
    .follows = before_paid_look,
    .several = "pays a go-between {n} times to look at the house in the North"};

std::string tell_looked_for(const LookedForDetail& found, const Telling&)
{
    return found.in_the_house
               ? "A go-between finds {him} in the house; {he} sends word to {other}, in the South."
               : "A go-between finds {him} near the house; {he} sends word to {other}, in the "
                 "South.";
}

constexpr Record looked_for_record{.parts = parts_of<LookedForDetail>,
                                   .tell = told_by<tell_looked_for>};

std::string tell_answer(const LooksDetail& paid, const Telling&)
{
    return put(
        "After {} {he} hears that {other} lives.",
        {text_of(counted(std::max(1, paid.looks), "look at the house", "looks at the house"))});
}

constexpr Record death_known_record{
    .text = "{He} tells the go-between from the South that {other} has died."};

std::string tell_death_told(const LooksDetail& paid, const Telling&)
{
    return put(
        "After {} the go-between has heard from the neighbours what became of {other}.",
        {text_of(counted(std::max(1, paid.looks), "look at the house", "looks at the house"))});
}

constexpr const Rule* before_death_told[]{&paid_look};
constexpr Record death_told_record{
    .parts = parts_of<LooksDetail>, .tell = told_by<tell_death_told>, .follows = before_death_told};

constexpr Record answer_record{.parts = parts_of<LooksDetail>, .tell = told_by<tell_answer>};

} // namespace

constinit const Rule paid_look{
    .name = "search.paid_look",
    .says = "Somebody in the South pays a go-between to look at the house in the North.",
    .answers = "SEARCH-06, SEARCH-08, FAMILY-09",
    .grain = 12,
    .ceiling = paid_look_ceiling,
    .rate = paid_look_rate,
    .effect = pay_for_a_look,
    .lots = {&truly_looked},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &paid_look_record},
};

constinit const Rule look{
    .name = "search.look",
    .says = "A go-between comes to the house and asks the neighbours.",
    .answers = "SEARCH-06",
    .receive = ask_at_house,
    .beside = {.record = &look_record},
};

constinit const Rule looked_for{
    .name = "search.looked_for",
    .says = "Wife or husband is found at the house, and sends word to the South.",
    .answers = "SEARCH-06, SEARCH-07",
    .react = be_looked_for,
    .returned = &death_known,
    .beside = {.record = &looked_for_record},
};

constinit const Rule death_known{
    .name = "search.death_known",
    .says = "The neighbours tell a go-between that whom he asks for has died.",
    .answers = "SEARCH-06",
    .receive = know_of_death,
    .beside = {.record = &death_known_record},
};

constinit const Rule death_told{
    .name = "search.death_told",
    .says = "Somebody in the South hears that wife or husband has died.",
    .answers = "SEARCH-06",
    .react = hear_of_death,
    .beside = {.record = &death_told_record},
};

constinit const Rule answer{
    .name = "search.answer",
    .says = "Somebody in the South hears that wife or husband is alive, and sends for them.",
    .answers = "SEARCH-06, FAMILY-09",
    .react = hear_answer,
    .beside = {.record = &answer_record},
};

} // namespace counterlife::model::search
