// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the tests of the river, of China and of the ways out share: somebody to ask a rule about, a
// run in which ten times as many leave, and the meaning of the details in the journal.

#include "tests/rows/sent.h"

#include "model/border/border.h"
#include "model/border/crossing.h"
#include "model/border/departure.h"
#include "model/border/far_bank.h"
#include "model/china/china.h"
#include "model/china/farm.h"
#include "model/china/stay.h"
#include "model/places/map.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/security/agent.h"
#include "model/security/interrogation.h"

#include <cmath>

namespace counterlife::tests {

using model::Exile;
using model::Stage;

/// The value of a number as the data have it, on whatever day it has that first.
inline double as_given(std::string_view name, std::string_view key = {})
{
    for (const model::ParameterRow& row : all_rows())
        if (row.name == name && row.key == key) return row.value;
    throw std::invalid_argument{"no parameter " + std::string{name}};
}

/// Ten times as many leave, and what else is changed.
inline Change many_leave(std::vector<std::pair<std::string, double>> numbers = {},
                         std::vector<std::string> off = {})
{
    numbers.emplace_back("border.departure", 10 * as_given("border.departure"));
    return {.off = std::move(off), .numbers = std::move(numbers)};
}

/// That, told once and kept.
inline const Told& river_told()
{
    static const Told told = tell(many_leave(), {.until = 2010});
    return told;
}

inline const model::Map& the_map()
{
    return baseline().map;
}

inline engine::PlaceId place_called(std::string_view name)
{
    const auto& places = the_map().places;
    const auto at = std::find_if(places.begin(), places.end(),
                                 [&](const auto& place) { return place.name == name; });
    if (at == places.end()) throw std::invalid_argument{"no place " + std::string{name}};
    return static_cast<engine::PlaceId>(at - places.begin());
}

/// A man of thirty-five with a house, in a county or across the river, for asking a rule about.
struct Somebody {
    explicit Somebody(const model::Numbers& told, engine::PlaceId place,
                      Day today = day_of(1998, 2, 1))
        : numbers{&told}, day{today}
    {
        state.number = place;
        life.born = today - 35 * 365;
        life.household = 0;
        life.career.stage = Stage::worker;
        life.career.devotion = 30;
        life.marital = model::Marital::never_married;
    }

    /// The record of what the river has made of them, begun if there is none.
    Exile& exile()
    {
        if (life.exile == 0) life.exile = state.exiles.add(model::Exile{});
        return state.exiles[life.exile];
    }
    void marry()
    {
        life.marital = model::Marital::married;
        life.spouse.id = engine::first_life_id + 1;
    }
    void lack(double share)
    {
        state.rations = {static_cast<float>(share), static_cast<float>(share),
                         static_cast<float>(share)};
    }
    double rate(const model::Rule& rule) const
    {
        return rule.rate({life, state, *numbers}, {.day = day, .fraction = 0}).value();
    }

    const model::Numbers* numbers;
    Day day;
    Life life;
    model::PlaceState state;
};

/// Somebody who hides in China, for asking a rule about.
inline Somebody in_china(const model::Numbers& numbers, model::Stay stay = model::Stay::hiding)
{
    Somebody one{numbers, place_called("yanji"), day_of(1998, 2, 1)};
    one.life.household = model::no_household;
    one.life.career.stage = Stage::abroad;
    one.exile().crossings = 1;
    one.exile().stay = stay;
    return one;
}

// What the journal's details say, each of the events of its rule.
using model::border::Reception;
using model::china::Outcome;

inline model::border::DepartureDetail departure_of(const Event& event)
{
    return model::detail_of<model::border::DepartureDetail>(event.detail);
}
inline model::border::CrossingDetail crossing_of(const Event& event)
{
    return model::detail_of<model::border::CrossingDetail>(event.detail);
}
inline Reception reception_of(const Event& event)
{
    return model::detail_of<model::border::FarBankDetail>(event.detail).reception;
}
inline model::Stay stay_of(const Event& event)
{
    return model::detail_of<model::china::StayDetail>(event.detail).stay;
}
inline Outcome outcome_of(const Event& event)
{
    return model::detail_of<model::china::ReckoningDetail>(event.detail).outcome;
}
inline int sum_of(const Event& event)
{
    return model::detail_of<model::china::ReckoningDetail>(event.detail).sum;
}
inline model::route::SettingOutDetail trip_of(const Event& event)
{
    return model::detail_of<model::route::SettingOutDetail>(event.detail);
}
inline bool is_detained(const Event& visit)
{
    return model::detail_of<model::security::VisitDetail>(visit.detail).detained;
}

/// All that happened, life by life, to those who ever set out for the river.
inline std::map<LifeId, std::vector<Event>> crossers_of(const Told& told)
{
    std::set<LifeId> set_out;
    for (const char* way : {"border.departure", "border.come_along", "china.birth"})
        for (const Event& event : told.of(way))
            set_out.insert(std::string_view{way} == "china.birth" ? event.with : event.who);
    std::map<LifeId, std::vector<Event>> lives;
    for (const Event& event : told.events)
        if (set_out.contains(event.who)) lives[event.who].push_back(event);
    return lives;
}

/// Four times the spread of a share found in so many.
inline double four_spreads(double share, double of)
{
    return 4 * std::sqrt(share * (1 - share) / of);
}

} // namespace counterlife::tests
