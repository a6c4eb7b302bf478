// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The batch arrives, and an assignment with an end ends; how a staff shares out its men.

#include "model/army/army.h"
#include "model/labour/labour.h"
#include "model/labour/policy.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/privilege/privilege.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <map>

namespace counterlife::model::labour {
namespace {

using engine::day_of;
using Claims = std::vector<std::string>;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1987, 6, 10);
constexpr std::uint8_t coal = 0, farm = 1; // The first two orders of the shipped data, by row.

constexpr std::size_t at(Sector sector)
{
    return static_cast<std::size_t>(sector);
}

/// A soldier who has come with the batch, and lives nowhere yet.
Alone& arrived(Alone& one, std::uint8_t order = coal)
{
    one.place_state().leave(one.life().household, engine::no_day);
    Life& life = one.life();
    life.household = no_household;
    life.urban = true;
    life.with_parents = true;
    life.career.stage = Stage::soldier;
    life.career.posted_to = one.here();
    life.career.cell = order;
    life.career.devotion = 50;
    return one;
}

TEST(Reception, LABOUR_06_LABOUR_07_gives_a_cottage_and_a_job_and_binds_to_them)
{
    Alone one;
    const Deed deed = arrived(one).reads(reception, today);
    const Life& life = deed.life;
    ASSERT_NE(life.household, no_household);
    EXPECT_EQ(one.place_state().households[life.household].members, 1u);
    EXPECT_TRUE(life.own_home);
    EXPECT_FALSE(life.with_parents);
    EXPECT_FALSE(life.urban);
    EXPECT_EQ(life.career.stage, Stage::worker);
    EXPECT_EQ(life.career.stage_since, today);
    EXPECT_EQ(life.career.stage_until, no_day);
    EXPECT_EQ(life.career.sector, Sector::mine);
    EXPECT_TRUE(life.career.bound);
    EXPECT_EQ(life.career.posted_to, engine::nowhere);
    EXPECT_EQ(life.career.tried, today) << "from now on a month is endured";
    EXPECT_EQ(one.place_state().labour.workers[0][at(Sector::mine)], 1);
    EXPECT_EQ(one.place_state().labour.workers[1][at(Sector::mine)], 0);
    EXPECT_EQ(one.place_state().tally.sent_to_work, 1);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_TRUE(deed.letters.empty()) << "there is nobody to write to";
    EXPECT_EQ(detail_of<ReceptionDetail>(deed.event().detail).sector, Sector::mine);
}

TEST(Reception, puts_into_the_work_that_the_order_names)
{
    Alone one;
    const Deed deed = arrived(one, farm).reads(reception, today);
    EXPECT_EQ(deed.life.career.sector, Sector::farm);
    EXPECT_EQ(one.place_state().labour.workers[0][at(Sector::farm)], 1);
    EXPECT_EQ(detail_of<ReceptionDetail>(deed.event().detail).sector, Sector::farm);
}

TEST(Reception, puts_into_an_organisation_by_a_lot_a_day)
{
    const auto day_number = static_cast<std::uint32_t>(today.count());
    for (std::uint32_t number = 0; number < 20; ++number) {
        Alone one;
        arrived(one).life().being.id += number;
        const double drawn = one.uniform(reception, 16 * day_number + 15);
        EXPECT_EQ(one.reads(reception, today).life.career.unit, static_cast<int>(8 * drawn));
    }
}

TEST(Reception, LABOUR_07_adds_zeal_by_an_exhortation_as_far_as_there_is_room)
{
    const auto zeal_after = [](int zeal, Claims off = {}) {
        Alone one{{.numbers = {{"policy.exhortation", 0.25}}, .off = std::move(off)}};
        arrived(one).life().career.zeal = static_cast<std::uint8_t>(zeal);
        return static_cast<int>(one.reads(reception, today).life.career.zeal);
    };
    EXPECT_EQ(zeal_after(0), 25);
    EXPECT_EQ(zeal_after(40), 65);
    EXPECT_EQ(zeal_after(90), 100);
    EXPECT_EQ(zeal_after(40, {"LABOUR-07"}), 40);
}

TEST(Reception, BELIEF_03_shocks_the_devoted_most)
{
    const auto devotion_after = [](int devotion, const Named& more = {}, Claims off = {},
                                   Day admitted = no_day) {
        Named numbers{{"belief.shock", 0.25}, {"belief.shock_least", 0.5}, {"belief.pride", 0}};
        for (const auto& [name, value] : more) numbers.emplace_back(name, value);
        Alone one{{.numbers = numbers, .off = std::move(off)}};
        arrived(one).life().career.devotion = static_cast<std::uint8_t>(devotion);
        one.life().career.admitted = admitted;
        const Deed deed = one.reads(reception, today);
        EXPECT_EQ(detail_of<ReceptionDetail>(deed.event().detail).devotion,
                  deed.life.career.devotion);
        return static_cast<int>(deed.life.career.devotion);
    };
    EXPECT_EQ(devotion_after(50), 25); // 25 × (0.5 + 0.5)
    EXPECT_EQ(devotion_after(90), 55); // 25 × (0.5 + 0.9)
    EXPECT_EQ(devotion_after(10), 0);  // There is no more to lose.
    EXPECT_EQ(devotion_after(50, {{"belief.shock_least", 0.9}}), 15);
    EXPECT_EQ(devotion_after(50, {}, {"BELIEF-03"}), 50);
    const Named proud{{"belief.pride", 0.2}, {"belief.parents_pride", 0}};
    EXPECT_EQ(devotion_after(50, proud, {}, today), 20) << "the pride of a new member counts too";
}

TEST(Reception, LABOUR_10_of_the_banished_is_without_exhortation_and_shock_and_counted_once)
{
    Alone one{{.numbers = {{"policy.exhortation", 0.25}, {"belief.shock", 0.25}}}};
    arrived(one, farm).life().career.posted_to = engine::nowhere;
    one.life().career.cell = 0;
    one.life().career.stage = Stage::worker;
    one.life().career.bound = true;
    one.life().career.zeal = 40;
    const Deed deed = one.reads(reception, today);
    EXPECT_EQ(deed.life.career.sector, Sector::mine) << "the worst place is a mine";
    EXPECT_EQ(deed.life.career.zeal, 40);
    EXPECT_EQ(deed.life.career.devotion, 50);
    EXPECT_TRUE(deed.life.career.bound);
    EXPECT_EQ(one.place_state().tally.sent_to_work, 0);
}

TEST(Reception, writes_home_to_each_parent_who_is_not_known_to_be_dead)
{
    Alone one;
    arrived(one);
    const PlaceId home = one.place_named("anju");
    one.life().father = one.other(3, home);
    one.life().mother = one.other(4, home);
    const Deed deed = one.reads(reception, today);
    ASSERT_EQ(deed.letters.size(), 2u);
    EXPECT_EQ(deed.count(privilege::plea), 2u);
    EXPECT_EQ(deed.letters_to(one.other(3).id).size(), 1u);
    EXPECT_EQ(deed.letters_to(one.other(4).id).size(), 1u);
    Alone orphan;
    arrived(orphan);
    orphan.life().father = orphan.other(3, home);
    orphan.life().mother = orphan.other(4, home);
    orphan.life().mother.note |= known_dead;
    EXPECT_EQ(orphan.reads(reception, today).letter_of(privilege::plea).to, orphan.other(3).id);
}

/// Somebody bound to a mine, from elsewhere.
Alone& bound(Alone& one)
{
    Life& life = one.life();
    life.own_home = true;
    life.career.stage = Stage::worker;
    life.career.sector = Sector::mine;
    life.career.bound = true;
    life.career.stage_since = today;
    life.career.home = one.place_named("anju");
    one.place_state().labour.workers[0][at(Sector::mine)] = 10;
    return one;
}

TEST(TermEnd, LABOUR_06_never_falls_unless_assignments_have_an_end)
{
    Alone one;
    EXPECT_EQ(bound(one).due(term_end), no_day);
    Alone off{{.numbers = {{"policy.term_if_ended", 2}}, .off = {"LABOUR-06"}}};
    EXPECT_EQ(bound(off).due(term_end), today + 730); // Two years are so many whole days.
}

TEST(TermEnd, comes_to_those_at_work_whom_an_order_binds)
{
    Alone one;
    EXPECT_TRUE(bound(one).meets(term_end));
    one.life().career.bound = false;
    EXPECT_FALSE(one.meets(term_end));
    one.life().career.bound = true;
    one.life().career.stage = Stage::ward;
    EXPECT_FALSE(one.meets(term_end));
}

TEST(TermEnd, leads_home_to_be_met_as_the_discharged_are)
{
    Alone one;
    const HouseholdId house = bound(one).life().household;
    const LifeId self = one.life().being.id;
    const Deed deed = one.does(term_end, today);
    EXPECT_EQ(deed.left_for, one.place_named("anju"));
    EXPECT_EQ(deed.arrival, &army::homecoming);
    EXPECT_EQ(deed.arrival_payload, engine::mix(self, static_cast<std::uint64_t>(today.count())));
    EXPECT_FALSE(deed.life.career.bound);
    EXPECT_FALSE(deed.life.own_home);
    EXPECT_EQ(deed.life.household, no_household);
    EXPECT_EQ(one.place_state().households[house].members, 0u);
    EXPECT_EQ(one.place_state().labour.workers[0][at(Sector::mine)], 9);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(TermEnd, leads_to_the_labour_office_who_is_at_home_already)
{
    Alone one{{.numbers = {{"labour.formalities", 20}}}};
    bound(one).life().career.home = one.here();
    const HouseholdId house = one.life().household;
    const Deed deed = one.does(term_end, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.life.career.stage, Stage::waiting);
    EXPECT_EQ(deed.life.career.stage_until, today + 20);
    EXPECT_FALSE(deed.life.career.bound);
    EXPECT_TRUE(deed.life.own_home);
    EXPECT_EQ(deed.life.household, house);
    EXPECT_EQ(one.place_state().labour.workers[0][at(Sector::mine)], 9);
}

TEST(Visit, is_answered_only_where_and_on_the_day_on_which_a_shortage_is_reported)
{
    const auto orders_of = [](const std::string& place, Day day) {
        Alone visited{{.place = place}};
        return visited.carries_out(visit, day).letters_of(order);
    };
    EXPECT_TRUE(orders_of("anju", day_of(1986, 11, 9)).empty());
    EXPECT_TRUE(orders_of("hoeryong", day_of(1986, 11, 10)).empty());
    ASSERT_EQ(orders_of("anju", day_of(1986, 11, 10)).size(), 1u);
    EXPECT_EQ(orders_of("anju", day_of(1986, 11, 10))[0].payload, coal);
    ASSERT_EQ(orders_of("taehongdan", day_of(2000, 1, 20)).size(), 1u);
    EXPECT_EQ(orders_of("taehongdan", day_of(2000, 1, 20))[0].payload, farm);
    EXPECT_EQ(orders_of("taehongdan", day_of(2000, 1, 20))[0].day, day_of(2000, 2, 10));
}

TEST(Order, says_which_one_it_is)
{
    Alone capital{{.place = "chung-district"}};
    const Deed deed = capital.receives(order, leader_office, today, {.payload = farm});
    EXPECT_EQ(deed.count(demand), capital.numbers().map.army_sectors.size());
    for (const Letter& letter : deed.letters_of(demand))
        EXPECT_EQ(said_in<DemandLetter>(letter.payload).order, farm);
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 1200);
}

TEST(Order, LABOUR_03_asks_for_as_many_as_the_scale_of_the_run_and_the_factor_give)
{
    const auto men = [](std::int64_t persons_per_life, double factor) {
        Alone capital{{.place = "chung-district", .numbers = {{"policy.men_factor", factor}}}};
        capital.place_state().persons_per_life = persons_per_life;
        const Deed deed = capital.receives(order, leader_office, today, {.payload = coal});
        std::uint32_t last = 0;
        for (const Letter& letter : deed.letters_of(demand)) {
            EXPECT_EQ(said_in<DemandLetter>(letter.payload).order, coal);
            last = std::max(last, said_in<DemandLetter>(letter.payload).last);
        }
        EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, static_cast<std::int32_t>(last));
        return last;
    };
    EXPECT_EQ(men(1, 1), 10000u);
    EXPECT_EQ(men(1, 0.5), 5000u);
    EXPECT_EQ(men(400, 1), 25u);
    EXPECT_EQ(men(400, 2), 50u);
    EXPECT_EQ(men(4000, 1), 3u) << "two and a half";
    EXPECT_EQ(men(1, 0), 0u);
}

