// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// One seed, one society: whatever the threads, the dealing of places, the build or the watch.

#include "tests/engine/village_run.h"

#include <gtest/gtest.h>

#include <numeric>

namespace counterlife::village {
namespace {

const Outcome& baseline()
{
    static const Outcome outcome = play({});
    return outcome;
}

TEST(same_lives, the_digest_is_the_one_of_every_build_and_compiler)
{
    // When lives are meant to change, so must this number.
    EXPECT_EQ(baseline().digest, 3125694632484673863u);
}

TEST(same_lives, the_village_has_something_of_everything)
{
    std::map<RuleId, int> times;
    for (const Event& e : baseline().events) ++times[e.rule];
    for (RuleId rule = 0; rule < Village::listed.size(); ++rule)
        EXPECT_GT(times[rule], 40) << Village::listed[rule]->name;
    EXPECT_GT(baseline().work.forwarded, 1000);
    EXPECT_GT(baseline().work.to_the_dead, 40);
}

TEST(same_lives, threads_leave_no_trace)
{
    for (const int threads : {2, 4, 7}) {
        const Outcome other = play({.threads = threads});
        EXPECT_EQ(other.digest, baseline().digest) << threads;
        EXPECT_EQ(difference(other.events, baseline().events), "") << threads;
        EXPECT_EQ(other.work.visits, baseline().work.visits) << threads;
        EXPECT_EQ(other.waiting, baseline().waiting) << threads;
    }
}

TEST(same_lives, the_order_in_which_places_are_dealt_out_leaves_no_trace)
{
    for (const std::vector<PlaceId>& deal :
         {std::vector<PlaceId>{5, 4, 3, 2, 1, 0}, {3, 0, 5, 1, 4, 2}})
        for (const int threads : {1, 4}) {
            const Outcome other = play({.threads = threads, .deal = deal});
            EXPECT_EQ(other.digest, baseline().digest);
            EXPECT_EQ(difference(other.events, baseline().events), "");
        }
}

TEST(same_lives, another_seed_gives_another_society)
{
    EXPECT_NE(play({.seed = 2}).digest, baseline().digest);
}

TEST(same_lives, watching_changes_nothing)
{
    for (const std::uint32_t one_in : {0u, 2u, 10u}) {
        const EventSample sample{.one_in = one_in};
        const Outcome other = play({.sample = sample});
        EXPECT_EQ(other.digest, baseline().digest) << one_in;
        EXPECT_EQ(other.work.events, baseline().work.events) << one_in;
        const auto kept =
            those(baseline().events, [&](const Event& e) { return sample.keeps(e.who); });
        EXPECT_EQ(difference(other.events, kept), "") << one_in;
        EXPECT_EQ(other.events.empty(), one_in == 0);
    }
}

std::vector<std::int64_t> take_firings(World<Village>& world)
{
    std::vector<std::int64_t> sums(Village::listed.size());
    for (PlaceId place = 0; place < world.places(); ++place) {
        const auto firings = world.partition(place).take_firings();
        for (std::size_t rule = 0; rule < sums.size(); ++rule) sums[rule] += firings[rule];
    }
    return sums;
}

TEST(same_lives, every_rule_counts_its_own_events_watched_or_not)
{
    std::vector<std::int64_t> told(Village::listed.size());
    for (const Event& e : baseline().events) ++told[e.rule];
    for (const std::uint32_t one_in : {0u, 1u}) {
        const Scene scene{.sample = {.one_in = one_in}};
        const auto world = found(scene);
        world->run_until(scene.start + Days{scene.days.count() / 3});
        auto counted = take_firings(*world);
        EXPECT_EQ(std::accumulate(counted.begin(), counted.end(), std::int64_t{0}),
                  world->work().events);
        world->run_until(scene.start + scene.days);
        const auto rest = take_firings(*world);
        for (std::size_t rule = 0; rule < rest.size(); ++rule) counted[rule] += rest[rule];
        EXPECT_EQ(counted, told) << one_in;
        EXPECT_EQ(std::accumulate(counted.begin(), counted.end(), std::int64_t{0}),
                  world->work().events);
        EXPECT_EQ(world->digest(), baseline().digest);
        EXPECT_EQ(take_firings(*world), std::vector<std::int64_t>(rest.size()));
    }
}

TEST(same_lives, a_watch_keeps_its_share_of_lives_and_all_institutions)
{
    const EventSample sample{.one_in = 10};
    int kept = 0;
    for (std::uint64_t row = 0; row < 100'000; ++row) kept += sample.keeps(founder_of(row));
    EXPECT_NEAR(kept, 10'000, 4 * 95); // Four standard errors.
    EXPECT_TRUE(sample.keeps(office_id(5, granary)));
}

TEST(same_lives, every_field_of_an_event_tells_in_the_digest)
{
    const Event event{.who = 1,
                      .with = 2,
                      .cause = {.who = 3, .day = Day{4}, .rule = 5},
                      .day = Day{6},
                      .detail = 7,
                      .rule = 8,
                      .place = 9};
    std::vector<Event> others(9, event);
    ++others[0].who, ++others[1].with, ++others[2].cause.who, ++others[3].cause.day;
    ++others[4].cause.rule, ++others[5].day, ++others[6].detail, ++others[7].rule;
    ++others[8].place;
    for (const Event& other : others) EXPECT_NE(hash_of(other), hash_of(event));
}

} // namespace
} // namespace counterlife::village
