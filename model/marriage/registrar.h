// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The registrar of a province: whoever looks for a spouse applies, and once a month couples are
// proposed.

#include "model/life.h"

#include <array>
#include <span>
#include <vector>

namespace counterlife::engine {
class Luck;
}

namespace counterlife::model {

/// The number of the registrar among the institutions of a place.
inline constexpr std::uint8_t registrar_office = 1;

struct Applicant {
    Address who;
    Day born = 0;
};

struct Registrar {
    std::vector<Applicant> men, women; ///< in the order of their identities

    void enter(Sex sex, const Applicant& applicant);
    void strike(Sex sex, LifeId who);
};

struct Couple {
    Applicant man, woman;
};

/// What makes a couple likely, in years.
struct Taste {
    double gap_mean = 0, gap_spread = 0;    ///< husband's less wife's age
    double urgency = 0;                     ///< years of age gap overlooked for a year of lateness
    std::array<double, 2> urgent_age{};     ///< by sex: from when on one is late
    std::array<double, 2> age_limit{};      ///< by sex: from when on nobody is introduced
};

/// Proposes couples. A pair's liking is keyed by the two identities and falls with the distance
/// between their age gap and the one that this man's own luck prefers, less for those who are late.
/// The best liked pair is joined first, so nobody could do better with somebody who would also have
/// them, and one more applicant changes only the couples on the way of those he displaces.
std::vector<Couple> match(std::span<const Applicant> men, std::span<const Applicant> women,
                          const Taste& taste, Day today, const engine::Luck& luck,
                          std::uint32_t stream);

} // namespace counterlife::model
