// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Making the South one's aim, and finding those who lead there.
//
// Some who came to earn give up going home and think of the South. A church leads to a team of
// missionaries within months; others look for a broker. How many can lead people out grows with the
// number who have come through: word of them, their money and their guides come back.
//
//   ROUTE-01 the aim changes from China to the South
//   ROUTE-02 with a church about two months to find a team
//   CHINA-09 the church is the way to the missions
//   BEYOND-05 the roads through China were closed from 2020 to 2023
//   BEYOND-07 a house comes to trust her sooner where many have gone on
//   BEYOND-15 a child that she has had in China holds a mother
//   data/route/route.csv

#include "model/border/border.h"
#include "model/border/numbers.h"
#include "model/china/china.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/own_number.h"
#include "model/places/map.h"
#include "model/route/numbers.h"
#include "model/route/resolve.h"
#include "model/route/route.h"
#include "model/route/way.h"
#include "model/security/custody.h"
#include "model/south/south.h"
#include "model/spell.h"
#include "model/stage_codes.h"

#include <cmath>

namespace counterlife::model {

const std::array<Scalar, RouteFamily::count> RouteFamily::table = in_order<RouteFamily::count>({
    {RouteFamily::resolve, "route.resolve", "", "per_year", 0, 20,
     "rate of making the South one's aim, in China"},
    {RouteFamily::resolve_church, "route.resolve_factor", "church", "ratio", 0, 50,
     "how many times more with a church"},
    {RouteFamily::resolve_child, "route.resolve_factor", "child", "ratio", 0, 1,
     "and for the mother of a child that was born in China"},
    {RouteFamily::resolve_family, "route.resolve_factor", "family", "ratio", 0, 50,
     "and with a family waiting in the North"},
    {RouteFamily::team, "route.team", "", "per_year", 0, 50,
     "rate of finding a team with a church's help"},
    {RouteFamily::broker, "route.broker", "", "per_year", 0, 50,
     "rate of finding a broker without"},
    {RouteFamily::teams_from_start, "route.teams_from_start", "", "persons", 0, 1e6,
     "how many arrivals the missions' own beginnings are worth"},
    {RouteFamily::word_spreads, "route.word_spreads", "", "persons", 1, 1e7,
     "arrivals at which half of those who look find somebody in their time"},
    {RouteFamily::teams_spread, "route.teams_spread", "", "persons", 1, 1e7,
     "arrivals at which half of the churches know a team"},
    {RouteFamily::factor_partner, "route.access", "partner", "ratio", 0, 10,
     "how freely a woman can look who has just come to live with a man"},
    {RouteFamily::factor_trusted, "route.access", "trusted", "ratio", 0, 50,
     "and one who has lived with him for long"},
    {RouteFamily::trust_years, "route.trust_years", "", "years", 0.1, 50,
     "years until she is trusted"},
    {RouteFamily::factor_guided, "route.access", "guided", "ratio", 0, 100,
     "and somebody for whom kin pay"},
    {RouteFamily::weight_mission, "route.way", "mission", "weight", 0, 100,
     "how often each way is taken"},
    {RouteFamily::weight_mongolia, "route.way", "mongolia", "weight", 0, 100, ""},
    {RouteFamily::weight_vietnam, "route.way", "vietnam", "weight", 0, 100, ""},
    {RouteFamily::weight_thailand, "route.way", "thailand", "weight", 0, 100, ""},
    {RouteFamily::months_mission, "route.months", "mission", "months", 0.1, 60,
     "from the first country on the way to a flight"},
    {RouteFamily::months_mongolia, "route.months", "mongolia", "months", 0.1, 60, ""},
    {RouteFamily::months_vietnam, "route.months", "vietnam", "months", 0.1, 60, ""},
    {RouteFamily::months_thailand, "route.months", "thailand", "months", 0.1, 60, ""},
    {RouteFamily::transit_days, "route.transit_days", "", "days", 1, 365,
     "days in each country on the way"},
    {RouteFamily::spread, "route.spread", "", "share", 0, 0.9,
     "by which a stop on the way may be shorter or longer"},
    {RouteFamily::shelter_months, "route.shelter_months", "", "months", 0.1, 60,
     "in the shelter by the embassy"},
    {RouteFamily::capture_mission, "route.capture", "mission", "share", 0, 1,
     "of those who set out, who are caught in China"},
    {RouteFamily::capture_mongolia, "route.capture", "mongolia", "share", 0, 1, ""},
    {RouteFamily::capture_vietnam, "route.capture", "vietnam", "share", 0, 1, ""},
    {RouteFamily::capture_thailand, "route.capture", "thailand", "share", 0, 1, ""},
    {RouteFamily::cost, "route.cost", "", "thousand_won", 0, 1e6,
     "what a way costs, owed after arrival"},
    {RouteFamily::child_goes, "route.child_goes", "", "share", 0, 1,
     "children born in China who go with the mother; the others stay with the father"},
    {RouteFamily::roads, "route.roads", "", "ratio", 0, 1, "how open the roads through China are"},
    {RouteFamily::trust_sooner, "route.trust_sooner", "", "ratio", 0, 50,
     "how much sooner she is trusted, once everybody has heard of those who have come through"},
});

namespace route {

namespace {

using Family = RouteFamily;

/// What grows with those who have come through, and is half of all at so many of them.
double grown_with(std::int64_t arrived, const RouteNumbers::Values& p, double half)
{
    const double known = p[Family::teams_from_start] + static_cast<double>(arrived);
    return known / (known + half);
}

double grown(const View& view, const RouteNumbers::Values& p, double half)
{
    return grown_with(view.place.underground.arrived, p, half);
}

/// How many hear of the South, and how many of those who look can find somebody.
double word_of_the_south(const View& view, const RouteNumbers::Values& p)
{
    return grown(view, p, p[Family::word_spreads]);
}

/// A woman is watched by the house she has come to, until she is trusted in it.
double access(const View& view, const Exile& exile, const RouteNumbers::Values& p, Day day)
{
    if (exile.guided) return p[Family::factor_guided];
    if (exile.stay != Stay::partner) return 1;
    const double years = engine::years(day - exile.since);
    // BEYOND-07  Where many have gone on, she soon meets somebody who knows how.
    const bool sooner = view.numbers.claims.on(Claim::beyond_07, day);
    const double haste = sooner ? 1 + p[Family::trust_sooner] * word_of_the_south(view, p) : 1.0;
    const double trust = std::clamp(haste * years / p[Family::trust_years], 0.0, 1.0);
    return p[Family::factor_partner] +
           trust * trust * (p[Family::factor_trusted] - p[Family::factor_partner]);
}

double highest_access(const RouteNumbers::Values& high) noexcept
{
    return std::max({1.0, high[Family::factor_partner], high[Family::factor_trusted],
                     high[Family::factor_guided]});
}

/// A child without a guide makes no plans, and no guide takes the smallest.
bool is_in_care(const View& view, const Exile& exile, Day day) noexcept
{
    const double fetched = view.numbers.border.at(day)[BorderFamily::fetched_from];
    return whole_years(view.life, day) < fetched ||
           (!exile.guided && security::is_child(view.numbers, view.life, day));
}

/// BEYOND-15  The child stays with its father, or has no papers: few leave it.
bool is_held_by_child(const View& view, const Exile& exile, Day day)
{
    if (exile.stay != Stay::partner || !view.numbers.claims.on(Claim::beyond_15, day)) return false;
    const int since = engine::year_of(exile.since);
    for (const Address& child : view.place.kin.list(view.life.children))
        if (living(child) && child.place == view.place.number && birth_year(child) >= since)
            return true;
    return false;
}

Bound resolve_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (exile.aim == Aim::south) return {never, no_day};
    const auto& high = view.numbers.route.highest(from.day);
    return {PerYear{high[Family::resolve] * std::max(1.0, high[Family::resolve_church]) *
                    std::max(1.0, high[Family::resolve_family]) * highest_access(high)},
            RouteNumbers::until(from.day)};
}

/// ROUTE-01  The longer the South is heard of, the more think of it; a waiting family holds back.
template <class Given> double resolving(const View& view, engine::Instant at, const Given& given)
{
    const Exile& exile = exile_of(view);
    const auto& p = view.numbers.route.at(at.day);
    const bool waiting = china::has_family_at_home(view.life, exile) && exile.promised;
    const double word_of_nobody = grown_with(0, p, p[Family::word_spreads]);
    return p[Family::resolve] * given(Why::word, word_of_the_south(view, p), word_of_nobody) *
           given(Why::house, access(view, exile, p, at.day), 1) *
           given(Why::child, is_held_by_child(view, exile, at.day) ? p[Family::resolve_child] : 1.0,
                 1) *
           given(Why::church, exile.church ? p[Family::resolve_church] : 1.0, 1) *
           given(Why::family, waiting ? p[Family::resolve_family] : 1.0, 1);
}

PerYear resolve_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.aim == Aim::south || !view.numbers.claims.on(Claim::route_01, at.day)) return never;
    if (is_in_care(view, exile, at.day)) return never;
    return PerYear{resolving(view, at, AsItIs{})};
}

