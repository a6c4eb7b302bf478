// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which hazards and timers can concern whom: a list for every situation, made of what the rules say
// of themselves when somebody is first in it. Most situations never occur, and most of those that
// do share a list with many others.

#include "model/nation.h"

#include <bitset>
#include <unordered_map>

namespace counterlife::model {
namespace {

using List = std::span<const Rule* const>;

/// The situations at home by number, and then those of whoever has left or is about to.
constexpr std::size_t stages_at_home = static_cast<std::size_t>(first_stage_of_exile);
constexpr std::size_t schools = 5, bits_at_home = 11, bits_abroad = 3;
constexpr std::size_t count_at_home = schools * stages_at_home << bits_at_home;
constexpr std::size_t count_abroad = (stages - stages_at_home) << bits_abroad;

std::size_t number_of(const Situation& who) noexcept
{
    const auto stage = static_cast<std::size_t>(who.stage);
    if (!who.at_home())
        return count_at_home + ((stage - stages_at_home) << bits_abroad) + who.woman * 4u +
               who.member * 2u + who.recorded;
    const std::size_t n = static_cast<std::size_t>(who.school) * stages_at_home + stage;
    const auto with = [](std::size_t number, auto... bits) { // No loop: this is asked all the time.
        return ((number = 2 * number + bits), ...);
    };
    // What differs most often comes last, so that neighbours in the table are asked for together.
    return with(n, who.letters_due, who.bereft, who.looking, who.miner, who.bound, who.member,
                who.with_parents, who.own_home, who.never_married, who.married, who.woman);
}

/// Made as they are asked for, so that they belong to one thread alone.
class Lists {
public:
    Lists() : of_(count_at_home + count_abroad), lists_(1)
    {
        for (const Rule* rule : Nation::rules())
            if (rule->beside.concerns) rules_.push_back(rule);
        // Timers first: they cost little, and nothing is sought beyond what they bring.
        std::ranges::stable_sort(rules_, {}, [](const Rule* rule) {
            return std::pair{rule->due == nullptr, rule->beside.precedence};
        });
    }

    List of(const Situation& who)
    {
        std::uint16_t& list = of_[number_of(who)];
        if (list == nobody_yet) list = list_for(who);
        return lists_[list];
    }

private:
    static constexpr std::size_t most = 128;
    using Chosen = std::bitset<most>;

    std::uint16_t list_for(const Situation& who)
    {
        Chosen chosen;
        for (std::size_t i = 0; i < rules_.size(); ++i) chosen[i] = rules_[i]->beside.concerns(who);
        const auto [at, is_new] =
            numbers_.try_emplace(chosen, static_cast<std::uint16_t>(lists_.size()));
        if (is_new) {
            lists_.emplace_back();
            for (std::size_t i = 0; i < rules_.size(); ++i)
                if (chosen[i]) lists_.back().push_back(rules_[i]);
        }
        return at->second;
    }

    static constexpr std::uint16_t nobody_yet = 0; ///< the number of a list that is never asked for

    std::vector<const Rule*> rules_;                    ///< hazards and timers
    std::vector<std::uint16_t> of_;                     ///< by the number of the situation
    std::vector<std::vector<const Rule*>> lists_;       ///< spans of them stay as lists are added
    std::unordered_map<Chosen, std::uint16_t> numbers_; ///< of the lists
};

} // namespace

std::span<const Rule* const> Nation::rules_of(const Life& life)
{
    static thread_local Lists lists;
    return lists.of(Situation::of(life));
}

} // namespace counterlife::model
