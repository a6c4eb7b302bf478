// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Is it the right model? Samples of hosts that have nothing to do with each other are lived, and
// their mean is set beside closed forms and beside another program's results. How far samples
// scatter says how far from those the mean may lie.

#include "examples/epidemic/scenario.h"

#include <compare>

namespace counterlife::epidemic {

/// Hosts of a sample, the same everywhere: what a small network does is not what a large one does.
inline constexpr std::int64_t sample_hosts = 10'000;
/// With fewer samples their scatter tells too little.
inline constexpr std::int64_t fewest_to_compare = 20 * sample_hosts;

/// Something of which each sample has a value.
struct Measure {
    std::string what;
    int day = 0; ///< the last that counts, the first being 1

    friend auto operator<=>(const Measure&, const Measure&) = default;
};

/// The mean of the samples.
struct Estimate {
    Measure of;
    double value = 0, error = 0;
};

struct Check {
    Estimate estimate;
    double expected = 0;
    double error = 0; ///< the standard error of the difference; 0: they must be equal

    double z() const noexcept;
};

struct Verdict {
    int cells = 0; ///< with a standard error
    double rms = 0, largest = 0;
    Measure worst;
    bool unequal = false; ///< what leaves no room for luck is not what it must be

    bool passed() const noexcept;
};

/// How far from 0 z may lie, and its root mean square. The latter is far from 1 by chance alone: an
/// epidemic that is half a day ahead is so on all days.
inline constexpr double largest_z = 4.5, highest_rms = 2.5;

Verdict judge(const std::vector<Check>& checks);

/// The time that a host spends in each phase but the first on every fifth day.
std::vector<Estimate> course_of(const std::vector<Series>& samples);

std::vector<Check> against_closed_forms(const Numbers& numbers, const std::vector<Series>& samples);

/// The files of a scenario in a folder of data, `reference/<scenario>-<program>.csv`, sorted.
std::vector<std::filesystem::path> references_of(const std::filesystem::path& data,
                                                 std::string_view scenario);

/// A file of another program's estimates, `what,day,value,error`.
std::expected<std::vector<Check>, Complaints> against_reference(const std::vector<Series>& samples,
                                                                const std::filesystem::path& file);

std::string text_of(const std::vector<Check>& checks);
std::string csv_of(const std::vector<Estimate>& estimates);

} // namespace counterlife::epidemic
