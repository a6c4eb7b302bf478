// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How passable the river is for somebody: its water, guards who are paid, and brokers.
//
//   BORDER-04 leaving follows the season
//   BEYOND-04 brokers lead women across, the more the more have gone before
//   BEYOND-06 guards can be paid
//   data/border/border.csv: season, yalu_open, openness, women, led, led_known, led_at_work, bribe,
//   driven

#include "model/border/brokers.h"

#include "engine/elementary.h"
#include "model/border/border.h"
#include "model/border/numbers.h"
#include "model/china/numbers.h"
#include "model/claims.h"
#include "model/nation.h"
#include "model/places/map.h"

namespace counterlife::model::border {

namespace {

using Family = BorderFamily;
constexpr double natural_of_ten = 2.302585092994046;

} // namespace

double eased(double open, double exponent)
{
    if (open >= 1 || open <= 0) return open;
    return engine::exponential(exponent * natural_of_ten * engine::decimal_logarithm(open));
}

double season(const View& view, Day day)
{
    const auto& p = view.numbers.border.at(day);
    if (!view.numbers.claims.on(Claim::border_04, day)) return p[Family::season_warm];
    const Water now = water(p, day);
    const Map& map = view.numbers.map;
    const bool yalu = map.places[map.crossing[view.place.number]].river == River::yalu;
    if (yalu && now != Water::ice) return p[Family::yalu_open];
    return p[Family::season_ice + static_cast<std::size_t>(now)];
}

double openness_for(const View& view, Day day)
{
    const auto& p = view.numbers.border.at(day);
    const Exile* exile = record_of(view);
    const bool driven =
        exile && exile->punished > 0 && view.numbers.claims.on(Claim::beyond_06, day);
    return driven ? eased(p[Family::openness], p[Family::driven]) : p[Family::openness];
}

double led_by_brokers(const View& view, Day day, double age)
{
    const auto& p = view.numbers.border.at(day);
    const Life& life = view.life;
    const Claims& claims = view.numbers.claims;
    const bool sought = life.sex == Sex::female && !is_with_child(life) &&
                        age < view.numbers.china.at(day)[ChinaFamily::sold_until];
    if (!sought || !claims.on(Claim::beyond_04, day)) return 0;
    const double away = static_cast<double>(view.place.files.size()) *
                        static_cast<double>(view.place.persons_per_life);
    const double open = std::min(1.0, p[Family::openness]); // A broker has his own way.
    const double found = life.career.stage == Stage::worker ? p[Family::led_at_work] : 1;
    return p[Family::led] * found * away / (away + p[Family::led_known]) *
           (claims.on(Claim::beyond_06, day) ? eased(open, p[Family::bribe]) : open);
}

double highest_readiness(const View& view, Day from)
{
    const auto& high = view.numbers.border.highest_soon(from);
    const double bribed = std::max(1.0, high[Family::openness]);
    const double open = record_of(view) ? bribed : high[Family::openness]; // Perhaps punished.
    if (view.life.sex == Sex::male) return open;
    return open * high[Family::women] +
           bribed * high[Family::led] * std::max(1.0, high[Family::led_at_work]);
}

} // namespace counterlife::model::border
