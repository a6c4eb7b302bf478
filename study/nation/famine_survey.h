// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What those who had left the north-east were asked in China in 1998: who of the household had
// died in the years before, and since when there had been no distribution.

#include "model/food/food.h"
#include "study/nation/counts.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace counterlife::study::nation {

/// Whether distribution had stopped for somebody by the last delivery. Farms have their share of
/// the harvest, and soldiers are fed by the army.
bool is_without_distribution(const model::Exile& left, const model::Rations& rations);

/// Followed through the years of a run; only a few of them concern it.
class FamineSurvey {
public:
    /// The morning of the first of January, before the dead and the moves of the year are told.
    /// Of a run that does not have all the years asked about there are no rows.
    void count(NationWorld& world, const model::Map& map, int year, std::vector<SeriesRow>& rows);

private:
    struct Lived {
        std::int64_t half_years = 0; ///< of persons: members at the beginning and at the end
        std::int64_t deaths = 0;
    };
    struct Home {
        engine::PlaceId place;
        std::vector<model::Household> households; ///< as of the beginning of the year
    };

    void remember(NationWorld& world);
    void add_year(NationWorld& world);
    void add_deaths(const Home& home, const model::PlaceState& state);
    void ask_leavers(NationWorld& world, engine::Day since);
    void ask(const model::Exile& exile, engine::Day since);
    void write(std::vector<SeriesRow>& rows) const;

    std::vector<Home> homes_;                        ///< the places of the north-east
    std::unordered_map<std::uint64_t, Lived> lived_; ///< by key of the household
    std::unordered_set<std::uint64_t> left_; ///< households that somebody has left for China
    std::vector<model::Rations> rations_;    ///< by place
    std::int64_t asked_ = 0, without_ = 0;   ///< about distribution
    int years_ = 0;                          ///< of households that have been added
};

} // namespace counterlife::study::nation
