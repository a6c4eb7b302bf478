// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What people believe and feel, in so far as they act on it: goals, effort, devotion, discontent.

#include "engine/lot.h"
#include "model/life.h"

#include <algorithm>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

namespace belief {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule news; ///< Word goes round of who got away.

/// A level in hundredths, kept between 0 and 100.
inline std::uint8_t hundredths(double level) noexcept
{
    return static_cast<std::uint8_t>(std::clamp(level, 0.0, 100.0));
}
/// What a young person will strive for, and with what devotion.
void form_goal(Act& act);
/// What it leaves to luck.
inline constexpr engine::Lot forming_a_goal{.first = 100, .many = 3};
/// Devotion on a day, 0 to 1: the lasting part, and the pride of admission as it settles.
double devotion(const Numbers& numbers, const Career& career, Day today) noexcept;
/// The day on which somebody reaches the age of choice, the one in force at birth.
Day day_of_choice(const View& view) noexcept;
/// LOOP-06  The shares of all effort that go into membership, and into learning: by the goal, and
/// by what is moved from the one to the other, settled on the day of choice.
double for_membership(const View& view) noexcept;
double for_learning(const View& view) noexcept;
/// Effort in service, about 0.3 to 1.8.
double effort(const View& view, Day today) noexcept;
/// Fear of dying at work, 0 to 1.
double fear(const View& view, Day today) noexcept;
/// Indignation and fear together, less the part of devotion and zeal that makes things bearable.
struct Discontent {
    double anger = 0, fear = 0, devotion = 0, zeal = 0, bearable = 0;
    /// 0 to 1.
    double level() const noexcept
    {
        return std::clamp(anger + fear - bearable * (devotion + zeal), 0.0, 1.0);
    }
};
Discontent discontent_of(const View& view, Day today) noexcept;
double discontent(const View& view, Day today) noexcept;

} // namespace belief

} // namespace counterlife::model
