// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How dangerous a mine is, the day on which gas explodes, and how long it is felt.

#include "model/labour/labour.h"
#include "model/mine/explosion.h"
#include "model/mine/mine.h"
#include "model/offices.h"
#include "model/person/person.h"
#include "tests/model/alone.h"
#include "tests/model/changes.h"

#include <gtest/gtest.h>

namespace counterlife::model::mine {
namespace {

using engine::day_of;

Given in_the_mine(Given given = {})
{
    given.place = "tokchon"; // Where the first order sends most of its men.
    return given;
}

TEST(Accident, MINE_01_grows_when_the_equipment_has_been_sound_for_its_years)
{
    Alone miner{in_the_mine({.numbers = {{"mine.accident", 0.001},
                                         {"mine.equipment_from", 1970},
                                         {"mine.sound_years", 10},
                                         {"mine.ageing", 0.5},
                                         {"mine.ageing_years", 4},
                                         {"mine.spread_deaths", 0}}})};
    const auto in = [&](int year) { return miner.rate(accident, day_of(year, 7, 2)); };
    EXPECT_DOUBLE_EQ(in(1972), 0.001);
    EXPECT_DOUBLE_EQ(in(1979), 0.001);
    EXPECT_NEAR(in(1982), 0.001 * (1 + 0.5 * 2.5), 1e-6);
    EXPECT_DOUBLE_EQ(in(1985), 0.003);
    EXPECT_DOUBLE_EQ(in(2005), 0.003);
    miner.place_state().pit.renewed = day_of(1995);
    EXPECT_DOUBLE_EQ(in(2004), 0.001);
    EXPECT_GT(in(2006), 0.001);
}

TEST(Accident, MINE_01_off_has_one_rate_however_old_the_equipment)
{
    Given given =
        in_the_mine({.numbers = {{"mine.accident", 0.001}, {"mine.spread_deaths", 0.01}}});
    given.off = {"MINE-01"};
    Alone miner{given};
    for (const int year : {1960, 1990, 2020})
        EXPECT_DOUBLE_EQ(miner.rate(accident, day_of(year)), 0.011);
}

TEST(Accident, ends_a_life_and_is_counted_for_the_mine)
{
    Alone miner{in_the_mine()};
    miner.life().mother = miner.other(2);
    const Deed deed = miner.does(accident, day_of(1990));
    EXPECT_TRUE(deed.died);
    EXPECT_EQ(miner.place_state().pit.deaths, 1);
    EXPECT_EQ(miner.place_state().tally.mine_deaths, 1);
    EXPECT_EQ(deed.letter_of(person::bereavement).to, miner.other(2).id);
}

Given exploding(Given given = {})
{
    given.numbers.insert(given.numbers.end(), {{"mine.explosion_year", 1995.5}});
    return in_the_mine(std::move(given));
}
const Day explosion_day = Day{} + engine::days_in_years(25.5);

TEST(Explosion, MINE_02_comes_on_its_day_to_those_who_work_there_by_then)
{
    Alone miner{exploding()};
    miner.life().career.stage_since = explosion_day;
    EXPECT_EQ(miner.due(explosion), explosion_day);
    miner.life().career.stage_since = explosion_day + 1;
    EXPECT_EQ(miner.due(explosion), no_day);
    miner.life().career.stage_since = explosion_day;
    miner.life().career.shaken = true;
    EXPECT_EQ(miner.due(explosion), no_day) << "once";
}

TEST(Explosion, MINE_02_comes_to_one_mine_and_not_where_it_is_off)
{
    Given elsewhere = exploding();
    elsewhere.place = "anju";
    Alone miner{elsewhere};
    EXPECT_EQ(miner.due(explosion), no_day);
    Given off = exploding();
    off.off = {"MINE-02"};
    Alone spared{off};
    EXPECT_EQ(spared.due(explosion), no_day);
}

TEST(Explosion, MINE_03_kills_its_share_and_shakes_the_others)
{
    for (const double share : {0.0, 1.0}) {
        Alone miner{exploding({.numbers = {{"mine.explosion_deaths", share}}})};
        const Deed deed = miner.does(explosion, explosion_day);
        EXPECT_EQ(deed.died, share == 1);
        EXPECT_EQ(detail_of<ExplosionDetail>(deed.event().detail).killed, share == 1);
        EXPECT_EQ(miner.place_state().pit.deaths, share == 1);
        EXPECT_TRUE(deed.life.career.shaken);
    }
}

TEST(Explosion, MINE_03_is_felt_for_so_many_months)
{
    for (const auto& [months, days] :
         {std::pair{3, engine::Days{91}}, {1, engine::Days{30}}, {12, engine::Days{365}}}) {
        Alone miner{exploding({.numbers = {{"mine.shock_months", months}}})};
        const Numbers& numbers = miner.numbers();
        EXPECT_EQ(numbers.explosion_day(), explosion_day);
        EXPECT_FALSE(numbers.mine_explosion_shakes(explosion_day - 1));
        EXPECT_TRUE(numbers.mine_explosion_shakes(explosion_day));
        EXPECT_TRUE(numbers.mine_explosion_shakes(explosion_day + days - 1));
        EXPECT_FALSE(numbers.mine_explosion_shakes(explosion_day + days));
    }
}

TEST(Renewal, MINE_01_brings_equipment_that_is_new_that_day)
{
    Alone mine{in_the_mine()};
    EXPECT_EQ(mine.place_state().pit.renewed, no_day);
    const Deed deed = mine.receives(renewal, mine_office, day_of(1987, 3, 4), {.payload = 1});
    EXPECT_EQ(detail_of<RenewalDetail>(deed.event().detail).order, 1);
    EXPECT_EQ(mine.place_state().pit.renewed, day_of(1987, 3, 4));
}

TEST(Mine, is_dangerous_to_those_who_work_in_it)
{
    Alone one;
    for (const Rule* rule : {&accident, &explosion})
        for (const Sector sector : {Sector::mine, Sector::factory})
            for (std::size_t stage = 0; stage < stages; ++stage) {
                one.life().career.sector = sector;
                one.life().career.stage = static_cast<Stage>(stage);
                EXPECT_EQ(one.meets(*rule),
                          sector == Sector::mine && one.life().career.stage == Stage::worker)
                    << rule->name << ' ' << stage;
            }
}

TEST(Accident, is_told_with_the_age)
{
    Alone miner{in_the_mine()};
    const Deed deed = miner.does(accident, day_of(1990, 7, 1));
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 40);
}

TEST(Explosion, MINE_03_kills_by_the_lot_of_each)
{
    std::size_t dead = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        Alone miner{exploding({.numbers = {{"mine.explosion_deaths", 0.25}}})};
        miner.life().being.id += number;
        miner.life().mother = miner.other(100);
        const bool dies = miner.uniform(explosion, 0) < 0.25;
        const Life before = miner.life();
        const Deed deed = miner.does(explosion, explosion_day);
        EXPECT_EQ(deed.died, dies);
        EXPECT_EQ(deed.count(person::bereavement), dies);
        EXPECT_EQ(deed.letters.size(), dies);
        EXPECT_EQ(miner.place_state().tally.mine_deaths, dies);
        if (!dies) {
            EXPECT_EQ(changes(before, deed.life), Fields{"career.shaken"});
        }
        dead += dies;
    }
    EXPECT_GT(dead, 2u);
    EXPECT_LT(dead, 20u);
}

