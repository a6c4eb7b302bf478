// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A paid look at the house, who answers, and who is sent for.

#include "model/family/family.h"
#include "model/offices.h"
#include "model/route/route.h"
#include "model/search/details.h"
#include "model/search/search.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::search {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(2012, 6, 1);

Given paying(const Named& but = {}, std::vector<std::string> off = {})
{
    Given given{.place = "seoul-area",
                .numbers = {{"search.checks_per_year", 0.5},
                            {"search.settling_months", 4},
                            {"search.decay", 0.5},
                            {"search.least_belief", 0.125},
                            {"search.fee", 1000},
                            {"search.true_report", 1},
                            {"household.grown_age", 17}},
                .off = std::move(off)};
    given.numbers.insert(given.numbers.end(), but.begin(), but.end());
    return given;
}

/// Somebody who crossed alone two years ago, and left wife or husband, number 1, in Hoeryong.
Exile& far_away(Alone& one)
{
    Life& life = one.life();
    life.marital = Marital::married;
    life.spouse = one.other(1, one.place_named("hoeryong"));
    life.career.stage = Stage::south;
    Exile& exile = one.exile();
    exile.home = one.place_named("hoeryong");
    exile.house = 88 | 1;
    exile.crossed = day_of(2010, 6, 1);
    exile.arrived = today - 400;
    exile.alone = true;
    return exile;
}

double looks(Alone& one)
{
    return (one.rate(paid_look, today));
}

TEST(PaidLook, SEARCH_08_is_rarer_as_hope_fades)
{
    Alone one{paying()};
    Exile& exile = far_away(one);
    EXPECT_NEAR(looks(one), 0.5 * (0.125 + 0.875 * std::exp(-1)), 0.001) << "two years";
    exile.last_seen = today;
    EXPECT_NEAR(looks(one), 0.5, 1e-9);
    exile.last_seen = day_of(1950, 1, 1);
    EXPECT_NEAR(looks(one), 0.0625, 1e-6) << "and never not at all";
    Alone off{paying({}, {"SEARCH-08"})};
    far_away(off).last_seen = day_of(1950, 1, 1);
    EXPECT_DOUBLE_EQ(looks(off), 0.5);
}

TEST(PaidLook, begins_some_months_after_arrival)
{
    Alone one{paying({}, {"SEARCH-08"})};
    Exile& exile = far_away(one);
    exile.arrived = today - 121;
    EXPECT_EQ(looks(one), 0);
    exile.arrived = today - 122;
    EXPECT_DOUBLE_EQ(looks(one), 0.5);
}

TEST(PaidLook, SEARCH_06_is_for_those_who_left_wife_or_husband_and_have_had_no_answer)
{
    const auto pays_if = [](auto change, std::vector<std::string> off = {}) {
        Alone one{paying({}, std::move(off))};
        Exile& exile = far_away(one);
        change(one.life(), exile);
        return looks(one) > 0;
    };
    EXPECT_TRUE(pays_if([](Life&, Exile&) {}));
    EXPECT_FALSE(pays_if([](Life&, Exile&) {}, {"SEARCH-06"}));
    EXPECT_FALSE(pays_if([](Life& life, Exile&) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(pays_if([](Life& life, Exile&) { life.spouse.note |= known_dead; }));
    EXPECT_FALSE(pays_if([](Life&, Exile& exile) { exile.alone = false; }));
    EXPECT_FALSE(pays_if([](Life&, Exile& exile) { exile.kin_called = true; }));
    EXPECT_FALSE(pays_if([](Life&, Exile& exile) { exile.arrived = no_day; }));
    EXPECT_FALSE(pays_if([](Life&, Exile& exile) { exile.home = engine::nowhere; }));
    Alone called{paying()};
    far_away(called).kin_called = true;
    EXPECT_EQ(called.ceiling(paid_look, today).until, no_day);
}

TEST(PaidLook, is_paid_from_what_there_is_and_the_rest_is_owed)
{
    const auto after = [](double money) {
        Alone one{paying()};
        Exile& exile = far_away(one);
        exile.saved = ThousandWon{money};
        exile.debt = ThousandWon{100};
        const Exile paid = *one.does(paid_look, today).exile;
        return std::pair{paid.saved.value(), paid.debt.value()};
    };
    EXPECT_EQ(after(1500), std::pair(500.0F, 100.0F));
    EXPECT_EQ(after(300), std::pair(0.0F, 800.0F));
    EXPECT_EQ(after(-50), std::pair(-50.0F, 1100.0F));
}

TEST(PaidLook, sends_an_honest_go_between_to_the_house)
{
    for (const bool honest : {true, false}) {
        Alone one{paying({{"search.true_report", honest ? 1.0 : 0.0}})};
        far_away(one).checks = 254;
        const Deed deed = one.does(paid_look, today);
        EXPECT_EQ(deed.exile->checks, 255);
        EXPECT_EQ(detail_of<LooksDetail>(deed.event().detail).looks, 255);
        EXPECT_EQ(deed.event().with, one.other(1).id);
        EXPECT_EQ(deed.count(look), honest ? 1u : 0u);
        if (!honest) continue;
        const Letter letter = deed.letter_of(look);
        EXPECT_EQ(letter.to, office_at(one.place_named("hoeryong"), neighbours_office));
        EXPECT_EQ(letter.payload, 88u);
        EXPECT_EQ(letter.about.id, one.other(1).id);
        EXPECT_EQ(one.does(paid_look, today + 1).exile->checks, 255) << "more are not counted";
    }
}

TEST(PaidLook, is_to_an_honest_one_or_not_by_a_lot_of_each_day)
{
    int honest = 0;
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5, today + 6,
                          today + 7, today + 8, today + 9, today + 10, today + 11}) {
        Alone one{paying({{"search.true_report", 0.5}})};
        far_away(one);
        honest += one.does(paid_look, day).count(look) == 1;
    }
    EXPECT_GT(honest, 0);
    EXPECT_LT(honest, 12);
}

