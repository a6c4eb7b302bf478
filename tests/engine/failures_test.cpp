// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Broken promises of a model stop the run and say whose life, which rule, which day.

#include "engine/world.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::engine {
namespace {

/// One rule a broken promise; each life breaks the promise that it carries.
struct Faulty {
    struct Life {
        Being being;
        const Rule<Faulty>* fault = nullptr;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {};

    static std::span<const Rule<Faulty>* const> rules();
    static std::span<const Rule<Faulty>* const> rules_of(const Life& life)
    {
        return {&life.fault, 1};
    }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};
using FaultyRule = Rule<Faulty>;

constexpr Bound a_year(const View<Faulty>&, Instant)
{
    return {PerYear{1.0}, no_day};
}
constexpr PerYear one(const View<Faulty>&, Instant)
{
    return PerYear{1.0};
}
void nothing(Act<Faulty>&) {}
constexpr Day fault_day{100}, last_day{1000};
Day on_the_day(const View<Faulty>&)
{
    return fault_day;
}

const FaultyRule arrival{.name = "faulty.arrival", .react = [](Act<Faulty>&, const Letter&) {}};
const FaultyRule excess{.name = "faulty.excess",
                        .ceiling = a_year,
                        .rate = [](const View<Faulty>&, Instant) { return PerYear{1.25}; },
                        .effect = nothing};
const FaultyRule no_number{
    .name = "faulty.no_number",
    .ceiling = a_year,
    .rate = [](const View<Faulty>&, Instant) { return PerYear{std::nan("")}; },
    .effect = nothing};
const FaultyRule unbounded{
    .name = "faulty.unbounded",
    .ceiling = [](const View<Faulty>&, Instant) { return Bound{PerYear{std::nan("")}, no_day}; },
    .rate = one,
    .effect = nothing};
const FaultyRule run_out{
    .name = "faulty.run_out",
    .ceiling = [](const View<Faulty>&, Instant) { return Bound{never, fault_day}; },
    .rate = one,
    .effect = nothing};
const FaultyRule again{.name = "faulty.again", .due = on_the_day, .effect = nothing};
const FaultyRule far_away{.name = "faulty.far_away",
                          .due = on_the_day,
                          .effect = [](Act<Faulty>& act) { act.travel(77, arrival); }};
const FaultyRule to_nowhere{.name = "faulty.to_nowhere",
                            .due = on_the_day,
                            .effect = [](Act<Faulty>& act) { act.travel(nowhere, arrival); }};
const FaultyRule stays{.name = "faulty.stays", .due = on_the_day, .effect = [](Act<Faulty>& act) {
                           act.travel(act.here(), arrival);
                       }};
const FaultyRule unknown{.name = "faulty.unknown",
                         .due = on_the_day,
                         .effect = [](Act<Faulty>& act) { act.send(Address{}, arrival); }};
constexpr Lot daily{.every = 4, .many = 3}, another{.first = 3, .every = 4}, single{};
const FaultyRule unnamed_lot{
    .name = "faulty.unnamed_lot",
    .due = on_the_day,
    .effect = [](Act<Faulty>& act) { act.note(act.uniform(another, act.today()) < 2); },
    .lots = {&daily}};
const FaultyRule beyond_lot{
    .name = "faulty.beyond_lot",
    .due = on_the_day,
    .effect = [](Act<Faulty>& act) { act.note(act.uniform(daily, act.today(), 3) < 2); },
    .lots = {&daily, &another}};
const FaultyRule once_too_often{
    .name = "faulty.once_too_often",
    .due = on_the_day,
    .effect = [](Act<Faulty>& act) { act.note(act.uniform(single, act.today()) < 2); },
    .lots = {&single}};
const FaultyRule beyond_choice{.name = "faulty.beyond_choice",
                               .due = on_the_day,
                               .effect =
                                   [](Act<Faulty>& act) {
                                       const auto any = [](std::size_t) { return 1.0; };
                                       (void)act.choose(daily, act.today(), first_numbers(4), any);
                                   },
                               .lots = {&daily}};
constexpr PerYear in_haste{4000.0};
const FaultyRule hasty{
    .name = "faulty.hasty",
    .ceiling = [](const View<Faulty>&, Instant) { return Bound{in_haste, no_day}; },
    .rate = [](const View<Faulty>&, Instant) { return in_haste; },
    .effect = nothing};
const FaultyRule harmless{
    .name = "faulty.harmless", .ceiling = a_year, .rate = one, .effect = nothing};

std::span<const FaultyRule* const> Faulty::rules()
{
    static const FaultyRule* const all[] = {
        &arrival,    &excess,         &no_number,     &unbounded, &run_out,  &again,
        &far_away,   &to_nowhere,     &stays,         &unknown,   &harmless, &unnamed_lot,
        &beyond_lot, &once_too_often, &beyond_choice, &hasty};
    return all;
}

constexpr LifeId culprit = first_life_id + 17;

struct Stopped {
    std::optional<Failure> failure;
    Day today;
};

/// A life that breaks a promise, among others who do not.
Stopped run(const FaultyRule& fault, int threads = 1)
{
    static const Faulty::Numbers numbers;
    World<Faulty> world{
        numbers, std::vector<Faulty::Place>(2), {.threads = threads, .travel = {0, 3, 3, 0}}};
    for (LifeId id = first_life_id; id < first_life_id + 30; ++id)
        world.partition(id % 2).settle(
            {.being = {.id = id}, .fault = id == culprit ? &fault : &harmless});
    Stopped stopped{.failure = world.run_until(last_day)};
    stopped.today = world.today();
    return stopped;
}

class BrokenPromise : public testing::TestWithParam<std::pair<const FaultyRule*, const char*>> {};

TEST_P(BrokenPromise, stops_the_run_and_is_named)
{
    const auto& [rule, says] = GetParam();
    for (const int threads : {1, 3}) {
        const Stopped stopped = run(*rule, threads);
        ASSERT_TRUE(stopped.failure);
        EXPECT_EQ(stopped.failure->what, std::string{rule->name} + " " + says);
        EXPECT_EQ(stopped.failure->who, culprit);
        EXPECT_LE(stopped.today, stopped.failure->day);
        EXPECT_GT(stopped.today + 3, stopped.failure->day); // Within one window of the fault.
        if (rule->due) {
            EXPECT_EQ(stopped.failure->day, fault_day);
        }
    }
}

const char* const no_lot = "draws what is not its lot's";
const char* const astray = "travels to where it is or to nowhere";

INSTANTIATE_TEST_SUITE_P(
    each, BrokenPromise,
    testing::Values(std::pair{&excess, "has the rate 1.250000 a year, above its ceiling 1.000000"},
                    std::pair{&no_number, "has the rate nan a year, above its ceiling 1.000000"},
                    std::pair{&unbounded, "has a ceiling that is no number"},
                    std::pair{&run_out, "promises a ceiling only for a time that has passed"},
                    std::pair{&again, "brings itself about again and again in one day"},
                    std::pair{&far_away, astray}, std::pair{&to_nowhere, astray},
                    std::pair{&stays, astray}, std::pair{&unknown, "writes to nowhere"},
                    std::pair{&unnamed_lot, "draws a lot that it does not name"},
                    std::pair{&beyond_lot, no_lot}, std::pair{&once_too_often, no_lot},
                    std::pair{&beyond_choice, no_lot}),
    [](const auto& of) { return std::string{of.param.first->name.substr(7)}; });

TEST(failures, a_hazard_above_once_a_day_is_lived_as_once_a_day)
{
    static const Faulty::Numbers numbers;
    constexpr int lives = 30, days = 500;
    World<Faulty> world{numbers, std::vector<Faulty::Place>(1), {}};
    for (LifeId id = first_life_id; id < first_life_id + lives; ++id)
        world.partition(0).settle({.being = {.id = id}, .fault = &hasty});
    EXPECT_FALSE(world.run_until(world.today() + Days{days}));
    const double expected = lives * days;
    EXPECT_NEAR(static_cast<double>(world.work().events), expected, 4 * std::sqrt(expected));
}

TEST(failures, those_who_keep_their_promises_are_not_stopped)
{
    const Stopped stopped = run(harmless);
    EXPECT_FALSE(stopped.failure);
    EXPECT_EQ(stopped.today, last_day);
}

TEST(failures, whoever_watches_sees_each_event_and_may_end_the_run)
{
    static const Faulty::Numbers numbers;
    for (const int threads : {1, 3}) {
        int before_is_after = 0;
        World<Faulty> world{numbers,
                            std::vector<Faulty::Place>(1),
                            {.threads = threads,
                             .watch = [&](const Faulty::Life& before, const Faulty::Life& after,
                                          const Event& event) {
                                 before_is_after += before.being.id == after.being.id;
                                 return event.day < fault_day ? "" : "is not liked";
                             }}};
        world.partition(0).settle({.being = {.id = culprit}, .fault = &harmless});
        const auto failure = world.run_until(last_day);
        ASSERT_TRUE(failure);
        EXPECT_EQ(failure->what, "faulty.harmless is not liked");
        EXPECT_EQ(failure->who, culprit);
        EXPECT_GE(failure->day, fault_day);
        EXPECT_GT(before_is_after, 0);
    }
}

TEST(failures, the_first_of_several_is_the_one_that_is_told)
{
    static const Faulty::Numbers numbers;
    for (const int threads : {1, 3}) {
        World<Faulty> world{
            numbers, std::vector<Faulty::Place>(2), {.threads = threads, .travel = {0, 30, 30, 0}}};
        world.partition(0).settle({.being = {.id = first_life_id + 2}, .fault = &again});
        world.partition(1).settle({.being = {.id = first_life_id + 1}, .fault = &far_away});
        const auto failure = world.run_until(last_day);
        ASSERT_TRUE(failure);
        EXPECT_EQ(failure->who, first_life_id + 1);
    }
}

TEST(failures, nobody_travels_or_writes_where_no_way_is_given)
{
    static const Faulty::Numbers numbers;
    World<Faulty> world{numbers, std::vector<Faulty::Place>(100), {}};
    world.partition(0).settle({.being = {.id = culprit}, .fault = &far_away});
    const auto failure = world.run_until(last_day);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->what, std::string{"faulty.far_away "} + astray);
}

TEST(failures, ways_between_places_take_1_to_32_days)
{
    static const Faulty::Numbers numbers;
    const auto world = [](std::uint16_t days) {
        World<Faulty>{numbers, std::vector<Faulty::Place>(2), {.travel = {0, days, 1, 0}}};
    };
    EXPECT_NO_THROW(world(1));
    EXPECT_NO_THROW(world(32));
    EXPECT_THROW(world(0), std::invalid_argument);
    EXPECT_THROW(world(33), std::invalid_argument);
}

} // namespace
} // namespace counterlife::engine
