// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Danger underground.
//
// Miners die of accidents at a rate that grows with the age of equipment nobody renews. Once, at
// the end of a year, gas explodes in the mine that took the first batch, and those on shift may
// die.
//
//   MINE-01   unrenewed equipment kills more from about 1990 on
//   MINE-02   a gas explosion kills dozens at the end of 1995
//   MINE-03   whoever lived through it is shaken for months
//   MINE-04   the danger shown raises the fear of it
//   LOOP-03   comes of these and the orders: more hands instead of better tools
//   data/mine/mine.csv

#include "model/mine/mine.h"
#include "model/mine/explosion.h"

#include "model/claims.h"
#include "model/journal/before.h"
#include "model/mine/numbers.h"
#include "model/nation.h"
#include "model/person/person.h"

#include <algorithm>

namespace counterlife::model {

const std::array<Scalar, MineFamily::count> MineFamily::table = in_order<MineFamily::count>({
    {MineFamily::accident, "mine.accident", "", "per_year", 0, 0.5,
     "rate of fatal accidents of a miner with sound equipment"},
    {MineFamily::equipment_from, "mine.equipment_from", "", "year", 1900, 2100,
     "year in which the equipment was new"},
    {MineFamily::sound_years, "mine.sound_years", "", "years", 0, 100,
     "years for which equipment is sound"},
    {MineFamily::ageing, "mine.ageing", "", "ratio", 0, 5,
     "what each further year adds to the rate, to the first"},
    {MineFamily::explosion_year, "mine.explosion_year", "", "year", 1950, 2100,
     "when gas explodes, as a year with decimals"},
    {MineFamily::explosion_deaths, "mine.explosion_deaths", "", "share", 0, 1,
     "miners of that mine whom it kills"},
    {MineFamily::spread_deaths, "mine.spread_deaths", "", "per_year", 0, 1,
     "the same deaths spread out, where there is no explosion"},
    {MineFamily::shock_months, "mine.shock_months", "", "months", 0, 60,
     "months for which survivors are shaken"},
    {MineFamily::output_a_miner, "mine.output_a_miner", "", "thousand_tonnes", 0, 10,
     "coal a miner brings up in a year"},
    {MineFamily::ageing_years, "mine.ageing_years", "", "years", 0, 100,
     "for which ageing adds to the rate"},
    {MineFamily::memory_months, "mine.memory_months", "", "months", 1, 600,
     "over which deaths count for what is feared"},
});

Day Numbers::explosion_day() const noexcept
{
    const double year = mine.at(engine::day_of(1990))[MineFamily::explosion_year];
    return Day{} + engine::days_in_years(year - 1970);
}

bool Numbers::mine_explosion_shakes(Day day) const noexcept
{
    const Day since = explosion_day();
    const double months = mine.at(day)[MineFamily::shock_months];
    return since <= day && day < since + engine::days_in_months(months);
}

namespace mine {

namespace {

using Family = MineFamily;

/// MINE-01  How many times more dangerous old equipment is.
double wear(const View& view, Day day)
{
    const auto& p = view.numbers.mine.at(day);
    if (!view.numbers.claims.on(Claim::mine_01, day)) return 1;
    const Pit& pit = view.place.pit;
    const double from =
        pit.renewed != no_day ? engine::exact_year(pit.renewed) : p[Family::equipment_from];
    const double age = engine::exact_year(day) - from;
    return 1 + p[Family::ageing] *
                   std::clamp(age - p[Family::sound_years], 0.0, p[Family::ageing_years]);
}

Bound accident_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.mine.highest(from.day);
    const Day until = from.day + 5 * 365;
    const double wear = 1 + high[Family::ageing] * high[Family::ageing_years];
    return {PerYear{high[Family::accident] * wear + high[Family::spread_deaths]}, until};
}

PerYear accident_rate(const View& view, engine::Instant at)
{
    const auto& p = view.numbers.mine.at(at.day);
    return PerYear{p[Family::accident] * wear(view, at.day) + p[Family::spread_deaths]};
}

void perish(Act& act)
{
    PlaceState& state = act.place_state();
    ++state.pit.deaths;
    ++state.tally.mine_deaths;
    act.note(code_of(OfAge{whole_years(act.life(), act.today())}));
    person::end_life(act);
}

Day explosion_day(const View& view)
{
    if (view.numbers.worst_mine() != view.place.number) return no_day;
    const Day day = view.numbers.explosion_day();
    if (!view.numbers.claims.on(Claim::mine_02, day) || view.life.career.shaken) return no_day;
    return view.life.career.stage_since <= day ? day : no_day;
}

constexpr Lot on_shift{};

void explode(Act& act)
{
    const auto& p = act.numbers().mine.at(act.today());
    act.life().career.shaken = true;
    const bool killed = act.uniform(on_shift) < p[Family::explosion_deaths];
    act.note(code_of(ExplosionDetail{killed}));
    if (!killed) return;
    PlaceState& state = act.place_state();
    ++state.pit.deaths;
    ++state.tally.mine_deaths;
    person::end_life(act);
}

void renew(OfficeAct& act, const Letter& letter)
{
    act.place().pit.renewed = act.today();
    act.note(code_of(RenewalDetail{static_cast<std::int32_t>(letter.payload)}));
}

constexpr Record renewal_record{.parts = parts_of<RenewalDetail>,
                                .text = "{He} receives new equipment."};

std::string tell_explosion(const ExplosionDetail& d, const Telling&)
{
    return d.killed ? "Gas explodes in the mine {in}. {He} is among the dead."
                    : "Gas explodes in the mine {in} and kills many. {He} lives.";
}

constexpr Word explosion_words[]{{"explosion"},
                                 {"died", when<[](const ExplosionDetail& d) { return d.killed; }>}};
constexpr Record explosion_record{.parts = parts_of<ExplosionDetail>,
                                  .tell = told_by<tell_explosion>,
                                  .follows = before::work,
                                  .words = explosion_words};

constexpr Word accident_words[]{{"died"}};
constexpr Record accident_record{.parts = parts_of<OfAge>,
                                 .text = "{He} dies in an accident in the mine, aged {n}.",
                                 .follows = before::work,
                                 .words = accident_words};

} // namespace

void take_stock(OfficeAct& act)
{
    PlaceState& state = act.place();
    const auto mine = static_cast<std::size_t>(Sector::mine);
    const std::int32_t miners = state.labour.workers[0][mine] + state.labour.workers[1][mine];
    if (miners <= 0) return;
    const auto& p = act.numbers().mine.at(act.today());
    const auto memory = static_cast<float>(p[Family::memory_months]);
    const auto now = static_cast<float>(1200.0 * state.pit.deaths / miners);
    state.pit.deaths_per_hundred += (now - state.pit.deaths_per_hundred) / memory;
    state.pit.deaths = 0;
    state.pit.output = static_cast<float>(miners * p[Family::output_a_miner] / 12);
}

constinit const Rule accident{
    .name = "mine.accident",
    .says = "A miner dies in an accident, more likely the older the equipment.",
    .answers = "MINE-01",
    .grain = 16,
    .ceiling = accident_ceiling,
    .rate = accident_rate,
    .effect = perish,
    .beside = {.concerns = [](const Situation& who) { return who.works() && who.miner; },
               .record = &accident_record},
};

constinit const Rule explosion{
    .name = "mine.explosion",
    .says = "Gas explodes in a mine; many of those on shift die at once.",
    .answers = "MINE-02, MINE-03",
    .due = explosion_day,
    .effect = explode,
    .lots = {&on_shift},
    .beside = {.concerns = [](const Situation& who) { return who.works() && who.miner; },
               .record = &explosion_record},
};

constinit const Rule renewal{
    .name = "mine.renewal",
    .says = "New equipment arrives at a mine.",
    .answers = "LABOUR-01, MINE-01",
    .receive = renew,
    .beside = {.record = &renewal_record},
};

} // namespace mine
} // namespace counterlife::model
