// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/compare.h"
#include "examples/epidemic/expected.h"
#include "examples/epidemic/plain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace counterlife::epidemic {
namespace {

const std::filesystem::path data =
    std::filesystem::path{COUNTERLIFE_SOURCE} / "examples/epidemic/data";

Numbers numbers_of(std::string_view scenario)
{
    auto numbers = read_scenario(data, scenario);
    if (!numbers) throw std::runtime_error{numbers.error().front()};
    return *numbers;
}

std::vector<Series> samples_of(const Numbers& numbers, int count = 20, int days = 101)
{
    return run(numbers, {.hosts = count * sample_hosts,
                         .days = days,
                         .threads = 2,
                         .places = count,
                         .within = 1})
        .places;
}
const std::vector<Series>& samples()
{
    static const std::vector<Series> all = samples_of(numbers_of("idmm"));
    return all;
}

void expect_passed(const std::vector<Check>& checks, int fewest_cells)
{
    const Verdict verdict = judge(checks);
    EXPECT_TRUE(verdict.passed()) << text_of(checks);
    EXPECT_GE(verdict.cells, fewest_cells);
}

TEST(EpidemicExpected, contacts_are_those_of_renewal_theory)
{
    const Renewal contacts{1.5, 60};
    EXPECT_NEAR(contacts.expected(1.2), std::exp(1.2 / 3) - 1, 1e-5);
    EXPECT_NEAR(contacts.expected(3), std::exp(1.0) - 1, 1e-5);
    EXPECT_NEAR(contacts.expected(60), 60 / 1.5 - 1.0 / 3, 1e-5);
}

TEST(EpidemicExpected, a_host_escapes_by_having_no_contact)
{
    const Renewal contacts{1, 30};
    EXPECT_NEAR(contacts.escape(0, 0, 0.5), 1 - 0.5 / 2, 1e-6);
    EXPECT_NEAR(contacts.escape(0, 20, 21), 0.25, 1e-5); // (1 - 1/2)^2, long after the beginning.
    EXPECT_NEAR(contacts.escape(0, 3, 5), 0, 1e-9);
    EXPECT_NEAR(contacts.escape(1, 3, 12), 1, 1e-5);
}

TEST(EpidemicExpected, a_host_escapes_as_often_as_by_trial)
{
    const Renewal contacts{1, 15};
    std::mt19937_64 luck{7};
    std::uniform_real_distribution<double> gap{0, 2};
    double sum = 0, squares = 0;
    constexpr int trials = 200'000;
    for (int trial = 0; trial < trials; ++trial) {
        double share = 1;
        for (double at = gap(luck); at <= 12; at += gap(luck))
            if (at > 5) share *= 0.9;
        sum += share;
        squares += share * share;
    }
    const double mean = sum / trials, error = std::sqrt((squares / trials - mean * mean) / trials);
    EXPECT_NEAR(contacts.escape(0.9, 5, 12), mean, 4 * error);
}

TEST(EpidemicExpected, who_infects_everybody_infects_all_links)
{
    Numbers numbers = numbers_of("once");
    numbers.transmission = Chance{1};
    EXPECT_NEAR(first_generation(numbers), 8, 1e-4);
    EXPECT_NEAR(final_size(numbers), 1, 1e-9);
    numbers.transmission = Chance{0};
    EXPECT_NEAR(final_size(numbers), numbers.initial.value(), 1e-9);
    EXPECT_NEAR(first_wave(numbers, 1e6, 4), 0, 1e-5);
}

TEST(EpidemicExpected, below_one_in_the_first_generation_there_is_no_epidemic)
{
    Numbers numbers = numbers_of("once");
    numbers.initial = Chance{1e-6};
    numbers.transmission = Chance{0.005};
    EXPECT_LT(first_generation(numbers), 1);
    EXPECT_LT(final_size(numbers), 1e-4);
    numbers.transmission = Chance{0.02};
    EXPECT_GT(final_size(numbers), 0.5);
}

TEST(EpidemicCompared, an_epidemic_is_what_closed_forms_say)
{
    expect_passed(against_closed_forms(numbers_of("idmm"), samples()), 8);
    const Numbers once = numbers_of("once");
    expect_passed(against_closed_forms(once, samples_of(once, 6, 200)), 5);
}

TEST(EpidemicCompared, the_course_is_that_of_other_programs)
{
    const auto files = references_of(data, "idmm");
    EXPECT_EQ(files.size(), 2u);
    for (const auto& file : files) {
        const auto checks = against_reference(samples(), file);
        ASSERT_TRUE(checks) << checks.error().front();
        expect_passed(*checks, 50);
    }
}

TEST(EpidemicCompared, a_plain_program_does_the_same)
{
    const Numbers numbers = numbers_of("once");
    std::vector<Series> plain;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        plain.push_back(run_plainly(numbers, 4000, 101, seed));
    const auto size = [](const std::vector<Series>& all) {
        double sum = 0, hosts = 0;
        for (const Series& series : all) {
            sum += static_cast<double>(series.total().entered[index(Phase::latent)]);
            hosts += static_cast<double>(series.hosts);
        }
        return sum / hosts;
    };
    EXPECT_NEAR(size(plain), final_size(numbers), 0.03);
}

TEST(EpidemicCompared, another_disease_is_told_apart)
{
    Numbers numbers = numbers_of("idmm");
    numbers.transmission = Chance{0.11};
    const std::vector<Series> other = samples_of(numbers, 8);
    EXPECT_FALSE(judge(against_closed_forms(numbers_of("idmm"), other)).passed());
    const auto checks = against_reference(other, data / "reference" / "idmm-openmpp.csv");
    ASSERT_TRUE(checks);
    EXPECT_FALSE(judge(*checks).passed());
}

TEST(EpidemicCompared, a_phase_of_wrong_length_is_noticed)
{
    std::vector<Series> wrong = samples();
    --wrong[3].days[40].entered[index(Phase::immune)];
    ++wrong[3].days[41].entered[index(Phase::immune)];
    EXPECT_TRUE(judge(against_closed_forms(numbers_of("idmm"), wrong)).unequal);
}

} // namespace
} // namespace counterlife::epidemic
