// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What calls people home from China.

#include "model/china/china.h"
#include "tests/rows/river.h"

namespace counterlife::tests {

// FOOD-04  Those with a family in the North go home sooner, and sooner the hungrier it is.
TEST(Home, calls_those_with_a_family_and_the_louder_the_hungrier_it_is)
{
    const std::vector<std::pair<std::string, double>> calls{
        {"china.home/family", 2}, {"china.home/hunger", 1.5}, {"china.home/promise", 1.5}};
    const auto told = [&](double shortage, std::vector<std::string> off = {}) {
        auto numbers = calls;
        numbers.emplace_back("food.shortfall/northeast", shortage);
        return numbers_with({.off = std::move(off), .numbers = std::move(numbers)});
    };
    const auto fed = told(0), hungry = told(0.6), unaware = told(0.6, {"FOOD-04"});
    const auto rate = [](const model::Numbers& numbers, bool married) {
        Somebody one = in_china(numbers);
        if (married) one.marry();
        return one.rate(model::china::going_home);
    };
    EXPECT_NEAR(rate(*fed, true) / rate(*fed, false), 2, 1e-9);
    EXPECT_NEAR(rate(*hungry, true) / rate(*fed, true), 1 + 1.5 * 0.6, 1e-6);
    EXPECT_NEAR(rate(*unaware, true), rate(*fed, true), 1e-9);
    EXPECT_NEAR(rate(*hungry, false), rate(*fed, false), 1e-9);
}

// FOOD-04  Of the men who came to earn more of those with a family are back within two years.
TEST(Home, sees_more_of_those_who_have_a_family_again)
{
    std::array<double, 2> came{}, back{};
    const auto people = people_by_id(river_told());
    for (const auto& [id, events] : crossers_of(river_told())) {
        const Life& life = people.at(id)->life;
        if (life.sex == model::Sex::female) continue;
        Day crossed = engine::no_day, returned = engine::no_day;
        for (const Event& event : events) {
            if (event.rule == number("border.far_bank") && crossed == engine::no_day)
                crossed = event.day;
            if (event.rule == number("border.way_back") && returned == engine::no_day)
                returned = event.day;
        }
        if (crossed == engine::no_day || crossed > day_of(2006)) continue;
        const bool family = life.children_born > 0;
        ++came[family];
        back[family] += returned != engine::no_day && returned - crossed < 730;
    }
    ASSERT_GT(came[0], 100);
    ASSERT_GT(came[1], 100);
    EXPECT_GT(back[1] / came[1], back[0] / came[0]);
}

// FAMILY-04  A promise calls home; where the claim is off it does not.
TEST(Word_given, calls_home)
{
    const std::vector<std::pair<std::string, double>> calls{{"china.home/promise", 1.5}};
    const auto on = numbers_with({.numbers = calls});
    const auto off = numbers_with({.off = {"FAMILY-04"}, .numbers = calls});
    const auto rate = [](const model::Numbers& numbers, bool promised) {
        Somebody one = in_china(numbers);
        one.marry();
        one.exile().promised = promised;
        return one.rate(model::china::going_home);
    };
    EXPECT_NEAR(rate(*on, true) / rate(*on, false), 1.5, 1e-9);
    EXPECT_DOUBLE_EQ(rate(*off, true), rate(*off, false));
}

} // namespace counterlife::tests