void aim_south(Act& act)
{
    const Weighed<Why> weighed =
        weigh(reasons, [&](const auto& given) { return resolving(act.view(), act.now(), given); });
    Exile& exile = border::record(act);
    exile.aim = Aim::south;
    act.note(code_of(ResolveDetail{.in_china = act.today() - exile.crossed,
                                   .most = weighed.most,
                                   .next = weighed.next,
                                   .against = weighed.against}));
}

Bound contact_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (exile.aim != Aim::south) return {never, no_day};
    const auto& high = view.numbers.route.highest(from.day);
    return {PerYear{std::max(high[Family::team], high[Family::broker]) * highest_access(high)},
            RouteNumbers::until(from.day)};
}

PerYear contact_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.aim != Aim::south || is_with_child(view.life) || is_in_care(view, exile, at.day))
        return never;
    if (at.day <= exile.since) return never; // Nobody goes on on the day of coming to a place.
    const auto& p = view.numbers.route.at(at.day);
    const bool teams = view.numbers.claims.on(Claim::route_02, at.day);
    const bool led_by_church = exile.church && teams;
    const double rate = led_by_church ? p[Family::team] : p[Family::broker];
    const double open = exile.guided    ? 1.0
                        : led_by_church ? grown(view, p, p[Family::teams_spread])
                                        : word_of_the_south(view, p);
    // BEYOND-05  Nobody travels on closed roads, whoever has paid.
    const double roads = view.numbers.claims.on(Claim::beyond_05, at.day) ? p[Family::roads] : 1;
    return PerYear{rate * open * roads * access(view, exile, p, at.day)};
}

