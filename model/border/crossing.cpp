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

#include "model/border/crossing.h"

#include "model/army/army.h"
#include "model/border/border.h"
#include "model/border/far_bank.h"
#include "model/border/numbers.h"
#include "model/border/way_back.h"
#include "model/china/china.h"
#include "model/china/together.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/person/person.h"
#include "model/places/map.h"
#include "model/security/custody.h"
#include "model/spell.h"

namespace counterlife::model::border {

namespace {

using Family = BorderFamily;

/// Each night on the river has luck of its own.
enum Draw : std::uint32_t { noticed, swept, drowns, door, freezes, draws };
constexpr Lot night{.every = 8, .many = draws};

/// The family hears of it a day later and is a day behind: whoever leads waits for them.
void reach_the_river(Act& act, const Letter& letter)
{
    const auto ready = static_cast<Day>(letter.payload);
    const Exile& exile = record(act);
    const bool leads = !exile.alone && exile.with == engine::nobody;
    const Days rest = leads ? Days{2} : Days{1};
    act.life().career.stage_until = std::max(act.today() + rest, ready);
    act.note(code_of(OfPlace{letter.from_place}));
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
    // Those who cross together are noticed together.
    const LifeId who = exile.with == engine::nobody ? act.life().being.id : exile.with;
    return act.uniform_for(who, night, act.today(), noticed) < std::min(1.0, chance);
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

/// The agency at home hears of the absence in time.
void be_missed(Act& act, const Exile& exile)
{
    act.send(exile.home, agency_office, security::absence_noted,
             static_cast<std::uint64_t>(act.today().count()), act.self());
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
    act.travel(act.numbers().map.far_bank[act.here()], far_bank, payload_of(Ashore{wet}));
}

void cross(Act& act)
{
    const auto& p = act.numbers().border.at(act.today());
    const bool dangerous = act.numbers().claims.on(Claim::border_05, act.today());
    Exile& exile = record(act);
    const bool on_yalu = act.numbers().map.places[act.here()].river == River::yalu;
    Water state = water(p, act.today());
    if (on_yalu && state == Water::warm) state = Water::flood; // Deep and wide.
    if (is_noticed(act, exile, p, state)) {
        act.note(code_of(CrossingDetail{.water = state, .caught = true}));
        ++act.place_state().tally.caught_at_river[index_of(act.life().sex)];
        return security::take_into_custody(act);
    }
    const bool carried = dangerous && act.uniform(night, act.today(), swept) < force(p, state);
    if (carried && act.uniform(night, act.today(), drowns) < p[Family::drown]) {
        act.note(code_of(CrossingDetail{.water = state, .swept = true, .drowned = true}));
        ++act.place_state().tally.river_deaths[index_of(act.life().sex)];
        return person::end_life(act);
    }
    act.note(code_of(CrossingDetail{.water = state, .swept = carried}));
    const bool wet = dangerous && state == Water::cold;
    arrive_on_the_other_side(act, exile, wet);
}

/// BORDER-06  Somebody wet and cold knocks at the nearest door.
Reception knock(Act& act)
{
    const auto& p = act.numbers().border.at(act.today());
    const double answer = act.uniform(night, act.today(), door);
    const bool doors_open = act.numbers().claims.on(Claim::border_06, act.today());
    if (doors_open && answer < p[Family::helped]) return Reception::helped;
    const bool dies = act.uniform(night, act.today(), freezes) < p[Family::freeze];
    if (dies) return Reception::frozen;
    return doors_open && answer < p[Family::helped] + p[Family::reported] ? Reception::reported
                                                                          : Reception::turned_away;
}

void come_ashore(Act& act, const Letter& letter)
{
    const bool wet = said_in<Ashore>(letter.payload).wet;
    const Reception reception = wet ? knock(act) : Reception::dry;
    act.note(code_of(FarBankDetail{reception}));
    if (reception == Reception::frozen) {
        ++act.place_state().tally.river_deaths[index_of(act.life().sex)];
        return person::end_life(act);
    }
    if (reception == Reception::reported) return china::be_arrested(act);
    china::find_stay(act);
}

/// FAMILY-05 ends here: what has happened in the meantime is learned at home.
void land(Act& act, const Letter&)
{
    Exile& exile = record(act);
    exile.returned = act.today();
    ++exile.own_returns;
    ++act.place_state().tally.own_returns[index_of(act.life().sex)];
    act.note(code_of(BroughtHome{static_cast<std::int32_t>(exile.purse.value())}), engine::nobody);
    act.send(exile.home, agency_office, security::return_noted,
             static_cast<std::uint64_t>(act.today().count()), act.self());
    family::come_home(act);
}

constexpr Record riverside_record{
    .parts = parts_of<OfPlace>, .text = "{He} reaches {here}, on the river, coming {from there}."};

Turn crossing_leads(const CrossingDetail& attempt)
{
    if (attempt.caught) return Turn::is_held;
    return attempt.drowned ? Turn::none : Turn::crosses;
}

std::string tell_crossing(const CrossingDetail& attempt, const Telling&)
{
    constexpr std::array<std::string_view, 4> ways{"on the ice", "through cold water",
                                                   "wading and swimming", "while it is in flood"};
    const std::string how = word_of(ways, static_cast<int>(attempt.water));
    if (attempt.caught)
        return "At night {he} sets out across the river, " + how +
               "; guards notice {him} and take {him} away.";
    if (attempt.drowned)
        return "At night {he} sets out across the river, " + how +
               "; the current takes {him}, and {he} drowns.";
    if (attempt.swept)
        return "At night {he} crosses the river, " + how +
               "; the current sweeps {him} away, but {he} comes ashore.";
    return "At night {he} crosses the river, " + how + ".";
}

constexpr auto is_across = [](const CrossingDetail& attempt) { return attempt.across(); };
constexpr auto is_caught = [](const CrossingDetail& attempt) { return attempt.caught; };
constexpr auto is_drowned = [](const CrossingDetail& attempt) { return attempt.drowned; };

constexpr const Rule* before_crossing[]{&departure, &come_along, &army::desertion};
constexpr Word crossing_words[]{{"crossed", when<is_across>},
                                {"caught", when<is_caught>},
                                {"died", when<is_drowned>},
                                {"drowned", when<is_drowned>}};
constexpr Record crossing_record{.parts = parts_of<CrossingDetail>,
                                 .turn = turn_by<crossing_leads>,
                                 .tell = told_by<tell_crossing>,
                                 .follows = before_crossing,
                                 .words = crossing_words};

Turn far_bank_leads(const FarBankDetail& bank)
{
    return bank.reception == Reception::reported ? Turn::is_held : Turn::none;
}

std::string tell_far_bank(const FarBankDetail& bank, const Telling&)
{
    constexpr std::array<std::string_view, 6> sentences{
        "{He} reaches the Chinese bank, {in}.",
        "Wet and cold, {he} knocks at the first door {in} and is taken in.",
        "Wet and cold, {he} knocks at the first door {in} and is turned away.",
        "Wet and cold, {he} knocks at the first door {in} and is reported to the "
        "police.",
        "Wet and cold, {he} finds no door open {in} and freezes to death.",
        "{He} comes ashore {in}."};
    return word_of(sentences, static_cast<int>(bank.reception));
}

constexpr auto is_free = [](const FarBankDetail& bank) { return bank.free(); };
constexpr auto is_reported = [](const FarBankDetail& bank) {
    return bank.reception == Reception::reported;
};
constexpr auto is_frozen = [](const FarBankDetail& bank) {
    return bank.reception == Reception::frozen;
};

constexpr Word far_bank_words[]{{"china", when<is_free>},
                                {"caught", when<is_reported>},
                                {"died", when<is_frozen>},
                                {"froze", when<is_frozen>}};
constexpr Record far_bank_record{.parts = parts_of<FarBankDetail>,
                                 .turn = turn_by<far_bank_leads>,
                                 .tell = told_by<tell_far_bank>,
                                 .words = far_bank_words};

std::string tell_way_back(const BroughtHome& home, const Telling&)
{
    return home.yuan > 0
               ? "{He} comes back across the river of {his} own accord, with {n} yuan."
               : "{He} comes back across the river of {his} own accord, with empty hands.";
}

constexpr Word way_back_words[]{{"came_back"}};
constexpr Record way_back_record{.parts = parts_of<BroughtHome>,
                                 .turns = Turn::resumes,
                                 .tell = told_by<tell_way_back>,
                                 .words = way_back_words};

} // namespace

/// BORDER-07  The way back passes without incident.
void go_back(Act& act)
{
    const Map& map = act.numbers().map;
    china::lead_home(act);
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
    .says = "A night on the river: somebody gets across, is stopped by guards, or is swept away.",
    .answers = "BORDER-03, BORDER-05",
    .due = ready_to_cross,
    .effect = cross,
    .lots = {&spell_length, &night},
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
