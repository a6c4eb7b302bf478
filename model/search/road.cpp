// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The search on the road.
//
// Whoever comes home to an empty house asks the neighbours and sets out at once: first to where
// they name, then from station to station in an order of chance, until the lost are met, or the
// months or the heart are spent. Two people meet only at one station at one time.
//
//   SEARCH-01 the search starts at once, across the whole country
//   SEARCH-02 first where friends say they saw her
//   SEARCH-03 stations are where adults are looked for
//   SEARCH-05 defeat ends it; custody too
//   data/search/search.csv: max_months, stop_days, heart, meeting

#include "model/search/road.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/door.h"
#include "model/family/family.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"
#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/search.h"
#include "model/spell.h"

#include <algorithm>
#include <cmath>

namespace counterlife::model::search {

namespace {

using Family = SearchFamily;

/// The next of the stations, one lot for each. A later search goes on where the one before has
/// ended: nobody asks twice at one station unless somebody was seen there.
PlaceId next_station(Act& act, Exile& exile)
{
    std::vector<std::pair<double, PlaceId>> order;
    for (const PlaceId station : act.numbers().map.stations) {
        const double lot = act.uniform(order_of_stations, exile.first_search, station);
        if (station != exile.home) order.emplace_back(lot, station);
    }
    std::sort(order.begin(), order.end());
    while (exile.asked < order.size()) {
        const PlaceId station = order[exile.asked++].second;
        if (station != act.here()) return station;
    }
    return engine::nowhere;
}

/// SEARCH-02  Where somebody was said to be comes first.
PlaceId take_next_place(Act& act, Exile& exile)
{
    for (PlaceId* said : {&exile.sighted, &exile.sighted_too}) {
        const PlaceId place = *said;
        *said = engine::nowhere;
        if (place != engine::nowhere && place != act.here()) return place;
    }
    return next_station(act, exile);
}

void arrive_at_station(Act& act, const Letter&)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::seeking) return act.quiet();
    Exile& exile = border::record(act);
    const Claims& claims = act.numbers().claims;
    const auto days = length_of_spell(act, act.numbers().search.at(act.today())[Family::stop_days]);
    if (exile.stations < 255) ++exile.stations;
    act.life().career.stage_until = act.today() + days;
    act.note(code_of(StopDetail{exile.stations}));
    if (claims.on(Claim::search_03, act.today())) family::ask_around(act, days);
    if (!claims.on(Claim::search_04, act.today())) return;
    for (const Address& child : act.place_state().kin.list(life.children)) {
        if (!living(child) || !family::is_missing(act.numbers(), life, exile, child)) continue;
        const int seen_in =
            engine::year_of(exile.last_seen == engine::no_day ? act.today() : exile.last_seen);
        act.send(act.here(), camp_office, book,
                 static_cast<std::uint64_t>(std::max(0, seen_in - birth_year(child))), child);
    }
}

Day end_of_stop(const View& view)
{
    return view.life.career.stage_until;
}

constexpr Lot loses_heart{.every = 1};

/// SEARCH-05  On, until the months or the heart are spent, or all stations have been asked; there
/// is half as much for a second search, and a third for another.
void move_on(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().search.at(act.today());
    const bool may_despair = act.numbers().claims.on(Claim::search_05, act.today());
    const double days =
        p[Family::max_months] * engine::days_per_month / std::max<int>(1, exile.searches);
    const bool spent = (act.today() - exile.searching).count() >= days;
    const bool despairs = may_despair && act.uniform(loses_heart, act.today()) < p[Family::heart];
    const bool ends = spent || despairs || !is_fit_for_the_road(act);
    const PlaceId to = ends ? engine::nowhere : take_next_place(act, exile);
    if (to == engine::nowhere) return go_home(act);
    act.life().career.stage_until = engine::no_day;
    act.note(code_of(NextStopDetail{to}));
    act.travel(to, stop);
}

void come_back(Act& act, const Letter&)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::seeking) return act.quiet();
    const Exile& exile = border::record(act);
    ++act.place_state().tally.searches_ended;
    act.note(code_of(OfDays{act.today() - exile.searching}));
    family::enter_house(act);
    labour::wait_for_placement(act);
    if (life.career.lost_family) family::knock_at_the_door(act);
}

constexpr Lot meeting{.every = 1, .stream = engine::stream_of("search.meeting")};

/// SEARCH-03  Whoever has left home meets the searcher if both are here, by a lot of the two. The
/// searcher answers first: nobody meets somebody who has died since asking.
void be_met(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const LifeId who = letter.about.id;
    const bool together = life.spouse.id == who && life.marital == Marital::married;
    act.quiet();
    if (!together || !life.career.dispersed || labour::is_tied(life)) return;
    if (letter.from == who) {
        if (letter.from_place != act.here()) return; // Gone on since, and not seen by the other.
        act.loud();
        act.note(0, who);
        return family::go_back_to_house(act);
    }
    const bool stays_until_both_know = act.today() - letter.sent + 2 < Days{letter.payload};
    if (letter.about.place != act.here() || !stays_until_both_know) return;
    const auto pair = engine::mix(life.being.id, who);
    const double lot = act.uniform_for(pair, meeting, letter.sent);
    if (lot < act.numbers().search.at(act.today())[Family::meeting])
        act.send(letter.about, found, 0, act.self());
}

