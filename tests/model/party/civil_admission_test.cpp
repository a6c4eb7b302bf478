// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who asks the committee at work, and whom it admits.

#include "model/offices.h"
#include "model/party/admission.h"
#include "model/party/party.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 3, 1), april = day_of(1980, 4, 15), before_april = april - 30;

/// A month is enough to learn the principles.
Given committee(Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"party.days_to_learn", 30}});
    return given;
}

/// Somebody at work who strives for membership.
void work(Alone& one, Sex sex = Sex::male)
{
    Life& life = one.life();
    life.sex = sex;
    life.career.stage = Stage::worker;
    life.career.goal = Goal::party;
}

/// The first day on which somebody is so old.
Day first_day_at(Alone& one, int years)
{
    return engine::birthday(one.life().born, years);
}

TEST(Application, PARTY_02_is_made_at_the_rate_of_each_sex)
{
    const Given given{.numbers = {{"party.application/M", 0.25},
                                  {"party.application/F", 0.125},
                                  {"party.application_factor", 1}}};
    Alone man{given};
    work(man);
    EXPECT_DOUBLE_EQ(man.rate(application, today), 0.25);
    Alone woman{given};
    work(woman, Sex::female);
    EXPECT_DOUBLE_EQ(woman.rate(application, today), 0.125);
}

TEST(Application, BEYOND_12_is_made_in_the_middle_of_life)
{
    for (const bool told : {true, false}) {
        Given given{.numbers = {{"party.application", 0.25},
                                {"party.application_factor/young", 0.5},
                                {"party.application_factor/mature", 2},
                                {"party.application_mature_age", 40}}};
        if (!told) given.off = {"BEYOND-12"};
        Alone one{given};
        work(one);
        EXPECT_DOUBLE_EQ(one.rate(application, first_day_at(one, 40) - 1), told ? 0.125 : 0.25);
        EXPECT_DOUBLE_EQ(one.rate(application, first_day_at(one, 40)), told ? 0.5 : 0.25);
    }
}

TEST(Application, is_for_those_between_the_ages_to_the_day)
{
    Alone one{{.numbers = {{"party.application", 0.25},
                           {"party.application_factor", 1},
                           {"party.application_age/from", 18},
                           {"party.application_age/until", 50}}}};
    work(one);
    const Day first = first_day_at(one, 18), last = first_day_at(one, 50) - 1;
    EXPECT_EQ(one.rate(application, first - 1), 0);
    EXPECT_EQ(one.ceiling(application, first - 1).rate, never);
    EXPECT_EQ(one.ceiling(application, first - 1).until, first) << "asked again on that day";
    EXPECT_DOUBLE_EQ(one.rate(application, first), 0.25);
    EXPECT_DOUBLE_EQ(one.rate(application, last), 0.25);
    EXPECT_EQ(one.rate(application, last + 1), 0);
    EXPECT_EQ(one.ceiling(application, last + 1).rate, never);
}

TEST(Application, is_made_by_nobody_who_strives_for_something_else)
{
    for (const Goal goal : {Goal::undecided, Goal::study, Goal::money, Goal::family}) {
        Alone one;
        work(one);
        one.life().career.goal = goal;
        EXPECT_EQ(one.ceiling(application, today).rate, never);
        EXPECT_EQ(one.ceiling(application, today).until, no_day);
    }
}

TEST(Application, is_on_the_agenda_of_workers_outside_the_party)
{
    Alone one;
    work(one);
    EXPECT_TRUE(one.meets(application));
    one.life().career.standing = Standing::member;
    EXPECT_FALSE(one.meets(application));
    one.life().career.standing = Standing::cancelled;
    EXPECT_TRUE(one.meets(application));
    one.life().career.stage = Stage::idle;
    EXPECT_FALSE(one.meets(application));
}

TEST(Application, is_entered_with_devotion_and_regard)
{
    Alone one{{.numbers = {{"party.application_regard", 0.5}, {"belief.to_learning", 0}}}};
    work(one, Sex::female);
    one.life().career.devotion = 60;
    one.life().career.regard = 40;
    const Deed deed = one.does(application, today);
    EXPECT_TRUE(deed.is_quiet());
    ASSERT_EQ(one.place_state().committee.applicants.size(), 1u);
    const Candidate& asks = one.place_state().committee.applicants.front();
    EXPECT_EQ(asks.who.id, one.other(0).id);
    EXPECT_FLOAT_EQ(asks.worth, 60 + 0.5F * 40);
    EXPECT_TRUE(asks.woman);
    EXPECT_FALSE(asks.member);
}

TEST(Application, LOOP_06_is_worth_less_by_what_goes_into_learning)
{
    Alone one{{.numbers = {{"party.application_regard", 0}, {"belief.to_learning", 0.75}}}};
    work(one);
    one.life().career.devotion = 60;
    one.does(application, today);
    EXPECT_FLOAT_EQ(one.place_state().committee.applicants.front().worth, 15);
}

