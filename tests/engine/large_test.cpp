// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A town of three hundred thousand through ten years.

#include "tests/engine/village_run.h"

#include <gtest/gtest.h>

namespace counterlife::village {
namespace {

TEST(large, three_hundred_thousand_live_ten_years_the_same_on_one_thread_and_on_seven)
{
    Scene scene{.founders = 300'000, .days = 3652, .sample = {}};
    scene.numbers = {.birth = PerYear{0.05},
                     .move = PerYear{0.03},
                     .write = PerYear{0.05},
                     .illness = PerYear{0.03},
                     .quota = 2000};
    // The rolls of a toy are lists: only two levies, and nobody is struck off.
    scene.in_force = {{&Village::levy, {.to = scene.start + 60}},
                      {&Village::strike_off, out_of_force}};
    const Outcome one = play(scene);
    scene.threads = 7;
    const Outcome seven = play(scene);
    EXPECT_EQ(one.digest, seven.digest);
    EXPECT_EQ(one.work.visits, seven.work.visits);
    EXPECT_EQ(one.work.sent, one.work.letters + one.work.to_the_dead + one.waiting);
    EXPECT_GT(one.work.events, 900'000);
    EXPECT_TRUE(one.events.empty());
}

} // namespace
} // namespace counterlife::village
