// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The road from the army to the watch at home, step by step; and that no claim is idle.

#include "model/labour/policy.h"
#include "model/mine/explosion.h"
#include "tests/rows/rows.h"

#include "model/army/discharge.h"
#include "model/belief/news.h"
#include "model/claims.h"
#include "model/mine/numbers.h"
#include "model/party/admission.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace counterlife::tests {

namespace {

bool slow()
{
    return std::getenv("COUNTERLIFE_SLOW") != nullptr;
}

struct Step {
    const char* what;
    std::set<LifeId> who;
};

constexpr std::size_t deaths_of_explosion = model::MineFamily::explosion_deaths;

engine::RuleId rule_of_explosion()
{
    static const engine::RuleId number = rule("mine.explosion");
    return number;
}

engine::RuleId rule_of_accident()
{
    static const engine::RuleId number = rule("mine.accident");
    return number;
}

/// One life for ten people and the orders at their own size, told once and kept.
const Told& tenth_told()
{
    static const Told told = tell({}, {.until = 2000, .one_in = 10, .threads = 2});
    return told;
}

/// Each step's people are among those of the step before, and came to it later.
std::vector<Step> funnel(const Told& told)
{
    std::map<LifeId, std::vector<Event>> by_life;
    std::map<engine::PlaceId, std::vector<Day>> fatal; // Days on which miners died, in order.
    for (const Event& event : told.events) {
        if (event.who >= engine::first_life_id) by_life[event.who].push_back(event);
        const bool exploded = event.rule == rule_of_explosion() &&
                              model::detail_of<model::mine::ExplosionDetail>(event.detail).killed;
        if (exploded || event.rule == rule_of_accident()) fatal[event.place].push_back(event.day);
    }
    const auto number = [](std::string_view name) { return rule(name); };
    struct Way {
        const char* what;
        engine::RuleId rule;
        bool (*counts)(const Event&);
    };
    const auto any = [](const Event&) { return true; };
    const std::array<Way, 10> ways{{
        {"enlisted", number("army.reporting"), any},
        {"admitted early, by merit", number("party.admission"),
         [](const Event& e) {
             const auto how = model::detail_of<model::party::AdmissionDetail>(e.detail);
             return !how.at_work && how.served < 8;
         }},
        {"discharged by the order of 1987", number("army.discharge"),
         [](const Event& e) {
             return model::detail_of<model::army::DischargeDetail>(e.detail).sent &&
                    engine::year_of(e.day) == 1987;
         }},
        {"arrived at a mine", number("labour.reception"), any},
        {"heard that the privileged had left", number("belief.news"),
         [](const Event& e) {
             return model::detail_of<model::belief::NewsDetail>(e.detail).at_privilege();
         }},
        {"petitioned, and were labelled", number("labour.refusal"), any},
        {"spent months on a ward", number("health.discharge"), any},
        {"left after a fatal accident there", number("labour.absconding"), any},
        {"lapsed after a fortnight", number("party.lapse"), any},
        {"were watched at home", number("security.watch"), any},
    }};
    const engine::RuleId arrives = number("labour.reception"), leaves = number("labour.absconding");
    std::vector<Step> steps;
    for (const Way& way : ways) steps.push_back({way.what, {}});
    for (const auto& [id, events] : by_life) {
        std::size_t step = 0;
        Day arrived = engine::no_day;
        for (const Event& event : events) {
            if (step == ways.size()) break;
            if (event.rule != ways[step].rule || !ways[step].counts(event)) continue;
            if (event.rule == arrives) arrived = event.day;
            const auto& deaths = fatal[event.place];
            const auto died = std::ranges::lower_bound(deaths, arrived);
            const bool saw_death = died != deaths.end() && *died <= event.day;
            if (event.rule == leaves && !saw_death) break;
            steps[step++].who.insert(id);
        }
    }
    return steps;
}

void print(const std::vector<Step>& steps)
{
    for (const Step& step : steps) std::printf("%8zu  %s\n", step.who.size(), step.what);
}

} // namespace

// LABOUR-02, PRIV-01, LABOUR-08, HEALTH-01, LABOUR-14, PARTY-19, SECURITY-01  The road, with larger
// orders.
TEST(Road, from_the_army_to_the_mine_and_its_ways_out_is_walked)
{
    const std::vector<Step> steps = funnel(baseline_told());
    print(steps);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_GT(steps[i].who.size(), 0u) << steps[i].what;
}

