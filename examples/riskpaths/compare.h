// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Is it the right model? Cell by cell, how many standard errors lie between the tables of a run
// and what they should be: closed forms where they are known, other programs' results elsewhere.

#include "examples/riskpaths/run.h"
#include "examples/riskpaths/scenario.h"

namespace counterlife::riskpaths {

struct Check {
    Cell cell;
    double expected = 0;
    double error = 0; ///< the standard error of the difference; 0: they must be equal

    double z() const noexcept;
};

struct Verdict {
    int cells = 0; ///< with a standard error
    double rms = 0, largest = 0;
    Check worst;
    bool unequal = false; ///< a cell that leaves no room for luck is not what it must be

    bool passed() const noexcept;
};

/// How far from 1 the root mean square of z may lie, and z itself from 0.
inline constexpr double lowest_rms = 0.7, highest_rms = 1.3, largest_z = 4.0;

Verdict judge(const std::vector<Check>& checks);

/// What is known without simulation: T04, T07 and zero outside 15 to 40 in T03 from the hazards;
/// T01 and T02 from mortality.
std::vector<Check> against_closed_forms(const Numbers& numbers, const Book& book);

/// A file of reference results. Where it gives no standard error, the run's own serves, made
/// smaller as its number of cases is larger.
std::expected<std::vector<Check>, Complaints> against_reference(const std::vector<Book>& samples,
                                                                const std::filesystem::path& file,
                                                                double reference_cases);

/// Standard errors of cells_of() the sum of the samples, from the scatter between them.
std::vector<double> standard_errors(const std::vector<Book>& samples);

std::string text_of(const std::vector<Check>& checks);

} // namespace counterlife::riskpaths
