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

/// Throws where two rules, two lots, or a lot and a rule would draw the same luck.
template <class M> void check_luck(std::span<const Rule<M>* const> rules)
{
    std::set<Stream> taken;
    std::set<Stream> drawn; ///< of rules that draw lots without a stream of their own
    std::map<Stream, std::set<const Lot*>> of_their_own;
    for (const Rule<M>* rule : rules) {
        const Stream stream = stream_of(rule->name);
        const bool alone =
            taken.insert(stream).second && taken.insert(Luck::stream_of_points(stream)).second;
        detail::must_be(alone, rule->name, "has the luck of another rule");
        detail::check_lots(*rule);
        for (const Lot* lot : rule->lots)
            if (lot && lot->stream != 0)
                of_their_own[lot->stream].insert(lot);
            else if (lot)
                drawn.insert(stream);
    }
    for (const auto& [stream, lots] : of_their_own) {
        detail::must_be(!drawn.contains(stream), "a lot of stream " + std::to_string(stream), "has the luck of a rule");
        for (const Lot* a : lots)
            for (const Lot* b : lots)
                detail::must_be(a == b || are_apart(*a, *b), "a lot", "meets another of its name");
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
