// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who looks for a spouse, what the registrar is told, and whom he proposes to whom.

#include "model/marriage/details.h"
#include "model/marriage/marriage.h"
#include "model/offices.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace counterlife::model::marriage {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(1980, 6, 1);

const Named readiness{{"marriage.readiness/M/17-19", 0.01},
                      {"marriage.readiness/M/20-22", 0.02},
                      {"marriage.readiness/M/23-25", 0.03},
                      {"marriage.readiness/M/26-28", 0.04},
                      {"marriage.readiness/M/29-31", 0.05},
                      {"marriage.readiness/M/32-39", 0.06},
                      {"marriage.readiness/M/40-59", 0.07},
                      {"marriage.readiness/F/17-19", 0.11},
                      {"marriage.readiness/F/40-59", 0.17},
                      {"marriage.remarriage/M/widowed", 0.21},
                      {"marriage.remarriage/M/divorced", 0.22},
                      {"marriage.remarriage/F/widowed", 0.23},
                      {"marriage.remarriage/F/divorced", 0.24},
                      {"marriage.remarriage_age_limit/M", 70},
                      {"marriage.remarriage_age_limit/F", 50},
                      {"marriage.least_age/M", 18},
                      {"marriage.least_age/F", 17}};

/// The rate at which somebody begins to look, whom the party stops nowhere.
double rate_of(Day born, Sex sex = Sex::male, Marital marital = Marital::never_married)
{
    Alone one{{.numbers = readiness, .off = {"MARRIAGE-01"}}};
    one.life().born = born;
    one.life().sex = sex;
    one.life().marital = marital;
    return (one.rate(search, today));
}

TEST(Search, has_the_rate_of_sex_and_age_to_the_day)
{
    EXPECT_EQ(rate_of(day_of(1962, 6, 2)), 0) << "a day before eighteen";
    EXPECT_DOUBLE_EQ(rate_of(day_of(1962, 6, 1)), 0.01);
    EXPECT_EQ(rate_of(day_of(1963, 6, 2), Sex::female), 0) << "a day before seventeen";
    EXPECT_DOUBLE_EQ(rate_of(day_of(1963, 6, 1), Sex::female), 0.11);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1960, 6, 2)), 0.01);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1960, 5, 31)), 0.02);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1957, 5, 31)), 0.03);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1954, 5, 31)), 0.04);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1951, 5, 31)), 0.05);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1948, 6, 2)), 0.05);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1948, 5, 31)), 0.06);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1940, 5, 31)), 0.07);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1920, 6, 2)), 0.07);
    EXPECT_EQ(rate_of(day_of(1920, 5, 31)), 0) << "sixty";
    EXPECT_DOUBLE_EQ(rate_of(day_of(1962, 1, 1), Sex::female), 0.11);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1930, 1, 1), Sex::female), 0.17);
}

TEST(Search, BEYOND_10_comes_years_sooner_to_some_and_later_to_others)
{
    const auto rates = [](std::vector<std::string> off) {
        Given given{.numbers = {{"marriage.readiness/F/17-19", 0.11},
                                {"marriage.readiness/F/20-22", 0.12},
                                {"marriage.readiness/F/23-25", 0.13},
                                {"marriage.readiness/F/26-28", 0.14},
                                {"marriage.readiness_spread/F", 3},
                                {"marriage.least_age/F", 17}},
                    .off = std::move(off)};
        std::set<double> found;
        for (std::uint32_t number = 0; number < 60; ++number) {
            Alone one{given};
            one.life().being.id += 1000 * number;
            one.life().sex = Sex::female;
            one.life().born = engine::birthday(today, -22);
            found.insert(one.rate(search, today));
        }
        return found;
    };
    EXPECT_GE(rates({}).size(), 3u);
    EXPECT_EQ(rates({"BEYOND-10"}), std::set<double>{0.12});
}

TEST(Search, is_taken_up_again_by_the_widowed_and_divorced_up_to_an_age)
{
    EXPECT_DOUBLE_EQ(rate_of(day_of(1940, 1, 1), Sex::male, Marital::widowed), 0.21);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1940, 1, 1), Sex::male, Marital::divorced), 0.22);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1940, 1, 1), Sex::female, Marital::widowed), 0.23);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1940, 1, 1), Sex::female, Marital::divorced), 0.24);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1930, 6, 2), Sex::female, Marital::divorced), 0.24);
    EXPECT_EQ(rate_of(day_of(1930, 5, 31), Sex::female, Marital::divorced), 0);
    EXPECT_DOUBLE_EQ(rate_of(day_of(1910, 6, 3), Sex::male, Marital::widowed), 0.21);
    EXPECT_EQ(rate_of(day_of(1910, 5, 31), Sex::male, Marital::widowed), 0);
}

