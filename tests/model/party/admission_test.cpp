// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who of a unit is nominated, and what becomes of a candidate.

#include "model/army/training.h"
#include "model/party/admission.h"
#include "model/party/party.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day october = day_of(1981, 10, 10), enlisted = day_of(1972, 4, 1);

/// Everybody who serves out the term should be a member by its end.
Given a_sector(Given given = {})
{
    given.place = "front-west";
    given.numbers.insert(given.numbers.end(), {{"party.completion_share/ordinary", 1},
                                               {"party.completion_share/favoured", 1},
                                               {"party.days_to_learn", 30}});
    return given;
}

struct Soldier {
    Day due = day_of(1982, 4, 1);
    float merit = 1;
    Award award = Award::none;
    bool member = false;
};

void serve(Alone& sector, std::uint32_t number, const Soldier& soldier)
{
    sector.place_state().garrison.enter(0, {.who = sector.other(number),
                                            .enlisted = enlisted,
                                            .due = soldier.due,
                                            .merit = soldier.merit,
                                            .award = soldier.award,
                                            .member = soldier.member});
}

Deed nominated(Alone& sector)
{
    return sector.carries_out(nomination, october - 30);
}

/// The first day, not before one, from which learning ends on a day of the party.
Day day_by_day(const Alone& sector, Day day)
{
    while (next_party_day(day_of_admission(sector.numbers(), day)) !=
           day_of_admission(sector.numbers(), day))
        ++day;
    return day;
}

TEST(Nomination, is_decided_in_time_where_learning_takes_longer_or_less_long_from_a_day_on)
{
    for (const double days : {14, 25, 45, 60})
        for (const int shift : {-50, -30, -20, -1, 0, 1, 40}) {
            Given given = a_sector();
            given.later = {{"party.days_to_learn", days, october + engine::Days{shift}}};
            const Alone sector{given};
            for (Day day = october - 200; day < october + 200; ++day)
                ASSERT_EQ(next_decision(sector.numbers(), day), day_by_day(sector, day))
                    << days << " days from " << shift << ", asked " << (day - october).count();
        }
}

TEST(Nomination, PARTY_07_is_decided_so_that_the_principles_are_learned_by_the_partys_days)
{
    Alone sector{a_sector()};
    EXPECT_EQ(sector.next(nomination, day_of(1981, 1, 1)), day_of(1981, 4, 15) - 30);
    EXPECT_EQ(sector.next(nomination, day_of(1981, 4, 15) - 29), october - 30);
    EXPECT_EQ(sector.next(nomination, october - 30), october - 30);
    EXPECT_EQ(sector.next(nomination, october - 29), day_of(1982, 4, 15) - 30);
}

TEST(Nomination, PARTY_06_has_the_candidate_learn_at_once_and_join_on_the_partys_day)
{
    Alone sector{a_sector()};
    serve(sector, 7, {.merit = 2.5});
    const Deed deed = nominated(sector);
    ASSERT_EQ(deed.letters.size(), 2u);
    const Letter learn = deed.letter_of(principles);
    EXPECT_EQ(learn.to, sector.other(7).id);
    EXPECT_EQ(learn.day, october - 29);
    EXPECT_EQ(said_in<army::MeritDetail>(learn.payload).merit, 250);
    const Letter join = deed.letter_of(admission);
    EXPECT_EQ(join.to, sector.other(7).id);
    EXPECT_EQ(join.day, october);
    EXPECT_TRUE(said_in<Admitted>(join.payload).in_army);
    EXPECT_EQ(said_in<Admitted>(join.payload).served, 9);
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 1);
}

TEST(Nomination, passes_over_whoever_is_home_by_the_partys_day)
{
    for (const Day due : {october - 31, october - 1, october}) {
        Alone sector{a_sector()};
        serve(sector, 7, {.due = due});
        EXPECT_TRUE(nominated(sector).letters.empty()) << (october - due).count() << " days before";
    }
    Alone sector{a_sector()};
    serve(sector, 7, {.due = october + 1});
    EXPECT_EQ(nominated(sector).count(admission), 1u);
}

TEST(Nomination, gives_the_place_of_whoever_goes_home_to_the_next)
{
    Alone sector{a_sector({.numbers = {{"party.october_share", 1}}})};
    serve(sector, 7, {.due = october - 1, .merit = 9, .member = true});
    serve(sector, 8, {.due = october - 1, .merit = 8});
    serve(sector, 9, {.merit = 1});
    EXPECT_EQ(nominated(sector).letter_of(admission).to, sector.other(9).id);
}

TEST(Nomination, asks_nobody_twice_and_no_member)
{
    Alone sector{a_sector()};
    serve(sector, 7, {});
    serve(sector, 8, {.member = true});
    EXPECT_EQ(nominated(sector).letter_of(admission).to, sector.other(7).id);
    const Deed again = nominated(sector);
    EXPECT_TRUE(again.letters.empty());
    EXPECT_TRUE(again.is_quiet());
}

