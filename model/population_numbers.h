// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the people of the first day.

#include "model/dated.h"

namespace counterlife::model {

/// Who lives at the start: persons by sex and five-year age group, and how families are guessed.
struct PopulationNumbers {
    static constexpr std::size_t groups = 21; ///< 0-4, ..., 100 and over
    static FamilySpec spec();
    PopulationNumbers() = default;
    explicit PopulationNumbers(const ParameterSet&);

    enum : std::size_t {
        gap_least, ///< a mother's age less the child's
        gap_most,
        gap_usual,
        gap_reach,
        large_family,
        known_until,
        at_home_from,
        guesses
    };
    Dated<2 * groups> start; ///< thousand persons
    Dated<guesses> guess;
};

} // namespace counterlife::model
