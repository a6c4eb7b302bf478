// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How much places draw those who move.

#include "model/life.h"

#include <vector>

namespace counterlife::model {

struct Map;
struct MovementNumbers;

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

} // namespace counterlife::model
