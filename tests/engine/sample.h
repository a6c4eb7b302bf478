// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Statistics of samples, with bounds that come from the size of the sample. Seeds are fixed, so a
// test that passes once passes always; four standard errors leave one in sixteen thousand.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace counterlife::engine {

inline constexpr double standard_errors = 4;

/// The greatest distance between a sample and a distribution, times the root of the sample's size
/// (Kolmogorov and Smirnov). A true sample passes 2.2 one time in eight thousand.
template <class Distribution>
double distance_from(std::vector<double> sample, const Distribution& below)
{
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double greatest = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double expected = below(sample[i]);
        greatest = std::max({greatest, std::abs(expected - static_cast<double>(i) / n),
                             std::abs(static_cast<double>(i + 1) / n - expected)});
    }
    return greatest * std::sqrt(n);
}
inline constexpr double far = 2.2;

/// How many standard errors a count of `hits` in `trials` lies from its expectation.
inline double surprise(double hits, double trials, double probability)
{
    return std::abs(hits - trials * probability) /
           std::sqrt(trials * probability * (1 - probability));
}

/// The correlation of two samples in its standard errors.
inline double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto n = static_cast<double>(a.size());
    double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum_a += a[i], sum_b += b[i];
        aa += a[i] * a[i], bb += b[i] * b[i], ab += a[i] * b[i];
    }
    const double r =
        (ab - sum_a * sum_b / n) / std::sqrt((aa - sum_a * sum_a / n) * (bb - sum_b * sum_b / n));
    return std::abs(r) * std::sqrt(n);
}

} // namespace counterlife::engine
