// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Many searches at once find what one search after another finds.

#include "engine/point_search.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace counterlife::engine {
namespace {

constexpr Luck luck{0x123456789ABCDEFu};
constexpr std::int64_t day = std::int64_t{1} << 32;
constexpr Day start{-40'000}; // Days are kept from then on, as far as 16 bits count.

PointQuery any_query(std::uint32_t owner)
{
    const std::int64_t from = *rc::gen::inRange<std::int32_t>(-9000, 9000) * day +
                              *rc::gen::inRange<std::int64_t>(0, day);
    const std::int64_t end = from + 1 + *rc::gen::inRange<std::int32_t>(0, 20 * 365) * day;
    return {.stream = *rc::gen::inRange<Stream>(0, 1u << 30),
            .grain = *rc::gen::inRange<Grain>(6, 17),
            .owner = owner,
            .from = from,
            .end = end,
            .holds = end + *rc::gen::inRange<std::int32_t>(0, 2000) * day,
            .bound = *rc::gen::inRange(1, 20000) / 1000.0,
            .kept = static_cast<KeptNumber>(owner)};
}

RC_GTEST_PROP(point_search, find_together_what_each_finds_alone, ())
{
    const LifeId life = first_life_id + *rc::gen::arbitrary<std::uint32_t>();
    const auto many = *rc::gen::inRange<std::uint32_t>(1, 12);
    PointSearch points;
    RatePoint first{.at = PointSearch::none};
    std::uint32_t whose = 0;
    std::vector<PointQuery> queries;
    for (std::uint32_t owner = 0; owner < many && !points.full(); ++owner) {
        const PointQuery query = any_query(owner);
        points.enter(query);
        queries.push_back(query);
        const RatePoint alone = luck.first_point(life, query.stream, query.grain, query.from,
                                                 query.end - 1, query.bound);
        if (alone.at < std::min(query.end, first.at)) first = alone, whose = owner;
    }
    Foresight foresight;
    for (std::size_t kept = 0; kept < most_kept; ++kept)
        foresight.keep(static_cast<KeptNumber>(kept), Days{Foresight::for_ever});
    const auto [point, owner] = points.first(luck, life, {foresight, start});
    for (const PointQuery& query : queries) { // Nothing comes before the day that is kept.
        const std::int64_t kept = ticks({.day = start + foresight.quiet_until(query.kept)});
        const std::int64_t until = std::min(kept, query.holds);
        const RatePoint alone =
            luck.first_point(life, query.stream, query.grain, query.from, until - 1, query.bound);
        RC_ASSERT(alone.at >= until);
    }
    RC_ASSERT(point.at == first.at);
    if (point.at == PointSearch::none) return;
    RC_ASSERT(point.mark == first.mark);
    RC_ASSERT(owner == whose);
    RC_ASSERT(points.empty());
}

TEST(point_search, of_two_points_at_once_the_lower_owners_is_first)
{
    PointSearch points;
    for (const std::uint32_t owner : {3u, 7u})
        points.enter({.stream = stream_of("a.rule"),
                      .grain = 10,
                      .owner = owner,
                      .from = 0,
                      .end = 9000 * day,
                      .holds = 9000 * day,
                      .bound = 2});
    Foresight nothing_kept;
    EXPECT_EQ(points.first(luck, first_life_id, {nothing_kept, start}).owner, 3u);
}

} // namespace
} // namespace counterlife::engine