TEST(Look, is_passed_on_to_whoever_is_looked_for)
{
    Alone county;
    const PlaceId south = county.place_named("seoul-area");
    const Deed deed = county.receives(
        look, neighbours_office, today,
        {.from = county.other(5).id, .payload = 88, .about = county.other(1), .from_place = south});
    const Letter letter = deed.letter_of(looked_for);
    EXPECT_EQ(letter.to, county.other(1).id);
    EXPECT_EQ(letter.payload, 88u);
    EXPECT_EQ(letter.about.id, county.other(5).id);
    EXPECT_EQ(letter.about.place, south) << "where the answer goes";
    EXPECT_EQ(deed.event().with, county.other(1).id);
}

/// Is asked at the house of that key by somebody sent by number 1, in the South.
Deed is_looked_for(Alone& one, std::uint64_t key)
{
    return one.reads(looked_for, today,
                     {.payload = key, .about = one.other(1, one.place_named("seoul-area"))});
}
void stayed(Alone& one)
{
    one.life().marital = Marital::married;
    one.life().spouse = one.other(1);
    one.exile();
}

TEST(LookedFor, SEARCH_06_answers_from_the_house_or_near_it)
{
    for (const bool in_the_house : {true, false}) {
        Alone one;
        stayed(one);
        const std::uint64_t key = one.place_state().households[one.life().household].key;
        const Deed deed = is_looked_for(one, in_the_house ? key : key + 2);
        EXPECT_EQ(detail_of<LookedForDetail>(deed.event().detail).in_the_house, in_the_house);
        EXPECT_EQ(deed.exile->word, today);
        const Letter letter = deed.letter_of(answer);
        EXPECT_EQ(letter.to, one.other(1).id);
        EXPECT_EQ(letter.to_place, one.place_named("seoul-area"));
        EXPECT_EQ(letter.payload, in_the_house ? 1u : 0u);
        EXPECT_EQ(letter.about.id, one.other(0).id);
    }
}

