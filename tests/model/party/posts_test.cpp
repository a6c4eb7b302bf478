// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who strives for which post, and to whom the committee gives it.

#include "model/offices.h"
#include "model/party/party.h"
#include "model/party/posts.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::model::party {
namespace {

using engine::day_of;

constexpr Day today = day_of(1980, 3, 1), filled_on = day_of(1980, 8, 16);

void work(Alone& one)
{
    one.life().career.stage = Stage::worker;
    one.life().career.standing = Standing::member;
}

Day first_day_at(Alone& one, int years)
{
    return engine::birthday(one.life().born, years);
}

TEST(Candidacy, is_for_workers_between_the_ages_to_the_day)
{
    Alone one{{.numbers = {{"party.candidacy", 0.25},
                           {"party.candidacy_age/from", 25},
                           {"party.candidacy_age/until", 55}}}};
    work(one);
    const Day first = first_day_at(one, 25), last = first_day_at(one, 55) - 1;
    EXPECT_EQ(one.rate(candidacy, first - 1), 0);
    EXPECT_EQ(one.ceiling(candidacy, first - 1).rate, never);
    EXPECT_EQ(one.ceiling(candidacy, first - 1).until, first);
    EXPECT_DOUBLE_EQ(one.rate(candidacy, first), 0.25);
    EXPECT_DOUBLE_EQ(one.rate(candidacy, last), 0.25);
    EXPECT_EQ(one.rate(candidacy, last + 1), 0);
    EXPECT_EQ(one.ceiling(candidacy, last + 1).rate, never);
}

TEST(Candidacy, is_on_the_agenda_of_workers_whom_no_order_binds)
{
    Alone one;
    work(one);
    EXPECT_TRUE(one.meets(candidacy));
    one.life().career.bound = true;
    EXPECT_FALSE(one.meets(candidacy));
    one.life().career.bound = false;
    one.life().career.stage = Stage::at_home;
    EXPECT_FALSE(one.meets(candidacy));
}

Post wanted(Alone& one, Day day)
{
    return detail_of<CandidacyDetail>(one.does(candidacy, day).event().detail).wants;
}

TEST(Candidacy, PARTY_11_is_for_the_secretarys_post_in_the_share_that_covets_it)
{
    Alone one{{.numbers = {{"party.secretary_attraction", 0.5}}}};
    work(one);
    std::set<Post> others;
    for (Day day = today; day < today + 100; ++day) {
        const bool covets = one.uniform(candidacy, static_cast<std::uint32_t>(day.count())) < 0.5;
        const Post wants = wanted(one, day);
        EXPECT_EQ(wants == Post::secretary, covets);
        if (!covets) others.insert(wants);
    }
    EXPECT_EQ(others,
              (std::set{Post::team_leader, Post::cell_secretary, Post::head, Post::official}));
}

TEST(Candidacy, PARTY_11_off_is_for_any_post_by_the_power_it_gives)
{
    Alone one{{.numbers = {{"party.secretary_attraction", 1}, {"party.power/head", 0}},
               .off = {"PARTY-11"}}};
    work(one);
    std::map<Post, int> asked;
    for (Day day = today; day < today + 400; ++day) ++asked[wanted(one, day)];
    EXPECT_FALSE(asked.contains(Post::head));
    EXPECT_GT(asked[Post::secretary], 0);
    EXPECT_GT(asked[Post::official], asked[Post::cell_secretary]);
}

TEST(Candidacy, is_entered_with_rank_diploma_and_regard)
{
    Alone one{{.numbers = {{"party.post_merit/diploma", 0.25},
                           {"party.post_merit/regard", 0.5},
                           {"party.power/cell_secretary", 0.125},
                           {"party.secretary_attraction", 1}}}};
    work(one);
    one.life().sex = Sex::female;
    one.life().school = School::graduate;
    one.life().career.rank = Post::cell_secretary;
    one.life().career.regard = 50;
    one.does(candidacy, today);
    one.life().school = School::left_school;
    one.life().career.standing = Standing::outside;
    one.does(candidacy, today + 1);
    const auto& aspirants = one.place_state().committee.aspirants;
    ASSERT_EQ(aspirants.size(), 2u);
    EXPECT_FLOAT_EQ(aspirants[0].worth, 0.125F + 0.25F + 0.25F);
    EXPECT_FLOAT_EQ(aspirants[1].worth, 0.125F + 0.25F);
    EXPECT_EQ(aspirants[0].wants, Post::secretary);
    EXPECT_TRUE(aspirants[0].member);
    EXPECT_FALSE(aspirants[1].member);
    EXPECT_TRUE(aspirants[0].woman);
}

struct Aspirant {
    Post wants = Post::secretary;
    float worth = 1;
    bool member = true;
};

void aspire(Alone& office, std::uint32_t number, const Aspirant& one)
{
    office.place_state().committee.aspirants.push_back({.who = office.other(number),
                                                        .worth = one.worth,
                                                        .member = one.member,
                                                        .wants = one.wants});
}

/// A hundred workers: one secretary, one official and two team leaders, and no luck.
Given a_hundred(Given given = {})
{
    given.numbers.insert(given.numbers.begin(), {{"party.posts", 0},
                                                 {"party.posts/secretary", 0.01},
                                                 {"party.posts/official", 0.01},
                                                 {"party.posts/team_leader", 0.02},
                                                 {"party.luck/post", 0}});
    return given;
}

/// The posts given, by the number of whoever is given one.
std::map<std::uint32_t, Post> given_by(Alone& office)
{
    office.place_state().committee.workers = 100;
    const Deed deed = office.carries_out(appointment, filled_on);
    std::map<std::uint32_t, Post> given;
    for (const Letter& letter : deed.letters_of(promotion))
        given[static_cast<std::uint32_t>(letter.to - office.other(0).id)] =
            static_cast<Post>(letter.payload);
    EXPECT_TRUE(office.place_state().committee.aspirants.empty());
    EXPECT_EQ(deed.is_quiet(), given.empty());
    if (!given.empty()) {
        EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number,
                  static_cast<std::int32_t>(given.size()));
    }
    return given;
}

