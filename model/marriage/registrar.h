// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The registrar of a province: whoever looks for a spouse applies, and once a month couples are
// proposed.

#include "model/life.h"

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

/// How husbands' and wives' ages go together, in years (husband's less wife's).
struct AgeGap {
    double mean = 0, spread = 0;
};

/// Proposes couples. A pair's liking is keyed by the two identities and falls with the distance
/// between their age gap and the one that this man's own luck prefers; the best liked pair is
/// joined first, so nobody could do better with somebody who would also have them. One more
/// applicant changes only the couples on the way of those he displaces.
std::vector<Couple> match(std::span<const Applicant> men, std::span<const Applicant> women,
                          const AgeGap& gap, const engine::Luck& luck, std::uint32_t stream);

} // namespace counterlife::model
