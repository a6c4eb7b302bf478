// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lives that do what a script says, day by day: write, move, die. For tests of the mail.

#include "engine/world.h"

#include <map>

namespace counterlife::post {

using namespace engine;

enum class Deed : std::uint8_t { write, move, die };

struct Step {
    Day day;
    Deed deed = Deed::write;
    PlaceId to = nowhere;        ///< where to move
    std::uint32_t addressee = 0; ///< whom to write to, at the address of the first day
    std::uint64_t payload = 0;
    Days days = 1; ///< until it is read, at the earliest
};
using Script = std::vector<Step>; ///< in the order of days

struct Post {
    struct Life {
        Being being;
        std::uint32_t number = 0, done = 0;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {
        std::map<std::uint32_t, Script> scripts;  ///< by the life's number
        mutable std::vector<Address> addresses{}; ///< of the first day, by number
    };

    static const Rule<Post> act, arrival, letter, returned;

    static std::span<const Rule<Post>* const> rules()
    {
        static const Rule<Post>* const all[] = {&act, &letter, &returned, &arrival};
        return all;
    }
    static std::span<const Rule<Post>* const> rules_of(const Life&) { return rules().first(1); }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

inline const Script& script_of(const Post::Life& life, const Post::Numbers& numbers)
{
    static const Script idle;
    const auto found = numbers.scripts.find(life.number);
    return found == numbers.scripts.end() ? idle : found->second;
}

inline const Rule<Post> Post::act{
    .name = "post.act",
    .due =
        [](const View<Post>& view) {
            const Script& script = script_of(view.life, view.numbers);
            return view.life.done < script.size() ? script[view.life.done].day : no_day;
        },
    .effect =
        [](Act<Post>& act) {
            const Step& step = script_of(act.life(), act.numbers())[act.life().done++];
            act.note(static_cast<std::int32_t>(step.payload));
            if (step.deed == Deed::write)
                act.send(act.numbers().addresses[step.addressee], letter, step.payload, {},
                         step.days);
            else if (step.deed == Deed::move && step.to != act.here())
                act.travel(step.to, arrival);
            else if (step.deed == Deed::die)
                act.die();
        }};

inline void read(Act<Post>& act, const Letter& letter)
{
    act.note(static_cast<std::int32_t>(letter.payload), letter.from);
}

inline const Rule<Post> Post::arrival{.name = "post.arrival", .react = read};
inline const Rule<Post> Post::letter{.name = "post.letter", .react = read, .returned = &returned};
inline const Rule<Post> Post::returned{.name = "post.returned", .react = read};

inline constexpr PlaceId places = 4;
/// Shortest from 0 to 1; nowhere the same both ways.
inline constexpr std::uint16_t ways[places * places] = {0, 2, 5, 9, 3, 0, 4, 6,
                                                        7, 8, 0, 3, 5, 2, 6, 0};

constexpr LifeId id_of(std::uint32_t number) noexcept
{
    return first_life_id + number;
}

/// As many lives as asked for, dealt out over the places in turn; numbers are settled in the
/// order given, or as they come.
inline std::unique_ptr<World<Post>> found(const Post::Numbers& numbers, std::uint32_t lives,
                                          const std::vector<std::uint32_t>& order = {})
{
    auto world = std::make_unique<World<Post>>(
        numbers, std::vector<Post::Place>(places),
        World<Post>::Plan{.sample = {.one_in = 1}, .travel = {std::begin(ways), std::end(ways)}});
    numbers.addresses.assign(lives, {});
    for (std::uint32_t i = 0; i < lives; ++i) {
        const std::uint32_t number = order.empty() ? i : order[i];
        numbers.addresses[number] = world->partition(static_cast<PlaceId>(number % places))
                                        .settle({.being = {.id = id_of(number)}, .number = number});
    }
    return world;
}

/// All that one life did and read, in the order in which it came.
inline std::vector<Event> diary(World<Post>& world, std::uint32_t number)
{
    std::vector<Event> all;
    for (PlaceId place = 0; place < places; ++place)
        for (const Event& e : world.partition(place).take_events())
            if (e.who == id_of(number)) all.push_back(e);
    std::stable_sort(all.begin(), all.end(),
                     [](const Event& a, const Event& b) { return a.day < b.day; });
    return all;
}

} // namespace counterlife::post
