// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A toy society that uses everything the engine offers: lives that are born, fall ill, write, move
// between six places and die; a council that calls people up by keyed lottery from a roll kept by
// letters; a granary that hears pleas and sets the hunger of its place.
//
// What a life has read is folded into its memory in the order of reading, and the memory bends its
// rates: a letter read twice, late, or in another order shows in all that follows.

#include "engine/world.h"

#include <unordered_map>

namespace counterlife::village {

using namespace engine;

struct Life {
    Being being;
    Address mother, companion;
    Day born;
    Day released = no_day;    ///< when service ends
    std::uint32_t memory = 0; ///< of all that was read, in the order of reading
    std::uint16_t children = 0, letters = 0, moves = 0, griefs = 0;
    PlaceId enrolled = nowhere; ///< the council whose roll has the name
    bool of_age = false, ill = false, serving = false;
};

/// What a life keeps beside its record and takes along when it moves.
using Chest = std::vector<std::uint32_t>;

struct Place {
    int hunger = 0;            ///< a condition, set by the granary
    int pleas = 0;             ///< the granary's own
    std::vector<Address> roll; ///< the council's own
    std::int64_t births = 0, deaths = 0;
    std::unordered_map<LifeId, Chest> chests;
};

struct Numbers {
    PerYear birth{0.15}, move{0.25}, write{0.8}, illness{0.3}, recovery{2.0}, plea{1.0};
    double mortality = 1.0;
    double looseness = 1.0; ///< how far the promised ceilings lie above what is needed
    int births_at_once = 1;
    std::size_t quota = 3;
};

inline constexpr std::uint8_t council = 0, granary = 1;

// What is left to luck: once for a newborn; for each move, letter, month and quarter anew.
inline constexpr Lot frailty{}, next_home{.every = 8, .many = 6}, addressee{.every = 1},
    tickets{.every = 1, .for_others = true}, harvests{.every = 1};

struct Village {
    using Life = village::Life;
    using Place = village::Place;
    using Luggage = Chest;
    using Numbers = village::Numbers;

    static const Rule<Village> death, illness, recovery, birth, move, write, plea, come_of_age,
        release, arrival, letter, answer, mourning, returned, called, enrol, strike_off, hear, levy,
        ration;

    /// The list of rules and those of each kind of life, open to tests that add, drop or shuffle.
    static std::vector<const Rule<Village>*> listed, child, well, sick, soldier;

