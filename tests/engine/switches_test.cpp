// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Twins: what a changed rule never reaches stays the same, event for event.

#include "tests/engine/village_run.h"

#include <gtest/gtest.h>

namespace counterlife::village {
namespace {

const Outcome& baseline()
{
    static const Outcome outcome = play({});
    return outcome;
}

Outcome without(const Rule<Village>& rule, InForce force = out_of_force)
{
    return play({.in_force = {{&rule, force}}});
}

/// A village where few plead and few are called up: institutions carry little from life to life.
Scene reserved()
{
    return {.numbers = {.write = PerYear{0.3}, .plea = never, .quota = 0}};
}

/// The first day on which each life, institution or place may differ between two runs of which
/// one lacks a rule. Reach spreads by letters, by birth, and by the conditions of a place.
struct Reach {
    std::map<LifeId, Day> lives;
    std::map<PlaceId, Day> places;

    bool covers(LifeId who, Day day) const
    {
        const auto found = lives.find(who);
        return found != lives.end() && found->second <= day;
    }
};

Reach reach_of(const Rule<Village>& rule, const Outcome& with, const Outcome& without)
{
    std::vector<Event> both = with.events;
    both.insert(both.end(), without.events.begin(), without.events.end());
    std::sort(both.begin(), both.end(), Before{});

    Reach reach;
    const auto touch = [&reach](LifeId who, Day day) {
        return !reach.covers(who, day) && (reach.lives[who] = day, true);
    };
    for (std::size_t from = 0, to = 0; from < both.size(); from = to) {
        while (to < both.size() && both[to].day == both[from].day) ++to;
        for (bool spreads = true; spreads;) { // Within a day, a birth comes after its mother.
            spreads = false;
            for (std::size_t i = from; i < to; ++i) {
                const Event& e = both[i];
                const auto there = reach.places.find(e.place);
                const bool person = e.who >= first_life_id;
                if (e.rule == rule.number || reach.covers(e.cause.who, e.cause.day) ||
                    (person && there != reach.places.end() && there->second <= e.day))
                    spreads |= touch(e.who, e.day);
                if (!reach.covers(e.who, e.day)) continue;
                if (e.rule == Village::birth.number) spreads |= touch(e.with, e.day);
                if (e.rule == Village::ration.number)
                    spreads |= reach.places.emplace(e.place, e.day).second;
            }
        }
    }
    return reach;
}

class SwitchedOff : public testing::TestWithParam<std::size_t> {
protected:
    /// The share of the first run's events that the rule does not reach. They are the same in the
    /// second run.
    static double unreached_share(const Rule<Village>& rule, Scene scene)
    {
        const Outcome with = play(scene);
        scene.in_force = {{&rule, out_of_force}};
        const Outcome without = play(scene);
        for (const Event& e : without.events) EXPECT_NE(e.rule, rule.number) << told(e);

        const Reach reach = reach_of(rule, with, without);
        const auto unreached = [&](const Event& e) { return !reach.covers(e.who, e.day); };
        const auto expected = those(with.events, unreached);
        EXPECT_EQ(difference(expected, those(without.events, unreached)), "") << rule.name;
        return static_cast<double>(expected.size()) / static_cast<double>(with.events.size());
    }
};

TEST_P(SwitchedOff, changes_nobody_whom_it_does_not_reach)
{
    const Rule<Village>& rule = *Village::listed[GetParam()];
    // With too few left out of reach this would say little.
    EXPECT_GT(unreached_share(rule, {}), 0.01);
    EXPECT_GT(unreached_share(rule, reserved()), 0.04);
}

INSTANTIATE_TEST_SUITE_P(each_rule, SwitchedOff,
                         testing::Range(std::size_t{0}, Village::listed.size()),
                         [](const auto& of) {
                             return std::string{Village::listed[of.param]->name.substr(8)};
                         });

TEST(switches, a_rule_dated_from_a_day_leaves_all_before_it_identical)
{
    const Day day = Scene{}.start + 3 * 365 + 11;
    const auto before = [day](const Event& e) { return e.day < day; };
    const auto expected = those(baseline().events, before);
    for (const Rule<Village>* rule : Village::listed) {
        const auto others = without(*rule, {.to = day}).events;
        EXPECT_EQ(difference(expected, those(others, before)), "") << rule->name;
        for (const Event& e : others)
            if (e.rule == rule->number) {
                ASSERT_LT(e.day, day) << told(e);
            }
    }
}

TEST(switches, a_rule_works_from_the_first_day_in_force_and_not_before)
{
    const Scene scene;
    const Day from = scene.start + 700, to = scene.start + 1100;
    for (const Rule<Village>* rule : Village::listed) {
        int times = 0;
        for (const Event& e : without(*rule, {.from = from, .to = to}).events)
            if (e.rule == rule->number) {
                ASSERT_TRUE(from <= e.day && e.day < to) << told(e);
                ++times;
            }
        EXPECT_GT(times, 0) << rule->name;
    }
}

TEST(switches, a_timer_whose_day_passed_comes_when_its_rule_comes_into_force)
{
    const Day from = Scene{}.start + 700;
    int late = 0;
    for (const Event& e : without(Village::come_of_age, {.from = from}).events)
        late += e.rule == Village::come_of_age.number && e.day == from;
    EXPECT_GT(late, 20);
}

TEST(switches, a_rule_in_force_for_no_day_never_acts)
{
    const Day day = Scene{}.start + 700;
    for (const Rule<Village>* rule : Village::listed)
        for (const Event& e : without(*rule, {.from = day, .to = day}).events)
            ASSERT_NE(e.rule, rule->number) << told(e);
}

TEST(switches, dates_that_cover_the_whole_run_change_nothing)
{
    Scene scene;
    for (const Rule<Village>* rule : Village::listed)
        scene.in_force.push_back({rule, {.from = scene.start, .to = scene.start + scene.days}});
    EXPECT_EQ(play(scene).digest, baseline().digest);
}

/// Puts the village's own lists back when a test has changed them.
struct Lists {
    std::vector<const Rule<Village>*> listed = Village::listed, child = Village::child,
                                      well = Village::well, sick = Village::sick,
                                      soldier = Village::soldier;
    ~Lists()
    {
        Village::listed = listed, Village::child = child, Village::well = well;
        Village::sick = sick, Village::soldier = soldier;
        enrol<Village>(listed);
    }
};

constexpr Rule<Village> dream = plain<&Numbers::write>("village.dream", [](Act<Village>&) {});

TEST(switches, one_more_rule_leaves_all_other_events_identical)
{
    const auto expected = baseline().events;
    const Lists kept;
    for (auto* list :
         {&Village::listed, &Village::child, &Village::well, &Village::sick, &Village::soldier})
        list->insert(list->begin(), &dream);
    const auto others = play({}).events;
    const auto dreams = static_cast<RuleId>(kept.listed.size()); // Not in the standard list.
    const auto undreamt = those(others, [&](const Event& e) { return e.rule != dreams; });
    EXPECT_GT(others.size(), undreamt.size() + 1000);
    EXPECT_EQ(difference(undreamt, expected), "");
}

TEST(switches, the_order_of_hazards_timers_and_orders_in_the_lists_changes_no_life)
{
    const auto expected = baseline().events;
    const Lists kept;
    // Letters of one day are read in the order of their rules, so reactions keep theirs.
    const auto reads = [](const Rule<Village>* rule) { return rule->react || rule->receive; };
    std::stable_partition(Village::listed.begin(), Village::listed.end(), reads);
    std::reverse(std::find_if_not(Village::listed.begin(), Village::listed.end(), reads),
                 Village::listed.end());
    for (auto* rules : {&Village::child, &Village::well, &Village::sick, &Village::soldier})
        std::reverse(rules->begin(), rules->end());
    ASSERT_NE(Village::listed, kept.listed);
    EXPECT_EQ(difference(play({}).events, expected), "");
}

} // namespace
} // namespace counterlife::village
