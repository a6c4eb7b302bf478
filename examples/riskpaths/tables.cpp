// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/tables.h"

#include <algorithm>

namespace counterlife::riskpaths {

namespace {

constexpr std::size_t gone = statuses; ///< out of the childless: pregnant or dead
constexpr int first_year = 15, last_year = 40;

struct Move {
    std::size_t from, to;
};

/// Which step leads from where to where, among the childless.
constexpr std::array<Move, steps> moves{{{0, gone},
                                         {1, gone},
                                         {2, gone},
                                         {3, gone},
                                         {4, gone},
                                         {5, gone},
                                         {0, gone},
                                         {1, gone},
                                         {2, gone},
                                         {3, gone},
                                         {4, gone},
                                         {5, gone},
                                         {0, 1},
                                         {1, 2},
                                         {1, 3},
                                         {2, 3},
                                         {3, 4},
                                         {4, 5},
                                         {gone, gone}}};

constexpr bool ends_life(std::size_t step) noexcept
{
    return step == index(Step::death) ||
           (step >= index(Step::childless_death) && step < index(Step::childless_death) + statuses);
}

/// What the tables count, for any stretch of age: a tick's, or a sum over many.
struct Span {
    std::array<double, statuses> pregnancies{}, childless_years{};
    double years = 0, first_unions = 0;

    Span& operator+=(const Span& other) noexcept
    {
        for (std::size_t s = 0; s < statuses; ++s) {
            pregnancies[s] += other.pregnancies[s];
            childless_years[s] += other.childless_years[s];
        }
        years += other.years;
        first_unions += other.first_unions;
        return *this;
    }
    double all_pregnancies() const noexcept { return sum(pregnancies); }
    double all_childless_years() const noexcept { return sum(childless_years); }

    static double sum(const std::array<double, statuses>& parts) noexcept
    {
        double total = 0;
        for (const double part : parts) total += part;
        return total;
    }
};

double years(std::int64_t exposure) noexcept
{
    return static_cast<double>(exposure) / (4294967296.0 * ticks_per_year);
}

/// Follows the stocks through the ticks: who is in a status for a whole tick, less the part
/// before those who come, less the part after those who go.
class Register {
public:
    explicit Register(const Book& book)
    {
        std::array<std::int64_t, statuses + 1> stock{book.cases};
        std::int64_t alive = book.cases;
        for (Tick tick = birth; tick < last_tick; ++tick) {
            if ((tick - birth) % ticks_in_years(1) == Ticks{})
                entering.push_back(static_cast<double>(alive));
            const auto& moments = book.moments[index(tick)];
            std::array<std::int64_t, statuses + 1> exposure{};
            for (std::size_t s = 0; s < statuses; ++s) exposure[s] = stock[s] << 32;
            std::int64_t lived = alive << 32;
            for (std::size_t step = 0; step < steps; ++step) {
                const std::int64_t count = moments[step].count;
                const std::int64_t rest = (count << 32) - moments[step].fractions;
                exposure[moves[step].from] -= rest;
                exposure[moves[step].to] += rest;
                stock[moves[step].from] -= count;
                stock[moves[step].to] += count;
                if (ends_life(step)) {
                    lived -= rest;
                    alive -= count;
                }
            }
            Span& span = spans_.emplace_back();
            span.years = years(lived);
            span.first_unions = static_cast<double>(moments[index(Step::first_union)].count);
            for (std::size_t s = 0; s < statuses; ++s) {
                const Moments& m = moments[index(Step::pregnancy) + s];
                span.childless_years[s] = years(exposure[s]);
                span.pregnancies[s] = static_cast<double>(m.count);
                age_sum += static_cast<double>(m.count) * tick.count() / ticks_per_year;
                age_sum += years(m.fractions);
            }
        }
        entering.push_back(static_cast<double>(alive));
        for (const auto& moments : book.moments)
            for (std::size_t s = 0; s < statuses; ++s)
                childless += static_cast<double>(moments[index(Step::childless_death) + s].count);
    }

    Span between(Tick from, Tick to) const
    {
        Span sum;
        for (Tick tick = from; tick < std::min(to, last_tick); ++tick) sum += spans_[index(tick)];
        return sum;
    }
    /// A year of age, or several.
    Span of_ages(int from, int to) const { return between(birthday(from), birthday(to)); }

    std::vector<double> entering; ///< by whole years of age
    double age_sum = 0;           ///< ages at first pregnancy
    double childless = 0;         ///< at the end of life

private:
    std::vector<Span> spans_;
};

} // namespace

Book& Book::operator+=(const Book& other) noexcept
{
    cases += other.cases;
    for (std::size_t tick = 0; tick < moments.size(); ++tick)
        for (std::size_t step = 0; step < steps; ++step) {
            moments[tick][step].count += other.moments[tick][step].count;
            moments[tick][step].fractions += other.moments[tick][step].fractions;
        }
    return *this;
}

std::vector<Cell> cells_of(const Book& book)
{
    const Register lives{book};
    const auto cases = static_cast<double>(book.cases);
    const Span all = lives.of_ages(0, last_age);
    std::vector<Cell> cells;
    const auto cell = [&cells](std::string_view table, std::string_view measure, int row,
                               int column, double above, double below) {
        cells.push_back({table, measure, row, column, above, below});
    };

    cell("T01", "life_expectancy", -1, -1, all.years, cases);
    for (int age = 0; age <= last_age; ++age) {
        cell("T02", "pop_start_share", age, -1, lives.entering[static_cast<std::size_t>(age)],
             cases);
        cell("T02", "person_years_per_case", age, -1, lives.of_ages(age, age + 1).years, cases);
    }
    for (int row = 0; row <= last_year - first_year + 1; ++row) {
        const bool before = row == 0, after = row > last_year - first_year;
        const Span span =
            lives.of_ages(before ? 0 : first_year + row - 1, after ? last_age : first_year + row);
        cell("T03", "rate_all", row, -1, span.all_pregnancies(), span.years);
        cell("T03", "rate_at_risk", row, -1, span.all_pregnancies(), span.all_childless_years());
    }
    for (std::size_t band = 0; band < age_bands; ++band) {
        const Span span = lives.between(band_begin(band), band_end(band));
        for (std::size_t s = 0; s < statuses; ++s)
            cell("T04", "rate", static_cast<int>(band), static_cast<int>(s), span.pregnancies[s],
                 span.childless_years[s]);
    }
    cell("T05", "mean_age_first_preg", -1, -1, lives.age_sum, all.all_pregnancies());
    cell("T05", "childlessness", -1, -1, lives.childless, cases);
    cell("T05", "share_with_preg", -1, -1, all.all_pregnancies(), cases);
    for (std::size_t s = 0; s < statuses; ++s)
        cell("T06", "pregnancies_per_case", static_cast<int>(s), -1, all.pregnancies[s], cases);
    for (std::size_t band = 0; band < age_bands; ++band) {
        const Span span = lives.between(band_begin(band), band_end(band));
        cell("T07", "union1_rate", static_cast<int>(band), -1, span.first_unions,
             span.childless_years[index(Status::never)]);
    }
    return cells;
}

} // namespace counterlife::riskpaths
