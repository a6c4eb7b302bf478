// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ways from China to the South: who finds one, by which countries, and who is caught.

#include "model/exile.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace route {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule word;           ///< It is told in China how many have come through.
extern const Rule hearsay;        ///< and heard there.
extern const Rule resolve;        ///< Somebody makes the South their aim.
extern const Rule contact;        ///< Somebody finds people who lead to a third country.
extern const Rule come_along;     ///< The family in China is taken along.
extern const Rule called;         ///< Kin in the South send for somebody.
extern const Rule called_instead; ///< Another of the family goes in a parent's stead.
extern const Rule guide_gone;     ///< The guide waits no longer.
extern const Rule third_country;  ///< Somebody reaches a country on the way, or a mission.
extern const Rule embassy;        ///< The South's embassy.
extern const Rule shelter;        ///< A shelter, until there is a flight.
extern const Rule onward;         ///< The next leg.

} // namespace route

} // namespace counterlife::model
