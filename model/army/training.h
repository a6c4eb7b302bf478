// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a soldier's merit.

#include "model/journal/packed.h"

namespace counterlife::model::army {

/// Merit as reported so far, in hundredths.
struct MeritDetail {
    std::int32_t merit = 0;
    static constexpr auto fields = packed(quantity("merit", "hundredths", &MeritDetail::merit));
};

} // namespace counterlife::model::army
