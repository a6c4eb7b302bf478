// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Kin on Counterlife's engine: births, deaths, a marriage market and who is whose kin, from the
// rate files of SOCSIM. README.md walks through the model file by file.

#include "engine/partition.h"
#include "examples/kin/market.h"

namespace counterlife::kin {

using engine::Address;
using engine::LifeId;

/// A living person. What is remembered of the dead as well stands in the register.
struct Life {
    engine::Being being;
    LifeId spouse = engine::nobody;
    engine::Slot spouse_slot = engine::no_slot;
    Row spouse_row = no_row;
    Instant born;
    Instant ready; ///< a woman: she cannot give birth before
    Row row = no_row;
    Sex sex = Sex::man;
    Status status = Status::single;
    std::uint8_t parity = 0;
    bool seeks = false; ///< has asked for a spouse and waits for word
};
static_assert(sizeof(Life) <= 64);

/// A place is a parish: its register, and its market.
struct Place {
    Register entries;
    Market market;
};

struct Numbers;

struct Kin {
    using Life = kin::Life;
    using Place = kin::Place;
    using Numbers = kin::Numbers;
    struct Luggage {};

    static std::span<const engine::Rule<Kin>* const> rules();
    /// The rules that may concern a life as it is now.
    static std::span<const engine::Rule<Kin>* const> rules_of(const Life& life);
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

using Rule = engine::Rule<Kin>;
using View = engine::View<Kin>;
using Act = engine::Act<Kin>;
using OfficeAct = engine::OfficeAct<Kin>;

extern const Rule birth;          ///< A woman gives birth.
extern const Rule death;          ///< A person dies.
extern const Rule last_day;       ///< Nobody lives beyond the last age.
extern const Rule bereavement;    ///< Whose spouse has died is widowed.
extern const Rule search;         ///< An unmarried person begins to seek a spouse.
extern const Rule matchmaking;    ///< The market finds a spouse for whoever asks.
extern const Rule wedding;        ///< Whom the market has matched are married.
extern const Rule disappointment; ///< There was nobody to be had.
extern const Rule undelivered;    ///< Who was to be told of a wedding has died.

/// The one institution of a place.
inline constexpr std::uint8_t market_office = 0;

/// Asks the market for a spouse. If a child has been born to her it will be the husband's.
void ask_for_spouse(Act& act, Row child = no_row);

/// Whoever may be found by the market without having asked is entered there, or taken out.
void offer_himself(Place& place, const Numbers& numbers, const Life& life, engine::Slot slot);
void withdraw(Place& place, const Life& life);

constexpr LifeId identity_from(std::uint64_t a, std::uint64_t b) noexcept
{
    const LifeId id = engine::mix(a, b) >> 1; // Fits a signed column.
    return id < engine::first_life_id ? id + engine::first_life_id : id;
}
constexpr LifeId identity_of_child(LifeId mother, std::uint32_t order) noexcept
{
    return identity_from(mother, order);
}
constexpr LifeId identity_of_founder(std::uint64_t number) noexcept
{
    return identity_from(number, ~std::uint64_t{0});
}

} // namespace counterlife::kin
