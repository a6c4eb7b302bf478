// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures that `fit` makes of the rows of a target: how far they are from what is published, all
// together.

#include "study/figures/fit.h"
#include "study/rooms.h"

#include <optional>
#include <span>

namespace counterlife::study::figures {

struct MadeFigure {
    double figure = 0; ///< of the means over replicates, for single runs have too few cases
    std::optional<double> half; ///< of the 95 % interval by the jackknife: how much it moves as one
                                ///< replicate after the other is left out; none with one replicate
    /// Of an ensemble: half of the interval of luck and ignorance, and the deviation of members. A
    /// distance is no sum, so that luck cannot be taken out of that: it is rather too large.
    std::optional<double> half_of_both = {}, sd_ignorance = {};
};

/// Of the error of arrivals: the root mean square of the decimal logarithms of simulated over
/// published, year by year. Of the distances of shares: the total variation, half the sum of what
/// they differ by. None for other measures, and where a row that it is made of is lacking.
/// Of an ensemble the figure of each member is made of its own means, and `figure` is their mean.
std::optional<MadeFigure> made_figure(const Target& whole, std::span<const FitRow> rows,
                                      const MemberRuns* members = nullptr);

} // namespace counterlife::study::figures
