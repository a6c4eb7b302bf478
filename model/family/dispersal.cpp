// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Those left behind who leave.
//
// A wife or husband left in the hungry years waits for a time, the longer if coming back was
// promised, and then goes with the children to where something can be earned, and on from there.
// Nobody is told whither. Some children are lost on the way. The house is where the lost come back
// to, if they do.
//
//   FAMILY-04 the promise makes the family wait
//   FAMILY-07 the longer the absence and the worse the hunger, the sooner they are gone
//   FAMILY-11 the house keeps its place
//   SEARCH-07 the lost may come back to it
//   data/family/family.csv: dispersal, years_to_full, promise_hold, word_hold, word_days,
//   child_drifts, onward, return_to_house; data/food/food.csv: adrift_age;
//   data/household/household.csv: grown_age

#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/details.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/family/numbers.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"

namespace counterlife::model::family {

namespace {

using Family = KinFamily;

bool may_leave(const View& view) noexcept
{
    const Life& life = view.life;
    return life.career.left_behind && !life.career.dispersed && !life.career.sent_for &&
           life.household != no_household && life.exile != 0 && !labour::is_tied(life) &&
           life.career.stage != Stage::student;
}

Bound dispersal_ceiling(const View& view, engine::Instant from)
{
    if (!may_leave(view)) return {never, no_day};
    const double worst = food::highest_hunger(view, from.day);
    return {PerYear{view.numbers.family.highest(from.day)[Family::dispersal] * worst},
            view.numbers.food.until_soon(from.day)};
}

/// The absence is weighed against one of a year.
template <class Given> double dispersing(const View& view, engine::Instant at, const Given& given)
{
    const Claims& claims = view.numbers.claims;
    const auto& p = view.numbers.family.at(at.day);
    const Exile& exile = exile_of(view);
    const bool heard = exile.word != no_day;
    const Day since = heard ? std::max(exile.word, exile.last_seen) : exile.last_seen;
    const auto absent = [&](double years) {
        return std::clamp(years / p[Family::years_to_full], 0.0, 1.0);
    };
    double rate = p[Family::dispersal] * given(Why::hunger, food::hunger(view, at.day), 0) *
                  given(Why::absence, absent(engine::years(at.day - since)), absent(1));
    if (exile.waits && claims.on(Claim::family_04, at.day))
        rate *= given(Why::promise, 1 - p[Family::promise_hold], 1);
    if (heard && (at.day - exile.word).count() < p[Family::word_days])
        rate *= given(Why::tidings, 1 - p[Family::word_hold], 1);
    return rate;
}

PerYear dispersal_rate(const View& view, engine::Instant at)
{
    if (!may_leave(view) || !view.numbers.claims.on(Claim::family_07, at.day)) return never;
    if (has_just_come_home(exile_of(view), at.day)) return never;
    if (person::is_near_her_time(view.numbers, view.life, at.day)) return never;
    return PerYear{dispersing(view, at, AsItIs{})};
}

constexpr Lot station_gone_to{.every = 1};
constexpr Lot each_child_drifts{
    .every = 32, .many = 32, .stream = engine::stream_of("family.drift")};

/// Another station than this one, and not in the county where the house is.
PlaceId another_station(Act& act, PlaceId home)
{
    std::vector<PlaceId> others;
    for (const PlaceId station : act.numbers().map.stations)
        if (station != act.here() && station != home) others.push_back(station);
    if (others.empty()) return engine::nowhere;
    const double lot = act.uniform(station_gone_to, act.today());
    return others[static_cast<std::size_t>(lot * static_cast<double>(others.size()))];
}

/// Whoever has retired, or trades already, goes on as before; whoever is too old to trade lives as
/// the retired do.
void live_by_trade(Act& act)
{
    const Stage stage = act.life().career.stage;
    if (stage == Stage::trader || stage == Stage::retired) return;
    const double too_old = act.numbers().food.at(act.today())[FoodFamily::trade_until];
    const bool trades = whole_years(act.life(), act.today()) < too_old;
    labour::leave_work(act);
    labour::enter_stage(act, trades ? Stage::trader : Stage::retired);
}

/// Leaves for a station, the children too; in hunger some are lost on the way.
void leave_for(Act& act, PlaceId to, double lost_on_the_way)
{
    Life& life = act.life();
    PlaceState& state = act.place_state();
    const std::uint64_t key = household::key_of(
        engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count())));
    const std::uint64_t payload = household::with_town(key, true);
    const Address there{.id = life.being.id, .slot = engine::no_slot, .place = to};
    const int this_year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    const auto& food = act.numbers().food.at(act.today());
    std::uint32_t nth = 0;
    for (const Address& child : state.kin.list(life.children)) {
        const int age = this_year - birth_year(child);
        ++nth;
        if (!living(child) || age >= grown) continue;
        const bool drifts = food[FoodFamily::adrift_from] <= age &&
                            age < food[FoodFamily::adrift_until] &&
                            act.uniform(each_child_drifts, act.today(), nth) < lost_on_the_way;
        if (drifts)
            act.send(child, cast_off);
        else
            act.send(child, household::come, payload, there);
    }
    be_gone(act);
    state.move_out(life, act.today());
    life.with_parents = false;
    act.travel(to, elsewhere, payload);
}

