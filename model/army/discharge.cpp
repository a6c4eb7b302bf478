// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The end of service.
//
// After the years of service a soldier goes home, unless an order from the top has said where to
// go. Whoever is offered college or a rank takes what counts for more.
//
//   ARMY-02   service lasts about ten years
//   ARMY-08   membership, then home: the reward that is expected
//   ARMY-09   the years of service add no schooling
//   LOOP-06   where learning opens the college, it is offered to more of those who learned
//   PARTY-03  of what is on offer the higher good is taken: party, college, schoolmaster, rank
//   LABOUR-02 an order sends whole age groups elsewhere
//   data/army/army.csv: service_years, schooling_a_year, college_offer, rank_offer

#include "model/army/discharge.h"

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/claims.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "model/school/numbers.h"
#include "model/school/school.h"

namespace counterlife::model::army {

namespace {

using Family = ArmyFamily;

enum Draw : std::uint32_t { offered_college, offered_rank, order_of_goods, elsewhere, draws };
constexpr Lot at_discharge{.many = draws};

Day due(const View& view)
{
    return last_day(view);
}

/// PARTY-03  College counts for more than a rank; where the order is off, either will do.
DischargeDetail choose(Act& act)
{
    const auto& numbers = act.numbers();
    const auto& p = numbers.army.at(act.today());
    const Life& life = act.life();
    const bool may_study = life.school == School::left_school;
    const double offer = school::with_learning(p[Family::college_offer], act.view(), act.today());
    const bool school_counts =
        may_study && act.uniform(at_discharge, once, offered_college) < offer;
    const bool rank_is_open = life.career.standing == Standing::member &&
                              act.uniform(at_discharge, once, offered_rank) < p[Family::rank_offer];
    const bool ordered = numbers.claims.on(Claim::party_03, act.today());
    const bool takes_college =
        school_counts &&
        (!rank_is_open || ordered || act.uniform(at_discharge, once, order_of_goods) < 0.5);
    return {.rank = rank_is_open, .college = school_counts, .took_college = takes_college};
}

void go_home(Act& act)
{
    Life& life = act.life();
    Career& career = life.career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    int learned = 0; // Whole years, told of beside the offers.
    if (!numbers.claims.on(Claim::army_09, today)) {
        const double years = numbers.army.at(today)[Family::schooling_a_year] *
                             years_between({.day = career.enlisted, .fraction = 0}, act.now());
        learned = static_cast<int>(years);
        life.school_years = static_cast<std::uint8_t>(life.school_years + years);
    }
    const std::size_t kind =
        life.sex == Sex::female ? 2 : party::is_favoured(act.view(), career.unit);
    Tally& tally = act.place_state().tally;
    ++tally.discharged[kind];
    if (party::is_member(life)) ++tally.discharged_members[kind];
    leave_unit(act);
    tell_parent(act, service_over);
    if (career.posted_to != engine::nowhere) {
        career.service = Service::sent;
        act.note(code_of(DischargeDetail{.sent = true, .learned = learned}));
        act.travel(career.posted_to, labour::reception, career.posted_to);
        return;
    }
    career.service = Service::discharged;
    DischargeDetail came_of_it = choose(act);
    came_of_it.learned = learned;
    act.note(code_of(came_of_it));
    if (came_of_it.took_college)
        life.school = School::student;
    else if (came_of_it.rank)
        career.rank = std::max<Post>(career.rank, Post::team_leader);
    PlaceId to = career.home;
    if (!numbers.claims.on(Claim::army_08, today)) { // Nobody is promised the home county.
        const auto& members = numbers.map.members[numbers.map.province_of[to]];
        to = members[static_cast<std::size_t>(act.uniform(at_discharge, once, elsewhere) *
                                              static_cast<double>(members.size()))];
    }
    act.travel(to, homecoming,
               engine::mix(life.being.id, static_cast<std::uint64_t>(today.count())));
}

void settle(Act& act, const Letter& letter)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    const HouseholdId household = state.open_household(letter.payload);
    state.move_in(life, household, act.today());
    act.note(code_of(OfPlace{letter.from_place}));
    if (life.school == School::student) {
        labour::enter_stage(act, Stage::student);
        life.career.stage_until =
            act.today() +
            engine::days_in_years(act.numbers().school.college_years.at(act.today())[0]);
    } else {
        labour::wait_for_placement(act);
    }
    for (const Address& parent : {life.mother, life.father})
        if (living(parent)) {
            act.send(parent, household::take_in, 0, act.self());
            break;
        }
}

Turn discharge_turn(const DischargeDetail& d)
{
    return d.took_college ? Turn::chooses_college : Turn::none;
}

std::string tell_discharge(const DischargeDetail& d, const Telling&)
{
    const std::string schooling = d.learned > 0
                                      ? put(" {He} has had {} of schooling in service.",
                                            {text_of(counted(d.learned, "year", "years"))})
                                      : "";
    if (d.sent)
        return "{His} service ends, but {he} may not go home: an order sends {him} to work." +
               schooling;
    if (d.took_college)
        return (d.rank ? "{He} is discharged. Offered a rank or a place at college, {he} takes the "
                         "place at college."
                       : "{He} is discharged with a place at college.") +
               schooling;
    if (d.rank)
        return (d.college ? "{He} is discharged. Offered a rank or a place at college, {he} takes "
                            "the rank."
                          : "{He} is discharged with the rank of a team leader.") +
               schooling;
    return "{He} is discharged and sets out for home." + schooling;
}

constexpr const Rule* before_discharge[]{&labour::posting, &reporting};
constexpr Word discharge_words[]{{"discharged"}};
constexpr Record discharge_record{.parts = parts_of<DischargeDetail>,
                                  .turn = turn_by<discharge_turn>,
                                  .tell = told_by<tell_discharge>,
                                  .follows = before_discharge,
                                  .words = discharge_words};

constexpr Word homecoming_words[]{{"homecoming"}};
constexpr Record homecoming_record{.parts = parts_of<OfPlace>,
                                   .turns = Turn::comes_home,
                                   .text = "{He} comes home {to}.",
                                   .words = homecoming_words};

} // namespace

constinit const Rule discharge{
    .name = "army.discharge",
    .says =
        "After the years of service a soldier is discharged, to go home or wherever an order says.",
    .answers = "ARMY-02, ARMY-08, ARMY-09, PARTY-03, LABOUR-02",
    .due = due,
    .effect = go_home,
    .lots = {&at_discharge},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::soldier; },
               .record = &discharge_record},
};

constinit const Rule homecoming{
    .name = "army.homecoming",
    .says = "A discharged soldier arrives in the home county.",
    .answers = "ARMY-08",
    .react = settle,
    .beside = {.record = &homecoming_record},
};

} // namespace counterlife::model::army
