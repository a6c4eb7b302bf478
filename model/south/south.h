// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The South: arrival, work, study, money sent home, kin sent for, regret.

#include "model/exile.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

namespace south {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule arrival;      ///< Somebody lands, and enters the centre.
extern const Rule leaving;      ///< The months in the centre end.
extern const Rule settling;     ///< Somebody comes to the town to live in.
extern const Rule reunion;      ///< Kin hear that somebody has come to the South too.
extern const Rule lookout;      ///< A former soldier looks across at the old post.
extern const Rule party_choice; ///< Somebody picks a party, or none.
extern const Rule college;      ///< Somebody begins to study.
extern const Rule drop_out;     ///< Somebody gives up studying.
extern const Rule school_end;   ///< School ends, or college with a diploma.
extern const Rule hire;         ///< Somebody finds work.
extern const Rule job_end;      ///< A job ends.
extern const Rule retirement;   ///< Somebody stops working for good.
extern const Rule accounts;     ///< What a year's work has left over.
extern const Rule remittance;   ///< Somebody sends money home.
extern const Rule money;        ///< It comes.
extern const Rule sending_for;  ///< Somebody pays a guide for one of the family.
extern const Rule undelivered;  ///< The go-between has found nobody alive.
extern const Rule unfetched;    ///< Nor has the guide.
extern const Rule brought_back; ///< Neither can get to whom they were sent to.
extern const Rule anniversary;  ///< The tenth of October, to a former member.
extern const Rule going_back;   ///< Somebody returns to the North: never, as told.

/// The age that counts in the South: one's own, or, where a scenario takes all grown arrivals to
/// have been of one age, that age and the years since.
double age_here(const View& view, engine::Instant at) noexcept;

/// The day on which that age is reached.
Day day_of_age_here(const View& view, double years) noexcept;

/// Years from admission to leaving the North, of whoever was admitted to the party; else nought.
double years_given(const Life& life, const Exile& exile) noexcept;
/// Adds what was earned since the last time to the savings, after debts.
void settle_accounts(Act& act, Exile& exile);
/// Wife or husband, parent or child in the North, not known to be dead or to be in the South.
bool has_kin(const View& view) noexcept;
/// The kin that has_kin speaks of: wife or husband, children, mother, father.
std::vector<Address> kin_in_the_north(const View& view);
bool is_employed(const Exile& exile) noexcept;

} // namespace south

} // namespace counterlife::model
