// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What drives people out of an assignment, what holds them, and who watches them at home.

#include "model/journal/packed.h"
#include "model/labour/grounds.h"
#include "tests/rows/sent.h"

#include "model/belief/news.h"

#include <cstdio>

namespace counterlife::tests {

namespace {

constexpr int born_into_it = 1969; ///< too young to have formed a goal when the change began

/// What those who were sent, and the young, felt at the start of 1989.
struct Minds {
    Told told;
    std::map<LifeId, Career> sent;
    double strivers = 0, young = 0, merit = 0, soldiers = 0;
};

Minds minds(const Change& change)
{
    constexpr int year_of_asking = 1989;
    Minds all;
    const auto ask = [&all](int year, const Life& life, engine::PlaceId) {
        if (year != year_of_asking) return;
        const Career& career = life.career;
        if (career.service == model::Service::sent && career.bound)
            all.sent[life.being.id] = career;
        if (engine::year_of(life.born) >= born_into_it && career.goal != model::Goal::undecided)
            ++all.young, all.strivers += career.goal == model::Goal::party;
        if (career.stage != model::Stage::soldier) return;
        ++all.soldiers;
        all.merit += career.merit;
    };
    all.told = tell(change, {.until = 1990, .one_in = 200}, ask);
    return all;
}

const Minds& usual()
{
    static const Minds kept = minds(as_told);
    return kept;
}

double devotion(const std::map<LifeId, Career>& sent, const std::set<LifeId>& among)
{
    double sum = 0, people = 0;
    for (const auto& [id, career] : sent)
        if (among.contains(id)) ++people, sum += career.devotion;
    return share(sum, people);
}

/// Those sent who were not let go in either run: the same people under the same hardship.
std::set<LifeId> in_both(const Minds& a, const Minds& b)
{
    std::set<LifeId> both;
    for (const auto& [id, career] : a.sent)
        if (b.sent.contains(id)) both.insert(id);
    return both;
}

std::size_t gone_before(const Told& told, int year, bool members)
{
    std::size_t gone = 0;
    for (const auto& [id, one] : sent_in(told)) {
        const Event* left = one.first("labour.absconding");
        gone += left && one.was_member() == members && engine::year_of(left->day) < year;
    }
    return gone;
}

} // namespace

// SECURITY-01  Whoever left an order and stays at home is watched within months; nobody else is.
TEST(Watch, is_kept_on_every_absconder_at_home_and_on_nobody_else)
{
    constexpr engine::Days months = 195; // Five, as long as they may be.
    std::size_t at_home = 0;
    std::set<LifeId> absconders;
    for (const Event& event : twice_told().of("labour.absconding")) absconders.insert(event.who);
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* left = one.first("labour.absconding");
        if (!left || left->day + months > day_of(1999, 12, 31)) continue;
        const Event *arrested = one.first("security.arrest"),
                    *watched = one.first("security.watch");
        const bool dead = one.person->died < left->day + months;
        const bool taken = arrested && arrested->day < left->day + months;
        if (dead || (taken && !watched)) continue;
        ++at_home;
        if (!watched) {
            ADD_FAILURE() << id << " is not watched";
            continue;
        }
        EXPECT_LE(watched->day - left->day, months) << id;
        EXPECT_GT((watched->day - left->day).count(), 20) << id;
    }
    EXPECT_GT(at_home, 150u);
    std::size_t discharged = 0;
    for (const Event& event : twice_told().of("security.watch"))
        EXPECT_TRUE(absconders.contains(event.who)) << event.who;
    for (const Person& person : twice_told().people) {
        if (person.life.career.service != model::Service::discharged) continue;
        if (person.life.career.traitor) continue; // Watched for having crossed the river.
        ++discharged;
        EXPECT_FALSE(person.life.career.watched) << person.life.being.id;
    }
    EXPECT_GT(discharged, 1000u);
}

// BELIEF-04  Had nobody been let go, those who stayed would be more devoted a year later.
TEST(Devotion, would_be_higher_had_nobody_been_let_go)
{
    const Minds fair = minds({.off = {"PRIV-01"}, .men_factor = 10});
    const std::set<LifeId> both = in_both(usual(), fair);
    ASSERT_GT(both.size(), 100u);
    EXPECT_GT(devotion(fair.sent, both), devotion(usual().sent, both) + 3);
    for (const LifeId id : both)
        EXPECT_GE(fair.sent.at(id).devotion, usual().sent.at(id).devotion) << id;
}

// BELIEF-04  Those who hear of it lose more devotion, and grow angrier, than those who do not.
TEST(Devotion, falls_more_in_those_who_hear_of_it)
{
    std::set<LifeId> heard, unaware;
    for (const Event& event : usual().told.of("belief.news"))
        (model::detail_of<model::belief::NewsDetail>(event.detail).at_privilege() ? heard : unaware)
            .insert(event.who);
    std::array<std::size_t, 2> people{};
    int calmest = 100, angriest = 0;
    for (const auto& [id, career] : usual().sent) {
        if (heard.contains(id)) ++people[1], calmest = std::min<int>(calmest, career.anger);
        if (unaware.contains(id)) ++people[0], angriest = std::max<int>(angriest, career.anger);
    }
    ASSERT_GT(people[0], 20u);
    ASSERT_GT(people[1], 20u);
    EXPECT_GT(calmest, angriest);
    EXPECT_LT(devotion(usual().sent, heard) + 5, devotion(usual().sent, unaware));
}