    static std::span<const Rule<Village>* const> rules() { return listed; }
    static std::span<const Rule<Village>* const> rules_of(const Life& life)
    {
        return !life.of_age ? child : life.serving ? soldier : life.ill ? sick : well;
    }
    static Chest pack(Life& life, Place& place)
    {
        auto chest = place.chests.extract(life.being.id);
        return chest ? std::move(chest.mapped()) : Chest{};
    }
    static void unpack(Life& life, Place& place, Chest&& chest)
    {
        if (!chest.empty()) place.chests[life.being.id] = std::move(chest);
    }
};

inline std::vector<const Rule<Village>*> Village::listed{
    &death,       &illness, &recovery,   &birth,  &move,   &write,    &plea,
    &come_of_age, &release, &arrival,    &letter, &answer, &mourning, &returned,
    &called,      &enrol,   &strike_off, &hear,   &levy,   &ration};
inline std::vector<const Rule<Village>*> Village::child{&death, &come_of_age};
inline std::vector<const Rule<Village>*> Village::well{&death, &illness, &birth, &move, &write};
inline std::vector<const Rule<Village>*> Village::sick{&death, &recovery, &plea, &write};
inline std::vector<const Rule<Village>*> Village::soldier{&death, &release, &write};

constexpr LifeId child_of(LifeId mother, std::uint64_t order) noexcept
{
    return (mix(mother, order) >> 2) | first_life_id;
}
constexpr LifeId founder_of(std::uint64_t row) noexcept
{
    return child_of(nobody, row);
}

inline std::int32_t remember(Life& life, std::uint64_t what) noexcept
{
    life.memory = static_cast<std::uint32_t>(mix(life.memory, what));
    return static_cast<std::int32_t>(life.memory);
}

// Hazards.

inline constexpr double mortality_by_decade[] = {0.01, 0.002, 0.004, 0.006, 0.01,
                                                 0.02, 0.05,  0.1,   0.2,   0.4};

inline std::size_t decade(const Life& life, Instant at) noexcept
{
    const double years = years_between({.day = life.born, .fraction = 0}, at);
    return std::min<std::size_t>(static_cast<std::size_t>(years / 10), 9);
}

inline PerYear death_rate(const View<Village>& view, Instant at)
{
    return PerYear{mortality_by_decade[decade(view.life, at)] * view.numbers.mortality *
                   (view.life.ill ? 4 : 1) * (1 + 0.5 * view.place.hunger)};
}

inline Bound death_ceiling(const View<Village>& view, Instant from)
{
    const std::size_t now = decade(view.life, from);
    const double highest =
        std::max(mortality_by_decade[now], mortality_by_decade[std::min<std::size_t>(now + 1, 9)]);
    return {PerYear{highest * view.numbers.mortality * (view.life.ill ? 4 : 1) * 2 *
                    view.numbers.looseness},
            from.day + 3650};
}

inline PerYear birth_rate(const View<Village>& view, Instant at)
{
    return decade(view.life, at) < 5 ? view.numbers.birth : never;
}

inline PerYear move_rate(const View<Village>& view, Instant)
{
    return view.numbers.move * (view.life.memory % 4 == 0 ? 2 : 1);
}

/// A hazard that depends on nothing that changes without a new look ahead.
template <PerYear Numbers::* rate> constexpr Rule<Village>
plain(std::string_view name, void (*effect)(Act<Village>&), const Lot* lot = nullptr)
{
    return {.name = name,
            .ceiling =
                [](const View<Village>& view, Instant from) {
                    return Bound{view.numbers.*rate * view.numbers.looseness, from.day + 900};
                },
            .rate = [](const View<Village>& view, Instant) { return view.numbers.*rate; },
            .effect = effect,
            .lots = {lot}};
}

inline const Rule<Village> Village::death{.name = "village.death",
                                          .grain = 15,
                                          .ceiling = death_ceiling,
                                          .rate = death_rate,
                                          .meets_travellers = true,
                                          .effect = [](Act<Village>& act) {
                                              const Life life = act.life();
                                              if (life.mother.known())
                                                  act.send(life.mother, mourning);
                                              if (life.companion.known())
                                                  act.send(life.companion, mourning);
                                              if (life.enrolled != nowhere)
                                                  act.send(life.enrolled, council, strike_off);
                                              ++act.place_state().deaths;
                                              act.place_state().chests.erase(life.being.id);
                                              act.note(life.griefs + life.letters);
                                              act.die();
                                          }};

inline const Rule<Village> Village::illness =
    plain<&Numbers::illness>("village.illness", [](Act<Village>& act) { act.life().ill = true; });
inline const Rule<Village> Village::recovery = plain<&Numbers::recovery>(
    "village.recovery", [](Act<Village>& act) { act.life().ill = false; });
inline const Rule<Village> Village::plea = plain<&Numbers::plea>(
    "village.plea", [](Act<Village>& act) { act.send(act.here(), granary, hear); });

inline const Rule<Village> Village::birth{
    .name = "village.birth",
    .grain = 11,
    .ceiling =
        [](const View<Village>& view, Instant from) {
            return decade(view.life, from) < 5
                       ? Bound{view.numbers.birth * view.numbers.looseness, from.day + 3000}
                       : Bound{};
        },
    .rate = birth_rate,
    .effect =
        [](Act<Village>& act) {
            for (int nth = 0; nth < act.numbers().births_at_once; ++nth) {
                const LifeId id = child_of(act.life().being.id, ++act.life().children);
                const bool weak = act.uniform_for(id, frailty) < 0.1;
                Life newborn{.being = {.id = id},
                             .mother = act.self(),
                             .companion = act.life().companion,
                             .born = act.today(),
                             .ill = weak};
                remember(newborn, id);
                act.bear(newborn);
                ++act.place_state().births;
                act.note(act.life().children, id);
            }
        },
    .lots = {&frailty}};

inline const Rule<Village> Village::move{
    .name = "village.move",
    .grain = 10,
    .ceiling =
        [](const View<Village>& view, Instant) {
            return Bound{2 * view.numbers.move * view.numbers.looseness, no_day};
        },
    .rate = move_rate,
    .effect =
        [](Act<Village>& act) {
            constexpr double weights[] = {1, 2, 3, 1, 2, 3};
            const auto to = static_cast<PlaceId>(*act.choose(
                next_home, act.life().moves++, first_numbers(6),
                [&](std::size_t place) { return place == act.here() ? 0 : weights[place]; }));
            act.note(to);
            act.travel(to, arrival, act.life().moves);
        },
    .lots = {&next_home}};

inline const Rule<Village> Village::write = plain<&Numbers::write>(
    "village.write",
    [](Act<Village>& act) {
        Life& life = act.life();
        const bool home = act.uniform(addressee, ++life.letters) < 0.5;
        const Address& to = home && life.mother.known() ? life.mother : life.companion;
        act.note(life.letters, to.id);
        if (to.known()) act.send(to, letter, life.memory, {}, Days{life.letters % 3 == 0 ? 40 : 1});
    },
    &addressee);

// Timers.

inline const Rule<Village> Village::come_of_age{
    .name = "village.come_of_age",
    .due = [](const View<Village>& view) { return view.life.born + 6575; },
    .effect =
        [](Act<Village>& act) {
            act.life().of_age = true;
            act.life().enrolled = act.here();
            act.send(act.here(), council, enrol, 0, act.self());
        }};

inline const Rule<Village> Village::release{
    .name = "village.release",
    .due = [](const View<Village>& view) { return view.life.released; },
    .effect =
        [](Act<Village>& act) {
            act.life().released = no_day;
            act.life().serving = false;
        }};

// Reactions.

inline const Rule<Village> Village::arrival{
    .name = "village.arrival", .react = [](Act<Village>& act, const Letter& letter) {
        act.note(remember(act.life(), letter.payload + act.here()));
    }};

inline const Rule<Village> Village::letter{
    .name = "village.letter",
    .react =
        [](Act<Village>& act, const Letter& letter) {
            const std::int32_t memory = remember(act.life(), letter.payload ^ letter.from);
            act.place_state().chests[act.life().being.id].push_back(act.life().memory);
            if (memory % 8 == 0) act.life().companion = letter.sender();
            if (memory % 3 == 0) act.send(letter.sender(), answer, act.life().memory);
            act.note(memory, letter.from);
        },
    .returned = &returned};

inline const Rule<Village> Village::answer{
    .name = "village.answer", .react = [](Act<Village>& act, const Letter& letter) {
        act.note(remember(act.life(), letter.payload), letter.from);
    }};

inline const Rule<Village> Village::mourning{
    .name = "village.mourning", .react = [](Act<Village>& act, const Letter& letter) {
        act.note(++act.life().griefs, letter.from);
        act.carry_on(); // Grief is only counted; no rate looks at it.
    }};

inline const Rule<Village> Village::returned{
    .name = "village.returned", .react = [](Act<Village>& act, const Letter& letter) {
        if (act.life().companion.id == letter.from) act.life().companion = {};
        act.note(remember(act.life(), letter.from), letter.from);
    }};

inline const Rule<Village> Village::called{
    .name = "village.called", .react = [](Act<Village>& act, const Letter& letter) {
        act.life().serving = true;
        act.life().released = act.today() + Days{letter.payload};
    }};

// Institutions.

/// A day that is a multiple of so many, the first not before `day` from 1970 on. Before 1970 the
/// division rounds the other way, and it may be the one after.
constexpr Day next_of_every(Days period, Day day) noexcept
{
    return Day{} + (day - Day{} + period - 1) / period * period;
}

inline const Rule<Village> Village::enrol{
    .name = "village.enrol", .receive = [](OfficeAct<Village>& act, const Letter& letter) {
        act.place().roll.push_back(letter.about);
        act.note(static_cast<std::int32_t>(act.place().roll.size()), letter.from);
    }};

inline const Rule<Village> Village::strike_off{
    .name = "village.strike_off", .receive = [](OfficeAct<Village>& act, const Letter& letter) {
        std::erase_if(act.place().roll, [&](const Address& one) { return one.id == letter.from; });
        act.note(static_cast<std::int32_t>(act.place().roll.size()), letter.from);
    }};

inline const Rule<Village> Village::hear{
    .name = "village.hear", .receive = [](OfficeAct<Village>& act, const Letter& letter) {
        act.note(++act.place().pleas, letter.from);
    }};

inline const Rule<Village> Village::levy{
    .name = "village.levy",
    .next = [](const Place&, const Numbers&, Day day) { return next_of_every(30, day); },
    .carry_out =
        [](OfficeAct<Village>& act) {
            std::vector<std::pair<std::uint64_t, Address>> lots;
            const std::int32_t month = (act.today() - Day{}) / 30;
            for (const Address& one : act.place().roll)
                lots.push_back({act.ticket_for(one.id, tickets, month), one});
            const std::size_t drawn = std::min(act.numbers().quota, lots.size());
            std::partial_sort(lots.begin(), lots.begin() + static_cast<std::ptrdiff_t>(drawn),
                              lots.end(), [](const auto& a, const auto& b) {
                                  return std::pair{a.first, a.second.id} <
                                         std::pair{b.first, b.second.id};
                              });
            for (std::size_t i = 0; i < drawn; ++i) act.send(lots[i].second, called, 100);
            act.note(static_cast<std::int32_t>(drawn));
        },
    .office = council,
    .lots = {&tickets}};

inline const Rule<Village> Village::ration{
    .name = "village.ration",
    .next = [](const Place&, const Numbers&, Day day) { return next_of_every(91, day); },
    .carry_out =
        [](OfficeAct<Village>& act) {
            const double harvest = act.uniform(harvests, (act.today() - Day{}) / 91);
            act.place().hunger = harvest > 0.4 || act.place().pleas > 40 ? 0
                                 : harvest > 0.2                         ? 1
                                                                         : 2;
            act.place().pleas = 0;
            act.note(act.place().hunger);
        },
    .office = granary,
    .lots = {&harvests}};

} // namespace counterlife::village
