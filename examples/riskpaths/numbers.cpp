// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/riskpaths/numbers.h"

namespace counterlife::riskpaths {

namespace {

/// A ceiling over several bands saves looking at each, but wherever it is higher than the rate
/// some are looked at in vain. It goes on while fewer than one in seven would be.
constexpr double most_in_vain = 0.15;

} // namespace

void ByAge::put(const std::array<PerYear, age_bands>& rates) noexcept
{
    rates_ = rates;
    for (std::size_t first = 0; first < age_bands; ++first) {
        Bound& bound = ceilings_[first];
        bound = {.rate = rates[first], .until = band_end(first)};
        if (first == 0) continue;
        PerYear area = rates[first];
        for (std::size_t next = first + 1; next + 1 < age_bands; ++next) {
            const PerYear highest = std::max(bound.rate, rates[next]);
            area += rates[next];
            const double in_vain =
                static_cast<double>(next + 1 - first) * highest.value() - area.value();
            if (in_vain * band_ticks.count() / engine::days_per_year > most_in_vain) break;
            bound = {.rate = highest, .until = band_end(next)};
        }
    }
}

} // namespace counterlife::riskpaths
