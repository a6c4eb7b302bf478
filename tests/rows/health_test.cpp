// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The hospital: who flees into it, for how long, and what does not come of it.

#include "tests/rows/river.h"
#include "tests/rows/sent.h"

#include "model/belief/news.h"

#include <cmath>

namespace counterlife::tests {

namespace {

/// The baseline in which certificates go by need.
const Told& by_need()
{
    static const Told told = tell(without_claim("HEALTH-03"), {.until = 1997, .one_in = 200});
    return told;
}

} // namespace

// HEALTH-01  A spell lasts three months, unless death ends it, and nobody has more than two.
TEST(Spells, last_three_months_and_make_six_in_all)
{
    const double spread = as_given("population.spell_spread");
    std::size_t spells = 0, six_months = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        std::vector<Day> begun, ended;
        for (const Event& event : one.since) {
            if (event.rule == number("health.refuge")) begun.push_back(event.day);
            if (event.rule == number("health.discharge")) ended.push_back(event.day);
        }
        EXPECT_LE(begun.size(), 2u) << id;
        six_months += ended.size() == 2;
        const bool died_on_ward = begun.size() > ended.size() && one.person->died != engine::no_day;
        const bool lies_there = one.career().stage == model::Stage::ward;
        EXPECT_EQ(begun.size() - ended.size(), died_on_ward || lies_there ? 1u : 0u) << id;
        for (std::size_t i = 0; i < ended.size(); ++i, ++spells)
            EXPECT_NEAR((ended[i] - begun[i]).count(), 91, 91 * spread + 1) << id;
    }
    EXPECT_GT(spells, 60u);
    EXPECT_GT(six_months, 10u);
}

// HEALTH-01, LOOP-02  A year after a failed petition holds more spells than a year before it.
TEST(Spells, are_commoner_after_a_petition_has_failed)
{
    double years_before = 0, years_after = 0, spells_before = 0, spells_after = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* asked = one.first("labour.petition");
        const Event* ill = one.first("health.refuge");
        const Event* left = one.first("labour.absconding");
        const Day end = ill ? ill->day : left ? left->day : one.since.back().day;
        const bool after = asked && asked->day < end;
        years_before += ((after ? asked->day : end) - one.arrival.day).count();
        years_after += after ? (end - asked->day).count() : 0;
        if (ill) ++(after ? spells_after : spells_before);
    }
    ASSERT_GT(spells_after, 20);
    EXPECT_GT(share(spells_after, years_after), 3 * share(spells_before, years_before));
}

// HEALTH-01  Those angered by unequal release lie down more often than those who are not.
TEST(Spells, are_commoner_among_the_discontented)
{
    std::array<double, 2> people{}, ill{};
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* news = one.first("belief.news");
        if (!news) continue;
        const bool angry = model::detail_of<model::belief::NewsDetail>(news->detail).at_privilege();
        ++people[angry];
        ill[angry] += one.ever("health.refuge");
    }
    ASSERT_GT(people[0], 20);
    ASSERT_GT(people[1], 30);
    EXPECT_GT(share(ill[1], people[1]), share(ill[0], people[0]));
}

// HEALTH-02  After the certificate come no work, no arrest, no lapse and no accident underground.
TEST(Certificate, ends_work_for_good_and_is_respected)
{
    const std::set<engine::RuleId> never_again{
        number("labour.placement"), number("security.arrest"), number("party.lapse"),
        number("mine.accident"),    number("mine.explosion"),  number("labour.petition"),
        number("labour.absconding")};
    std::size_t holders = 0;
    for (const auto& [id, one] : sent_in(by_need())) {
        Day given = engine::no_day;
        for (const Event& event : one.since) {
            if (event.rule == number("health.discharge") && event.detail < 0) given = event.day;
            EXPECT_FALSE(given < event.day && never_again.contains(event.rule)) << id;
        }
        EXPECT_EQ(one.career().certified, given != engine::no_day) << id;
        if (given == engine::no_day) continue;
        ++holders;
        EXPECT_FALSE(one.career().registered) << id;
        EXPECT_EQ(one.career().stage, model::Stage::at_home) << id;
    }
    EXPECT_GT(holders, 15u);
}

// HEALTH-03  However long somebody lies there, no certificate comes of it.
TEST(Certificate, is_not_earned_by_months_on_a_ward)
{
    double after_three = 0, after_six = 0;
    for (const Event& event : twice_told().of("health.discharge")) {
        EXPECT_GT(event.detail, 0) << event.who;
        ++(event.detail > 100 ? after_six : after_three);
    }
    EXPECT_GT(after_three, 50);
    EXPECT_GT(after_six, 15);
}

// HEALTH-03  Where need decides, the chance is the same at the end of the first and second spell.
TEST(Certificate, goes_by_need_where_it_can_be_had)
{
    std::array<double, 2> spells{}, given{};
    for (const Event& event : by_need().of("health.discharge")) {
        const bool second = std::abs(event.detail) > 100;
        ++spells[second];
        given[second] += event.detail < 0;
    }
    for (const bool second : {false, true}) {
        ASSERT_GT(spells[second], 20);
        const double bound = 4 * std::sqrt(0.3 * 0.7 / spells[second]);
        EXPECT_NEAR(given[second] / spells[second], 0.3, bound) << second;
    }
}

// HEALTH-04  Members lie on wards and stay members; nobody on a ward is arrested.
TEST(Ward, keeps_a_member_registered)
{
    std::size_t members = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        bool lies = false;
        for (const Event& event : one.since) {
            if (event.rule == number("health.refuge")) lies = true, members += one.was_member();
            if (event.rule == number("health.discharge")) lies = false;
            if (!lies) continue;
            EXPECT_NE(event.rule, number("party.lapse")) << id;
            EXPECT_NE(event.rule, number("party.recall")) << id;
            EXPECT_NE(event.rule, number("security.arrest")) << id;
        }
    }
    EXPECT_GT(members, 20u);
}

} // namespace counterlife::tests
