// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/households_aside.h"

#include <algorithm>

namespace counterlife::study::record {

HouseholdsAside::Outcome HouseholdsAside::add(engine::PlaceId place,
                                              std::span<const model::HouseholdMove> moves)
{
    if (place >= opened_.size()) opened_.resize(place + std::size_t{1});
    for (const model::HouseholdMove& move : moves) {
        opened_[place] = std::max(opened_[place], move.serial);
        if (auto done = moves_.add({.move = move, .place = place}); !done) return done;
    }
    return {};
}

HouseholdsAside::Spells::Spells(const HouseholdsAside& of) : moves_{of.moves_}
{
    HouseholdNumber before = 0;
    for (const std::uint32_t opened : of.opened_) {
        before_.push_back(before);
        before += static_cast<HouseholdNumber>(opened);
    }
}

std::expected<std::span<const HouseholdSpell>, std::string>
HouseholdsAside::Spells::of(engine::LifeId person, engine::Day died)
{
    spells_.clear();
    open_ = false;
    for (; const PlacedMove* placed = moves_.next(); moves_.go_on()) {
        if (placed->move.who > person) break;
        if (placed->move.who < person) continue; // Of somebody who is in no table.
        end(placed->move.day);
        if (placed->move.serial != 0) begin(*placed);
    }
    if (!moves_.trouble().empty()) return std::unexpected{moves_.trouble()};
    if (died != engine::no_day) end(died);
    return spells_;
}

void HouseholdsAside::Spells::begin(const PlacedMove& placed)
{
    spells_.push_back(
        {.household = before_[placed.place] + static_cast<HouseholdNumber>(placed.move.serial),
         .place = placed.place,
         .from = placed.move.day});
    open_ = true;
}

/// One that has lasted no day is none.
void HouseholdsAside::Spells::end(engine::Day day)
{
    if (!open_) return;
    open_ = false;
    spells_.back().to = day;
    if (spells_.back().from == day) spells_.pop_back();
}

} // namespace counterlife::study::record