constexpr Lot which_way{.every = 8, .many = ways};
constexpr Lot caught_on_the_way{.every = 8, .stream = engine::stream_of("route.capture")};
constexpr Lot child_goes{};

Way choose_way(Act& act)
{
    const auto& p = act.numbers().route.at(act.today());
    return act
        .choose(
            which_way, act.today(), {Way::mission, Way::mongolia, Way::vietnam, Way::thailand},
            [&](Way way) { return p[Family::weight_mission + static_cast<std::size_t>(way) - 1]; })
        .value_or(Way::thailand);
}

PlaceId first_stop(const Map& map, Way way)
{
    const auto named = [&](std::string_view country) {
        for (const PlaceId place : map.all(Role::transit))
            if (map.places[place].province == country) return place;
        return map.all(Role::transit).front();
    };
    switch (way) {
    case Way::mission:
        return map.all(Role::mission).front();
    case Way::mongolia:
        return named("mongolia");
    case Way::vietnam:
        return named("vietnam");
    default:
        return named("laos");
    }
}

/// The way of a team, and whether it is caught before the border of China.
Team choose_team(Act& act)
{
    Team team{.way = choose_way(act)};
    const double capture = act.numbers().route.at(
        act.today())[Family::capture_mission + static_cast<std::size_t>(team.way) - 1];
    team.caught = act.uniform(caught_on_the_way, act.today()) < capture;
    if (team.caught)
        team.days = static_cast<std::uint16_t>(china::days_until_handover(act).count());
    return team;
}

void set_out(Act& act, Exile& exile, const Team& team, LifeId with)
{
    exile.way = team.way;
    exile.since = act.today();
    exile.debt += ThousandWon{act.numbers().route.at(act.today())[Family::cost]};
    act.note(code_of(SettingOutDetail{.way = team.way,
                                      .caught = team.caught,
                                      .fetched = exile.guided && with == engine::nobody}),
             with);
    if (team.caught) {
        exile.koreans = true; // Whoever is caught on the way is known to have sought the South.
        return china::be_held(act, Days{team.days});
    }
    labour::enter_stage(act, Stage::journey);
    act.travel(first_stop(act.numbers().map, team.way), third_country);
}

void find_way(Act& act)
{
    Exile& exile = border::record(act);
    const Team team = choose_team(act);
    Team for_others = team;
    if (team.caught) for_others.days = std::max<std::uint16_t>(1, team.days - 1); // Told tomorrow.
    const std::uint64_t said = payload_of(for_others);
    for (const Address& child : act.place_state().kin.list(act.life().children))
        if (living(child)) act.send(child, come_along, said);
    const Life& life = act.life();
    if (life.marital == Marital::married && living(life.spouse))
        act.send(life.spouse, come_along, said);
    exile.with = engine::nobody;
    set_out(act, exile, team, engine::nobody);
}

