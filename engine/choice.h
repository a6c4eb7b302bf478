// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A choice among weighted alternatives.
//
// Each alternative draws an exponential of its own, and the least by weight wins: each is chosen in
// proportion to its weight. That is the highest utility plus Gumbel noise, with utility = log
// weight. Luck is the alternative's own, so a heavier weight only ever draws people towards it, and
// a further alternative takes people away from others without moving anybody between those.

#include "engine/luck.h"

#include <limits>
#include <optional>
#include <ranges>

namespace counterlife::engine {

/// `occasion` and the following numbers, as many as there may be alternatives, are the choice's
/// own. An alternative is its own number: an enumerator, a place, an index. Nothing is chosen where
/// no weight is above zero; of two equals, the first.
template <std::ranges::input_range Alternatives, class Weight>
auto choose(const Luck& luck, LifeId life, Stream stream, std::uint32_t occasion,
            const Alternatives& alternatives, const Weight& weight_of)
    -> std::optional<std::ranges::range_value_t<Alternatives>>
{
    std::optional<std::ranges::range_value_t<Alternatives>> chosen;
    double least = std::numeric_limits<double>::infinity();
    for (const auto alternative : alternatives) {
        const double weight = weight_of(alternative);
        if (!(weight > 0)) continue;
        const std::uint32_t number = occasion + static_cast<std::uint32_t>(alternative);
        const double score = luck.exponential(life, stream, number) / weight;
        if (score < least) least = score, chosen = alternative;
    }
    return chosen;
}

/// The first `count` numbers, for alternatives that stand in a list.
inline auto first_numbers(std::size_t count) noexcept
{
    return std::views::iota(std::size_t{0}, count);
}

} // namespace counterlife::engine
