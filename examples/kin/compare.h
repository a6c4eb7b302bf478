// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Is it the right model? Cell by cell, how many standard errors lie between a run and the stable
// population of its rates.

#include "examples/kin/stable.h"
#include "examples/kin/tables.h"

#include <string>

namespace counterlife::kin {

struct Cell {
    std::string_view measure;
    int row = -1; ///< an age, where the measure goes by one
    double value = 0;
    bool counts = true; ///< there are enough events or people behind it to compare
};

/// What a run comes to, in a fixed order.
std::vector<Cell> cells_of(const Totals& totals, int years);
/// What it should come to, in the same order.
std::vector<double> expected_of(const Numbers& numbers, const StablePopulation& stable, int years);

struct Check {
    Cell cell;
    double expected = 0, error = 0; ///< of the value, by the scatter between families

    double z() const noexcept;
};

/// All cells that count. A family left out at a time tells the errors (the jackknife).
std::vector<Check> against_closed_forms(const Numbers& numbers, const Tables& tables);

struct Verdict {
    int cells = 0;
    double rms = 0, largest = 0;
    Check worst;

    bool passed() const noexcept;
};

/// How far from 1 the root mean square of z may lie, and z itself from 0.
inline constexpr double lowest_rms = 0.7, highest_rms = 1.3, largest_z = 4.0;

Verdict judge(const std::vector<Check>& checks);

std::string text_of(const std::vector<Check>& checks);

} // namespace counterlife::kin
