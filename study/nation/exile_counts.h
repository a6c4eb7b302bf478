// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Counts of those who cross: in China, in custody, in the South, and what happens to them in a
// year.

#include "model/exile.h"
#include "model/places/map.h"
#include "model/tally.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::nation {

/// What crossing the river has made of a life, among the records of its place; null: nothing.
inline const model::Exile* exile_of(const model::Life& life, const model::Exiles& exiles)
{
    return life.exile == 0 ? nullptr : &exiles[life.exile];
}

/// People who have left, by where they are and how they live.
class ExileStock {
public:
    /// `exile` is null for whoever has no record of leaving.
    void add(const model::Life& life, const model::Exile* exile, model::Role role,
             engine::Day today);
    ExileStock& operator+=(const ExileStock& other);
    void write(int year, std::vector<SeriesRow>& rows) const;

private:
    void add_settled(const model::Exile& exile);

    using BySex = std::array<std::int64_t, 2>;

    std::array<BySex, 4> in_china_{}; ///< by stay
    BySex born_there_{}, in_custody_{}, on_the_way_{};
    std::array<BySex, model::occupations> in_the_south_{};
    std::int64_t left_behind_ = 0, dispersed_ = 0, lost_family_ = 0, traitors_ = 0;
    std::int64_t sent_money_ = 0;
    std::int64_t grown_in_towns_ = 0, grown_who_sent_ = 0, employed_ = 0, wages_ = 0;
};

void write_exile_flows(const model::Tally& tally, const model::Map& map, int year,
                       std::vector<SeriesRow>& rows);

} // namespace counterlife::study::nation
