// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a life knows of its future: until when a hazard brings nothing, as long as nothing changes
// that the hazard's ceiling looks at.
//
// A life looks ahead after each thing that happens to it, and most of its hazards would find again
// what they found before. So a rule may tell which facets of a life its ceiling looks at. Until one
// of them changes its answer is kept, and it is not asked before the day to which that reaches.
// What is forgotten costs time; what is kept wrongly would change lives: tests live nations without
// it too (Plan::distrust).

#include "engine/time.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace counterlife::engine {

/// A set of facets of a life, a bit each. What they are is the model's business.
using Facets = std::uint16_t;
inline constexpr Facets any_facet = 0xFFFF;

/// A hazard's number among those whose answers are kept.
using KeptNumber = std::uint8_t;
inline constexpr std::size_t most_kept = 16;
inline constexpr KeptNumber not_kept = most_kept;

/// By the number of a hazard, what its ceiling looks at.
using FacetsRead = std::array<Facets, most_kept>;

class Foresight {
public:
    static constexpr std::uint16_t for_ever = 0xFFFF;

    /// The day of the run before which the hazard brings nothing; 0 if nothing is known.
    Days quiet_until(KeptNumber hazard) const noexcept { return Days{days_[hazard]}; }
    void keep(KeptNumber hazard, Days day) noexcept
    {
        days_[hazard] = static_cast<std::uint16_t>(std::clamp(day.count(), 0, int{for_ever}));
    }
    /// The same, if it is less than what is known.
    void keep_lower(KeptNumber hazard, Days day) noexcept
    {
        if (day.count() < days_[hazard]) keep(hazard, day);
    }

    void forget(const FacetsRead& read, Facets changed) noexcept
    {
        for (std::size_t hazard = 0; hazard < most_kept; ++hazard)
            days_[hazard] = (read[hazard] & changed) != 0 ? std::uint16_t{0} : days_[hazard];
    }

private:
    std::array<std::uint16_t, most_kept> days_{};
};

} // namespace counterlife::engine
