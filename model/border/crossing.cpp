// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The night on the river, and the far bank.
//
// Guards notice some and stop them. On the ice one walks; in open water one may be swept away, and
// drown; whoever comes out wet in the cold must be taken in soon, and knocks at the nearest door.
//
//   BORDER-03 whoever has studied the bank is noticed less
//   BORDER-05 current and cold can kill
//   BORDER-06 strangers on the far bank help, refuse or call the police
//   BORDER-07 some go back across of their own accord
//   FAMILY-05 from now on neither side hears of the other
//   data/border/border.csv

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/family/family.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/person/person.h"
#include "model/security/custody.h"

namespace counterlife::model::border {

namespace {

using Family = BorderFamily;

/// Each night on the river has luck of its own.
enum Draw : std::uint32_t { noticed, swept, drowns, door, freezes, draws };
constexpr Lot night{.every = 8, .many = draws};

void reach_the_river(Act& act, const Letter& letter)
{
    const auto ready = static_cast<Day>(letter.payload);
    act.life().career.stage_until = std::max(act.today() + 1, ready);
    act.note(static_cast<std::int32_t>(letter.from_place));
}

Day ready_to_cross(const View& view)
{
    return view.life.career.stage_until;
}

bool is_noticed(Act& act, const Exile& exile, const BorderNumbers::Values& p, Water state)
{
    double chance = p[Family::detection];
    if (state == Water::ice) chance *= p[Family::winter_patrols];
    if (exile.scouted && act.numbers().claims.on(Claim::border_03, act.today()))
        chance *= 1 - p[Family::scout_reduction];
    if (exile.guided) chance *= 1 - p[Family::guide_reduction];
    return act.uniform(night, act.today(), noticed) < std::min(1.0, chance);
}

/// How likely open water sweeps somebody away.
double force(const BorderNumbers::Values& p, Water state) noexcept
{
    switch (state) {
    case Water::ice:
        return 0;
    case Water::cold:
        return p[Family::swept_cold];
    case Water::warm:
        return p[Family::swept_warm];
    case Water::flood:
        return p[Family::swept_flood];
    }
    return 0;
}

// What the journal's detail says of a crossing, added up: the state of the river, and then these.
enum Detail : std::int32_t { state_bits = 3, was_swept = 4, was_drowned = 8, was_caught = 16 };

/// The agency at home hears of the absence in time.
void be_missed(Act& act, const Exile& exile)
{
    act.send(exile.home, agency_office, security::absence_noted,
             static_cast<std::uint64_t>(act.today()), act.self());
}

void arrive_on_the_other_side(Act& act, Exile& exile, bool wet)
{
    Tally& tally = act.place_state().tally;
    const std::size_t sex = index_of(act.life().sex);
    const Day today = act.today();
    ++tally.crossings[sex];
    ++tally.crossings_by_month[engine::month_of(today) - 1];
    ++exile.crossings;
    exile.crossed = today;
    exile.since = today;
    if (exile.first_crossed == engine::no_day) exile.first_crossed = today;
    be_missed(act, exile);
    labour::enter_stage(act, Stage::abroad);
    act.travel(act.numbers().map.far_bank[act.here()], far_bank, wet ? 1 : 0);
}

void cross(Act& act)
{
    const auto& p = act.numbers().border.at(act.today());
    const bool dangerous = act.numbers().claims.on(Claim::border_05, act.today());
    Exile& exile = record(act);
    const bool on_yalu = act.numbers().map.places[act.here()].river == River::yalu;
    Water state = water(p, act.today());
    if (on_yalu && state == Water::warm) state = Water::flood; // Deep and wide.
    const auto kind = static_cast<std::int32_t>(state);
    if (is_noticed(act, exile, p, state)) {
        act.note(kind | was_caught);
        ++act.place_state().tally.caught_at_river[index_of(act.life().sex)];
        return security::take_into_custody(act);
    }
    const bool carried = dangerous && act.uniform(night, act.today(), swept) < force(p, state);
    if (carried && act.uniform(night, act.today(), drowns) < p[Family::drown]) {
        act.note(kind | was_swept | was_drowned);
        ++act.place_state().tally.river_deaths[index_of(act.life().sex)];
        return person::end_life(act);
    }
    act.note(kind | (carried ? was_swept : 0));
    const bool wet = dangerous && state == Water::cold;
    arrive_on_the_other_side(act, exile, wet);
}

// What the journal's detail says of the far bank.
enum Reception : std::int32_t { dry, helped, turned_away, reported, frozen };

/// BORDER-06  Somebody wet and cold knocks at the nearest door.
Reception knock(Act& act)
{
    const auto& p = act.numbers().border.at(act.today());
    const double answer = act.uniform(night, act.today(), door);
    const bool doors_open = act.numbers().claims.on(Claim::border_06, act.today());
    if (doors_open && answer < p[Family::helped]) return helped;
    const bool dies = act.uniform(night, act.today(), freezes) < p[Family::freeze];
    if (dies) return frozen;
    return doors_open && answer < p[Family::helped] + p[Family::reported] ? reported : turned_away;
}

void come_ashore(Act& act, const Letter& letter)
{
    const bool wet = letter.payload & 1;
    const Reception reception = wet ? knock(act) : dry;
    act.note(reception);
    if (reception == frozen) {
        ++act.place_state().tally.river_deaths[index_of(act.life().sex)];
        return person::end_life(act);
    }
    if (reception == reported) return china::be_arrested(act);
    china::find_stay(act);
}

/// FAMILY-05 ends here: what has happened in the meantime is learned at home.
void land(Act& act, const Letter&)
{
    Exile& exile = record(act);
    exile.returned = act.today();
    ++exile.own_returns;
    ++act.place_state().tally.own_returns[index_of(act.life().sex)];
    act.note(static_cast<std::int32_t>(exile.money), engine::nobody);
    act.send(exile.home, agency_office, security::return_noted,
             static_cast<std::uint64_t>(act.today()), act.self());
    family::come_home(act);
}

constexpr Record riverside_record{.text =
                                      "{He} reaches {here}, on the river, coming {from there}."};

Turn crossing_turn(std::int32_t d)
{
    if (d >= 0 && d <= 7) return Turn::crosses;
    if (d >= 16) return Turn::is_held;
    return Turn::none;
}

std::string tell_crossing(const Telling& t)
{
    enum : std::int32_t { state = 3, swept = 4, drowned = 8, caught = 16 };
    constexpr std::array<std::string_view, 4> ways{"on the ice", "through the cold water",
                                                   "through the warm water", "at high water"};
    const std::int32_t detail = t.detail;
    const std::string how = word_of(ways, detail & state);
    if (detail & caught)
        return "At night {he} sets out across the river, " + how +
               "; guards notice {him} and take {him} away.";
    if (detail & drowned)
        return "At night {he} sets out across the river, " + how +
               "; the current takes {him}, and {he} drowns.";
    if (detail & swept)
        return "At night {he} crosses the river, " + how +
               "; the current sweeps {him} away, but {he} comes ashore.";
    return "At night {he} crosses the river, " + how + ".";
}

constexpr const Rule* before_crossing[]{&departure, &come_along};
constexpr Word crossing_words[]{{"crossed", [](std::int32_t d) { return d >= 0 && d <= 7; }},
                                {"caught", [](std::int32_t d) { return d >= 16; }},
                                {"died", [](std::int32_t d) { return d >= 8 && d <= 15; }},
                                {"drowned", [](std::int32_t d) { return d >= 8 && d <= 15; }}};
constexpr Record crossing_record{.turn = crossing_turn,
                                 .tell = tell_crossing,
                                 .follows = before_crossing,
                                 .words = crossing_words};

Turn far_bank_turn(std::int32_t d)
{
    if (d == 3) return Turn::is_held;
    return Turn::none;
}

std::string tell_far_bank(const Telling& t)
{
    constexpr std::array<std::string_view, 6> receptions{
        "{He} is on the other side, {in}.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is taken in.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is turned away.",
        "Come ashore wet and cold, {he} knocks at the nearest door {in} and is reported to the "
        "police.",
        "Come ashore wet and cold, {he} finds no door open {in} and freezes to death.",
        "{He} comes ashore {in}."};
    return word_of(receptions, t.detail);
}

constexpr Word far_bank_words[]{{"china", [](std::int32_t d) { return d >= 0 && d <= 2; }},
                                {"caught", [](std::int32_t d) { return d == 3; }},
                                {"died", [](std::int32_t d) { return d == 4; }},
                                {"froze", [](std::int32_t d) { return d == 4; }}};
constexpr Record far_bank_record{
    .turn = far_bank_turn, .tell = tell_far_bank, .words = far_bank_words};

std::string tell_way_back(const Telling& t)
{
    return t.detail > 0 ? "{He} comes back across the river of {his} own accord, with {n} yuan."
                        : "{He} comes back across the river of {his} own accord, with empty hands.";
}

constexpr Word way_back_words[]{{"came_back"}};
constexpr Record way_back_record{
    .turns = Turn::waits, .tell = tell_way_back, .words = way_back_words};

} // namespace

/// BORDER-07  The way back passes without incident.
void go_back(Act& act)
{
    const Map& map = act.numbers().map;
    act.travel(map.crossing[act.here()], way_back);
}

constinit const Rule riverside{
    .name = "border.riverside",
    .says = "Somebody from the interior reaches a county on the river.",
    .answers = "BORDER-02",
    .react = reach_the_river,
    .beside = {.record = &riverside_record},
};

constinit const Rule crossing{
    .name = "border.crossing",
    .says = "A night on the river: across, or stopped by guards, or swept away.",
    .answers = "BORDER-03, BORDER-05",
    .due = ready_to_cross,
    .effect = cross,
    .lots = {&night},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::leaving; },
               .record = &crossing_record},
};

constinit const Rule far_bank{
    .name = "border.far_bank",
    .says = "Somebody comes ashore in China, and if wet and cold knocks at the nearest door.",
    .answers = "BORDER-06, CHINA-02, CHINA-09",
    .react = come_ashore,
    .lots = {&night, &china::where_to_stay, &china::which_employer, &china::handover_day},
    .beside = {.record = &far_bank_record},
};

constinit const Rule way_back{
    .name = "border.way_back",
    .says = "Somebody comes back across the river of their own accord.",
    .answers = "BORDER-07",
    .react = land,
    .beside = {.record = &way_back_record},
};

} // namespace counterlife::model::border
