// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What holds of the list of all rules.

#include "model/nation.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace counterlife::model {
namespace {

TEST(Rules, that_meet_travellers_are_death_hunger_and_arrest)
{
    std::set<std::string_view> names;
    for (const Rule* rule : Nation::rules()) {
        if (!rule->meets_travellers) continue;
        EXPECT_NE(rule->rate, nullptr) << rule->name << " is no hazard";
        names.insert(rule->name);
    }
    EXPECT_EQ(names, (std::set<std::string_view>{"person.death", "food.starvation",
                                                 "security.custody_death", "china.arrest"}));
}

} // namespace
} // namespace counterlife::model