/// What a staff writes to ten men of whom each stands for a thousand: all the men of the order.
std::map<std::uint32_t, PostingLetter> postings(Claims off = {}, std::uint32_t first = 0)
{
    Alone staff{{.place = "front-west", .off = std::move(off)}};
    staff.place_state().persons_per_life = 1000;
    const Day due = day_of(1987, 3, 1);
    for (std::uint32_t i = 0; i < 10; ++i) // Each enlisted a year after the one before.
        staff.place_state().garrison.enter(0, {.who = staff.other(i + 1),
                                               .enlisted = day_of(1970 + static_cast<int>(i)),
                                               .due = due});
    const Deed deed = staff.receives(
        demand, army_office, today,
        {.payload = payload_of(DemandLetter{.last = first + 10, .first = first, .order = coal})});
    std::map<std::uint32_t, PostingLetter> sent;
    for (const Letter& letter : deed.letters_of(posting))
        sent[static_cast<std::uint32_t>(letter.to - engine::first_life_id)] =
            said_in<PostingLetter>(letter.payload);
    for (const auto& soldier : staff.place_state().garrison.unit[0].roll)
        EXPECT_EQ(soldier.posted, coal + 1) << "no other order may have them";
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 10);
    return sent;
}

TEST(Demand, fills_the_destinations_in_turn_from_the_eldest_on)
{
    const Alone map;
    const auto sent = postings();
    ASSERT_EQ(sent.size(), 10u);
    // Of ten thousand men 2,500 each are for the first two, then 2,000, then 1,500 each.
    const std::vector<std::string> towns{"tokchon", "tokchon", "tokchon",  "anju",     "anju",
                                         "kaechon", "kaechon", "pukchang", "pukchang", "sunchon"};
    for (std::uint32_t i = 0; i < 10; ++i) {
        EXPECT_EQ(sent.at(i + 1).place, map.place_named(towns[i])) << i;
        EXPECT_EQ(sent.at(i + 1).order, coal);
        EXPECT_EQ(sent.at(i + 1).batch, i) << "half a man to a batch is one";
    }
    EXPECT_EQ(postings({}, 5).at(1).place, map.place_named("kaechon")) << "after another staff";
    EXPECT_EQ(postings({}, 5).at(1).batch, 5u);
    EXPECT_EQ(postings({}, 5).at(10).place, map.place_named("sunchon")) << "beyond the last man";
}

