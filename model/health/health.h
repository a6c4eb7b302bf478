// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The hospital as refuge.

#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace health {

using Rule = engine::Rule<Nation>;

extern const Rule refuge;    ///< A worker pleads an ailment and lies in hospital.
extern const Rule discharge; ///< The spell on the ward ends.

} // namespace health

} // namespace counterlife::model
