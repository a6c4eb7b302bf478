// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Assignments by order, in single lives and in rates: whom they take, what a petition brings, what
// leaving costs.

#include "model/labour/absconding.h"
#include "model/labour/petition.h"
#include "model/labour/policy.h"
#include "tests/rows/sent.h"

#include "model/army/discharge.h"
#include "model/party/registration.h"

#include <cmath>
#include <cstdio>

namespace counterlife::tests {

namespace {

using model::Sector;
using model::Stage;

/// The person-years at home without work or excuse, year by year, and what came of them.
struct AtHome {
    double years = 0;
    Told told;
};

} // namespace

// LABOUR-02  The first workplace after the army is the ordered one; it was nobody's own choice.
TEST(Assignment, is_the_first_workplace_after_the_army)
{
    const std::set<engine::RuleId> choices{number("labour.placement"), number("labour.job_change"),
                                           number("party.application")};
    std::map<LifeId, Event> last;
    std::size_t arrived = 0;
    for (const Event& event : twice_told().events) {
        if (event.rule == number("army.discharge")) last[event.who] = event;
        if (choices.contains(event.rule)) last.erase(event.who);
        if (event.rule != number("labour.reception")) continue;
        ++arrived;
        ASSERT_TRUE(last.contains(event.who)) << event.who;
        EXPECT_TRUE(model::detail_of<model::army::DischargeDetail>(last.at(event.who).detail).sent)
            << event.who;
        EXPECT_LE((event.day - last.at(event.who).day).count(), 31) << event.who;
    }
    EXPECT_GT(arrived, 200u);
}

// LABOUR-04  Among those sent members are no fewer than among those who might have been.
TEST(Assignment, takes_members_as_it_finds_them)
{
    const Told told = tell({.men_factor = 4}, {.until = 1989, .one_in = 100});
    const auto people = people_by_id(told);
    const auto sent = sent_in(told);
    double eligible = 0, members = 0, members_sent = 0, decorated = 0, decorated_sent = 0;
    for (const Event& event : told.of("army.discharge")) {
        const Person& person = *people.at(event.who);
        const bool of_the_year = day_of(1987, 2, 1) <= event.day && event.day < day_of(1988);
        if (!of_the_year || person.life.sex == model::Sex::female) continue;
        const Career& career = person.life.career;
        const bool member = career.admitted != engine::no_day && career.admitted <= event.day;
        const bool chosen = model::detail_of<model::army::DischargeDetail>(event.detail).sent;
        ++eligible;
        members += member;
        members_sent += member && chosen;
        decorated += career.award != model::Award::none;
        decorated_sent += career.award != model::Award::none && chosen;
    }
    const auto n = static_cast<double>(sent.size());
    ASSERT_GT(n, 300);
    ASSERT_GT(eligible, 1.3 * n);
    const auto bound = [n](double whole) { return 4 * std::sqrt(whole * (1 - whole) / n); };
    EXPECT_NEAR(members_sent / n, members / eligible, bound(members / eligible));
    EXPECT_NEAR(decorated_sent / n, decorated / eligible, bound(decorated / eligible));
}

// LABOUR-07  Housed, employed and bound from the day of arrival, before anything else happens.
TEST(Assignment, begins_with_a_house_and_a_job)
{
    for (const auto& [id, one] : sent_in(twice_told())) {
        EXPECT_EQ(one.since.front().rule, number("labour.reception")) << id;
        EXPECT_EQ(model::detail_of<model::labour::ReceptionDetail>(one.arrival.detail).sector,
                  Sector::mine)
            << id;
        const Event* registered = one.first("party.registration");
        if (!one.was_member()) continue;
        ASSERT_NE(registered, nullptr) << id;
        EXPECT_LE((registered->day - one.arrival.day).count(), 5) << id;
        EXPECT_GT(model::detail_of<model::party::RegistrationDetail>(registered->detail).cell, 0)
            << id;
    }
    EXPECT_GT(sent_in(twice_told()).size(), 200u);
}

// LABOUR-08, LABOUR-09  Petition, refusal with the label, and a scolding in that same workplace.
TEST(Petitioners, are_refused_labelled_and_scolded_within_days)
{
    std::map<LifeId, std::vector<Event>> scolded;
    for (const Event& event : twice_told().of("labour.scolding"))
        scolded[event.with].push_back(event);
    std::size_t petitioners = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* asked = one.first("labour.petition");
        if (!asked || asked->day > day_of(1999, 12, 20) || one.person->died <= asked->day + 5)
            continue;
        ++petitioners;
        const Event* refused = one.first("labour.refusal");
        ASSERT_NE(refused, nullptr) << id;
        EXPECT_FALSE(model::detail_of<model::labour::RefusalDetail>(refused->detail).granted) << id;
        EXPECT_LE((refused->day - asked->day).count(), 5) << id;
        EXPECT_TRUE(one.career().derelict) << id;
        EXPECT_TRUE(std::ranges::any_of(scolded[id], [&](const Event& meeting) {
            return meeting.place == asked->place && asked->day < meeting.day &&
                   meeting.day <= asked->day + 5;
        })) << id;
    }
    EXPECT_GT(petitioners, 100u);
}

