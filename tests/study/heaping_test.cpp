// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/heaping.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace counterlife::study::audit {
namespace {

void note(HeapCounts& counts, int value, int times)
{
    for (int i = 0; i < times; ++i) counts.note(value, 1);
}

HeapCounts even(int from, int to, int each)
{
    HeapCounts counts;
    for (int value = from; value <= to; ++value) note(counts, value, each);
    return counts;
}

TEST(Heaping, what_is_even_has_no_heap)
{
    EXPECT_FALSE(heap_in(even(1, 31, 100), Heap::day));
    EXPECT_FALSE(heap_in(even(17, 60, 100), Heap::age));
    EXPECT_FALSE(heap_in(even(1, 400, 100), Heap::span));
}

TEST(Heaping, a_day_of_the_month_is_held_against_all_others)
{
    HeapCounts counts = even(1, 31, 100);
    for (int i = 0; i < 109; ++i) counts.note(22, 7);
    EXPECT_FALSE(heap_in(counts, Heap::day)) << "209 of a hundred expected: within six deviations";
    for (int i = 0; i < 5; ++i) counts.note(22, 7);
    EXPECT_EQ(heap_in(counts, Heap::day), 22);
    EXPECT_EQ(counts.somebody(22), 7U);
}

TEST(Heaping, an_age_is_held_against_its_commonest_neighbour)
{
    HeapCounts counts;
    for (int age = 20; age < 40; ++age)
        for (int i = 0; i < 100 * (40 - age); ++i) counts.note(age, 1);
    EXPECT_FALSE(heap_in(counts, Heap::age))
        << "a slope is no heap, and its top is where it begins";
    for (int i = 0; i < 1500; ++i) counts.note(30, 1);
    EXPECT_EQ(heap_in(counts, Heap::age), 30);
}

TEST(Heaping, of_those_who_act_together_is_weighed_by_how_much_their_number_varies)
{
    // People by themselves, and families: as many on a day on the mean.
    HeapCounts alone, together;
    for (int day = 1; day <= 31; ++day) {
        note(alone, day, 16);
        note(together, day, std::array{6, 12, 16, 20, 26}[static_cast<std::size_t>(day % 5)]);
    }
    note(alone, 25, 50 - 16);
    note(together, 25, 50 - 6);
    EXPECT_EQ(heap_in(alone, Heap::day), 25);
    EXPECT_FALSE(heap_in(together, Heap::day));
    note(together, 25, 40);
    EXPECT_EQ(heap_in(together, Heap::day), 25);
    note(together, 10, 70);
    EXPECT_EQ(heap_in(together, Heap::day), 25) << "two heaps do not hide each other";
}

TEST(Heaping, counts_those_once_whom_one_letter_takes_along)
{
    Heaping heaping{2};
    const engine::Day day = engine::day_of(1998, 3, 25);
    EXPECT_TRUE(heaping.is_first(0, 7, day));
    EXPECT_FALSE(heaping.is_first(0, 7, day));
    EXPECT_TRUE(heaping.is_first(1, 7, day)) << "of another rule";
    EXPECT_TRUE(heaping.is_first(0, 8, day));
    EXPECT_TRUE(heaping.is_first(0, 7, day + 1));
}

TEST(Heaping, spells_of_one_length_are_a_heap_and_ways_of_some_days_are_not)
{
    HeapCounts counts = even(1, 200, 3);
    for (int i = 0; i < 500; ++i) counts.note(3, 1);
    EXPECT_FALSE(heap_in(counts, Heap::span));
    for (int i = 0; i < 40; ++i) counts.note(91, 1);
    EXPECT_EQ(heap_in(counts, Heap::span), 91);
}

TEST(Heaping, a_few_say_nothing)
{
    HeapCounts counts;
    for (int i = 0; i < 29; ++i) counts.note(9, 1);
    EXPECT_FALSE(heap_in(counts, Heap::span));
    counts.note(9, 1);
    EXPECT_EQ(heap_in(counts, Heap::span), 9);
}

TEST(Heaping, a_rule_with_a_reason_is_left_alone_and_another_is_counted)
{
    const auto rules = model::Nation::rules();
    Heaping heaping{rules.size()};
    for (int i = 0; i < 50; ++i)
        for (const std::size_t rule : {0, 1}) heaping.note(rule, Heap::day, 15, 7);
    Grammar grammar;
    grammar.heaped.push_back({.rule = rules[0], .by = bit_of(Heap::day)});
    Findings findings;
    heaping.settle(rules, grammar, findings);
    const auto broken = findings.broken();
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0].row, rules[1]->name);
    EXPECT_EQ(broken[0].what, "heaping: on day 15 of a month");
    EXPECT_EQ(broken[0].count, 50);
    EXPECT_EQ(broken[0].persons, std::vector<engine::LifeId>{7});

    grammar.heaped[0].by = bit_of(Heap::span);
    Findings both;
    heaping.settle(rules, grammar, both);
    EXPECT_EQ(both.broken().size(), 2U) << "the reason is for another heap";
}

} // namespace
} // namespace counterlife::study::audit
