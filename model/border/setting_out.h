// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What whoever leaves leaves behind.

#include "model/exile.h"

namespace counterlife::engine {
template <class M> class Act;
} // namespace counterlife::engine

namespace counterlife::model::border {

/// Whether the party certificate is put into the earth, by a lot of [0, 1).
bool bury_certificate(engine::Act<Nation>& act, double lot);
/// Leaves work or unit, and house; those who do not live on the river set out for it.
void set_out(engine::Act<Nation>& act, Exile& exile, Day ready);

} // namespace counterlife::model::border
