// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A rate as the number that data files give.

#include "engine/time.h"

namespace counterlife::model {

inline double a_year(engine::PerYear rate) noexcept
{
    return rate / engine::PerYear{1};
}

} // namespace counterlife::model