TEST(Demand, fills_them_by_as_many_men_as_the_factor_makes_of_them)
{
    Alone staff{{.place = "front-west", .numbers = {{"policy.men_factor", 2}}}};
    staff.place_state().persons_per_life = 1000;
    for (std::uint32_t i = 0; i < 10; ++i)
        staff.place_state().garrison.enter(
            0, {.who = staff.other(i + 1), .enlisted = day_of(1977), .due = day_of(1987, 3, 1)});
    const Deed deed = staff.receives(
        demand, army_office, today,
        {.payload = payload_of(DemandLetter{.last = 20, .first = 0, .order = coal})});
    std::map<PlaceId, int> sent;
    for (const Letter& letter : deed.letters_of(posting))
        ++sent[said_in<PostingLetter>(letter.payload).place];
    EXPECT_EQ(sent, (std::map<PlaceId, int>{{staff.place_named("tokchon"), 5},
                                            {staff.place_named("anju"), 5}}));
    EXPECT_EQ(detail_of<OfNumber>(deed.event().detail).number, 10) << "as many as there are";
}

TEST(Demand, LABOUR_03_off_sends_everybody_in_a_batch_of_their_own)
{
    const auto batch_of_ten = [](Claims off) {
        Alone staff{{.place = "front-west", .off = std::move(off)}};
        staff.place_state().persons_per_life = 50; // Ten of them to a batch of five hundred.
        for (std::uint32_t i = 0; i < 12; ++i)
            staff.place_state().garrison.enter(
                0,
                {.who = staff.other(i + 1), .enlisted = day_of(1977), .due = day_of(1987, 3, 1)});
        const Deed deed =
            staff.receives(demand, army_office, today,
                           {.payload = payload_of(DemandLetter{.last = 12, .order = coal})});
        std::map<std::uint32_t, int> batches;
        for (const Letter& letter : deed.letters_of(posting))
            ++batches[said_in<PostingLetter>(letter.payload).batch];
        return batches;
    };
    EXPECT_EQ(batch_of_ten({}), (std::map<std::uint32_t, int>{{0, 10}, {1, 2}}));
    EXPECT_EQ(batch_of_ten({"LABOUR-03"}).size(), 12u);
}

