// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Draws and points of luck: fixed by (seed, life, rule, occasion) and by nothing else, and fair.

#include "engine/luck.h"
#include "tests/engine/sample.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

namespace counterlife::engine {
namespace {

constexpr Luck luck{1};
constexpr Stream stream = stream_of("a.rule");
constexpr std::int64_t day = std::int64_t{1} << 32, year = 365 * day;

LifeId life(std::uint64_t n)
{
    return first_life_id + n;
}

using Points = std::vector<std::pair<std::int64_t, float>>;

/// All points in (from, until] below the bound, one after another.
Points points(LifeId id, Grain grain, std::int64_t from, std::int64_t until, double bound)
{
    Points all;
    for (;;) {
        const RatePoint next = luck.first_point(id, stream, grain, from, until, bound);
        if (next.at > until) return all;
        all.push_back({next.at, next.mark});
        from = next.at;
    }
}

RC_GTEST_PROP(luck, a_lower_bound_uncovers_a_part_of_the_same_points, ())
{
    const LifeId id = life(*rc::gen::inRange<std::uint64_t>(0, 1u << 20));
    const auto grain = *rc::gen::inRange<Grain>(6, 17);
    const std::int64_t from = *rc::gen::inRange<std::int32_t>(-9000, 9000) * day +
                              *rc::gen::inRange<std::int64_t>(0, day);
    const std::int64_t until = from + *rc::gen::inRange<std::int32_t>(0, 20 * 365) * day;
    const double high = *rc::gen::inRange(1, 5000) / 1000.0;
    const double low = high * *rc::gen::inRange(0, 1000) / 1000.0;

    Points expected;
    for (const auto& point : points(id, grain, from, until, high))
        if (point.second < low) expected.push_back(point);
    RC_ASSERT(points(id, grain, from, until, low) == expected);
}

RC_GTEST_PROP(luck, the_points_do_not_depend_on_where_anybody_starts_or_stops_looking, ())
{
    const LifeId id = life(*rc::gen::inRange<std::uint64_t>(0, 1u << 20));
    const auto grain = *rc::gen::inRange<Grain>(6, 17);
    const double bound = *rc::gen::inRange(1, 5000) / 1000.0;
    const std::int64_t from = *rc::gen::inRange<std::int32_t>(-9000, 9000) * day;
    const std::int64_t until = from + 10 * year;
    auto cuts =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(from, until));
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(until);

    Points pieces;
    std::int64_t since = from;
    for (const std::int64_t cut : cuts) {
        for (const auto& point : points(id, grain, since, cut, bound)) pieces.push_back(point);
        since = cut;
    }
    RC_ASSERT(pieces == points(id, grain, from, until, bound));
}

TEST(luck, a_window_holds_the_poisson_number_of_points)
{
    // From the finest layer alone to many layers; windows that begin and end within blocks.
    for (const Grain grain : {Grain{8}, Grain{12}, Grain{16}})
        for (const double bound : {0.05, 0.7, 3.0}) {
            const std::int64_t from = -5 * year + day / 3, until = from + 3 * year;
            const double mean = bound * 3 * 365 / days_per_year;
            constexpr int lives = 4000;
            std::map<std::size_t, double> counts;
            for (int n = 0; n < lives; ++n)
                ++counts[points(life(static_cast<std::uint64_t>(n)), grain, from, until, bound)
                             .size()];
            double probability = std::exp(-mean), chi_squared = 0, cells = 0;
            for (std::size_t k = 0; k < 40; ++k) {
                if (probability * lives > 10) {
                    const double expected = probability * lives;
                    chi_squared += (counts[k] - expected) * (counts[k] - expected) / expected;
                    ++cells;
                }
                probability *= mean / static_cast<double>(k + 1);
            }
            EXPECT_LT(chi_squared, cells + standard_errors * std::sqrt(2 * cells))
                << "grain " << int(grain) << " bound " << bound;
        }
}

TEST(luck, points_lie_evenly_over_time_and_rate)
{
    const std::int64_t from = 3 * year + day / 7, until = from + 5 * year;
    const double bound = 1.3;
    std::vector<double> times, marks;
    for (std::uint64_t n = 0; n < 3000; ++n)
        for (const auto& [at, mark] : points(life(n), 12, from, until, bound)) {
            times.push_back(static_cast<double>(at - from) / static_cast<double>(until - from));
            marks.push_back(mark / bound);
        }
    const auto uniform = [](double x) { return x; };
    EXPECT_LT(distance_from(times, uniform), far);
    EXPECT_LT(distance_from(marks, uniform), far);
    EXPECT_LT(correlation(times, marks), standard_errors);
}

TEST(luck, the_table_of_block_counts_is_the_poisson_distribution)
{
    long double below = 0, term = std::exp(-1.0L);
    for (unsigned n = 0; n < detail::poisson_one.size(); ++n) {
        below += term;
        term /= n + 1;
        EXPECT_NEAR(detail::poisson_one[n], static_cast<double>(below * 0x1p32L), 1.0) << n;
    }
}

TEST(luck, lives_rules_and_seeds_have_luck_of_their_own)
{
    const auto first = [](const Luck& of, LifeId id, Stream rule) {
        return static_cast<double>(of.first_point(id, rule, 12, 0, 1000 * year, 0.2).at);
    };
    constexpr Luck other{2};
    std::vector<double> mine, neighbours, other_rules, other_seeds;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        mine.push_back(first(luck, life(n), stream));
        neighbours.push_back(first(luck, life(n + 1), stream));
        other_rules.push_back(first(luck, life(n), stream + 1));
        other_seeds.push_back(first(other, life(n), stream));
    }
    EXPECT_LT(correlation(mine, neighbours), standard_errors);
    EXPECT_LT(correlation(mine, other_rules), standard_errors);
    EXPECT_LT(correlation(mine, other_seeds), standard_errors);
}