/// Of two in an intake of which half should be members.
LifeId first_of(const Soldier& one, const Soldier& other, Given given = {})
{
    given = a_sector(std::move(given));
    for (auto& [name, value] : given.numbers)
        if (name.starts_with("party.completion_share")) value = 0.5;
    Alone sector{given};
    serve(sector, 7, one);
    serve(sector, 8, other);
    const auto letters = nominated(sector).letters_of(admission);
    return letters.empty() ? engine::nobody : letters.front().to - engine::first_life_id;
}

TEST(Nomination, ARMY_06_takes_the_decorated_and_PARTY_05_then_those_of_most_merit)
{
    EXPECT_EQ(first_of({.merit = 2}, {.merit = 1}), 7u);
    EXPECT_EQ(first_of({.merit = 1}, {.merit = 2}), 8u);
    EXPECT_EQ(first_of({.merit = 2}, {.merit = 1, .award = Award::commendation}), 8u);
    EXPECT_EQ(first_of({.award = Award::medal}, {.award = Award::commendation}), 7u);
}

TEST(Nomination, PARTY_05_off_goes_by_a_lot_that_no_merit_moves)
{
    const LifeId first = first_of({.merit = 1}, {.merit = 2}, {.off = {"PARTY-05"}});
    EXPECT_EQ(first_of({.merit = 2}, {.merit = 1}, {.off = {"PARTY-05"}}), first);
    EXPECT_EQ(first_of({.award = Award::medal}, {}, {.off = {"PARTY-05"}}), first);
    EXPECT_EQ(first_of({}, {.award = Award::medal}, {.off = {"PARTY-05"}}), first);
}

/// Somebody at a workplace.
struct AtWork : Alone {
    explicit AtWork(const Given& given = {}) : Alone{given}
    {
        life().career.stage = Stage::worker;
        life().career.principles = true;
    }
};

TEST(Principles, PARTY_06_are_learned_by_the_candidate)
{
    AtWork one;
    one.life().career.principles = false;
    const army::MeritDetail so_far{250};
    const Deed deed = one.reads(principles, october - 29, {.payload = payload_of(so_far)});
    EXPECT_TRUE(deed.life.career.principles);
    EXPECT_TRUE(deed.carries_on);
    EXPECT_EQ(detail_of<army::MeritDetail>(deed.event().detail).merit, 250);
    AtWork other{{.off = {"PARTY-06"}}};
    other.life().career.principles = false;
    EXPECT_FALSE(other.reads(principles, october - 29).life.career.principles);
}

constexpr std::uint64_t nine_years_served = payload_of(Admitted{.in_army = true, .served = 9});

TEST(Principles, are_not_taught_to_members)
{
    AtWork one;
    one.life().career.principles = false;
    one.life().career.standing = Standing::member;
    const Deed deed = one.reads(principles, october - 29);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_FALSE(deed.life.career.principles);
}

TEST(Admission, PARTY_08_makes_a_member_with_a_certificate)
{
    AtWork one;
    const Deed deed = one.reads(admission, october, {.payload = nine_years_served});
    EXPECT_EQ(deed.life.career.standing, Standing::member);
    EXPECT_EQ(deed.life.career.admitted, october);
    EXPECT_EQ(deed.life.career.certificate, Certificate::kept);
    const auto detail = detail_of<AdmissionDetail>(deed.event().detail);
    EXPECT_FALSE(detail.at_work);
    EXPECT_EQ(detail.served, 9);
    AtWork without{{.off = {"PARTY-08"}}};
    const Deed at_work = without.reads(admission, october);
    EXPECT_EQ(at_work.life.career.certificate, Certificate::none);
    EXPECT_TRUE(detail_of<AdmissionDetail>(at_work.event().detail).at_work);
}

TEST(Admission, PARTY_06_is_of_those_who_have_learned_the_principles)
{
    for (const bool off : {false, true}) {
        AtWork one{
            {.off = off ? std::vector<std::string>{"PARTY-06"} : std::vector<std::string>{}}};
        one.life().career.principles = false;
        EXPECT_EQ(one.reads(admission, october).is_quiet(), !off);
    }
}

TEST(Admission, is_entered_in_the_roll_of_the_unit)
{
    AtWork soldier{a_sector()};
    serve(soldier, 7, {});
    serve(soldier, 8, {});
    Career& career = soldier.life().career;
    career.stage = Stage::soldier;
    career.row = 1;
    soldier.reads(admission, october, {.payload = nine_years_served});
    EXPECT_FALSE(soldier.place_state().garrison.unit[0].roll[0].member);
    EXPECT_TRUE(soldier.place_state().garrison.unit[0].roll[1].member);
    EXPECT_EQ(soldier.place_state().tally.army_admissions, 1);
}