TEST(Demand, LABOUR_04_takes_members_the_sooner_the_heavier_they_weigh)
{
    const auto members_among_ten = [](double weight) {
        Alone staff{{.place = "front-west", .numbers = {{"policy.member_weight", weight}}}};
        for (std::uint32_t i = 0; i < 20; ++i)
            staff.place_state().garrison.enter(0, {.who = staff.other(i + 1),
                                                   .enlisted = day_of(1977),
                                                   .due = day_of(1987, 3, 1),
                                                   .member = i % 2 == 0});
        const Deed deed =
            staff.receives(demand, army_office, today,
                           {.payload = payload_of(DemandLetter{.last = 10, .order = coal})});
        int members = 0;
        for (const Letter& letter : deed.letters_of(posting))
            members += (letter.to - engine::first_life_id) % 2 == 1;
        return members;
    };
    EXPECT_EQ(members_among_ten(1e6), 10);
    EXPECT_EQ(members_among_ten(1e-6), 0);
}

TEST(Posting, is_kept_with_the_order_until_the_arrival)
{
    Alone one{{.place = "front-west"}};
    one.life().career.stage = Stage::soldier;
    const PlaceId to = one.place_named("taehongdan");
    const Deed deed =
        one.reads(posting, today,
                  {.payload = payload_of(PostingLetter{.place = to, .batch = 2, .order = farm})});
    EXPECT_EQ(deed.life.career.posted_to, to);
    EXPECT_EQ(deed.life.career.cell, farm);
    EXPECT_EQ(deed.life.career.stage, Stage::soldier);
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Posting, LABOUR_05_is_appealed_against_by_a_lot_a_day_where_told_softly_or_not_at_all)
{
    const auto day_number = static_cast<std::uint32_t>(today.count());
    const Given soft{.place = "front-west",
                     .numbers = {{"exceptions.share/LABOUR-05", 0.4}, {"policy.appeal", 1}},
                     .soft = {"LABOUR-05"}};
    const Given off{
        .place = "front-west", .numbers = {{"policy.appeal", 0.4}}, .off = {"LABOUR-05"}};
    for (const Given& given : {soft, off})
        for (std::uint32_t number = 0; number < 30; ++number) {
            Alone one{given};
            one.life().being.id += number;
            one.life().career.stage = Stage::soldier;
            const bool excused = one.uniform(posting, day_number) < 0.4;
            const Deed deed =
                one.reads(posting, today,
                          {.payload = payload_of(PostingLetter{.place = one.place_named("anju")})});
            EXPECT_EQ(detail_of<PostingDetail>(deed.event().detail).excused, excused) << number;
        }
}

} // namespace
} // namespace counterlife::model::labour