void find(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const bool together = life.spouse.id == letter.from && life.marital == Marital::married;
    if (!together || life.career.stage != Stage::seeking) return act.quiet();
    Exile& exile = border::record(act);
    ++act.place_state().tally.found_kin;
    act.note(code_of(OfDays{act.today() - exile.searching}), letter.from);
    life.career.lost_family = false;
    exile.reunited = true;
    exile.last_seen = act.today();
    act.send(letter.about, passing, 0, act.self());
    family::hear_what_happened(act);
    go_home(act);
}

std::string tell_stop(const StopDetail& stop, const Telling&)
{
    return put("{He} asks after the missing at the station of {here}, the {} of {his} search.",
               {text_of(ordinal(std::max(1, stop.station)))});
}

constexpr const Rule* before_stop[]{&setting_out, &rumour};
constexpr Record stop_record{.parts = parts_of<StopDetail>,
                             .tell = told_by<tell_stop>,
                             .follows = before_stop,
                             .several =
                                 "asks {n} times after the missing, at station after station"};

std::string tell_next_stop(const NextStopDetail& next, const Telling&)
{
    return next.home()
               ? "{He} gives up the search, or has no money left for it, and turns for home."
               : "{He} goes on, {to there}.";
}

constexpr const Rule* before_next_stop[]{&stop};
constexpr Record next_stop_record{.parts = parts_of<NextStopDetail>,
                                  .tell = told_by<tell_next_stop>,
                                  .follows = before_next_stop,
                                  .several = "-"};

constexpr Record passing_record{
    .turns = Turn::disperses,
    .text = "At the station of {here} {he} meets {other}, who has been searching."};

constexpr Word found_words[]{{"found_family"}};
constexpr Record found_record{.parts = parts_of<OfDays>,
                              .text = "After {span} of searching {he} finds {other}.",
                              .words = found_words};

constexpr Record back_home_record{.parts = parts_of<OfDays>,
                                  .turns = Turn::waits,
                                  .text =
                                      "{He} is home again, {span} after setting out to search."};

} // namespace

bool is_fit_for_the_road(Act& act)
{
    const Life& life = act.life();
    return whole_years(life, act.today()) <
               act.numbers().search.at(act.today())[Family::last_age] &&
           !person::is_near_her_time(act.numbers(), life, act.today());
}

void set_out(Act& act)
{
    Life& life = act.life();
    Exile& exile = border::record(act);
    exile.searching = act.today();
    if (exile.searches == 0) exile.first_search = act.today();
    if (exile.searches < 255) ++exile.searches;
    exile.searched = true;
    exile.stations = 0;
    const PlaceId to = take_next_place(act, exile);
    if (to == engine::nowhere) return act.quiet();
    ++act.place_state().tally.searches;
    labour::leave_work(act);
    labour::enter_stage(act, Stage::seeking);
    act.place_state().move_out(life, act.today());
    act.travel(to, stop);
}

void go_home(Act& act)
{
    const PlaceId home = border::record(act).home;
    act.life().career.stage_until = engine::no_day;
    if (home == act.here()) return act.send(act.self(), back_home); // A rumour had led back there.
    act.travel(home, back_home);
}

constinit const Rule stop{
    .name = "search.stop",
    .says = "A searcher comes to a station, and asks there after the missing.",
    .answers = "SEARCH-01, SEARCH-03, SEARCH-04",
    .react = arrive_at_station,
    .lots = {&spell_length},
    .beside = {.record = &stop_record},
};

constinit const Rule next_stop{
    .name = "search.next_stop",
    .says = "A searcher goes on, or gives up and goes home.",
    .answers = "SEARCH-01, SEARCH-02, SEARCH-05",
    .due = end_of_stop,
    .effect = move_on,
    .lots = {&loses_heart, &order_of_stations},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::seeking; },
               .record = &next_stop_record},
};

constinit const Rule back_home{
    .name = "search.back_home",
    .says = "A searcher is home again.",
    .answers = "SEARCH-05, FAMILY-11",
    .react = come_back,
    .beside = {.record = &back_home_record},
};

constinit const Rule passing{
    .name = "search.passing",
    .says = "Somebody who was lost meets the searcher at a station.",
    .answers = "SEARCH-03",
    .react = be_met,
    .lots = {&meeting},
    .beside = {.record = &passing_record},
};

constinit const Rule found{
    .name = "search.found",
    .says = "A searcher finds the missing wife or husband.",
    .answers = "SEARCH-01, SEARCH-03",
    .react = find,
    .beside = {.record = &found_record},
};

} // namespace counterlife::model::search
