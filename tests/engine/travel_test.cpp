// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A life's time is continuous: it does not stop on the way, nor before the day of birth is over;
// but some hazards meet nobody who is on the way.

#include "engine/world.h"
#include "tests/engine/sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace counterlife::engine {
namespace {

enum class Custom { plain, writes_to_itself, changes_coaches, says_nothing_changed };

/// Lives that are struck now and then, and never stay long in one place.
struct Rover {
    struct Life {
        Being being;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {
        Custom custom = Custom::plain;
        double looseness = 1;
    };

    static const Rule<Rover> strike, leave, choice, arrival, reminder;

    static std::span<const Rule<Rover>* const> rules()
    {
        static const Rule<Rover>* const all[] = {&strike, &leave, &choice, &arrival, &reminder};
        return all;
    }
    static std::span<const Rule<Rover>* const> rules_of(const Life&) { return rules().first(3); }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

constexpr PlaceId coach_stop = 1;
constexpr Days way = 9;
constexpr Day last_day{1500};
constexpr PerYear strike_rate{12}, leave_rate{14};

template <int rate> Bound ceiling(const View<Rover>& view, Instant from)
{
    return {PerYear{rate * view.numbers.looseness}, from.day + 5};
}

const Rule<Rover> Rover::strike{.name = "rover.strike",
                                .grain = 8,
                                .ceiling = ceiling<12>,
                                .rate = [](const View<Rover>&, Instant) { return strike_rate; },
                                .meets_travellers = true,
                                .effect = [](Act<Rover>&) {}};

const Rule<Rover> Rover::choice{.name = "rover.choice",
                                .grain = 8,
                                .ceiling = ceiling<12>,
                                .rate = [](const View<Rover>&, Instant) { return strike_rate; },
                                .effect = [](Act<Rover>&) {}};

const Rule<Rover> Rover::leave{.name = "rover.leave",
                               .grain = 8,
                               .ceiling = ceiling<14>,
                               .rate = [](const View<Rover>&, Instant) { return leave_rate; },
                               .meets_travellers = true,
                               .effect =
                                   [](Act<Rover>& act) {
                                       if (act.numbers().custom == Custom::writes_to_itself)
                                           for (const int days : {1, 5, 20, 50})
                                               act.send(act.self(), reminder, 0, {}, Days{days});
                                       act.travel((act.here() + 1) % 3, arrival);
                                   }};

const Rule<Rover> Rover::arrival{
    .name = "rover.arrival", .react = [](Act<Rover>& act, const Letter&) {
        act.quiet();
        if (act.numbers().custom == Custom::changes_coaches && act.here() == coach_stop)
            act.travel(2, arrival);
        if (act.numbers().custom == Custom::says_nothing_changed) act.carry_on();
    }};

const Rule<Rover> Rover::reminder{.name = "rover.reminder",
                                  .react = [](Act<Rover>& act, const Letter&) { act.quiet(); }};

/// What happened to one life, and when.
using Course = std::vector<std::pair<Day, RuleId>>;

/// When each thing must happen: at its own point of luck, or on arrival where that comes first; a
/// choice that would have been made on the way is none.
Course expected_course(LifeId id, PlaceId place, Custom custom)
{
    const Luck luck{1};
    std::vector<std::pair<std::int64_t, const Rule<Rover>*>> points;
    const std::int64_t until = ticks({.day = last_day});
    for (const auto& [rule, rate] : {std::pair{&Rover::strike, strike_rate},
                                     {&Rover::leave, leave_rate},
                                     {&Rover::choice, strike_rate}})
        for (std::int64_t from = 0;;) {
            from =
                luck.first_point(id, stream_of(rule->name), rule->grain, from, until, rate.value())
                    .at;
            if (from > until) break;
            points.push_back({from, rule});
        }
    std::sort(points.begin(), points.end());
    Course course;
    Day back;
    for (const auto& [at, rule] : points) {
        const Day day = std::max(instant_of(at).day, back);
        if (day >= last_day) break;
        if (rule == &Rover::choice && instant_of(at).day < back) continue;
        course.push_back({day, rule->number});
        if (rule != &Rover::leave) continue;
        back = day + way;
        place = (place + 1) % 3;
        if (custom == Custom::changes_coaches && place == coach_stop) back += way, place = 2;
    }
    return course;
}

std::map<LifeId, Course> lived_courses(const Rover::Numbers& numbers, const InForce& arrivals = {})
{
    World<Rover>::Plan plan{.sample = {.one_in = 1},
                            .in_force = std::vector<InForce>(5),
                            .travel = std::vector<std::uint16_t>(9, way.count())};
    plan.in_force[3] = arrivals;
    World<Rover> world{numbers, std::vector<Rover::Place>(3), plan};
    for (LifeId id = first_life_id; id < first_life_id + 100; ++id)
        world.partition(id % 3).settle({.being = {.id = id}});
    EXPECT_FALSE(world.run_until(last_day));
    std::map<LifeId, Course> courses;
    for (PlaceId place = 0; place < 3; ++place)
        for (const Event& e : world.partition(place).take_events())
            courses[e.who].push_back({e.day, e.rule});
    for (auto& [id, of_one] : courses)
        std::stable_sort(of_one.begin(), of_one.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
    return courses;
}

void expect_all(const Rover::Numbers& numbers, const InForce& arrivals = {})
{
    const auto lived = lived_courses(numbers, arrivals);
    ASSERT_EQ(lived.size(), 100);
    for (const auto& [id, course] : lived)
        EXPECT_EQ(course, expected_course(id, id % 3, numbers.custom));
}

TEST(travel, misses_nothing_that_meets_travellers_and_makes_no_choice_on_the_way)
{
    expect_all({});
}

TEST(travel, is_as_exact_under_a_loose_ceiling)
{
    expect_all({.looseness = 3});
}

TEST(travel, letters_to_oneself_do_not_bring_the_past_back)
{
    expect_all({.custom = Custom::writes_to_itself});
}

TEST(travel, goes_on_from_where_one_only_changes_coaches)
{
    expect_all({.custom = Custom::changes_coaches, .looseness = 2});
}

TEST(travel, ends_even_where_the_arrival_changes_nothing)
{
    expect_all({.custom = Custom::says_nothing_changed});
    expect_all({}, {.to = before_all_days}); // Arrivals out of force.
}

/// Mothers and short-lived children.
struct Nursery {
    struct Life {
        Being being;
        std::int64_t born = -1; ///< in ticks
        std::uint64_t children = 0;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {};

    static const Rule<Nursery> birth, death;

    static std::span<const Rule<Nursery>* const> rules()
    {
        static const Rule<Nursery>* const all[] = {&birth, &death};
        return all;
    }
    static std::span<const Rule<Nursery>* const> rules_of(const Life& life)
    {
        return life.born < 0 ? rules().first(1) : rules().last(1);
    }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

constexpr PerYear birth_rate{9}, death_rate{250};
constexpr int ticks_told = 8; // An event tells an age in 2^-24 of a day.

const Rule<Nursery> Nursery::birth{
    .name = "nursery.birth",
    .grain = 8,
    .ceiling = [](const View<Nursery>&, Instant) { return Bound{birth_rate, no_day}; },
    .rate = [](const View<Nursery>&, Instant) { return birth_rate; },
    .effect =
        [](Act<Nursery>& act) {
            auto& mother = act.life();
            const LifeId child = (mix(mother.being.id, ++mother.children) >> 2) | first_life_id;
            act.quiet();
            act.bear({.being = {.id = child}, .born = ticks(act.now())});
        }};

const Rule<Nursery> Nursery::death{
    .name = "nursery.death",
    .grain = 4,
    .ceiling = [](const View<Nursery>&, Instant) { return Bound{death_rate, no_day}; },
    .rate = [](const View<Nursery>&, Instant) { return death_rate; },
    .effect =
        [](Act<Nursery>& act) {
            const std::int64_t age = ticks(act.now()) - act.life().born;
            act.note(static_cast<std::int32_t>(age >> ticks_told),
                     instant_of(act.life().born).day == act.today());
            act.die();
        }};

TEST(newborns, live_from_the_moment_of_birth)
{
    const Nursery::Numbers numbers;
    World<Nursery> world{numbers, std::vector<Nursery::Place>(1), {.sample = {.one_in = 1}}};
    for (LifeId id = first_life_id; id < first_life_id + 500; ++id)
        world.partition(0).settle({.being = {.id = id}});
    ASSERT_FALSE(world.run_until(Day{1200}));

    std::vector<double> ages;
    double same_day = 0;
    for (const Event& e : world.partition(0).take_events()) {
        ages.push_back(std::ldexp(e.detail, ticks_told - 32));
        same_day += static_cast<double>(e.with);
    }
    const double a_day = death_rate / once_a_day, all = static_cast<double>(ages.size());
    ASSERT_GT(all, 10'000);
    EXPECT_LT(distance_from(ages, [=](double age) { return -std::expm1(-a_day * age); }), far);
    // Births are even over the day: that is how many die before its end.
    EXPECT_LT(surprise(same_day, all, 1 + std::expm1(-a_day) / a_day), standard_errors);
    EXPECT_EQ(world.work().born,
              world.work().died +
                  std::count_if(
                      world.partition(0).lives().begin(), world.partition(0).lives().end(),
                      [](const auto& life) { return life.being.id != nobody && life.born >= 0; }));
}

} // namespace
} // namespace counterlife::engine
