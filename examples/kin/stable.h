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
    double total_fertility() const noexcept;
    double expectancy(Sex sex) const noexcept; ///< at birth, in years

    /// Of those of a completed age: the share with a living mother, and in the mean the living
    /// children of a woman and the living siblings by the mother.
    double has_mother(int age) const;
    double children(int age) const;
    double siblings(int age) const;

    /// A member by lot; both numbers are in (0, 1).
    struct Member {
        Sex sex = Sex::man;
        double months = 0; ///< of age
        double ready = 0;  ///< months of age at which she can give birth again, if not now
    };
    Member draw(double sex_and_age, double last_birth) const;

private:
    using ByMonth = std::vector<double>;

    double survival(Sex sex, double months) const noexcept;
    /// Of a newborn, of either sex.
    double survival(double months) const noexcept;
    /// The integral of survival times growth over a month of age, of a newborn of this sex.
    double alive_in(Sex sex, int month, double growth) const noexcept;
    double daughters(double growth) const noexcept;
    void find_growth();
    void find_mothers();
    void find_siblings();
    /// The mean over the months of an age of what `of_month` is to those of each.
    template <class OfMonth> double mean_of_age(int age, bool women, const OfMonth& of_month) const;

    Schedule birth_;
    double boys_;
    std::array<ByMonth, sexes> hazard_, alive_; ///< a month; at its beginning
    double growth_ = 0;                         ///< a month
    std::array<ByMonth, sexes> members_;        ///< those of less than a month of age, in shares
    std::array<double, sexes> share_{};
    int fertile_ = 0;         ///< months of age from which on there are no births
    ByMonth mothers_;         ///< at birth: the shares of mothers' ages
    ByMonth elder_, younger_; ///< siblings born by months before and after somebody
};

} // namespace counterlife::kin
