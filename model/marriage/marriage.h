// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Marriage: the search, the registrar, the wedding, divorce.

#include "model/life.h"
#include "model/marriage/registrar.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace marriage {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;

extern const Rule search;      ///< A person begins to look for a spouse.
extern const Rule application; ///< The registrar enters an applicant.
extern const Rule withdrawal;  ///< The registrar strikes one off.
extern const Rule matching;    ///< Once a month the registrar proposes couples.
extern const Rule proposal;    ///< The man hears whom he might marry, and courts her.
extern const Rule courtship;   ///< The woman hears of him, and agrees.
extern const Rule jilted;      ///< The other died first.
extern const Rule promise;     ///< He names the wedding day.
extern const Rule wedding;     ///< He becomes a husband.
extern const Rule vow;         ///< She becomes a wife and moves in with him.
extern const Rule divorce;     ///< A marriage is dissolved.
extern const Rule divorced;    ///< The husband is told.

/// Leaves the registrar's list, if on it.
void withdraw(Act& act);

} // namespace marriage

} // namespace counterlife::model
