// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Moving house.
//
// Household heads and single adults move at rates by kind of move (between land and town), age and
// time. The destination is a choice: more people draw, distance deters, one's own province and the
// capital attract. Wife and young children follow. The capital takes in members, and others rarely;
// of others who live there some are sent away.
//
//   BEYOND-11 residence in the capital is granted and taken away
//   data/residence/movement.csv: permit, sent_away, rural_to_urban, urban_to_urban, rural_to_rural,
//   urban_to_rural, youth_factor, same_province_preference, distance_decay, pyongyang_pull,
//   first_age; data/household/household.csv: grown_age

#include "model/claims.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/own_number.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "model/residence/gravity.h"
#include "model/residence/numbers.h"
#include "model/residence/residence.h"

namespace counterlife::model {

namespace {

const std::vector<std::string> age_keys{"17-24", "25-34", "35-49", "50+"};

} // namespace

FamilySpec MovementNumbers::spec()
{
    return {.institution = "residence",
            .family = "movement",
            .parameters = {
                {"movement.rural_to_urban", "per_year", {}, 0, 2, "moves from the land to a town"},
                {"movement.urban_to_urban", "per_year", {}, 0, 2, "moves from town to town"},
                {"movement.rural_to_rural", "per_year", {}, 0, 2, "moves within the countryside"},
                {"movement.urban_to_rural", "per_year", {}, 0, 2, "moves from a town to the land"},
                {"movement.youth_factor", "ratio", age_keys, 0, 10, "how the rates differ by age"},
                {"movement.same_province_preference",
                 "weight",
                 {},
                 0,
                 1000,
                 "how much likelier a place of the own province is than one elsewhere"},
                {"movement.distance_decay",
                 "weight",
                 {},
                 0,
                 100,
                 "how strongly a hundred kilometres deter"},
                {"movement.pyongyang_pull",
                 "weight",
                 {},
                 0,
                 1000,
                 "how much likelier the capital is than its people alone would make it"},
                {"movement.first_age", "age", {}, 10, 40, "age from which people move"}}};
}

MovementNumbers::MovementNumbers(const ParameterSet& set)
    : rate{set, std::array<Dated<4>::Name, 4>{{{"movement.rural_to_urban", ""},
                                               {"movement.urban_to_urban", ""},
                                               {"movement.rural_to_rural", ""},
                                               {"movement.urban_to_rural", ""}}}},
      youth_factor{set, "movement.youth_factor", age_keys},
      same_province{set, "movement.same_province_preference", {""}},
      pull{set, std::array<Dated<2>::Name, 2>{{{"movement.distance_decay", ""},
                                               {"movement.pyongyang_pull", ""}}}},
      first_age{set, "movement.first_age", {""}}, highest_rate{rate, 11},
      highest_factor{youth_factor, 11}, lowest_first_age{first_age.negated(), 11}
{
}

Gravity::Gravity(const Map& map, const MovementNumbers& numbers)
    : n_{map.places.size()}, n_provinces_{map.provinces.size()},
      places_(2 * numbers.pull.spells() * n_ * n_),
      provinces_(2 * numbers.pull.spells() * n_ * n_provinces_)
{
    for (std::size_t spell = 0; spell < numbers.pull.spells(); ++spell) {
        const auto [decay, capital] = numbers.pull.values(spell);
        for (const bool town : {false, true})
            for (PlaceId from = 0; from < n_; ++from)
                for (PlaceId to = 0; to < n_; ++to) {
                    const PlaceFacts& place = map.places[to];
                    if (map.province_of[to] == n_provinces_) continue; // Nobody's province.
                    const double part = town ? place.urban_part_1993 : 1 - place.urban_part_1993;
                    const double hundreds = map.kilometres(from, to) / 100;
                    const double weight = place.population_1993 * part / (1 + decay * hundreds) *
                                          (place.province == "Pyongyang" ? capital : 1.0);
                    const std::size_t row = (2 * spell + town) * n_ + from;
                    places_[row * n_ + to] = weight;
                    provinces_[row * n_provinces_ + map.province_of[to]] += weight;
                }
    }
}

namespace residence {

namespace {

std::size_t group_of(double age) noexcept
{
    return age < 25 ? 0 : age < 35 ? 1 : age < 50 ? 2 : 3;
}

/// The two kinds of move open to somebody: to a town and to the land.
constexpr std::size_t to_town(bool urban) noexcept
{
    return urban ? 1 : 0;
}
constexpr std::size_t to_land(bool urban) noexcept
{
    return urban ? 3 : 2;
}

constinit const OwnNumber permit{"movement.permit", "share", 0, 1,
                                 "how often the capital takes in who is no member, beside who is"};
constinit const OwnNumber sent_away{"movement.sent_away", "per_year", 0, 1,
                                    "rate at which the capital sends away who is no member"};
constexpr const OwnNumber* numbers_of_moving[]{&permit, &sent_away};

bool in_the_capital(const Map& map, PlaceId place) noexcept
{
    return map.province_of[place] == map.province_of[map.capital];
}

/// BEYOND-11  Whether residence in the capital must be granted as to somebody of no standing.
bool needs_permit(const Life& life, const model::Numbers& numbers, Day day)
{
    return numbers.claims.on(Claim::beyond_11, day) && !party::is_member(life);
}

double rate_of_sending_away(const View& view, Day day)
{
    return in_the_capital(view.numbers.map, view.place.number) &&
                   needs_permit(view.life, view.numbers, day)
               ? sent_away.at(view.numbers, day)
               : 0.0;
}

Bound move_ceiling(const View& view, Instant from)
{
    const MovementNumbers& p = view.numbers.movement;
    const double age = age_in_years(view.life, from);
    const Day until = from.day + 10 * 365;
    const double youngest = -p.lowest_first_age.from(from.day)[0];
    if (age < youngest) return not_before(view.life, youngest, until);
    const auto& rate = p.highest_rate.from(from.day);
    const auto& factor = p.highest_factor.from(from.day);
    const std::size_t group = group_of(age);
    const bool urban = view.life.urban;
    const double own = (rate[to_town(urban)] + rate[to_land(urban)]) *
                       std::max(factor[group], factor[std::min<std::size_t>(group + 1, 3)]);
    if (!in_the_capital(view.numbers.map, view.place.number)) return {PerYear{own}, until};
    const Bound sent = sent_away.ceiling(view.numbers, from.day);
    return {PerYear{own} + sent.rate, std::min(until, sent.until)};
}

PerYear move_rate(const View& view, Instant at)
{
    if (has_just_come_home(view, at.day)) return never;
    const MovementNumbers& p = view.numbers.movement;
    const double age = age_in_years(view.life, at);
    if (age < p.first_age.at(at.day)[0]) return never;
    const auto& rate = p.rate.at(at.day);
    const bool urban = view.life.urban;
    return PerYear{(rate[to_town(urban)] + rate[to_land(urban)]) *
                       p.youth_factor.at(at.day)[group_of(age)] +
                   rate_of_sending_away(view, at.day)};
}

// By the day: the province, the place in it, and first of all town or land.
constexpr Lot province_gone_to{.every = 512, .many = 32};
constexpr Lot place_gone_to{.first = 32, .every = 512, .many = 479};
constexpr Lot to_a_town{.first = 511, .every = 512};

constexpr Lot sent{.every = 1, .stream = engine::stream_of("residence.sent")};

/// Whether a move from the capital is none of one's own.
bool is_sent_away(Act& act, const PerYear& all)
{
    const double share = rate_of_sending_away(act.view(), act.today()) / all.value();
    return share > 0 && act.uniform(sent, act.today()) < share;
}

/// BEYOND-11  How much likelier the capital is, or less likely, for somebody of no standing.
double grant_of(Act& act, bool expelled)
{
    if (expelled) return 0;
    return needs_permit(act.life(), act.numbers(), act.today())
               ? permit.at(act.numbers(), act.today())
               : 1.0;
}

/// First the province, then the place.
PlaceId choose(Act& act, bool town, bool expelled)
{
    const Map& map = act.numbers().map;
    const MovementNumbers& p = act.numbers().movement;
    const Gravity& gravity = act.numbers().gravity;
    const PlaceId here = act.here();
    const std::size_t spell = p.pull.spell(act.today());
    const std::size_t home = map.province_of[here];
    const std::size_t capital = map.province_of[map.capital];
    const double grant = home == capital && !expelled ? 1.0 : grant_of(act, expelled);
    const std::size_t province =
        act.choose(province_gone_to, act.today(), engine::first_numbers(map.provinces.size()),
                   [&](std::size_t i) {
                       return gravity.of_province(spell, town, here, i) *
                              (i == home ? p.same_province.at(act.today())[0] : 1.0) *
                              (i == capital ? grant : 1.0);
                   })
            .value_or(home);
    return act
        .choose(place_gone_to, act.today(), map.members[province],
                [&](PlaceId place) { return gravity.of_place(spell, town, here, place); })
        .value_or(here);
}

void move_house(Act& act)
{
    Life& life = act.life();
    const MovementNumbers& p = act.numbers().movement;
    const auto& rate = p.rate.at(act.today());
    const double both = rate[to_town(life.urban)] + rate[to_land(life.urban)];
    const bool town = act.uniform(to_a_town, act.today()) * both < rate[to_town(life.urban)];
    const std::size_t kind = town ? to_town(life.urban) : to_land(life.urban);
    const bool expelled = is_sent_away(act, move_rate(act.view(), act.now()));
    const PlaceId to = choose(act, town, expelled);
    ++act.place_state().tally.moves[kind];
    act.note(code_of(OfPlace{to}));

    if (to == act.here()) { // To the town of one's own county, or back.
        household::set_up(act);
        labour::resettle(act, town);
        if (act.life().marital == Marital::married) household::invite(act, act.life().spouse);
        household::invite_children(act);
        return;
    }
    const std::uint64_t key = household::key_of(
        engine::mix(life.being.id, static_cast<std::uint64_t>(act.today().count())));
    const std::uint64_t payload = household::with_town(key, town);
    PlaceState& state = act.place_state();
    const Address there{.id = life.being.id, .slot = engine::no_slot, .place = to};
    if (life.marital == Marital::married) act.send(life.spouse, household::come, payload, there);
    const int year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    for (const Address& child : state.kin.list(life.children))
        if (living(child) && year - birth_year(child) < grown)
            act.send(child, household::come, payload, there);
    labour::uproot(act);
    state.move_out(life, act.today());
    life.own_home = true;
    life.with_parents = false;
    act.travel(to, arrival, payload);
}

void arrive(Act& act, const Letter& letter)
{
    PlaceState& state = act.place_state();
    const HouseholdId household = state.household_of(household::key_of(letter.payload));
    Life& life = act.life();
    state.move_in(life, household, act.today());
    life.urban = household::is_urban(letter.payload);
    act.note(code_of(OfPlace{letter.from_place}));
    if (life.marital == Marital::married && living(life.spouse)) act.send(life.spouse, address);
}

/// So that what is written from then on comes by the shortest way.
void learn_address(Act& act, const Letter& letter)
{
    Address& spouse = act.life().spouse;
    act.quiet();
    act.carry_on();
    if (spouse.id != letter.from) return;
    spouse.place = letter.from_place;
    spouse.slot = letter.from_slot;
}

constexpr Record address_record{.text = "{He} learns where {other} has moved in."};

constexpr const Rule* before_arrival[]{&move, &household::come};
constexpr Record arrival_record{.parts = parts_of<OfPlace>,
                                .turns = Turn::moves_away,
                                .text = "{He} arrives {in}, coming {from there}, and moves in.",
                                .follows = before_arrival};

std::string tell_move(const Telling& t)
{
    return t.there_is_here ? "{He} moves house within {here}, between town and country."
                           : "{He} sets out to live {in there}.";
}

constexpr Word move_words[]{{"moved"}};
constexpr Record move_record{.parts = parts_of<OfPlace>, .tell = tell_move, .words = move_words};

} // namespace

constinit const Rule move{
    .name = "residence.move",
    .says = "Heads of households and single adults move to another place, or to town.",
    .answers = "BEYOND-11",
    .grain = 14,
    .ceiling = move_ceiling,
    .rate = move_rate,
    .effect = move_house,
    .lots = {&province_gone_to, &place_gone_to, &to_a_town, &sent},
    .beside = {.concerns =
                   [](const Situation& who) {
                       // Whoever waits for somebody stays in the house.
                       return who.is_free() && who.out_of_school() &&
                              (!who.married || !who.woman) && !who.bereft;
                   },
               .record = &move_record,
               .numbers = numbers_of_moving},
};

constinit const Rule arrival{
    .name = "residence.arrival",
    .says = "A traveller arrives and moves into a household.",
    .react = arrive,
    .beside = {.record = &arrival_record},
};

constinit const Rule address{
    .name = "residence.address",
    .says = "A wife or husband learns where the other has moved.",
    .react = learn_address,
    .beside = {.record = &address_record},
};

} // namespace residence
} // namespace counterlife::model
