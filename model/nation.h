// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The nation as the engine needs it: what a life, a place and a traveller's luggage are, and where
// the rules and numbers stand.

#include "engine/world.h"
#include "model/journal/record.h"
#include "model/life.h"
#include "model/numbers.h"
#include "model/place_state.h"
#include "model/situation.h"

#include <algorithm>
#include <optional>

namespace counterlife::model {

struct Nation {
    using Life = model::Life;
    using Place = model::PlaceState;
    /// What somebody takes along besides the record.
    struct Luggage {
        std::vector<Address> children;
        std::optional<Exile> exile;
    };
    using Numbers = model::Numbers;
    /// What the nation keeps beside a rule.
    struct BesideRule {
        bool (*concerns)(const Situation&) = nullptr; ///< whom a hazard or timer can concern
        /// Of two that come at one instant the lower goes first, and of equals that which stands
        /// earlier in the list of rules.
        int precedence = 0;
        /// How its events are read; null for a rule that writes none.
        const Record* record = nullptr;
        std::span<const OwnNumber* const> numbers = {}; ///< that no other rule reads
    };

    static std::span<const engine::Rule<Nation>* const> rules();
    /// The hazards and timers that can concern a person in this situation.
    static std::span<const engine::Rule<Nation>* const> rules_of(const Life& life);
    /// Reads what an act of this life will need of its place besides the record. See decision 0011.
    static std::uint64_t prefetch(const Life& life, const Place& place) noexcept
    {
        const bool housed = life.household < place.households.size();
        return place.kin.prefetch(life.children) +
               (housed ? place.households[life.household].members : 0);
    }
    static Luggage pack(Life& life, Place& from);
    static void unpack(Life& life, Place& to, Luggage&& luggage);
};

using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;
using Act = engine::Act<Nation>;
using OfficeAct = engine::OfficeAct<Nation>;
using engine::Bound;
using engine::Letter;
using engine::Lot;
using engine::never;
using engine::no_day;
using engine::once;

/// Nothing below an age, which may come down after a day.
inline Bound not_before(const Life& life, double age, Day may_change) noexcept
{
    return {never, std::min(day_of_age(life, age), may_change)};
}

/// The rule of a name; null for none.
const Rule* find_rule(std::string_view name);

} // namespace counterlife::model
