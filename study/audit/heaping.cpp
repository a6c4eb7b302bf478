// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/heaping.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>

namespace counterlife::study::audit {
namespace {

/// Fewer than that on one value say nothing.
constexpr std::int64_t enough = 30;
/// By how many standard deviations of a count a heap stands out: with some ten thousand values in
/// a run none does by chance.
constexpr double deviations = 6;
/// Of spells: ways and letters take days that the distance fixes.
constexpr int shortest_spell = 8;
constexpr int longest_spell = 5000;
constexpr int days_in_a_month = 31;

struct Around {
    int reach;      ///< how many values before and after it one is held against
    double allowed; ///< how many times as common one may be
};
/// Ages are held against those next to them; a spell against those of some days more and less.
constexpr std::array<Around, heaps> around{Around{days_in_a_month, 1.5}, {2, 1.5}, {10, 3.0}};

/// What stands around one value says how many there would be on it, and by how much that varies.
struct Expected {
    double count, variance;
};

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Families who cross or move together make a number vary by more than chance alone: what the
/// others show counts, without the largest, which may be a heap itself.
double variance_of(std::vector<double> others)
{
    if (others.size() < 3) return 0;
    others.erase(std::ranges::max_element(others));
    const double mean = mean_of(others);
    double squares = 0;
    for (const double other : others) squares += (other - mean) * (other - mean);
    return squares / static_cast<double>(others.size() - 1);
}

Expected expected(const HeapCounts& counts, Heap by, int value)
{
    const int reach = around[static_cast<std::size_t>(by)].reach;
    std::vector<double> others;
    for (int other = std::max(0, value - reach); other <= value + reach; ++other) {
        if (other == value) continue;
        if (by == Heap::day && (other < 1 || other > days_in_a_month)) continue;
        others.push_back(static_cast<double>(counts.at(other)));
    }
    // Ages rise and fall quickly, so that the commoner neighbour is what counts.
    if (by == Heap::age) {
        const double most = std::ranges::max(others);
        return {.count = most, .variance = most};
    }
    const double mean = mean_of(others);
    return {.count = mean, .variance = std::max(mean, variance_of(others))};
}

std::string words_of(Heap by, int value)
{
    std::string number = std::to_string(value);
    switch (by) {
    case Heap::day:
        return "heaping: on day " + number + " of a month";
    case Heap::age:
        return "heaping: at the age of " + number;
    case Heap::span:
        return "heaping: after " + number + " days";
    }
    return number;
}

} // namespace

void HeapCounts::note(int value, engine::LifeId who)
{
    if (value < 0 || value > longest_spell) return;
    const auto at = static_cast<std::size_t>(value);
    if (at >= counts_.size()) {
        counts_.resize(at + 1);
        who_.resize(at + 1, engine::nobody);
    }
    ++counts_[at];
    who_[at] = who;
}

std::int64_t HeapCounts::at(int value) const
{
    return value < size() ? counts_[static_cast<std::size_t>(value)] : 0;
}

std::optional<int> heap_in(const HeapCounts& counts, Heap by)
{
    std::optional<int> heap;
    const double allowed = around[static_cast<std::size_t>(by)].allowed;
    for (int value = by == Heap::span ? shortest_spell : 0; value < counts.size(); ++value) {
        const std::int64_t here = counts.at(value);
        if (here < enough || (heap && here <= counts.at(*heap))) continue;
        const Expected by_chance = expected(counts, by, value);
        if (static_cast<double>(here) >
            allowed * by_chance.count + deviations * std::sqrt(std::max(1.0, by_chance.variance)))
            heap = value;
    }
    return heap;
}

bool Heaping::is_first(std::size_t rule, std::int64_t sender, engine::Day sent)
{
    // Where there are so many, families are lost among them.
    constexpr std::size_t enough_senders = 20'000;
    auto& seen = senders_[rule];
    if (seen.size() >= enough_senders) return true;
    return seen
        .insert(engine::mix(static_cast<std::uint64_t>(sender),
                            static_cast<std::uint64_t>(sent.count())))
        .second;
}

void Heaping::settle(std::span<const model::Rule* const> rules, const Grammar& grammar,
                     Findings& findings) const
{
    for (std::size_t rule = 0; rule < counts_.size(); ++rule)
        for (std::size_t by = 0; by < heaps; ++by) {
            const auto kind = static_cast<Heap>(by);
            if (has(grammar.heaps_of(rules[rule]), kind)) continue;
            const HeapCounts& counts = counts_[rule][by];
            if (const auto value = heap_in(counts, kind))
                findings.found(findings.row(std::string{rules[rule]->name}, words_of(kind, *value)),
                               counts.somebody(*value), counts.at(*value));
        }
}

} // namespace counterlife::study::audit
