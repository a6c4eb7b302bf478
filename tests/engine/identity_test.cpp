// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The same person in two worlds: identity and luck come from mother and order of birth.

#include "tests/engine/village_run.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::village {
namespace {

/// Nobody moves, pleads or is called up, so that lives touch one another only by letters that
/// bend no rate: all that differs between two villages is what differs in their luck.
Scene apart(int births_at_once)
{
    return {
        .numbers = {.move = never, .plea = never, .births_at_once = births_at_once, .quota = 0}};
}

std::map<LifeId, Day> birthdays(const std::vector<Event>& events)
{
    std::map<LifeId, Day> days;
    for (const Event& e : events)
        if (e.rule == Village::birth.number) days[e.with] = e.day;
    return days;
}

TEST(identity, twice_as_many_births_leave_the_luck_of_all_others_alone)
{
    const auto single = play(apart(1)), twins = play(apart(2));
    EXPECT_EQ(twins.work.born % 2, 0);
    EXPECT_GT(twins.work.born, 2 * single.work.born - single.work.born / 10);

    std::set<LifeId> founders;
    for (std::uint32_t row = 0; row < Scene{}.founders; ++row) founders.insert(founder_of(row));
    const auto own = [&](const Event& e) {
        return founders.contains(e.who) &&
               (e.rule == Village::illness.number || e.rule == Village::recovery.number ||
                e.rule == Village::write.number || e.rule == Village::come_of_age.number);
    };
    const auto days_of = [&](const Outcome& outcome, const auto& wanted) {
        std::vector<std::tuple<LifeId, RuleId, Day>> days;
        for (const Event& e : outcome.events)
            if (wanted(e)) days.push_back({e.who, e.rule, e.day});
        return days;
    };
    EXPECT_EQ(days_of(single, own), days_of(twins, own));
    const auto of_founders = [&](RuleId rule) {
        return [&founders, rule](const Event& e) {
            return founders.contains(e.who) && e.rule == rule;
        };
    };
    EXPECT_EQ(days_of(single, of_founders(Village::death.number)),
              days_of(twins, of_founders(Village::death.number)));
    EXPECT_EQ(days_of(single, of_founders(Village::birth.number)),
              days_of(twins, of_founders(Village::birth.number)));
}

TEST(identity, a_first_child_is_the_same_person_with_a_twin_or_without)
{
    const auto firsts = [](int births_at_once) {
        Scene scene = apart(births_at_once);
        scene.numbers.mortality = 8; // Children do little but die.
        std::set<LifeId> children;
        for (std::uint32_t row = 0; row < scene.founders; ++row)
            children.insert(child_of(founder_of(row), 1));
        return those(play(scene).events, [&](const Event& e) {
            return children.contains(e.who) && e.rule == Village::death.number;
        });
    };
    const auto single = firsts(1);
    EXPECT_GT(single.size(), 30);
    EXPECT_EQ(difference(single, firsts(2)), "");
}

TEST(identity, children_are_known_again_by_mother_and_order)
{
    const auto single = birthdays(play(apart(1)).events);
    for (const auto& [id, day] : single) EXPECT_GE(id, first_life_id);
    int known_again = 0;
    for (std::uint32_t row = 0; row < Scene{}.founders; ++row)
        known_again += single.contains(child_of(founder_of(row), 1));
    EXPECT_GT(known_again, 300);
}

} // namespace
} // namespace counterlife::village
