// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What tipped a decision is read from the formula of its rate.

#include "model/journal/weighed.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

enum class Why : std::uint8_t { nothing, hunger, grief, road, child };
constexpr Reason<Why> reasons[]{{Why::hunger, "hunger", "hunger", ""},
                                {Why::grief, "grief", "grief", ""},
                                {Why::road, "road", "the open road", "the long road"},
                                {Why::child, "child", "", "a child"}};

struct Case {
    double hunger = 0, grief = 0, road = 1, child = 1;
};

template <class Given> double rate(const Case& one, const Given& given)
{
    return 0.1 * (given(Why::hunger, one.hunger, 0) + given(Why::grief, one.grief, 0)) *
           given(Why::road, one.road, 1) * given(Why::child, one.child, 1);
}

Weighed<Why> weighed(const Case& one)
{
    return weigh(reasons, [&](const auto& given) { return rate(one, given); });
}

TEST(Weighed, as_it_is_the_formula_is_the_rate)
{
    EXPECT_DOUBLE_EQ(rate({.hunger = 0.5, .grief = 0.3, .road = 2, .child = 0.5}, AsItIs{}), 0.08);
}

TEST(Weighed, a_reason_weighs_as_many_times_as_the_rate_is_higher_for_it)
{
    const auto found = weighed({.hunger = 0.5, .grief = 0.3, .road = 2, .child = 0.7});
    EXPECT_EQ(found.most, Why::hunger); // 0.8 to 0.3
    EXPECT_EQ(found.next, Why::road);   // 2; grief, 0.8 to 0.5, is less
    EXPECT_EQ(found.against, Why::child);
}

TEST(Weighed, the_only_push_outweighs_all)
{
    const auto found = weighed({.grief = 0.01, .road = 90});
    EXPECT_EQ(found.most, Why::grief);
    EXPECT_EQ(found.next, Why::road);
}

TEST(Weighed, nothing_is_named_that_changes_little_or_of_a_rate_of_nought)
{
    const auto little = weighed({.hunger = 1, .grief = 0.05, .road = 1.05, .child = 0.95});
    EXPECT_EQ(little.most, Why::hunger);
    EXPECT_EQ(little.next, Why::nothing);
    EXPECT_EQ(little.against, Why::nothing);
    EXPECT_EQ(weighed({.road = 5}).most, Why::nothing);
}

std::string said(Why most, Why next, Why against)
{
    return what_weighed(reasons, {most, next, against});
}

TEST(Weighed, stands_in_tables_by_its_names)
{
    constexpr auto codes = codes_of(reasons);
    ASSERT_EQ(codes.size(), 5u);
    EXPECT_EQ(codes[0].name, "nothing");
    EXPECT_EQ(codes[3].value, 3);
    EXPECT_EQ(codes[3].name, "road");
}

TEST(Weighed, is_said_as_people_say_it)
{
    EXPECT_EQ(said(Why::hunger, Why::grief, Why::road),
              " Hunger and grief weighed most; the long road spoke against it.");
    EXPECT_EQ(said(Why::road, Why::nothing, Why::nothing), " The open road weighed most.");
    EXPECT_EQ(said(Why::nothing, Why::nothing, Why::child), " A child spoke against it.");
    EXPECT_EQ(said(Why::nothing, Why::nothing, Why::nothing), "");
}

} // namespace
} // namespace counterlife::model