void ask(Alone& office, std::uint32_t number, float worth)
{
    office.place_state().committee.applicants.push_back(
        {.who = office.other(number), .worth = worth});
}

TEST(CivilAdmission, PARTY_06_is_decided_so_long_before_the_partys_days_as_learning_takes)
{
    Alone office{committee()};
    const Day october = day_of(1980, 10, 10);
    EXPECT_EQ(office.next(civil_admission, day_of(1980, 1, 1)), before_april);
    EXPECT_EQ(office.next(civil_admission, before_april), before_april);
    EXPECT_EQ(office.next(civil_admission, before_april + 1), october - 30);
    EXPECT_EQ(office.next(civil_admission, october - 29), day_of(1981, 4, 15) - 30);
}

TEST(CivilAdmission, PARTY_05_admits_the_share_and_in_it_the_worthiest)
{
    Alone office{
        committee({.numbers = {{"party.admitted_share", 0.5}, {"party.luck/admission", 0}}})};
    for (const std::uint32_t number : {1, 2, 3, 4}) ask(office, number, number % 2 ? 10.0F : 20.0F);
    const Deed deed = office.carries_out(civil_admission, before_april);
    std::set<LifeId> admitted, taught;
    for (const Letter& letter : deed.letters_of(admission)) {
        admitted.insert(letter.to);
        EXPECT_EQ(letter.day, april) << "read on the party's day";
        EXPECT_FALSE(said_in<Admitted>(letter.payload).in_army);
    }
    for (const Letter& letter : deed.letters_of(principles)) {
        taught.insert(letter.to);
        EXPECT_EQ(letter.day, before_april + 1) << "PARTY-06: learned until then";
    }
    EXPECT_EQ(admitted, (std::set{office.other(2).id, office.other(4).id}));
    EXPECT_EQ(taught, admitted);
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 2);
    EXPECT_TRUE(office.place_state().committee.applicants.empty()) << "the rest may ask again";
}

TEST(CivilAdmission, BEYOND_11_admits_more_in_the_capital)
{
    const auto admitted = [](bool in_the_capital, std::vector<std::string> off = {}) {
        Given given = committee({.numbers = {{"party.admitted_share", 0.25},
                                             {"party.admitted_capital", 2},
                                             {"party.luck/admission", 0}},
                                 .off = std::move(off)});
        const Alone anywhere{given};
        const auto& map = anywhere.numbers().map;
        if (in_the_capital) given.place = map.places[map.capital].name;
        Alone office{given};
        for (std::uint32_t number = 1; number <= 8; ++number) ask(office, number, 10);
        return office.carries_out(civil_admission, before_april).count(admission);
    };
    EXPECT_EQ(admitted(true), 4u);
    EXPECT_EQ(admitted(false), 2u);
    EXPECT_EQ(admitted(true, {"BEYOND-11"}), 2u);
}

TEST(CivilAdmission, rounds_by_the_lot_of_the_committee_each_time)
{
    std::size_t some = 0;
    for (const Day day : {before_april, day_of(1980, 10, 9), day_of(1981, 4, 14),
                          day_of(1981, 10, 9), day_of(1982, 4, 14), day_of(1982, 10, 9)}) {
        Alone office{committee({.numbers = {{"party.admitted_share", 0.4}}})};
        ask(office, 1, 50);
        const LifeId committee = office_at(office.here(), committee_office);
        const bool taken =
            0.4 + office.uniform(civil_admission, static_cast<std::uint32_t>(day.count()),
                                 committee) >=
            1;
        const Deed deed = office.carries_out(civil_admission, day);
        EXPECT_EQ(deed.count(admission), taken ? 1u : 0u);
        EXPECT_EQ(deed.is_quiet(), !taken);
        some += taken;
    }
    EXPECT_GT(some, 0u);
    EXPECT_LT(some, 6u);
}

TEST(CivilAdmission, weighs_the_luck_of_each_applicant)
{
    Alone office{
        committee({.numbers = {{"party.admitted_share", 0.5}, {"party.luck/admission", 1}}})};
    const auto score = [&](std::uint32_t number, float worth) {
        return 100 * office.uniform(civil_admission, 0, office.other(number).id) + worth;
    };
    std::vector<std::pair<double, LifeId>> scores;
    for (std::uint32_t number = 1; number <= 20; ++number) {
        const auto worth = static_cast<float>(number);
        ask(office, number, worth);
        scores.emplace_back(-score(number, worth), office.other(number).id);
    }
    std::ranges::sort(scores);
    std::set<LifeId> best, admitted;
    for (std::size_t i = 0; i < 10; ++i) best.insert(scores[i].second);
    for (const Letter& letter :
         office.carries_out(civil_admission, before_april).letters_of(admission))
        admitted.insert(letter.to);
    EXPECT_EQ(admitted, best);
}

} // namespace
} // namespace counterlife::model::party
