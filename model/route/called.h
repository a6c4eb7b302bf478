// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of being sent for.

#include "model/journal/packed.h"
#include "model/stage_codes.h"

namespace counterlife::model::route {

/// Of route.called and route.called_instead: where the letter finds somebody.
struct CalledDetail {
    Stage stage{};
    bool stays = false; ///< would rather not go
    static constexpr auto fields = packed(choice("stage", &CalledDetail::stage, 5, stage_codes),
                                          flag("stays", &CalledDetail::stays));
};

} // namespace counterlife::model::route