// BELIEF-05, LOOP-02  Of the ways out the angered try the open one first, most of them.
TEST(Voice, comes_before_the_quiet_ways)
{
    double angered = 0, spoke_first = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* news = one.first("belief.news");
        if (!news || !model::detail_of<model::belief::NewsDetail>(news->detail).at_privilege())
            continue;
        Day first = engine::no_day;
        std::string_view way;
        for (const char* tried : {"labour.petition", "health.refuge", "labour.absconding"})
            if (const Event* event = one.first(tried); event && event->day < first)
                first = event->day, way = tried;
        if (way.empty() || engine::year_of(first) > 1995) continue;
        ++angered;
        spoke_first += way == "labour.petition";
    }
    ASSERT_GT(angered, 60);
    EXPECT_GT(spoke_first / angered, 0.5);
}

// BELIEF-05  The calm do not petition: all who do were discontented beyond the limit that day.
TEST(Voice, is_raised_only_beyond_a_limit)
{
    const auto petitions = twice_told().of("labour.petition");
    ASSERT_GT(petitions.size(), 50u);
    for (const Event& event : petitions)
        EXPECT_GE(model::detail_of<model::labour::PetitionDetail>(event.detail).discontent, 30)
            << event.who;
    const Change dull{.numbers = {{"policy.petition_threshold", 0.8}}, .men_factor = 10};
    EXPECT_LT(tell(dull, {.until = 1990, .one_in = 200}).count("labour.petition"),
              twice_told().count("labour.petition", 1955, 1989) / 2);
}

// BELIEF-06  Had the young of the 1980s known of another life, fewer would have striven, and less.
TEST(Freedom, known_of_early_lowers_striving_and_brings_leaving_forward)
{
    const Minds aware = minds({.numbers = {{"belief.outside", 10}}, .men_factor = 10});
    ASSERT_GT(usual().young, 1000);
    ASSERT_GT(usual().soldiers, 1000);
    EXPECT_LT(aware.strivers / aware.young, usual().strivers / usual().young - 0.1);
    EXPECT_LT(aware.merit / aware.soldiers, usual().merit / usual().soldiers);
    EXPECT_GT(aware.told.count("labour.absconding"), usual().told.count("labour.absconding"));
}

// BELIEF-08  The dearer a year given for membership, the fewer members have left by 1994.
TEST(Attachment, holds_members_the_longer_the_dearer_they_paid)
{
    const auto left = [](double attachment, bool members) {
        const Change change{.numbers = {{"belief.attachment", attachment}}, .men_factor = 10};
        return gone_before(tell(change, {.until = 1994, .one_in = 200}), 1994, members);
    };
    const std::size_t usually = gone_before(twice_told(), 1994, true);
    ASSERT_GT(usually, 10u);
    EXPECT_LT(left(0.4, true), usually);
    ASSERT_GT(gone_before(twice_told(), 1994, false), 20u);
}

// LOOP-01  Which single gate, or pair of gates, if opened, lets anybody out: reported.
TEST(Circle, is_opened_gate_by_gate_for_the_report)
{
    if (!slow_tests_wanted()) GTEST_SKIP() << "takes half a minute: ./dev test --slow";
    const std::array<std::vector<std::string>, 7> open{{{},
                                                        {"PARTY-17"},
                                                        {"PARTY-19"},
                                                        {"LABOUR-13"},
                                                        {"PARTY-17", "PARTY-19"},
                                                        {"PARTY-17", "LABOUR-13"},
                                                        {"PARTY-19", "LABOUR-13"}}};
    for (const auto& gates : open) {
        const Told told = tell({.off = gates, .men_factor = 10}, {.until = 1995, .one_in = 200});
        std::size_t powerless = 0, lawful = 0, fled = 0;
        for (const auto& [id, one] : sent_in(told)) {
            if (one.ever("privilege.release") || one.person->died != engine::no_day) continue;
            ++powerless;
            const bool unlawful = one.ever("labour.absconding");
            const bool employed = one.career().stage == model::Stage::worker;
            fled += unlawful;
            lawful += !unlawful && employed && !one.career().bound;
        }
        std::string names;
        for (const std::string& gate : gates) names += gate + " ";
        std::printf("open: %-20s %zu powerless, %zu out lawfully, %zu fled\n", names.c_str(),
                    powerless, lawful, fled);
        EXPECT_GT(powerless, 150u);
        EXPECT_TRUE(lawful == 0 || !gates.empty());
    }
}

// LOOP-02  Whoever lay on a ward or left had mostly tried the milder way before.
TEST(Steps, are_skipped_less_often_than_not)
{
    double wards = 0, after_voice = 0, flights = 0, after_something = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event *asked = one.first("labour.petition"), *ill = one.first("health.refuge"),
                    *left = one.first("labour.absconding");
        if (ill) ++wards, after_voice += asked && asked->day <= ill->day;
        if (!left || engine::year_of(left->day) > 1994) continue;
        ++flights;
        after_something += (asked && asked->day <= left->day) || (ill && ill->day <= left->day);
    }
    std::printf("%.0f spells of illness, %.0f after a petition; %.0f left by 1994, %.0f after a "
                "milder way\n",
                wards, after_voice, flights, after_something);
    ASSERT_GT(wards, 50);
    ASSERT_GT(flights, 50);
    EXPECT_GT(after_voice / wards, 0.5);
    EXPECT_GT(after_something / flights, 0.5);
}

} // namespace counterlife::tests