using PostsByNumber = std::map<std::uint32_t, Post>;

TEST(Appointment, is_held_in_the_middle_of_February_and_of_August)
{
    Alone office;
    EXPECT_EQ(office.next(appointment, day_of(1980, 1, 1)), day_of(1980, 2, 16));
    EXPECT_EQ(office.next(appointment, day_of(1980, 2, 17)), filled_on);
    EXPECT_EQ(office.next(appointment, filled_on), filled_on);
    EXPECT_EQ(office.next(appointment, filled_on + 1), day_of(1981, 2, 16));
}

TEST(Appointment, PARTY_09_fills_what_is_vacant_with_those_of_most_worth)
{
    Alone office{a_hundred()};
    aspire(office, 1, {.worth = 1});
    aspire(office, 2, {.worth = 3});
    aspire(office, 3, {.wants = Post::official, .worth = 2});
    EXPECT_EQ(given_by(office),
              (PostsByNumber{{1, Post::team_leader}, {2, Post::secretary}, {3, Post::official}}))
        << "whoever got nothing takes what is left";
}

TEST(Appointment, gives_first_to_those_who_asked_for_that_very_post)
{
    Alone office{a_hundred()};
    aspire(office, 1, {.wants = Post::secretary, .worth = 9});
    aspire(office, 2, {.wants = Post::official, .worth = 1});
    EXPECT_EQ(given_by(office), (PostsByNumber{{1, Post::secretary}, {2, Post::official}}));
    aspire(office, 1, {.wants = Post::secretary, .worth = 9});
    EXPECT_EQ(given_by(office), (PostsByNumber{{1, Post::secretary}}));
}

TEST(Appointment, counts_the_posts_that_are_held)
{
    Alone office{a_hundred()};
    auto& held = office.place_state().committee.posts;
    held[static_cast<std::size_t>(Post::secretary)] = 1;
    held[static_cast<std::size_t>(Post::official)] = 1;
    held[static_cast<std::size_t>(Post::team_leader)] = 1;
    aspire(office, 1, {.worth = 2});
    aspire(office, 2, {.worth = 1});
    EXPECT_EQ(given_by(office), (PostsByNumber{{1, Post::team_leader}}));
}

