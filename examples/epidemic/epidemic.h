// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An epidemic on Counterlife's engine: hosts who meet those they are linked to, and pass on what
// they have. README.md walks through the model file by file.
//
// It is the work of openM++'s example IDMM. A day of the engine is IDMM's unit of time.

#include "engine/partition.h"
#include "examples/epidemic/series.h"

namespace counterlife::epidemic {

/// A host by number: its place among all hosts.
using Number = std::uint32_t;
inline constexpr Number no_host = 0xFFFF'FFFF;

inline constexpr std::size_t most_links = 4;

constexpr engine::LifeId id_of(Number host) noexcept
{
    return engine::first_life_id + host;
}
constexpr Number number_of(engine::LifeId id) noexcept
{
    return static_cast<Number>(id - engine::first_life_id);
}

/// Those who have a host among their own links stand in a chain in its place.
struct Knot {
    Number host = no_host;
    std::uint32_t next = 0; ///< the next of the chain, or `no_knot`
};
inline constexpr std::uint32_t no_knot = 0xFFFF'FFFF;

/// One host.
///
/// Three clocks say what it does next. Its phase is what IDMM calls the phase of the disease.
struct Life {
    engine::Being being;
    Time next_contact = never, next_change = never, next_phase = never;
    Time since = 0;                   ///< of the present phase
    std::uint32_t contacts = 0;       ///< how many so far: each has luck of its own
    std::uint32_t known_to = no_knot; ///< the first of those who have this host among their links
    Number infector = no_host;        ///< who last passed it on
    std::array<Number, most_links> links{no_host, no_host, no_host, no_host};
    /// From when each of the links is infectious, as far as the host has been told.
    std::array<Time, most_links> ill_from{never, never, never, never};
    std::uint16_t changes = 0; ///< as `contacts`
    Phase phase = Phase::susceptible;
};
static_assert(sizeof(Life) <= 88);

/// A part of the hosts.
struct Place {
    Series series;
    std::vector<Knot> knots;
    std::uint32_t unused = no_knot; ///< the first of the knots that were taken out of a chain
};

struct Numbers;

struct Epidemic {
    using Life = epidemic::Life;
    using Place = epidemic::Place;
    using Numbers = epidemic::Numbers;
    struct Luggage {};

    static std::span<const engine::Rule<Epidemic>* const> rules();
    static std::span<const engine::Rule<Epidemic>* const> rules_of(const Life& life) noexcept;
    static Luggage pack(Life&, Place&) { return {}; } // Nobody travels.
    static void unpack(Life&, Place&, Luggage&&) {}
};

using Rule = engine::Rule<Epidemic>;
using View = engine::View<Epidemic>;
using Act = engine::Act<Epidemic>;
using engine::Letter;
using engine::Lot;

extern const Rule contact;            ///< A host meets those it is linked to.
extern const Rule change_of_contacts; ///< A host that is not ill drops links to those who are.
extern const Rule progression;        ///< The next phase of the disease begins.
extern const Rule infection; ///< A host learns that a contact has passed the disease on to it.
extern const Rule illness_of_another; ///< A host learns from when one of its links is infectious.
extern const Rule farewell;           ///< A host learns that somebody has dropped the link to it.
extern const Rule greeting;           ///< A host learns that somebody has linked to it.

/// Somebody has a host of this place among their links.
void tie(Place& place, Life& host, Number other);

namespace detail {

inline constexpr std::array contact_comes{&contact};
inline constexpr std::array change_comes{&change_of_contacts};
inline constexpr std::array progression_comes{&progression};

} // namespace detail

/// Of three clocks only the first to ring can concern a host as it is now: so its deeds of one day
/// come in their order.
inline std::span<const Rule* const> Epidemic::rules_of(const Life& life) noexcept
{
    if (life.next_phase <= std::min(life.next_contact, life.next_change))
        return detail::progression_comes;
    if (life.next_change < life.next_contact) return detail::change_comes;
    return detail::contact_comes;
}

} // namespace counterlife::epidemic
