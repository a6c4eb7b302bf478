// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The ways from China to the South: who finds one, by which countries, and who is caught.

#include "model/exile.h"
#include "model/scalars.h"

namespace counterlife::engine {
template <class M> class Act;
template <class M> struct Rule;
template <class M> struct View;
} // namespace counterlife::engine

namespace counterlife::model {

struct Nation;

struct RouteFamily {
    static constexpr std::string_view institution = "route", family = "route";
    enum : std::size_t {
        resolve,
        resolve_church,
        resolve_family,
        team,
        broker,
        teams_from_start,
        word_spreads,
        teams_spread,
        factor_partner,
        factor_trusted,
        trust_years,
        factor_guided,
        weight_mission,
        weight_mongolia,
        weight_vietnam,
        weight_thailand,
        months_mission,
        months_mongolia,
        months_vietnam,
        months_thailand,
        transit_days,
        shelter_months,
        capture_mission,
        capture_mongolia,
        capture_vietnam,
        capture_thailand,
        cost,
        child_goes,
        count
    };
    static const std::array<Scalar, count> table;
};
using RouteNumbers = NumbersOf<RouteFamily>;

namespace route {

using Act = engine::Act<Nation>;
using Rule = engine::Rule<Nation>;
using View = engine::View<Nation>;

extern const Rule word;          ///< It is told in China how many have come through.
extern const Rule hearsay;       ///< and heard there.
extern const Rule resolve;       ///< Somebody makes the South their aim.
extern const Rule contact;       ///< Somebody finds people who lead to a third country.
extern const Rule come_along;    ///< The family in China is taken along.
extern const Rule called;        ///< Kin in the South send for somebody.
extern const Rule third_country; ///< Somebody reaches a country on the way, or a mission.
extern const Rule embassy;       ///< The South's embassy.
extern const Rule shelter;       ///< A shelter, until there is a flight.
extern const Rule onward;        ///< The next leg.

} // namespace route

} // namespace counterlife::model
