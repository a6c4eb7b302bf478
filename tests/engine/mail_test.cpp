// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Letters: when they come, whom they reach, and that none is lost.

#include "tests/engine/post.h"
#include "tests/engine/village_run.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace counterlife::post {
namespace {

/// The days on which somebody reads, and what.
using Readings = std::vector<std::pair<Day, std::int32_t>>;

/// The days on which life 1, of place 1, reads what life 0, of place 0, and 5, of place 1, write.
Readings readings(const std::map<std::uint32_t, Script>& scripts, std::uint32_t reader = 1,
                  Day until = Day{400})
{
    const Post::Numbers numbers{.scripts = scripts};
    const auto world = found(numbers, 8);
    EXPECT_FALSE(world->run_until(until));
    Readings days;
    for (const Event& e : diary(*world, reader))
        if (e.rule == Post::letter.number || e.rule == Post::returned.number)
            days.push_back({e.day, e.detail});
    return days;
}

TEST(mail, comes_tomorrow_or_later_and_from_elsewhere_after_the_way)
{
    EXPECT_EQ(readings({{5, {{.day = Day{10}, .addressee = 1, .payload = 7}}}}),
              (Readings{{Day{11}, 7}}));
    EXPECT_EQ(readings({{5, {{.day = Day{10}, .addressee = 1, .days = 0}}}}),
              (Readings{{Day{11}, 0}}));
    EXPECT_EQ(readings({{5, {{.day = Day{10}, .addressee = 1, .days = -5}}}}),
              (Readings{{Day{11}, 0}}));
    EXPECT_EQ(readings({{5, {{.day = Day{10}, .addressee = 1, .days = 30}}}}),
              (Readings{{Day{40}, 0}}));
    EXPECT_EQ(readings({{5, {{.day = Day{10}, .addressee = 1, .days = 300}}}}),
              (Readings{{Day{310}, 0}}));
    EXPECT_EQ(readings({{0, {{.day = Day{10}, .addressee = 1}}}}),
              (Readings{{Day{12}, 0}})); // Two days' way.
    EXPECT_EQ(readings({{0, {{.day = Day{10}, .addressee = 1, .days = 20}}}}),
              (Readings{{Day{30}, 0}}));
    EXPECT_EQ(readings({{1, {{.day = Day{10}, .addressee = 0}}}}, 0),
              (Readings{{Day{13}, 0}})); // Back: three.
    EXPECT_EQ(readings({{1, {{.day = Day{10}, .addressee = 1}}}}),
              (Readings{{Day{11}, 0}})); // To oneself.
}

TEST(mail, waits_for_a_traveller_until_the_arrival)
{
    // On the way from 1 to 0 between days 9 and 12; the letter reaches place 1 on day 10, and the
    // way from there to 0 takes three days more.
    const Script away{{.day = Day{9}, .deed = Deed::move, .to = 0}};
    EXPECT_EQ(readings({{1, away}, {5, {{.day = Day{9}, .addressee = 1}}}}),
              (Readings{{Day{13}, 0}}));
    // Read in the morning, before anything else happens: also on the day of departure itself.
    EXPECT_EQ(readings({{1, away}, {5, {{.day = Day{8}, .addressee = 1}}}}),
              (Readings{{Day{9}, 0}}));
}

TEST(mail, chases_a_mover_over_several_places_and_back_to_the_first)
{
    const Script wanders{{.day = Day{5}, .deed = Deed::move, .to = 2},
                         {.day = Day{30}, .deed = Deed::move, .to = 3},
                         {.day = Day{31}, .deed = Deed::move, .to = 0},
                         {.day = Day{80}, .deed = Deed::move, .to = 1},
                         {.day = Day{200}, .deed = Deed::move, .to = 2},
                         {.day = Day{202}, .deed = Deed::move, .to = 1}};
    Script writes;
    for (std::int32_t day = 1; day < 300; ++day)
        writes.push_back(
            {.day = Day{day}, .addressee = 1, .payload = static_cast<std::uint64_t>(day)});
    for (const std::uint32_t writer : {0u, 2u, 3u, 5u}) {
        std::set<std::int32_t> read;
        for (const auto& [day, payload] : readings({{1, wanders}, {writer, writes}})) {
            const Day sent{payload};
            EXPECT_GT(day, sent);
            EXPECT_LT(day, sent + 60);
            EXPECT_TRUE(read.insert(payload).second) << "read twice";
        }
        EXPECT_EQ(read.size(), writes.size());
    }
}

TEST(mail, to_the_dead_is_counted_and_comes_back_to_the_sender)
{
    const Script dies{{.day = Day{5}, .deed = Deed::move, .to = 2},
                      {.day = Day{40}, .deed = Deed::die}};
    const Post::Numbers numbers{
        .scripts = {{1, dies}, {0, {{.day = Day{100}, .addressee = 1, .payload = 3}}}}};
    const auto world = found(numbers, 8);
    ASSERT_FALSE(world->run_until(Day{200}));
    EXPECT_EQ(world->work().to_the_dead, 1);
    EXPECT_EQ(world->work().forwarded, 1);
    EXPECT_EQ(world->work().died, 1);
    const auto events = diary(*world, 0);
    ASSERT_EQ(events.size(), 2);
    EXPECT_EQ(events[1].rule, Post::returned.number);
    EXPECT_EQ(events[1].detail, 3);
    EXPECT_EQ(events[1].cause.who, id_of(1));
    // From 0 to 1 two days, on to 2 four, back to 0 seven.
    EXPECT_EQ(events[1].day, Day{100 + 2 + 4 + 7});
}

TEST(mail, that_comes_back_finds_a_sender_who_has_moved)
{
    const Readings read = readings({{1, {{.day = Day{5}, .deed = Deed::die}}},
                                    {0,
                                     {{.day = Day{10}, .addressee = 1, .payload = 3},
                                      {.day = Day{11}, .deed = Deed::move, .to = 3}}}},
                                   0);
    ASSERT_EQ(read.size(), 1);
    EXPECT_EQ(read[0], (std::pair{Day{10 + 2 + 3 + 9}, 3}));
}

TEST(mail, of_one_day_is_read_in_an_order_of_its_own)
{
    // Five writers in four places; their letters meet on day 40. Whoever settled first, and from
    // wherever they come, they are read by rule, sender and payload.
    std::map<std::uint32_t, Script> scripts{{4, {{.day = Day{2}, .deed = Deed::die}}}};
    for (const std::uint32_t writer : {0u, 2u, 3u, 5u, 7u})
        for (const std::uint64_t payload : {9u, 4u})
            scripts[writer].push_back(
                {.day = Day{20}, .addressee = 1, .payload = payload + 10 * writer, .days = 20});
    scripts[1] = {{.day = Day{35}, .addressee = 4, .payload = 1}}; // Comes back on day 40.
    const std::vector<std::int32_t> expected{4, 9, 24, 29, 34, 39, 54, 59, 74, 79, 1};
    for (const std::vector<std::uint32_t>& order :
         {std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7},
          {7, 6, 5, 4, 3, 2, 1, 0},
          {5, 0, 3, 7, 1, 2, 6, 4}}) {
        const Post::Numbers numbers{.scripts = scripts};
        const auto world = found(numbers, 8, order);
        ASSERT_FALSE(world->run_until(Day{100}));
        std::vector<std::int32_t> read;
        for (const Event& e : diary(*world, 1))
            if (e.rule != Post::act.number) {
                EXPECT_EQ(e.day, Day{40});
                read.push_back(e.detail);
            }
        EXPECT_EQ(read, expected);
    }
}

