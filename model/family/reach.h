// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whom a letter from home reaches, and what a go-between brings back.

#include "model/family/family.h"
#include "model/nation.h"

namespace counterlife::model::family {

/// FAMILY-05, FAMILY-07  Across the river, gone nobody knows where, or on the road of a search: no
/// word from home arrives.
bool is_out_of_reach(Act& act, const Letter& letter);
/// Whether a go-between or a guide can get to somebody: not to the front, nor through any gate, and
/// not to those on the road.
bool can_be_got_to(const Life& life) noexcept;
/// Learns of a death from somebody who has asked.
void hear_of_death(Act& act, LifeId dead);

} // namespace counterlife::model::family
