// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How near the river is.

#include "model/life.h"

#include <vector>

namespace counterlife::model {

template <class Family> class NumbersOf;
using BorderNumbers = NumbersOf<struct BorderFamily>;
struct Map;

/// How near each place is to the river, as far as leaving goes: 1 on the Tumen, less by its other
/// reaches and with distance. By spell of the numbers.
class Nearness {
public:
    Nearness() = default;
    Nearness(const Map& map, const BorderNumbers& numbers);
    double of(PlaceId place, Day day) const noexcept;
    /// Whatever the day.
    double highest(PlaceId place) const noexcept;

private:
    std::vector<std::vector<double>> by_year_; ///< from 1950 on
    std::vector<double> highest_;
};

} // namespace counterlife::model
