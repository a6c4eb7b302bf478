// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The stable population of a scenario: what its rates come to, without simulation.
//
// Survival and births go by age alone, so that closed forms hold: the life table; Lotka's equation
// for growth and the ages of those alive; and the kin of somebody of an age, as L. A. Goodman,
// N. Keyfitz and T. W. Pullum have them (Theoretical Population Biology 5, 1974), with the interval
// after each birth taken into account. Integrals over age are sums over months.

#include "examples/kin/numbers.h"

namespace counterlife::kin {

class StablePopulation {
public:
    /// Of the rates of the single, and of births of parity 0.
    explicit StablePopulation(const Numbers& numbers);

    double growth() const noexcept { return growth_ * months_a_year; } ///< a year
    double total_fertility() const noexcept { return birth_.by_age(last_month); }
    double expectancy(Sex sex) const noexcept; ///< at birth, in years

    /// A member by lot; both numbers are in (0, 1).
    struct Member {
        Sex sex = Sex::man;
        double months = 0; ///< of age
        double ready = 0;  ///< months of age at which she can give birth again, if not now
    };
    Member draw(double sex_and_age, double last_birth) const;

    // By the month of age.

    const Schedule& birth() const noexcept { return birth_; }
    /// Of those who are born, how many live to be so many half months old.
    double survival(Sex sex, int half_months) const noexcept
    {
        return half_months < 2 * last_month
                   ? survival_[index(sex)][static_cast<std::size_t>(half_months)]
                   : 0;
    }
    /// Of either sex.
    double survival(int half_months) const noexcept
    {
        return boys_ * survival(Sex::man, half_months) +
               (1 - boys_) * survival(Sex::woman, half_months);
    }
    /// Those of less than a further month, as a share of all.
    double members(Sex sex, int month) const noexcept
    {
        return members_[index(sex)][static_cast<std::size_t>(month)];
    }

private:
    using ByMonth = std::vector<double>;

    /// The integral of survival times growth over a month of age, of a newborn of this sex.
    double alive_in(Sex sex, int month, double growth) const noexcept;
    double daughters(double growth) const noexcept;
    void find_growth();
    void find_members();

    Schedule birth_;
    double boys_;
    double growth_ = 0; ///< a month
    std::array<ByMonth, sexes> hazard_, survival_, members_;
    ByMonth members_before_; ///< men, then women: those younger, and all men
};

class StableKin {
public:
    explicit StableKin(const StablePopulation& population);

    /// Of those of a completed age: the share with a living mother, and in the mean the living
    /// children of a woman and the living siblings by the mother.
    double has_mother(int age) const;
    double children(int age) const;
    double siblings(int age) const;

private:
    using ByMonth = std::vector<double>;

    void find_siblings();
    /// How many births there are in each month, given one in the first and nothing else.
    ByMonth births_after(int first) const;
    /// The mean over the months of an age of what `of_month` is to those of each.
    template <class OfMonth> double mean_of_age(int age, bool women, const OfMonth& of_month) const;

    const StablePopulation& population_;
    int fertile_ = 0;         ///< months of age from which on there are no births
    ByMonth mothers_;         ///< at birth: the shares of mothers' ages
    ByMonth elder_, younger_; ///< siblings born by months before and after somebody
};

} // namespace counterlife::kin
