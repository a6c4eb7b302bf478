// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// From station to station, whom a searcher meets there, and what ends the search.

#include "model/family/door.h"
#include "model/family/family.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "model/search/details.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::search {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(2000, 6, 1);

/// Nobody loses heart, and whoever is at a station with the searcher is met; but as the test says.
Given road(const Named& but = {}, std::vector<std::string> off = {})
{
    Given given{.numbers = {{"search.stop_days", 9},
                            {"search.max_months", 5},
                            {"search.heart", 0},
                            {"search.meeting", 1},
                            {"household.grown_age", 17}},
                .off = std::move(off)};
    given.numbers.insert(given.numbers.end(), but.begin(), but.end());
    return given;
}

/// Somebody from Onsong who has searched for wife or husband, number 1, for fifty days.
Exile& seeking(Alone& one)
{
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.household = no_household;
    life.career.stage = Stage::seeking;
    life.career.stage_until = today;
    life.career.lost_family = true;
    Exile& exile = one.exile();
    exile.home = one.place_named("onsong");
    exile.house = 88;
    exile.searching = today - 50;
    return exile;
}

TEST(Stop, SEARCH_03_asks_the_people_of_the_station_for_as_long_as_it_lasts)
{
    Alone one{road()};
    seeking(one).stations = 4;
    const Deed deed = one.reads(stop, today);
    EXPECT_EQ(deed.exile->stations, 5);
    EXPECT_EQ(detail_of<StopDetail>(deed.event().detail).station, 5);
    EXPECT_EQ(deed.life.career.stage_until, today + 9);
    const Letter asked = deed.letter_of(family::asked_for);
    EXPECT_EQ(asked.to, office_at(one.here(), neighbours_office));
    EXPECT_EQ(asked.about.id, one.other(1).id);
    EXPECT_EQ(asked.payload, 9u);
    Alone off{road({}, {"SEARCH-03"})};
    seeking(off).stations = 255;
    const Deed last = off.reads(stop, today);
    EXPECT_EQ(last.count(family::asked_for), 0u);
    EXPECT_EQ(last.exile->stations, 255);
}

TEST(Stop, means_nothing_to_whoever_searches_no_more)
{
    Alone one{road()};
    seeking(one);
    one.life().career.stage = Stage::custody;
    const Deed deed = one.reads(stop, today);
    EXPECT_TRUE(deed.is_quiet());
    EXPECT_TRUE(deed.letters.empty());
}

TEST(Stop, SEARCH_04_asks_the_camp_for_each_missing_child_by_its_age_when_last_seen)
{
    Alone one{road()};
    seeking(one).last_seen = day_of(1997, 3, 1);
    one.child(4, 1990);
    one.child(5, 1980); // Grown by then.
    one.child(6, 1985);
    one.place_state().kin.list(one.life().children)[2].note |= known_dead;
    one.child(7, 1998);
    const Deed deed = one.reads(stop, today);
    ASSERT_EQ(deed.count(book), 2u);
    for (const Letter& letter : deed.letters_of(book)) {
        EXPECT_EQ(letter.to, office_at(one.here(), camp_office));
        const bool older = letter.about.id == one.other(4).id;
        EXPECT_TRUE(older || letter.about.id == one.other(7).id);
        EXPECT_EQ(letter.payload, older ? 7u : 0u);
    }
    Alone not_lost{road()};
    seeking(not_lost);
    not_lost.life().career.lost_family = false;
    not_lost.child(4, 1990);
    EXPECT_EQ(not_lost.reads(stop, today).count(book), 0u);
    Alone off{road({}, {"SEARCH-04"})};
    seeking(off);
    off.child(4, 1990);
    EXPECT_EQ(off.reads(stop, today).count(book), 0u);
}

TEST(Stop, takes_the_age_of_today_for_a_child_that_was_never_seen)
{
    Alone one{road()};
    seeking(one);
    one.child(4, 1994);
    EXPECT_EQ(one.reads(stop, today).letter_of(book).payload, 6u);
}

