// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What friends have seen.
//
// Now and then somebody from home sees one of those who have left, or thinks so, and tells it at
// home weeks later. The neighbours remember, and tell whoever asks; nobody tells anything to those
// whom friends avoid.
//
//   SEARCH-01 the neighbours are asked, and the search begins
//   SEARCH-02 sightings are late, vague and do not agree
//   SECURITY-12 friends who keep away tell nothing
//   data/search/search.csv: sightings, lag_days, error, again, remembered

#include "engine/elementary.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/road.h"
#include "model/search/search.h"

#include <algorithm>

namespace counterlife::model::search {

namespace {

using Family = SearchFamily;

bool avoided(Act& act) noexcept
{
    return act.life().career.shunned && act.numbers().claims.on(Claim::security_12, act.today());
}

/// Where somebody was last seen, and the last place before it that was another.
LastPlaces last_two(const std::vector<Rumour>& rumours, LifeId who) noexcept
{
    LastPlaces said;
    for (auto one = rumours.rbegin(); one != rumours.rend(); ++one) {
        if (one->who != who) continue;
        const std::uint32_t place = one->place + std::uint32_t{1};
        if (said.last == 0) {
            said.last = place;
        } else if (said.last != place) {
            said.before = place;
            break;
        }
    }
    return said;
}

void be_asked(OfficeAct& act, const Letter& letter)
{
    Neighbours& all = act.place().neighbours;
    const LifeId whom = letter.about.id;
    std::erase_if(all.asking, [&](const auto& one) { return one.first == whom; });
    all.asking.emplace_back(whom, letter.sender());
    const bool silent = letter.payload != 0;
    const LastPlaces said = silent ? LastPlaces{} : last_two(all.rumours, whom);
    act.note(code_of(PlacesTold{said.count()}), whom);
    act.send(letter.sender(), setting_out, payload_of(said));
}

void hear_neighbours(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool ready = life.career.lost_family && life.household != no_household;
    if (!ready || labour::is_tied(life) || !is_fit_for_the_road(act)) return act.quiet();
    Exile& exile = border::record(act);
    const auto place = [](std::uint32_t number) {
        return number == 0 ? engine::nowhere : static_cast<PlaceId>(number - 1);
    };
    const LastPlaces said = said_in<LastPlaces>(letter.payload);
    exile.sighted = place(said.last);
    exile.sighted_too = place(said.before);
    act.note(code_of(PlacesTold{said.count()}), life.spouse.id);
    set_out(act);
}

bool can_be_seen(const View& view) noexcept
{
    const Life& life = view.life;
    return life.career.dispersed && life.exile != 0 && life.household != no_household;
}

Bound seen_ceiling(const View& view, engine::Instant from)
{
    if (!can_be_seen(view)) return {never, no_day};
    return {PerYear{view.numbers.search.highest(from.day)[Family::sightings]},
            SearchNumbers::until(from.day)};
}

PerYear seen_rate(const View& view, engine::Instant at)
{
    if (!can_be_seen(view) || !view.numbers.claims.on(Claim::search_02, at.day)) return never;
    return PerYear{view.numbers.search.at(at.day)[Family::sightings]};
}

enum Draw : std::uint32_t { mistaken, where, lag, draws };
constexpr Lot sighted{.every = 4, .many = draws};

/// Where a friend thinks to have seen somebody, and how long it takes to be told at home.
void be_seen(Act& act)
{
    const auto& p = act.numbers().search.at(act.today());
    PlaceId place = act.here();
    if (act.uniform(sighted, act.today(), mistaken) < p[Family::error])
        place = act.numbers().map.station_by(act.uniform(sighted, act.today(), where), place);
    const auto days =
        1 + engine::whole_days(act.uniform(sighted, act.today(), lag) * p[Family::lag_days]);
    const PlaceId home = border::record(act).home;
    act.note(code_of(OfPlace{place}));
    act.send(home, neighbours_office, sighting, place, act.self(), days);
}

void remember(OfficeAct& act, const Letter& letter)
{
    Neighbours& all = act.place().neighbours;
    const auto of_this_one = [&](const Rumour& one) { return one.who == letter.from; };
    const auto remembered =
        static_cast<std::ptrdiff_t>(act.numbers().search.at(act.today())[Family::remembered]);
    if (std::count_if(all.rumours.begin(), all.rumours.end(), of_this_one) >= remembered)
        all.rumours.erase(std::find_if(all.rumours.begin(), all.rumours.end(), of_this_one));
    all.rumours.push_back(
        {.who = letter.from, .place = static_cast<PlaceId>(letter.payload), .seen = letter.sent});
    act.note(code_of(OfPlace{static_cast<PlaceId>(letter.payload)}), letter.from);
    for (const auto& [whom, who] : all.asking)
        if (whom == letter.from && who.id != whom) act.send(who, rumour, letter.payload);
}

constexpr Lot sets_out_again{.every = 1};

/// SEARCH-02  What is heard is a place, late; each search that has ended in vain makes another less
/// likely. The same place is told once.
void hear_rumour(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    const bool at_home = life.household != no_household && !labour::is_tied(life);
    if (!life.career.lost_family || !at_home || avoided(act)) return act.quiet();
    const auto place = static_cast<PlaceId>(letter.payload);
    Exile& exile = border::record(act);
    if (exile.told_of == place) return act.quiet();
    exile.sighted = exile.told_of = place;
    const auto& p = act.numbers().search.at(act.today());
    const double share = engine::power(p[Family::again], std::max<int>(1, exile.searches));
    const bool goes = act.uniform(sets_out_again, act.today()) < share &&
                      act.numbers().claims.on(Claim::search_01, act.today()) &&
                      is_fit_for_the_road(act);
    act.note(code_of(RumourDetail{.place = place, .sets_out = goes}), life.spouse.id);
    if (goes) set_out(act);
}

std::string tell_inquiry(const PlacesTold& told, const Telling&)
{
    return told.places == 0 ? "{He} is asked about {other}, and has nothing to tell."
                            : "{He} is asked about {other}, and tells where others saw them.";
}

constexpr Record inquiry_record{.parts = parts_of<PlacesTold>, .tell = told_by<tell_inquiry>};

constexpr Record sighting_record{.parts = parts_of<OfPlace>,
                                 .text = "{He} hears that {other} was seen {in there}."};

/// What neighbours know: no place, one, or two.
std::string tell_setting_out(const PlacesTold& told, const Telling&)
{
    const std::string known = told.places == 0   ? "The neighbours have nothing to tell of"
                              : told.places == 1 ? "The neighbours name a place where they saw"
                                                 : "The neighbours name two places for";
    return known + " {other}, and {he} sets out to search the country.";
}

constexpr Word setting_out_words[]{{"searched"}};
constexpr Record setting_out_record{.parts = parts_of<PlacesTold>,
                                    .turns = Turn::searches,
                                    .tell = told_by<tell_setting_out>,
                                    .words = setting_out_words};

constexpr const Rule* before_seen[]{&family::dispersal};
constexpr Record seen_record{.parts = parts_of<OfPlace>,
                             .text = "Somebody from home sees {him}, or thinks so, {in there}.",
                             .follows = before_seen,
                             .several = "is seen {n} times by somebody from home, in {places}"};

std::string tell_rumour(const RumourDetail& rumour, const Telling&)
{
    const std::string told = "Friends tell {him} that {other} was seen {in there}";
    return told + (rumour.sets_out ? ", and {he} sets out to look there." : ".");
}

Turn rumour_leads(const RumourDetail& rumour)
{
    return rumour.sets_out ? Turn::searches : Turn::none;
}

constexpr Word rumour_words[]{
    {"searched", when<[](const RumourDetail& rumour) { return rumour.sets_out; }>}};
constexpr Record rumour_record{
    .parts = parts_of<RumourDetail>,
    .turn = turn_by<rumour_leads>,
    .tell = told_by<tell_rumour>,
    .several = "is told {n} times by friends where {others} was seen, in {places}",
    .words = rumour_words};

} // namespace

void begin(Act& act)
{
    if (labour::is_tied(act.life())) return;
    Address whom = act.life().spouse;
    whom.note = 0;
    act.send(act.here(), neighbours_office, inquiry, avoided(act), whom);
}

constinit const Rule inquiry{
    .name = "search.inquiry",
    .says = "The neighbours are asked where somebody's family may be.",
    .answers = "SEARCH-01, SEARCH-02, SECURITY-12",
    .receive = be_asked,
    .beside = {.record = &inquiry_record},
};

constinit const Rule setting_out{
    .name = "search.setting_out",
    .says = "Somebody whose family has gone sets out to search the country for them.",
    .answers = "SEARCH-01, SEARCH-02",
    .react = hear_neighbours,
    .lots = {&order_of_stations},
    .beside = {.record = &setting_out_record},
};

constinit const Rule seen{
    .name = "search.seen",
    .says = "Somebody from home sees one of those who have left, or thinks so.",
    .answers = "SEARCH-02",
    .grain = 11,
    .ceiling = seen_ceiling,
    .rate = seen_rate,
    .effect = be_seen,
    .lots = {&sighted},
    .beside = {.concerns = [](const Situation& who) { return who.at_home() && who.bereft; },
               .record = &seen_record},
};

constinit const Rule sighting{
    .name = "search.sighting",
    .says = "The neighbours hear where somebody was seen.",
    .answers = "SEARCH-02",
    .receive = remember,
    .beside = {.record = &sighting_record},
};

constinit const Rule rumour{
    .name = "search.rumour",
    .says = "Friends tell somebody at home where the missing were seen.",
    .answers = "SEARCH-02, SECURITY-12",
    .react = hear_rumour,
    .lots = {&sets_out_again, &order_of_stations},
    .beside = {.record = &rumour_record},
};

} // namespace counterlife::model::search
