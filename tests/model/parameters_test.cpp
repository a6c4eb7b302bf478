// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/parameters.h"

#include <gtest/gtest.h>

#include <stdexcept>

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
        {row("F/20", 3, {}, {}), row("F/15", 2, Day{100}, Day{200}), row("F/15", 1, {}, Day{100})}};
}

TEST(ParameterSet, the_value_is_that_of_the_row_in_force_on_the_day)
{
    const ParameterSet set = two_keys();
    EXPECT_EQ(set.at("birth.rate", "F/15", Day{-5}), 1);
    EXPECT_EQ(set.at("birth.rate", "F/15", Day{99}), 1);
    EXPECT_EQ(set.at("birth.rate", "F/15", Day{100}), 2);
    EXPECT_EQ(set.at("birth.rate", "F/15", Day{199}), 2);
    EXPECT_EQ(set.at("birth.rate", "F/20", Day{100}), 3);
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

TEST(ParameterSet, a_value_that_is_not_there_is_named)
{
    const ParameterSet set = two_keys();
    const auto said_of = [&](std::string_view key, engine::Day day) -> std::string {
        try {
            return std::to_string(set.at("birth.rate", key, day));
        } catch (const std::logic_error& error) {
            return error.what();
        }
    };
    EXPECT_EQ(said_of("F/15", Day{200}),
              "no value of parameter 'birth.rate', key 'F/15', on 1970-7-20");
    EXPECT_EQ(said_of("F/25", Day{0}),
              "no value of parameter 'birth.rate', key 'F/25', on 1970-1-1");
}

} // namespace
} // namespace counterlife::model
