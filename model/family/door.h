// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who is at hand in a county, and who comes asking for them.
//
// Mail finds people by the last address that was known, and may go long ways round. Whoever stands
// at the door, or asks around at a station, asks those who are there.

#include "model/family/family.h"

namespace counterlife::model::family {

extern const Rule at_hand;   ///< The neighbours see that somebody is here.
extern const Rule asked_for; ///< Somebody who is here asks for somebody.
extern const Rule expected;  ///< The neighbours know where wife or husband is.

/// Is seen here, and can be asked for.
void be_at_hand(Act& act);
/// Is away to sell, or with kin, and the neighbours know it.
void be_away(Act& act);
/// Leaves, and can no longer be asked for here.
void be_gone(Act& act);
/// Has wife or husband who is away, and may come back and ask.
bool may_be_asked_for(const Life& life) noexcept;
/// Asks around at a station for wife or husband, for so many days.
void ask_around(Act& act, Days days);

} // namespace counterlife::model::family
