// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A run: founders as a stable population has them, and what becomes of them and theirs.

#include "engine/run_context.h"
#include "examples/kin/numbers.h"

#include <optional>

namespace counterlife::kin {

struct Plan {
    std::int64_t people = 100'000;
    int years = 100;
    std::uint64_t seed = 1;
    int threads = 1;
    int places = 0; ///< 0: one for every so many people
};
inline constexpr int longest_run = 150; ///< years
inline constexpr std::int64_t most_people = 20'000'000;
inline constexpr std::int64_t people_of_a_place = 8'000;
inline constexpr int most_places = 60'000;

struct Outcome {
    std::vector<Register> registers; ///< one a place
    engine::Work work;
    std::uint64_t digest = 0;
    std::optional<engine::Failure> failure;
};

/// The day on which a run of so many years ends.
constexpr Day end_of_run(int years) noexcept
{
    return first_day + engine::days_in_years(years);
}

int places_of(const Plan& plan) noexcept;

/// Places have nothing to do with each other: people marry within theirs, and nobody moves.
Outcome run(const Numbers& numbers, const Plan& plan);

} // namespace counterlife::kin