// LABOUR-02, PRIV-01, LABOUR-08, HEALTH-01, LABOUR-14, PARTY-19, SECURITY-01  The road at one in
// ten.
TEST(Road, at_one_in_ten_is_walked_to_its_end)
{
    if (!slow()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    const std::vector<Step> steps = funnel(tenth_told());
    print(steps);
    EXPECT_GT(steps.back().who.size(), 0u);
    for (std::size_t i = 1; i < steps.size(); ++i)
        EXPECT_TRUE(std::ranges::includes(steps[i - 1].who, steps[i].who)) << steps[i].what;
}

// LABOUR-03, MINE-02  At one in ten: a thousand men, fifty of one age at a time; dozens killed, as
// far as the scale can tell.
TEST(SlowOrder, comes_at_its_true_size)
{
    if (!slow()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    std::map<LifeId, Day> born;
    for (const Person& person : tenth_told().people) born[person.life.being.id] = person.life.born;
    std::map<std::int32_t, std::vector<int>> batches;
    double men = 0, dead = 0;
    for (const Event& event : tenth_told().of("labour.posting")) {
        if (engine::year_of(event.day) != 1987) continue;
        ++men;
        batches[model::detail_of<model::labour::PostingDetail>(event.detail).batch].push_back(
            engine::year_of(born.at(event.who)));
    }
    EXPECT_NEAR(men, 1000, 5);
    EXPECT_NEAR(static_cast<double>(batches.size()), 20, 1);
    for (const auto& [number, years] : batches) {
        const auto [first, last] = std::ranges::minmax(years);
        EXPECT_LE(last - first, 1) << "batch " << number;
        EXPECT_NEAR(static_cast<double>(years.size()), 50, 2) << "batch " << number;
    }
    for (const Event& event : tenth_told().of("mine.explosion"))
        dead += model::detail_of<model::mine::ExplosionDetail>(event.detail).killed ? 10 : 0;
    std::printf("%.0f men in %zu batches; %.0f killed by the explosion, at full scale\n", men,
                batches.size(), dead);
    const auto on_shift = static_cast<double>(tenth_told().count("mine.explosion"));
    const double expected = 10 * on_shift * baseline().mine.at(day_of(1995))[deaths_of_explosion];
    EXPECT_GE(expected, 24);
    EXPECT_LE(expected, 100);
    EXPECT_GT(dead, 0);
    EXPECT_NEAR(dead, expected, 4 * std::sqrt(10 * expected)); // Each death stands for ten.
}

// LOOP-01, LOOP-02  Every claim that has a switch changes lives when it is switched off.
TEST(Claims, are_never_idle)
{
    if (!slow()) GTEST_SKIP() << "takes minutes: ./dev test --slow";
    const Change many{.men_factor = 30};
    const Span span{.until = 2004};
    // What three claims rest on is nought, rare or forbidden as told; here it is not.
    std::map<std::string, Change> where;
    where["LABOUR-07"] = {.numbers = {{"policy.exhortation", 0.5}}, .men_factor = 30};
    where["LABOUR-10"] = {.numbers = {{"belief.hardship_anger", 0.9}, {"policy.petition", 5}},
                          .men_factor = 30};
    where["HEALTH-02"] = {.off = {"HEALTH-03"}, .men_factor = 30};
    // These are met by few before 2010, unless many leave and come through.
    const Change river{.numbers = {{"border.departure", 0.4},
                                   {"route.resolve", 3},
                                   {"route.broker", 8},
                                   {"route.word_spreads", 50}}};
    for (const char* id :
         {"SECURITY-06", "ROUTE-03", "ROUTE-04", "ROUTE-05", "SOUTH-01", "SOUTH-08"})
        where[id] = river;
    const Span long_span{.until = 2012};
    const std::uint64_t told = tell(many, span).digest;
    for (const std::string& id : model::claim_names()) {
        const bool special = where.contains(id);
        Change without = special ? where[id] : many;
        const Span& lived = special ? long_span : span;
        const std::uint64_t with = special ? tell(without, lived).digest : told;
        without.off.push_back(id);
        EXPECT_NE(tell(without, lived).digest, with) << id << " changes nothing";
    }
}

// LABOUR-12  The same nation on any number of threads, whatever the claims.
TEST(Nation, is_the_same_on_any_number_of_threads)
{
    const Span small{.until = 1992, .one_in = 800};
    const std::uint64_t one = tell(as_told, small).digest;
    for (const int threads : {2, 4, 7}) {
        Span span = small;
        span.threads = threads;
        EXPECT_EQ(tell(as_told, span).digest, one) << threads;
    }
}

} // namespace counterlife::tests
