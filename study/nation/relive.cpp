// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/relive.h"

#include "model/places/map.h"
#include "study/record/event_order.h"

#include <algorithm>
#include <utility>

namespace counterlife::study::nation {

LoggedEvent logged(const engine::Event& event, const std::vector<std::string>& rules,
                   const std::vector<std::string>& places)
{
    LoggedEvent told{.person = event.who,
                     .other = event.with,
                     .day = event.day,
                     .detail = event.detail,
                     .rule = rules[event.rule],
                     .place = event.place < places.size() ? places[event.place] : ""};
    if (event.cause.rule != engine::no_rule)
        told.cause = {
            .person = event.cause.who, .day = event.cause.day, .rule = rules[event.cause.rule]};
    return told;
}

std::expected<Relived, std::string> relive(const model::Numbers& numbers, RunRequest request,
                                           std::vector<engine::LifeId> ids, Listener listener)
{
    std::ranges::sort(ids);
    request.sample = {.one_in = 0, .named = std::move(ids)};
    std::vector<engine::Event> kept;
    listener.events = [&](int, std::vector<engine::Event>& events) {
        kept.insert(kept.end(), events.begin(), events.end());
        return std::string{};
    };
    const auto outcome = simulate(numbers, request, listener);
    if (!outcome) return std::unexpected{outcome.error()};

    const std::vector<std::string> rules = model::rule_names();
    std::vector<std::string> places;
    for (const model::PlaceFacts& place : numbers.map.places) places.push_back(place.name);
    Relived relived{.events = {}, .digest = outcome->digest};
    for (const std::uint32_t at : in_order(kept))
        relived.events.push_back(logged(kept[at], rules, places));
    return relived;
}

} // namespace counterlife::study::nation
