// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a desertion.

#include "model/journal/packed.h"

namespace counterlife::model::army {

struct DesertionDetail {
    bool for_the_south = false; ///< or to live in China
    bool buried = false;        ///< the party certificate
    static constexpr auto fields = packed(flag("for_the_south", &DesertionDetail::for_the_south),
                                          flag("buried", &DesertionDetail::buried));
};

} // namespace counterlife::model::army