TEST(Appointment, PARTY_13_considers_members_only_unless_a_gate_is_off)
{
    const auto outsider_gets = [](Given given) {
        Alone office{a_hundred(std::move(given))};
        aspire(office, 1, {.member = false});
        return given_by(office).contains(1);
    };
    EXPECT_FALSE(outsider_gets({}));
    EXPECT_TRUE(outsider_gets({.off = {"PARTY-13"}}));
    EXPECT_TRUE(outsider_gets({.off = {"PARTY-01"}}));
}

TEST(Appointment, PARTY_13_told_softly_excepts_a_share_by_the_lot_of_each)
{
    Alone office{
        a_hundred({.numbers = {{"exceptions.share/PARTY-13", 0.5}, {"party.posts/team_leader", 1}},
                   .soft = {"PARTY-13"}})};
    std::set<std::uint32_t> excepted, given;
    for (std::uint32_t number = 1; number <= 40; ++number) {
        aspire(office, number, {.wants = Post::team_leader, .member = false});
        if (office.uniform(appointment, 1, office.other(number).id) < 0.5) excepted.insert(number);
    }
    for (const auto& [number, post] : given_by(office)) given.insert(number);
    EXPECT_EQ(given, excepted);
    EXPECT_LT(given.size(), 40u);
}

TEST(Appointment, weighs_the_luck_of_each_aspirant)
{
    Alone office{a_hundred({.numbers = {{"party.luck/post", 0.5},
                                        {"party.posts/official", 0},
                                        {"party.posts/team_leader", 0}}})};
    std::uint32_t best = 0;
    double most = 0;
    for (std::uint32_t number = 1; number <= 20; ++number) {
        const float worth = 0.01F * static_cast<float>(number);
        aspire(office, number, {.worth = worth});
        const double score = worth + 0.5 * office.uniform(appointment, 0, office.other(number).id);
        if (score > most) most = score, best = number;
    }
    EXPECT_EQ(given_by(office), (PostsByNumber{{best, Post::secretary}}));
}

Deed is_given(Alone& one, Post post)
{
    return one.reads(promotion, filled_on + 1, {.payload = static_cast<std::uint64_t>(post)});
}

TEST(Promotion, gives_the_post_the_rank_and_regard)
{
    Alone one{{.numbers = {{"party.promotion_regard", 0.25}}}};
    work(one);
    one.life().career.post = Post::team_leader;
    one.life().career.regard = 50;
    auto& held = one.place_state().committee.posts;
    held[static_cast<std::size_t>(Post::team_leader)] = 1;
    const Deed deed = is_given(one, Post::head);
    EXPECT_EQ(deed.life.career.post, Post::head);
    EXPECT_EQ(deed.life.career.rank, Post::head);
    EXPECT_EQ(deed.life.career.regard, 75);
    EXPECT_EQ(held[static_cast<std::size_t>(Post::team_leader)], 0);
    EXPECT_EQ(held[static_cast<std::size_t>(Post::head)], 1);
    const auto detail = detail_of<PromotionDetail>(deed.event().detail);
    EXPECT_EQ(detail.post, Post::head);
    EXPECT_TRUE(detail.member);
    EXPECT_TRUE(deed.carries_on);
}

TEST(Promotion, takes_no_rank_back)
{
    Alone one;
    work(one);
    one.life().career.rank = Post::official;
    EXPECT_EQ(is_given(one, Post::team_leader).life.career.rank, Post::official);
}

TEST(Promotion, passes_by_whoever_has_as_much_has_moved_or_is_not_at_work)
{
    Alone has_it;
    work(has_it);
    has_it.life().career.post = Post::head;
    EXPECT_TRUE(is_given(has_it, Post::head).is_quiet());
    Alone away;
    work(away);
    away.life().career.stage = Stage::ward;
    EXPECT_TRUE(is_given(away, Post::head).is_quiet());
    Alone moved;
    work(moved);
    EXPECT_TRUE(moved
                    .reads(promotion, filled_on + 1,
                           {.payload = static_cast<std::uint64_t>(Post::head),
                            .from_place = moved.place_named("anju")})
                    .is_quiet());
}

