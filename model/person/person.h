// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Birth, death and what they mean to kin.

#include "model/life.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace person {

using Rule = engine::Rule<Nation>;

extern const Rule death;       ///< Ordinary mortality by age, sex and year.
extern const Rule bereavement; ///< Kin hear of a death.
extern const Rule maternity;   ///< A married woman gives birth.
extern const Rule fatherhood;  ///< The father hears of the birth.

/// A life ends: the household is left, institutions strike the person off, kin are told.
void end_life(engine::Act<Nation>& act);

} // namespace person

} // namespace counterlife::model