TEST(mail, of_the_day_of_an_arrival_finds_who_has_arrived)
{
    // Back in place 0 on day 13, where a letter of the day before is waiting. The rule that meets
    // arrivals is the last of all.
    const Script away_and_back{{.day = Day{5}, .deed = Deed::move, .to = 1},
                               {.day = Day{10}, .deed = Deed::move, .to = 0}};
    const Post::Numbers numbers{
        .scripts = {{0, away_and_back}, {4, {{.day = Day{12}, .addressee = 0, .payload = 7}}}}};
    const auto world = found(numbers, 8);
    ASSERT_FALSE(world->run_until(Day{100}));
    std::vector<RuleId> met;
    for (const Event& e : diary(*world, 0))
        if (e.day == Day{13}) met.push_back(e.rule);
    EXPECT_EQ(met, (std::vector{Post::arrival.number, Post::letter.number}));
}

// Whatever people do, no letter and nobody is lost.

std::map<std::uint32_t, Script> some_scripts(std::uint32_t lives)
{
    std::map<std::uint32_t, Script> scripts;
    for (std::uint32_t number = 0; number < lives; ++number) {
        auto& script = scripts[number];
        const auto days =
            *rc::gen::container<std::vector<std::int32_t>>(rc::gen::inRange<std::int32_t>(0, 300));
        for (const std::int32_t day : days) {
            const int what = *rc::gen::inRange(0, 20);
            script.push_back({.day = Day{day},
                              .deed = what == 0  ? Deed::die
                                      : what < 6 ? Deed::move
                                                 : Deed::write,
                              .to = *rc::gen::inRange<PlaceId>(0, places),
                              .addressee = *rc::gen::inRange<std::uint32_t>(0, lives),
                              .payload = script.size(),
                              .days = Days{*rc::gen::inRange<std::int32_t>(0, 130)}});
        }
        std::stable_sort(script.begin(), script.end(),
                         [](const Step& a, const Step& b) { return a.day < b.day; });
    }
    return scripts;
}

