// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/heaping.h"

#include <algorithm>
#include <cmath>
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

/// How many there would be on one value by what there is around it.
double expected(const HeapCounts& counts, Heap by, int value)
{
    const int reach = around[static_cast<std::size_t>(by)].reach;
    std::int64_t sum = 0, most = 0;
    int values = 0;
    for (int other = std::max(0, value - reach); other <= value + reach; ++other) {
        if (other == value) continue;
        if (by == Heap::day && (other < 1 || other > days_in_a_month)) continue;
        ++values;
        sum += counts.at(other);
        most = std::max(most, counts.at(other));
    }
    // Ages rise and fall quickly, so that the commoner neighbour is what counts.
    if (by == Heap::age) return static_cast<double>(most);
    return static_cast<double>(sum) / values;
}

std::string words_of(Heap by, int value)
{
    const std::string number = std::to_string(value);
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
        const double by_chance = expected(counts, by, value);
        if (static_cast<double>(here) >
            allowed * by_chance + deviations * std::sqrt(std::max(1.0, by_chance)))
            heap = value;
    }
    return heap;
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
