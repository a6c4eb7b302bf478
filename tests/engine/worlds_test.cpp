// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Worlds share nothing but the rules, and a run may stop and go on at any date.

#include "tests/engine/village_run.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace counterlife::village {
namespace {

TEST(worlds, two_in_one_process_live_as_they_would_alone)
{
    const Scene first{.seed = 1, .founders = 600, .days = 4 * 365};
    const Scene second{.seed = 2,
                       .founders = 500,
                       .start = day_of(1980),
                       .days = 4 * 365,
                       .threads = 2,
                       .numbers = {.move = PerYear{0.5}, .looseness = 3}};
    const Outcome one = play(first), two = play(second);

    EXPECT_EQ(play(first).digest, one.digest); // One after another.
    const auto world = found(first), other = found(second);
    for (Days days = 50; days <= 4 * 365 + 50; days += 50) { // By turns.
        ASSERT_FALSE(world->run_until(first.start + std::min(days, first.days)));
        ASSERT_FALSE(other->run_until(second.start + std::min(days, second.days)));
    }
    EXPECT_EQ(difference(take_events(*world), one.events), "");
    EXPECT_EQ(difference(take_events(*other), two.events), "");
    EXPECT_EQ(world->digest(), one.digest);
    EXPECT_EQ(other->digest(), two.digest);
}

TEST(worlds, founders_may_settle_in_any_order)
{
    // Another order of settling gives everybody another slot and another neighbour in memory.
    const Scene scene{.founders = 600, .days = 4 * 365};
    const auto shuffled = found(scene);
    for (PlaceId number = 0; number < shuffled->places(); ++number) {
        auto& partition = shuffled->partition(number);
        const auto count = static_cast<Slot>(partition.lives().size());
        for (Slot slot = 0; slot < count / 2; ++slot)
            std::swap(partition.life(slot), partition.life(count - 1 - slot));
        for (Address& one : partition.place.roll) one.slot = count - 1 - one.slot;
    }
    for (PlaceId number = 0; number < shuffled->places(); ++number)
        for (Slot slot = 0; slot < shuffled->partition(number).lives().size(); ++slot) {
            Address& friendly = shuffled->partition(number).life(slot).companion;
            const auto there = shuffled->partition(friendly.place).lives().size();
            friendly.slot = static_cast<Slot>(there) - 1 - friendly.slot;
        }
    ASSERT_FALSE(shuffled->run_until(scene.start + scene.days));
    EXPECT_EQ(difference(take_events(*shuffled), play(scene).events), "");
}

RC_GTEST_PROP(worlds, a_run_cut_at_any_dates_equals_the_unbroken_one, ())
{
    static const Scene scene{.founders = 240, .days = 3 * 365};
    static const Outcome unbroken = play(scene);
    auto cuts = *rc::gen::container<std::vector<std::int32_t>>(
        rc::gen::inRange<std::int32_t>(0, scene.days.count()));
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(scene.days.count());

    const auto world = found(scene);
    std::vector<Event> events;
    for (const std::int32_t cut : cuts) {
        RC_ASSERT(!world->run_until(scene.start + Days{cut}));
        for (const Event& event : take_events(*world)) events.push_back(event);
    }
    RC_ASSERT(difference(events, unbroken.events) == "");
    RC_ASSERT(world->digest() == unbroken.digest);
    RC_ASSERT(world->letters_waiting() == unbroken.waiting);
    RC_ASSERT(world->work().visits == unbroken.work.visits);
}

} // namespace
} // namespace counterlife::village