// LABOUR-11  After a petition a month at least is worked before anything else is tried.
TEST(Petitioners, work_on_for_a_month_before_they_try_another_way)
{
    std::size_t tried = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* asked = one.first("labour.petition");
        if (!asked) continue;
        for (const char* other : {"health.refuge", "labour.absconding"})
            for (const Event& event : one.since) {
                if (event.rule != number(other) || event.day < asked->day) continue;
                ++tried;
                EXPECT_GE((event.day - asked->day).count(), 30) << id << ' ' << other;
            }
    }
    EXPECT_GT(tried, 100u);
}

// LABOUR-10  In the mines, where nothing is worse, more of those sent petition than on farms.
TEST(Petitioners, are_more_where_there_is_nothing_worse)
{
    const Change angry{.numbers = {{"belief.hardship_anger", 0.9}, {"policy.absconding", 0}},
                       .men_factor = 10};
    const Told told = tell(angry, {.until = 2004, .one_in = 200});
    const auto petitions_a_head = [&](int year) {
        double asked = 0, all = 0;
        for (const auto& [id, one] : sent_in(told, year)) {
            const Event* first = one.first("labour.petition");
            ++all;
            asked += first && first->day < one.arrival.day + 3 * 365;
        }
        EXPECT_GT(all, 30) << year;
        return share(asked, all);
    };
    EXPECT_GT(petitions_a_head(1987), petitions_a_head(2000));
}

// LABOUR-12, PARTY-09  On any first of January every member at work for a week has one cell.
TEST(Workers, who_are_members_have_been_registered_where_they_work)
{
    std::size_t members = 0, without = 0;
    const auto ask = [&](int year, const Life& life, engine::PlaceId) {
        const Career& career = life.career;
        if (career.stage != Stage::worker || career.standing != model::Standing::member) return;
        const Day since = std::max(career.stage_since, career.admitted);
        if (since + 7 > day_of(year) || year == 1955) return;
        ++members;
        without += !career.registered || career.cell == 0;
    };
    tell(as_told, {.until = 1970}, ask);
    EXPECT_GT(members, 10'000u);
    EXPECT_EQ(without, 0u);
}

// LABOUR-13  The idle and the absent are arrested at the stated rate: a risk, not a certainty.
TEST(Arrests, come_at_the_stated_rate)
{
    AtHome home;
    const auto ask = [&home](int year, const Life& life, engine::PlaceId) {
        const Stage stage = life.career.stage;
        if (year >= 1996) home.years += stage == Stage::idle || stage == Stage::absent;
    };
    home.told = tell(as_told, {.one_in = 200}, ask);
    const auto arrests = static_cast<double>(home.told.count("security.arrest", 1996, 1999));
    ASSERT_GT(home.years, 500);
    EXPECT_NEAR(arrests / home.years, 0.06, 4 * std::sqrt(arrests) / home.years);
}

// LABOUR-14, PARTY-19  Home at once, no job and no register left; membership ends a fortnight on.
TEST(Flight, costs_job_house_register_and_membership)
{
    std::size_t fled = 0, members = 0;
    for (const auto& [id, one] : sent_in(twice_told())) {
        const Event* left = one.first("labour.absconding");
        if (!left || left->day > day_of(1999, 10, 1) || one.person->died < left->day + 30) continue;
        ++fled;
        const Event* home = one.first("labour.flight_home");
        if (home) {
            EXPECT_EQ(home->place, one.career().home) << id;
            EXPECT_LE((home->day - left->day).count(), 31) << id;
        }
        EXPECT_TRUE(home || left->place == one.career().home) << id;
        EXPECT_FALSE(one.career().bound) << id;
        const Stage stage = one.career().stage;
        if (stage == Stage::absent || stage == Stage::detained) {
            EXPECT_FALSE(one.career().registered) << id;
            EXPECT_EQ(one.career().post, model::Post::none) << id;
        }
        const bool member_then =
            model::detail_of<model::labour::AbscondingDetail>(left->detail).standing ==
            model::Standing::member;
        if (!member_then) continue;
        ++members;
        const Event *lapsed = one.first("party.lapse"), *arrested = one.first("security.arrest");
        if (arrested && arrested->day < left->day + 14) continue;
        ASSERT_NE(lapsed, nullptr) << id;
        EXPECT_EQ((lapsed->day - left->day).count(), 14) << id;
        const bool again = one.career().admitted > lapsed->day; // Later, at another work.
        EXPECT_TRUE(again || one.career().standing != model::Standing::member) << id;
    }
    EXPECT_GT(fled, 150u);
    EXPECT_GT(members, 80u);
}

} // namespace counterlife::tests
