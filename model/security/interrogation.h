// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal tells of custody for having crossed: confession, each step, and death.

#include "model/exile.h"
#include "model/journal/packed.h"

namespace counterlife::model::security {

inline constexpr Code phases[]{code(Phase::none, "none"),     code(Phase::handover, "handover"),
                               code(Phase::agency, "agency"), code(Phase::division, "division"),
                               code(Phase::camp, "camp"),     code(Phase::prison, "prison"),
                               code(Phase::kept, "kept")};

/// Of security.confession.
struct ConfessionDetail {
    Phase next{};               ///< none: to be let go soon
    bool contact_known = false; ///< dealings with a church, or with the South
    Days denied;                ///< how long

    static constexpr auto fields =
        packed(choice("next", &ConfessionDetail::next, 4, phases),
               flag("contact_known", &ConfessionDetail::contact_known), gap(3),
               quantity("denied", "days", &ConfessionDetail::denied, 24));
};

/// Of security.custody_step.
struct CustodyStepDetail {
    Phase left{}; ///< none: after the questioning
    bool oath = false;

    /// From the division one goes on to the camp, and from everywhere else out.
    constexpr bool released() const { return left != Phase::division; }

    static constexpr auto fields = packed(choice("left", &CustodyStepDetail::left, 4, phases),
                                          flag("oath", &CustodyStepDetail::oath));
};

/// Of security.custody_death.
struct CustodyDeathDetail {
    Phase phase{};
    static constexpr auto fields = packed(choice("phase", &CustodyDeathDetail::phase, phases));
};

} // namespace counterlife::model::security
