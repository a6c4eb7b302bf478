// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of the agent's visit.

#include "model/journal/packed.h"

namespace counterlife::model::security {

/// Of security.visit.
struct VisitDetail {
    bool detained = false; ///< and the story not believed
    static constexpr auto fields = packed(flag("detained", &VisitDetail::detained));
};

/// What its letter says: whether the file tells where the time was spent.
struct Called {
    bool place_known = false;
    static constexpr auto fields = packed(flag("place_known", &Called::place_known));
};

/// Of security.return_noted.
struct ReturnNotedDetail {
    Days away;                ///< nought also where there is no file
    bool file_silent = false; ///< about where the time was spent

    static constexpr auto fields = packed(quantity("away", "days", &ReturnNotedDetail::away));
    static constexpr auto negative = negated("file_silent", &ReturnNotedDetail::file_silent,
                                             quantity("away", "days", &ReturnNotedDetail::away));
};

} // namespace counterlife::model::security
