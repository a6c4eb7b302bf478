// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What all hazards promise: no rate above the ceiling, from the day of the promise to its last.
// People of all kinds, drawn once, in places of all kinds, over the years that differ.

#include "model/food/food.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <random>

namespace counterlife::model {
namespace {

using engine::day_of;
using engine::Days;

class Lottery {
public:
    bool one_in(int many) { return below(many) == 0; }
    int below(int many) { return static_cast<int>(luck_() % static_cast<unsigned>(many)); }
    template <class Value> Value one_of(int many) { return static_cast<Value>(below(many)); }
    Days days_below(int many) { return Days{below(many)}; }

private:
    std::mt19937 luck_{20};
};

/// Somebody who lives in the country, of an age and with a past that come as they come.
void become_anybody(Alone& one, Day today, Lottery& lot)
{
    Life& life = one.life();
    life.born = today - lot.days_below(90 * 365);
    life.sex = lot.one_of<Sex>(2);
    life.marital = lot.one_of<Marital>(4);
    life.school = lot.one_of<School>(5);
    life.urban = lot.one_in(2);
    life.searching = lot.one_in(4);
    life.betrothed = lot.one_in(4);
    life.with_parents = lot.one_in(3);
    life.own_home = lot.one_in(3);
    life.apart = lot.one_in(6);
    life.deliveries = static_cast<std::uint8_t>(lot.below(3));
    life.last_delivery = today - lot.days_below(2000);
    life.conceived = lot.one_in(6) ? today - lot.days_below(200) : no_day;
    life.since = today - lot.days_below(4000);
    life.spouse = one.other(1);
    life.mother = one.other(2);
    life.father = one.other(3);
    for (Address* kin : {&life.spouse, &life.mother, &life.father})
        if (lot.one_in(3)) kin->note |= known_dead;
    Career& career = life.career;
    career.stage = lot.one_of<Stage>(static_cast<int>(first_stage_of_exile));
    career.enlisted = today - lot.days_below(5000);
    career.stage_since = today - lot.days_below(3000);
    career.stage_until = lot.one_in(3) ? today + lot.days_below(700) : no_day;
    career.sector = lot.one_of<Sector>(static_cast<int>(sectors));
    career.standing = lot.one_of<Standing>(4);
    career.goal = lot.one_of<Goal>(5);
    career.rank = lot.one_of<Post>(static_cast<int>(posts));
    career.devotion = static_cast<std::uint8_t>(lot.below(101));
    career.anger = static_cast<std::uint8_t>(lot.below(101));
    career.regard = static_cast<std::uint8_t>(lot.below(101));
    career.husband = static_cast<std::uint8_t>(lot.below(101));
    career.bound = lot.one_in(4);
    career.watched = lot.one_in(3);
    career.traitor = lot.one_in(3);
    career.shunned = lot.one_in(3);
    career.left_behind = lot.one_in(6);
    career.child_away = lot.one_in(4);
    career.dispersed = lot.one_in(6);
    career.lost_family = lot.one_in(6);
    career.sent_for = lot.one_in(5);
    career.letters_due = lot.one_in(4);
    one.exile().crossings = static_cast<std::uint8_t>(lot.below(3));
    one.exile().punished = static_cast<std::uint8_t>(lot.below(2));
    one.exile().oath = lot.one_in(2);
}

/// What the ration office of the place has delivered by then, by the day of the delivery.
using Deliveries = std::map<Day, Rations>;

Deliveries deliveries_at(Alone& one)
{
    Deliveries all{{engine::before_all_days, {}}};
    for (Day day = day_of(1955); day < day_of(2040); ++day) {
        day = one.next(food::delivery, day);
        one.carries_out(food::delivery, day);
        all[day] = one.place_state().rations;
    }
    return all;
}

/// The days on which a promise is looked at: its first two, its last, and some between.
std::vector<Day> days_of(Day from, Day until, Lottery& lot)
{
    const int length = std::min((until - from).count(), 12 * 365);
    std::vector<Day> days{from, from + 1, from + Days{length - 1}};
    for (int more = 0; more < 3; ++more) days.push_back(from + lot.days_below(length));
    std::erase_if(days, [until](Day day) { return day >= until; });
    return days;
}

void expect_promises_of(Alone& one, const Deliveries& deliveries, Day from, Lottery& lot)
{
    for (const Rule* rule : Nation::rules_of(one.life())) {
        if (!rule->ceiling) continue;
        const Bound bound = one.ceiling(*rule, from);
        ASSERT_GT(bound.until, from) << rule->name;
        for (const Day day : days_of(from, bound.until, lot)) {
            one.place_state().rations = std::prev(deliveries.upper_bound(day))->second;
            const View view{one.life(), one.place_state(), one.numbers()};
            // In the morning: an age that is not whole is reached in the course of a day.
            const PerYear rate = rule->rate(view, {.day = day, .fraction = 0});
            EXPECT_LE(rate.value(), bound.rate.value())
                << rule->name << ", promised " << (day - from).count() << " days before";
        }
    }
}

TEST(Ceilings, hold_as_long_as_they_are_promised_to)
{
    const Day once = day_of(1984, 3, 5), again = day_of(2003, 8, 20);
    std::vector<Given> worlds(6);
    worlds[1].place = "pyongchon-district";
    worlds[2].place = "anju";
    worlds[2].soft = {"PARTY-13", "MARRIAGE-01"};
    worlds[3].off = {"BORDER-02", "PARTY-13"};
    worlds[4].place = "sinuiju";
    worlds[4].numbers = {{"birth.before_wedding", 3}, {"food.adrift_uncared", 9}};
    worlds[4].off = {"PARTY-01"};
    worlds[5].until = {{"BORDER-02", once}, {"PARTY-13", again}, {"FOOD-02", again}};
    worlds[5].later = {{"marriage.remarriage_age_limit/F", 70, once},
                       {"border.first_age", 14, once},
                       {"food.shortfall", 0.9, again}};
    Lottery lot;
    for (const Given& given : worlds) {
        Alone one{given};
        const Deliveries deliveries = deliveries_at(one);
        for (int people = 0; people < 2000; ++people) {
            const Day today = day_of(1955) + lot.days_below(70 * 365);
            become_anybody(one, today, lot);
            expect_promises_of(one, deliveries, today, lot);
            if (HasFatalFailure()) return;
        }
    }
}

} // namespace
} // namespace counterlife::model
