// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ages by the calendar, as people count them.

#include "engine/time.h"
#include "study/rooms.h"

namespace counterlife::study::audit {

/// Completed years: one more with every birthday. Whoever was born on the 29th of February has the
/// birthday of a common year on the first of March.
constexpr int completed_years(engine::Day born, engine::Day today) noexcept
{
    const auto birth = engine::date_of(born), now = engine::date_of(today);
    const int years = static_cast<int>(now.year()) - static_cast<int>(birth.year());
    const bool still_to_come =
        now.month() < birth.month() || (now.month() == birth.month() && now.day() < birth.day());
    return years - (still_to_come ? 1 : 0);
}

} // namespace counterlife::study::audit