RC_GTEST_PROP(mail, sent_is_read_or_too_late_or_waiting, ())
{
    constexpr std::uint32_t lives = 12;
    const Post::Numbers numbers{.scripts = some_scripts(lives)};
    const auto world = found(numbers, lives);
    for (Day day; day < Day{700}; day += Days{*rc::gen::inRange<std::int32_t>(1, 50)}) {
        RC_ASSERT(!world->run_until(day));
        const Work work = world->work();
        RC_ASSERT(work.sent == work.letters + work.to_the_dead + world->letters_waiting());
        std::multiset<LifeId> present;
        for (PlaceId place = 0; place < places; ++place) {
            for (const auto& life : world->partition(place).lives())
                if (life.being.id != nobody) present.insert(life.being.id);
            for (const auto& parcel : world->partition(place).expected())
                present.insert(parcel.life.being.id);
        }
        RC_ASSERT(present.size() + static_cast<std::size_t>(work.died) == lives);
        RC_ASSERT(std::set<LifeId>(present.begin(), present.end()).size() == present.size());
    }
    RC_ASSERT(world->letters_waiting() == 0);
    // Only the dead miss letters: what was sent to the living has been read, once.
    std::map<LifeId, std::map<RuleId, std::int64_t>> done;
    for (PlaceId place = 0; place < places; ++place)
        for (const Event& e : world->partition(place).take_events()) ++done[e.who][e.rule];
    for (std::uint32_t number = 0; number < lives; ++number) {
        const auto& script = numbers.scripts.at(number);
        if (std::any_of(script.begin(), script.end(),
                        [](const Step& step) { return step.deed == Deed::die; }))
            continue;
        std::int64_t sent_here = 0;
        for (std::uint32_t other = 0; other < lives; ++other) {
            const auto& theirs = numbers.scripts.at(other);
            const auto acted = static_cast<std::size_t>(done[id_of(other)][Post::act.number]);
            for (std::size_t step = 0; step < acted; ++step)
                sent_here += theirs[step].deed == Deed::write && theirs[step].addressee == number;
        }
        RC_ASSERT(done[id_of(number)][Post::letter.number] == sent_here);
    }
}

} // namespace
} // namespace counterlife::post

