// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal and the letters of admission say.

#include "model/journal/packed.h"

namespace counterlife::model {
struct Numbers;
}

namespace counterlife::model::party {

/// PARTY-06, PARTY-07  The day on which a committee next decides, not before `day`: so long before
/// one of the party's that the principles can be learned.
engine::Day next_decision(const Numbers& numbers, engine::Day day);
/// The day on which those chosen on such a day are admitted.
engine::Day day_of_admission(const Numbers& numbers, engine::Day chosen);

/// How a member came in: in the army after so many whole years of service, or at work.
struct AdmissionDetail {
    bool at_work = false;
    int served = 0;
    static constexpr auto fields = packed(quantity("served", "years", &AdmissionDetail::served));
    static constexpr auto negative = complemented("at_work", &AdmissionDetail::at_work);
};

/// What a committee writes to whom it admits; a committee at work leaves all of it out.
struct Admitted {
    bool in_army = false;
    int served = 0; ///< whole years of it
    static constexpr auto fields = packed(flag("in_army", &Admitted::in_army),
                                          quantity("served", "years", &Admitted::served, 8));
};

} // namespace counterlife::model::party
