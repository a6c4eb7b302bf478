// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A farm hand's reckoning, and what calls people home.

#include "model/china/farm.h"

#include "model/border/border.h"
#include "model/border/way_back.h"
#include "model/china/china.h"
#include "model/food/numbers.h"
#include "model/places/map.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>

namespace counterlife::model::china {
namespace {

using engine::day_of;

constexpr Day today = day_of(2000, 6, 1);

using Named = std::vector<std::pair<std::string, double>>;

/// Everybody asks; nobody is honest, in debt or afraid; and nothing else comes of it, but as the
/// test says.
Given village(const Named& but = {}, std::vector<std::string> off = {})
{
    Given given{.place = "wangqing", .off = std::move(off)};
    given.numbers = {{"china.reckoning", 1000},
                     {"china.honest", 0},
                     {"china.honest_with_status", 0},
                     {"china.debtors", 0},
                     {"china.accepts_deferral", 0},
                     {"china.paid_after_deferral", 0},
                     {"china.dispute", 0},
                     {"china.arrest_per_dispute", 0},
                     {"china.annual_wage", 2000},
                     {"china.deferral_years", 1},
                     {"china.part_pay", 0.125}};
    given.numbers.insert(given.numbers.end(), but.begin(), but.end());
    return given;
}
Exile& hire(Alone& one)
{
    one.life().birth_place = one.place_named("musan");
    one.life().career.stage = Stage::abroad;
    one.life().born = day_of(1965);
    one.life().household = no_household;
    Exile& exile = one.exile();
    exile.crossings = 1;
    exile.home = one.place_named("hoeryong");
    exile.stay = Stay::farm;
    exile.since = today - 365;
    return exile;
}
ReckoningDetail end_of(const Deed& deed)
{
    return detail_of<ReckoningDetail>(deed.event().detail);
}
ReckoningDetail end_of(const Given& given, bool deferred = false, std::uint8_t seasons = 0)
{
    Alone one{given};
    Exile& exile = hire(one);
    exile.deferred = deferred;
    exile.seasons = seasons;
    return end_of(one.does(reckoning, today));
}

TEST(Reckoning, comes_at_the_end_of_each_year_on_a_farm)
{
    Alone one{village()};
    Exile& exile = hire(one);
    exile.since = today;
    EXPECT_EQ(one.due(reckoning), today + 365);
    exile.seasons = 2;
    EXPECT_EQ(one.due(reckoning), today + 3 * 365);
    for (const Stay stay : {Stay::hiding, Stay::city, Stay::partner}) {
        exile.stay = stay;
        EXPECT_EQ(one.due(reckoning), no_day);
    }
}

TEST(Reckoning, CHINA_03_owes_the_years_wages_and_is_paid_in_full_by_the_honest)
{
    const Given honest = village({{"china.honest", 1}});
    EXPECT_EQ(end_of(honest).outcome, Outcome::in_full);
    EXPECT_EQ(end_of(honest).sum, 2000);
    EXPECT_EQ(end_of(honest, false, 2).sum, 6000);
    EXPECT_EQ(end_of(village({{"china.honest", 1}}, {"CHINA-03"})).sum, 0);
}

TEST(Reckoning, is_asked_for_by_whoever_is_too_old_for_another_year)
{
    for (const int born : {1941, 1940}) {
        Alone one{village({{"china.reckoning", 0}, {"china.work_age/until", 60}})};
        hire(one);
        one.life().born = day_of(born, 3, 1);
        const bool goes_on = born == 1941;
        EXPECT_EQ(end_of(one.does(reckoning, today)).outcome == Outcome::not_asked, goes_on);
    }
}

TEST(Reckoning, CHINA_01_is_honest_by_whether_the_hand_has_status)
{
    const Named with_status{{"china.honest_with_status", 1}};
    EXPECT_EQ(end_of(village(with_status)).outcome, Outcome::with_promise);
    EXPECT_EQ(end_of(village(with_status, {"CHINA-01"})).outcome, Outcome::in_full);
}

TEST(Reckoning, CHINA_04_is_put_off_once_against_a_year_more)
{
    const Given given = village({{"china.accepts_deferral", 1}});
    Alone one{given};
    hire(one);
    const Deed deed = one.does(reckoning, today);
    EXPECT_EQ(end_of(deed).outcome, Outcome::deferred);
    EXPECT_EQ(end_of(deed).sum, 4000);
    EXPECT_FALSE(end_of(deed).settled());
    EXPECT_TRUE(deed.exile->deferred);
    EXPECT_EQ(deed.exile->purse.value(), 0);
    EXPECT_EQ(deed.exile->stay, Stay::farm);
    EXPECT_EQ(end_of(given, true, 1).outcome, Outcome::with_promise) << "not a second time";
    EXPECT_EQ(end_of(village({{"china.accepts_deferral", 1}}, {"CHINA-04"})).outcome,
              Outcome::with_promise);
}

TEST(Reckoning, CHINA_07_pays_after_the_second_year_by_share_and_never_by_one_in_debt)
{
    const Named pays{{"china.paid_after_deferral", 1}};
    EXPECT_EQ(end_of(village(pays), true, 1).outcome, Outcome::in_full);
    EXPECT_EQ(end_of(village(pays), true, 1).sum, 4000);
    EXPECT_EQ(end_of(village(pays)).outcome, Outcome::with_promise) << "in the first";
    Named in_debt = pays;
    in_debt.emplace_back("china.debtors", 1);
    EXPECT_EQ(end_of(village(in_debt), true, 1).outcome, Outcome::with_promise);
    EXPECT_EQ(end_of(village(in_debt, {"CHINA-07"}), true, 1).outcome, Outcome::in_full);
}

TEST(Reckoning, CHINA_06_brings_a_part_against_the_promise_to_come_back)
{
    EXPECT_EQ(end_of(village()).outcome, Outcome::with_promise);
    EXPECT_EQ(end_of(village()).sum, 250);
    EXPECT_EQ(end_of(village({}, {"CHINA-06"})).outcome, Outcome::nothing);
    EXPECT_EQ(end_of(village({}, {"CHINA-06"})).sum, 0);
}

TEST(Reckoning, CHINA_05_may_be_a_quarrel_and_end_with_the_police)
{
    const Named quarrels{{"china.dispute", 1}};
    EXPECT_EQ(end_of(village(quarrels)).outcome, Outcome::quarrel);
    EXPECT_EQ(end_of(village(quarrels)).sum, 0);
    EXPECT_EQ(end_of(village(quarrels, {"CHINA-05"})).outcome, Outcome::with_promise);
    Named risky = quarrels;
    risky.emplace_back("china.arrest_per_dispute", 1);
    EXPECT_EQ(end_of(village(risky)).outcome, Outcome::with_promise) << "nobody dares";
}

TEST(Reckoning, CHINA_05_of_those_who_quarrel_has_some_arrested)
{
    int quarrels = 0, prisons = 0;
    for (std::uint32_t number = 0; number < 60; ++number) {
        Alone one{village({{"china.dispute", 1}, {"china.arrest_per_dispute", 0.5}})};
        one.life().being.id += number;
        hire(one);
        const auto year = 8 * static_cast<std::uint32_t>(today.count());
        const bool dares = one.uniform(reckoning, year + 3) < 0.5;
        const bool taken = one.uniform(reckoning, year + 4) < 0.5;
        const Deed deed = one.does(reckoning, today);
        EXPECT_EQ(end_of(deed).outcome, !dares  ? Outcome::with_promise
                                        : taken ? Outcome::prison
                                                : Outcome::quarrel);
        if (end_of(deed).outcome == Outcome::prison) {
            EXPECT_EQ(deed.life.career.stage, Stage::custody);
            EXPECT_EQ(deed.exile->phase, Phase::handover);
        }
        quarrels += end_of(deed).outcome == Outcome::quarrel;
        prisons += end_of(deed).outcome == Outcome::prison;
    }
    EXPECT_GT(quarrels, 0);
    EXPECT_GT(prisons, 0);
}

TEST(Reckoning, is_asked_for_by_share_and_always_after_a_deferral)
{
    const Given shy = village({{"china.reckoning", 0}});
    EXPECT_EQ(end_of(shy).outcome, Outcome::not_asked);
    EXPECT_EQ(end_of(shy, true, 1).outcome, Outcome::with_promise);
    Alone one{shy};
    hire(one);
    const Deed deed = one.does(reckoning, today);
    EXPECT_EQ(deed.exile->seasons, 1);
    EXPECT_EQ(deed.exile->owed.value(), 2000);
    EXPECT_EQ(deed.exile->stay, Stay::farm);
    EXPECT_EQ(deed.left_for, engine::nowhere);
}

TEST(Reckoning, BORDER_07_is_followed_by_the_way_home_or_by_hiding)
{
    const auto leaves = [](bool family, std::vector<std::string> off) {
        Alone one{village({}, std::move(off))};
        hire(one);
        one.life().children_born = family ? 1 : 0;
        return one.does(reckoning, today);
    };
    const Deed home = leaves(true, {});
    EXPECT_EQ(home.arrival, &border::way_back);
    EXPECT_EQ(home.exile->purse.value(), 250);
    for (const Deed& stays : {leaves(false, {}), leaves(true, {"BORDER-07"})}) {
        EXPECT_EQ(stays.left_for, engine::nowhere);
        EXPECT_EQ(stays.exile->stay, Stay::hiding);
        EXPECT_EQ(stays.exile->since, today);
    }
}

TEST(ReckoningRecord, has_its_permanent_numbers_and_leads_to_prison_alone)
{
    EXPECT_EQ(code_of(ReckoningDetail{}), 0);
    EXPECT_EQ(code_of(ReckoningDetail{.sum = 250, .outcome = Outcome::with_promise}),
              (3 << 20) + 250);
    for (const Code& one : outcomes) {
        const auto outcome = static_cast<Outcome>(one.value);
        EXPECT_EQ(reckoning.beside.record->leads(code_of(ReckoningDetail{.outcome = outcome})),
                  outcome == Outcome::prison ? Turn::is_held : Turn::none);
    }
}

/// The rate of going home of somebody in hiding, of a rate of one.
Named calls(const Named& but = {})
{
    Named numbers{{"china.going_home", 1},
                  {"china.home", 1},
                  {"china.home/hunger", 0},
                  {"food.shortfall/northeast", 0.5}};
    numbers.insert(numbers.end(), but.begin(), but.end());
    return numbers;
}
template <class Change>
double rate_home(const Named& numbers, const Change& change, std::vector<std::string> off = {})
{
    Alone one{{.place = "wangqing", .numbers = calls(numbers), .off = std::move(off)}};
    hire(one).stay = Stay::hiding;
    change(one);
    return one.rate(going_home, today);
}
void with_child(Alone& one)
{
    one.life().children_born = 1;
}

TEST(GoingHome, BORDER_07_is_of_those_who_are_not_on_a_farm)
{
    EXPECT_DOUBLE_EQ(rate_home({}, [](Alone&) {}), 1);
    EXPECT_EQ(rate_home({}, [](Alone&) {}, {"BORDER-07"}), 0);
    EXPECT_EQ(rate_home({}, [](Alone& one) { one.exile().stay = Stay::farm; }), 0);
    EXPECT_DOUBLE_EQ(rate_home({}, [](Alone& one) { one.exile().stay = Stay::city; }), 1);
    const auto with_child_for = [](int days) {
        return [days](Alone& one) {
            one.life().sex = Sex::female;
            one.life().conceived = today - Days{days};
        };
    };
    EXPECT_DOUBLE_EQ(rate_home({}, with_child_for(100)), 1);
    EXPECT_EQ(rate_home({}, with_child_for(230)), 0) << "near her time";
}

TEST(GoingHome, comes_sooner_where_a_family_waits)
{
    const Named family{{"china.home/family", 3}};
    EXPECT_DOUBLE_EQ(rate_home(family, [](Alone&) {}), 1);
    EXPECT_DOUBLE_EQ(rate_home(family, with_child), 3);
    EXPECT_DOUBLE_EQ(rate_home(family,
                               [](Alone& one) {
                                   with_child(one);
                                   one.exile().alone = false;
                               }),
                     1)
        << "they came along";
    EXPECT_DOUBLE_EQ(rate_home(family,
                               [](Alone& one) {
                                   with_child(one);
                                   one.life().career.lost_family = true;
                               }),
                     1);
    EXPECT_DOUBLE_EQ(rate_home(family,
                               [](Alone& one) {
                                   one.life().marital = Marital::married;
                                   one.life().spouse = one.other(1, one.place_named("hoeryong"));
                               }),
                     3);
}

TEST(GoingHome, FAMILY_04_is_called_by_the_promise)
{
    const Named promise{{"china.home/promise", 2}};
    const auto promised = [](Alone& one) { one.exile().promised = true; };
    EXPECT_DOUBLE_EQ(rate_home(promise, promised), 2);
    EXPECT_DOUBLE_EQ(rate_home(promise, promised, {"FAMILY-04"}), 1);
}

TEST(GoingHome, FOOD_04_is_called_by_the_hunger_of_the_family)
{
    const Named hunger{{"china.home/hunger", 4}};
    const double lacking = [] {
        Alone one{{.place = "wangqing", .numbers = calls()}};
        return one.numbers().food.at(today)[FoodFamily::short_northeast];
    }();
    ASSERT_GT(lacking, 0);
    EXPECT_DOUBLE_EQ(rate_home(hunger, with_child), 1 + 4 * lacking);
    EXPECT_DOUBLE_EQ(rate_home(hunger, with_child, {"FOOD-04"}), 1);
    EXPECT_DOUBLE_EQ(rate_home(hunger, [](Alone&) {}), 1) << "nobody is there";
}

TEST(GoingHome, is_held_back_by_a_man_there_and_by_the_South_ahead)
{
    EXPECT_DOUBLE_EQ(rate_home({{"china.home/partner", 0.25}},
                               [](Alone& one) { one.exile().stay = Stay::partner; }),
                     0.25);
    EXPECT_DOUBLE_EQ(rate_home({{"china.home/aim_south", 0.125}},
                               [](Alone& one) { one.exile().aim = Aim::south; }),
                     0.125);
}

TEST(GoingHome, brings_what_was_earned_in_the_city)
{
    for (const Stay stay : {Stay::city, Stay::hiding}) {
        Alone one{{.place = "yanji", .numbers = {{"china.city_wage", 4000}}}};
        Exile& exile = hire(one);
        exile.stay = stay;
        exile.purse = Yuan{100};
        exile.since = today - 1461;
        const Deed deed = one.does(going_home, today);
        EXPECT_EQ(detail_of<GoingHomeDetail>(deed.event().detail).yuan,
                  stay == Stay::city ? 16100 : 100);
        EXPECT_EQ(deed.arrival, &border::way_back);
        EXPECT_EQ(deed.left_for, one.numbers().map.crossing[one.here()]);
    }
}

} // namespace
} // namespace counterlife::model::china
