// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/parameters.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

ParameterRow row(std::string key, double value, std::optional<engine::Day> from,
                 std::optional<engine::Day> to)
{
    ParameterRow result;
    result.name = "birth.rate";
    result.key = std::move(key);
    result.value = value;
    result.from = from;
    result.to = to;
    return result;
}

ParameterSet two_keys()
{
    return ParameterSet{
        {row("F/20", 3, {}, {}), row("F/15", 2, 100, 200), row("F/15", 1, {}, 100)}};
}

TEST(ParameterSet, the_value_is_that_of_the_row_in_force_on_the_day)
{
    const ParameterSet set = two_keys();
    EXPECT_EQ(set.at("birth.rate", "F/15", -5), 1);
    EXPECT_EQ(set.at("birth.rate", "F/15", 99), 1);
    EXPECT_EQ(set.at("birth.rate", "F/15", 100), 2);
    EXPECT_EQ(set.at("birth.rate", "F/15", 199), 2);
    EXPECT_EQ(set.at("birth.rate", "F/20", 100), 3);
}

TEST(ParameterSet, the_history_of_a_key_is_in_the_order_of_its_dates)
{
    const ParameterSet set = two_keys();
    const auto history = set.history("birth.rate", "F/15");
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].value, 1);
    EXPECT_EQ(history[1].value, 2);
    EXPECT_TRUE(set.history("birth.rate").empty());
    EXPECT_TRUE(set.history("birth").empty());
    EXPECT_EQ(set.rows().size(), 3U);
}

TEST(ParameterSetDeathTest, a_value_that_is_not_there_ends_the_program_and_is_named)
{
    const ParameterSet set = two_keys();
    EXPECT_DEATH(set.at("birth.rate", "F/15", 200), "birth.rate.*F/15.*1970-07-20");
    EXPECT_DEATH(set.at("birth.rate", "F/25", 0), "birth.rate.*F/25.*1970-01-01");
}

} // namespace
} // namespace counterlife::model
