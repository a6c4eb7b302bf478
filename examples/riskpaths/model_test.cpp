// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/world.h"
#include "examples/riskpaths/compare.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace counterlife::riskpaths {
namespace {

const std::filesystem::path data =
    std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/riskpaths/data";

Numbers numbers_of(std::string_view scenario, bool mortality = false)
{
    auto numbers = read_scenario(data, scenario, mortality);
    if (!numbers) throw std::runtime_error{numbers.error().front()};
    return *numbers;
}

Outcome million(bool mortality)
{
    return run(numbers_of("bulgaria", mortality),
               {.cases = 1'000'000, .threads = 2, .mortality = mortality});
}
const Outcome& without_mortality()
{
    static const Outcome outcome = million(false);
    return outcome;
}
const Outcome& with_mortality()
{
    static const Outcome outcome = million(true);
    return outcome;
}

void expect_passed(const std::vector<Check>& checks, int fewest_cells)
{
    const Verdict verdict = judge(checks);
    EXPECT_TRUE(verdict.passed()) << text_of(checks);
    EXPECT_GE(verdict.cells, fewest_cells);
}

TEST(RiskPaths, nobody_dies_before_a_hundred_without_mortality)
{
    const Book book = without_mortality().whole();
    const auto cases = static_cast<double>(book.cases);
    ASSERT_EQ(book.cases, 1'000'000);
    for (const Cell& cell : cells_of(book)) {
        if (cell.table == "T01") {
            EXPECT_EQ(cell.value(), 100.0);
        }
        if (cell.table != "T02") continue;
        const bool lived_at_100 = cell.row == 100 && cell.measure == "person_years_per_case";
        EXPECT_EQ(cell.above, lived_at_100 ? 0.0 : cases) << cell.measure << ' ' << cell.row;
    }
}

TEST(RiskPaths, nobody_conceives_under_15_or_from_40)
{
    for (const Cell& cell : cells_of(without_mortality().whole()))
        if (cell.table == "T03" && (cell.row == 0 || cell.row == 26)) {
            EXPECT_EQ(cell.above, 0.0);
        }
}

TEST(RiskPaths, rates_come_out_as_the_hazards_that_went_in)
{
    expect_passed(against_closed_forms(numbers_of("bulgaria"), without_mortality().whole()), 60);
}

TEST(RiskPaths, lives_last_as_long_as_mortality_says)
{
    const Numbers numbers = numbers_of("bulgaria", true);
    const auto checks = against_closed_forms(numbers, with_mortality().whole());
    expect_passed(checks, 250);
    for (const Check& check : checks) {
        if (check.cell.table == "T01") {
            EXPECT_NEAR(check.expected, 63.07925, 5e-6);
            // The second moment of an exponential that is cut off at 100.
            const double h = -std::log(0.99), left = std::exp(-100 * h);
            const double square = 2 * (1 - left * (1 + 100 * h)) / (h * h);
            EXPECT_NEAR(check.error * std::sqrt(check.cell.below),
                        std::sqrt(square - check.expected * check.expected), 1e-9);
        }
        if (check.cell.measure == "pop_start_share") {
            EXPECT_NEAR(check.expected, std::pow(0.99, check.cell.row), 1e-12);
        }
    }
}

TEST(RiskPaths, tables_agree_with_another_program)
{
    const auto base = against_reference(without_mortality().samples,
                                        data / "reference/independent_400M.csv", 400e6);
    ASSERT_TRUE(base);
    expect_passed(*base, 115);
    const auto mortality = against_reference(
        with_mortality().samples, data / "reference/independent_mortality_200M.csv", 200e6);
    ASSERT_TRUE(mortality);
    expect_passed(*mortality, 310);
}

TEST(RiskPaths, another_society_is_told_apart)
{
    const Outcome russia = run(numbers_of("russia"), {.cases = 100'000, .threads = 2});
    const auto checks =
        against_reference(russia.samples, data / "reference/independent_400M.csv", 400e6);
    ASSERT_TRUE(checks);
    EXPECT_FALSE(judge(*checks).passed());
}

TEST(RiskPaths, threads_and_batches_leave_no_trace)
{
    const Numbers numbers = numbers_of("bulgaria", true);
    const Plan plan{.cases = 50'000, .mortality = true};
    const Outcome one = run(numbers, plan);
    for (const int threads : {2, 4, 7}) {
        Plan other = plan;
        other.threads = threads;
        const Outcome same = run(numbers, other);
        EXPECT_EQ(same.samples, one.samples) << threads << " threads";
        EXPECT_EQ(same.digest, one.digest) << threads << " threads";
    }
    for (const std::int64_t batch : {1, 10'000, 1'000'000}) {
        Plan other = plan;
        other.batch = batch;
        EXPECT_EQ(run(numbers, other).samples, one.samples) << "batches of " << batch;
    }
}

TEST(RiskPaths, seeds_make_other_lives)
{
    const Numbers numbers = numbers_of("bulgaria");
    EXPECT_NE(run(numbers, {.cases = 1000, .seed = 1}).whole(),
              run(numbers, {.cases = 1000, .seed = 2}).whole());
}

/// The tick of each case's event under a rule, where there is one.
std::map<engine::LifeId, Tick> ticks_of(const Rule& rule, const Numbers& numbers)
{
    engine::World<RiskPaths> world{numbers, std::vector<Place>(1), {.sample = {.one_in = 1}}};
    for (engine::LifeId i = 0; i < 20'000; ++i)
        world.partition(0).settle({.being = {.id = engine::first_life_id + i}});
    EXPECT_FALSE(world.run_until(last_tick + 1));
    std::map<engine::LifeId, Tick> ticks;
    for (const engine::Event& event : world.partition(0).take_events())
        if (event.rule == rule.number) ticks[event.who] = event.day;
    return ticks;
}

void expect_never_later(const Rule& rule, const Numbers& base, const Numbers& raised)
{
    const auto before = ticks_of(rule, base), after = ticks_of(rule, raised);
    int sooner = 0;
    for (const auto& [who, tick] : before) {
        const auto now = after.find(who);
        ASSERT_NE(now, after.end()) << who;
        ASSERT_LE(now->second, tick) << who;
        sooner += now->second < tick;
    }
    EXPECT_GT(sooner, 1000);
    EXPECT_GT(after.size(), before.size());
}

TEST(RiskPaths, a_higher_hazard_brings_nobodys_event_later)
{
    const Numbers base = numbers_of("bulgaria");
    Numbers raised = base;
    raised.first_union = 1.5 * base.first_union;
    expect_never_later(first_union, base, raised);

    raised = base;
    for (RateTable& table : raised.pregnancy) table = 1.5 * table;
    expect_never_later(first_pregnancy, base, raised);
}

TEST(RiskPaths, a_stretch_of_time_is_closed_on_the_left)
{
    const Instant since{.day = birth + 10, .fraction = 5};
    const Life life{.since = since, .status = Status::first_early};
    EXPECT_EQ(status_at(life, {.day = birth + 16, .fraction = 4}), Status::first_early);
    EXPECT_EQ(status_at(life, {.day = birth + 16, .fraction = 5}), Status::first_late);
}

} // namespace
} // namespace counterlife::riskpaths
