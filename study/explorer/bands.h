// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A life as bands: on each of its sides one state after the other, told by the records of the rules
// from the events, and each with the event that began it.

#include "study/account/biography.h"
#include "study/explorer/rations.h"
#include "study/nation/stages.h"
#include "study/record/life_reading.h"
#include "study/rooms.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::study::explorer {

/// From a day until the day of the next, exclusive; of the last, until death or `no_day`.
struct BandSpell {
    engine::Day from, to = engine::no_day;
    std::string code, label;
    std::string place = {};
    std::size_t event = 0; ///< the number of the event that began it; 0: none of this life
    engine::LifeId with = engine::nobody; ///< wife or husband
    std::int32_t household = 0;           ///< its number in the run

    bool is_like(const BandSpell& other) const
    {
        return code == other.code && label == other.label && place == other.place &&
               with == other.with && household == other.household;
    }
};

struct Band {
    std::string_view name;
    std::vector<BandSpell> spells; ///< in order, without a gap or an overlap
};

/// What the bands of a life are made of.
struct BandMaterial {
    const WhoIsWho& cast; ///< whose self the life is of
    std::span<const LoggedEvent> events;
    const RunDescription& run;
    const StageNumbers& stages;
    bool born_abroad = false;
    std::vector<Stay> stays = {};
    /// Of the nearest kin, for whom the person lives with.
    std::vector<std::pair<engine::LifeId, std::vector<Stay>>> stays_of_kin = {};
    const Rations* rations = nullptr; ///< none: nothing is told of food
};

/// Stage, place and marriage, which are shown of kin too.
std::vector<Band> bands_of_kin(const BandMaterial& material);
/// These and household, party, health, food and known.
std::vector<Band> bands_of(const BandMaterial& material);

// Each of them.
Band stage_band(const BandMaterial& material);
Band place_band(const BandMaterial& material);
Band marriage_band(const BandMaterial& material);
Band household_band(const BandMaterial& material);
Band party_band(const BandMaterial& material);
Band health_band(const BandMaterial& material);
Band food_band(const BandMaterial& material);
Band known_band(const BandMaterial& material);

/// The spell of a band on a day; null where it tells of none.
const BandSpell* spell_on(const Band& band, engine::Day day);

/// What the event means for the sides of a life that its stage does not tell.
model::Mark mark_of(const LoggedEvent& event);

/// Gathers the spells of a band.
class Turns {
public:
    Turns(std::string_view name, const BandMaterial& material);

    /// From a day on it is so. What is as before goes on, and what lasts no day is left out.
    void turn(BandSpell spell);
    const BandSpell* last() const { return band_.spells.empty() ? nullptr : &band_.spells.back(); }
    Band done();

    /// The first day that is told: of birth, or of the run; and the day after the last, or of
    /// death.
    engine::Day first() const { return first_; }

private:
    Band band_;
    engine::Day first_, end_;
};

} // namespace counterlife::study::explorer
