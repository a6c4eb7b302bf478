// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What holds for every life of a nation at one in ten, over three seeds, with only a year's events
// at hand. One run takes minutes: pick one by --gtest_filter='*Tenth*/0'.

#include "tests/rows/sent.h"
#include "tests/rows/statuses.h"

namespace counterlife::tests {

namespace {

Span at_one_in_ten(std::uint64_t seed, int threads)
{
    return {.until = 2026, .one_in = 10, .seed = seed, .threads = threads, .keep = false};
}

} // namespace

class Tenth : public testing::TestWithParam<std::uint64_t> {};

// PARTY-08, PARTY-13, PARTY-16, LABOUR-14, HEALTH-01, FOOD-06  No impossible combination, in
// whatever life.
TEST_P(Tenth, has_no_impossible_combination_of_statuses)
{
    if (!slow_tests_wanted()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    Seen seen;
    tell({}, at_one_in_ten(GetParam(), 2),
         [&](int year, const Life& life, engine::PlaceId) { look(seen, year, life); });
    EXPECT_GT(seen.lives, 100'000'000);
    EXPECT_EQ(seen.outside_posts, 0);
    for (const std::string& complaint : seen.impossible) ADD_FAILURE() << complaint;
}

// LABOUR-12  The same nation on any number of threads.
TEST_P(Tenth, is_the_same_on_any_number_of_threads)
{
    if (!slow_tests_wanted()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    const std::uint64_t one = tell({}, at_one_in_ten(GetParam(), 1)).digest;
    for (const int threads : {2, 4, 7})
        EXPECT_EQ(tell({}, at_one_in_ten(GetParam(), threads)).digest, one) << threads;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Tenth, testing::Values(1, 2, 3));

} // namespace counterlife::tests
