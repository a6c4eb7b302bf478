// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Childhood's school, its end, and college for some.

#include "model/life.h"

namespace counterlife::engine {
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace school {

using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule enrolment;  ///< A child starts school.
extern const Rule leaving;    ///< A pupil leaves school; some go on to college.
extern const Rule graduation; ///< A student finishes college.

/// LOOP-06  The chance of going to college, of somebody who goes by lot with the chance `by_lot`:
/// the more effort goes into learning the higher, where learning opens the college.
double with_learning(double by_lot, const View& view, Day today) noexcept;

/// Full years at school up to a day, of a pupil; of others, those they have had.
std::uint8_t years_so_far(const View& view, Day today);

} // namespace school

} // namespace counterlife::model
