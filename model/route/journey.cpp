// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The legs of the way: out of China, through a third country, an embassy, a shelter, a flight.
//
//   ROUTE-03 by rail and on foot through several countries, to Thailand for those who go south
//   ROUTE-04 embassy, then shelter, then a flight
//   ROUTE-05 nobody goes back: the way ends in the South
//   data/route/route.csv: months, transit_days, shelter_months

#include "model/border/border.h"
#include "model/claims.h"
#include "model/nation.h"
#include "model/places/map.h"
#include "model/route/numbers.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/south/south.h"

namespace counterlife::model::route {

namespace {

using Family = RouteFamily;

void note_days_of_the_way(Act& act, const Letter& letter)
{
    act.note(code_of(OfDays{act.today() - border::record(act).since}), letter.from);
}

/// How long each stop lasts, the same lot for the same day.
constexpr Lot length_of_stay{.every = 1, .stream = engine::stream_of("route.stay")};

void stay_until(Act& act, double usual)
{
    const double spread = act.numbers().route.at(act.today())[RouteFamily::spread];
    const double days = usual * (1 + spread * (2 * act.uniform(length_of_stay, act.today()) - 1));
    act.life().career.stage_until = act.today() + std::max<Days>(1, engine::whole_days(days));
}

void reach_third_country(Act& act, const Letter& letter)
{
    const auto& p = act.numbers().route.at(act.today());
    const Exile& exile = border::record(act);
    act.note(code_of(WayDetail{exile.way}), letter.from);
    const bool waits_here =
        exile.way != Way::thailand || !act.numbers().claims.on(Claim::route_03, act.today());
    const auto way = static_cast<std::size_t>(exile.way) - 1;
    stay_until(act, waits_here ? p[Family::months_mission + way] * engine::days_per_month
                               : p[Family::transit_days]);
}

void reach_embassy(Act& act, const Letter& letter)
{
    note_days_of_the_way(act, letter);
    stay_until(act, act.numbers().route.at(act.today())[Family::transit_days]);
}

void reach_shelter(Act& act, const Letter& letter)
{
    const auto& p = act.numbers().route.at(act.today());
    note_days_of_the_way(act, letter);
    const bool told = act.numbers().claims.on(Claim::route_04, act.today());
    stay_until(act, (told ? p[Family::shelter_months] : p[Family::months_thailand]) *
                        engine::days_per_month);
}

Day day_of_departure(const View& view)
{
    return view.life.career.stage_until;
}

/// The next stop, or the flight.
void go_on(Act& act)
{
    const Map& map = act.numbers().map;
    const Exile& exile = border::record(act);
    const Role here = map.places[act.here()].role;
    const bool to_thailand = exile.way == Way::thailand && here == Role::transit &&
                             act.numbers().claims.on(Claim::route_03, act.today());
    if (to_thailand) {
        const PlaceId to = map.all(Role::embassy).front();
        act.note(code_of(OfPlace{to}));
        return act.travel(to, embassy);
    }
    if (here == Role::embassy) {
        const PlaceId to = map.all(Role::shelter).front();
        act.note(code_of(OfPlace{to}));
        return act.travel(to, shelter);
    }
    const PlaceId to = map.all(Role::centre).front();
    act.note(code_of(OfPlace{to}));
    act.travel(to, south::arrival);
}

std::string tell_third_country(const WayDetail& group, const Telling&)
{
    return group.way == Way::mission ? "{He} gets through the gate of a mission {in} with a group."
                                     : "{He} reaches {here} with a group.";
}

constexpr Word third_country_words[]{{"third_country"}};
constexpr Record third_country_record{.parts = parts_of<WayDetail>,
                                      .tell = told_by<tell_third_country>,
                                      .words = third_country_words};

constexpr Record embassy_record{.parts = parts_of<OfDays>,
                                .text = "{He} reaches {here}, {span} after setting out."};

constexpr Word shelter_words[]{{"thailand"}};
constexpr Record shelter_record{.parts = parts_of<OfDays>,
                                .text =
                                    "{He} is taken to {here}, {span} after setting out, and waits.",
                                .words = shelter_words};

std::string tell_leg(const Telling& t)
{
    return t.there == "arrival-centre" ? "{He} is given a seat on a flight to the South."
                                       : "The next leg of the journey begins, {to there}.";
}

constexpr const Rule* before_onward[]{&shelter, &embassy, &third_country};
constexpr Record onward_record{
    .parts = parts_of<OfPlace>, .tell = tell_leg, .follows = before_onward};

} // namespace

constinit const Rule third_country{
    .name = "route.third_country",
    .says = "A group reaches a third country, or the gate of a mission.",
    .answers = "ROUTE-03",
    .react = reach_third_country,
    .lots = {&length_of_stay},
    .beside = {.record = &third_country_record},
};

constinit const Rule embassy{
    .name = "route.embassy",
    .says = "A group reaches the South's embassy in Thailand.",
    .answers = "ROUTE-04",
    .react = reach_embassy,
    .lots = {&length_of_stay},
    .beside = {.record = &embassy_record},
};

constinit const Rule shelter{
    .name = "route.shelter",
    .says = "Those who have asked for asylum wait in a shelter.",
    .answers = "ROUTE-04",
    .react = reach_shelter,
    .lots = {&length_of_stay},
    .beside = {.record = &shelter_record},
};

constinit const Rule onward{
    .name = "route.onward",
    .says = "The next leg begins; the last is a flight, and nobody goes back.",
    .answers = "ROUTE-03, ROUTE-04, ROUTE-05",
    .due = day_of_departure,
    .effect = go_on,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::journey; },
               .record = &onward_record},
};

} // namespace counterlife::model::route
