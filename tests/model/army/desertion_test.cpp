// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a deserter leaves behind.

#include "model/army/army.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::army {
namespace {

using engine::day_of;

TEST(Desertion, BEYOND_13_keeps_nothing_of_an_earlier_way)
{
    Alone one{{.place = "guard-tumen"}};
    Life& life = one.life();
    life.career.stage = Stage::soldier;
    life.career.service = Service::soldier;
    life.career.home = one.place_named("anju");
    life.household = no_household;
    Exile& before = one.exile();
    before.guided = before.promised = before.scouted = true;
    before.with = 77;
    const Deed deed = one.does(desertion, day_of(1998, 2, 1));
    ASSERT_TRUE(deed.exile);
    EXPECT_FALSE(deed.exile->guided || deed.exile->promised || deed.exile->scouted);
    EXPECT_EQ(deed.exile->with, engine::nobody);
    EXPECT_EQ(deed.exile->left_as, Stage::soldier);
    EXPECT_EQ(deed.exile->home, one.place_named("anju"));
}

} // namespace
} // namespace counterlife::model::army
