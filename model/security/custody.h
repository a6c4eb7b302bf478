// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What awaits those who have crossed and are back: the agent's visit, detention, questions, the
// camp, the oath, the label.

#include "model/exile.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;

/// What the agency of a county has been told of somebody who is away.
struct AgencyFile {
    LifeId who = engine::nobody;
    Day left = engine::no_day;
};
using AgencyFiles = std::vector<AgencyFile>;

namespace security {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule absence_noted; ///< The agency hears that somebody is away.
extern const Rule return_noted;  ///< The agency hears that somebody is back.
extern const Rule visit;         ///< The agent calls, and does not believe.
extern const Rule taken_away;    ///< Wife or husband sees it.
extern const Rule handed_over;   ///< Somebody is handed over at the bridge.
extern const Rule confession;    ///< Somebody admits what is known already.
extern const Rule custody_step;  ///< From the division to the camp, and out.
extern const Rule custody_death; ///< Somebody dies in custody.

extern const Rule child_released; ///< A child who was taken is brought home.

/// Too young to be questioned.
bool is_child(const Numbers& numbers, const Life& life, Day day) noexcept;
/// Detained by the agency, here and now.
void take_into_custody(Act& act);

} // namespace security

} // namespace counterlife::model
