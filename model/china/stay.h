// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of where somebody stays in China.

#include "model/exile.h"
#include "model/journal/packed.h"

namespace counterlife::model::china {

inline constexpr Code stays[]{code(Stay::hiding, "hiding"), code(Stay::farm, "farm"),
                              code(Stay::city, "city"), code(Stay::partner, "partner")};

/// Of china.settling, where somebody will live; of china.arrest, where the police have come.
struct StayDetail {
    Stay stay{};
    static constexpr auto fields = packed(choice("stay", &StayDetail::stay, stays));
};

} // namespace counterlife::model::china
