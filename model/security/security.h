// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The police: who is watched, who is arrested.

#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace security {

using Rule = engine::Rule<Nation>;

extern const Rule report;      ///< The police of the home county hear of an absconder.
extern const Rule watch;       ///< The person is watched from now on.
extern const Rule shared_fall; ///< A wife shares it.
extern const Rule arrest;      ///< Somebody who does not work is arrested.
extern const Rule release;     ///< The sentence has been served.

} // namespace security

} // namespace counterlife::model
