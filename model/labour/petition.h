// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a petition: how it was decided, and what the petitioner hears.

#include "model/journal/packed.h"

namespace counterlife::model::labour {

struct PetitionHeardDetail {
    bool granted = false;
    bool head = false, secretary = false; ///< who would have granted it
    bool worst = false;                   ///< the petitioner can be sent nowhere worse
    static constexpr auto fields =
        packed(flag("granted", &PetitionHeardDetail::granted),
               flag("head_willing", &PetitionHeardDetail::head),
               flag("secretary_willing", &PetitionHeardDetail::secretary),
               flag("worst_place", &PetitionHeardDetail::worst));
};

struct RefusalDetail {
    bool granted = false; ///< nothing was refused: the petitioner goes home
    static constexpr auto fields = packed(flag("granted", &RefusalDetail::granted));
};

} // namespace counterlife::model::labour
