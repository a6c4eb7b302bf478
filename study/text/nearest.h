// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The right word nearest to a wrong one, for "did you mean".

#include "study/rooms.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::text {

/// Insertions, deletions, replacements and swaps of neighbours between two words.
inline std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

/// A letter for comparing words in which capitals do not matter.
constexpr char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string in_small_letters(std::string_view word)
{
    std::string same{word};
    std::ranges::transform(same, same.begin(), small_letter);
    return same;
}

/// The candidate nearest to the word, capitals aside, the first of equals; empty where none is near
/// enough to be what was meant (half the letters wrong, or a word too long to be a slip of the
/// pen).
template <std::ranges::input_range Candidates>
std::string nearest(std::string_view word, const Candidates& candidates)
{
    constexpr std::size_t longest = 100;
    if (word.size() > longest) return {};
    const std::string typed = in_small_letters(word);
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 2) + 1;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > 2 * longest) continue;
        const std::size_t distance = edit_distance(typed, in_small_letters(candidate));
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

/// Whether the word is one of these.
template <std::ranges::input_range Words> bool is_among(std::string_view word, const Words& words)
{
    return std::ranges::any_of(words, [&](const std::string_view one) { return one == word; });
}

} // namespace counterlife::study::text
