// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Choices, lotteries and pairs.

#include "tests/engine/sample.h"
#include "tests/engine/village_run.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

namespace counterlife::village {
namespace {

constexpr Luck luck{1};
constexpr Stream stream = stream_of("a.choice");

std::optional<std::size_t> choice(LifeId id, const std::vector<double>& weights)
{
    return choose(luck, id, stream, 0, first_numbers(weights.size()),
                  [&](std::size_t i) { return weights[i]; });
}

TEST(choices, fall_in_proportion_to_the_weights)
{
    const std::vector<double> weights{0.5, 1, 3, 5.5};
    std::vector<double> chosen(4);
    for (std::uint64_t n = 0; n < 40'000; ++n) ++chosen[*choice(founder_of(n), weights)];
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_LT(surprise(chosen[i], 40'000, weights[i] / 10), engine::standard_errors) << i;
}

RC_GTEST_PROP(choices, improving_one_alternative_only_draws_people_towards_it, ())
{
    auto weights = *rc::gen::container<std::vector<double>>(
        5, rc::gen::map(rc::gen::inRange(1, 1000), [](int w) { return w / 100.0; }));
    const auto better = *rc::gen::inRange<std::size_t>(0, 5);
    const auto heavier = [&] {
        auto copy = weights;
        copy[better] *= 1 + *rc::gen::inRange(1, 300) / 100.0;
        return copy;
    }();
    for (std::uint64_t n = 0; n < 100; ++n) {
        const auto after = choice(founder_of(n), heavier);
        RC_ASSERT(after == better || after == choice(founder_of(n), weights));
    }
}

TEST(choices, are_those_of_the_least_exponential_by_weight)
{
    const std::vector<double> weights{0.5, 1, 3, 5.5};
    for (std::uint64_t n = 0; n < 1000; ++n) {
        const LifeId id = founder_of(n);
        const std::size_t chosen = *choice(id, weights);
        for (std::uint32_t i = 0; i < weights.size(); ++i)
            EXPECT_LE(luck.exponential(id, stream, static_cast<std::uint32_t>(chosen)) /
                          weights[chosen],
                      luck.exponential(id, stream, i) / weights[i]);
    }
}

TEST(choices, fall_on_nothing_without_weight)
{
    for (std::uint64_t n = 0; n < 200; ++n) {
        EXPECT_EQ(choice(founder_of(n), {0, 2, 0}), 1u);
        EXPECT_EQ(choice(founder_of(n), {0, -1, std::nan("")}), std::nullopt);
        EXPECT_EQ(choice(founder_of(n), {}), std::nullopt);
    }
}

TEST(choices, luck_is_the_alternatives_own_whatever_the_others_and_their_order)
{
    const auto among = [](LifeId id, std::initializer_list<PlaceId> places) {
        return choose(luck, id, stream, 500, places, [](PlaceId) { return 1.0; });
    };
    for (std::uint64_t n = 0; n < 200; ++n) {
        const LifeId id = founder_of(n);
        const auto chosen = among(id, {3, 9, 17});
        EXPECT_EQ(among(id, {17, 3, 9}), chosen);
        const auto without = among(id, {3, 17});
        EXPECT_TRUE(chosen == 9 || without == chosen);
    }
}

TEST(choices, movers_of_the_village_go_by_the_weights_of_the_places)
{
    std::vector<double> gone(6);
    for (const Event& e : play({.founders = 3000, .days = 3 * 365}).events)
        if (e.rule == Village::move.number && e.place == 0)
            ++gone[static_cast<std::size_t>(e.detail)];
    const double all = gone[1] + gone[2] + gone[3] + gone[4] + gone[5];
    const double weights[] = {0, 2, 3, 1, 2, 3};
    for (std::size_t to = 1; to < 6; ++to)
        EXPECT_LT(surprise(gone[to], all, weights[to] / 11), engine::standard_errors) << to;
}

/// Those whom the first levy calls up: nothing has set the two villages apart before it.
std::set<LifeId> first_called(std::size_t quota, std::uint64_t seed = 1)
{
    const Scene scene{.seed = seed, .days = 60, .numbers = {.quota = quota}};
    std::set<LifeId> called;
    Day first = no_day;
    for (const Event& e : play(scene).events)
        if (e.rule == Village::called.number) {
            first = std::min(first, e.cause.day);
            if (e.cause.day == first) called.insert(e.who);
        }
    return called;
}

TEST(lottery, a_larger_quota_only_adds_people)
{
    std::set<LifeId> fewer;
    for (const std::size_t quota : {1u, 2u, 5u, 20u, 60u}) {
        const auto called = first_called(quota);
        EXPECT_GT(called.size(), fewer.size()) << quota;
        EXPECT_TRUE(std::includes(called.begin(), called.end(), fewer.begin(), fewer.end()));
        fewer = called;
    }
}

TEST(lottery, the_next_occasion_and_the_next_seed_call_others)
{
    EXPECT_NE(first_called(20, 1), first_called(20, 2));
    const LifeId id = founder_of(1);
    EXPECT_NE(luck.ticket(id, stream, 1), luck.ticket(id, stream, 2));
}

TEST(lottery, tickets_are_fair)
{
    std::vector<double> tickets, next;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        tickets.push_back(static_cast<double>(luck.ticket(founder_of(n), stream, 3)) * 0x1p-64);
        next.push_back(static_cast<double>(luck.ticket(founder_of(n), stream, 4)) * 0x1p-64);
    }
    EXPECT_LT(distance_from(tickets, [](double x) { return x; }), engine::far);
    EXPECT_LT(correlation(tickets, next), engine::standard_errors);
}

RC_GTEST_PROP(pairs, have_one_key_whoever_asks, (LifeId a, LifeId b, LifeId c))
{
    RC_ASSERT(Luck::pair(a, b) == Luck::pair(b, a));
    RC_PRE(b != c);
    RC_ASSERT(Luck::pair(a, b) != Luck::pair(a, c));
}

} // namespace
} // namespace counterlife::village
