// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/events_aside.h"
#include "study/record/lives_aside.h"
#include "study/record/person_numbers.h"
#include "tests/study/small_data.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <random>

namespace counterlife::study::record {
namespace {

using engine::Event;
using engine::LifeId;

std::vector<LifeId> identities(std::size_t count)
{
    std::mt19937_64 luck{7};
    std::vector<LifeId> ids;
    while (ids.size() < count)
        if (const LifeId id = luck() >> 1; id >= engine::first_life_id) ids.push_back(id);
    return ids;
}

TEST(PersonNumbers, are_the_rows_in_the_order_of_identities)
{
    for (const std::size_t count : {1, 2, 100, 5000}) {
        std::vector<LifeId> ids = identities(count);
        const PersonNumbers numbers{ids, {9, 3}};
        std::ranges::sort(ids);
        for (std::size_t row = 0; row < count; ++row) {
            EXPECT_EQ(numbers.of(ids[row]), static_cast<PersonNumber>(row + 1));
            EXPECT_EQ(numbers.identity(static_cast<PersonNumber>(row + 1)), ids[row]);
        }
    }
}

TEST(PersonNumbers, of_institutions_are_below_zero_and_of_strangers_zero)
{
    const PersonNumbers numbers{identities(10), {9, 3, 700}};
    EXPECT_EQ(numbers.of(3), -3);
    EXPECT_EQ(numbers.of(9), -2);
    EXPECT_EQ(numbers.of(700), -1);
    EXPECT_EQ(numbers.identity(-1), 700u);
    for (const LifeId stranger : {engine::nobody, LifeId{4}, engine::first_life_id + 5, ~LifeId{0}})
        EXPECT_EQ(numbers.of(stranger), number_of_nobody) << stranger;
    for (const PersonNumber none : {0, 11, -4, 2'000'000'000, -2'000'000'000})
        EXPECT_EQ(numbers.identity(none), engine::nobody) << none;
    EXPECT_EQ(PersonNumbers{}.of(engine::first_life_id), number_of_nobody);
    EXPECT_EQ(PersonNumbers{}.identity(1), engine::nobody);
}

AsideFile aside(const Folder& folder)
{
    auto file = AsideFile::create(folder.path(), folder.path() / "shown");
    EXPECT_TRUE(file);
    return std::move(*file);
}

TEST(EventsAside, come_back_by_person_and_day_with_all_their_parts)
{
    const Folder folder;
    EventsAside events{aside(folder)};
    std::mt19937_64 luck{3};
    const std::vector<LifeId> ids = identities(300);
    std::vector<Event> all;
    for (int year = 0; year < 5; ++year) {
        std::vector<Event> some;
        for (int i = 0; i < 20'000; ++i) {
            Event one{.who = i % 50 == 0 ? LifeId{5} : ids[luck() % 300],
                      .with = luck() % 3 == 0 ? engine::nobody : ids[luck() % 300],
                      .cause = {},
                      .day = engine::day_of(1955 + year) + engine::Days{luck() % 365},
                      .detail = static_cast<std::int32_t>(luck() % 2 == 0 ? 0 : luck()),
                      .rule = static_cast<engine::RuleId>(luck() % 200),
                      .place = static_cast<engine::PlaceId>(luck() % 3 == 0 ? engine::nowhere : 9)};
            if (luck() % 2 == 0)
                one.cause = {.who = luck() % 2 == 0 ? one.with : ids[luck() % 300],
                             .day = one.day - 3,
                             .rule = 7};
            some.push_back(one);
        }
        std::ranges::stable_sort(some, {}, [](const Event& e) { return std::pair{e.who, e.day}; });
        std::vector<std::uint32_t> order(some.size());
        std::iota(order.begin(), order.end(), 0u);
        ASSERT_TRUE(events.add(some, order));
        all.insert(all.end(), some.begin(), some.end());
    }
    std::ranges::stable_sort(all, {}, &Event::who);
    std::size_t at = 0;
    const auto done = events.merge([&](std::span<const Event> some) -> EventsAside::Outcome {
        for (const Event& one : some) {
            const Event& was = all.at(at++);
            EXPECT_EQ(std::tuple(one.who, one.with, one.day, one.detail, one.rule, one.place),
                      std::tuple(was.who, was.with, was.day, was.detail, was.rule, was.place));
            EXPECT_EQ(one.cause.rule, was.cause.rule);
            if (was.cause.rule == engine::no_rule) continue;
            EXPECT_EQ(std::pair(one.cause.who, one.cause.day),
                      std::pair(was.cause.who, was.cause.day));
        }
        return {};
    });
    ASSERT_TRUE(done) << done.error();
    EXPECT_EQ(at, all.size());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "it has no name";
}

TEST(EventsAside, stop_where_whoever_uses_them_says_so)
{
    const Folder folder;
    EventsAside events{aside(folder)};
    const std::vector<Event> some{{.who = engine::first_life_id, .cause = {}, .day = {}}};
    ASSERT_TRUE(events.add(some, std::vector<std::uint32_t>{0}));
    const auto full = events.merge(
        [](std::span<const Event>) -> EventsAside::Outcome { return std::unexpected{"full"}; });
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error(), "full");
}

TEST(LivesAside, come_back_by_identity_and_know_everybodys_children)
{
    const Folder folder;
    LivesAside lives{aside(folder)};
    const std::vector<LifeId> ids = identities(600'000); // More than are sorted at once.
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const LifeRow life{.person = ids[i],
                           .mother = i < 2 ? engine::nobody : ids[i / 3],
                           .father = i % 2 == 0 ? ids[0] : engine::nobody};
        ASSERT_TRUE(lives.add(std::span{&life, 1}));
    }
    const auto numbers = lives.numbers({});
    ASSERT_TRUE(numbers);
    const auto children = lives.children(*numbers);
    ASSERT_TRUE(children);
    EXPECT_EQ((*children)[static_cast<std::size_t>(numbers->of(ids[5]))], 3) << "15, 16 and 17";
    EXPECT_EQ((*children)[static_cast<std::size_t>(numbers->of(ids[0]))], 255) << "no more fit";
    PersonNumber row = 0;
    const auto done = lives.merge([&](const LifeRow& life) -> LivesAside::Outcome {
        EXPECT_EQ(numbers->of(life.person), ++row);
        return {};
    });
    EXPECT_TRUE(done);
    EXPECT_EQ(row, 600'000);
}

} // namespace
} // namespace counterlife::study::record
