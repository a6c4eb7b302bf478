// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long a spell lasts: a stay, a sentence, a wait for papers. No two cases take the same time.

#include "engine/act.h"
#include "model/nation.h"
#include "model/population_numbers.h"

#include <algorithm>

namespace counterlife::model {

/// One lot a person and day, whatever begins on it.
inline constexpr engine::Lot spell_length{.every = 1, .stream = engine::stream_of("spell.length")};

/// So many days, or up to `population.spell_spread` of them less or more, evenly; one at the least.
/// A rule that asks has `spell_length` among its lots.
template <class Act> Days length_of_spell(Act& act, double usual_days, LifeId who)
{
    const double spread =
        act.numbers().population.guess.at(act.today())[PopulationNumbers::spell_spread];
    const double draw = act.uniform_for(who, spell_length, act.today());
    return std::max<Days>(1, engine::whole_days(usual_days * (1 + spread * (2 * draw - 1))));
}
template <class Act> Days length_of_spell(Act& act, double usual_days)
{
    return length_of_spell(act, usual_days, act.self().id);
}

} // namespace counterlife::model