void disperse(Act& act)
{
    Life& life = act.life();
    Exile& exile = border::record(act);
    const PlaceId to = another_station(act, act.here());
    if (to == engine::nowhere) return act.quiet();
    exile.home = act.here();
    exile.house =
        household::with_town(act.place_state().households[life.household].key, life.urban);
    ++act.place_state().tally.dispersals;
    const Weighed<Why> weighed =
        weigh(reasons, [&](const auto& given) { return dispersing(act.view(), act.now(), given); });
    act.note(code_of(DispersalDetail{.since_seen = act.today() - exile.last_seen,
                                     .most = weighed.most,
                                     .next = weighed.next,
                                     .against = weighed.against}),
             life.spouse.id);
    live_by_trade(act);
    life.career.dispersed = true;
    const bool drifting = act.numbers().claims.on(Claim::food_06, act.today());
    const auto& p = act.numbers().family.at(act.today());
    leave_for(act, to, drifting ? p[Family::child_drifts] : 0);
}

void turn_up(Act& act, const Letter& letter)
{
    PlaceState& state = act.place_state();
    Life& life = act.life();
    const HouseholdId household = state.household_of(household::key_of(letter.payload));
    state.move_in(life, household, act.today());
    life.urban = true;
    be_at_hand(act);
    act.note(code_of(OfPlace{letter.from_place}));
}

void be_cast_off(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool away = labour::is_tied(life) || life.household == no_household;
    const double too_old = act.numbers().food.at(act.today())[FoodFamily::adrift_until];
    if (away || whole_years(life, act.today()) >= too_old) return act.quiet();
    food::go_adrift(act);
    act.note(code_of(OfAge{whole_years(life, act.today())}), letter.from);
}

bool is_on_the_move(const View& view) noexcept
{
    const Life& life = view.life;
    return life.career.dispersed && life.household != no_household && life.exile != 0 &&
           !labour::is_tied(life);
}

Bound onward_ceiling(const View& view, engine::Instant from)
{
    if (!is_on_the_move(view)) return {never, no_day};
    return {PerYear{view.numbers.family.highest(from.day)[Family::onward]},
            KinNumbers::until(from.day)};
}

/// The hungrier the place, the sooner on; where there is enough to eat people stay.
PerYear onward_rate(const View& view, engine::Instant at)
{
    if (!is_on_the_move(view)) return never;
    return PerYear{view.numbers.family.at(at.day)[Family::onward] * food::hunger(view, at.day)};
}

void go_on(Act& act)
{
    const PlaceId to = another_station(act, border::record(act).home);
    if (to == engine::nowhere) return act.quiet();
    act.note(code_of(OfPlace{to}));
    live_by_trade(act);
    leave_for(act, to, 0);
}

Bound return_ceiling(const View& view, engine::Instant from)
{
    if (!is_on_the_move(view)) return {never, no_day};
    return {PerYear{view.numbers.family.highest(from.day)[Family::return_to_house]},
            KinNumbers::until(from.day)};
}

PerYear return_rate(const View& view, engine::Instant at)
{
    if (!is_on_the_move(view) || !view.numbers.claims.on(Claim::search_07, at.day)) return never;
    return PerYear{view.numbers.family.at(at.day)[Family::return_to_house]};
}

void set_out_for_house(Act& act)
{
    act.note(code_of(OfPlace{border::record(act).home}));
    go_back_to_house(act);
}

/// Wife or husband may have come home in the meantime.
void be_back(Act& act, const Letter& letter)
{
    act.note(code_of(OfPlace{letter.from_place}));
    enter_house(act);
    labour::wait_for_placement(act);
    household::invite_children(act);
    be_at_hand(act);
    knock_at_the_door(act);
}

