// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which hazards and timers can concern whom: a list for every situation, made of what the rules say
// of themselves. Most situations share a list with many others, and most never occur.

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
    return with(n, who.woman, who.married, who.never_married, who.looking, who.with_parents,
                who.own_home, who.member, who.miner, who.bound, who.letters_due, who.bereft);
}

Situation situation_at_home(std::size_t number) noexcept
{
    const auto bit = [&](std::size_t nth) { return (number >> (bits_at_home - 1 - nth) & 1) != 0; };
    const std::size_t rest = number >> bits_at_home;
    return {.school = static_cast<School>(rest / stages_at_home),
            .stage = static_cast<Stage>(rest % stages_at_home),
            .woman = bit(0),
            .married = bit(1),
            .never_married = bit(2),
            .looking = bit(3),
            .with_parents = bit(4),
            .own_home = bit(5),
            .member = bit(6),
            .miner = bit(7),
            .bound = bit(8),
            .letters_due = bit(9),
            .bereft = bit(10)};
}

Situation situation_abroad(std::size_t number) noexcept
{
    return {.stage = static_cast<Stage>(stages_at_home + (number >> bits_abroad)),
            .woman = (number & 4) != 0,
            .member = (number & 2) != 0,
            .recorded = (number & 1) != 0};
}

class Lists {
public:
    Lists()
    {
        for (const Rule* rule : Nation::rules())
            if (rule->beside.concerns) rules_.push_back(rule);
        std::ranges::stable_sort(rules_, {},
                                 [](const Rule* rule) { return rule->beside.precedence; });
        std::vector<Situation> whose;
        whose.reserve(count_at_home + count_abroad);
        for (std::size_t n = 0; n < count_at_home; ++n) whose.push_back(situation_at_home(n));
        for (std::size_t n = 0; n < count_abroad; ++n) whose.push_back(situation_abroad(n));

        std::vector<Chosen> chosen(whose.size());
        for (std::size_t i = 0; i < rules_.size(); ++i) // One rule at a time is asked much faster.
            for (std::size_t n = 0; n < whose.size(); ++n)
                chosen[n][i] = rules_[i]->beside.concerns(whose[n]);
        of_.reserve(whose.size());
        for (const Chosen& one : chosen) of_.push_back(list_of(one));
    }

    List of(const Situation& who) const noexcept { return of_[number_of(who)]; }

private:
    static constexpr std::size_t most = 128;
    using Chosen = std::bitset<most>;

    List list_of(const Chosen& chosen)
    {
        auto [at, is_new] = lists_.try_emplace(chosen);
        if (is_new)
            for (std::size_t i = 0; i < rules_.size(); ++i)
                if (chosen[i]) at->second.push_back(rules_[i]);
        return at->second; // The members of a map stay where they are.
    }

    std::vector<const Rule*> rules_; ///< hazards and timers
    std::unordered_map<Chosen, std::vector<const Rule*>> lists_;
    std::vector<List> of_;
};

} // namespace

std::span<const Rule* const> Nation::rules_of(const Life& life)
{
    static const Lists lists;
    return lists.of(Situation::of(life));
}

} // namespace counterlife::model
