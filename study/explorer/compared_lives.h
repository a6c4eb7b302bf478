// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The lives of two runs, matched by identity: when their events part, and what their rows tell of
// outcomes.

#include "study/explorer/opened.h"
#include "study/rooms.h"
#include "study/twins/effects.h"

#include <cstdint>
#include <expected>
#include <vector>

namespace counterlife::study::explorer {

/// The year in which the lives of a person part, by the number in the first run less one.
using PartedYears = std::vector<std::int16_t>;
inline constexpr std::int16_t never_parts = 0, not_compared = -1; ///< or in one of the runs only

/// By the events that both runs kept.
std::expected<PartedYears, Complaints> compare_events(const Side& here, const Side& there);

/// A person in both runs whose outcome is another.
struct ChangedLife {
    PersonNumber number = number_of_nobody; ///< in the first run
    double here = 0, there = 0;
};

struct ComparedOutcome {
    const Outcome* outcome = nullptr;
    PairedSums sums = {};
    std::vector<ChangedLife> most = {}; ///< those who changed most; of equals by lot
};

/// Those outcomes that the table of lives tells.
std::expected<std::vector<ComparedOutcome>, Complaints>
compare_lives(const Side& here, const Side& there, const PartedYears& parted, std::size_t most);

} // namespace counterlife::study::explorer
