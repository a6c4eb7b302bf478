// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/event_order.h"
#include "study/study.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

TEST(EventOrder, of_one_day_is_that_in_which_things_happened)
{
    const auto event = [](engine::LifeId who, int day, engine::RuleId rule) {
        return engine::Event{.who = who, .day = engine::Day{day}, .rule = rule};
    };
    const engine::LifeId first = engine::first_life_id + 1, second = first + 1;
    const std::vector<engine::Event> events{event(second, 5, 9), event(first, 7, 8),
                                            event(first, 7, 2), event(second, 5, 3),
                                            event(first, 6, 4)};
    EXPECT_EQ(record::in_order(events), (std::vector<std::uint32_t>{4, 1, 2, 0, 3}));
}

} // namespace
} // namespace counterlife::study