TEST(NextStop, is_due_at_the_end_of_the_stop_and_leads_first_to_where_the_lost_were_seen)
{
    Alone one{road()};
    Exile& exile = seeking(one);
    one.life().career.stage_until = today + 9;
    EXPECT_EQ(one.due(next_stop), today + 9);
    exile.sighted = one.place_named("sinuiju");
    exile.sighted_too = one.place_named("wonsan");
    const Deed first = one.does(next_stop, today);
    EXPECT_EQ(first.left_for, one.place_named("sinuiju"));
    EXPECT_EQ(first.arrival, &stop);
    EXPECT_EQ(first.life.career.stage_until, no_day);
    EXPECT_EQ(detail_of<NextStopDetail>(first.event().detail).place, first.left_for);
    EXPECT_EQ(first.exile->sighted, engine::nowhere);
    EXPECT_EQ(first.exile->sighted_too, one.place_named("wonsan"));
    Alone second{road()};
    Exile& said = seeking(second);
    said.sighted = second.here();
    said.sighted_too = second.place_named("wonsan");
    const Deed then = second.does(next_stop, today);
    EXPECT_EQ(then.left_for, second.place_named("wonsan")) << "here one is already";
    EXPECT_EQ(then.exile->sighted, engine::nowhere);
    EXPECT_EQ(then.exile->sighted_too, engine::nowhere);
}

/// The stations that somebody goes to in turn, of whom the first search began on that day.
std::vector<PlaceId> order_of(std::uint32_t number, Day begun)
{
    std::vector<PlaceId> order;
    for (std::uint8_t asked = 0;;) {
        Alone one{road()};
        one.life().being.id += number;
        Exile& exile = seeking(one);
        exile.first_search = begun;
        exile.asked = asked;
        exile.home = one.place_named("chongjin");
        const Deed deed = one.does(next_stop, today);
        if (deed.arrival == &back_home) return order;
        order.push_back(deed.left_for);
        asked = deed.exile->asked;
    }
}

TEST(NextStop, leads_once_through_all_other_stations_in_an_order_of_each_searcher)
{
    const auto order = order_of(0, today - 50);
    const Alone map;
    const std::set<PlaceId> all(order.begin(), order.end());
    EXPECT_EQ(all.size(), order.size()) << "nobody asks twice at one station";
    EXPECT_EQ(all.size(), map.numbers().map.stations.size() - 2);
    EXPECT_FALSE(all.contains(map.here()));
    EXPECT_FALSE(all.contains(map.place_named("chongjin")));
    EXPECT_NE(order, order_of(0, today - 51));
    EXPECT_NE(order, order_of(1, today - 50));
}

TEST(NextStop, of_a_later_search_goes_on_where_the_first_has_ended)
{
    const auto order = order_of(0, today - 50);
    Alone one{road()};
    Exile& exile = seeking(one);
    exile.home = one.place_named("chongjin");
    exile.first_search = today - 50;
    exile.asked = 2;
    exile.searching = today + 400;
    exile.searches = 2;
    const PlaceId next = one.does(next_stop, today + 410).left_for;
    EXPECT_NE(next, order[0]);
    EXPECT_NE(std::ranges::find(order, next), order.end());
}

TEST(NextStop, of_a_later_search_has_half_the_months_and_then_a_third)
{
    const auto goes_on_since = [](std::uint8_t nth, Day days_ago) {
        Alone one{road()};
        Exile& exile = seeking(one);
        exile.searches = nth;
        exile.searching = days_ago;
        return one.does(next_stop, today).arrival != &back_home;
    };
    EXPECT_TRUE(goes_on_since(1, today - 152));
    EXPECT_FALSE(goes_on_since(1, today - 153));
    EXPECT_TRUE(goes_on_since(2, today - 76));
    EXPECT_FALSE(goes_on_since(2, today - 77));
    EXPECT_FALSE(goes_on_since(3, today - 51));
}

bool goes_home(Alone& one, Day day = today)
{
    const PlaceId home = one.exile().home;
    const Deed deed = one.does(next_stop, day);
    EXPECT_EQ(deed.arrival == &back_home, deed.left_for == home);
    EXPECT_EQ(detail_of<NextStopDetail>(deed.event().detail).home(), deed.left_for == home);
    return deed.left_for == home;
}

TEST(NextStop, is_home_when_the_months_are_spent)
{
    Alone yet{road()};
    seeking(yet).searching = today - 152;
    EXPECT_FALSE(goes_home(yet));
    Alone spent{road()};
    seeking(spent).searching = today - 153;
    spent.exile().sighted = spent.place_named("wonsan");
    EXPECT_TRUE(goes_home(spent));
}

