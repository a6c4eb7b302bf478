// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Spells have a usual length, and each case its own.

#include "model/security/security.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace counterlife::model {
namespace {

/// For how long the same sentence keeps somebody, on so many days of arrest.
std::vector<int> sentences(double spread)
{
    std::vector<int> days;
    for (int nth = 0; nth < 200; ++nth) {
        Alone one{{.numbers = {{"population.spell_spread", spread},
                               {"security.sentence_months", 100 / engine::days_per_month}}}};
        one.life().career.stage = Stage::absent;
        const Day today = engine::day_of(1997) + engine::Days{nth};
        days.push_back((one.does(security::arrest, today).life.career.stage_until - today).count());
    }
    return days;
}

TEST(Spell, lasts_its_usual_time_where_nothing_spreads)
{
    for (const int days : sentences(0)) EXPECT_EQ(days, 100);
}

TEST(Spell, is_up_to_the_spread_shorter_or_longer_and_evenly_so)
{
    const std::vector<int> all = sentences(0.3);
    const auto [least, most] = std::ranges::minmax(all);
    EXPECT_GE(least, 70);
    EXPECT_LE(most, 130);
    EXPECT_LT(least, 73);
    EXPECT_GT(most, 127);
    EXPECT_GT(std::set<int>(all.begin(), all.end()).size(), 45U);
    double sum = 0;
    for (const int days : all) sum += days;
    EXPECT_NEAR(sum / 200, 100, 4) << "three standard errors of a mean of 200";
}

} // namespace
} // namespace counterlife::model
