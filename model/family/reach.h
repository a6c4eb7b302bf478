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
/// Written while somebody was away: it has followed them back, perhaps quicker than they are home,
/// where more is learned.
inline bool has_come_late(const Exile* exile, const Letter& letter) noexcept
{
    const auto before = [&](Day back) { return back != engine::no_day && letter.sent < back; };
    return exile != nullptr && (before(exile->returned) || before(exile->came_home));
}
/// Whether a go-between or a guide can get to somebody: not to the front, nor through any gate, and
/// not to those on the road.
bool can_be_got_to(const Life& life) noexcept;
/// Learns of a death from somebody who has asked.
void hear_of_death(Act& act, LifeId dead);

} // namespace counterlife::model::family
