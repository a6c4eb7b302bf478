// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// An order from the top: on the visit, in the capital, in the army's staffs, in the unit.

#include "model/labour/labour.h"
#include "model/labour/policy.h"
#include "model/mine/mine.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::labour {
namespace {

using engine::day_of;

// The first order of the shipped data: 10,000 men whose service ends in 1987.
constexpr Day visited_on = day_of(1986, 11, 10), told_on = day_of(1987, 1, 5);
constexpr Day due_from = day_of(1987, 2, 1), due_to = day_of(1988, 1, 1);

TEST(Visit, LABOUR_01_falls_on_its_day_where_the_order_says)
{
    Alone visited{{.place = "anju"}};
    EXPECT_EQ(visited.next(visit, day_of(1980)), visited_on);
    EXPECT_EQ(visited.next(visit, visited_on), visited_on);
    EXPECT_EQ(visited.next(visit, visited_on + 1), no_day);
    Alone other;
    EXPECT_EQ(other.next(visit, day_of(1980)), no_day);
}

TEST(Visit, LABOUR_01_is_answered_by_the_capital_with_hands)
{
    Alone visited{{.place = "anju"}};
    const Deed deed = visited.carries_out(visit, visited_on);
    ASSERT_EQ(deed.letters.size(), 1u);
    EXPECT_EQ(deed.letter_of(order).to, office_at(visited.numbers().map.capital, leader_office));
    EXPECT_EQ(deed.letter_of(order).day, told_on);
    Alone off{{.place = "anju", .off = {"LABOUR-01"}}};
    EXPECT_TRUE(off.carries_out(visit, visited_on).letters.empty());
}

TEST(Visit, may_be_answered_with_equipment_for_each_mine)
{
    Alone visited{{.place = "anju", .numbers = {{"policy.response", 2}}}};
    const Deed deed = visited.carries_out(visit, visited_on);
    std::set<LifeId> mines;
    for (const Letter& letter : deed.letters_of(mine::renewal)) mines.insert(letter.to);
    std::set<LifeId> named;
    for (const Destination& to : visited.numbers().orders.front().destinations)
        named.insert(office_at(to.place, mine_office));
    EXPECT_EQ(mines, named);
    EXPECT_EQ(deed.letters.size(), named.size());
}

constexpr std::uint64_t share_of(std::uint32_t first, std::uint32_t last)
{
    return payload_of(DemandLetter{.last = last, .first = first, .order = 0});
}

Alone& capital_of(Alone& one)
{
    one.place_state().persons_per_life = 1;
    return one;
}

TEST(Order, LABOUR_03_shares_out_all_men_between_the_staffs)
{
    Alone capital{{.place = "chung-district"}};
    const Deed deed = capital_of(capital).receives(order, leader_office, told_on, {.payload = 0});
    std::uint32_t next = 0;
    std::set<LifeId> staffs;
    for (const PlaceId sector : capital.numbers().map.army_sectors) {
        const auto letters = deed.letters_to(office_at(sector, army_office));
        ASSERT_EQ(letters.size(), 1u);
        const auto share = said_in<DemandLetter>(letters[0].payload);
        EXPECT_EQ(share.first, next) << "where the staff before it ends";
        next = share.last;
    }
    EXPECT_EQ(next, 10000u);
}

struct Enlisted {
    Day due = due_from;
    Sex sex = Sex::male;
    bool member = false;
    std::uint16_t posted = 0;
};

/// Whom a staff sends, by number.
std::set<LifeId> sent(const std::vector<Enlisted>& roll, std::uint32_t men = 100, Given given = {})
{
    given.place = "front-west";
    Alone staff{given};
    for (std::uint32_t i = 0; i < roll.size(); ++i)
        staff.place_state().garrison.enter(0, {.who = staff.other(i + 1),
                                               .enlisted = roll[i].due - 3652,
                                               .due = roll[i].due,
                                               .posted = roll[i].posted,
                                               .sex = roll[i].sex,
                                               .member = roll[i].member});
    const Deed deed =
        staff.receives(demand, army_office, told_on + 1, {.payload = share_of(0, men)});
    std::set<LifeId> numbers;
    for (const Letter& letter : deed.letters_of(posting))
        numbers.insert(letter.to - engine::first_life_id);
    EXPECT_EQ(numbers.size(), deed.letters.size()) << "one letter to each";
    return numbers;
}

using Sent = std::set<LifeId>;

TEST(Demand, takes_no_women)
{
    EXPECT_EQ(sent({{.sex = Sex::female}, {.sex = Sex::male}}), Sent{2});
    EXPECT_EQ(sent({{.sex = Sex::female}}), Sent{});
}

TEST(Demand, LABOUR_02_takes_those_whose_service_ends_from_the_first_day_and_before_the_last)
{
    EXPECT_EQ(
        sent({{.due = due_from - 1}, {.due = due_from}, {.due = due_to - 1}, {.due = due_to}}),
        (Sent{2, 3}));
}

TEST(Demand, leaves_out_those_whom_another_order_has)
{
    EXPECT_EQ(sent({{.posted = 3}, {}}), Sent{2});
}

TEST(Demand, takes_no_more_than_were_asked_for_and_more_of_them_only_add)
{
    const std::vector<Enlisted> roll(20);
    Sent before;
    for (const std::uint32_t men : {0u, 1u, 2u, 7u, 19u, 20u, 50u}) {
        const Sent now = sent(roll, men);
        EXPECT_EQ(now.size(), std::min<std::uint64_t>(men, 20));
        for (const LifeId one : before) EXPECT_TRUE(now.contains(one));
        before = now;
    }
}

TEST(Demand, LABOUR_04_spares_no_member_unless_it_is_off)
{
    EXPECT_EQ(sent({{.member = true}, {}}), (Sent{1, 2}));
    EXPECT_EQ(sent({{.member = true}, {}}, 100, {.off = {"LABOUR-04"}}), Sent{2});
}

TEST(Demand, LABOUR_02_off_sends_nobody)
{
    EXPECT_EQ(sent({{}, {}}, 100, {.off = {"LABOUR-02"}}), Sent{});
}

TEST(Demand, LABOUR_03_sends_one_age_together)
{
    Alone staff{{.place = "front-west", .numbers = {{"policy.men_factor", 1}}}};
    for (std::uint32_t i = 0; i < 40; ++i) // Enlisted in two years, by turns.
        staff.place_state().garrison.enter(0, {.who = staff.other(i + 1),
                                               .enlisted = day_of(i % 2 ? 1977 : 1978, 4, 1),
                                               .due = due_from});
    staff.place_state().persons_per_life = 50; // Ten of them to a batch of five hundred.
    const Deed deed =
        staff.receives(demand, army_office, told_on + 1, {.payload = share_of(0, 40)});
    std::map<std::uint32_t, std::set<bool>> ages;
    for (const Letter& letter : deed.letters_of(posting))
        ages[said_in<PostingLetter>(letter.payload).batch].insert(
            (letter.to - engine::first_life_id) % 2);
    EXPECT_EQ(ages.size(), 4u);
    for (const auto& [batch, of] : ages) EXPECT_EQ(of.size(), 1u) << batch;
}

Alone& soldier(Alone& one)
{
    one.life().career.stage = Stage::soldier;
    return one;
}

TEST(Posting, LABOUR_05_is_taken_down_and_nobody_may_refuse)
{
    Alone one{{.place = "front-west", .numbers = {{"policy.appeal", 1}}}};
    const PlaceId anju = one.place_named("anju");
    const Deed deed = soldier(one).reads(
        posting, told_on + 2, {.payload = payload_of(PostingLetter{.place = anju, .batch = 12})});
    EXPECT_EQ(detail_of<PostingDetail>(deed.event().detail).batch, 12);
    EXPECT_EQ(deed.life.career.posted_to, anju);
    EXPECT_TRUE(deed.carries_on);
    EXPECT_FALSE(deed.is_quiet());
}

TEST(Posting, LABOUR_05_off_leaves_those_where_they_were_whose_appeal_is_granted)
{
    for (const double granted : {0.0, 1.0}) {
        Alone one{
            {.place = "front-west", .numbers = {{"policy.appeal", granted}}, .off = {"LABOUR-05"}}};
        const PlaceId anju = one.place_named("anju");
        const Deed deed = soldier(one).reads(posting, told_on + 2, {.payload = anju});
        EXPECT_EQ(deed.life.career.posted_to, granted == 1 ? engine::nowhere : anju);
        EXPECT_EQ(detail_of<PostingDetail>(deed.event().detail).excused, granted == 1);
    }
}

TEST(Posting, means_nothing_to_whoever_has_left_the_army)
{
    Alone one;
    const Deed deed = one.reads(posting, told_on + 2, {.payload = 3});
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_EQ(deed.life.career.posted_to, engine::nowhere);
}

} // namespace
} // namespace counterlife::model::labour
