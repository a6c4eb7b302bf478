// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/compare.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

namespace counterlife::riskpaths {

namespace {

/// With fewer events than that, a rate is too far from normal for its z to mean much.
constexpr double fewest_events = 20;

/// Numbers of survivors and years lived, as shares of the cases, with their variances for a case.
struct LifeTable {
    std::array<double, last_age + 1> alive{};
    std::array<double, last_age> years{}, years_variance{};
    double expectancy = 0, expectancy_variance = 0;

    explicit LifeTable(const Numbers& numbers)
    {
        double share = 1.0, square = 0.0;
        for (int age = 0; age <= last_age; ++age) {
            const auto a = static_cast<std::size_t>(age);
            alive[a] = share; // Also those who die at the very beginning of the year.
            if (age == last_age || birthday(age) >= numbers.last_day) {
                share = 0.0;
                continue;
            }
            const double hazard =
                             numbers.death.rate({birth}, {birthday(age)}).value() / per_engine_year,
                         left = std::exp(-hazard);
            // Integrals over the year of survival, and of survival times the part that has passed.
            const double area = hazard > 0 ? (1 - left) / hazard : 1.0;
            const double moment = hazard > 0 ? (1 - left * (1 + hazard)) / (hazard * hazard) : 0.5;
            years[a] = share * area;
            years_variance[a] = 2 * share * moment - years[a] * years[a];
            expectancy += years[a];
            square += 2 * share * (age * area + moment);
            share *= left;
        }
        expectancy_variance = square - expectancy * expectancy;
    }
};

} // namespace

double Check::z() const noexcept
{
    const double difference = cell.value() - expected;
    return error > 0 ? difference / error : difference == 0 ? 0 : HUGE_VAL;
}

bool Verdict::passed() const noexcept
{
    return cells > 0 && !unequal && largest <= largest_z && rms >= lowest_rms && rms <= highest_rms;
}

Verdict judge(const std::vector<Check>& checks)
{
    Verdict verdict;
    double squares = 0;
    int counted = 0;
    for (const Check& check : checks) {
        const double z = check.z();
        if (check.error == 0) {
            verdict.unequal = verdict.unequal || z != 0;
            continue;
        }
        ++verdict.cells;
        if (std::abs(z) >= verdict.largest) verdict.largest = std::abs(z), verdict.worst = check;
        // The survivors to one age are nearly those to the next: T02 is one z, not two hundred.
        if (check.cell.table == "T02") continue;
        squares += z * z;
        ++counted;
    }
    verdict.rms = std::sqrt(squares / counted);
    return verdict;
}

std::vector<Check> against_closed_forms(const Numbers& numbers, const Book& book)
{
    const LifeTable table{numbers};
    const auto cases = static_cast<double>(book.cases);
    std::vector<Check> checks;
    for (const Cell& cell : cells_of(book)) {
        const auto row = static_cast<std::size_t>(std::max(cell.row, 0));
        const auto spread = [cases](double variance) {
            return variance > 1e-12 ? std::sqrt(variance / cases) : 0.0;
        };
        const auto rate_of = [&](const RateTable& hazard) {
            const double rate = hazard.rate({birth}, {band_begin(row)}).value() / per_engine_year;
            // Events less the hazard they were exposed to have mean 0 and that variance, exactly.
            if (cell.below > 0 && (rate == 0 || rate * cell.below >= fewest_events))
                checks.push_back({cell, rate, std::sqrt(rate / cell.below)});
        };
        if (cell.table == "T01") {
            checks.push_back({cell, table.expectancy, spread(table.expectancy_variance)});
        } else if (cell.measure == "pop_start_share") {
            const double share = table.alive[row];
            checks.push_back({cell, share, spread(share * (1 - share))});
        } else if (cell.measure == "person_years_per_case") {
            const bool over = cell.row == last_age;
            checks.push_back({cell, over ? 0.0 : table.years[row],
                              over ? 0.0 : spread(table.years_variance[row])});
        } else if (cell.table == "T03" && (cell.row == 0 || cell.row == 26)) {
            if (cell.below > 0) checks.push_back({cell, 0, 0});
        } else if (cell.table == "T04") {
            rate_of(numbers.pregnancy[static_cast<std::size_t>(cell.column)]);
        } else if (cell.table == "T07") {
            rate_of(numbers.first_union);
        }
    }
    return checks;
}

std::vector<double> standard_errors(const std::vector<Book>& samples)
{
    Book whole;
    for (const Book& book : samples) whole += book;
    const std::vector<Cell> all = cells_of(whole);
    std::vector<double> squares(all.size());
    for (const Book& book : samples) {
        const std::vector<Cell> part = cells_of(book);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double residual = part[i].above - all[i].value() * part[i].below;
            squares[i] += residual * residual;
        }
    }
    const auto n = static_cast<double>(samples.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        squares[i] = std::sqrt(squares[i] * n / (n - 1)) / all[i].below;
    return squares;
}

std::expected<std::vector<Check>, Complaints> against_reference(const std::vector<Book>& samples,
                                                                const std::filesystem::path& file,
                                                                double reference_cases)
{
    Book whole;
    for (const Book& book : samples) whole += book;
    const std::vector<Cell> cells = cells_of(whole);
    const std::vector<double> errors = standard_errors(samples);
    std::map<std::string, std::size_t> places;
    const auto index_name = [](int i) { return i < 0 ? std::string{} : std::to_string(i); };
    for (std::size_t i = 0; i < cells.size(); ++i)
        places[std::string{cells[i].table} + ',' + std::string{cells[i].measure} + ',' +
               index_name(cells[i].row) + ',' + index_name(cells[i].column)] = i;

    std::vector<Check> checks;
    std::string line;
    std::ifstream in{file};
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto fields = fields_of(line);
        if (fields.size() != 6) return std::unexpected{Complaints{file.string() + ": torn"}};
        const auto place =
            places.find(line.substr(0, line.size() - fields[4].size() - fields[5].size() - 2));
        const auto expected = number_in(fields[4]);
        if (place == places.end() || !expected) continue; // No exposure there.
        const Cell& cell = cells[place->second];
        // README.md of the reference: the one cell whose meaning differs.
        if (cell.measure == "pop_start_share" && cell.row == last_age) continue;
        if (!(cell.below > 0) || (*expected != 0 && *expected * cell.below < fewest_events))
            continue;
        const std::size_t point = fields[4].find('.');
        const auto decimals = point == std::string_view::npos ? 0u : fields[4].size() - point - 1;
        const double unit = std::pow(10.0, -static_cast<double>(decimals));
        const double own = errors[place->second];
        const double theirs = number_in(fields[5]).value_or(
            own * std::sqrt(static_cast<double>(whole.cases) / reference_cases));
        Check check{cell, *expected, std::hypot(own, theirs, unit / std::sqrt(12.0))};
        if (own == 0 || *expected == 0) { // Every sample says the same: no room for luck.
            if (std::abs(cell.value() - *expected) < unit) check.expected = cell.value();
            check.error = 0;
        }
        checks.push_back(check);
    }
    if (checks.empty()) return std::unexpected{Complaints{file.string() + ": cannot be read"}};
    return checks;
}

std::string text_of(const std::vector<Check>& checks)
{
    std::string out;
    std::array<char, 160> text{};
    for (const Check& check : checks) {
        std::snprintf(text.data(), text.size(), "%s %-22s %4s %2s %14.8f %14.8f %11.2e %7.2f\n",
                      std::string{check.cell.table}.c_str(),
                      std::string{check.cell.measure}.c_str(),
                      check.cell.row < 0 ? "" : std::to_string(check.cell.row).c_str(),
                      check.cell.column < 0 ? "" : std::to_string(check.cell.column).c_str(),
                      check.cell.value(), check.expected, check.error, check.z());
        out += text.data();
    }
    return out;
}

} // namespace counterlife::riskpaths