TEST(Search, MARRIAGE_01_is_rarer_for_men_outside_the_party_until_the_turn_to_money)
{
    Named numbers = readiness;
    numbers.insert(numbers.end(), {{"exceptions.share/MARRIAGE-01", 0.5},
                                   {"party.switch_year", 1990},
                                   {"party.switch_width", 4},
                                   {"marriage.readiness/M/26-28", 0.04}});
    Alone one{{.numbers = numbers, .soft = {"MARRIAGE-01"}}};
    const auto rate_on = [&](Day day, Day born) {
        one.life().born = born;
        return (one.rate(search, day));
    };
    EXPECT_DOUBLE_EQ(rate_on(today, day_of(1953, 1, 1)), 0.02);
    EXPECT_NEAR(rate_on(day_of(1990, 1, 1), day_of(1963, 1, 1)), 0.03, 1e-5) << "half turned";
    EXPECT_DOUBLE_EQ(rate_on(day_of(1993, 1, 1), day_of(1966, 1, 1)), 0.04);
    one.life().marital = Marital::widowed;
    EXPECT_DOUBLE_EQ(rate_on(today, day_of(1953, 1, 1)), 0.105);
    one.life().marital = Marital::never_married;
    one.life().career.standing = Standing::member;
    EXPECT_DOUBLE_EQ(rate_on(today, day_of(1953, 1, 1)), 0.04);
    one.life().career.standing = Standing::outside;
    one.life().sex = Sex::female;
    EXPECT_DOUBLE_EQ(rate_on(today, day_of(1962, 1, 1)), 0.11);
}

TEST(Search, concerns_the_unmarried_at_home_who_do_not_look_already)
{
    Alone one;
    const auto meets_if = [&](auto change) {
        Life& life = one.life();
        life.school = School::left_school;
        life.career.stage = Stage::worker;
        life.marital = Marital::never_married;
        life.searching = life.betrothed = false;
        change(life);
        return one.meets(search);
    };
    EXPECT_TRUE(meets_if([](Life&) {}));
    EXPECT_TRUE(meets_if([](Life& life) { life.marital = Marital::divorced; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.marital = Marital::married; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.searching = true; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.betrothed = true; }));
    for (const Stage kept : {Stage::soldier, Stage::detained, Stage::adrift, Stage::camp})
        EXPECT_FALSE(meets_if([kept](Life& life) { life.career.stage = kept; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.career.stage = Stage::abroad; }));
    EXPECT_FALSE(meets_if([](Life& life) { life.school = School::pupil; }));
}

const Named weights{
    {"ranking.weight/membership", 4}, {"ranking.weight/service", 2}, {"ranking.weight/diploma", 1},
    {"ranking.taste_noise", 0},       {"ranking.reluctance", 0},     {"marriage.age_gap_mean", 3},
    {"marriage.age_gap_spread", 0},   {"marriage.age_gap_reach", 5}, {"marriage.urgency", 0}};

TEST(Search, MARRIAGE_02_tells_the_registrar_of_the_province_what_a_man_has_to_show)
{
    for (const Sex sex : {Sex::male, Sex::female}) {
        Alone one{{.numbers = weights}};
        one.life().sex = sex;
        one.life().born = day_of(1953, 2, 3);
        one.life().career.standing = Standing::member;
        one.life().career.service = Service::discharged;
        one.life().mother = one.other(7);
        one.life().father = one.other(8);
        const Deed deed = one.does(search, today);
        const PlaceId seat = one.numbers().map.seat_of[one.here()];
        EXPECT_NE(seat, one.here());
        EXPECT_TRUE(deed.life.searching);
        EXPECT_EQ(deed.life.applied_at, seat);
        const Letter letter = deed.letter_of(application);
        EXPECT_EQ(letter.to, office_at(seat, registrar_office));
        EXPECT_EQ(letter.from, one.other(0).id);
        EXPECT_EQ(Descent::read(letter.about).mother, one.other(7).id);
        EXPECT_EQ(Descent::read(letter.about).father, shortened(one.other(8).id));
        const Form form = said_in<Form>(letter.payload);
        EXPECT_EQ(form.sex, sex);
        EXPECT_EQ(form.born, day_of(1953, 2, 3));
        EXPECT_EQ(form.worth, sex == Sex::male ? 6000u : 0u);
    }
}

/// Applies in the place, as the number says, and what a man has to show, in thousandths.
void applies(Alone& office, std::uint32_t number, Sex sex, Day born, std::uint32_t worth = 0,
             const Descent& descent = {})
{
    const Deed deed =
        office.receives(application, registrar_office, today,
                        {.from = office.other(number).id,
                         .payload = payload_of(Form{.sex = sex, .born = born, .worth = worth}),
                         .about = descent.written()});
    EXPECT_TRUE(deed.is_quiet());
}

