// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Mines: equipment that ages, accidents, output.

#include "model/life.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> class OfficeAct;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

/// What a place knows of its mine. `deaths_per_hundred` is as of the first of the month.
struct Pit {
    Day renewed = engine::no_day; ///< when its equipment was last renewed; no_day: as built
    std::int32_t deaths = 0;      ///< since the last stock-taking
    float deaths_per_hundred = 0; ///< miners a year, smoothed over about two years
    float output = 0;             ///< thousand tonnes in the last month
};

namespace mine {

using Act = engine::Act<Nation>;
using OfficeAct = engine::OfficeAct<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule accident;  ///< A miner dies at work.
extern const Rule explosion; ///< Gas: many die at once.
extern const Rule renewal;   ///< New equipment arrives.

/// Once a month: output, and how dangerous the mine has shown itself.
void take_stock(OfficeAct& act);

} // namespace mine

} // namespace counterlife::model
