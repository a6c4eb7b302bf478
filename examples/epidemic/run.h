// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run: so many hosts, their links, so many days.

#include "engine/run_context.h"
#include "examples/epidemic/numbers.h"

#include <optional>

namespace counterlife::epidemic {

struct Plan {
    std::int64_t hosts = 10'000;
    int days = 101;
    std::uint64_t seed = 1;
    int threads = 1;
    std::int64_t places = 0; ///< 0: one for every 8192 hosts
    double within = 0;       ///< the share of links drawn from the host's own place
    engine::EventSample sample = {};
};

inline constexpr int most_places = 4096;

/// How many places a plan has.
std::int64_t places_of(const Plan& plan) noexcept;

struct Outcome {
    std::vector<Series> places;        ///< each place's own
    std::vector<engine::Event> events; ///< those that the plan keeps
    engine::Work work;
    std::uint64_t digest = 0;
    std::optional<engine::Failure> failure;

    Series whole() const;
};

Outcome run(Numbers numbers, const Plan& plan);

} // namespace counterlife::epidemic
