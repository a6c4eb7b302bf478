// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Those whom an order sent to work: each from arrival on, event by event.

#include "tests/rows/rows.h"

#include "model/security/interrogation.h"

#include <cstdlib>

namespace counterlife::tests {

/// A rule's number, for conditions that read aloud.
inline engine::RuleId number(std::string_view rule_name)
{
    return rule(rule_name);
}

/// Whether an event is the release from custody: whoever leaves the division goes on to the camp.
inline bool is_release(const Event& event)
{
    return event.rule == number("security.custody_step") &&
           model::detail_of<model::security::CustodyStepDetail>(event.detail).released();
}

/// Somebody sent by an order, with all that happened to them from arrival on.
struct Sent {
    const Person* person = nullptr;
    Event arrival;
    std::vector<Event> since;

    const Career& career() const { return person->life.career; }
    bool was_member() const
    {
        return career().admitted != engine::no_day && career().admitted <= arrival.day;
    }
    /// The first event of a rule since arrival, or null.
    const Event* first(std::string_view rule_name) const
    {
        const engine::RuleId wanted = number(rule_name);
        for (const Event& event : since)
            if (event.rule == wanted) return &event;
        return nullptr;
    }
    bool ever(std::string_view rule_name) const { return first(rule_name) != nullptr; }
};

inline std::map<LifeId, const Person*> people_by_id(const Told& told)
{
    std::map<LifeId, const Person*> people;
    for (const Person& person : told.people) people[person.life.being.id] = &person;
    return people;
}

/// Those who arrived in a year, by identity.
inline std::map<LifeId, Sent> sent_in(const Told& told, int year = 1987)
{
    const auto people = people_by_id(told);
    const engine::RuleId reception = number("labour.reception");
    std::map<LifeId, Sent> sent;
    for (const Event& event : told.events) {
        if (event.who < engine::first_life_id) continue;
        if (event.rule == reception && engine::year_of(event.day) == year)
            sent.try_emplace(event.who, people.at(event.who), event);
        const auto one = sent.find(event.who);
        if (one != sent.end()) one->second.since.push_back(event);
    }
    return sent;
}

/// The baseline with larger orders and twice as many lives, for what few come to.
inline const Told& twice_told()
{
    static const Told told = tell(as_told, {.one_in = 200});
    return told;
}

inline bool slow_tests_wanted()
{
    return std::getenv("COUNTERLIFE_SLOW") != nullptr;
}

inline double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

} // namespace counterlife::tests