TEST(Admission, FAMILY_02_is_told_to_the_father_or_else_to_the_mother)
{
    AtWork one;
    one.life().father = one.other(1);
    one.life().mother = one.other(2);
    EXPECT_EQ(one.reads(admission, october).letter_of(parents_told).to, one.other(1).id);

    AtWork fatherless;
    fatherless.life().father = fatherless.other(1);
    fatherless.life().father.note = known_dead;
    fatherless.life().mother = fatherless.other(2);
    EXPECT_EQ(fatherless.reads(admission, october).letter_of(parents_told).to,
              fatherless.other(2).id);

    AtWork orphan;
    EXPECT_TRUE(orphan.reads(admission, october).letters.empty());
}

TEST(Admission, passes_by_members_and_those_who_are_not_there)
{
    AtWork member;
    member.life().career.standing = Standing::member;
    EXPECT_TRUE(member.reads(admission, october).is_quiet());
    for (const Stage away : {Stage::absent, Stage::idle, Stage::detained}) {
        Alone one;
        one.life().career.stage = away;
        const Deed deed = one.reads(admission, october);
        EXPECT_TRUE(deed.is_quiet());
        EXPECT_EQ(deed.life.career.standing, Standing::outside);
    }
}

TEST(Admission, is_refused_to_the_share_that_no_committee_takes)
{
    const Given given{.numbers = {{"party.refused", 0.3}}};
    for (std::uint32_t number = 0; number < 50; ++number) {
        AtWork one{given};
        one.life().being.id += number;
        const bool taken = one.uniform(admission, 0) >= 0.3;
        EXPECT_EQ(one.reads(admission, october).life.career.standing == Standing::member, taken);
    }
}

TEST(Admission, PARTY_03_off_is_declined_by_those_who_want_to_study)
{
    for (const bool off : {false, true}) {
        AtWork one{
            {.off = off ? std::vector<std::string>{"PARTY-03"} : std::vector<std::string>{}}};
        one.life().career.goal = Goal::study;
        EXPECT_EQ(one.reads(admission, october).is_quiet(), off);
    }
}

TEST(ParentsTold, FAMILY_02_hear_who_it_was)
{
    Alone parent;
    const Deed deed = parent.reads(parents_told, october, {.from = parent.other(5).id});
    EXPECT_EQ(deed.event().with, parent.other(5).id);
    EXPECT_TRUE(deed.carries_on);
}

/// Whether somebody in that stage is taught, and admitted.
std::pair<bool, bool> is_reached(Stage stage, bool dispersed = false)
{
    const auto reads = [&](const Rule& rule) {
        Alone one{{.numbers = {{"party.refused", 0}}}};
        one.life().career.stage = stage;
        if (stage == Stage::soldier)
            one.life().career.row = one.place_state().garrison.enter(0, {.who = one.self()});
        one.life().career.principles = rule.name == admission.name;
        one.life().career.dispersed = dispersed;
        const Deed deed = one.reads(rule, october, {.from_place = one.here()});
        return rule.name == principles.name ? deed.life.career.principles
                                            : deed.life.career.standing == Standing::member;
    };
    return {reads(principles), reads(admission)};
}

TEST(Admission, PARTY_06_is_of_those_who_serve_or_work_and_of_nobody_who_has_left)
{
    for (std::size_t number = 0; number < stages; ++number) {
        const auto stage = static_cast<Stage>(number);
        const bool there = stage == Stage::worker || stage == Stage::soldier;
        EXPECT_EQ(is_reached(stage), (std::pair{there, there})) << number;
    }
    EXPECT_EQ(is_reached(Stage::worker, true), (std::pair{false, false}));
}

TEST(ParentsTold, FAMILY_05_FAMILY_07_reaches_nobody_who_is_gone)
{
    const auto hears = [](Stage stage, bool dispersed) {
        Alone parent;
        parent.life().career.stage = stage;
        parent.life().career.dispersed = dispersed;
        const PlaceId front = parent.place_named("front-west");
        return !parent
                    .reads(parents_told, october, {.from = parent.other(1).id, .from_place = front})
                    .is_quiet();
    };
    EXPECT_TRUE(hears(Stage::worker, false));
    EXPECT_FALSE(hears(Stage::trader, true));
    EXPECT_FALSE(hears(Stage::abroad, false));
    EXPECT_FALSE(hears(Stage::leaving, false)) << "by the river";
    EXPECT_FALSE(hears(Stage::seeking, false)) << "on the way from station to station";
    EXPECT_FALSE(hears(Stage::south, false));
}

} // namespace
} // namespace counterlife::model::party
