// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Food: what is delivered, who goes hungry, and what hunger does.

#include "engine/lot.h"
#include "model/life.h"

#include <vector>

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;
struct Numbers;
struct Weight;

/// What the ration office of a place could not deliver: shares of the need, since the last harvest.
struct Rations {
    float short_in_town = 0, short_on_land = 0, short_in_mines = 0;
    bool stopped = false; ///< distribution, to those who do not farm
};

/// A line in the record book of a camp for children.
struct CampEntry {
    Address who;
    Day born, entered;
    Sex sex = Sex::male;
};

namespace food {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule delivery;      ///< A ration office has less to give than is needed.
extern const Rule starvation;    ///< Hunger kills.
extern const Rule trade;         ///< A woman turns to trading.
extern const Rule leaving_trade; ///< A trader goes back to work as rations recover.
extern const Rule trip;          ///< She travels to sell.
extern const Rule selling;       ///< She arrives in another county,
extern const Rule way_back;      ///< sets out for home,
extern const Rule back;          ///< and is back.
extern const Rule adrift;        ///< A child without care leaves home.
extern const Rule station;       ///< and turns up at a station.
extern const Rule gathering;     ///< It is gathered into a camp.
extern const Rule taken_in;      ///< A child whom nobody is there for is taken into a camp.
extern const Rule leaving_camp;  ///< and leaves it.

/// Whether a child lives where nobody else does.
bool is_alone(Act& act);
/// A child leaves for one of the stations.
void go_adrift(Act& act);
/// What it leaves to luck.
inline constexpr engine::Lot station_gone_to{.every = 1};
/// Hunger, 0 to 1: the share of the need that somebody goes without.
double hunger(const View& view, Day today) noexcept;
/// What weighs where hunger does: the last delivery of the ration office.
std::vector<Weight> deliveries(std::int32_t detail);
/// The highest hunger that somebody in this situation may feel from a day until the numbers of
/// food promise more: see FoodNumbers::until_soon.
double highest_hunger(const View& view, Day from) noexcept;
/// The first day on which anybody may go hungry.
Day first_hunger(const model::Numbers& numbers);

} // namespace food

} // namespace counterlife::model