TEST(LookedFor, finds_nobody_who_has_gone_or_is_parted)
{
    const auto found_if = [](auto change) {
        Alone one;
        stayed(one);
        change(one.life());
        const Deed deed = is_looked_for(one, 88);
        EXPECT_EQ(deed.is_quiet(), deed.letters.empty());
        return !deed.is_quiet();
    };
    EXPECT_TRUE(found_if([](Life&) {}));
    EXPECT_FALSE(found_if([](Life& life) { life.spouse.id += 1; }));
    EXPECT_FALSE(found_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(found_if([](Life& life) { life.household = no_household; }));
    EXPECT_FALSE(found_if([](Life& life) { life.career.dispersed = true; }));
    EXPECT_FALSE(found_if([](Life& life) { life.career.stage = Stage::custody; }));
    Alone moved;
    stayed(moved);
    EXPECT_TRUE(moved
                    .reads(looked_for, today,
                           {.about = moved.other(1), .from_place = moved.place_named("onsong")})
                    .is_quiet())
        << "asked in another county";
}

TEST(Answer, FAMILY_09_sends_for_wife_and_children_who_are_not_grown)
{
    Alone one{paying()};
    Exile& exile = far_away(one);
    exile.checks = 4;
    exile.unheard = {one.other(2).id};
    one.life().career.lost_family = one.life().career.left_behind = true;
    one.child(4, 1996);
    one.child(5, 1995);
    one.child(6, 2000);
    one.place_state().kin.list(one.life().children)[2].note |= known_dead;
    const Deed deed = one.reads(answer, today, {.from = one.other(1).id});
    EXPECT_EQ(detail_of<LooksDetail>(deed.event().detail).looks, 4);
    EXPECT_EQ(deed.event().with, one.other(1).id);
    EXPECT_FALSE(deed.life.career.lost_family);
    EXPECT_FALSE(deed.life.career.left_behind);
    EXPECT_EQ(deed.exile->last_seen, today);
    EXPECT_TRUE(deed.exile->kin_called);
    EXPECT_EQ(one.place_state().tally.found_kin, 1);
    EXPECT_EQ(deed.count(family::news), 1u);
    EXPECT_EQ(deed.count(route::called), 2u);
    EXPECT_EQ(deed.letters_to(one.other(1).id).size(), 1u);
    EXPECT_EQ(deed.letters_to(one.other(4).id).size(), 1u);
}

TEST(Answer, sends_for_nobody_a_second_time_or_where_it_is_not_told)
{
    for (const bool told : {true, false}) {
        Alone one{told ? paying() : paying({}, {"FAMILY-09"})};
        far_away(one).kin_called = told;
        const Deed deed = one.reads(answer, today, {.from = one.other(1).id});
        EXPECT_FALSE(deed.is_quiet());
        EXPECT_EQ(deed.count(route::called), 0u);
        EXPECT_EQ(deed.exile->kin_called, told);
    }
}

TEST(Answer, means_nothing_from_others_or_outside_the_South)
{
    const auto heard_if = [](auto change, std::uint32_t from = 1) {
        Alone one{paying()};
        far_away(one);
        change(one.life());
        return !one.reads(answer, today, {.from = one.other(from).id}).is_quiet();
    };
    EXPECT_TRUE(heard_if([](Life&) {}));
    EXPECT_FALSE(heard_if([](Life&) {}, 9));
    EXPECT_FALSE(heard_if([](Life& life) { life.marital = Marital::widowed; }));
    EXPECT_FALSE(heard_if([](Life& life) { life.career.stage = Stage::journey; }));
}

/// The neighbours of this county hear that number 1 has died, there or elsewhere.
Deed neighbours_hear(Alone& county, PlaceId where)
{
    return county.receives(
        death_known, neighbours_office, today,
        {.from = county.other(1).id, .about = county.other(5), .from_place = where});
}

TEST(LookedFor, SEARCH_06_of_who_has_died_there_is_answered_by_the_neighbours)
{
    EXPECT_EQ(looked_for.returned, &death_known);
    Alone county;
    const Letter letter = neighbours_hear(county, county.here()).letter_of(death_told);
    EXPECT_EQ(letter.to, county.other(5).id);
    EXPECT_EQ(letter.about.id, county.other(1).id);
    const Deed missing = neighbours_hear(county, county.place_named("onsong"));
    EXPECT_TRUE(missing.is_quiet()) << "SEARCH-08: nobody knows of the missing";
    EXPECT_TRUE(missing.letters.empty());
}

TEST(DeathTold, ends_the_looks_at_the_house)
{
    Alone one{paying()};
    far_away(one).checks = 3;
    EXPECT_GT(looks(one), 0);
    const Deed deed = one.reads(death_told, today, {.about = one.other(1)});
    EXPECT_EQ(detail_of<LooksDetail>(deed.event().detail).looks, 3);
    const Letter letter = deed.letter_of(family::news);
    one.reads(family::news, today + 1, {.payload = letter.payload, .about = letter.about});
    EXPECT_EQ(one.life().marital, Marital::widowed);
    EXPECT_EQ(looks(one), 0);
    EXPECT_TRUE(one.reads(death_told, today, {.about = one.other(2)}).is_quiet());
}

} // namespace
} // namespace counterlife::model::search
