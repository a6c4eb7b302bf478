// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is known without simulation: how many contacts there are, how many hosts the first cases
// infect, and how many an epidemic reaches at last that leaves immunity for ever.

#include "examples/epidemic/numbers.h"

namespace counterlife::epidemic {

/// Contacts of one host: events at gaps that are uniform from nothing to twice their mean, from a
/// beginning at which there was none. Integral equations of renewal theory, solved on a grid whose
/// error is in the square of its step.
class Renewal {
public:
    /// For moments up to `longest` days.
    Renewal(double mean_gap, double longest);

    /// The expected number of events up to a moment.
    double expected(double days) const noexcept;

    /// The expected value of z to the power of the number of events in (from, to]: the share who
    /// escape, where each event is escaped with probability z.
    double escape(double z, double from, double to) const;

private:
    std::size_t at(double days) const noexcept;
    double gap_exceeds(double days) const noexcept
    {
        return std::max(0.0, 1 - days / longest_gap_);
    }
    std::vector<double> escape_after_event(double z, std::size_t steps) const;
    double next_exceeds(std::size_t from, std::size_t wait) const;

    double longest_gap_, step_;
    std::vector<double> expected_; ///< by step
};

/// The expected share of hosts whom those infected at the beginning infect by a moment, while
/// nobody else is infectious yet: until twice the latent phase. `hosts` is how many there are to be
/// linked to.
double first_wave(const Numbers& numbers, double hosts, double until);

/// How many a host infects in its illness if nobody else is ill or immune, in a large network.
double first_generation(const Numbers& numbers);

/// The share of hosts ever infected, in a large network, if immunity is for ever: the equation of
/// the final size, for links of which each passes the disease on with one probability.
double final_size(const Numbers& numbers);

} // namespace counterlife::epidemic
