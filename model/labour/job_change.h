// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of a wish for another job, of its answer, and of staying away.

#include "model/journal/packed.h"
#include "model/labour/standings.h"

namespace counterlife::model::labour {

/// What becomes of a wish for another job.
enum class Wish : std::uint8_t { followed, needs_release, disregarded };

struct JobChangeDetail {
    Wish wish{};
    static constexpr Code wishes[]{code(Wish::followed, "followed"),
                                   code(Wish::needs_release, "needs_release"),
                                   code(Wish::disregarded, "disregarded")};
    static constexpr auto fields = packed(choice("wish", &JobChangeDetail::wish, wishes));
};

struct ReleaseAskedDetail {
    bool granted = false;
    bool head = false, secretary = false; ///< who would have granted it
    bool powerful = false;                ///< whoever asked
    static constexpr auto fields = packed(flag("granted", &ReleaseAskedDetail::granted),
                                          flag("head_willing", &ReleaseAskedDetail::head),
                                          flag("secretary_willing", &ReleaseAskedDetail::secretary),
                                          flag("powerful", &ReleaseAskedDetail::powerful));
};

struct ReleaseAnswerDetail {
    bool granted = false;
    static constexpr auto fields = packed(flag("granted", &ReleaseAnswerDetail::granted));
};

struct QuittingDetail {
    Standing standing{};
    static constexpr auto fields = packed(choice("standing", &QuittingDetail::standing, standings));
};

} // namespace counterlife::model::labour
