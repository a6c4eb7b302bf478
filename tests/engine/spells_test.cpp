// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Hazards told by tables, spell by spell, against closed forms and against hazards with a ceiling.

#include "tests/engine/sample.h"
#include "tests/engine/trial.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace counterlife::spells {
namespace {

using namespace engine;

/// A life that meets one kind of event, again and again, and may begin a second spell on a day.
struct Meeting {
    struct Life {
        Being being;
        std::int32_t met = 0;
    };
    struct Place {};
    struct Luggage {};
    struct Numbers {
        RateTable rates, later;
        Day turns = no_day;  ///< then the second table holds
        bool passes = false; ///< whether the second spell ends before it begins
    };

    static const Rule<Meeting> meets, looks;

    static std::span<const Rule<Meeting>* const> rules()
    {
        static const Rule<Meeting>* const all[] = {&meets, &looks};
        return all;
    }
    static std::span<const Rule<Meeting>* const> rules_of(const Life&) { return rules(); }
    static Luggage pack(Life&, Place&) { return {}; }
    static void unpack(Life&, Place&, Luggage&&) {}
};

constexpr Day start{};

inline const Rule<Meeting> Meeting::meets{
    .name = "meeting.meets",
    .spell =
        [](const View<Meeting>& view, Instant from) {
            const auto& [rates, later, turns, passes] = view.numbers;
            if (from.day < turns)
                return Spell{
                    .rates = &rates, .origin = {start}, .begin = {start}, .until = {turns}};
            return Spell{.rates = &later,
                         .origin = {turns},
                         .begin = {turns},
                         .until = passes ? Instant{turns} : Spell::for_ever,
                         .occasion = 1};
        },
    .effect =
        [](Act<Meeting>& act) {
            ++act.life().met;
            act.note(static_cast<std::int32_t>(act.now().fraction >> 1));
        }};

/// Somebody looks at the life again and again, and changes nothing.
inline const Rule<Meeting> Meeting::looks{
    .name = "meeting.looks",
    .grain = 5,
    .ceiling = [](const View<Meeting>&, Instant) { return Bound{.rate = PerYear{12}}; },
    .rate = [](const View<Meeting>&, Instant) { return PerYear{12}; },
    .effect = [](Act<Meeting>& act) { act.quiet(); }};

constexpr std::uint32_t lives = 4000;

/// The years from the start to each life's events.
using Met = std::map<LifeId, std::vector<double>>;

Met meet(const Meeting::Numbers& numbers, InForce looked_at = {.to = before_all_days},
         InForce in_force = {}, int threads = 1, std::uint32_t many = lives)
{
    World<Meeting> world{
        numbers,
        std::vector<Meeting::Place>(5),
        {.threads = threads, .sample = {.one_in = 1}, .in_force = {in_force, looked_at}}};
    for (std::uint32_t n = 0; n < many; ++n)
        world.partition(static_cast<PlaceId>(n % 5)).settle({.being = {.id = first_life_id + n}});
    if (const auto failure = world.run_until(start + 15'000))
        throw std::runtime_error{failure->what};
    Met met;
    for (PlaceId place = 0; place < world.places(); ++place)
        for (const Event& e : world.partition(place).take_events())
            met[e.who].push_back(years_between(
                {start}, {.day = e.day, .fraction = static_cast<std::uint32_t>(e.detail) << 1}));
    return met;
}

std::int64_t ticks_of_years(double years)
{
    return static_cast<std::int64_t>(years * days_per_year * 0x1p32);
}

RateTable table(const std::vector<std::pair<double, double>>& from_and_rate)
{
    std::vector<RateFrom> rates;
    for (const auto& [from, rate] : from_and_rate)
        rates.push_back({ticks_of_years(from), PerYear{rate}});
    return RateTable{rates};
}

std::vector<double> firsts(const Met& met)
{
    std::vector<double> years;
    for (const auto& [id, all] : met) years.push_back(all.front());
    return years;
}

const std::vector<std::pair<double, double>> some{
    {0, 0.2}, {1.5, 1.5}, {2.5, 0}, {4, 0.05}, {11, 0.8}};

double cumulated(const std::vector<std::pair<double, double>>& rates, double t)
{
    double sum = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const double until = i + 1 < rates.size() ? std::min(t, rates[i + 1].first) : t;
        sum += rates[i].second * std::max(0.0, until - rates[i].first);
    }
    return sum;
}

TEST(spells, the_first_event_follows_the_cumulated_hazard)
{
    const auto first = firsts(meet({.rates = table(some)}));
    ASSERT_EQ(first.size(), lives);
    EXPECT_LT(distance_from(first, [](double t) { return -std::expm1(-cumulated(some, t)); }), far);
    for (const double t : first) EXPECT_FALSE(t >= 2.5 && t < 4) << "where the hazard is nought";
}

TEST(spells, a_table_brings_what_a_hazard_with_a_ceiling_brings)
{
    std::vector<double> by_ceiling;
    const auto day = [](double years) { return Day{static_cast<int>(years * days_per_year)}; };
    std::vector<std::pair<double, double>> whole_days;
    trial::Pieces pieces;
    for (std::size_t i = 0; i < some.size(); ++i) {
        whole_days.emplace_back(years(day(some[i].first) - start), some[i].second);
        pieces.push_back({.until = i + 1 < some.size() ? day(some[i + 1].first) : no_day,
                          .rate = PerYear{some[i].second}});
    }
    for (const auto& [id, end] : trial::ends({.first = pieces, .second = {{}}}, lives))
        by_ceiling.push_back(end.years);
    auto by_table = firsts(meet({.rates = table(whole_days)}));
    std::sort(by_table.begin(), by_table.end());
    const auto below = [&](double t) {
        const auto at = std::upper_bound(by_table.begin(), by_table.end(), t);
        return static_cast<double>(at - by_table.begin()) / lives;
    };
    // Two samples of one size are as far apart as one is from the truth, times the root of two.
    EXPECT_LT(distance_from(by_ceiling, below), far * std::sqrt(2.0));
}

TEST(spells, later_events_come_as_often_as_the_hazard_says)
{
    const Met met = meet({.rates = table({{0, 0.5}, {10, 0}})});
    std::vector<double> counts(30);
    double sum = 0;
    for (const auto& [id, all] : met) {
        ++counts[all.size()];
        sum += static_cast<double>(all.size());
    }
    EXPECT_NEAR(sum / lives, 5.0, standard_errors * std::sqrt(5.0 / lives));
    double poisson = std::exp(-5.0);
    for (int n = 1; n < 12; ++n) {
        poisson *= 5.0 / n;
        EXPECT_LT(surprise(counts[static_cast<std::size_t>(n)], lives, poisson), standard_errors);
    }
}

TEST(spells, looking_on_the_way_changes_nothing)
{
    const Meeting::Numbers numbers{
        .rates = table(some), .later = table({{0, 0.3}}), .turns = start + 3000};
    EXPECT_EQ(meet(numbers, InForce{}, {}, 1, 500),
              meet(numbers, {.to = before_all_days}, {}, 1, 500));
}

TEST(spells, a_second_spell_has_luck_of_its_own)
{
    const Met met =
        meet({.rates = table({{0, 0.1}}), .later = table({{0, 0.4}}), .turns = start + 2000});
    const double turn = years(start + 2000 - start);
    std::vector<double> first_after;
    for (const auto& [id, all] : met)
        for (const double t : all)
            if (t >= turn) {
                first_after.push_back(t - turn);
                break;
            }
    ASSERT_GT(first_after.size(), 0.999 * lives);
    EXPECT_LT(distance_from(first_after, [](double t) { return -std::expm1(-0.4 * t); }), far);
}

TEST(spells, what_a_rule_brings_while_it_is_not_in_force_does_not_count)
{
    const Day from = start + 1000, to = start + 3000;
    const Met met = meet({.rates = table({{0, 0.3}})}, {.to = before_all_days}, {from, to});
    const double begin = years(from - start), span = years(to - from);
    std::vector<double> first;
    for (const auto& [id, all] : met) {
        EXPECT_GE(all.front(), begin);
        EXPECT_LT(all.back(), begin + span);
        first.push_back(all.front() - begin);
    }
    const double whole = -std::expm1(-0.3 * span);
    EXPECT_LT(surprise(static_cast<double>(first.size()), lives, whole), standard_errors);
    EXPECT_LT(distance_from(first, [=](double t) { return -std::expm1(-0.3 * t) / whole; }), far);
}

TEST(spells, a_higher_table_brings_nobodys_first_event_later)
{
    const Met before = meet({.rates = table(some)}), after = meet({.rates = 1.3 * table(some)});
    int sooner = 0;
    for (const auto& [id, all] : before) {
        ASSERT_LE(after.at(id).front(), all.front());
        sooner += after.at(id).front() < all.front();
    }
    EXPECT_GT(sooner, 0.99 * lives);
}

TEST(spells, threads_leave_no_trace)
{
    const Meeting::Numbers numbers{.rates = table(some)};
    const Met one = meet(numbers, InForce{}, {}, 1, 500);
    for (const int threads : {2, 3, 7}) EXPECT_EQ(meet(numbers, InForce{}, {}, threads, 500), one);
}

TEST(spells, a_table_that_is_none_is_refused)
{
    EXPECT_THROW(table({{0, 1}, {0, 2}}), std::invalid_argument);
    EXPECT_THROW(table({{1, 1}, {0, 2}}), std::invalid_argument);
    EXPECT_THROW(table({{0, -0.1}}), std::invalid_argument);
    EXPECT_THROW(table({{0, std::nan("")}}), std::invalid_argument);
}

TEST(spells, a_table_tells_rates_and_their_sum)
{
    const RateTable rates = table(some);
    const auto at = [](double years) { return instant_of(ticks_of_years(years)); };
    EXPECT_EQ(rates.rate({start}, at(-1)), never);
    EXPECT_DOUBLE_EQ(rates.rate({start}, at(1.5)).value(), 1.5);
    EXPECT_DOUBLE_EQ(rates.rate({start}, instant_of(ticks_of_years(1.5) - 1)).value(), 0.2);
    EXPECT_DOUBLE_EQ(rates.rate({start}, at(100)).value(), 0.8);
    EXPECT_DOUBLE_EQ(rates.highest().value(), 1.5);
    for (const double t : {0.0, 0.7, 1.5, 2.2, 3.0, 8.0, 20.0}) {
        EXPECT_NEAR(rates.cumulated(ticks_of_years(t)), cumulated(some, t), 1e-12);
        EXPECT_NEAR(static_cast<double>(rates.when(cumulated(some, t + 10))),
                    static_cast<double>(ticks_of_years(t + 10)), 0x1p12);
    }
    // Nought at the end, of either sign, never comes; nor does a table without a rate.
    for (const double nought : {0.0, -0.0})
        EXPECT_EQ(table({{0, 1}, {2, nought}}).when(2.0), RateTable::at_no_time);
    EXPECT_EQ(RateTable{}.when(1e-9), RateTable::at_no_time);
    EXPECT_DOUBLE_EQ(table({{0, 1e6}}).highest().value(), days_per_year);
    // Not a tick beyond a stretch, whatever rounding does.
    std::mt19937_64 any{1};
    for (int n = 0; n < 100'000; ++n) {
        const double amount = 1.8 * std::ldexp(static_cast<double>(any() >> 11), -53);
        EXPECT_LT(rates.when(amount), ticks_of_years(2.5));
    }
    EXPECT_LT(rates.when(std::nextafter(1.8, 0)), ticks_of_years(2.5));
}

TEST(spells, the_quick_logarithm_is_near_the_true_one)
{
    std::mt19937_64 any{1};
    for (int n = 0; n < 1'000'000; ++n) {
        double x = std::ldexp(static_cast<double>(any() >> 11) + 0.5, -53);
        if (n % 3 == 1) x = 1 - x / 64;
        if (n % 3 == 2) x = std::ldexp(x, -static_cast<int>(any() % 40));
        const double truth = std::log(x), error = std::abs(QuickLog::of(x) - truth);
        ASSERT_LE(error, std::max(0x1p-51 * std::max(1.0, -truth), -0x1p-43 * truth)) << x;
        ASSERT_LE(error, -0x1p-43 * truth) << x;
    }
}

TEST(spells, one_that_has_passed_is_a_fault_of_its_rule)
{
    try {
        meet({.rates = table({{0, 1e-9}}),
              .later = table({{0, 1e-9}}),
              .turns = start + 100,
              .passes = true});
        FAIL();
    } catch (const std::runtime_error& fault) {
        EXPECT_STREQ(fault.what(), "meeting.meets tells of a spell that has passed");
    }
}

} // namespace
} // namespace counterlife::spells
