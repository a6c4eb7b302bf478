// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The standings in the party, as tables name them.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model::labour {

inline constexpr Code standings[]{
    code(Standing::outside, "outside"), code(Standing::member, "member"),
    code(Standing::lapsed, "lapsed"), code(Standing::cancelled, "cancelled")};

} // namespace counterlife::model::labour
