// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the registers of a run tell: who lived when and how long, what came of it, and whose kin is
// alive at the end.
//
// Nobody adds up anything while lives are lived: as in a parish, all of it is read from births,
// deaths and marriages when the run is over.

#include "examples/kin/register.h"

#include <string_view>

namespace counterlife::kin {

/// Ages are told apart by the month in the first year of life, and by the year after it.
inline constexpr std::size_t age_classes = months_a_year + last_age - 1;

constexpr double begin_of_class(std::size_t age) noexcept ///< years
{
    return age < months_a_year ? static_cast<double>(age) / months_a_year
                               : static_cast<double>(age) - months_a_year + 1;
}
constexpr double end_of_class(std::size_t age) noexcept
{
    return begin_of_class(age + 1);
}
constexpr std::size_t class_of_age(double years) noexcept
{
    if (years < 1) return static_cast<std::size_t>(std::max(years, 0.0) * months_a_year);
    return std::min(static_cast<std::size_t>(years) + months_a_year - 1, age_classes - 1);
}

/// Years lived, deaths and births by age.
struct Vital {
    template <class T> using ByAge = std::array<T, age_classes>;

    std::array<ByAge<double>, sexes> years{};
    std::array<ByAge<std::int64_t>, sexes> deaths{};
    ByAge<std::int64_t> births{}; ///< by the mother's age

    /// Somebody lives from an age to an age.
    void add_life(Sex sex, double from, double to) noexcept;
    /// Takes lives that were added into the years lived: those who live through a class of ages are
    /// only counted until then.
    void close() noexcept;

    double death_rate(Sex sex, std::size_t age) const noexcept;
    double birth_rate(std::size_t age) const noexcept;
    double total_fertility() const noexcept;
    double expectancy(Sex sex) const noexcept; ///< at birth, of a life under these rates

private:
    std::array<std::array<std::int64_t, age_classes + 1>, sexes> enter_{}, leave_{};
};

/// The kin of those of one age at the end.
struct KinTotals {
    std::int64_t people = 0, women = 0;
    std::int64_t with_mother = 0, with_father = 0, married = 0; ///< people
    std::int64_t children = 0, of_women = 0, siblings = 0;      ///< `of_women`: their children
};

/// All that a number of people come to, and what can be added up or taken away.
struct Totals {
    Vital vital;
    std::int64_t founders = 0, living = 0;
    std::array<KinTotals, last_age> kin{};

    Totals& add(const Totals& other, int sign);
};

/// A year of the run; the people are those at its beginning.
struct Year {
    std::array<std::int64_t, sexes> people{};
    std::int64_t births = 0, deaths = 0, marriages = 0;

    std::int64_t all() const noexcept { return people[0] + people[1]; }
};

struct Tables {
    int run = 0; ///< its length in years
    std::vector<Totals> by_family;
    Totals whole;
    std::vector<Year> years; ///< one more than the run has: its end
    std::vector<Vital> decades;

    double person_years() const noexcept;
    std::int64_t ever_alive() const noexcept;
    std::int64_t events() const noexcept; ///< births, deaths and marriages, as SOCSIM counts them
};
inline constexpr int years_of_decade = 10;

Tables tables_of(std::span<const Register> registers, int years);

} // namespace counterlife::kin
