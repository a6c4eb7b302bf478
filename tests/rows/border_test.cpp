// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who decides to cross the river, from where, and who comes again.

#include "tests/rows/river.h"

#include "model/border/border.h"
#include "model/party/party.h"

#include <cstdio>

namespace counterlife::tests {

namespace {

/// What the tests of the decision set, so that they hold whatever the data are fitted to.
const std::vector<std::pair<std::string, double>> clear_push{
    {"border.push/hunger", 1},     {"border.push/watched", 1},   {"border.push/deterrence", 0.2},
    {"border.push/label", 0.5},    {"border.push/shunned", 0.5}, {"border.push/outside", 0.05},
    {"border.hold/devotion", 0.9}, {"border.experience", 2},     {"border.distance_decay", 60}};

const model::Numbers& clear()
{
    static const auto numbers = numbers_with({.numbers = clear_push});
    return *numbers;
}

Somebody of_onsong(const model::Numbers& numbers, Day day = day_of(1998, 2, 1))
{
    Somebody one{numbers, place_called("onsong"), day};
    one.lack(0.3);
    return one;
}

double departures(const Somebody& one)
{
    return one.rate(model::border::departure);
}

} // namespace

// BORDER-01  The hungry, the watched and the disillusioned are nearer to leaving.
TEST(Decision, is_nearer_for_the_hungry_the_watched_and_the_disillusioned)
{
    const Somebody calm = of_onsong(clear());
    ASSERT_GT(departures(calm), 0);
    Somebody hungry = calm, watched = calm, disillusioned = calm, devoted = calm, all = calm;
    hungry.lack(0.6);
    watched.life.career.watched = true;
    disillusioned.life.career.devotion = 0;
    devoted.lack(0);
    devoted.life.career.devotion = 100;
    all.lack(0.6);
    all.life.career.watched = true;
    all.life.career.devotion = 0;
    for (const Somebody* one : {&hungry, &watched, &disillusioned})
        EXPECT_GT(departures(*one), departures(calm));
    EXPECT_LT(departures(devoted), departures(all) / 100) << "near nought for the devoted and fed";
    EXPECT_GT(departures(all), departures(hungry));
}

// PARTY-19  The days of one stage without party life and of the next count together.
TEST(Decision, counts_as_time_away_from_the_party)
{
    Somebody one{clear(), place_called("onsong")};
    model::Career& career = one.life.career;
    career.standing = model::Standing::member;
    career.stage = Stage::leaving;
    career.stage_since = one.day;
    const auto due = [&] { return model::party::lapse.due({one.life, one.state, *one.numbers}); };
    EXPECT_EQ(due(), one.day + 14);
    career.missed = 10;
    EXPECT_EQ(due(), one.day + 4);
    career.missed = 200;
    EXPECT_EQ(due(), one.day);
    career.stage = Stage::worker;
    EXPECT_EQ(due(), engine::no_day);
}

// FAMILY-03  Where a departure is with the family, somebody of it nearly always comes along.
TEST(Company, comes_along)
{
    std::set<std::pair<LifeId, Day>> followed; // The one followed, and the day it was made known.
    for (const Event& event : river_told().of("border.come_along"))
        followed.emplace(event.with, event.cause.day);
    double with = 0, along = 0;
    for (const Event& event : river_told().of("border.departure")) {
        if (!departure_of(event).together) continue;
        ++with;
        along += followed.contains({event.who, event.day});
    }
    EXPECT_GT(with, 100);
    EXPECT_GT(share(along, with), 0.75);
}

// FAMILY-03  A small child holds back; one who is grown, or dead, does not.
TEST(Decision, is_farther_for_whoever_has_a_small_child)
{
    const Somebody free = of_onsong(clear());
    const auto with_child = [&](int age, std::uint16_t note = 0) {
        Somebody parent = of_onsong(clear());
        engine::Address child{.id = engine::first_life_id + 9, .slot = 0, .place = 0};
        child.note = model::remark_of_birth(engine::year_of(parent.day) - age) | note;
        parent.life.children = parent.state.kin.add(0, child);
        return departures(parent);
    };
    EXPECT_NEAR(with_child(3) / departures(free), 1 - as_given("border.hold", "child"), 1e-9);
    EXPECT_EQ(with_child(25), departures(free));
    EXPECT_EQ(with_child(3, model::known_dead), departures(free));
}

// FAMILY-09  For those whom kin have sent for the guide has paid: a closed border is no hindrance.
TEST(Decision, waits_for_no_open_border_when_kin_have_paid)
{
    const auto closed = numbers_with({.numbers = {{"border.openness", 0}}});
    Somebody alone = of_onsong(*closed), called = alone;
    called.life.career.sent_for = true;
    EXPECT_EQ(departures(alone), 0);
    const auto bound = model::border::departure.ceiling(
        {called.life, called.state, *called.numbers}, {.day = called.day, .fraction = 0});
    EXPECT_GE(bound.rate.value(), departures(called));
    EXPECT_NEAR(departures(called), as_given("border.sent_for") * as_given("border.season", "ice"),
                1e-9);
}

// BORDER-01  Where hope is never spent nobody leaves.
TEST(Decision, is_not_made_where_the_claim_is_off)
{
    const auto numbers = numbers_with({.off = {"BORDER-01"}, .numbers = clear_push});
    EXPECT_EQ(departures(of_onsong(*numbers)), 0);
    const Told nobody = tell(many_leave({}, {"BORDER-01"}), {.until = 2000, .one_in = 1000});
    EXPECT_EQ(nobody.count("border.departure") + nobody.count("border.crossing"), 0);
}

// BORDER-02  A river 210 km farther off is thought of as from a county 210 km away, and no other
// number is another for it.
TEST(Distance, may_be_added_to)
{
    std::vector<std::pair<std::string, double>> farther = clear_push;
    farther.emplace_back("border.farther", 210);
    const auto away = numbers_with({.numbers = farther});
    EXPECT_NEAR(departures(of_onsong(*away)) / departures(of_onsong(clear())),
                std::exp(-210 / 60.0), 1e-9);
}

// FOOD-03  The hunger that pushes is what one would not suffer there.
TEST(Decision, turns_on_the_rice_across_the_river)
{
    std::vector<std::pair<std::string, double>> as_poor = clear_push;
    as_poor.emplace_back("china.food", 0.4);
    const auto poor = numbers_with({.numbers = as_poor});
    const auto off = numbers_with({.off = {"FOOD-03"}, .numbers = clear_push});
    Somebody hungry = of_onsong(clear()), there_too = of_onsong(*poor), unaware = of_onsong(*off);
    for (Somebody* one : {&hungry, &there_too, &unaware}) one->lack(0.6);
    EXPECT_GT(departures(hungry), 5 * departures(there_too));
    EXPECT_NEAR(departures(there_too) / departures(unaware), 1, 1e-3);
}

// FOOD-03  Were there no more to eat there than here, fewer would have crossed.
TEST(Rice, that_is_no_better_there_draws_fewer)
{
    const Told poor = tell(many_leave({{"china.food", 0}}), {.until = 2000});
    EXPECT_LT(static_cast<double>(poor.count("border.departure")),
              0.8 * static_cast<double>(river_told().count("border.departure", 1955, 1999)));
}

// FOOD-03  Nobody starves across the river.
TEST(Rice, is_eaten_by_all_who_are_there)
{
    std::size_t there = 0;
    for (const Event& event : river_told().of("food.starvation"))
        EXPECT_TRUE(the_map().is_home(event.place)) << event.who;
    for (const auto& [id, events] : crossers_of(river_told())) there += events.size() > 1;
    EXPECT_GT(there, 500u);
}

// BORDER-02  The farther from the Tumen, the fewer think of it; off, all alike.
TEST(Distance, lowers_the_rate_of_leaving)
{
    const auto off = numbers_with({.off = {"BORDER-02"}, .numbers = clear_push});
    std::vector<std::pair<double, double>> by_distance;
    const double here = departures(of_onsong(*off));
    for (engine::PlaceId place = 0; place < the_map().places.size(); ++place) {
        const auto at = the_map().crossing[place];
        if (!the_map().is_home(place) || the_map().places[at].river != model::River::tumen)
            continue;
        Somebody one = of_onsong(clear()), anywhere = of_onsong(*off);
        one.state.number = anywhere.state.number = place;
        by_distance.emplace_back(the_map().kilometres(place, at), departures(one));
        EXPECT_DOUBLE_EQ(departures(anywhere), here);
    }
    std::sort(by_distance.begin(), by_distance.end());
    ASSERT_GT(by_distance.size(), 10u);
    for (std::size_t i = 1; i < by_distance.size(); ++i)
        EXPECT_LE(by_distance[i].second, by_distance[i - 1].second);
    EXPECT_LT(by_distance.back().second, by_distance.front().second / 2);
}

// BORDER-02  Per head more leave near the river; and all cross from a county on it.
TEST(Distance, shows_in_who_leaves_and_where_they_cross)
{
    constexpr std::array<double, 3> up_to{30, 150, 2000};
    std::array<double, 3> left{}, people{};
    const auto band = [&](engine::PlaceId place) {
        const double km = the_map().kilometres(place, the_map().crossing[place]);
        return km < up_to[0] ? 0u : km < up_to[1] ? 1u : 2u;
    };
    const auto northern = [](engine::PlaceId place) { // Of the Yalu few leave, near or far.
        return the_map().is_home(place) &&
               the_map().places[the_map().crossing[place]].river != model::River::yalu;
    };
    for (const Event& event : river_told().of("border.departure"))
        if (northern(event.place)) ++left[band(event.place)];
    for (const Person& person : river_told().people)
        if (person.died == engine::no_day && northern(person.place)) ++people[band(person.place)];
    ASSERT_GT(left[0], 200);
    EXPECT_GT(left[0] / people[0], left[1] / people[1]);
    EXPECT_GT(left[1] / people[1], left[2] / people[2]);
    for (const Event& event : river_told().of("border.crossing"))
        EXPECT_NE(the_map().places[event.place].river, model::River::none) << event.who;
}

// BORDER-04  Leaving follows the season, and does not where the claim is off.
TEST(River, decides_when_people_leave)
{
    std::vector<std::pair<std::string, double>> seasons = clear_push;
    for (const auto& [state, ratio] :
         {std::pair{"ice", 1.0}, {"cold", 0.5}, {"warm", 0.8}, {"flood", 0.3}})
        seasons.emplace_back(std::string{"border.season/"} + state, ratio);
    const auto on = numbers_with({.numbers = seasons});
    const auto off = numbers_with({.off = {"BORDER-04"}, .numbers = seasons});
    const auto rate = [](const model::Numbers& numbers, unsigned month) {
        return departures(of_onsong(numbers, day_of(1998, month, 15)));
    };
    EXPECT_NEAR(rate(*on, 4) / rate(*on, 2), 0.5, 1e-6);
    EXPECT_NEAR(rate(*on, 7) / rate(*on, 2), 0.3, 1e-6);
    EXPECT_NEAR(rate(*off, 4), rate(*off, 2), 1e-9);
}

// BORDER-07  Some come back by choice, weeks or years later, and the day is in their record.
TEST(Return, of_ones_own_accord_is_made_and_dated)
{
    std::size_t back = 0;
    for (const auto& [id, events] : crossers_of(river_told())) {
        Day last = engine::no_day;
        for (const Event& event : events) {
            if (event.rule == number("border.way_back")) last = event.day, ++back;
            if (event.rule == number("security.handed_over")) last = event.day;
        }
        if (last != engine::no_day) {
            EXPECT_EQ(river_told().exiles.at(id).returned, last) << id;
        }
    }
    EXPECT_GT(back, 100u);
    const Told nobody = tell(many_leave({}, {"BORDER-07"}), {.until = 2000, .one_in = 1000});
    EXPECT_GT(nobody.count("border.far_bank"), 50);
    EXPECT_EQ(nobody.count("border.way_back"), 0);
}

// BORDER-08  Labelled, shunned and knowing the way one goes again sooner; off, not at all.
TEST(Second_crossing, is_nearer_after_punishment)
{
    const Somebody never = of_onsong(clear());
    const auto punished_in = [](const model::Numbers& numbers) {
        Somebody one = of_onsong(numbers);
        one.exile().crossings = 1;
        one.exile().punished = 1;
        one.exile().oath = true;
        one.life.career.traitor = one.life.career.shunned = one.life.career.watched = true;
        return departures(one);
    };
    const double again = punished_in(clear());
    EXPECT_GT(again, 2 * departures(never));
    for (const char* claim : {"SECURITY-11", "SECURITY-12"}) {
        const auto without = numbers_with({.off = {claim}, .numbers = clear_push});
        EXPECT_LT(punished_in(*without), again) << claim;
        EXPECT_GT(punished_in(*without), 0) << claim;
    }
    EXPECT_EQ(punished_in(*numbers_with({.off = {"BORDER-08"}, .numbers = clear_push})), 0);
}

// FAMILY-08  Whoever has lost the family is nearer to going again; off, no nearer than others.
TEST(Second_crossing, is_nearer_in_grief)
{
    const auto off = numbers_with({.off = {"FAMILY-08"}, .numbers = clear_push});
    Somebody grieving = of_onsong(clear()), without = of_onsong(*off);
    grieving.life.career.lost_family = without.life.career.lost_family = true;
    EXPECT_GT(departures(grieving), departures(of_onsong(clear())));
    EXPECT_DOUBLE_EQ(departures(without), departures(of_onsong(*off)));
}

// SECURITY-10  The oath holds nobody back, unless a scenario says so and the claim is on.
TEST(Second_crossing, is_not_held_back_by_the_oath)
{
    const auto held_back = [](double deterrence, std::vector<std::string> off = {}) {
        auto numbers = clear_push;
        numbers.emplace_back("border.oath_deterrence", deterrence);
        const auto told = numbers_with({.off = std::move(off), .numbers = std::move(numbers)});
        Somebody one = of_onsong(*told);
        one.exile().crossings = one.exile().punished = 1;
        const double free = departures(one);
        one.exile().oath = true;
        return 1 - departures(one) / free;
    };
    EXPECT_NEAR(held_back(as_given("border.oath_deterrence")), 0, 1e-9);
    EXPECT_NEAR(held_back(0.5), 0.5, 1e-9);
    EXPECT_NEAR(held_back(0.5, {"SECURITY-10"}), 0, 1e-9);
}

// BORDER-08  Of those released more cross again within a year than of their neighbours for the
// first time.
TEST(Second_crossing, follows_release_more_often_than_a_first_follows_nothing)
{
    double released = 0, again = 0, neighbours = 0, years = 0, first = 0;
    for (const auto& [id, events] : crossers_of(river_told())) {
        Day out = engine::no_day;
        for (const Event& event : events) {
            if (is_release(event) && event.day < day_of(2003)) out = event.day, ++released;
            if (event.rule != number("border.departure")) continue;
            if (out != engine::no_day && event.day - out <= 365) ++again, out = engine::no_day;
            const auto at = static_cast<int>(engine::year_of(event.day));
            const bool northeast = the_map().places[event.place].province == "North Hamgyong";
            first += northeast && !departure_of(event).again && at >= 1996 && at < 2003;
        }
    }
    for (const Person& person : river_told().people) {
        const bool grown = person.life.born < day_of(1982);
        const auto home = person.life.birth_place;
        if (!grown || the_map().places[home].province != "North Hamgyong") continue;
        if (person.died < day_of(1996)) continue;
        ++neighbours;
        years += engine::years(std::min(person.died, day_of(2003)) - day_of(1996));
    }
    ASSERT_GT(released, 50);
    ASSERT_GT(neighbours, 500);
    std::printf(
        "%.0f released, %.3f again within a year; %.3f a year of neighbours the first time\n",
        released, again / released, first / years);
    EXPECT_GT(again / released, first / years);
}

// LOOP-05  How leaving turns on watching, pushing and deterring: reported, and nothing asserted.
TEST(Watching, pushes_or_deters_for_the_report)
{
    if (!slow_tests_wanted()) GTEST_SKIP() << "takes a minute: ./dev test --slow";
    const std::vector<std::pair<const char*, std::vector<std::string>>> worlds{
        {"as told", {}},
        {"nobody watched", {"SECURITY-01"}},
        {"nobody labelled", {"SECURITY-11"}},
        {"neither", {"SECURITY-01", "SECURITY-11"}}};
    for (const double push : {0.0, 1.0, 3.0})
        for (const double deters : {0.0, 1.0, 3.0})
            for (const auto& [name, off] : worlds) {
                Change change = many_leave(
                    {{"border.push/watched", push}, {"border.push/deterrence", deters}}, off);
                change.men_factor = 10;
                const Told told = tell(change, {.until = 2005});
                std::printf("push %.0f, deterrence %.0f, %-16s %d crossings, %lld second\n", push,
                            deters, name, told.tally.crossings[0] + told.tally.crossings[1],
                            static_cast<long long>(std::count_if(
                                told.events.begin(), told.events.end(), [](const Event& event) {
                                    return event.rule == number("border.departure") &&
                                           departure_of(event).again;
                                })));
            }
}

// LOOP-05  Off, being watched changes nothing of the rate.
TEST(Watching, weighs_nothing_where_the_claim_is_off)
{
    const auto off = numbers_with({.off = {"LOOP-05"}, .numbers = clear_push});
    Somebody one = of_onsong(*off);
    const double calm = departures(one);
    one.life.career.watched = true;
    EXPECT_DOUBLE_EQ(departures(one), calm);
}

} // namespace counterlife::tests
