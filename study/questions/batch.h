// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One replicate of some versions beside one base, and the sums over the people of each.

#include "study/questions/ask.h"
#include "study/rooms.h"

#include <expected>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

/// Some versions to live once beside their base.
struct AskedBatch {
    const TwinSide* base = nullptr;
    std::span<const AskedSide> sides;
    std::span<const std::vector<Slot>> slots; ///< of each side
    RunRequest run;                           ///< of this replicate
    const Walk* like = nullptr;               ///< whose people are taken; null: the questions'
    bool keeps_counties = false;              ///< with the sums of each county
};

struct BatchListener {
    std::function<void(const Progress&)> progress;
    std::function<bool()> cancelled;
};

/// The sums of each side by its slots, in their order.
std::expected<std::vector<Lived>, std::string> live_batch(const AskedBatch& batch,
                                                          const BatchListener& listener);

} // namespace counterlife::study::questions
