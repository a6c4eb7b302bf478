// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What hazards have found and lives keep changes none of them: decision 0033.

#include "tests/nation/small_nation.h"

namespace counterlife::tests {
namespace {

std::uint64_t digest(study::RunRequest request, const model::Numbers& numbers, bool distrust)
{
    request.distrust = distrust;
    const auto outcome = study::simulate(numbers, request, {});
    if (!outcome) throw std::runtime_error(outcome.error());
    return outcome->digest;
}

/// All seventy years: famine, river and South among them.
study::RunRequest seventy_years(std::uint64_t seed, int people)
{
    study::RunRequest request = small_run();
    request.seed = seed;
    request.scale = {people};
    request.to = engine::day_of(2026);
    return request;
}

TEST(Foresight, changes_no_life)
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto request = seventy_years(seed, 2000);
        EXPECT_EQ(digest(request, baseline(), false), digest(request, baseline(), true)) << seed;
    }
}

/// Where far more go hungry, cross and come back, whatever they keep is forgotten more often.
TEST(Foresight, changes_no_life_in_a_harder_nation)
{
    auto rows = all_rows();
    for (model::ParameterRow& row : rows) {
        if (row.name == "border.departure") row.value *= 20;
        if (row.name == "food.adrift") row.value *= 5;
        if (row.name == "labour.quit") row.value *= 5;
    }
    const auto numbers = numbers_of(std::move(rows));
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const auto request = seventy_years(seed, 2000);
        EXPECT_EQ(digest(request, *numbers, false), digest(request, *numbers, true)) << seed;
    }
}

} // namespace
} // namespace counterlife::tests