TEST(Application, is_entered_by_sex_and_struck_off_by_withdrawal)
{
    Alone office{{.numbers = weights}};
    applies(office, 1, Sex::male, day_of(1953, 1, 1));
    applies(office, 2, Sex::female, day_of(1956, 1, 1));
    applies(office, 3, Sex::female, day_of(1957, 1, 1));
    const Registrar& list = office.place_state().registrar;
    EXPECT_EQ(list.men(), 1u);
    EXPECT_EQ(list.women(), 2u);
    const auto withdraws = [&](std::uint32_t number, Sex sex, Day born) {
        return office.receives(withdrawal, registrar_office, today,
                               {.from = office.other(number).id,
                                .payload = payload_of(Form{.sex = sex, .born = born})});
    };
    EXPECT_TRUE(withdraws(2, Sex::female, day_of(1956, 1, 1)).is_quiet());
    EXPECT_EQ(list.women(), 1u);
    EXPECT_EQ(list.men(), 1u);
    withdraws(1, Sex::male, day_of(1953, 1, 1));
    EXPECT_TRUE(office.carries_out(matching, today).letters.empty());
    EXPECT_EQ(list.men(), 0u);
    EXPECT_EQ(list.women(), 1u);
}

TEST(Matching, is_on_the_first_of_each_month)
{
    Alone office;
    EXPECT_EQ(office.next(matching, today), today);
    EXPECT_EQ(office.next(matching, today + 1), day_of(1980, 7, 1));
    EXPECT_EQ(office.next(matching, day_of(1980, 12, 2)), day_of(1981, 1, 1));
}

TEST(Matching, proposes_the_woman_to_the_man_who_has_most_to_show)
{
    for (const bool first_is_better : {true, false}) {
        Alone office{{.numbers = weights}};
        applies(office, 1, Sex::male, day_of(1953, 1, 1), first_is_better ? 4000 : 2000);
        applies(office, 2, Sex::male, day_of(1953, 1, 1), first_is_better ? 2000 : 4000);
        applies(office, 3, Sex::female, day_of(1956, 1, 1));
        const Deed deed = office.carries_out(matching, today);
        const Letter letter = deed.letter_of(proposal);
        EXPECT_EQ(letter.to, office.other(first_is_better ? 1 : 2).id);
        EXPECT_EQ(letter.about.id, office.other(3).id);
        EXPECT_EQ(detail_of<MatchingDetail>(deed.event().detail).couples, 1);
        EXPECT_TRUE(office.carries_out(matching, day_of(1980, 7, 1)).letters.empty());
        EXPECT_EQ(office.place_state().registrar.men(), 1u) << "the other waits";
        EXPECT_EQ(office.place_state().registrar.women(), 0u);
    }
}

TEST(Matching, proposes_no_sister_though_she_is_the_only_one)
{
    Alone office{{.numbers = weights}};
    const Descent siblings{.mother = office.other(9).id};
    applies(office, 1, Sex::male, day_of(1953, 1, 1), 6000, siblings);
    applies(office, 2, Sex::female, day_of(1956, 1, 1), 0, siblings);
    EXPECT_TRUE(office.carries_out(matching, today).letters.empty());
    applies(office, 3, Sex::female, day_of(1956, 1, 1), 0, {.mother = office.other(10).id});
    const Deed deed = office.carries_out(matching, today);
    EXPECT_EQ(deed.letter_of(proposal).about.id, office.other(3).id);
}

TEST(Matching, proposes_nobody_who_is_too_far_in_age_or_too_old)
{
    Alone apart{{.numbers = weights}};
    applies(apart, 1, Sex::male, day_of(1953, 1, 1));
    applies(apart, 2, Sex::female, day_of(1962, 1, 1));
    EXPECT_TRUE(apart.carries_out(matching, today).letters.empty());
    EXPECT_EQ(apart.place_state().registrar.men(), 1u) << "both wait";
    EXPECT_EQ(apart.place_state().registrar.women(), 1u);

    Named numbers = weights;
    numbers.insert(numbers.end(), {{"marriage.remarriage_age_limit/M", 70},
                                   {"marriage.remarriage_age_limit/F", 50}});
    Alone old{{.numbers = numbers}};
    applies(old, 1, Sex::male, day_of(1928, 1, 1));
    applies(old, 2, Sex::female, day_of(1929, 1, 1));
    EXPECT_TRUE(old.carries_out(matching, today).is_quiet());
    EXPECT_EQ(old.place_state().registrar.women(), 0u) << "fifty is the limit";
    EXPECT_EQ(old.place_state().registrar.men(), 1u) << "of fifty-two, under seventy";
}

