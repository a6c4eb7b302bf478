// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// No day of the month is commoner than chance allows, and a couple has one wedding day.

#include "tests/nation/small_nation.h"

#include <cmath>

namespace counterlife::tests {
namespace {

const Heard& thirty_years()
{
    static const Heard heard = run(small_run());
    return heard;
}

TEST(Weddings, fall_on_all_days_of_the_month)
{
    std::array<int, 29> of_day{};
    int all = 0;
    for (const Event& event : thirty_years().events) {
        if (event.rule != rule("marriage.wedding")) continue;
        const unsigned day = static_cast<unsigned>(engine::date_of(event.day).day());
        if (day > 28) continue;
        ++of_day[day];
        ++all;
    }
    ASSERT_GT(all, 2000);
    const double expected = all / 28.0, five_deviations = 5 * std::sqrt(expected);
    for (std::size_t day = 1; day <= 28; ++day)
        EXPECT_NEAR(of_day[day], expected, five_deviations) << day;
}

TEST(Weddings, are_on_one_day_for_husband_and_wife)
{
    std::map<std::pair<LifeId, LifeId>, engine::Day> his;
    for (const Event& event : thirty_years().events)
        if (event.rule == rule("marriage.wedding")) his[{event.who, event.with}] = event.day;
    std::size_t couples = 0, on_one_day = 0;
    for (const Event& event : thirty_years().events) {
        if (event.rule != rule("marriage.vow")) continue;
        ++couples;
        const auto wed = his.find({event.with, event.who});
        on_one_day += wed != his.end() && wed->second == event.day;
    }
    ASSERT_GT(couples, 2000u);
    // Few have moved since they wrote, or died in the week before.
    EXPECT_GT(static_cast<double>(on_one_day), 0.99 * static_cast<double>(couples));
}

} // namespace
} // namespace counterlife::tests
