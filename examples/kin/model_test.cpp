// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/world.h"
#include "examples/kin/compare.h"
#include "examples/kin/output.h"
#include "examples/kin/run.h"
#include "examples/kin/scenario.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace counterlife::kin {
namespace {

const std::filesystem::path data = std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/kin/data";

Numbers numbers_of(std::string_view scenario)
{
    auto numbers = read_scenario(data, scenario);
    if (!numbers) throw std::runtime_error{numbers.error().front()};
    return *numbers;
}

/// What is known of a run's marriages and births beyond what the tables compare.
struct Families {
    int couples = 0, too_young = 0, kin = 0, at_once = 0, with_the_dead = 0, widowers = 0;
    int fatherless = 0, born = 0, too_soon = 0;
    double difference = 0, square = 0; ///< of spouses' ages, in years

    void read(const Register& entries, const Numbers& numbers)
    {
        std::map<Row, Moment> taken; // until when
        for (const Marriage& marriage : entries.marriages()) {
            const Person &wife = entries[marriage.wife], &husband = entries[marriage.husband];
            ++couples;
            too_young += marriage.begun.years() - husband.born.years() < 14.99;
            kin += entries.are_close_kin(marriage.wife, marriage.husband);
            const double years = wife.born.years() - husband.born.years();
            difference += years, square += years * years;
            const Moment ends = std::min(wife.died, husband.died);
            with_the_dead += ends < marriage.begun;
            widowers += taken.contains(marriage.husband);
            for (const Row one : {marriage.wife, marriage.husband}) {
                const auto before = taken.find(one);
                at_once += before != taken.end() && before->second > marriage.begun;
                taken[one] = ends;
            }
        }
        std::map<Row, double> last;
        for (const Person& person : entries.people()) {
            if (person.mother == no_row) continue;
            ++born;
            fatherless += person.father == no_row;
            const auto before = last.find(person.mother);
            too_soon += before != last.end() &&
                        person.born.years() - before->second < numbers.birth_interval / 12.0 - 1e-6;
            last[person.mother] = person.born.years();
        }
    }
};

Families families_of(const Numbers& numbers, const Outcome& outcome)
{
    Families families;
    for (const Register& entries : outcome.registers) families.read(entries, numbers);
    return families;
}

void expect_as_the_rates_have_it(std::string_view scenario, int fewest_cells)
{
    const Numbers numbers = numbers_of(scenario);
    const Outcome outcome = run(numbers, {.people = 60'000, .threads = 2});
    ASSERT_FALSE(outcome.failure) << outcome.failure->what;
    const auto checks = against_closed_forms(numbers, tables_of(outcome.registers, 100));
    const Verdict verdict = judge(checks);
    EXPECT_TRUE(verdict.passed()) << verdict.rms << ' ' << verdict.largest << '\n'
                                  << text_of(checks);
    EXPECT_GE(verdict.cells, fewest_cells);
}

TEST(Kin, a_shrinking_population_is_as_its_rates_have_it)
{
    expect_as_the_rates_have_it("sweden-2022", 130);
}

TEST(Kin, a_growing_population_is_as_its_rates_have_it)
{
    expect_as_the_rates_have_it("lese", 220);
}

TEST(Kin, wrong_rates_are_seen)
{
    const Numbers numbers = numbers_of("sweden-2022");
    Numbers other = numbers;
    for (auto& of_sex : other.death)
        for (Schedule& schedule : of_sex) {
            auto steps = schedule.steps();
            for (auto& step : steps) step.monthly *= 1.06;
            schedule = Schedule{steps};
        }
    const Outcome outcome = run(other, {.people = 60'000, .threads = 2});
    ASSERT_FALSE(outcome.failure);
    EXPECT_FALSE(judge(against_closed_forms(numbers, tables_of(outcome.registers, 100))).passed());
}

TEST(Kin, married_are_grown_up_no_kin_and_nobody_elses_spouse)
{
    for (const std::string& scenario : scenarios_in(data)) {
        const Numbers numbers = numbers_of(scenario);
        const Outcome outcome = run(numbers, {.people = 8'000});
        ASSERT_FALSE(outcome.failure) << outcome.failure->what;
        const Families families = families_of(numbers, outcome);
        EXPECT_GT(families.couples, 2'000) << scenario;
        EXPECT_EQ(families.too_young, 0) << scenario;
        EXPECT_EQ(families.kin, 0) << scenario;
        EXPECT_EQ(families.at_once, 0) << scenario;
        EXPECT_EQ(families.with_the_dead, 0) << scenario;
        EXPECT_GT(families.widowers, 3) << scenario;
        EXPECT_EQ(families.too_soon, 0) << scenario;
    }
}

TEST(Kin, with_one_queue_spouses_are_as_far_apart_as_is_wanted)
{
    const Numbers numbers = numbers_of("sweden-2022");
    const Outcome outcome = run(numbers, {.people = 20'000, .years = 30});
    const Families families = families_of(numbers, outcome);
    const double mean = families.difference / families.couples;
    EXPECT_NEAR(mean, 2.0, 0.1);
    EXPECT_NEAR(std::sqrt(families.square / families.couples - mean * mean), 3.0, 0.15);
}

TEST(Kin, an_unmarried_mother_marries_and_her_child_has_a_father)
{
    const Numbers numbers = numbers_of("sweden-2022");
    const Families families = families_of(numbers, run(numbers, {.people = 20'000, .years = 30}));
    EXPECT_GT(families.born, 4'000);
    // Born on the last days, or to a mother who died at once.
    EXPECT_LT(families.fatherless, 5);
    Numbers alone = numbers;
    alone.marriage_at_birth = false;
    const Outcome outcome = run(alone, {.people = 20'000, .years = 30});
    EXPECT_EQ(families_of(alone, outcome).couples, 0);
}

TEST(Kin, marriages_end_with_the_first_death_and_the_other_may_marry_again)
{
    const Numbers numbers = numbers_of("lese");
    const Outcome outcome = run(numbers, {.people = 8'000, .years = 50});
    std::map<Row, int> times;
    for (const Marriage& marriage : outcome.registers.front().marriages()) ++times[marriage.wife];
    int again = 0;
    for (const auto& [wife, count] : times) again += count > 1;
    EXPECT_GT(again, 500);
}

/// Grown-up founders who seek each other and die soon: what comes between letters comes often.
Numbers hurried(int queues)
{
    Numbers numbers = numbers_of(queues == 1 ? "sweden-2022" : "lese");
    for (auto& of_sex : numbers.death) of_sex.fill(Schedule{{{.monthly = 0.5}}});
    for (auto& of_sex : numbers.marriage) of_sex.fill(Schedule{{{.monthly = 3}}});
    if (queues == 1) numbers.marriage[index(Sex::man)].fill(Schedule{});
    numbers.sum_up();
    return numbers;
}

/// So many men and women of an age.
void settle(engine::Partition<Kin>& partition, std::uint64_t couples, double men, double women)
{
    const Numbers& numbers = partition.context().numbers;
    Place& place = partition.place;
    place.market = Market{numbers.market, 10};
    for (std::uint64_t i = 0; i < 2 * couples; ++i) {
        const Sex sex = i % 2 == 0 ? Sex::man : Sex::woman;
        const double age = sex == Sex::man ? men : women;
        Life life{.being = {.id = identity_of_founder(i)},
                  .born = {.day = first_day - engine::days_in_years(age)},
                  .sex = sex};
        life.row = place.entries.enter({.born = Moment{life.born}, .sex = sex});
        offer_himself(place, numbers, life, partition.settle(life).slot);
    }
}

TEST(Kin, who_found_nobody_may_seek_again)
{
    Numbers numbers = hurried(1);
    for (auto& of_sex : numbers.death) of_sex.fill(Schedule{});
    engine::World<Kin> world{numbers, std::vector<Place>(1), {}};
    auto& partition = world.partition(0);
    settle(partition, 500, 14.75, 18); // The boys are old enough after three months.
    ASSERT_FALSE(world.run_until(first_day + 60));
    EXPECT_EQ(partition.place.entries.marriages().size(), 0u);
    ASSERT_FALSE(world.run_until(first_day + 300));
    EXPECT_GT(partition.place.entries.marriages().size(), 450u);
}

TEST(Kin, births_go_by_how_many_there_have_been)
{
    Numbers numbers = numbers_of("lese");
    for (auto& of_status : numbers.birth)
        for (std::size_t parity = 2; parity < parities; ++parity) of_status[parity] = Schedule{};
    numbers.sum_up();
    const Outcome outcome = run(numbers, {.people = 2'000, .years = 40});
    std::map<Row, int> children;
    for (const Person& person : outcome.registers.front().people()) ++children[person.mother];
    int with_two = 0;
    for (const auto& [mother, count] : children) {
        if (mother == no_row) continue;
        EXPECT_LE(count, 2);
        with_two += count == 2;
    }
    EXPECT_GT(with_two, 400);
}

TEST(Kin, whoever_is_married_has_a_living_spouse_or_one_of_whom_word_is_on_its_way)
{
    for (const int queues : {1, 2}) {
        const Numbers numbers = hurried(queues);
        engine::World<Kin> world{numbers, std::vector<Place>(1), {}};
        auto& partition = world.partition(0);
        const Place& place = partition.place;
        settle(partition, 4'000, 20, 20);
        const Day end = first_day + 60;
        ASSERT_FALSE(world.run_until(end));
        int married = 0;
        for (const Life& life : partition.lives()) {
            if (life.being.id == engine::nobody || life.status != Status::married) continue;
            ++married;
            const Moment died = place.entries[life.spouse_row].died;
            EXPECT_GT(died, Moment{{.day = end - 4}}) << queues << ' ' << life.row;
        }
        EXPECT_GT(married, 200) << queues;
        Families families;
        families.read(place.entries, numbers);
        EXPECT_GT(families.couples, 1'000) << queues;
        EXPECT_EQ(families.with_the_dead, 0) << queues;
        EXPECT_EQ(families.at_once, 0) << queues;
    }
}

TEST(Kin, founders_have_just_had_the_births_that_others_have)
{
    const Numbers numbers = numbers_of("lese");
    const StablePopulation stable{numbers};
    double expected = 0; // a month, of one person
    for (int month = 0; month < last_month; ++month)
        expected += stable.members(Sex::woman, month) * stable.birth().wanted(month);
    constexpr int people = 300'000;
    const Outcome outcome = run(numbers, {.people = people, .years = 1});
    const Tables tables = tables_of(outcome.registers, 1);
    EXPECT_NEAR(static_cast<double>(tables.years[0].births) / (people * expected * 12), 1, 0.035);
}

TEST(Kin, threads_and_the_order_of_places_leave_no_trace)
{
    const Numbers numbers = numbers_of("lese");
    const Plan plan{.people = 6'000, .years = 40, .places = 5};
    const Outcome one = run(numbers, plan);
    Plan more = plan;
    more.threads = 3;
    const Outcome three = run(numbers, more);
    EXPECT_EQ(one.digest, three.digest);
    EXPECT_GT(one.work.events, 10'000);
    more.seed = 2;
    EXPECT_NE(run(numbers, more).digest, one.digest);
}

TEST(Kin, births_and_deaths_are_the_same_however_many_places_there_are)
{
    const Numbers numbers = numbers_of("sweden-2022");
    const auto totals = [&](int places) {
        const Outcome outcome = run(numbers, {.people = 6'000, .years = 60, .places = places});
        return tables_of(outcome.registers, 60);
    };
    const Tables one = totals(1), seven = totals(7);
    EXPECT_EQ(one.whole.vital.births, seven.whole.vital.births);
    EXPECT_EQ(one.whole.vital.deaths, seven.whole.vital.deaths);
    EXPECT_GT(one.ever_alive(), 9'000);
}

TEST(Kin, higher_rates_of_birth_bring_nobodys_first_child_later)
{
    const Numbers numbers = numbers_of("sweden-2022");
    Numbers raised = numbers;
    for (auto& of_status : raised.birth)
        for (Schedule& schedule : of_status) {
            auto steps = schedule.steps();
            for (auto& step : steps) step.monthly *= 1.3;
            schedule = Schedule{steps, numbers.birth_interval};
        }
    // Founders are the same people in both, but of other ages: their daughters are compared.
    const auto first_births = [](const Numbers& of) {
        engine::World<Kin> world{of, std::vector<Place>(1), {.sample = {.one_in = 1}}};
        auto& partition = world.partition(0);
        partition.place.market = Market{of.market, 60};
        for (std::uint64_t i = 0; i < 5'000; ++i) {
            Life life{.being = {.id = identity_of_founder(i)},
                      .born = {.day = Day{-5'000}},
                      .sex = Sex::woman};
            life.row =
                partition.place.entries.enter({.born = Moment{life.born}, .sex = Sex::woman});
            partition.settle(life);
        }
        EXPECT_FALSE(world.run_until(end_of_run(40)));
        std::map<LifeId, Day> days;
        for (const engine::Event& event : partition.take_events())
            if (event.rule == birth.number) days.emplace(event.who, event.day);
        return days;
    };
    const auto before = first_births(numbers), after = first_births(raised);
    int sooner = 0;
    for (const auto& [who, day] : before) {
        const auto now = after.find(who);
        if (now == after.end()) continue; // A child's child: in another world it is nobody.
        ASSERT_LE(now->second, day);
        sooner += now->second < day;
    }
    EXPECT_GT(sooner, 500);
}

} // namespace
} // namespace counterlife::kin
