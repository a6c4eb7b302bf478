// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One of the worlds of a comparison, lived a year at a time: what becomes of each person's
// outcomes, and a sum over the events of each life by which two worlds can tell whether it is the
// same.
//
// All worlds of a comparison number the persons alike, through one `People`. What is kept a person
// does not grow with the years; the events are there for the year just lived only.

#include "engine/address_map.h"
#include "study/nation/simulation.h"
#include "study/rooms.h"
#include "study/twins/outcomes.h"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::study::twins {

/// Identities, persons' and institutions', by numbers from 0 in the order in which they turn up.
class People {
public:
    std::uint32_t number_of(engine::LifeId id);
    /// The number of an identity that has one, else `nobody_known`.
    std::uint32_t find(engine::LifeId id) const;
    std::uint64_t prefetch(engine::LifeId id) const { return numbers_.prefetch(id); }

    engine::LifeId id(std::uint32_t number) const { return ids_[number]; }
    std::size_t size() const { return ids_.size(); }

    static constexpr std::uint32_t nobody_known = 0xFFFFFFFF;

private:
    engine::AddressMap numbers_;
    std::vector<engine::LifeId> ids_;
};

/// What is known of a person besides the outcomes, for subgroups and populations.
struct Person {
    engine::LifeId id = engine::nobody; ///< nobody: not in this world
    engine::LifeId mother = engine::nobody, father = engine::nobody;
    engine::LifeId spouse = engine::nobody; ///< the present or last one
    engine::Day born;
    engine::Day died = engine::no_day;
    engine::PlaceId birth_place = engine::nowhere;
    model::Sex sex = model::Sex::male;
    model::Post rank = model::Post::none; ///< the highest post ever held
    bool urban = false;                   ///< lives, or died, in a town
    bool party_family = false;            ///< a parent is or was a member of the party
    bool founder = false;
};

class TwinWorld {
public:
    TwinWorld(const model::Numbers& numbers, RunRequest request, People& people,
              std::span<const Outcome* const> outcomes);

    bool finished() const { return simulation_.finished(); }
    int year() const { return simulation_.year(); }

    /// Lives a year: `progress` and `cancelled` of the listener are called.
    std::expected<void, std::string> live_a_year(const Listener& listener);
    /// Notes those alive at the end.
    void end();

    const model::Map& map() const { return world_.map; }
    Progress progress() const { return simulation_.progress(); }
    std::uint64_t digest() const { return simulation_.digest(); }

    /// A sum over the events of a life until now: equal sums, equal lives.
    std::uint64_t sum_of(std::uint32_t number) const
    {
        return number < sums_.size() ? sums_[number] : 0;
    }
    /// The events of the year just lived, in no particular order, and whose they are.
    std::span<const engine::Event> events() const { return events_; }
    std::span<const std::uint32_t> owners() const { return owners_; }

    /// The person of that number; of the identity `nobody` if this world has none such.
    Person person(std::uint32_t number) const
    {
        return number < persons_.size() ? persons_[number] : Person{};
    }
    /// The outcomes of a person of this world, in the order that was asked for.
    std::span<const float> values(std::uint32_t number) const
    {
        return {&values_[number * outcomes_.size()], outcomes_.size()};
    }

private:
    /// What an outcome wants of a rule's events.
    enum class Want : std::uint8_t { ever, met, age, course };
    struct Wish {
        std::size_t outcome;
        Want want;
        std::size_t rule = 0; ///< of those of the course
    };
    /// Of one outcome, by person: what its course remembers.
    using Marks = std::unordered_map<std::uint32_t, engine::Day>;

    float* values_of(std::uint32_t number);
    void wish(std::size_t outcome, const model::Rule* of, Want want, std::size_t rule = 0);
    void note_events();
    void note_courses(const std::vector<engine::Event>& events);
    void note_end(const model::Life& life, const model::Exile* exile, engine::Day died);
    void note_january();

    People& people_;
    const model::Numbers& world_;
    std::span<const Outcome* const> outcomes_;
    engine::Day end_;
    Simulation simulation_;
    std::vector<std::vector<Wish>> wishes_; ///< by rule
    std::vector<float> blank_;              ///< the values of somebody to whom nothing has happened
    std::vector<Marks> marks_;              ///< by outcome
    std::vector<std::uint64_t> sums_;
    std::vector<float> values_;
    std::vector<Person> persons_;
    std::vector<engine::Event> events_;
    std::vector<std::uint32_t> owners_;
};

} // namespace counterlife::study::twins
