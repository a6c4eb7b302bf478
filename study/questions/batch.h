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

struct BatchListener {
    std::function<void(const Progress&)> progress;
    std::function<bool()> cancelled;
};

/// Lives the replicate of that number, from 0. The sums of each side by its slots, in their order.
std::expected<std::vector<Lived>, std::string> live_batch(const TwinSide& base,
                                                          std::span<const AskedSide> sides,
                                                          std::span<const std::vector<Slot>> slots,
                                                          const AskRequest& request, int replicate,
                                                          const BatchListener& listener);

} // namespace counterlife::study::questions
