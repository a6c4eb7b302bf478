// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Admission of workers.
//
// A worker who strives for membership asks the committee in time. Twice a year it admits a share of
// those who asked, by merit shown and lot, on the party's day after they have learned the Ten
// Principles; the rest may ask again.
//
//   PARTY-02  nearly all the young strive for membership, women and men
//   PARTY-06  the Ten Principles are learned by heart for it
//   PARTY-07  admissions fall on the party's days
//   BEYOND-12 most are admitted in the middle of life
//   BEYOND-11 the capital has more of them
//   LOOP-06   and of those who learn instead few make themselves a name
//   data/party/party.csv: application, application_age, application_factor,
//   application_mature_age, application_regard, admitted_share, admitted_capital, luck,
//   days_to_learn

#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/admission.h"
#include "model/party/numbers.h"
#include "model/party/party.h"
#include "model/places/map.h"

#include <algorithm>

namespace counterlife::model::party {

namespace {

using Family = PartyFamily;

Bound application_ceiling(const View& view, engine::Instant from)
{
    if (view.life.career.goal != Goal::party) return {never, no_day};
    const double age = age_in_years(view.life, from);
    const auto& high = view.numbers.party.highest(from.day);
    const Day until = PartyNumbers::until(from.day);
    const double youngest = view.numbers.party.lowest(from.day, Family::apply_from);
    if (age < youngest) return not_before(view.life, youngest, until);
    if (age >= high[Family::apply_until]) return {never, until};
    const double by_age = std::max({1.0, high[Family::apply_young], high[Family::apply_mature]});
    return {PerYear{high[Family::apply_men + index_of(view.life.sex)] * by_age}, until};
}

PerYear application_rate(const View& view, engine::Instant at)
{
    if (view.life.career.goal != Goal::party) return never;
    const double age = age_in_years(view.life, at);
    const auto& p = view.numbers.party.at(at.day);
    if (age < p[Family::apply_from] || age >= p[Family::apply_until]) return never;
    double rate = p[Family::apply_men + index_of(view.life.sex)];
    // BEYOND-12  After years of work.
    if (view.numbers.claims.on(Claim::beyond_12, at.day))
        rate *= p[age < p[Family::mature_from] ? Family::apply_young : Family::apply_mature];
    return PerYear{rate};
}

void apply(Act& act)
{
    const Life& life = act.life();
    const double regard = act.numbers().party.at(act.today())[Family::apply_regard];
    act.place_state().committee.applicants.push_back(
        {.who = act.self(),
         .worth = static_cast<float>(belief::for_membership(act.view()) *
                                     (life.career.devotion + regard * life.career.regard)),
         .member = false,
         .woman = life.sex == Sex::female});
    act.quiet();
}

Day next_day(const PlaceState&, const model::Numbers& numbers, Day day)
{
    return next_decision(numbers, day);
}

constexpr Lot rounded{.every = 1};
constexpr Lot chosen{.for_others = true};

/// BEYOND-11  The committees of the capital admit more.
double share_admitted(OfficeAct& act)
{
    const auto& p = act.numbers().party.at(act.today());
    const Map& map = act.numbers().map;
    const bool here = map.province_of[act.here()] == map.province_of[map.capital] &&
                      act.numbers().claims.on(Claim::beyond_11, act.today());
    return std::min(1.0, p[Family::admitted_share] * (here ? p[Family::admitted_capital] : 1.0));
}

void admit(OfficeAct& act)
{
    auto& applicants = act.place().committee.applicants;
    const auto& p = act.numbers().party.at(act.today());
    const double share = share_admitted(act), luck = 100 * p[Family::luck_admission];
    // Whoever is admitted is so on account of devotion, within the luck of the draw.
    const auto score = [&](const Candidate& one) {
        return act.uniform_for(one.who.id, chosen) * luck + one.worth;
    };
    std::ranges::sort(applicants, [&](const Candidate& a, const Candidate& b) {
        return std::tuple{-score(a), a.who.id} < std::tuple{-score(b), b.who.id};
    });
    const double rounding = act.uniform(rounded, act.today());
    const auto places =
        static_cast<std::size_t>(share * static_cast<double>(applicants.size()) + rounding);
    const Days to_learn = day_of_admission(act.numbers(), act.today()) - act.today();
    std::int32_t admitted = 0;
    for (std::size_t i = 0; i < std::min(places, applicants.size()); ++i, ++admitted) {
        act.send(applicants[i].who, principles);
        act.send(applicants[i].who, admission, 0, {}, to_learn);
    }
    applicants.clear();
    act.note(code_of(OfNumber{admitted}));
    if (admitted == 0) act.quiet();
}

constexpr Record civil_admission_record{.parts = parts_of<OfNumber>,
                                        .text = "{He} admits {n} of those who had applied."};

constexpr Record application_record{.text = "{He} applies to the party committee for membership.",
                                    .follows = before::work};

} // namespace

constinit const Rule application{
    .name = "party.application",
    .says = "A worker outside the party applies for membership.",
    .answers = "PARTY-02, BEYOND-12",
    .grain = 13,
    .ceiling = application_ceiling,
    .rate = application_rate,
    .effect = apply,
    .beside = {.concerns = [](const Situation& who) { return who.works() && !who.member; },
               .record = &application_record},
};

constinit const Rule civil_admission{
    .name = "party.civil_admission",
    .says = "For the party's days a committee admits some of those who asked.",
    .answers = "PARTY-06, PARTY-07, BEYOND-11",
    .next = next_day,
    .carry_out = admit,
    .office = committee_office,
    .lots = {&rounded, &chosen},
    .beside = {.record = &civil_admission_record},
};

} // namespace counterlife::model::party
