// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Privilege: how the powerful get their children out.

#include "model/life.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace privilege {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;

extern const Rule plea;      ///< A parent hears where the child has been sent.
extern const Rule pressure;  ///< A committee is pressed to let somebody go.
extern const Rule reprimand; ///< Whoever let somebody go is called to account.
extern const Rule release;   ///< The child is let go, to college.
extern const Rule college;   ///< and arrives there.

/// A worker sent by an order writes to a parent.
void write_home(Act& act);

} // namespace privilege

} // namespace counterlife::model
