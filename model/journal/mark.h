// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an event means for the sides of a life that are not its stage: marriage, the party, health,
// food.

#include <cstdint>

namespace counterlife::model {

enum class Mark : std::uint8_t {
    none,
    marries,
    loses_spouse, ///< hears of the death of wife or husband
    mourns,       ///< hears of the death of somebody else in the family
    is_divorced,  ///< or hears of it
    joins_party,
    lapses,          ///< is no member any more, by regulation
    membership_ends, ///< on record; of whoever was no member nothing
    bears,           ///< a child, carried for so many days as the part "carried" says, if it does
    becomes_father,  ///< hears of a birth
    delivers         ///< an office, rations: the detail is what the town lacks, in hundredths
};

} // namespace counterlife::model
