// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A wish for another job, what becomes of it and who decides; and staying away from work.

#include "model/labour/job_change.h"
#include "model/labour/labour.h"
#include "model/offices.h"
#include "model/party/lapse.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::labour {
namespace {

using engine::day_of;
using Claims = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1990, 4, 10);
constexpr auto day_number = static_cast<std::uint32_t>(today.count());
constexpr auto factory = static_cast<std::size_t>(Sector::factory);

/// A free worker in a factory of a town, with nine others.
void employ(Alone& worker)
{
    worker.life().urban = true;
    worker.life().career.stage = Stage::worker;
    worker.life().career.sector = Sector::factory;
    worker.life().career.stage_since = day_of(1980);
    worker.place_state().labour.workers[1][factory] = 10;
}

void register_member(Alone& worker)
{
    employ(worker);
    worker.life().career.standing = Standing::member;
    worker.life().career.registered = true;
    worker.place_state().committee.members[factory] = 3;
}

TEST(JobChange, comes_at_one_rate_to_those_who_work_freely)
{
    Alone worker{{.numbers = {{"labour.job_change", 0.25}}}};
    employ(worker);
    EXPECT_TRUE(worker.meets(job_change));
    EXPECT_DOUBLE_EQ(worker.rate(job_change, today), 0.25);
    EXPECT_DOUBLE_EQ(worker.ceiling(job_change, today).rate.value(), 0.25);
    EXPECT_EQ(worker.ceiling(job_change, today).until, today + 3650);
    worker.life().career.standing = Standing::member;
    EXPECT_DOUBLE_EQ(worker.rate(job_change, today), 0.25);
    worker.life().career.bound = true;
    EXPECT_FALSE(worker.meets(job_change));
}

/// Standing that is regard alone; without the contempt for those outside.
Named heeding(double disregard)
{
    return {{"party.disregard", disregard}, {"party.standing/power", 0},
            {"party.standing/wealth", 0},   {"party.standing/regard", 1},
            {"party.standing/least", 0},    {"party.standing_penalty", 0},
            {"labour.formalities", 20},     {"labour.first_age", 16}};
}

Wish wish_of(const Deed& deed)
{
    return detail_of<JobChangeDetail>(deed.event().detail).wish;
}

TEST(JobChange, leads_whoever_is_heeded_back_to_the_labour_office)
{
    Alone worker{{.numbers = heeding(0)}};
    employ(worker);
    worker.life().career.post = Post::team_leader;
    worker.place_state().committee.posts[static_cast<std::size_t>(Post::team_leader)] = 2;
    const HouseholdId house = worker.life().household;
    const Deed deed = worker.does(job_change, today);
    EXPECT_EQ(wish_of(deed), Wish::followed);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, today + 20);
    EXPECT_EQ(deed.life.career.post, Post::none);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(worker.place_state().labour.workers[1][factory], 9);
    EXPECT_EQ(worker.place_state().committee.posts[static_cast<std::size_t>(Post::team_leader)], 1);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(JobChange, places_nobody_before_the_first_age)
{
    Alone worker{{.numbers = heeding(0)}};
    employ(worker);
    worker.life().born = day_of(1974, 8, 1);
    // Sixteen years are 5843 whole days, and the age is reached on the day after them.
    EXPECT_EQ(worker.does(job_change, today).life.career.stage_until, day_of(1974, 8, 1) + 5844);
}