TEST(NextStop, SEARCH_05_is_home_when_the_heart_is_spent)
{
    for (const bool told : {true, false}) {
        Alone one{told ? road({{"search.heart", 1}}) : road({{"search.heart", 1}}, {"SEARCH-05"})};
        seeking(one);
        EXPECT_EQ(goes_home(one), told);
    }
    int turned_back = 0;
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5, today + 6,
                          today + 7, today + 8, today + 9, today + 10, today + 11}) {
        Alone one{road({{"search.heart", 0.5}})};
        seeking(one);
        turned_back += goes_home(one, day);
    }
    EXPECT_GT(turned_back, 0) << "a lot for each day";
    EXPECT_LT(turned_back, 12);
}

TEST(NextStop, at_home_is_a_letter_to_oneself)
{
    Alone one{road({{"search.heart", 1}})};
    seeking(one).home = one.here();
    const Deed deed = one.does(next_stop, today);
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.letter_of(back_home).to, one.other(0).id);
    EXPECT_EQ(deed.life.career.stage_until, no_day);
}

TEST(BackHome, is_in_the_house_and_at_the_door_if_nobody_was_found)
{
    for (const bool lost : {true, false}) {
        Alone one{road()};
        seeking(one).home = one.here();
        one.life().career.lost_family = lost;
        const Deed deed = one.reads(back_home, today);
        EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 50);
        EXPECT_EQ(back_home.beside.record->leads(deed.event().detail), Turn::waits);
        EXPECT_EQ(one.place_state().households[deed.life.household].key, 88u);
        EXPECT_EQ(deed.life.career.stage, Stage::waiting);
        EXPECT_EQ(one.place_state().tally.searches_ended, 1);
        EXPECT_EQ(deed.count(family::asked_for), lost ? 1u : 0u);
    }
    Alone later{road()}; // What happened in the meantime is heard there.
    seeking(later).home = later.here();
    later.exile().parted = true;
    EXPECT_EQ(later.reads(back_home, today).count(family::news), 1u);
    Alone taken{road()};
    seeking(taken);
    taken.life().career.stage = Stage::custody;
    EXPECT_TRUE(taken.reads(back_home, today).is_quiet());
}

/// Somebody who has left a house in Onsong, where number 1 is now.
void lost(Alone& one)
{
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1);
    life.career.stage = Stage::trader;
    life.career.dispersed = true;
    one.exile().home = one.place_named("onsong");
    one.exile().house = 88;
}

/// The people of the station pass on that the searcher, who stays six days, has asked on that day.
Letter asked_on(Alone& one, Day sent, std::uint32_t who = 1)
{
    return {.from = engine::office_id(one.here(), neighbours_office),
            .payload = 6,
            .about = one.other(who),
            .sent = sent};
}

/// The searcher has found who was lost.
Letter met_on(Alone& one, std::uint32_t who = 1)
{
    return {.from = one.other(who).id,
            .about = one.other(who),
            .sent = today - 1,
            .from_place = one.here()};
}

TEST(Passing, SEARCH_03_is_told_to_the_searcher_first)
{
    Alone one{road()};
    lost(one);
    const Deed deed = one.reads(passing, today, asked_on(one, today - 1));
    EXPECT_TRUE(deed.is_quiet()) << "who may have died since asking, and then nobody has met";
    EXPECT_EQ(deed.left_for, engine::nowhere);
    EXPECT_EQ(deed.letter_of(found).to, one.other(1).id);
    EXPECT_EQ(deed.letter_of(found).about.id, one.other(0).id);
}

TEST(Passing, SEARCH_03_is_a_meeting_of_two_who_are_at_one_station)
{
    Alone one{road()};
    lost(one);
    const Deed deed = one.reads(passing, today, met_on(one));
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(passing.beside.record->leads(deed.event().detail), Turn::disperses);
    EXPECT_EQ(deed.count(found), 0u);
    EXPECT_EQ(deed.left_for, one.place_named("onsong"));
    EXPECT_EQ(deed.arrival, &family::back_at_house);
    EXPECT_EQ(deed.letter_of(family::at_hand).payload, 1u);
}

