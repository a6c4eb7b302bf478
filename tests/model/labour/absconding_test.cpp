// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Leaving an assignment without leave: how often, what is left behind, who comes along.

#include "model/household/household.h"
#include "model/labour/absconding.h"
#include "model/labour/labour.h"
#include "model/offices.h"
#include "model/party/lapse.h"
#include "model/security/security.h"
#include "tests/model/labour/bound.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::labour {
namespace {

using engine::day_of;
using Claims = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1990, 4, 10);

/// Somebody bound to a mine, of discontent 0.6, who has tried all that is milder.
void assign(Alone& worker)
{
    Career& career = bind_to_mine(worker);
    career.enlisted = day_of(1977);
    career.tried = day_of(1987);
    career.anger = 60;
    career.petitioned = true;
    career.sick_tried = true;
}

/// Numbers by which that person leaves 1.4 times a year.
Named leaving(const Named& more = {})
{
    Named all{{"policy.absconding", 2},    {"policy.absconding_least", 0.25},
              {"policy.shock_factor", 3},  {"policy.ladder", 0.5},
              {"policy.cooldown", 2},      {"policy.fear_of_deaths", 0},
              {"policy.fear_of_shock", 0}, {"belief.devotion_weight", 0},
              {"belief.attachment", 0.1},  {"belief.outside", 0}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

template <class Change>
double rate_with(const Change& change, Claims off = {}, const Named& more = {}, Day day = today)
{
    Alone worker{{.numbers = leaving(more), .off = std::move(off)}};
    assign(worker);
    change(worker.life().career);
    return worker.rate(absconding, day);
}

constexpr auto as_is = [](Career&) {};

TEST(Absconding, comes_to_those_at_work_whom_an_order_binds)
{
    Alone worker;
    assign(worker);
    EXPECT_TRUE(worker.meets(absconding));
    worker.life().career.bound = false;
    EXPECT_FALSE(worker.meets(absconding));
    worker.life().career.bound = true;
    worker.life().career.stage = Stage::ward;
    EXPECT_FALSE(worker.meets(absconding));
}

TEST(Absconding, LABOUR_14_grows_with_discontent_from_a_least_rate)
{
    const auto rate_at = [](int anger, Claims off = {}) {
        return rate_with([&](Career& c) { c.anger = static_cast<std::uint8_t>(anger); },
                         std::move(off));
    };
    EXPECT_NEAR(rate_at(0), 0.5, 1e-12);
    EXPECT_NEAR(rate_at(20), 0.8, 1e-12);
    EXPECT_NEAR(rate_at(60), 1.4, 1e-12);
    EXPECT_NEAR(rate_at(100), 2, 1e-12);
    EXPECT_EQ(rate_at(100, {"LABOUR-14"}), 0);
}

TEST(Absconding, LABOUR_11_waits_for_months_after_a_petition_to_the_day)
{
    const auto rate_after = [](Day tried, bool petitioned, Claims off = {}) {
        return rate_with(
            [&](Career& c) {
                c.tried = tried;
                c.petitioned = petitioned;
            },
            std::move(off), {{"policy.ladder", 0}});
    };
    // Two months are sixty whole days.
    EXPECT_EQ(rate_after(today, true), 0);
    EXPECT_EQ(rate_after(today - 59, true), 0);
    EXPECT_NEAR(rate_after(today - 60, true), 1.4, 1e-12);
    EXPECT_NEAR(rate_after(today - 59, true, {"LABOUR-11"}), 1.4, 1e-12);
    EXPECT_NEAR(rate_after(today - 59, false), 1.4, 1e-12) << "who has only just arrived";
}

TEST(Absconding, LOOP_02_is_rarer_by_each_milder_way_that_has_not_been_tried)
{
    const auto rate_if = [](bool petitioned, bool sick, const Named& more = {}, Claims off = {}) {
        return rate_with(
            [&](Career& c) {
                c.petitioned = petitioned;
                c.sick_tried = sick;
            },
            std::move(off), more);
    };
    const Named strict{{"policy.ladder", 0.75}};
    EXPECT_NEAR(rate_if(true, true, strict), 1.4, 1e-12);
    EXPECT_NEAR(rate_if(false, true, strict), 0.35, 1e-12);
    EXPECT_NEAR(rate_if(true, false, strict), 0.35, 1e-12);
    EXPECT_NEAR(rate_if(false, false, strict), 0.0875, 1e-12);
    EXPECT_EQ(rate_if(false, true, {{"policy.ladder", 1}}), 0);
    EXPECT_NEAR(rate_if(false, false, strict, {"LOOP-02"}), 1.4, 1e-12);
    const Named at_the_turn{{"policy.ladder", 0.75}, {"party.switch_year", exact_year(today)}};
    EXPECT_NEAR(rate_if(false, true, at_the_turn), 0.875, 1e-12) << "half as strict by then";
    EXPECT_NEAR(rate_if(false, true, at_the_turn, {"PARTY-22"}), 0.35, 1e-12);
}

TEST(Absconding, MINE_03_is_likelier_for_the_shaken_in_the_months_after_the_explosion)
{
    // 25.75 years after 1970; three months are 91 whole days.
    const Named when{{"mine.explosion_year", 1995.75}, {"mine.shock_months", 3}};
    const Day explosion = Day{} + 9404;
    const auto rate_on = [&](Day day, bool shaken, Claims off = {}) {
        return rate_with([&](Career& c) { c.shaken = shaken; }, std::move(off), when, day);
    };
    EXPECT_NEAR(rate_on(explosion - 1, true), 1.4, 1e-12);
    EXPECT_NEAR(rate_on(explosion, true), 4.2, 1e-12);
    EXPECT_NEAR(rate_on(explosion, false), 1.4, 1e-12);
    EXPECT_NEAR(rate_on(explosion + 90, true), 4.2, 1e-12);
    EXPECT_NEAR(rate_on(explosion + 91, true), 1.4, 1e-12);
    EXPECT_NEAR(rate_on(explosion, true, {"MINE-03"}), 1.4, 1e-12);
}

TEST(Absconding, BELIEF_08_is_held_back_by_the_years_that_a_member_has_given)
{
    const auto rate_of = [](Standing standing, Days given, const Named& more = {},
                            Claims off = {}) {
        return rate_with(
            [&](Career& c) {
                c.standing = standing;
                c.enlisted = today - given;
            },
            std::move(off), more);
    };
    const Days decade{3652};
    const double years = 3652 / 365.2425;
    EXPECT_NEAR(rate_of(Standing::member, Days{0}), 1.4, 1e-12);
    EXPECT_NEAR(rate_of(Standing::member, decade), 1.4 * std::exp(-0.1 * years), 1e-12);
    EXPECT_NEAR(rate_of(Standing::member, 2 * decade), 1.4 * std::exp(-0.2 * years), 1e-12);
    for (const Standing other : {Standing::outside, Standing::lapsed, Standing::cancelled})
        EXPECT_NEAR(rate_of(other, decade), 1.4, 1e-12);
    EXPECT_NEAR(rate_of(Standing::member, decade, {}, {"BELIEF-08"}), 1.4, 1e-12);
    const Named at_the_turn{{"party.switch_year", exact_year(today)}};
    EXPECT_NEAR(rate_of(Standing::member, decade, at_the_turn), 1.4 * std::exp(-0.05 * years),
                1e-12);
}

TEST(Absconding, BELIEF_06_is_likelier_where_another_life_is_known)
{
    const Named known{{"belief.outside", 0.5}};
    EXPECT_NEAR(rate_with(as_is, {}, known), 2.1, 1e-12);
    EXPECT_NEAR(rate_with(as_is, {"BELIEF-06"}, known), 1.4, 1e-12);
}

TEST(Absconding, has_a_ceiling_for_those_with_nothing_to_hold_them)
{
    Alone worker{{.numbers = leaving({{"belief.outside", 0.5}})}};
    assign(worker);
    EXPECT_DOUBLE_EQ(worker.ceiling(absconding, today).rate.value(), 3);
    worker.life().career.shaken = true;
    EXPECT_DOUBLE_EQ(worker.ceiling(absconding, today).rate.value(), 9);
    EXPECT_EQ(worker.ceiling(absconding, today).until, today + 3650);
}

/// A member in the party's register, who leads a team.
void register_member(Alone& worker)
{
    Career& career = worker.life().career;
    career.standing = Standing::member;
    career.registered = true;
    career.post = Post::team_leader;
    Committee& committee = worker.place_state().committee;
    committee.members[static_cast<std::size_t>(Sector::mine)] = 4;
    committee.posts[static_cast<std::size_t>(Post::team_leader)] = 3;
    worker.place_state().labour.workers[0][static_cast<std::size_t>(Sector::mine)] = 10;
}

TEST(Absconding, LABOUR_14_leaves_job_post_registration_and_house_behind)
{
    Alone worker;
    assign(worker);
    register_member(worker);
    worker.life().career.home = worker.place_named("anju");
    worker.life().career.shaken = true;
    const HouseholdId house = worker.life().household;
    const Deed deed = worker.does(absconding, today);
    const Career& career = deed.life.career;
    EXPECT_EQ(career.stage, Stage::absent);
    EXPECT_EQ(career.stage_since, today);
    EXPECT_EQ(career.stage_until, no_day);
    EXPECT_EQ(career.missed, 0);
    EXPECT_FALSE(career.bound);
    EXPECT_FALSE(career.registered);
    EXPECT_EQ(career.post, Post::none);
    EXPECT_EQ(career.standing, Standing::member) << "until it lapses";
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_TRUE(deed.life.own_home);
    const PlaceState& place = worker.place_state();
    EXPECT_EQ(place.households[house].members, 0u);
    EXPECT_EQ(place.labour.workers[0][static_cast<std::size_t>(Sector::mine)], 9);
    EXPECT_EQ(place.committee.members[static_cast<std::size_t>(Sector::mine)], 3);
    EXPECT_EQ(place.committee.posts[static_cast<std::size_t>(Post::team_leader)], 2);
    const auto said = detail_of<AbscondingDetail>(deed.event().detail);
    EXPECT_TRUE(said.shaken);
    EXPECT_EQ(said.standing, Standing::member);
    EXPECT_EQ(deed.left_for, worker.place_named("anju"));
    EXPECT_EQ(deed.arrival, &flight_home);
}

TEST(Absconding, is_noticed_here_by_the_committee_and_at_home_by_the_police)
{
    for (const Standing standing : {Standing::outside, Standing::member}) {
        Alone worker{{.numbers = {{"party.record_lag", 45}}}};
        assign(worker);
        const Address self = worker.self();
        const PlaceId home = worker.life().career.home = worker.place_named("anju");
        worker.life().career.standing = standing;
        const Deed deed = worker.does(absconding, today);
        const Letter absent = deed.letter_of(party::absence);
        EXPECT_EQ(absent.to, office_at(worker.here(), committee_office));
        EXPECT_EQ(absent.day, today + 45);
        EXPECT_EQ(absent.about.id, self.id);
        EXPECT_EQ(said_in<party::AbsenceDetail>(absent.payload).member,
                  standing == Standing::member);
        const Letter report = deed.letter_of(security::report);
        EXPECT_EQ(report.to, office_at(home, police_office));
        EXPECT_EQ(report.day, today + 45);
        EXPECT_EQ(report.about.id, self.id);
        EXPECT_EQ(deed.letters.size(), 2u);
    }
}

TEST(Absconding, is_counted_and_apart_before_word_has_gone_round)
{
    for (const bool told : {false, true}) {
        Alone worker;
        assign(worker);
        worker.life().career.told = told;
        (void)worker.does(absconding, today);
        EXPECT_EQ(worker.place_state().tally.absconded, 1);
        EXPECT_EQ(worker.place_state().tally.absconded_early, told ? 0 : 1);
    }
}

TEST(Absconding, keeps_in_their_house_those_who_are_at_home_already)
{
    Alone worker;
    assign(worker);
    worker.life().marital = Marital::married;
    worker.life().spouse = worker.other(5);
    const HouseholdId house = worker.life().household;
    const Deed deed = worker.does(absconding, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.life.career.stage, Stage::absent);
    EXPECT_FALSE(deed.life.career.bound);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(worker.place_state().households[house].members, 1u);
    EXPECT_EQ(deed.count(household::come), 0u) << "nobody has anywhere to come to";
    EXPECT_EQ(deed.count(security::report), 1u);
}

TEST(Absconding, takes_the_spouse_and_the_children_who_are_not_grown)
{
    Alone worker{{.numbers = {{"household.grown_age", 17}}}};
    assign(worker);
    const PlaceId home = worker.life().career.home = worker.place_named("anju");
    worker.life().marital = Marital::married;
    worker.life().spouse = worker.other(5);
    worker.child(6, 1972); // Eighteen this year,
    worker.child(7, 1973); // seventeen,
    const Address minor = worker.child(8, 1974);
    const Address dead = worker.child(9, 1980);
    for (Address& child : worker.place_state().kin.list(worker.life().children))
        if (child.id == dead.id) child.note |= known_dead;
    const LifeId self = worker.life().being.id;
    const Deed deed = worker.does(absconding, today);
    std::vector<LifeId> asked;
    for (const Letter& letter : deed.letters_of(household::come)) {
        asked.push_back(letter.to);
        EXPECT_EQ(letter.payload, deed.arrival_payload) << "one house for all of them";
        EXPECT_EQ(letter.about.id, self);
        EXPECT_EQ(letter.about.place, home);
        EXPECT_FALSE(household::is_urban(letter.payload));
    }
    EXPECT_EQ(asked, (std::vector{worker.other(5).id, minor.id}));
}

TEST(Absconding, asks_nobody_along_who_is_not_married_any_more)
{
    for (const Marital other : {Marital::never_married, Marital::divorced, Marital::widowed}) {
        Alone worker;
        assign(worker);
        worker.life().career.home = worker.place_named("anju");
        worker.life().marital = other;
        worker.life().spouse = worker.other(5);
        EXPECT_EQ(worker.does(absconding, today).count(household::come), 0u);
    }
}

TEST(FlightHome, ends_in_the_house_to_which_the_others_were_asked)
{
    for (const bool others_are_there : {false, true}) {
        Alone one;
        one.place_state().leave(one.life().household, engine::no_day);
        one.life().household = no_household;
        one.life().career.stage = Stage::absent;
        const std::uint64_t key = 12346;
        if (others_are_there)
            one.place_state().enter(one.place_state().open_household(key), engine::no_day);
        const PlaceId from = one.place_named("tokchon");
        const Deed deed = one.reads(flight_home, today, {.payload = key, .from_place = from});
        ASSERT_NE(deed.life.household, no_household);
        const Household& house = one.place_state().households[deed.life.household];
        EXPECT_EQ(house.key, key);
        EXPECT_EQ(house.members, others_are_there ? 2u : 1u);
        EXPECT_EQ(detail_of<OfPlace>(deed.event().detail).place, from);
        EXPECT_EQ(deed.life.career.stage, Stage::absent);
        EXPECT_TRUE(deed.letters.empty());
    }
}

} // namespace
} // namespace counterlife::model::labour
