// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is asked of a model's list of rules before a run: that luck tells all that it should apart.

#include "engine/rule.h"

#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace counterlife::engine {

namespace detail {

inline void must_be(bool good, std::string_view name, std::string_view what)
{
    if (!good) throw std::invalid_argument{std::string{name} + " " + std::string{what}};
}

/// Two lots of a rule that draw from its own stream.
template <class M> bool may_meet(const Rule<M>& rule, const Lot& a, const Lot& b) noexcept
{
    if (a.meets_another || b.meets_another || are_apart(a, b)) return false;
    const bool of_an_office = rule.carry_out || rule.receive;
    return !of_an_office || a.for_others == b.for_others; // No life has an institution's identity.
}

template <class M> void check_lots(const Rule<M>& rule)
{
    for (std::size_t i = 0; i < rule.lots.size(); ++i) {
        const Lot* lot = rule.lots[i];
        if (!lot) continue;
        must_be(lot->is_sound(), rule.name, "has a lot whose occasions meet each other");
        for (std::size_t j = 0; j < i; ++j)
            if (lot->stream == 0 && rule.lots[j] && rule.lots[j]->stream == 0)
                must_be(!may_meet(rule, *lot, *rule.lots[j]), rule.name, "has two lots that meet");
    }
}

} // namespace detail

/// Throws where two rules, or two lots, would draw the same luck.
template <class M> void check_luck(std::span<const Rule<M>* const> rules)
{
    std::set<Stream> of_rules, of_points;
    std::map<Stream, std::set<const Lot*>> lots_of; // A lot's own stream may be some rule's.
    for (const Rule<M>* rule : rules) {
        const Stream stream = stream_of(rule->name);
        detail::must_be(of_rules.insert(stream).second, rule->name, "has another rule's luck");
        of_points.insert(Luck::stream_of_points(stream));
        detail::check_lots(*rule);
        for (const Lot* lot : rule->lots)
            if (lot) lots_of[lot->stream ? lot->stream : stream].insert(lot);
    }
    for (const Stream stream : of_rules) lots_of[stream];
    for (const auto& [stream, lots] : lots_of) {
        detail::must_be(!of_points.contains(stream), "a rule", "draws the points of another");
        for (const Lot* a : lots)
            for (const Lot* b : lots)
                detail::must_be(a == b || a->stream == 0 || are_apart(*a, *b), "a lot",
                                "meets another of its name");
    }
}

/// Numbers a model's rules by their place in its one list. Every world of the model shares it.
template <class M> void enrol(std::span<const Rule<M>* const> rules)
{
    check_luck(rules);
    for (RuleId number = 0; number < rules.size(); ++number)
        if (rules[number]->number != number) rules[number]->number = number;
}

} // namespace counterlife::engine
