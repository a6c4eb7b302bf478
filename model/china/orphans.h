// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Children in China whose father or mother, with whom they crossed, has died there.

#include "model/china/china.h"
#include "model/journal/packed.h"

namespace counterlife::model::china {

extern const Rule looked_after; ///< The other parent looks after the child.
extern const Rule orphaned;     ///< There is none, and strangers take it in, or nobody.

/// Of china.orphaned: who takes the child in.
enum class Guardian : std::uint8_t { nobody, household, church };
inline constexpr Code guardians[]{code(Guardian::nobody, "nobody"),
                                  code(Guardian::household, "household"),
                                  code(Guardian::church, "church")};
struct OrphanDetail {
    Guardian guardian{};
    static constexpr auto fields = packed(choice("guardian", &OrphanDetail::guardian, guardians));
};

/// Wife or husband, with whom one crossed, has died: whoever is left leads the children.
void lead_alone(Act& act);
/// Whoever led this child has died.
void be_left_without_guardian(Act& act);

} // namespace counterlife::model::china