TEST(JobChange, PARTY_15_leaves_whoever_is_not_heeded_where_they_were)
{
    Alone worker{{.numbers = heeding(1)}};
    employ(worker);
    worker.life().career.regard = 0;
    const Deed deed = worker.does(job_change, today);
    EXPECT_EQ(wish_of(deed), Wish::disregarded);
    EXPECT_EQ(deed.life.career.stage, Stage::worker);
    EXPECT_EQ(deed.life.career.stage_since, day_of(1980));
    EXPECT_EQ(worker.place_state().labour.workers[1][factory], 10);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(JobChange, PARTY_15_is_heeded_the_less_the_less_standing_by_a_lot_a_day)
{
    for (const int regard : {0, 50, 100})
        for (std::uint32_t number = 0; number < 40; ++number) {
            Alone worker{{.numbers = heeding(0.8)}};
            worker.life().being.id += number;
            employ(worker);
            worker.life().career.regard = static_cast<std::uint8_t>(regard);
            const bool disregarded =
                worker.uniform(job_change, day_number) < 0.8 * (1 - regard / 100.0);
            EXPECT_EQ(wish_of(worker.does(job_change, today)),
                      disregarded ? Wish::disregarded : Wish::followed)
                << regard << ' ' << number;
        }
}

TEST(JobChange, PARTY_18_PARTY_16_asks_the_committee_first_about_a_registered_member)
{
    Alone worker{{.numbers = {{"party.power/secretary", 0.75}}}};
    register_member(worker);
    worker.life().career.rank = Post::secretary;
    const Deed deed = worker.does(job_change, today);
    EXPECT_EQ(wish_of(deed), Wish::needs_release);
    const Letter letter = deed.letter_of(release_asked);
    EXPECT_EQ(letter.to, office_at(worker.here(), committee_office));
    EXPECT_EQ(letter.payload, 75u) << "what power the post gives, once held";
    EXPECT_EQ(letter.about.id, deed.life.being.id);
    EXPECT_EQ(letter.day, today + 1);
    EXPECT_EQ(deed.letters.size(), 1u);
    EXPECT_EQ(deed.life.career.stage, Stage::worker);
    EXPECT_TRUE(deed.life.career.registered);
    EXPECT_EQ(worker.place_state().labour.workers[1][factory], 10);
}

TEST(JobChange, PARTY_18_PARTY_16_lets_others_go_without_a_release)
{
    const auto wish = [](Standing standing, bool registered, Claims off = {}) {
        Alone worker{{.numbers = {{"party.disregard", 0}}, .off = std::move(off)}};
        register_member(worker);
        worker.life().career.standing = standing;
        worker.life().career.registered = registered;
        const Deed deed = worker.does(job_change, today);
        EXPECT_EQ(deed.count(release_asked), wish_of(deed) == Wish::needs_release ? 1u : 0u);
        EXPECT_EQ(deed.life.career.registered, wish_of(deed) == Wish::needs_release);
        return wish_of(deed);
    };
    EXPECT_EQ(wish(Standing::member, true), Wish::needs_release);
    EXPECT_EQ(wish(Standing::member, false), Wish::followed);
    EXPECT_EQ(wish(Standing::lapsed, true), Wish::followed);
    EXPECT_EQ(wish(Standing::outside, false), Wish::followed);
    EXPECT_EQ(wish(Standing::member, true, {"PARTY-18"}), Wish::followed);
    EXPECT_EQ(wish(Standing::member, true, {"PARTY-16"}), Wish::followed);
}

Deed asked(const Given& given, std::uint64_t power = 0, std::uint32_t number = 7)
{
    Alone office{given};
    const Address who = office.other(number);
    return office.receives(release_asked, committee_office, today,
                           {.from = who.id, .payload = power, .about = who});
}

ReleaseAskedDetail said_of(const Deed& deed)
{
    return detail_of<ReleaseAskedDetail>(deed.event().detail);
}

TEST(ReleaseAsked, PARTY_17_is_refused_by_the_secretary_and_the_member_hears)
{
    const Deed deed = asked({.numbers = {{"party.willing/head", 1}}});
    EXPECT_FALSE(said_of(deed).granted);
    EXPECT_TRUE(said_of(deed).head);
    EXPECT_FALSE(said_of(deed).secretary);
    EXPECT_FALSE(said_of(deed).powerful);
    const Alone office;
    EXPECT_EQ(deed.event().with, office.other(7).id);
    EXPECT_EQ(deed.letter_of(release_answer).to, office.other(7).id);
    EXPECT_EQ(deed.letter_of(release_answer).payload, 0u);
    EXPECT_EQ(deed.letters.size(), 1u);
}

TEST(ReleaseAsked, PARTY_17_is_always_granted_where_registrations_are_released)
{
    for (std::uint32_t number = 0; number < 20; ++number) {
        const Deed deed =
            asked({.numbers = {{"party.willing/head", 0}}, .off = {"PARTY-17"}}, 0, number);
        EXPECT_TRUE(said_of(deed).granted);
        EXPECT_TRUE(said_of(deed).secretary);
        EXPECT_FALSE(said_of(deed).head);
        EXPECT_EQ(deed.letter_of(release_answer).payload, 1u);
    }
}

TEST(ReleaseAsked, PARTY_10_goes_by_the_secretary_and_without_the_claim_by_the_head)
{
    const auto granted = [](double head, bool secretary, bool told) {
        Claims off;
        if (secretary) off.emplace_back("PARTY-17");
        if (!told) off.emplace_back("PARTY-10");
        return said_of(asked({.numbers = {{"party.willing/head", head}}, .off = off})).granted;
    };
    EXPECT_TRUE(granted(0, true, true));
    EXPECT_FALSE(granted(1, false, true));
    EXPECT_FALSE(granted(0, true, false));
    EXPECT_TRUE(granted(1, false, false));
}

TEST(ReleaseAsked, is_granted_to_those_of_power_enough)
{
    const Given given{.numbers = {{"party.power_threshold", 0.5}, {"party.willing/head", 0}}};
    for (const std::uint64_t power : {0u, 49u, 50u, 100u}) {
        const Deed deed = asked(given, power);
        EXPECT_EQ(said_of(deed).powerful, power >= 50);
        EXPECT_EQ(said_of(deed).granted, power >= 50);
        EXPECT_EQ(deed.letter_of(release_answer).payload, power >= 50 ? 1u : 0u);
        EXPECT_FALSE(said_of(deed).head);
        EXPECT_FALSE(said_of(deed).secretary);
    }
}

TEST(ReleaseAsked, draws_for_head_and_secretary_a_lot_each_a_day)
{
    const Given given{.numbers = {{"party.willing/head", 0.6}, {"exceptions.share/PARTY-17", 0.3}},
                      .soft = {"PARTY-17"}};
    Alone office{given};
    for (std::uint32_t number = 0; number < 40; ++number) {
        const LifeId who = office.other(number).id;
        const auto said = said_of(asked(given, 0, number));
        EXPECT_EQ(said.head, office.uniform(release_asked, 4 * day_number, who) < 0.6);
        EXPECT_EQ(said.secretary, office.uniform(release_asked, 4 * day_number + 1, who) < 0.3);
        EXPECT_EQ(said.granted, said.secretary);
    }
}

TEST(ReleaseAnswer, sends_the_released_to_the_labour_office)
{
    Alone worker{{.numbers = {{"labour.formalities", 20}}}};
    register_member(worker);
    const Deed deed = worker.reads(release_answer, today, {.payload = 1});
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 20);
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(worker.place_state().committee.members[factory], 2);
    EXPECT_EQ(worker.place_state().labour.workers[1][factory], 9);
    EXPECT_FALSE(deed.carries_on);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(ReleaseAnswer, changes_nothing_for_the_refused_and_those_who_have_left_in_the_meantime)
{
    for (const bool granted : {false, true}) {
        Alone worker;
        register_member(worker);
        if (granted) worker.life().career.stage = Stage::ward;
        const Deed deed = worker.reads(release_answer, today, {.payload = granted});
        EXPECT_EQ(detail_of<ReleaseAnswerDetail>(deed.event().detail).granted, granted);
        EXPECT_EQ(deed.life.career.stage, granted ? Stage::ward : Stage::worker);
        EXPECT_TRUE(deed.life.career.registered);
        EXPECT_EQ(worker.place_state().labour.workers[1][factory], 10);
        EXPECT_TRUE(deed.carries_on);
    }
}

TEST(ReleaseAnswer, is_not_heard_by_one_who_has_crossed_or_is_held_for_it)
{
    for (const Stage stage : {Stage::leaving, Stage::custody, Stage::abroad}) {
        Alone one;
        one.life().career.stage = stage;
        EXPECT_TRUE(one.reads(release_answer, today, {.payload = 1}).is_quiet());
    }
}

Named quits(const Named& more = {})
{
    Named all{{"labour.quit", 0.1},
              {"labour.quit_unpunished", 4},
              {"labour.member_quits/before", 0.25},
              {"labour.member_quits/turn", 0.5}};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

double quit_rate(Standing standing, Claims off = {}, const Named& more = {})
{
    Alone worker{{.numbers = quits(more), .off = std::move(off)}};
    employ(worker);
    worker.life().career.standing = standing;
    return worker.rate(quitting, today);
}

TEST(Quitting, LABOUR_13_is_rarer_where_it_is_punished)
{
    EXPECT_NEAR(quit_rate(Standing::outside), 0.1, 1e-12);
    EXPECT_NEAR(quit_rate(Standing::outside, {"LABOUR-13"}), 0.4, 1e-12);
    EXPECT_NEAR(quit_rate(Standing::member, {"LABOUR-13"}), 0.1, 1e-12);
}

TEST(Quitting, PARTY_19_is_rarer_among_members_and_less_so_after_the_turn)
{
    EXPECT_NEAR(quit_rate(Standing::member), 0.025, 1e-12);
    EXPECT_NEAR(quit_rate(Standing::member, {"PARTY-19"}), 0.1, 1e-12);
    for (const Standing other : {Standing::outside, Standing::lapsed, Standing::cancelled})
        EXPECT_NEAR(quit_rate(other), 0.1, 1e-12);
    const Named half_way{{"party.switch_year", exact_year(today)}};
    EXPECT_NEAR(quit_rate(Standing::member, {}, half_way), 0.05, 1e-12);
    EXPECT_NEAR(quit_rate(Standing::outside, {}, half_way), 0.1, 1e-12);
    const Named after{{"party.switch_year", 1980}};
    EXPECT_NEAR(quit_rate(Standing::member, {}, after), 0.075, 1e-12);
    EXPECT_NEAR(quit_rate(Standing::member, {"PARTY-22"}, after), 0.025, 1e-12);
}

TEST(Quitting, has_a_ceiling_for_members_and_others)
{
    const auto ceiling = [](Claims off, const Named& more = {}) {
        Alone worker{{.numbers = quits(more), .off = std::move(off)}};
        employ(worker);
        return worker.ceiling(quitting, today).rate.value();
    };
    EXPECT_DOUBLE_EQ(ceiling({}), 0.1);
    EXPECT_DOUBLE_EQ(ceiling({"LABOUR-13"}), 0.4);
    EXPECT_DOUBLE_EQ(ceiling({}, {{"labour.member_quits/before", 1}}), 0.15);
}

TEST(Quitting, comes_to_those_who_work_freely)
{
    Alone worker;
    employ(worker);
    EXPECT_TRUE(worker.meets(quitting));
    worker.life().career.bound = true;
    EXPECT_FALSE(worker.meets(quitting));
    worker.life().career.bound = false;
    worker.life().career.stage = Stage::ward;
    EXPECT_FALSE(worker.meets(quitting));
}

TEST(Quitting, leaves_the_job_for_so_many_days)
{
    Alone worker{{.numbers = {{"labour.idle_days", 100}}}};
    employ(worker);
    const HouseholdId house = worker.life().household;
    const Deed deed = worker.does(quitting, today);
    EXPECT_EQ(deed.life.career.stage, Stage::idle);
    EXPECT_EQ(deed.life.career.stage_since, today);
    EXPECT_EQ(deed.life.career.stage_until, today + 100);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(worker.place_state().labour.workers[1][factory], 9);
    EXPECT_EQ(detail_of<QuittingDetail>(deed.event().detail).standing, Standing::outside);
    EXPECT_TRUE(deed.letters.empty()) << "nobody misses whoever is no member";
}

TEST(Quitting, is_noticed_by_the_committee_if_a_member_stays_away)
{
    Alone worker{{.numbers = {{"party.record_lag", 45}}}};
    register_member(worker);
    const Deed deed = worker.does(quitting, today);
    const Letter letter = deed.letter_of(party::absence);
    EXPECT_EQ(letter.to, office_at(worker.here(), committee_office));
    EXPECT_EQ(letter.day, today + 45);
    EXPECT_EQ(letter.about.id, deed.life.being.id);
    EXPECT_TRUE(said_in<party::AbsenceDetail>(letter.payload).member);
    EXPECT_EQ(deed.letters.size(), 1u);
    EXPECT_EQ(detail_of<QuittingDetail>(deed.event().detail).standing, Standing::member);
    EXPECT_FALSE(deed.life.career.registered);
    EXPECT_EQ(worker.place_state().committee.members[factory], 2);
    EXPECT_EQ(deed.life.career.standing, Standing::member) << "until it lapses";
}

TEST(JobChange, is_told_by_what_became_of_the_wish)
{
    std::set<std::string> told;
    for (const Wish wish : {Wish::followed, Wish::needs_release, Wish::disregarded}) {
        const std::string text =
            job_change.beside.record->tell({.detail = code_of(JobChangeDetail{wish})});
        EXPECT_EQ(text.starts_with("{He} gives up"), wish == Wish::followed) << text;
        told.insert(text);
    }
    EXPECT_EQ(told.size(), 3u);
}

} // namespace
} // namespace counterlife::model::labour
