// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/compared_lives.h"

#include "tests/study/explorer/explored_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace counterlife::study {
namespace {

using namespace explorer;

Side side_of(const std::filesystem::path& run)
{
    auto lives = RunLives::open(run, {});
    if (!lives) throw std::runtime_error{text_of(lives.error())};
    StageNumbers stages = nation::stage_numbers(lives->file().description);
    return {.lives = std::move(*lives), .stages = std::move(stages)};
}

/// The year of the first day on which one of two lives has an event that the other has not.
int first_difference(const std::vector<LoggedEvent>& a, const std::vector<LoggedEvent>& b)
{
    engine::Day day = engine::no_day;
    const auto look = [&](const auto& some, const auto& others) {
        for (const LoggedEvent& one : some)
            if (std::ranges::none_of(others, [&](const LoggedEvent& other) {
                    return one.day == other.day && one.rule == other.rule &&
                           one.other == other.other && one.detail == other.detail;
                }))
                day = std::min(day, one.day);
    };
    look(a, b);
    look(b, a);
    return day == engine::no_day ? int{never_parts} : engine::year_of(day);
}

TEST(ComparedLives, part_in_the_year_of_the_first_event_that_only_one_has)
{
    Side here = side_of(ExploredRuns::get().here()), there = side_of(ExploredRuns::get().there());
    const auto parted = compare_events(here, there);
    ASSERT_TRUE(parted) << text_of(parted.error());
    std::map<bool, int> counted;
    for (PersonNumber number = 1; number < std::ssize(*parted); number += 7) {
        const engine::LifeId id = here.lives.numbers().identity(number);
        const int year = (*parted)[static_cast<std::size_t>(number - 1)];
        if (year == not_compared) continue;
        const auto a = here.lives.events(id), b = there.lives.events(id);
        ASSERT_TRUE(a && b);
        EXPECT_EQ(year, first_difference(*a, *b)) << number;
        ++counted[year == never_parts];
    }
    EXPECT_GT(counted[true], 500);
    EXPECT_GT(counted[false], 100);
}

TEST(ComparedLives, whose_outcome_changed_most_are_told)
{
    Side here = side_of(ExploredRuns::get().here()), there = side_of(ExploredRuns::get().there());
    const PartedYears nobody(here.lives.numbers().people().size(), not_compared);
    const auto compared = compare_lives(here, there, nobody, 5);
    ASSERT_TRUE(compared) << text_of(compared.error());
    for (const ComparedOutcome& one : *compared) {
        ASSERT_NE(one.outcome, nullptr);
        EXPECT_GT(one.sums.persons, 15'000);
        EXPECT_LE(one.most.size(), 5U);
        for (std::size_t i = 0; i < one.most.size(); ++i) {
            EXPECT_NE(one.most[i].here, one.most[i].there);
            if (i == 0) continue;
            const auto change = [&](std::size_t at) {
                return std::abs(one.most[at].there - one.most[at].here);
            };
            EXPECT_LE(change(i), change(i - 1));
        }
    }
    const auto children = std::ranges::find_if(
        *compared, [](const auto& one) { return one.outcome->name == "children"; });
    ASSERT_NE(children, compared->end());
    ASSERT_FALSE(children->most.empty());
    const ChangedLife& most = children->most.front();
    const engine::LifeId id = here.lives.numbers().identity(most.number);
    EXPECT_EQ(here.lives.lives(std::span{&id, 1})->front().children, most.here);
    EXPECT_EQ(there.lives.lives(std::span{&id, 1})->front().children, most.there);
}

} // namespace
} // namespace counterlife::study
