// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/market.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::kin {
namespace {

constexpr Day today = Day{} + engine::days_in_years(10);

Instant years_ago(double years)
{
    return {.day = today - engine::days_in_years(years)};
}

/// A register, and a market of one of the two kinds.
struct Town {
    explicit Town(int queues) : numbers{.queues = queues}, market{numbers, 100} {}

    Row person(Sex sex, double age, Row mother = no_row, Row father = no_row)
    {
        return entries.enter(
            {.mother = mother, .father = father, .born = Moment{years_ago(age)}, .sex = sex});
    }
    Row waiting(Sex sex, double age, Row mother = no_row, Row father = no_row)
    {
        const Row row = person(sex, age, mother, father);
        market.enter({.id = id(row), .slot = row, .row = row}, entries[row]);
        return row;
    }
    Row find(Row seeker, std::uint64_t ticket = 0)
    {
        const auto found = market.find(entries, seeker, ticket, today);
        return found ? found->row : no_row;
    }
    static engine::LifeId id(Row row) { return engine::first_life_id + 10 * row; }

    MarketNumbers numbers;
    Register entries;
    Market market;
};

TEST(KinMarket, of_two_queues_the_age_that_is_liked_best_is_found)
{
    Town town{2};
    town.waiting(Sex::man, 39);
    const Row best = town.waiting(Sex::man, 33.2);
    town.waiting(Sex::man, 30);
    const Row woman = town.person(Sex::woman, 30);
    EXPECT_EQ(town.find(woman), best);
    EXPECT_EQ(town.market.waiting(Sex::man), 2u);
}

TEST(KinMarket, a_younger_husband_is_liked_less_than_one_as_much_too_old)
{
    Town town{2};
    town.waiting(Sex::man, 30);
    const Row older = town.waiting(Sex::man, 38);
    EXPECT_EQ(town.find(town.person(Sex::woman, 30)),
              older); // Five years too old, three too young.
}

TEST(KinMarket, men_find_women_by_the_same_liking)
{
    Town town{2};
    town.waiting(Sex::woman, 36);
    const Row best = town.waiting(Sex::woman, 32.8);
    EXPECT_EQ(town.find(town.person(Sex::man, 36)), best);
}

TEST(KinMarket, nobody_is_found_beyond_the_differences_allowed)
{
    Town town{2};
    town.waiting(Sex::man, 41);
    town.waiting(Sex::man, 19);
    EXPECT_EQ(town.find(town.person(Sex::woman, 30)), no_row);
}

TEST(KinMarket, close_kin_are_passed_over)
{
    for (const int queues : {1, 2}) {
        Town town{queues};
        const Row mother = town.person(Sex::woman, 60), father = town.person(Sex::man, 61);
        const Row aunt = town.person(Sex::woman, 58, town.person(Sex::woman, 85));
        const Row grandmother = town.entries[aunt].mother;
        const Row woman = town.person(Sex::woman, 30, mother, father);
        EXPECT_FALSE(town.entries.are_close_kin(woman, aunt));
        const Row brother = town.waiting(Sex::man, 32, mother);
        EXPECT_TRUE(town.entries.are_close_kin(woman, brother));
        EXPECT_TRUE(town.entries.are_close_kin(woman, father));
        EXPECT_EQ(town.find(woman), no_row) << queues;
        const Row stranger = town.waiting(Sex::man, 31);
        EXPECT_EQ(town.find(woman), stranger) << queues;
        // Her mother's sister's son is her cousin, and one generation on no kin that counts.
        const Row sister = town.person(Sex::woman, 55, grandmother);
        const Row cousin = town.person(Sex::man, 30, sister);
        const Row niece = town.person(Sex::woman, 28, town.person(Sex::woman, 56, grandmother));
        EXPECT_TRUE(town.entries.are_close_kin(niece, cousin));
        EXPECT_TRUE(town.entries.are_close_kin(niece, sister));
        const Row further = town.person(Sex::woman, 5, niece);
        EXPECT_FALSE(town.entries.are_close_kin(further, town.person(Sex::man, 6, cousin)));
    }
}

TEST(KinMarket, a_groom_must_be_old_enough)
{
    Town town{1};
    const Row boy = town.waiting(Sex::man, 14.9);
    EXPECT_EQ(town.find(town.person(Sex::woman, 17)), no_row);
    EXPECT_EQ(town.market.waiting(Sex::man), 1u);
    const Row youth = town.waiting(Sex::man, 15.1);
    EXPECT_EQ(town.find(town.person(Sex::woman, 17)), youth);
    EXPECT_NE(boy, youth);
}

TEST(KinMarket, with_one_queue_differences_come_as_often_as_they_are_wanted)
{
    Town town{1};
    for (int i = 0; i < 3'000; ++i) town.waiting(Sex::man, 32.2 + i % 30);
    constexpr int couples = 500, least = -13;
    std::array<int, 30> counts{};
    for (int i = 0; i < couples; ++i) {
        const Row woman = town.person(Sex::woman, 45.2);
        const Row groom = town.find(woman, static_cast<unsigned>(i));
        ASSERT_NE(groom, no_row);
        const double difference =
            town.entries[woman].born.years() - town.entries[groom].born.years();
        ++counts[static_cast<std::size_t>(std::lround(difference) - least)];
    }
    for (int i = 0; i < 30; ++i) {
        const double z = (i + least - 2) / 3.0;
        const double wanted = couples * std::exp(-z * z / 2) / (3 * std::sqrt(2 * 3.14159265359));
        EXPECT_NEAR(counts[static_cast<std::size_t>(i)], wanted, 1.0) << i + least;
    }
}

TEST(KinMarket, one_fewer_in_the_queue_changes_nothing_for_others)
{
    std::vector<Row> before, after;
    for (const bool without : {false, true}) {
        Town town{2};
        std::vector<Row> men;
        men.reserve(50);
        for (int i = 0; i < 50; ++i) men.push_back(town.waiting(Sex::man, 33));
        if (without) town.market.leave(Town::id(men[20]), town.entries[men[20]]);
        for (const int ticket : {7, 133, 301, 498})
            (without ? after : before)
                .push_back(town.find(town.person(Sex::woman, 30),
                                     engine::first_life_id + static_cast<unsigned>(ticket)));
    }
    EXPECT_EQ(before, after);
    EXPECT_EQ(before,
              (std::vector<Row>{1, 14, 31, 0})); // The next from the ticket, round and round.
}

TEST(KinMarket, who_leaves_is_not_found)
{
    Town town{2};
    const Row man = town.waiting(Sex::man, 33);
    town.market.leave(Town::id(man), town.entries[man]);
    town.market.leave(Town::id(man), town.entries[man]);
    EXPECT_EQ(town.market.waiting(Sex::man), 0u);
    EXPECT_EQ(town.find(town.person(Sex::woman, 30)), no_row);
}

} // namespace
} // namespace counterlife::kin
