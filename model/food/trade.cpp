// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Women trade.
//
// When rations fail women turn to trading, sooner if no husband is at home. A trader leaves the
// workplace, and now and then travels to another county to sell, for weeks.
//
//   FOOD-05  women trade far from home in the hungry years
//   PARTY-14 which is neither a labourer's nor a peasant's life
//   data/food/food.csv: trade, trade_apart, trade_age, trip, trip_days, trip_least, trip_shortfall,
//   leaving_trade, leaving_shortfall

#include "model/food/trade.h"
#include "model/claims.h"
#include "model/family/door.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/household/household.h"
#include "model/journal/before.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"
#include "model/spell.h"

namespace counterlife::model::food {

namespace {

using Family = FoodFamily;

bool of_age(const Life& life, const FoodNumbers::Values& p, engine::Instant at) noexcept
{
    const double age = age_in_years(life, at);
    return p[Family::trade_from] <= age && age < p[Family::trade_until];
}

Bound trade_ceiling(const View& view, engine::Instant from)
{
    const double worst = highest_hunger(view, from.day);
    const Day until = view.numbers.food.until_soon(from.day);
    const auto& high = view.numbers.food.highest_soon(from.day);
    if (worst == 0 || age_in_years(view.life, from) >= high[Family::trade_until])
        return {never, until};
    const bool apart = view.life.marital != Marital::married;
    return {PerYear{high[Family::trade] * worst * (apart ? high[Family::trade_apart] : 1)}, until};
}

PerYear trade_rate(const View& view, engine::Instant at)
{
    if (has_just_come_home(view, at.day)) return never;
    const auto& p = view.numbers.food.at(at.day);
    if (!of_age(view.life, p, at) || !view.numbers.claims.on(Claim::food_05, at.day)) return never;
    const bool apart = view.life.marital != Marital::married;
    return PerYear{p[Family::trade] * hunger(view, at.day) * (apart ? p[Family::trade_apart] : 1)};
}

void turn_to_trade(Act& act)
{
    labour::leave_work(act);
    labour::enter_stage(act, Stage::trader);
    act.note(code_of(TradeDetail{.apart = act.life().marital != Marital::married}));
}

/// On a trip, or gone from home with what was left of the family.
bool is_away(const Life& life) noexcept
{
    return life.career.stage_until != no_day || life.career.dispersed;
}

Bound trip_ceiling(const View& view, engine::Instant from)
{
    if (is_away(view.life)) return {never, no_day};
    return {PerYear{view.numbers.food.highest(from.day)[Family::trip]},
            FoodNumbers::until(from.day)};
}

PerYear trip_rate(const View& view, engine::Instant at)
{
    const auto& p = view.numbers.food.at(at.day);
    if (person::is_near_her_time(view.numbers, view.life, at.day)) return never;
    if (!of_age(view.life, p, at) || is_away(view.life)) return never;
    const double lacking = view.place.rations.short_in_town / p[Family::trip_shortfall];
    const double least = p[Family::trip_least];
    return PerYear{p[Family::trip] * (least + (1 - least) * std::min(1.0, lacking))};
}

Bound leaving_trade_ceiling(const View& view, engine::Instant from)
{
    if (is_away(view.life)) return {never, no_day};
    return {PerYear{view.numbers.food.highest(from.day)[Family::leaving_trade]},
            FoodNumbers::until(from.day)};
}

/// The less is lacking, the more go back.
PerYear leaving_trade_rate(const View& view, engine::Instant at)
{
    if (is_away(view.life)) return never;
    const double lacking =
        view.life.urban ? view.place.rations.short_in_town : view.place.rations.short_on_land;
    const auto& p = view.numbers.food.at(at.day);
    return PerYear{p[Family::leaving_trade] *
                   std::max(0.0, 1 - lacking / p[Family::leaving_shortfall])};
}

void go_back_to_work(Act& act)
{
    labour::wait_for_placement(act);
}

void set_out(Act& act)
{
    Life& life = act.life();
    const PlaceId to =
        act.numbers().map.station_by(act.uniform(station_gone_to, act.today()), act.here());
    // At home she sells at the station of her own county.
    if (to == act.here()) return act.note(code_of(TripDetail{}));
    act.note(code_of(TripDetail{to}));
    life.career.home = act.here();
    if (family::may_be_asked_for(life)) family::be_away(act);
    act.place_state().move_out(life, act.today());
    act.travel(to, selling);
}

void sell(Act& act, const Letter& letter)
{
    Life& life = act.life();
    life.career.stage_until =
        act.today() + length_of_spell(act, act.numbers().food.at(act.today())[Family::trip_days]);
    act.note(code_of(OfPlace{letter.from_place}));
}

Day end_of_stay(const View& view)
{
    return view.life.career.stage_until;
}

void set_out_for_home(Act& act)
{
    Career& career = act.life().career;
    career.stage_until = no_day;
    if (act.life().household != no_household) return act.quiet(); // Has a home here by now.
    act.note(code_of(OfPlace{career.home}));
    if (career.home == act.here()) return household::return_home(act);
    act.travel(career.home, back);
}

void be_back(Act& act, const Letter& letter)
{
    household::return_home(act);
    act.note(code_of(OfPlace{letter.from_place}));
}

std::string tell_trade(const TradeDetail& d, const Telling&)
{
    return d.apart ? "Rations fail. With no husband at home {he} turns to trading."
                   : "Rations fail, and {he} turns to trading.";
}

constexpr const Rule* before_trade[]{&labour::placement, &marriage::vow, &labour::quitting,
                                     &marriage::divorce};
constexpr Word trade_words[]{{"trader"}};
constexpr Record trade_record{.parts = parts_of<TradeDetail>,
                              .turns = Turn::trades,
                              .tell = told_by<tell_trade>,
                              .follows = before_trade,
                              .weights = deliveries,
                              .words = trade_words};

constexpr Record leaving_trade_record{.turns = Turn::waits,
                                      .text = "Rations recover, and {he} goes back to work.",
                                      .follows = before::trade,
                                      .weights = deliveries};

std::string tell_trip(const TripDetail& d, const Telling&)
{
    // 0 is also what is written of a station in one's own county.
    return d.to == 0 ? "{He} goes to the station to sell {his} goods."
                     : "{He} sets out {to there} to sell {his} goods.";
}

constexpr Record trip_record{.parts = parts_of<TripDetail>,
                             .tell = told_by<tell_trip>,
                             .follows = before::trade,
                             .several = "goes to sell {n} times, in {places}"};

constexpr Record selling_record{
    .parts = parts_of<OfPlace>, .text = "{He} arrives {in} to sell {his} goods.", .several = "-"};

constexpr const Rule* before_way_back[]{&selling};
constexpr Record way_back_record{.parts = parts_of<OfPlace>,
                                 .text = "{He} sets out for home, {there}.",
                                 .follows = before_way_back,
                                 .several = "-"};

std::string tell_back(const Telling& t)
{
    return t.last_of({&leaving_camp, &trip}) == &leaving_camp ? "{He} is at home again, {in}."
                                                              : "{He} is back {in}.";
}

constexpr Record back_record{
    .parts = parts_of<OfPlace>,
    .tell = tell_back,
    .several = "-",
    .says =
        "Somebody who was away to trade, or a child who had been on the streets, is back at home."};

} // namespace

constinit const Rule trade{
    .name = "food.trade",
    .says = "A woman turns to trading when rations fail.",
    .answers = "FOOD-05, PARTY-14",
    .grain = 13,
    .ceiling = trade_ceiling,
    .rate = trade_rate,
    .starts = first_hunger,
    .effect = turn_to_trade,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.woman && (who.works_freely() || who.stage == Stage::idle ||
                                            who.stage == Stage::at_home);
                   },
               .record = &trade_record},
};

