// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/compare.h"

#include <cmath>
#include <cstdio>

namespace counterlife::kin {

namespace {

/// With fewer events than that, or people of either answer, the scatter tells little.
constexpr std::int64_t fewest = 50;
/// Kin of those of one age are nearly those of the next: some ages tell all.
constexpr int years_apart = 10;
/// In the last year of age not only the rate brings death.
constexpr std::size_t ages_of_death = age_classes - 1;

bool enough(std::int64_t those, std::int64_t all) noexcept
{
    return those >= fewest && all - those >= fewest;
}

double share(std::int64_t those, std::int64_t all) noexcept
{
    return all > 0 ? static_cast<double>(those) / static_cast<double>(all) : 0;
}

constexpr std::array expectancy_names{"life_expectancy_men", "life_expectancy_women"};
constexpr std::array death_names{"death_rate_men", "death_rate_women"};

int row_of(std::size_t age) noexcept
{
    return static_cast<int>(begin_of_class(age));
}

} // namespace

std::vector<Cell> cells_of(const Totals& totals, int years)
{
    const Vital& vital = totals.vital;
    std::vector<Cell> cells;
    for (const Sex sex : {Sex::man, Sex::woman})
        cells.push_back({expectancy_names[index(sex)], -1, vital.expectancy(sex)});
    cells.push_back({"total_fertility", -1, vital.total_fertility()});
    cells.push_back({"growth", -1, std::log(share(totals.living, totals.founders)) / years,
                     totals.living > 0 && totals.founders > 0});
    for (const Sex sex : {Sex::man, Sex::woman})
        for (std::size_t age = 0; age < ages_of_death; ++age)
            cells.push_back({death_names[index(sex)], row_of(age), vital.death_rate(sex, age),
                             vital.deaths[index(sex)][age] >= fewest});
    for (std::size_t age = months_a_year; age < age_classes; ++age)
        cells.push_back(
            {"birth_rate", row_of(age), vital.birth_rate(age), vital.births[age] >= fewest});
    for (int age = 0; age < std::min(last_age, years); age += years_apart) {
        const KinTotals& kin = totals.kin[static_cast<std::size_t>(age)];
        cells.push_back({"living_mother", age, share(kin.with_mother, kin.people),
                         enough(kin.with_mother, kin.people)});
        cells.push_back({"living_children", age, share(kin.of_women, kin.women),
                         kin.of_women >= fewest && kin.women >= fewest});
        cells.push_back({"living_siblings", age, share(kin.siblings, kin.people),
                         kin.siblings >= fewest && kin.people >= fewest});
    }
    return cells;
}

std::vector<double> expected_of(const Numbers& numbers, const StablePopulation& stable, int years)
{
    const auto middle = [](std::size_t age) {
        return months_a_year * (begin_of_class(age) + end_of_class(age)) / 2;
    };
    std::vector<double> expected;
    for (const Sex sex : {Sex::man, Sex::woman}) expected.push_back(stable.expectancy(sex));
    expected.push_back(stable.total_fertility());
    expected.push_back(stable.growth());
    for (std::size_t sex = 0; sex < sexes; ++sex)
        for (std::size_t age = 0; age < ages_of_death; ++age)
            expected.push_back(months_a_year * numbers.death[sex][0].monthly(middle(age)));
    for (std::size_t age = months_a_year; age < age_classes; ++age)
        expected.push_back(months_a_year * numbers.birth[0][0].wanted(middle(age)));
    const StableKin kin{stable};
    for (int age = 0; age < std::min(last_age, years); age += years_apart) {
        expected.push_back(kin.has_mother(age));
        expected.push_back(kin.children(age));
        expected.push_back(kin.siblings(age));
    }
    return expected;
}

double Check::z() const noexcept
{
    const double difference = cell.value - expected;
    return error > 0 ? difference / error : difference == 0 ? 0 : HUGE_VAL;
}

std::vector<Check> against_closed_forms(const Numbers& numbers, const Tables& tables)
{
    const std::vector<Cell> cells = cells_of(tables.whole, tables.run);
    const auto expected = expected_of(numbers, StablePopulation{numbers}, tables.run);
    std::vector<double> sums(cells.size()), squares(cells.size());
    double count = 0;
    for (const Totals& family : tables.by_family) {
        if (family.founders == 0) continue;
        ++count;
        const auto without = cells_of(Totals{tables.whole}.add(family, -1), tables.run);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double difference = without[i].value - cells[i].value;
            sums[i] += difference;
            squares[i] += difference * difference;
        }
    }
    std::vector<Check> checks;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double scatter = squares[i] - sums[i] * sums[i] / count;
        if (cells[i].counts)
            checks.push_back({cells[i], expected[i], std::sqrt(scatter * (count - 1) / count)});
    }
    return checks;
}

bool Verdict::passed() const noexcept
{
    return cells > 0 && largest <= largest_z && rms >= lowest_rms && rms <= highest_rms;
}

Verdict judge(const std::vector<Check>& checks)
{
    Verdict verdict;
    double squares = 0;
    for (const Check& check : checks) {
        const double z = check.z();
        ++verdict.cells;
        squares += z * z;
        if (!(std::abs(z) < verdict.largest)) verdict.largest = std::abs(z), verdict.worst = check;
    }
    verdict.rms = std::sqrt(squares / verdict.cells);
    return verdict;
}

std::string text_of(const std::vector<Check>& checks)
{
    std::string out;
    std::array<char, 160> text{};
    for (const Check& check : checks) {
        std::snprintf(text.data(), text.size(), "%-22s %4s %14.8f %14.8f %11.2e %7.2f\n",
                      std::string{check.cell.measure}.c_str(),
                      check.cell.row < 0 ? "" : std::to_string(check.cell.row).c_str(),
                      check.cell.value, check.expected, check.error, check.z());
        out += text.data();
    }
    return out;
}

} // namespace counterlife::kin
