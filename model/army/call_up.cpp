// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The call-up.
//
// Whoever leaves school is entered in the roll of the county's mobilisation office. Once a year it
// calls up a share of those who have reached the age, by lot, and each is told of a unit at the
// front. Their parents hear of it.
//
//   ARMY-01  young men enlist at seventeen
//   ARMY-03  women serve as well, and for the sake of membership
//   data/army/army.csv: call_up_share, enlist_age, call_up_month, women_without

#include "model/army/call_up.h"

#include "model/army/army.h"
#include "model/army/numbers.h"
#include "model/claims.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/places/map.h"

#include <algorithm>

namespace counterlife::model::army {

namespace {

using Family = ArmyFamily;

enum Draw : std::uint32_t { ticket, unit, river, draws };
constexpr Lot at_call_up{.many = draws, .for_others = true};

Day next_call_up(const PlaceState&, const model::Numbers& numbers, Day day)
{
    const auto month = static_cast<unsigned>(numbers.army.at(day)[Family::call_up_month]);
    return engine::next_in_year(day, {{.month = month}});
}

/// ARMY-03  Fewer women come forward where membership gives nothing.
double share_called(const model::Numbers& numbers, Sex sex, Day today)
{
    const auto& p = numbers.army.at(today);
    const double share = p[Family::call_up_men + index_of(sex)];
    if (sex == Sex::male) return share;
    if (!numbers.claims.on(Claim::army_03, today)) return 0;
    const bool gates =
        numbers.claims.on(Claim::party_13, today) || numbers.claims.on(Claim::party_14, today);
    return gates ? share : share * p[Family::women_without];
}

/// BEYOND-13  Most serve at the front, some on the northern rivers.
const std::vector<PlaceId>& sectors_for(OfficeAct& act, LifeId who)
{
    const auto& numbers = act.numbers();
    const Map& map = numbers.map;
    const bool guards = !map.river_guards.empty() &&
                        numbers.claims.on(Claim::beyond_13, act.today()) &&
                        act.uniform_for(who, at_call_up, once, river) <
                            numbers.army.at(act.today())[Family::river_guards];
    return guards ? map.river_guards : map.army_sectors;
}

void call(OfficeAct& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto age = static_cast<int>(numbers.army.at(today)[Family::enlist_age]);
    auto& roll = act.place().recruits;
    std::int32_t called = 0;
    const auto is_done = [&](const Recruit& recruit) {
        const int years = engine::completed_years(recruit.born, today);
        const int wanted = numbers.claims.on(Claim::army_01, today) ? age : age + 1;
        if (years < wanted) return false;
        const double drawn = act.uniform_for(recruit.who.id, at_call_up, once, ticket);
        if (years == wanted && drawn < share_called(numbers, recruit.sex, today)) {
            const auto lot = act.words_for(recruit.who.id, at_call_up, once, unit);
            const auto& sectors = sectors_for(act, recruit.who.id);
            const PlaceId sector = sectors[lot[0] % sectors.size()];
            const auto unit_there = static_cast<std::uint8_t>(lot[1] % Garrison::units);
            act.send(recruit.who, enlistment,
                     payload_of(Summons{.unit = unit_there, .sector = sector}));
            ++called;
        }
        return true;
    };
    if (!numbers.map.army_sectors.empty()) std::erase_if(roll, is_done);
    act.note(code_of(OfNumber{called}));
    if (called == 0) act.quiet();
}

void set_out(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const bool has_family = life.betrothed || life.children != 0 || is_with_child(life);
    if (life.marital == Marital::married || has_family) return act.quiet();
    if (life.household == no_household) return act.quiet(); // On the road, or only just released.
    switch (life.career.stage) {
    case Stage::worker:
    case Stage::waiting:
    case Stage::idle:
    case Stage::at_home:
        break;
    default:
        return act.quiet();
    }
    const auto [unit, sector] = said_in<Summons>(letter.payload);
    act.note(code_of(OfPlace{sector}));
    marriage::withdraw(act);
    life.searching = false;
    labour::leave_work(act);
    labour::enter_stage(act, Stage::soldier);
    life.career.home = act.here();
    life.career.goal = life.career.goal == Goal::undecided ? Goal::party : life.career.goal;
    tell_parent(act, sector);
    act.place_state().move_out(life, act.today());
    life.own_home = false;
    act.travel(sector, reporting, unit);
}

void report(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Career& career = life.career;
    const auto unit = static_cast<std::uint8_t>(letter.payload);
    career.enlisted = act.today();
    career.unit = unit;
    career.merit = 0;
    career.service = Service::soldier;
    labour::enter_stage(act, Stage::soldier);
    career.row =
        act.place_state().garrison.enter(unit, {.who = act.self(),
                                                .enlisted = career.enlisted,
                                                .due = last_day(act.view()),
                                                .sex = life.sex,
                                                .member = career.standing == Standing::member});
    ++act.place_state().tally.enlisted[index_of(life.sex)];
    act.note(code_of(ReportingDetail{unit}));
}

constexpr Record call_up_record{
    .parts = parts_of<OfNumber>,
    .text = "{He} calls up {n} of the young people who have come of age, chosen by lot."};

constexpr Word enlistment_words[]{{"called_up"}};
constexpr Record enlistment_record{.parts = parts_of<OfPlace>,
                                   .turns = Turn::serves,
                                   .text = "{He} is called up and sets out for {there}.",
                                   .words = enlistment_words};

constexpr Word reporting_words[]{{"enlisted"}};
std::string tell_reporting(const ReportingDetail& d, const Telling&)
{
    return put("{He} arrives {in} and is entered on the roll of the {} unit.",
               {ordinal(d.unit + 1)});
}
constexpr Record reporting_record{.parts = parts_of<ReportingDetail>,
                                  .turns = Turn::serves,
                                  .tell = told_by<tell_reporting>,
                                  .words = reporting_words};

} // namespace

void tell_parent(Act& act, std::uint64_t news)
{
    const Life& life = act.life();
    for (const Address& parent : {life.father, life.mother})
        if (living(parent)) return act.send(parent, news_home, news);
}

void enrol_recruit(Act& act)
{
    Life& life = act.life();
    if (life.career.enrolled) return;
    life.career.enrolled = true;
    act.place_state().recruits.push_back({act.self(), life.born, life.sex});
}

constinit const Rule call_up{
    .name = "army.call_up",
    .says = "Once a year the mobilisation office calls up a share of those who have come of age, "
            "by lot.",
    .answers = "ARMY-01, ARMY-03",
    .next = next_call_up,
    .carry_out = call,
    .office = mobilisation_office,
    .lots = {&at_call_up},
    .beside = {.record = &call_up_record},
};

constinit const Rule enlistment{
    .name = "army.enlistment",
    .says = "A young person is called up and sets out for a unit at the front.",
    .answers = "ARMY-01, ARMY-03",
    .react = set_out,
    .beside = {.record = &enlistment_record},
};

constinit const Rule reporting{
    .name = "army.reporting",
    .says = "A recruit arrives and is entered in the roll of the unit.",
    .answers = "ARMY-01, ARMY-04",
    .react = report,
    .beside = {.record = &reporting_record},
};

} // namespace counterlife::model::army
