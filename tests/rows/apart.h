// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs in which ten times as many cross the river, so that many families are torn apart.

#include "tests/rows/sent.h"

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/family/family.h"
#include "model/nation.h"
#include "model/search/search.h"

#include <optional>

namespace counterlife::tests {

/// Ten times as many leave, as many women as men, and few are arrested in China.
inline Change many_leave()
{
    return {.numbers = {{"border.departure", 2.5}, {"border.women", 1.0}, {"china.arrest", 0.1}}};
}
inline Change many_leave_without(std::string claim)
{
    Change change = many_leave();
    change.off.push_back(std::move(claim));
    return change;
}
inline Change many_leave_with(std::string name, double value)
{
    Change change = many_leave();
    change.numbers.emplace_back(std::move(name), value);
    return change;
}
inline Told tell_of_many(const Change& change)
{
    return tell(change, {.until = 2006, .one_in = 400});
}
inline const Told& many_told()
{
    static const Told told = tell_of_many(many_leave());
    return told;
}

/// Everybody's events, each person's in order of day.
inline std::map<LifeId, std::vector<Event>> by_person(const Told& told)
{
    std::map<LifeId, std::vector<Event>> all;
    for (const Event& event : told.events)
        if (event.who >= engine::first_life_id) all[event.who].push_back(event);
    return all;
}

/// A life, its record of leaving and its place, for asking a rule directly.
struct Alone {
    model::PlaceState state;
    Life life;

    Alone()
    {
        state.number = baseline().map.crossing.front();
        state.rations = {.short_in_town = 0.7F, .short_on_land = 0.7F, .short_in_mines = 0.7F};
        life.being.id = engine::first_life_id;
        life.born = day_of(1962);
        life.sex = model::Sex::female;
        life.urban = true;
        life.marital = model::Marital::married;
        life.spouse = {.id = engine::first_life_id + 1, .slot = 0, .place = state.number};
        life.career.stage = model::Stage::at_home;
        life.household = state.open_household(1000);
        state.enter(life.household, engine::no_day);
        life.exile = state.exiles.add(model::Exile{});
    }
    model::Exile& exile() { return state.exiles[life.exile]; }
    double rate(const model::Rule& rule, Day day, const model::Numbers& numbers = baseline()) const
    {
        return rule.rate({life, state, numbers}, {.day = day, .fraction = 0}).value();
    }
};

} // namespace counterlife::tests
