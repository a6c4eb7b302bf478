// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/rates.h"
#include "study/study.h"

#include "study/figures/life_table.h"
#include "study/record/series_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace counterlife::study {
namespace {

/// Counts written down a line each.
class Ledger {
public:
    Ledger& add(int year, std::string measure, std::string sex, int age, double value,
                std::string status = {})
    {
        return add_at("nation", "nation", year, std::move(measure), std::move(sex), age, value,
                      std::move(status));
    }
    Ledger& add_at(std::string level, std::string place, int year, std::string measure,
                   std::string sex, int age, double value, std::string status = {})
    {
        rows_.push_back({.year = static_cast<std::int16_t>(year),
                         .measure = std::move(measure),
                         .level = std::move(level),
                         .place = std::move(place),
                         .sex = std::move(sex),
                         .age = static_cast<std::int16_t>(age),
                         .status = std::move(status),
                         .value = value,
                         .unit = "persons"});
        return *this;
    }
    std::vector<SeriesRow> made_rates(double persons_per_life = 1) const
    {
        return rates(rows_, persons_per_life);
    }
    const std::vector<SeriesRow>& rows() const { return rows_; }

private:
    std::vector<SeriesRow> rows_;
};

/// The one row that fits, or not a number.
double value_of(const std::vector<SeriesRow>& rows, const Slice& slice, int year = 1990)
{
    for (const SeriesRow& row : rows)
        if (row.year == year && row.measure == slice.measure && row.level == slice.level &&
            row.place == slice.place && row.sex == slice.sex && row.status == slice.status &&
            row.age == slice.age)
            return row.value;
    return NAN;
}

Ledger two_januaries()
{
    return Ledger{}
        .add(1990, "population", "male", 30, 900)
        .add(1991, "population", "male", 30, 1100)
        .add(1990, "population", "female", 30, 1000)
        .add(1991, "population", "female", 30, 1000);
}

TEST(rates, the_midyear_population_is_the_mean_of_two_januaries)
{
    const auto made = two_januaries().made_rates(100);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "midyear_population"}), 2000);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "midyear_population", .sex = "male"}), 1000);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "population_scaled"}), 200'000);
}

TEST(rates, the_last_january_alone_gives_no_rates)
{
    const auto made = two_januaries().made_rates();
    EXPECT_TRUE(std::isnan(value_of(made, {.measure = "midyear_population"}, 1991)));
    EXPECT_TRUE(rates({}, 100).empty());
}

TEST(rates, crude_rates_are_per_thousand_and_year)
{
    const auto made = two_januaries()
                          .add(1990, "births", "male", -1, 21)
                          .add(1990, "births", "female", -1, 20)
                          .add(1990, "deaths", "male", 30, 10)
                          .add(1990, "deaths", "female", 30, 8)
                          .add(1990, "marriages", "all", -1, 17)
                          .made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "crude_birth_rate"}), 20.5);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "crude_death_rate"}), 9);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "crude_marriage_rate"}), 8.5);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "sex_ratio_at_birth"}), 105);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "sex_ratio"}), 100);
}

TEST(rates, fertility_adds_up_over_five_year_groups)
{
    Ledger ledger;
    for (const int year : {1990, 1991})
        for (const int age : {20, 21, 25, 27}) ledger.add(year, "population", "female", age, 100);
    const auto made = ledger.add(1990, "births_by_mother_age", "female", 21, 40)
                          .add(1990, "births_by_mother_age", "female", 25, 10)
                          .add(1990, "births_by_mother_age", "female", 27, 10)
                          .made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "asfr", .sex = "female", .age = 20}), 200);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "asfr", .sex = "female", .age = 25}), 100);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "tfr"}), 1.5);
    // (0.4 x 21.5 + 0.1 x 25.5 + 0.1 x 27.5) / 0.6
    EXPECT_NEAR(value_of(made, {.measure = "mean_age_childbearing"}), 13.9 / 0.6, 1e-12);
}

TEST(rates, the_rare_birth_after_the_usual_ages_counts_with_the_last_group)
{
    const auto made = Ledger{}
                          .add(1990, "population", "female", 47, 100)
                          .add(1991, "population", "female", 47, 100)
                          .add(1990, "births_by_mother_age", "female", 51, 1)
                          .made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "asfr", .sex = "female", .age = 45}), 10);
}

TEST(rates, infant_mortality_is_deaths_under_one_by_births)
{
    const auto made = Ledger{}
                          .add(1990, "population", "male", 0, 500)
                          .add(1991, "population", "male", 0, 500)
                          .add(1990, "births", "male", -1, 1000)
                          .add(1990, "deaths", "male", 0, 35)
                          .made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "infant_mortality", .sex = "male"}), 35);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "mx", .sex = "male", .age = 0}), 0.07);
}

TEST(rates, ages_at_first_marriage_count_from_the_middle_of_the_year_of_age)
{
    const auto made = two_januaries()
                          .add(1990, "first_marriages", "female", 24, 3)
                          .add(1990, "first_marriages", "female", 28, 1)
                          .made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "mean_age_first_marriage", .sex = "female"}), 25.5);
}

