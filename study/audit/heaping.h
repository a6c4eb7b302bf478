// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Heaping: whether the events of a rule come on one day of the month, at one age or after one spell
// more often than chance allows. Where people live by a calendar that is right, and
// data/grammar/heaps.csv says why; elsewhere a number is a constant that should have a spread.

#include "study/audit/findings.h"
#include "study/input/grammar.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

namespace counterlife::study::audit {

/// How often each value came, and somebody of whom it is true.
class HeapCounts {
public:
    void note(int value, engine::LifeId who);
    std::int64_t at(int value) const;
    engine::LifeId somebody(int value) const { return who_[static_cast<std::size_t>(value)]; }
    int size() const { return static_cast<int>(counts_.size()); }

private:
    std::vector<std::int64_t> counts_;
    std::vector<engine::LifeId> who_;
};

/// The value that is commoner than chance allows, beside those around it; none: there is none.
std::optional<int> heap_in(const HeapCounts& counts, Heap by);

class Heaping {
public:
    explicit Heaping(std::size_t rules) : counts_(rules), senders_(rules) {}

    /// Whether no event of the rule has come yet of what somebody wrote on that day: those who are
    /// taken along by one person do not act each by themselves.
    bool is_first(std::size_t rule, std::int64_t sender, engine::Day sent);
    void note(std::size_t rule, Heap by, int value, engine::LifeId who)
    {
        counts_[rule][static_cast<std::size_t>(by)].note(value, who);
    }
    /// `rules`: those that the counts are of. Counts the events of each heap that has no reason.
    void settle(std::span<const model::Rule* const> rules, const Grammar& grammar,
                Findings& findings) const;

private:
    std::vector<std::array<HeapCounts, heaps>> counts_;
    std::vector<std::unordered_set<std::uint64_t>> senders_; ///< by rule, of each with the day
};

} // namespace counterlife::study::audit