namespace counterlife::village {
namespace {

TEST(mail, of_the_village_is_conserved_and_everybody_is_somewhere)
{
    const Scene scene;
    const auto world = found(scene);
    std::set<LifeId> living;
    for (std::uint32_t row = 0; row < scene.founders; ++row) living.insert(founder_of(row));
    for (Days days; days <= scene.days; days += 97) {
        ASSERT_FALSE(world->run_until(scene.start + days));
        const Work work = world->work();
        ASSERT_EQ(work.sent, work.letters + work.to_the_dead + world->letters_waiting());
        for (const Event& e : take_events(*world)) {
            if (e.rule == Village::birth.number) {
                ASSERT_TRUE(living.insert(e.with).second);
            }
            if (e.rule == Village::death.number) {
                ASSERT_EQ(living.erase(e.who), 1);
            }
        }
        std::vector<LifeId> present;
        for (PlaceId place = 0; place < world->places(); ++place) {
            for (const Life& life : world->partition(place).lives())
                if (life.being.id != nobody) present.push_back(life.being.id);
            for (const auto& parcel : world->partition(place).expected())
                present.push_back(parcel.life.being.id);
        }
        std::sort(present.begin(), present.end());
        ASSERT_EQ(present, std::vector<LifeId>(living.begin(), living.end()));
    }
    EXPECT_GT(world->work().died, 100);
    EXPECT_GT(world->work().left, world->work().arrived); // Some are on the way.
}

TEST(mail, is_never_read_before_the_shortest_way_is_over)
{
    Days way[6][6];
    for (int from = 0; from < 6; ++from)
        for (int to = 0; to < 6; ++to)
            way[from][to] = Days{from == to ? 1 : 2 + (3 * from + 5 * to) % 7};
    for (int by = 0; by < 6; ++by)
        for (int from = 0; from < 6; ++from)
            for (int to = 0; to < 6; ++to)
                if (from != to)
                    way[from][to] = std::min(way[from][to], way[from][by] + way[by][to]);

    const auto events = play({}).events;
    std::map<std::tuple<LifeId, Day, RuleId>, PlaceId> sent_from;
    for (const Event& e : events) sent_from[{e.who, e.day, e.rule}] = e.place;
    int checked = 0;
    for (const Event& e : events) {
        if (e.cause.rule == no_rule) continue;
        ASSERT_GT(e.day, e.cause.day) << told(e);
        const auto from = sent_from.find({e.cause.who, e.cause.day, e.cause.rule});
        if (e.rule == Village::returned.number) continue; // The dead leave no event.
        ASSERT_NE(from, sent_from.end()) << "no event behind " << told(e);
        ASSERT_GE(e.day, e.cause.day + way[from->second][e.place]) << told(e);
        ++checked;
    }
    EXPECT_GT(checked, 5000);
}

TEST(mail, luggage_arrives_with_its_owner)
{
    const Scene scene;
    const auto world = found(scene);
    ASSERT_FALSE(world->run_until(scene.start + scene.days));
    std::map<LifeId, std::size_t> read;
    for (const Event& e : take_events(*world)) {
        if (e.rule == Village::letter.number) ++read[e.who];
        if (e.rule == Village::death.number) read.erase(e.who);
    }
    std::size_t movers = 0;
    for (PlaceId place = 0; place < world->places(); ++place) {
        auto& partition = world->partition(place);
        for (const auto& parcel : partition.expected())
            EXPECT_EQ(parcel.luggage.size(), read[parcel.life.being.id]);
        for (const Life& life : partition.lives()) {
            const auto chest = partition.place.chests.find(life.being.id);
            EXPECT_EQ(chest == partition.place.chests.end() ? 0 : chest->second.size(),
                      life.being.id == nobody ? 0 : read[life.being.id]);
            movers += life.moves > 0 && read[life.being.id] > 0;
        }
    }
    EXPECT_GT(movers, 200);
}

} // namespace
} // namespace counterlife::village