TEST(rates, the_widowed_and_divorced_have_been_married)
{
    Ledger ledger = two_januaries();
    for (const int year : {1990, 1991})
        ledger.add(year, "marital", "male", 31, 5, "never_married")
            .add(year, "marital", "male", 33, 12, "married")
            .add(year, "marital", "male", 34, 2, "widowed")
            .add(year, "marital", "male", 34, 1, "divorced");
    const auto made = ledger.made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "ever_married_share", .sex = "male", .age = 30}),
                     0.75);
}

TEST(rates, provinces_share_what_is_in_provinces)
{
    Ledger ledger;
    for (const int year : {1990, 1991})
        ledger.add_at("province", "Chagang", year, "population", "male", -1, 10)
            .add_at("province", "Chagang", year, "population", "female", -1, 20)
            .add_at("province", "Kangwon", year, "population", "male", -1, 90)
            .add_at("place", "Wonsan", year, "population", "male", -1, 90)
            .add(year, "population", "male", -1, 200);
    const auto made = ledger.made_rates();
    EXPECT_DOUBLE_EQ(
        value_of(made, {.measure = "province_share", .level = "province", .place = "Chagang"}),
        0.25);
}

TEST(rates, households_towns_and_dependants_are_shares_of_those_who_are_there)
{
    Ledger ledger = two_januaries();
    for (const int year : {1990, 1991})
        ledger.add(year, "households", "all", -1, 500)
            .add(year, "household_members", "all", -1, 1950)
            .add(year, "urban_population", "all", -1, 1240)
            .add(year, "population", "male", 14, 100)
            .add(year, "population", "male", 65, 300);
    const auto made = ledger.made_rates();
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "persons_per_household"}), 3.9);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "urban_share"}), 1240 / 2400.0);
    EXPECT_DOUBLE_EQ(value_of(made, {.measure = "dependency_ratio"}), 20);
}

TEST(life_table, a_constant_death_rate_gives_its_inverse)
{
    // Dying lives half a year of the last, so each age's share is m / (1 + m / 2) and the sum of
    // years lived is exactly 1 / m, wherever the open age begins.
    constexpr double rate = 0.02;
    std::array<double, 111> deaths{};
    std::array<double, 111> exposure{};
    for (std::size_t age = 0; age < deaths.size(); ++age) {
        exposure[age] = 10'000;
        deaths[age] = rate * exposure[age];
    }
    const auto table = life_table({.deaths = deaths,
                                   .exposure = exposure,
                                   .newborn = exposure[0] + deaths[0] / 2,
                                   .infant_years_lived = 0.5});
    ASSERT_TRUE(table);
    EXPECT_NEAR(table->life_expectancy, 50, 1e-9);
    EXPECT_NEAR(table->dead_by_one, 0.02 / 1.01, 1e-12);
    EXPECT_NEAR(1 - table->dead_by_five, std::pow(0.99 / 1.01, 5), 1e-12);
}

TEST(life_table, infants_who_die_early_live_less_of_their_year)
{
    const std::array<double, 2> deaths{100, 900};
    const std::array<double, 2> exposure{910, 9000};
    const auto table = life_table(
        {.deaths = deaths, .exposure = exposure, .newborn = 1000, .infant_years_lived = 0.1});
    ASSERT_TRUE(table);
    // A tenth lives a tenth of a year; the others live the year and ten more.
    EXPECT_NEAR(table->life_expectancy, 0.1 * 0.1 + 0.9 * 11, 1e-12);
}

TEST(life_table, too_few_deaths_give_no_table)
{
    const std::array<double, 3> deaths{1, 2, 3};
    const std::array<double, 3> exposure{100, 100, 100};
    EXPECT_FALSE(life_table({.deaths = deaths, .exposure = exposure, .newborn = 100}));
}

TEST(life_table, the_formulas_for_infants_join_without_a_step)
{
    EXPECT_NEAR(infant_years_lived_male(0.02299999), infant_years_lived_male(0.023), 1e-4);
    EXPECT_NEAR(infant_years_lived_male(0.08306999), infant_years_lived_male(0.08307), 1e-4);
    EXPECT_NEAR(infant_years_lived_female(0.01723999), infant_years_lived_female(0.01724), 1e-4);
    EXPECT_NEAR(infant_years_lived_female(0.06890999), infant_years_lived_female(0.06891), 1e-4);
}

TEST(life_table, infants_who_die_were_partly_born_the_year_before)
{
    Ledger ledger;
    for (const int year : {1990, 1991, 1992})
        ledger.add(year, "population", "male", 0, 1000).add(year, "population", "male", 1, 5000);
    ledger.add(1990, "births", "male", -1, 2000).add(1991, "births", "male", -1, 1000);
    for (const int year : {1990, 1991})
        ledger.add(year, "deaths", "male", 0, 100).add(year, "deaths", "male", 1, 100);
    const auto made = ledger.made_rates();
    // A rate of 0.1 has its dying live 0.29915 years, and the rate at age one is 0.02 for ever.
    const double share = 100 / (0.70085 * 1000 + 0.29915 * 2000);
    EXPECT_NEAR(value_of(made, {.measure = "life_expectancy", .sex = "male"}, 1991),
                share * 0.29915 + (1 - share) * 51, 1e-9);
}

} // namespace
} // namespace counterlife::study
