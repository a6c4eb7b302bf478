// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Rations, and what their failure does.
//
// After each harvest, and in spring, a ration office can deliver a share of what its people need,
// by region and by town, farm or mine. What is lacking is hunger, less for the powerful and for
// those who trade. Where distribution has stopped more is lacking. Hunger kills the young and the
// old first, and fewer children are born.
//
//   FOOD-01  the rice supply of the mines becomes irregular about 1990
//   FOOD-02  in the later 1990s even corn is out of reach of ordinary households
//   BEYOND-02 houses of one town differ in what they lack
//   BEYOND-14 distribution stops in the north-east first
//   data/food/food.csv; data/family/family.csv: elder_factor; data/household/household.csv: old_age

#include "model/food/food.h"

#include "model/claims.h"
#include "model/family/numbers.h"
#include "model/food/delivery.h"
#include "model/food/numbers.h"
#include "model/household/numbers.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/places/map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace counterlife::model {

const std::array<Scalar, FoodFamily::count> FoodFamily::table = in_order<FoodFamily::count>({
    {FoodFamily::short_capital, "food.shortfall", "capital", "share", 0, 1,
     "share of the need that rations leave uncovered"},
    {FoodFamily::short_northeast, "food.shortfall", "northeast", "share", 0, 1, ""},
    {FoodFamily::short_elsewhere, "food.shortfall", "elsewhere", "share", 0, 1, ""},
    {FoodFamily::short_farms, "food.shortfall", "farms", "share", 0, 1, ""},
    {FoodFamily::short_mines, "food.shortfall", "mines", "share", 0, 1, ""},
    {FoodFamily::severity, "food.severity", "", "per_year", 0, 10,
     "death rate from hunger of a woman of 15 to 59 who has nothing"},
    {FoodFamily::factor_child, "food.factor", "under5", "ratio", 0, 50,
     "how many times higher for others"},
    {FoodFamily::factor_youth, "food.factor", "5-14", "ratio", 0, 50, ""},
    {FoodFamily::factor_old, "food.factor", "60+", "ratio", 0, 50, ""},
    {FoodFamily::factor_men, "food.factor", "men", "ratio", 0, 50, ""},
    {FoodFamily::relief_power, "food.relief", "power", "share", 0, 1,
     "hunger that full power keeps away"},
    {FoodFamily::relief_trade, "food.relief", "trade", "share", 0, 1,
     "hunger that trading keeps away"},
    {FoodFamily::births_lost, "food.births_lost", "", "share", 0, 1,
     "births that full hunger prevents"},
    {FoodFamily::trade, "food.trade", "", "per_year", 0, 20,
     "rate at which women turn to trade at full hunger"},
    {FoodFamily::trade_apart, "food.trade_apart", "", "ratio", 1, 20,
     "how many times more do so without a husband at home"},
    {FoodFamily::trip, "food.trip", "", "per_year", 0, 20, "trips of a trader to another county"},
    {FoodFamily::trip_days, "food.trip_days", "", "days", 1, 365, "length of a stay there"},
    {FoodFamily::leaving_trade, "food.leaving_trade", "", "per_year", 0, 20,
     "rate at which traders go back to work where nothing is lacking"},
    {FoodFamily::adrift, "food.adrift", "", "per_year", 0, 20,
     "rate at which children leave home at full hunger"},
    {FoodFamily::adrift_uncared, "food.adrift_uncared", "", "ratio", 1, 100,
     "how many times more of those without a mother"},
    {FoodFamily::gathered, "food.gathered", "", "per_year", 0, 50,
     "rate at which children adrift are gathered into camps"},
    {FoodFamily::camp_months, "food.camp_months", "", "months", 0.5, 120, "time in a camp"},
    {FoodFamily::luck_least, "food.place_luck", "least", "ratio", 0, 5,
     "shortfall of a lucky place, to that of its region"},
    {FoodFamily::luck_span, "food.place_luck", "span", "ratio", 0, 5,
     "by which that of the unluckiest is higher"},
    {FoodFamily::supplied, "food.supplied_shortfall", "", "share", 0, 1,
     "shortfall at most, where FOOD-02 does not hold"},
    {FoodFamily::soldiers, "food.soldiers", "", "ratio", 0, 5,
     "shortfall of soldiers, to that elsewhere than in the north-east and the capital"},
    {FoodFamily::hunger_adrift, "food.hunger_adrift", "", "ratio", 0, 10,
     "hunger of children adrift, to that of the town"},
    {FoodFamily::trade_from, "food.trade_age", "from", "age", 10, 120,
     "age from which women trade, and until which"},
    {FoodFamily::trade_until, "food.trade_age", "until", "age", 10, 120, ""},
    {FoodFamily::trip_least, "food.trip_least", "", "share", 0, 1,
     "part of the trips that are made though nothing lacks"},
    {FoodFamily::trip_shortfall, "food.trip_shortfall", "", "share", 0.001, 1,
     "shortfall in town from which all are made"},
    {FoodFamily::leaving_shortfall, "food.leaving_shortfall", "", "share", 0.001, 1,
     "shortfall from which no trader goes back to work"},
    {FoodFamily::adrift_from, "food.adrift_age", "from", "age", 0, 30,
     "age from which children go adrift, and until which"},
    {FoodFamily::adrift_until, "food.adrift_age", "until", "age", 0, 30, ""},
    {FoodFamily::household_spread, "food.household_spread", "", "share", 0, 1,
     "by which the neediest household lacks more than the mean, and the best off less"},
    {FoodFamily::stopped_capital, "food.stopped", "capital", "share", 0, 1,
     "ration offices that give out nothing any more to those who do not farm"},
    {FoodFamily::stopped_northeast, "food.stopped", "northeast", "share", 0, 1, ""},
    {FoodFamily::stopped_elsewhere, "food.stopped", "elsewhere", "share", 0, 1, ""},
    {FoodFamily::stopped_excess, "food.stopped_excess", "", "ratio", 0, 5,
     "by which more is lacking where distribution has stopped, to where it has not"},
    {FoodFamily::lethal_power, "food.lethal_power", "", "exponent", 1, 12,
     "how steeply the death rate rises with what is lacking"},
});

