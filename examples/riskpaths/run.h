// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run: any number of cases, a batch of places at a time.

#include "engine/run_context.h"
#include "examples/riskpaths/numbers.h"

#include <optional>

namespace counterlife::riskpaths {

struct Plan {
    std::int64_t cases = 5000;
    std::uint64_t seed = 1;
    int threads = 1;
    bool mortality = false;
    std::int64_t batch = 1 << 18; ///< cases held in memory at once, roughly; changes no result
    int samples = 64;             ///< shares of the cases whose scatter tells the standard errors
};

struct Outcome {
    std::vector<Book> samples;
    engine::Work work;
    std::uint64_t digest = 0;
    std::optional<engine::Failure> failure;

    Book whole() const;
};

/// A case is known by its number, so neither threads nor batches leave a trace in the outcome.
Outcome run(const Numbers& numbers, const Plan& plan);

} // namespace counterlife::riskpaths
