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
extern const Rule conception;  ///< A wife conceives.
extern const Rule maternity;   ///< A woman is delivered of a child.
extern const Rule fatherhood;  ///< The father hears of the birth.
extern const Rule parting;     ///< A husband is away from his wife, or back.
extern const Rule parted;      ///< She knows of it.

/// A life ends: the household is left, institutions strike the person off, kin are told.
void end_life(engine::Act<Nation>& act);

} // namespace person

} // namespace counterlife::model
