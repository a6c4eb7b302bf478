// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long a spell lasts: a stay, a sentence, a wait for papers. No two cases take the same time.

#include "engine/act.h"
#include "model/nation.h"

namespace counterlife::model {

/// One lot a person and day, whatever begins on it.
inline constexpr engine::Lot spell_length{.every = 1, .stream = engine::stream_of("spell.length")};

/// So many days, or up to `share` of them less or more, evenly by a draw; one at the least.
Days spread_out(double usual_days, double share, double draw) noexcept;
/// The share: population.spell_spread.
double spell_spread(const Numbers& numbers, Day day) noexcept;

/// How long it lasts that usually lasts so many days. A rule that asks has `spell_length` among its
/// lots.
template <class Act> Days length_of_spell(Act& act, double usual_days, LifeId who)
{
    return spread_out(usual_days, spell_spread(act.numbers(), act.today()),
                      act.uniform_for(who, spell_length, act.today()));
}
template <class Act> Days length_of_spell(Act& act, double usual_days)
{
    return length_of_spell(act, usual_days, act.self().id);
}

} // namespace counterlife::model
