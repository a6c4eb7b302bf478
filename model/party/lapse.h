// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says as membership is lost.

#include "model/journal/packed.h"
#include "model/life.h"

namespace counterlife::model::party {

/// Whether the committee found that the one who was missing was a member.
struct AbsenceDetail {
    bool member = false;
    static constexpr auto fields = packed(flag("member", &AbsenceDetail::member));
};

/// What has become of the certificate.
struct RecallDetail {
    static constexpr Code names[]{
        code(Certificate::none, "none"),
        code(Certificate::kept, "kept"),
        code(Certificate::hidden, "hidden"),
        code(Certificate::surrendered, "surrendered"),
    };
    Certificate certificate = Certificate::none;
    static constexpr auto fields = packed(choice("certificate", &RecallDetail::certificate, names));
};

} // namespace counterlife::model::party
