// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where one life touched another: births, weddings, letters, deaths and the word of them.

#include "study/account/who_is_who.h"
#include "study/record/life_reading.h"
#include "study/rooms.h"

#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::explorer {

struct Touch {
    engine::Day day;
    engine::LifeId other = engine::nobody;
    std::string_view kind;
    std::size_t event = 0;             ///< its number; 0: none of this life tells it
    engine::Day sent = engine::no_day; ///< of a letter, or word that came by one
};

/// By date. `kin`: those whose deaths stand among them too.
std::vector<Touch> touches_of(const WhoIsWho& cast, std::span<const LoggedEvent> events,
                              std::span<const engine::LifeId> kin);

} // namespace counterlife::study::explorer
