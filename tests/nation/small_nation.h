// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small nation for tests: the real data, one life for a thousand people, thirty years.

#include "model/switches.h"
#include "study/input/orders_file.h"
#include "study/input/parameter_files.h"
#include "study/input/places_file.h"
#include "study/nation/counts.h"
#include "study/nation/simulation.h"
#include "study/study.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace counterlife::tests {

using engine::Event;
using engine::LifeId;

inline const std::filesystem::path data_folder = std::filesystem::path{COUNTERLIFE_SOURCE} / "data";

inline std::vector<model::ParameterRow> all_rows()
{
    auto rows = study::read_parameters(data_folder, model::families(), engine::day_of(1955),
                                       engine::day_of(2026));
    if (!rows) throw std::runtime_error{"the data do not load"};
    return *rows;
}

inline std::unique_ptr<model::Numbers> numbers_of(std::vector<model::ParameterRow> rows)
{
    auto places = study::read_places(data_folder);
    if (!places) throw std::runtime_error{"the places do not load"};
    const auto orders = study::read_orders(data_folder, *places);
    if (!orders) throw std::runtime_error{"the orders do not load"};
    study::Complaints none;
    auto policy = study::policy_orders(*orders, *places, {}, none);
    return std::make_unique<model::Numbers>(model::ParameterSet{std::move(rows)},
                                            std::move(*places), model::RuleSwitches{},
                                            std::move(policy));
}

inline const model::Numbers& baseline()
{
    static const auto numbers = numbers_of(all_rows());
    return *numbers;
}

inline study::RunRequest small_run()
{
    return {.seed = 7, .scale = {1000}, .to = engine::day_of(1985), .sample = {.one_in = 1}};
}

struct Heard {
    study::RunOutcome outcome;
    std::vector<Event> events;
    std::vector<study::LifeRow> lives;     ///< of all who were alive in the run
    std::vector<study::LifeRow> forebears; ///< of those who had died before it
};

/// Runs and keeps everything, events in an order of their own.
inline Heard run(const study::RunRequest& request, const model::Numbers& numbers = baseline())
{
    Heard heard;
    study::Listener listener;
    listener.events = [&](int, std::vector<Event>& events) {
        heard.events.insert(heard.events.end(), events.begin(), events.end());
        return std::string{};
    };
    listener.lives = [&](std::span<const study::LifeRow> lives) {
        for (const study::LifeRow& life : lives)
            (life.died < request.from ? heard.forebears : heard.lives).push_back(life);
        return std::string{};
    };
    auto outcome = study::simulate(numbers, request, listener);
    if (!outcome) throw std::runtime_error{outcome.error()};
    heard.outcome = std::move(*outcome);
    std::sort(heard.events.begin(), heard.events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.who, a.day, a.rule, a.with, a.detail, a.cause.who, a.cause.day) <
               std::tie(b.who, b.day, b.rule, b.with, b.detail, b.cause.who, b.cause.day);
    });
    return heard;
}

inline bool same(const Event& a, const Event& b)
{
    return engine::hash_of(a) == engine::hash_of(b);
}

/// A rule's number. A name that no rule has throws, so that no test looks for what cannot happen.
inline engine::RuleId rule(std::string_view name)
{
    static const auto numbers = [] {
        std::map<std::string, engine::RuleId, std::less<>> all;
        for (std::string& each : model::rule_names())
            all.emplace(std::move(each), static_cast<engine::RuleId>(all.size()));
        return all;
    }();
    const auto found = numbers.find(name);
    if (found == numbers.end()) throw std::out_of_range{"no rule is named " + std::string{name}};
    return found->second;
}

inline std::vector<engine::InForce> without(std::string_view name, engine::Day from)
{
    std::vector<engine::InForce> all(model::rule_names().size());
    all[rule(name)].to = from;
    return all;
}

} // namespace counterlife::tests