/// A mine with so many at work in it, where three have died this month.
Pit a_month_later(int on_the_land, int in_town)
{
    Alone mine{in_the_mine({.numbers = {{"mine.memory_months", 4}, {"mine.output_a_miner", 6}}})};
    PlaceState& state = mine.place_state();
    constexpr auto sector = static_cast<std::size_t>(Sector::mine);
    state.labour.workers[0][sector] = on_the_land;
    state.labour.workers[1][sector] = in_town;
    state.pit.deaths = 3;
    state.pit.deaths_per_hundred = 10;
    state.pit.output = 7;
    mine.carries_out(labour::planning, day_of(1990, 3, 1));
    return state.pit;
}

TEST(Stock, is_taken_of_the_deaths_and_the_output_of_a_month)
{
    const Pit pit = a_month_later(80, 40);
    EXPECT_EQ(pit.deaths, 0);
    EXPECT_FLOAT_EQ(pit.deaths_per_hundred, 15) << "a quarter of the way from 10 to 30";
    EXPECT_FLOAT_EQ(pit.output, 60);
}

TEST(Stock, is_not_taken_where_nobody_works)
{
    const Pit pit = a_month_later(0, 0);
    EXPECT_EQ(pit.deaths, 3);
    EXPECT_EQ(pit.deaths_per_hundred, 10);
    EXPECT_EQ(pit.output, 7);
}

} // namespace
} // namespace counterlife::model::mine