TEST(Matching, proposes_nobody_to_a_woman_who_could_make_him_too_old_a_father)
{
    const auto proposed = [](double greatest_age, int years_older) {
        Named numbers = weights;
        numbers.insert(numbers.end(), {{"birth.father_greatest_age", greatest_age},
                                       {"marriage.age_gap_mean", 5},
                                       {"marriage.age_gap_spread", 0},
                                       {"marriage.age_gap_reach", 20}});
        Alone office{{.numbers = numbers}};
        applies(office, 1, Sex::male, day_of(1956 - years_older, 6, 1));
        applies(office, 2, Sex::female, day_of(1956, 6, 1));
        return office.carries_out(matching, today).count(proposal) == 1;
    };
    // She can conceive until fifty.
    EXPECT_TRUE(proposed(75, 20));
    EXPECT_FALSE(proposed(65, 20));
    EXPECT_TRUE(proposed(65, 8));
    EXPECT_TRUE(proposed(80, 24));
    EXPECT_FALSE(proposed(70, 24));
}

/// Whether she agrees to a man with that much to show, where the best have seven.
bool agrees(std::uint32_t worth, double reluctance, Day day, std::uint32_t number = 1)
{
    Named numbers = weights;
    numbers.emplace_back("ranking.reluctance", reluctance);
    Alone office{{.numbers = numbers}};
    applies(office, number, Sex::male, day_of(1953, 1, 1), worth);
    applies(office, 0, Sex::female, day_of(1956, 1, 1));
    return office.carries_out(matching, day).count(proposal) == 1;
}

TEST(Matching, MARRIAGE_02_is_declined_by_women_as_they_rank_a_man)
{
    int best = 0, half = 0, none = 0;
    for (std::uint32_t number = 1; number <= 100; ++number) {
        best += agrees(7000, 1.4, today, number);
        half += agrees(3500, 1.4, today, number);
        none += agrees(0, 1.4, today, number);
    }
    EXPECT_EQ(best, 100);
    EXPECT_NEAR(half, 100 * std::exp(-0.7), 20);
    EXPECT_NEAR(none, 100 * std::exp(-1.4), 18);
}

TEST(Matching, is_thought_over_anew_each_month)
{
    int changed = 0;
    for (std::uint32_t number = 1; number <= 30; ++number)
        changed += agrees(0, 0.7, day_of(1980, 6, 1), number) !=
                   agrees(0, 0.7, day_of(1980, 7, 1), number);
    EXPECT_GT(changed, 5);
    EXPECT_LT(changed, 25);
}

/// Of women five years older and five years younger, whether he chooses the younger.
bool chooses_younger(std::uint32_t number, double mean, double spread, Day day)
{
    Named numbers = weights;
    numbers.insert(numbers.end(), {{"marriage.age_gap_mean", mean},
                                   {"marriage.age_gap_spread", spread},
                                   {"marriage.age_gap_reach", 40}});
    Alone office{{.numbers = numbers}};
    applies(office, 900 + number, Sex::male, day_of(1950, 1, 1));
    applies(office, 1, Sex::female, day_of(1945, 1, 1));
    applies(office, 2, Sex::female, day_of(1955, 1, 1));
    return office.carries_out(matching, day).letter_of(proposal).about.id == office.other(2).id;
}

TEST(Matching, follows_the_age_that_a_man_looks_for_which_is_his_own_and_stays)
{
    int younger = 0, against_the_mean = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        EXPECT_TRUE(chooses_younger(number, 4, 0, today));
        EXPECT_FALSE(chooses_younger(number, -4, 0, today));
        const bool chosen = chooses_younger(number, 0, 5, today);
        younger += chosen;
        against_the_mean += chooses_younger(number, -4, 5, today);
        EXPECT_EQ(chooses_younger(number, 0, 5, day_of(1980, 7, 1)), chosen);
    }
    EXPECT_GT(younger, 10);
    EXPECT_LT(younger, 30);
    EXPECT_GT(against_the_mean, 2) << "one in five looks for what is 0.8 spreads from the mean";
    EXPECT_LT(against_the_mean, 18);
}

TEST(Application, adds_a_taste_of_ones_own_to_a_mans_worth)
{
    int upset = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Named numbers = weights;
        numbers.emplace_back("ranking.taste_noise", 2);
        Alone office{{.numbers = numbers}};
        applies(office, 100 + number, Sex::male, day_of(1953, 1, 1), 3000);
        applies(office, 200 + number, Sex::male, day_of(1953, 1, 1), 2000);
        applies(office, 3, Sex::female, day_of(1956, 1, 1));
        const Deed deed = office.carries_out(matching, today);
        upset += deed.letter_of(proposal).to == office.other(200 + number).id;
    }
    EXPECT_GT(upset, 0) << "of two lots between nought and two one is larger by one: an eighth";
    EXPECT_LT(upset, 15);
}

} // namespace
} // namespace counterlife::model::marriage