TEST(Passing, needs_both_to_be_there_and_to_belong_together)
{
    const auto meets_if = [](auto change, Day sent = today - 1, std::uint32_t who = 1) {
        Alone one{road()};
        lost(one);
        Letter letter = asked_on(one, sent, who);
        change(one, letter);
        return one.reads(passing, today, letter).count(found) == 1;
    };
    const auto nothing = [](Alone&, Letter&) {};
    EXPECT_TRUE(meets_if(nothing, today - 3));
    EXPECT_FALSE(meets_if(nothing, today - 4))
        << "the sixth day is the last, and both know by then";
    EXPECT_FALSE(meets_if(nothing, today - 1, 9));
    EXPECT_FALSE(meets_if(
        [](Alone& one, Letter& letter) { letter.about.place = one.place_named("chongjin"); }));
    EXPECT_FALSE(meets_if([](Alone& one, Letter&) { one.life().marital = Marital::divorced; }));
    EXPECT_FALSE(meets_if([](Alone& one, Letter&) { one.life().career.dispersed = false; }));
    EXPECT_FALSE(meets_if([](Alone& one, Letter&) { one.life().career.stage = Stage::detained; }));
}

TEST(Passing, means_nothing_to_whoever_is_somewhere_else_by_then)
{
    const auto meets_if = [](auto change, std::uint32_t who = 1) {
        Alone one{road()};
        lost(one);
        Letter letter = met_on(one, who);
        change(one, letter);
        const Deed deed = one.reads(passing, today, letter);
        EXPECT_EQ(deed.is_quiet(), deed.left_for == engine::nowhere);
        return !deed.is_quiet();
    };
    EXPECT_TRUE(meets_if([](Alone&, Letter&) {}));
    EXPECT_FALSE(meets_if([](Alone&, Letter&) {}, 9));
    EXPECT_FALSE(meets_if(
        [](Alone& one, Letter& letter) { letter.from_place = one.place_named("chongjin"); }));
    EXPECT_FALSE(meets_if([](Alone& one, Letter&) { one.life().career.dispersed = false; }));
    EXPECT_FALSE(meets_if([](Alone& one, Letter&) { one.life().career.stage = Stage::custody; }));
}

TEST(Passing, is_settled_by_one_lot_of_the_two_for_each_stop)
{
    const auto meets = [](std::uint32_t number, Day read, Day sent, double share) {
        Alone one{road({{"search.meeting", share}})};
        one.life().being.id += 100 + number;
        lost(one);
        return one.reads(passing, read, asked_on(one, sent)).count(found) == 1;
    };
    int meet = 0, otherwise = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        EXPECT_FALSE(meets(number, today, today - 1, 0));
        const bool once = meets(number, today, today - 1, 0.5);
        meet += once;
        EXPECT_EQ(meets(number, today + 1, today - 1, 0.5), once);
        otherwise += meets(number, today + 20, today + 19, 0.5) != once;
    }
    EXPECT_GT(meet, 8);
    EXPECT_LT(meet, 32);
    EXPECT_GT(otherwise, 8);
}

TEST(Found, ends_the_search_and_the_loss)
{
    Alone one{road()};
    Exile& exile = seeking(one);
    exile.unheard = {one.other(2).id};
    const Deed deed = one.reads(found, today, {.from = one.other(1).id, .about = one.other(1)});
    EXPECT_EQ(deed.letter_of(passing).to, one.other(1).id) << "who has been waiting for that";
    EXPECT_EQ(deed.letter_of(passing).about.id, one.other(0).id);
    EXPECT_FALSE(deed.life.career.lost_family);
    EXPECT_TRUE(deed.exile->reunited);
    EXPECT_EQ(deed.exile->last_seen, today);
    EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 50);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_EQ(one.place_state().tally.found_kin, 1);
    EXPECT_EQ(deed.count(family::news), 1u);
    EXPECT_EQ(deed.left_for, one.place_named("onsong"));
    EXPECT_EQ(deed.arrival, &back_home);
}

TEST(Found, means_nothing_from_others_or_to_whoever_searches_no_more)
{
    const auto finds_if = [](auto change, std::uint32_t from = 1) {
        Alone one{road()};
        seeking(one);
        change(one.life());
        return !one.reads(found, today, {.from = one.other(from).id, .about = one.other(from)})
                    .is_quiet();
    };
    EXPECT_TRUE(finds_if([](Life&) {}));
    EXPECT_FALSE(finds_if([](Life&) {}, 9));
    EXPECT_FALSE(finds_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(finds_if([](Life& life) { life.career.stage = Stage::waiting; }));
}

} // namespace
} // namespace counterlife::model::search
