// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where people live: moves within and between provinces, from the land to the towns.

#include "model/dated.h"
#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
}

namespace counterlife::model {

struct Nation;

struct MovementNumbers {
    static FamilySpec spec();
    MovementNumbers() = default;
    explicit MovementNumbers(const ParameterSet&);

    Dated<4> rate;         ///< per year, by kind of move as in Move
    Dated<4> youth_factor; ///< by age 17-24, 25-34, 35-49, 50 and over
    Dated<1> same_province;
    Dated<2> pull;      ///< distance decay, and the pull of the capital
    Dated<1> first_age; ///< from when on people move by themselves
    Highest<4> highest_rate, highest_factor;
    Highest<1> lowest_first_age; ///< with the sign turned
};

struct Map;

/// How much each place draws movers from each other place, by the spells of MovementNumbers::pull.
/// CHOICE 0009  A place draws by its people of 1993 in town or on the land, less the further it is.
class Gravity {
public:
    Gravity() = default;
    Gravity(const Map& map, const MovementNumbers& numbers);

    double of_place(std::size_t spell, bool town, PlaceId from, PlaceId to) const noexcept
    {
        return places_[((2 * spell + town) * n_ + from) * n_ + to];
    }
    double of_province(std::size_t spell, bool town, PlaceId from, std::size_t to) const noexcept
    {
        return provinces_[((2 * spell + town) * n_ + from) * n_provinces_ + to];
    }

private:
    std::size_t n_ = 0, n_provinces_ = 0;
    std::vector<double> places_, provinces_;
};

namespace residence {

using Rule = engine::Rule<Nation>;

extern const Rule move;    ///< A household head or a single adult moves.
extern const Rule arrival; ///< A traveller arrives.
extern const Rule address; ///< Wife or husband is told where.

} // namespace residence

} // namespace counterlife::model
