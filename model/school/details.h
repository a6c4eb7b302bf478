// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of the beginning and the end of school.

#include "model/journal/packed.h"

namespace counterlife::model::school {

struct EnrolmentDetail {
    bool adrift = false; ///< and misses it
    static constexpr auto fields = packed(gap(1), flag("adrift", &EnrolmentDetail::adrift));
};

struct LeavingDetail {
    bool to_college = false;
    bool adrift = false; ///< and had left long before
    bool abroad = false; ///< and the same
    static constexpr auto fields =
        packed(flag("to_college", &LeavingDetail::to_college),
               flag("adrift", &LeavingDetail::adrift), flag("abroad", &LeavingDetail::abroad));
};

} // namespace counterlife::model::school