TEST(Promotion, PARTY_13_is_for_members_unless_the_gate_is_off_or_softly_told)
{
    const auto outsider = [](const Given& given) {
        Alone one{given};
        work(one);
        one.life().career.standing = Standing::outside;
        return is_given(one, Post::head);
    };
    EXPECT_TRUE(outsider({}).is_quiet());
    for (const Given& given :
         {Given{.off = {"PARTY-13"}}, Given{.off = {"PARTY-01"}}, Given{.soft = {"PARTY-13"}}})
        EXPECT_FALSE(detail_of<PromotionDetail>(outsider(given).event().detail).member);
}

TEST(Promotion, is_found_by_the_words_for_its_posts)
{
    const auto word = [](std::string_view name, Post post) {
        for (const Word& one : promotion.beside.record->words)
            if (one.word == name)
                return one.means(code_of(PromotionDetail{.member = true, .post = post}));
        return false;
    };
    EXPECT_TRUE(word("secretary", Post::secretary));
    EXPECT_FALSE(word("secretary", Post::cell_secretary));
    EXPECT_TRUE(word("official", Post::official));
    EXPECT_FALSE(word("official", Post::secretary));
}

TEST(Candidacy, PARTY_13_is_for_members_as_long_as_every_post_is)
{
    const auto rate_of = [](Standing standing, Given given) {
        given.numbers.emplace_back("party.candidacy", 0.25);
        Alone one{given};
        work(one);
        one.life().career.standing = standing;
        return one.rate(candidacy, today);
    };
    EXPECT_DOUBLE_EQ(rate_of(Standing::member, {}), 0.25);
    for (const Standing standing : {Standing::outside, Standing::lapsed, Standing::cancelled}) {
        EXPECT_EQ(rate_of(standing, {}), 0);
        EXPECT_DOUBLE_EQ(rate_of(standing, {.off = {"PARTY-13"}}), 0.25);
        EXPECT_DOUBLE_EQ(rate_of(standing, {.off = {"PARTY-01"}}), 0.25);
        EXPECT_DOUBLE_EQ(rate_of(standing, {.numbers = {{"exceptions.share/PARTY-13", 0.5}},
                                            .soft = {"PARTY-13"}}),
                         0.25);
    }
}

TEST(Candidacy, reaches_a_few_steps_above_the_rank_held)
{
    const auto reach = [](Post rank, Sector sector, School school) {
        Alone one{{.numbers = {{"party.steps/others", 2}, {"party.steps/schooled", 3}}}};
        work(one);
        one.life().career.rank = rank;
        one.life().career.sector = sector;
        one.life().school = school;
        one.does(candidacy, today);
        return one.place_state().committee.aspirants.front().reach;
    };
    const auto hand = [&](Post rank) { return reach(rank, Sector::farm, School::left_school); };
    EXPECT_EQ(hand(Post::none), Post::cell_secretary);
    EXPECT_EQ(hand(Post::team_leader), Post::head);
    EXPECT_EQ(hand(Post::head), Post::official);
    EXPECT_EQ(hand(Post::official), Post::official);
    EXPECT_EQ(reach(Post::none, Sector::office, School::left_school), Post::head);
    EXPECT_EQ(reach(Post::none, Sector::farm, School::graduate), Post::head);
}

TEST(Appointment, makes_nobody_an_official_of_a_hand_in_the_fields)
{
    Alone office{a_hundred()};
    auto& aspirants = office.place_state().committee.aspirants;
    aspirants.push_back({.who = office.other(1),
                         .worth = 9,
                         .member = true,
                         .wants = Post::official,
                         .reach = Post::cell_secretary});
    EXPECT_EQ(given_by(office), (PostsByNumber{{1, Post::team_leader}}));
}

} // namespace
} // namespace counterlife::model::party