constinit const Rule leaving_trade{
    .name = "food.leaving_trade",
    .says = "A trader goes back to work as rations recover.",
    .answers = "FOOD-05",
    .grain = 12,
    .ceiling = leaving_trade_ceiling,
    .rate = leaving_trade_rate,
    .effect = go_back_to_work,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::trader; },
               .record = &leaving_trade_record},
};

constinit const Rule trip{
    .name = "food.trip",
    .says = "A trader travels to another county to sell goods.",
    .answers = "FOOD-05",
    .grain = 11,
    .ceiling = trip_ceiling,
    .rate = trip_rate,
    .effect = set_out,
    .lots = {&station_gone_to},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::trader; },
               .record = &trip_record},
};

constinit const Rule selling{
    .name = "food.selling",
    .says = "A trader arrives where she is to sell her goods.",
    .answers = "FOOD-05",
    .react = sell,
    .lots = {&spell_length},
    .beside = {.record = &selling_record},
};

constinit const Rule way_back{
    .name = "food.way_back",
    .says = "A trader sets out for home.",
    .answers = "FOOD-05",
    .due = end_of_stay,
    .effect = set_out_for_home,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::trader; },
               // Whoever is away to sell comes home before retiring.
               .precedence = -1,
               .record = &way_back_record},
};

constinit const Rule back{
    .name = "food.back",
    .says = "A trader is back at home.",
    .answers = "FOOD-05",
    .react = be_back,
    .beside = {.record = &back_record},
};

} // namespace counterlife::model::food
