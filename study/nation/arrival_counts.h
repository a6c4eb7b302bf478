// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who has come to the South in a year: how old, from what occupation, whether sent back before,
// how long under way, and whether kin were there already. As the ministry counts, those who have
// lived in the North, not the children born in China.

#include "model/exile.h"
#include "study/record/series.h"
#include "study/rooms.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::nation {

/// What somebody did in the North before leaving the last time, in the ministry's terms.
enum class LeftOccupation : std::uint8_t { worker, dependent, service, soldier, office, child };
inline constexpr std::array<std::string_view, 6> left_occupation_names{
    "worker", "dependent", "service", "soldier", "office", "child"};

/// The lower ends of the groups of ages at arrival; the last is open.
inline constexpr std::array<int, 7> arrival_ages{0, 10, 20, 30, 40, 50, 60};

/// Whoever is in the South: the newcomers of a year, and those whom they may have joined.
struct Newcomer {
    engine::LifeId who, mother, father, spouse;
    engine::Day arrived;
    int age = 0;         ///< at arrival
    engine::Days away{}; ///< from leaving, the last time, to arrival
    bool sent_back = false;
    LeftOccupation occupation = LeftOccupation::dependent;
};

/// None for whoever has not come to the South, or was born in China. `exile` may be null.
std::optional<Newcomer> newcomer_of(const model::Life& life, const model::Exile* exile);

/// Farms count as work; whoever has no post is a dependant, traders, housewives, pupils and
/// students included. Children are those below ten at arrival.
LeftOccupation left_occupation(const model::Exile& exile, int age_at_arrival);

/// Of everybody in the South those who have come since a day; who came on an earlier day may be
/// their kin: parents, brothers and sisters, husband or wife, children.
void write_newcomers(std::span<const Newcomer> in_the_south, engine::Day since, int year,
                     std::vector<SeriesRow>& rows);

} // namespace counterlife::study::nation
