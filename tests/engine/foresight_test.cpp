// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What a life keeps of its future leaves the life the same, and what it keeps wrongly is seen.

#include "engine/world.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace counterlife::engine {
namespace {

constexpr Facets height_facet = 1, mood_facet = 2;

/// What the rules tell of what their ceilings look at.
enum class Telling { nothing, truth, lie };

/// Somebody who climbs, falls and changes their mood: the higher, the likelier to fall; the better
/// the mood, the likelier to sing.
template <Telling telling> struct Climber {
    struct Life {
        Being being;
        Foresight foresight;
        int height = 0, mood = 0, breaths = 0;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {
        mutable std::int64_t asked = 0; ///< how often ceilings were
    };
    using Rule = engine::Rule<Climber>;
    using View = engine::View<Climber>;

    static Facets changed(const Life& before, const Life& after) noexcept
    {
        return static_cast<Facets>((before.height != after.height ? height_facet : 0) |
                                   (before.mood != after.mood ? mood_facet : 0));
    }
    static constexpr Facets changed_by_arrival = 0;
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}

    static constexpr Facets told(Facets facet)
    {
        return telling == Telling::nothing ? any_facet
               : telling == Telling::lie   ? Facets{0}
                                           : facet;
    }
    /// At most so much until a day that all lives share.
    static Bound at_most(const View& view, Instant from, double rate)
    {
        ++view.numbers.asked;
        return {PerYear{rate}, Day{(from.day.count() / 900 + 1) * 900}};
    }
    static Bound ceiling_of_fall(const View& view, Instant from)
    {
        return at_most(view, from, 0.02 * view.life.height);
    }
    static Bound ceiling_of_song(const View& view, Instant from)
    {
        return at_most(view, from, 0.1 + 0.05 * view.life.mood);
    }
    static PerYear half(Bound bound) { return 0.5 * bound.rate; }

    inline static const Rule breathe{
        // Which no other rule looks at.
        .name = "breathe",
        .grain = 8,
        .ceiling = [](const View&, Instant) { return Bound{PerYear{3}}; },
        .rate = [](const View&, Instant) { return PerYear{3}; },
        .effect = [](Act<Climber>& act) { ++act.life().breaths; }};
    inline static const Rule climb{
        .name = "climb",
        .grain = 11,
        .ceiling = [](const View&, Instant) { return Bound{PerYear{0.4}}; },
        .rate = [](const View&, Instant) { return PerYear{0.4}; },
        .effect = [](Act<Climber>& act) { ++act.life().height; }};
    inline static const Rule fall{
        .name = "fall",
        .grain = 13,
        .ceiling = ceiling_of_fall,
        .rate = [](const View& view, Instant at) { return half(ceiling_of_fall(view, at)); },
        .reads = told(height_facet),
        .effect = [](Act<Climber>& act) { act.life().height = 0; }};
    inline static const Rule sing{
        .name = "sing",
        .grain = 12,
        .ceiling = ceiling_of_song,
        .rate = [](const View& view, Instant at) { return half(ceiling_of_song(view, at)); },
        .reads = told(mood_facet),
        .effect = [](Act<Climber>& act) { act.life().mood = (act.life().mood + 1) % 4; }};

    static std::span<const Rule* const> rules()
    {
        static const Rule* const all[] = {&breathe, &climb, &fall, &sing};
        return all;
    }
    static std::span<const Rule* const> rules_of(const Life&) { return rules(); }
};

struct Course {
    std::uint64_t digest = 0;
    std::int64_t asked = 0;
};

template <Telling telling> Course course(bool distrust)
{
    const typename Climber<telling>::Numbers numbers;
    World<Climber<telling>> world{
        numbers, std::vector<typename Climber<telling>::Place>(1), {.distrust = distrust}};
    for (std::uint32_t n = 0; n < 500; ++n)
        world.partition(0).settle({.being = {.id = first_life_id + n}});
    const auto failure = world.run_until(Day{} + Days{70 * 365});
    if (failure) throw std::runtime_error{failure->what};
    return {world.digest(), numbers.asked};
}

TEST(foresight, leaves_lives_as_they_are_and_asks_less)
{
    const Course kept = course<Telling::truth>(false), asked = course<Telling::nothing>(false);
    EXPECT_EQ(kept.digest, asked.digest);
    EXPECT_LT(2 * kept.asked, asked.asked);
}

TEST(foresight, that_is_distrusted_is_not_used)
{
    const Course all = course<Telling::nothing>(false);
    for (const Course& distrusted : {course<Telling::truth>(true), course<Telling::lie>(true)}) {
        EXPECT_EQ(distrusted.digest, all.digest);
        EXPECT_EQ(distrusted.asked, all.asked);
    }
}

TEST(foresight, is_seen_by_other_lives_where_a_rule_tells_too_little)
{
    EXPECT_NE(course<Telling::lie>(false).digest, course<Telling::lie>(true).digest);
}

} // namespace
} // namespace counterlife::engine
