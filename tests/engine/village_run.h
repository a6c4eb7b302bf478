// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs of the village, and what tests want to know of them.

#include "tests/engine/village.h"

#include <map>

namespace counterlife::village {

inline auto key(const Event& e)
{
    return std::tuple{e.day,        e.who,  e.rule,   e.cause.day, e.cause.who,
                      e.cause.rule, e.with, e.detail, e.place};
}

/// Events in an order of their own, whatever the order in which they were written down.
struct Before {
    bool operator()(const Event& a, const Event& b) const { return key(a) < key(b); }
};

struct Scene {
    std::uint64_t seed = 1;
    std::uint32_t founders = 1200;
    Day start = day_of(1966, 5, 17); // Days before 1970 are negative.
    Days days = 8 * 365;
    int threads = 1;
    EventSample sample{.one_in = 1};
    std::vector<PlaceId> deal;
    std::vector<std::pair<const Rule<Village>*, InForce>> in_force;
    Numbers numbers;
};

inline constexpr InForce out_of_force{.to = before_all_days};

/// The village on its first morning. The scene must outlive it.
inline std::unique_ptr<World<Village>> found(const Scene& scene)
{
    constexpr PlaceId places = 6;
    World<Village>::Plan plan{.seed = scene.seed,
                              .start = scene.start,
                              .threads = scene.threads,
                              .sample = scene.sample,
                              .deal = scene.deal};
    for (PlaceId from = 0; from < places; ++from)
        for (PlaceId to = 0; to < places; ++to)
            plan.travel.push_back(static_cast<std::uint16_t>(2 + (3 * from + 5 * to) % 7));
    plan.in_force.resize(Village::listed.size());
    for (const auto& [rule, force] : scene.in_force)
        for (std::size_t i = 0; i < Village::listed.size(); ++i)
            if (Village::listed[i] == rule) plan.in_force[i] = force;
    auto world = std::make_unique<World<Village>>(scene.numbers, std::vector<Place>(places), plan);

    const Luck luck{scene.seed};
    std::vector<Address> founders;
    for (std::uint32_t row = 0; row < scene.founders; ++row) {
        const LifeId id = founder_of(row);
        const PlaceId place = row % places;
        const double age = 60 * luck.uniform(id, stream_of("village.founder"), 0);
        Life life{.being = {.id = id}, .born = scene.start - whole_days(age * 365)};
        life.of_age = scene.start - life.born > 6575;
        if (life.of_age) life.enrolled = place;
        founders.push_back(world->partition(place).settle(life));
        if (life.of_age) world->partition(place).place.roll.push_back(founders.back());
    }
    for (std::uint32_t row = 0; row < scene.founders; ++row)
        world->partition(founders[row].place).life(founders[row].slot).companion =
            founders[(row ^ 1) % scene.founders];
    return world;
}

/// All events kept so far, in order. Rules are numbered as in the standard list, so that runs with
/// different lists can be compared.
inline std::vector<Event> take_events(World<Village>& world)
{
    static const auto standard = Village::listed;
    const auto standard_number = [](RuleId number) {
        if (number == no_rule) return no_rule;
        const auto at = std::find(standard.begin(), standard.end(), Village::listed[number]);
        return static_cast<RuleId>(at - standard.begin());
    };
    std::vector<Event> all;
    for (PlaceId place = 0; place < world.places(); ++place)
        for (Event event : world.partition(place).take_events()) {
            event.rule = standard_number(event.rule);
            event.cause.rule = standard_number(event.cause.rule);
            all.push_back(event);
        }
    std::sort(all.begin(), all.end(), Before{});
    return all;
}

struct Outcome {
    std::uint64_t digest = 0;
    std::vector<Event> events;
    Work work;
    std::int64_t waiting = 0;
    std::string failure;
};

inline Outcome outcome_of(World<Village>& world)
{
    return {.digest = world.digest(),
            .events = take_events(world),
            .work = world.work(),
            .waiting = world.letters_waiting()};
}

inline Outcome play(const Scene& scene)
{
    const auto world = found(scene);
    const auto failure = world->run_until(scene.start + scene.days);
    Outcome outcome = outcome_of(*world);
    if (failure) outcome.failure = failure->what;
    return outcome;
}

inline std::string told(const Event& e)
{
    const auto name = [](RuleId rule) {
        return rule < Village::listed.size() ? std::string{Village::listed[rule]->name} : "-";
    };
    return "day " + std::to_string(e.day.count()) + " life " + std::to_string(e.who) + " " +
           name(e.rule) + " at " + std::to_string(e.place) + " says " + std::to_string(e.detail) +
           " because of " + std::to_string(e.cause.who) + " " + name(e.cause.rule) + " on " +
           std::to_string(e.cause.day.count());
}

/// Nothing where both lists are the same, else the place where they part.
inline std::string difference(const std::vector<Event>& a, const std::vector<Event>& b)
{
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i >= a.size()) return "only in the second: " + told(b[i]);
        if (i >= b.size()) return "only in the first: " + told(a[i]);
        if (key(a[i]) != key(b[i])) return told(a[i]) + " against " + told(b[i]);
    }
    return {};
}

template <class Wanted>
std::vector<Event> those(const std::vector<Event>& events, const Wanted& wanted)
{
    std::vector<Event> kept;
    std::copy_if(events.begin(), events.end(), std::back_inserter(kept), wanted);
    return kept;
}

} // namespace counterlife::village
