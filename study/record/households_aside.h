// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who lived in which household and when: spells of people, made of their moves.

#include "model/place_state.h"
#include "study/record/sorted_aside.h"
#include "study/rooms.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace counterlife::study::record {

/// The household's number in the run, from one.
using HouseholdNumber = std::int32_t;
inline constexpr HouseholdNumber number_of_no_household = 0;

struct HouseholdSpell {
    HouseholdNumber household = number_of_no_household;
    engine::PlaceId place = engine::nowhere;
    engine::Day from, to = engine::no_day; ///< no_day: goes on when the run ends
};

/// A move with the place in which it is.
struct PlacedMove {
    model::HouseholdMove move;
    engine::PlaceId place = engine::nowhere;
};

inline std::pair<engine::LifeId, engine::Day> key_of(const PlacedMove& placed)
{
    return {placed.move.who, placed.move.day};
}

class HouseholdsAside {
public:
    using Outcome = AsideFile::Outcome;

    explicit HouseholdsAside(AsideFile file) : moves_{std::move(file)} {}

    /// Adds moves in one place, in the order in which they came.
    Outcome add(engine::PlaceId place, std::span<const model::HouseholdMove> moves);

    /// To be called when all have been added.
    Outcome put_aside() { return moves_.put_aside(); }

    /// The spells, person by person.
    class Spells {
    public:
        explicit Spells(const HouseholdsAside& of);

        /// Those of one person, in their order. To be called for one after the other by identity.
        std::expected<std::span<const HouseholdSpell>, std::string> of(engine::LifeId person,
                                                                       engine::Day died);

    private:
        void begin(const PlacedMove& placed);
        void end(engine::Day day);

        SortedAside<PlacedMove>::Merge moves_;
        std::vector<HouseholdNumber> before_; ///< by place: how many households are numbered first
        std::vector<HouseholdSpell> spells_;
        bool open_ = false; ///< the last of them
    };

private:
    SortedAside<PlacedMove> moves_;
    std::vector<std::uint32_t> opened_; ///< by place: the highest serial
};

} // namespace counterlife::study::record
