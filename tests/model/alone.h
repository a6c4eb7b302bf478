// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One rule alone, in microseconds: plain values in; rate, ceiling, day, what it does and whom it
// writes to out.
//
// One person or one institution in one place of the shipped map, with the shipped numbers, but that
// spells last their usual time. The rule under test is called as the engine calls it, and all that
// it asks of the engine is kept instead of carried out: letters are not delivered, travellers do
// not arrive. Nothing else happens to the person.

#include "model/nation.h"

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace counterlife::model {

/// What holds before anybody lives. A name that nobody has declared throws.
struct Given {
    std::string place = "hoeryong";                          ///< where, as places.csv names it
    std::vector<std::pair<std::string, double>> numbers;     ///< "family.name/key", on all days
    std::vector<std::string> off;                            ///< claims that do not hold
    std::vector<std::string> soft;                           ///< absolute claims told softly
    std::vector<std::tuple<std::string, double, Day>> later; ///< numbers from a day on
    std::vector<std::pair<std::string, Day>> until;          ///< claims that hold until a day
    std::uint64_t seed = 1;
};

/// What a rule has done, of everything that it may do.
struct Deed {
    std::vector<engine::Event> events; ///< none: nothing that anyone need know
    std::vector<Letter> letters;       ///< by day, rule and addressee
    std::vector<Life> born;
    bool died = false;
    PlaceId left_for = engine::nowhere;
    const Rule* arrival = nullptr;     ///< the rule that meets the traveller there,
    std::uint64_t arrival_payload = 0; ///< and what it is told
    Life life;                         ///< the record afterwards; of travellers and the dead too
    std::optional<Exile> exile;        ///< and what the river has made of it
    std::vector<Address> children;
    bool carries_on = false; ///< the rule promised that nothing to come has changed

    bool is_quiet() const { return events.empty(); }
    /// The one event; throws where there is another number of them.
    engine::Event event() const;

    /// The letters of a kind, and the only one; throws where there is another number of them.
    std::vector<Letter> letters_of(const Rule& rule) const;
    Letter letter_of(const Rule& rule) const;
    std::size_t count(const Rule& rule) const { return letters_of(rule).size(); }
    /// The letters to a person or an institution.
    std::vector<Letter> letters_to(LifeId whom) const;
};

class Alone {
public:
    explicit Alone(const Given& given = {});
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    ~Alone();

    // Who is there. Before anything is set: somebody born in 1950, in a house of their own.

    Life& life() noexcept;
    /// What the river has made of this life, begun if nothing has.
    Exile& exile();
    Address self() noexcept;
    /// Somebody else, by number, whom nobody has met: at an address here, or there.
    Address other(std::uint32_t number, PlaceId where) const noexcept;
    Address other(std::uint32_t number) const noexcept { return other(number, here()); }
    /// The same person, as one of this life's children.
    Address child(std::uint32_t number, int birth_year, PlaceId where);
    Address child(std::uint32_t number, int birth_year)
    {
        return child(number, birth_year, here());
    }

    PlaceId here() const noexcept;
    PlaceId place_named(std::string_view name) const;
    PlaceState& place_state() noexcept;
    const Numbers& numbers() const noexcept;

    // What a rule says.

    bool meets(const Rule& rule) noexcept; ///< whether this situation has the rule on its agenda
    Day due(const Rule& rule);
    Bound ceiling(const Rule& rule, Day day);
    /// Throws where the rate is above the ceiling that holds at that moment.
    double rate(const Rule& rule, Day day);
    Day next(const Rule& rule, Day day); ///< the first day of an order, not before `day`

    // What a rule does.

    Deed does(const Rule& rule, Day day); ///< the effect of a hazard or a timer
    /// A reaction. Of the letter, say what the rule reads: from, payload, about, from_place.
    Deed reads(const Rule& rule, Day day, Letter letter = {});
    Deed carries_out(const Rule& rule, Day day); ///< an order, by the institution that gives it
    Deed receives(const Rule& rule, std::uint8_t office, Day day, Letter letter = {});

    /// The draw of this life, or another, under a rule.
    double uniform(const Rule& rule, std::uint32_t occasion, LifeId whose = engine::nobody);

private:
    struct Ground; // The engine's part: a place at work, and what all places share.

    template <class Call> Deed keep(Day day, const Call& call);

    std::unique_ptr<Ground> ground_;
};

/// The identity of an institution here or elsewhere, as letters name it.
inline LifeId office_at(PlaceId place, std::uint8_t office) noexcept
{
    return engine::office_id(place, office);
}

} // namespace counterlife::model
