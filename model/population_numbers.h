// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of the people of the first day.

#include "model/dated.h"

namespace counterlife::model {

/// Who lives at the start: persons by sex and five-year age group, how families are guessed, and
/// how far what lasts its usual time lasts longer or shorter.
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
        alive_until,
        at_home_from,
        spell_spread,   ///< of whatever lasts its usual time, as a share of it
        siblings,       ///< founders of one couple that is dead
        forebears_from, ///< the year: who is born from then on has parents on record
        war_first,
        war_last,
        war_men, ///< deaths in the years of war before the start, in ordinary ones
        war_women,
        guesses
    };
    Dated<2 * groups> start; ///< thousand persons
    Dated<guesses> guess;
};

} // namespace counterlife::model
