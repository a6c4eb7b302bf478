// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two competing hazards and nothing else: what comes first ends the life.

#include "engine/world.h"

#include <map>

namespace counterlife::trial {

using namespace engine;

/// A rate that holds until a day; the last one holds for ever.
struct Piece {
    Day until = no_day;
    PerYear rate = never;
};
using Pieces = std::vector<Piece>;

enum class Ceiling { tight, loose };

struct Trial {
    struct Life {
        Being being;
        std::int64_t ended = -1; ///< in ticks
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {
        Pieces first, second;
        Ceiling ceiling = Ceiling::tight;
        bool tells_starts = false; ///< from when on its hazards may be above nought
    };

    static const Rule<Trial> first, second;

    static std::span<const Rule<Trial>* const> rules()
    {
        static const Rule<Trial>* const all[] = {&first, &second};
        return all;
    }
    static std::span<const Rule<Trial>* const> rules_of(const Life&) { return rules(); }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

inline const Piece& piece_at(const Pieces& pieces, Day day)
{
    return *std::find_if(pieces.begin(), pieces.end(),
                         [day](const Piece& piece) { return day < piece.until; });
}

/// The instant of the event, which the journal keeps to half a tick of a day's 2^32.
inline void end(Act<Trial>& act)
{
    act.note(static_cast<std::int32_t>(act.now().fraction >> 1));
    act.die();
}

template <Pieces Trial::Numbers::* pieces> constexpr Rule<Trial> hazard(std::string_view name)
{
    return {.name = name,
            .grain = 12,
            .ceiling =
                [](const View<Trial>& view, Instant from) {
                    const Pieces& all = view.numbers.*pieces;
                    if (view.numbers.ceiling == Ceiling::tight) {
                        const Piece& piece = piece_at(all, from.day);
                        return Bound{piece.rate, piece.until};
                    }
                    PerYear highest = never;
                    for (const Piece& piece : all) highest = std::max(highest, piece.rate);
                    return Bound{3 * highest + PerYear{0.1}, from.day + 777};
                },
            .rate = [](const View<Trial>& view,
                       Instant at) { return piece_at(view.numbers.*pieces, at.day).rate; },
            .starts =
                [](const Trial::Numbers& numbers) {
                    Day starts = before_all_days;
                    if (!numbers.tells_starts) return starts;
                    for (const Piece& piece : numbers.*pieces) {
                        if (piece.rate > never) return starts;
                        starts = piece.until;
                    }
                    return no_day;
                },
            .effect = end};
}

inline const Rule<Trial> Trial::first = hazard<&Trial::Numbers::first>("trial.first");
inline const Rule<Trial> Trial::second = hazard<&Trial::Numbers::second>("trial.second");

struct End {
    double years = 0; ///< since the start
    RuleId rule = no_rule;

    bool operator==(const End&) const = default;
};

/// How the trial ended, by life. Those whom nothing met in time are not there.
inline std::map<LifeId, End> ends(const Trial::Numbers& numbers, std::uint32_t lives,
                                  Days days = 200 * 300, std::uint64_t seed = 1)
{
    World<Trial> world{
        numbers, std::vector<Trial::Place>(1), {.seed = seed, .sample = {.one_in = 1}}};
    for (std::uint32_t n = 0; n < lives; ++n)
        world.partition(0).settle({.being = {.id = first_life_id + n}});
    if (const auto failure = world.run_until(Day{} + days)) throw std::runtime_error{failure->what};
    std::map<LifeId, End> all;
    for (const Event& e : world.partition(0).take_events())
        all[e.who] = {years_between({}, {.day = e.day,
                                         .fraction = static_cast<std::uint32_t>(e.detail) << 1}),
                      e.rule};
    return all;
}

} // namespace counterlife::trial
