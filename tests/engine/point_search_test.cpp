// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Many searches at once find what one search after another finds.

#include "engine/point_search.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace counterlife::engine {
namespace {

constexpr Luck luck{0x123456789ABCDEFu};
constexpr std::int64_t day = std::int64_t{1} << 32;

PointQuery any_query(std::uint32_t owner)
{
    const std::int64_t from = *rc::gen::inRange<std::int32_t>(-9000, 9000) * day +
                              *rc::gen::inRange<std::int64_t>(0, day);
    return {.stream = *rc::gen::inRange<Stream>(0, 1u << 30),
            .grain = *rc::gen::inRange<Grain>(6, 17),
            .owner = owner,
            .from = from,
            .end = from + 1 + *rc::gen::inRange<std::int32_t>(0, 20 * 365) * day,
            .bound = *rc::gen::inRange(1, 20000) / 1000.0};
}

RC_GTEST_PROP(point_search, find_together_what_each_finds_alone, ())
{
    const LifeId life = first_life_id + *rc::gen::arbitrary<std::uint32_t>();
    const auto many = *rc::gen::inRange<std::uint32_t>(1, 12);
    PointSearch points;
    RatePoint first{.at = PointSearch::none};
    std::uint32_t whose = 0;
    for (std::uint32_t owner = 0; owner < many && !points.full(); ++owner) {
        const PointQuery query = any_query(owner);
        points.enter(query);
        const RatePoint alone = luck.first_point(life, query.stream, query.grain, query.from,
                                                 query.end - 1, query.bound);
        if (alone.at < std::min(query.end, first.at)) first = alone, whose = owner;
    }
    const auto [point, owner] = points.first(luck, life);
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
                      .bound = 2});
    EXPECT_EQ(points.first(luck, first_life_id).owner, 3u);
}

} // namespace
} // namespace counterlife::engine