TEST(luck, a_draw_is_fixed_by_life_rule_and_occasion)
{
    std::set<double> different;
    for (std::uint64_t n = 0; n < 10; ++n)
        for (Stream rule = 0; rule < 10; ++rule)
            for (std::uint32_t occasion = 0; occasion < 10; ++occasion) {
                const double draw = luck.uniform(life(n), rule, occasion);
                EXPECT_EQ(luck.uniform(life(n), rule, occasion), draw);
                EXPECT_EQ(luck.exponential(life(n), rule, occasion), -log_of(draw));
                different.insert(draw);
            }
    EXPECT_EQ(different.size(), 1000);
}

TEST(luck, draws_are_even_and_those_of_one_life_independent)
{
    std::vector<double> first, second, waits;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        first.push_back(luck.uniform(life(n), stream, 0));
        second.push_back(luck.uniform(life(n), stream, 1));
        waits.push_back(luck.exponential(life(n), stream, 2));
        ASSERT_TRUE(first.back() > 0 && first.back() < 1);
    }
    EXPECT_LT(distance_from(first, [](double x) { return x; }), far);
    EXPECT_LT(distance_from(waits, [](double x) { return 1 - std::exp(-x); }), far);
    EXPECT_LT(correlation(first, second), standard_errors);
    EXPECT_LT(correlation(first, waits), standard_errors);
}

TEST(luck, what_an_event_draws_is_independent_of_how_the_event_came_about)
{
    // Small occasions and the first blocks of points, where one number could serve two ends.
    std::vector<LifeId> struck;
    for (std::uint64_t n = 0; n < 30'000; ++n)
        if (luck.first_point(life(n), stream, 12, 0, 4000 * day, 0.05).at <= 4000 * day)
            struck.push_back(life(n));
    ASSERT_GT(struck.size(), 1000);
    for (std::uint32_t occasion = 0; occasion < 64; ++occasion) {
        std::vector<double> draws;
        for (const LifeId id : struck) draws.push_back(luck.uniform(id, stream, occasion));
        EXPECT_LT(distance_from(draws, [](double x) { return x; }), far) << occasion;
    }
}

RC_GTEST_PROP(luck, our_logarithm_is_the_librarys_to_two_units_in_the_last_place, ())
{
    const double mantissa = 1 + *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 52) * 0x1p-52;
    for (const int exponent : {-1000, -53, -10, -2, -1, 0, 1, 10, 1000}) {
        const double x = std::ldexp(mantissa, exponent), expected = std::log(x);
        const double unit = std::abs(std::nextafter(expected, 1e9) - expected);
        RC_ASSERT(std::abs(log_of(x) - expected) <= 2 * unit);
    }
}

TEST(luck, our_logarithm_holds_at_the_edges)
{
    EXPECT_EQ(log_of(1.0), 0.0);
    for (const double x : {0x1p-53, 1 - 0x1p-53, 1 + 0x1p-52, 1.4142135623730951,
                           1.4142135623730954, 0.7071067811865475, 0.7071067811865476}) {
        const double expected = std::log(x);
        EXPECT_NEAR(log_of(x), expected, 2 * std::abs(std::nextafter(expected, 1e9) - expected));
    }
}

} // namespace
} // namespace counterlife::engine
