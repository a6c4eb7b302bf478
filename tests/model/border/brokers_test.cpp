// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who is led across, who gets by the guards, and who goes for good.

#include "model/border/border.h"
#include "tests/model/alone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace counterlife::model::border {
namespace {

using engine::day_of;

constexpr Day summer = day_of(2010, 6, 15);

/// The rate of leaving for a push of one, on the river in summer, with a bank a quarter open.
double rate_of(const std::function<void(Alone&)>& change, std::vector<std::string> off = {})
{
    Alone one{{.numbers = {{"border.departure", 1},
                           {"border.openness", 0.25},
                           {"border.hold", 0},
                           {"border.age", 1},
                           {"border.women", 0.5},
                           {"border.reach", 1},
                           {"border.season", 1},
                           {"border.yalu_open", 1},
                           {"border.farther", 0},
                           {"border.oath_deterrence", 0},
                           {"border.experience", 1},
                           {"border.push", 0},
                           {"border.push/shunned", 1},
                           {"border.led", 2},
                           {"border.led_known", 1000},
                           {"border.led_at_work", 0.25},
                           {"border.bribe", 0.5},
                           {"border.driven", 0.5},
                           {"china.sold_age/until", 40}},
               .off = std::move(off)}};
    one.life().born = day_of(1980);
    one.life().sex = Sex::female;
    one.life().career.stage = Stage::at_home;
    one.life().career.shunned = true;
    one.place_state().persons_per_life = 10;
    change(one);
    return one.rate(departure, summer);
}
void away(Alone& one)
{
    one.place_state().files.resize(100); // A thousand persons: half of all that it could be.
}

TEST(Brokers, BEYOND_04_lead_women_below_an_age_by_how_many_have_gone)
{
    constexpr double alone = 0.5 * 0.25, led = 2 * 0.5 * 0.5; // The root of a quarter, for a bribe.
    EXPECT_NEAR(rate_of(away), alone + led, 1e-12);
    EXPECT_NEAR(rate_of([](Alone&) {}), alone, 1e-12) << "nobody has gone";
    EXPECT_NEAR(rate_of(away, {"BEYOND-04"}), alone, 1e-12);
    const auto older = [](Alone& one) {
        away(one);
        one.life().born = day_of(1969);
    };
    EXPECT_NEAR(rate_of(older), alone, 1e-12);
    const auto man = [](Alone& one) {
        away(one);
        one.life().sex = Sex::male;
    };
    EXPECT_NEAR(rate_of(man), 0.25, 1e-12);
}

TEST(Brokers, BEYOND_04_find_fewer_of_those_who_are_at_work)
{
    const auto at_work = [](Alone& one) {
        away(one);
        one.life().career.stage = Stage::worker;
    };
    EXPECT_NEAR(rate_of(at_work), 0.5 * 0.25 + 0.25 * 2 * 0.5 * 0.5, 1e-12);
}

TEST(Brokers, BEYOND_06_pay_the_guards)
{
    EXPECT_NEAR(rate_of(away, {"BEYOND-06"}), 0.5 * 0.25 + 2 * 0.5 * 0.25, 1e-12);
}

TEST(Guards, BEYOND_06_stop_those_less_who_have_been_punished)
{
    const auto punished = [](Alone& one) {
        one.life().sex = Sex::male;
        one.exile().crossings = one.exile().punished = 1;
    };
    EXPECT_NEAR(rate_of(punished), 0.5, 1e-12);
    EXPECT_NEAR(rate_of(punished, {"BEYOND-06"}), 0.25, 1e-12);
    const auto returned = [](Alone& one) {
        one.life().sex = Sex::male;
        one.exile().crossings = 1;
    };
    EXPECT_NEAR(rate_of(returned), 0.25, 1e-12);
}

TEST(Departure, BEYOND_03_is_for_the_South_of_those_sent_back_who_have_heard_of_it)
{
    const auto aim = [](double share, double heard, int sent_back,
                        std::vector<std::string> off = {}) {
        Alone one{{.numbers = {{"border.aim_south", 0},
                               {"border.aim_south/sent_back", share},
                               {"belief.outside", heard}},
                   .off = std::move(off)}};
        one.life().career.stage = Stage::worker;
        one.exile().crossings = 1;
        one.exile().forced_returns = static_cast<std::uint8_t>(sent_back);
        return one.does(departure, summer).exile->aim;
    };
    EXPECT_EQ(aim(1, 1, 1), Aim::south);
    EXPECT_EQ(aim(1, 1, 0), Aim::earn);
    EXPECT_EQ(aim(1, 0, 1), Aim::earn) << "nobody has heard of it";
    EXPECT_EQ(aim(0, 1, 1), Aim::earn);
    EXPECT_EQ(aim(1, 1, 1, {"BEYOND-03"}), Aim::earn);
}

} // namespace
} // namespace counterlife::model::border