/// Wife, husband or child who is in China too goes with the same team; a child born there is the
/// father's too, and mostly stays with him, or is brought back to him when the team is caught.
void go_along(Act& act, const Letter& letter)
{
    const Life& life = act.life();
    if (life.career.stage != Stage::abroad || is_with_child(life)) return act.quiet();
    const Team team = said_in<Team>(letter.payload);
    const bool born_there = life.exile == 0;
    if (born_there && team.caught) return act.quiet();
    // One lot for each child, whenever it may be that somebody sets out.
    if (born_there &&
        act.uniform(child_goes) >= act.numbers().route.at(act.today())[Family::child_goes])
        return act.quiet();
    Exile& exile = border::record(act); // A child born there has none yet.
    exile.aim = Aim::south;
    exile.with = letter.from;
    set_out(act, exile, team, letter.from);
}

std::string tell_resolve(const ResolveDetail& d, const Telling&)
{
    return put("After {} in China {he} gives up going home, and makes the South {his} aim.",
               {span_words(d.in_china)}) +
           what_weighed(reasons, {d.most, d.next, d.against});
}

constexpr Record resolve_record{.parts = parts_of<ResolveDetail>,
                                .tell = told_by<tell_resolve>,
                                .follows = before::china,
                                .weights = weights_of<ResolveDetail, reasons>};

Turn setting_out_leads(const SettingOutDetail& trip)
{
    return trip.caught ? Turn::is_held : Turn::travels_on;
}

std::string how_far(const SettingOutDetail& trip)
{
    return std::string{by_way(trip.way)} +
           (trip.caught ? "; on the way out of China {he} is caught." : ".");
}

std::string tell_contact(const SettingOutDetail& trip, const Telling&)
{
    if (trip.fetched)
        return "A guide whom kin in the South have paid comes for {him}, and takes {him} along, " +
               how_far(trip);
    return "{He} finds people who take others out of China, and sets out with them, " +
           how_far(trip);
}

constexpr auto is_caught = [](const SettingOutDetail& trip) { return trip.caught; };
constexpr auto gets_away = [](const SettingOutDetail& trip) { return !trip.caught; };
constexpr auto is_fetched = [](const SettingOutDetail& trip) { return trip.fetched; };
constexpr auto is_by_oneself = [](const SettingOutDetail& trip) { return !trip.fetched; };

constexpr Word contact_words[]{{"caught", when<is_caught>},
                               {"team", when<gets_away>},
                               {"fetched", when<is_fetched>},
                               {"by_oneself", when<is_by_oneself>}};
constexpr Word setting_out_words[]{{"caught", when<is_caught>}, {"team", when<gets_away>}};

constexpr const Rule* before_contact[]{&china::church, &resolve, &border::departure};
constexpr Record contact_record{.parts = parts_of<SettingOutDetail>,
                                .turn = turn_by<setting_out_leads>,
                                .tell = told_by<tell_contact>,
                                .follows = before_contact,
                                .words = contact_words};

std::string tell_taken_along(const SettingOutDetail& trip, const Telling&)
{
    return "{He} is taken along by {his} family, " + how_far(trip);
}

constexpr Record come_along_record{.parts = parts_of<SettingOutDetail>,
                                   .turn = turn_by<setting_out_leads>,
                                   .tell = told_by<tell_taken_along>,
                                   .words = setting_out_words};

} // namespace

constinit const Rule resolve{
    .name = "route.resolve",
    .says = "Somebody in China gives up going home and makes the South their aim.",
    .answers = "ROUTE-01, BEYOND-07, BEYOND-15",
    .grain = 13,
    .ceiling = resolve_ceiling,
    .rate = resolve_rate,
    .effect = aim_south,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &resolve_record},
};

// CHOICE 0018  How many can lead people out grows with the word of those who have come through.
// CHOICE 0023  Churches know the missions sooner.
constinit const Rule contact{
    .name = "route.contact",
    .says = "Somebody finds a team or a broker, and sets out for a third country.",
    .answers = "ROUTE-02, CHINA-09, BEYOND-05, BEYOND-07",
    .grain = 11,
    .ceiling = contact_ceiling,
    .rate = contact_rate,
    .effect = find_way,
    .lots = {&which_way, &caught_on_the_way, &china::handover_day},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::abroad && who.recorded; },
               .record = &contact_record},
};

constinit const Rule come_along{
    .name = "route.come_along",
    .says = "Wife, husband or child in China is taken along.",
    .answers = "ROUTE-03",
    .react = go_along,
    .lots = {&child_goes},
    .beside = {.record = &come_along_record},
};

} // namespace route
} // namespace counterlife::model