std::string tell_dispersal(const DispersalDetail& d, const Telling& t)
{
    std::string text =
        "{He} leaves home" + t.children_along() + " and tells nobody where {he} is going";
    if (d.since_seen > 0)
        text += put(", {} after {other} was last seen", {span_words(d.since_seen)});
    return text + "." + what_weighed(reasons, {d.most, d.next, d.against});
}

constexpr const Rule* before_dispersal[]{&farewell};
constexpr Word dispersal_words[]{{"dispersed"}};
constexpr Record dispersal_record{.parts = parts_of<DispersalDetail>,
                                  .turns = Turn::disperses,
                                  .tell = told_by<tell_dispersal>,
                                  .follows = before_dispersal,
                                  .weights = weights_of<DispersalDetail, reasons>,
                                  .words = dispersal_words};

constexpr Record elsewhere_record{
    .parts = parts_of<OfPlace>,
    .text = "{He} turns up at the station of {here}, coming {from there}.",
    .several = "-"};

constexpr Record cast_off_record{
    .parts = parts_of<OfAge>,
    .turns = Turn::drifts,
    .text = "Aged {n}, {he} is lost on the way when the family leaves home, and goes adrift."};

constexpr const Rule* before_onward[]{&dispersal};
constexpr Record onward_record{.parts = parts_of<OfPlace>,
                               .turns = Turn::disperses,
                               .text = "{He} moves on {to there}.",
                               .follows = before_onward,
                               .several =
                                   "moves on {n} times from station to station, to {places}"};

constexpr const Rule* before_return_to_house[]{&dispersal};
constexpr Record return_to_house_record{
    .parts = parts_of<OfPlace>,
    .turns = Turn::disperses,
    .text = "{He} sets out again for the house {he} left, {in there}.",
    .follows = before_return_to_house};

constexpr Record back_at_house_record{.parts = parts_of<OfPlace>,
                                      .turns = Turn::waits,
                                      .text =
                                          "{He} is back at the house {in}, coming {from there}."};

} // namespace

void go_back_to_house(Act& act)
{
    Life& life = act.life();
    live_by_trade(act);
    be_gone(act);
    act.place_state().move_out(life, act.today());
    act.travel(border::record(act).home, back_at_house);
}

constinit const Rule dispersal{
    .name = "family.dispersal",
    .says = "Those left behind leave home with the children, and tell nobody where they go.",
    .answers = "FAMILY-04, FAMILY-07",
    .grain = 12,
    .ceiling = dispersal_ceiling,
    .rate = dispersal_rate,
    .effect = disperse,
    .lots = {&station_gone_to, &each_child_drifts},
    .beside = {.concerns = [](const Situation& who) { return who.at_home() && who.bereft; },
               .record = &dispersal_record},
};

constinit const Rule elsewhere{
    .name = "family.elsewhere",
    .says = "Somebody who has left home turns up at a station in another county.",
    .answers = "FAMILY-07",
    .react = turn_up,
    .beside = {.record = &elsewhere_record},
};

constinit const Rule cast_off{
    .name = "family.cast_off",
    .says = "A child is lost when the family leaves home.",
    .answers = "FAMILY-07, FOOD-06",
    .react = be_cast_off,
    .lots = {&food::station_gone_to},
    .beside = {.record = &cast_off_record},
};

constinit const Rule onward{
    .name = "family.onward",
    .says = "Somebody who has left home goes on to another station.",
    .answers = "FAMILY-07",
    .grain = 11,
    .ceiling = onward_ceiling,
    .rate = onward_rate,
    .effect = go_on,
    .lots = {&station_gone_to, &each_child_drifts},
    .beside = {.concerns = [](const Situation& who) { return who.at_home() && who.bereft; },
               .record = &onward_record},
};

constinit const Rule return_to_house{
    .name = "family.return_to_house",
    .says = "Somebody who has left home sets out for the house again.",
    .answers = "SEARCH-07, FAMILY-11",
    .grain = 12,
    .ceiling = return_ceiling,
    .rate = return_rate,
    .effect = set_out_for_house,
    .beside = {.concerns = [](const Situation& who) { return who.at_home() && who.bereft; },
               .record = &return_to_house_record},
};

constinit const Rule back_at_house{
    .name = "family.back_at_house",
    .says = "Somebody who had left home is back at the house.",
    .answers = "SEARCH-07, FAMILY-11",
    .react = be_back,
    .beside = {.record = &back_at_house_record},
};

} // namespace counterlife::model::family