namespace food {

namespace {

using Family = FoodFamily;

constexpr Lot harvest{.every = 2};
constexpr Lot standing{.first = 1, .for_others = true}; ///< of a province's offices
constexpr double hair = 1e-6;                           ///< more than rounding can add

Day next_delivery(const PlaceState&, const model::Numbers&, Day day)
{
    return engine::next_in_year(day, {{.month = 5}, {.month = 11}});
}

/// BEYOND-14  Where distribution has stopped more is lacking, and less where it has not, but never
/// less than nothing, so that the region lacks what it lacks.
double excess_where(bool stopped, double share_stopped, double excess) noexcept
{
    return std::max(0.0, 1 + excess * ((stopped ? 1 : 0) - share_stopped));
}

/// Of an office among those of its province, from 0 to 1: the last are the first to close. They are
/// spread evenly, so that in each province as many close as the number says.
double standing_of(OfficeAct& act)
{
    const Map& map = act.numbers().map;
    const std::size_t province = map.province_of[act.here()];
    if (province >= map.provinces.size()) return 1;
    const auto& members = map.members[province];
    const auto nth = static_cast<double>(std::ranges::find(members, act.here()) - members.begin());
    constexpr double golden = 0.6180339887498949; // Whose multiples are the most evenly spread.
    const double lot =
        act.uniform_for(engine::office_id(map.seat_of[act.here()], ration_office), standing, once);
    const double at = lot + golden * nth;
    return at - std::floor(at);
}

void deliver(OfficeAct& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.food.at(today);
    const auto region = static_cast<std::size_t>(numbers.map.food_region[act.here()]);
    const double luck = p[Family::luck_least] + p[Family::luck_span] * act.uniform(harvest, today);
    const auto lacking = [&](double share) {
        // FOOD-01, FOOD-02  Where supply is kept up nothing, or nothing worse, is lacking.
        if (!numbers.claims.on(Claim::food_01, today)) return 0.0F;
        if (!numbers.claims.on(Claim::food_02, today)) share = std::min(share, p[Family::supplied]);
        return static_cast<float>(std::min(1.0, share * luck));
    };
    Rations& rations = act.place().rations;
    const bool may_stop =
        numbers.claims.on(Claim::food_01, today) && numbers.claims.on(Claim::beyond_14, today);
    const double share_stopped = may_stop ? p[Family::stopped_capital + region] : 0;
    rations.stopped = standing_of(act) < share_stopped;
    const double more = excess_where(rations.stopped, share_stopped, p[Family::stopped_excess]);
    rations.short_in_town = lacking(p[Family::short_capital + region] * more);
    rations.short_on_land = lacking(p[Family::short_farms]);
    rations.short_in_mines =
        lacking(std::max(p[Family::short_mines], p[Family::short_capital + region]) * more);
    act.note(
        code_of(DeliveryDetail{.lacking = static_cast<std::int32_t>(100 * rations.short_in_town),
                               .stopped = rations.stopped}));
    if (!rations.stopped && rations.short_in_town == 0 && rations.short_in_mines == 0) act.quiet();
}

double age_factor(const std::array<double, Family::count>& p, double age) noexcept
{
    return age < 5    ? p[Family::factor_child]
           : age < 15 ? p[Family::factor_youth]
           : age < 60 ? 1.0
                      : p[Family::factor_old];
}

/// A share to a whole power.
double lethality(double lacking, double power) noexcept
{
    double result = 1;
    for (int i = 0; i < static_cast<int>(power); ++i) result *= lacking;
    return result;
}

Bound starvation_ceiling(const View& view, engine::Instant from)
{
    const double worst = highest_hunger(view, from.day);
    const Day soon = view.numbers.food.until_soon(from.day);
    if (worst == 0) return {never, soon};
    const auto& high = view.numbers.food.highest_soon(from.day);
    const double age = age_in_years(view.life, from);
    const double young = std::max(high[Family::factor_child], high[Family::factor_youth]);
    const double factor = age < 15   ? std::max(young, 1.0)
                          : age < 50 ? 1.0
                                     : std::max(1.0, high[Family::factor_old]);
    const double men = view.life.sex == Sex::male ? high[Family::factor_men] : 1;
    const double waiting = view.life.career.child_away
                               ? view.numbers.family.highest(from.day)[KinFamily::elder_factor]
                               : 1;
    const Day until = age < 15 ? soon : std::min(soon, from.day + 8 * 365);
    const double lethal =
        lethality(worst, view.numbers.food.lowest(from.day, Family::lethal_power));
    return {PerYear{(1 + hair) * high[Family::severity] * lethal * factor * std::max(1.0, men) *
                    std::max(1.0, waiting)},
            until};
}

/// FAMILY-06  An old parent whose grown child has gone has nobody to bring food.
double missed_child(const View& view, double age, Day day) noexcept
{
    const double old = view.numbers.household.old_age.at(day)[0];
    const bool waits = view.life.career.child_away && age >= old;
    if (!waits || !view.numbers.claims.on(Claim::family_06, day)) return 1;
    return view.numbers.family.at(day)[KinFamily::elder_factor];
}

/// Hunger must be all but complete to kill.
PerYear starvation_rate(const View& view, engine::Instant at)
{
    const double lacking = hunger(view, at.day);
    if (lacking <= 0) return never;
    const auto& p = view.numbers.food.at(at.day);
    const double men = view.life.sex == Sex::male ? p[Family::factor_men] : 1;
    const double age = age_in_years(view.life, at);
    return PerYear{p[Family::severity] * lethality(lacking, p[Family::lethal_power]) * men *
                   age_factor(p, age) * missed_child(view, age, at.day)};
}

void starve(Act& act)
{
    const int age = whole_years(act.life(), act.today());
    ++act.place_state().tally.hunger_deaths;
    act.note(code_of(OfAge{age}));
    person::end_life(act);
}

std::string tell_delivery(const DeliveryDetail& delivery, const Telling&)
{
    if (delivery.stopped)
        return put("Nothing is given out any more; the town is {} per cent short of what it needs.",
                   {std::to_string(delivery.lacking)});
    if (delivery.lacking <= 0) return "{He} delivers what is needed.";
    return put("{He} delivers what it has, {} per cent less than the town needs.",
               {std::to_string(delivery.lacking)});
}

constexpr Record delivery_record{
    .parts = parts_of<DeliveryDetail>, .marks = Mark::delivers, .tell = told_by<tell_delivery>};

constexpr Word starvation_words[]{{"starved"}, {"died"}};
constexpr Record starvation_record{.parts = parts_of<OfAge>,
                                   .text = "{He} dies of hunger, aged {n}.",
                                   .weights = deliveries,
                                   .words = starvation_words};

/// BEYOND-02  What a household has to sell, its plot, its kin: to what is lacking in the place.
double lack_of_house(const View& view, const FoodNumbers::Values& p, Day today) noexcept
{
    const HouseholdId house = view.life.household;
    const auto& houses = view.place.households;
    if (house >= houses.size() || !view.numbers.claims.on(Claim::beyond_02, today)) return 1;
    return 1 + p[Family::household_spread] * (2 * houses[house].lot - 1);
}

} // namespace

double hunger(const View& view, Day today) noexcept
{
    const Career& career = view.life.career;
    const auto& p = view.numbers.food.at(today);
    const Rations& rations = view.place.rations;
    switch (career.stage) {
    case Stage::soldier: { // The army is fed first, and still not well.
        const bool fails = view.numbers.claims.on(Claim::food_01, today) &&
                           view.numbers.claims.on(Claim::food_02, today);
        return fails ? p[Family::soldiers] * p[Family::short_elsewhere] : 0;
    }
    case Stage::adrift:
        return std::min(1.0, p[Family::hunger_adrift] * static_cast<double>(rations.short_in_town));
    default:
        break;
    }
    const bool miner = career.sector == Sector::mine && career.stage == Stage::worker;
    const double lacking = miner             ? rations.short_in_mines
                           : view.life.urban ? rations.short_in_town
                                             : rations.short_on_land;
    const double lacked = std::min(1.0, lacking * lack_of_house(view, p, today));
    const double relief = p[Family::relief_power] * party::power(view.numbers, view.life, today) +
                          (career.stage == Stage::trader ? p[Family::relief_trade] : 0);
    return lacked * std::max(0.0, 1 - relief);
}

std::vector<Weight> deliveries(std::int32_t)
{
    return {{.came_of = {&delivery}, .claim = {}, .at_work = true}};
}

Day first_hunger(const model::Numbers& numbers)
{
    return numbers.food.first_above_nought(std::array<std::size_t, 5>{
        Family::short_capital, Family::short_northeast, Family::short_elsewhere,
        Family::short_farms, Family::short_mines});
}

double highest_hunger(const View& view, Day from) noexcept
{
    constexpr Days since_harvest = 366; // What was delivered then still holds.
    const auto& food = view.numbers.food;
    const auto& then = food.highest_soon(from - since_harvest);
    const auto& now = food.highest_soon(from);
    const auto highest = [&](std::size_t kind) { return std::max(then[kind], now[kind]); };
    const Career& career = view.life.career;
    if (career.stage == Stage::soldier)
        return (1 + hair) * highest(Family::soldiers) * highest(Family::short_elsewhere);
    const auto region = static_cast<std::size_t>(view.numbers.map.food_region[view.place.number]);
    // Whoever moves between land and town does not look ahead anew.
    double worst = std::max(highest(Family::short_capital + region), highest(Family::short_farms));
    if (career.sector == Sector::mine && career.stage == Stage::worker)
        worst = std::max(worst, highest(Family::short_mines));
    worst *= career.stage == Stage::adrift ? highest(Family::hunger_adrift)
                                           : 1 + highest(Family::household_spread);
    const double unluckiest = (highest(Family::luck_least) + highest(Family::luck_span)) *
                              (1 + highest(Family::stopped_excess));
    return (1 + hair) * std::min(1.0, unluckiest * worst);
}

constinit const Rule delivery{
    .name = "food.delivery",
    .says = "A ration office delivers what it has: less than is needed, from 1990 on, and some "
            "nothing.",
    .answers = "FOOD-01, FOOD-02, BEYOND-14",
    .next = next_delivery,
    .carry_out = deliver,
    .office = ration_office,
    .lots = {&harvest, &standing},
    .beside = {.record = &delivery_record},
};

// CHOICE 0013  Hunger is what rations leave uncovered, and kills the more steeply the more it is.
constinit const Rule starvation{
    .name = "food.starvation",
    .says = "Hunger kills, the young and the old first.",
    .answers = "FOOD-02, FAMILY-06, BEYOND-02",
    .grain = 15,
    .ceiling = starvation_ceiling,
    .rate = starvation_rate,
    .starts = first_hunger,
    .meets_travellers = true,
    .effect = starve,
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.at_home() || who.stage == Stage::leaving ||
                              who.stage == Stage::seeking;
                   },
               .record = &starvation_record},
};

} // namespace food
} // namespace counterlife::model
