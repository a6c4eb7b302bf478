// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Hazards as the engine brings them about, against their closed forms.

#include "tests/engine/sample.h"
#include "tests/engine/trial.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace counterlife::trial {
namespace {

constexpr std::uint32_t lives = 10'000;

std::vector<double> times(const std::map<LifeId, End>& all)
{
    std::vector<double> years;
    years.reserve(all.size());
    for (const auto& [id, end] : all) years.push_back(end.years);
    return years;
}

TEST(hazards, a_constant_one_waits_exponentially)
{
    for (const double rate : {0.08, 0.9, 6.0}) { // In one layer of rates and in several.
        const auto all = ends({.first = {{.rate = PerYear{rate}}}, .second = {{}}}, lives);
        EXPECT_GT(all.size(), 0.999 * lives);
        // The longest waits are cut off with the run.
        const double whole = -std::expm1(-rate * 60'000 / days_per_year);
        EXPECT_LT(
            distance_from(times(all), [=](double t) { return -std::expm1(-rate * t) / whole; }),
            far)
            << rate;
    }
}

TEST(hazards, of_two_that_compete_each_takes_its_share_at_any_time)
{
    const auto all =
        ends({.first = {{.rate = PerYear{0.3}}}, .second = {{.rate = PerYear{0.1}}}}, lives);
    ASSERT_EQ(all.size(), lives);
    EXPECT_LT(distance_from(times(all), [](double t) { return -std::expm1(-0.4 * t); }), far);
    double first = 0;
    std::vector<double> which;
    for (const auto& [id, end] : all) {
        which.push_back(end.rule == Trial::first.number);
        first += which.back();
    }
    EXPECT_LT(surprise(first, lives, 0.75), standard_errors);
    EXPECT_LT(correlation(which, times(all)), standard_errors);
}

TEST(hazards, one_in_pieces_follows_its_integral)
{
    const Pieces pieces{{.until = Day{500}, .rate = PerYear{0.2}},
                        {.until = Day{900}, .rate = PerYear{1.5}},
                        {.until = Day{1500}, .rate = never},
                        {.until = Day{4000}, .rate = PerYear{0.05}},
                        {.rate = PerYear{0.8}}};
    const auto all = ends({.first = pieces, .second = {{}}}, lives);
    ASSERT_EQ(all.size(), lives);
    EXPECT_LT(distance_from(times(all),
                            [&](double t) {
                                double sum = 0, since = 0;
                                for (const Piece& piece : pieces) {
                                    const double until = std::min(t, years(piece.until - Day{}));
                                    if (until > since) sum += piece.rate.value() * (until - since);
                                    since = std::max(since, until);
                                }
                                return -std::expm1(-sum);
                            }),
              far);
}

auto some_pieces()
{
    return rc::gen::map(
        rc::gen::container<std::vector<std::pair<std::int32_t, int>>>(
            rc::gen::pair(rc::gen::inRange<std::int32_t>(1, 6000), rc::gen::inRange(0, 3000))),
        [](std::vector<std::pair<std::int32_t, int>> drawn) {
            std::sort(drawn.begin(), drawn.end());
            Pieces pieces;
            for (const auto& [until, rate] : drawn)
                pieces.push_back({.until = Day{until}, .rate = PerYear{rate / 1000.0}});
            pieces.push_back({.rate = PerYear{0.1}});
            return pieces;
        });
}

RC_GTEST_PROP(hazards, a_loose_ceiling_brings_the_same_events_as_a_tight_one, ())
{
    Trial::Numbers numbers{.first = *some_pieces(), .second = *some_pieces()};
    const auto tight = ends(numbers, 100, 9000);
    numbers.ceiling = Ceiling::loose;
    RC_ASSERT(ends(numbers, 100, 9000) == tight);
}

RC_GTEST_PROP(hazards, one_that_is_not_asked_before_it_starts_brings_the_same_events, ())
{
    const Piece none_yet{.until = Day{*rc::gen::inRange<std::int32_t>(1, 6000)}};
    Trial::Numbers numbers{.first = *some_pieces(), .second = *some_pieces()};
    numbers.first.insert(numbers.first.begin(), none_yet);
    numbers.second.insert(numbers.second.begin(), none_yet);
    numbers.ceiling = *rc::gen::element(Ceiling::tight, Ceiling::loose);
    const auto asked = ends(numbers, 100, 9000);
    numbers.tells_starts = true;
    RC_ASSERT(ends(numbers, 100, 9000) == asked);
}

TEST(hazards, one_that_never_starts_is_never_asked)
{
    Trial::Numbers numbers{.first = {{}}, .second = {{.rate = PerYear{0.2}}}};
    const auto asked = ends(numbers, 500);
    numbers.tells_starts = true;
    EXPECT_EQ(ends(numbers, 500), asked);
    EXPECT_EQ(asked.size(), 500U);
}

RC_GTEST_PROP(hazards, a_higher_one_never_brings_the_event_later, ())
{
    Trial::Numbers numbers{.first = *some_pieces(), .second = *some_pieces()};
    numbers.ceiling = *rc::gen::element(Ceiling::tight, Ceiling::loose);
    const auto before = ends(numbers, 100, 9000);
    for (Piece& piece : numbers.first) piece.rate += PerYear{*rc::gen::inRange(0, 1000) / 1000.0};
    const auto after = ends(numbers, 100, 9000);
    for (const auto& [id, end] : before) {
        RC_ASSERT(after.contains(id));
        RC_ASSERT(after.at(id).years <= end.years);
        // Whoever changes the kind of end changes to the kind that was raised.
        RC_ASSERT(after.at(id) == end || after.at(id).rule == Trial::first.number);
    }
}

TEST(hazards, a_rate_of_nought_brings_nothing)
{
    EXPECT_TRUE(ends({.first = {{}}, .second = {{}}}, 1000).empty());
}

TEST(hazards, the_second_of_two_does_not_know_of_the_first)
{
    const auto alone = ends({.first = {{}}, .second = {{.rate = PerYear{0.2}}}}, 2000);
    const auto both =
        ends({.first = {{.rate = PerYear{0.3}}}, .second = {{.rate = PerYear{0.2}}}}, 2000);
    int same = 0;
    for (const auto& [id, end] : both)
        if (end.rule == Trial::second.number) {
            EXPECT_EQ(alone.at(id), end);
            ++same;
        }
    EXPECT_GT(same, 500);
}

} // namespace
} // namespace counterlife::trial
