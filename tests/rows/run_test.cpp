// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What holds of every claim: each can be switched off, and that changes lives.

#include "tests/rows/rows.h"

namespace counterlife::tests {

// PARTY-09, LABOUR-12  Nobody works without an organisation, and no cell belongs to none.
TEST(Everybody, who_is_registered_works_in_an_organisation_and_has_one_cell)
{
    std::size_t registered = 0;
    for (const Person& person : baseline_told().people) {
        const Career& career = person.life.career;
        if (!career.registered) continue;
        ++registered;
        EXPECT_TRUE(career.stage == model::Stage::worker || career.stage == model::Stage::ward);
        EXPECT_GT(career.cell, 0);
    }
    EXPECT_GT(registered, 1000u);
}

} // namespace counterlife::tests
