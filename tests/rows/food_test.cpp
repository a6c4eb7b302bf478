// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Rations by place and rank, the women who trade, the children in the camps.

#include "model/food/trade.h"
#include "model/journal/packed.h"
#include "tests/rows/sent.h"

#include "model/food/food.h"
#include "model/nation.h"

#include <cmath>
#include <cstdio>

namespace counterlife::tests {

namespace {

using model::Stage;

/// Who could turn to trade, and who was in a camp, on the first day of each year.
struct Hungry {
    std::array<std::map<int, double>, 2> women; ///< with a husband; without
    std::map<int, double> in_camps;
    Told told;
};

Hungry hungry(const Change& change)
{
    Hungry all;
    const auto count = [&all](int year, const Life& life, engine::PlaceId) {
        const Stage stage = life.career.stage;
        all.in_camps[year] += stage == Stage::camp;
        const int age = model::whole_years(life, day_of(year));
        const bool may_trade =
            life.sex == model::Sex::female && 18 <= age && age < 60 &&
            (stage == Stage::worker || stage == Stage::idle || stage == Stage::at_home);
        if (may_trade) ++all.women[life.marital != model::Marital::married][year];
    };
    all.told = tell(change, {.until = 2000}, count);
    return all;
}

const Hungry& usual()
{
    static const Hungry kept = hungry(as_told);
    return kept;
}

/// Mean share of the need, in hundredths, that towns went without, by the year of delivery.
double lacking(const Told& told, int from, int to)
{
    double sum = 0, deliveries = 0;
    for (const Event& event : told.of("food.delivery")) {
        const int year = engine::year_of(event.day);
        if (from <= year && year <= to)
            ++deliveries, sum += model::detail_of<model::OfHundredths>(event.detail).hundredths;
    }
    return share(sum, deliveries);
}

} // namespace

// FOOD-01  In 1990 most towns are still fed while their mines already go short.
TEST(Supply, fails_the_mines_first)
{
    const Told& told = baseline_told();
    std::size_t mines_only = 0, towns_too = 0;
    for (const Event& event : told.of("food.delivery"))
        if (engine::year_of(event.day) == 1990)
            ++(model::detail_of<model::OfHundredths>(event.detail).hundredths == 0 ? mines_only
                                                                                   : towns_too);
    EXPECT_GT(mines_only, 50u);
    EXPECT_GT(mines_only, 2 * towns_too);
}

// FOOD-01, FOOD-02  A miner's hunger is the mine's, a neighbour's the town's; full power fills the
// bowl.
TEST(Hunger, depends_on_the_ration_and_on_power)
{
    model::PlaceState state;
    state.rations = {.short_in_town = 0.1F, .short_on_land = 0, .short_in_mines = 0.4F};
    Life miner, clerk, peasant, official;
    for (Life* one : {&miner, &clerk, &official}) one->urban = true;
    for (Life* one : {&miner, &clerk, &peasant, &official}) one->career.stage = Stage::worker;
    miner.career.sector = model::Sector::mine;
    clerk.career.sector = official.career.sector = model::Sector::office;
    official.career.rank = model::Post::official;
    const auto felt = [&](const Life& life) {
        return model::food::hunger({life, state, baseline()}, day_of(1992));
    };
    EXPECT_NEAR(felt(miner), 0.4, 1e-6);
    EXPECT_NEAR(felt(clerk), 0.1, 1e-6);
    EXPECT_EQ(felt(peasant), 0);
    EXPECT_LT(felt(official), 0.5 * felt(clerk));
}

// FOOD-02  In the later 1990s towns lack most of what they lack in a generation.
TEST(Hunger, is_deep_in_the_later_1990s_and_was_slight_before)
{
    const double early = lacking(baseline_told(), 1990, 1992);
    const double late = lacking(baseline_told(), 1996, 1998);
    EXPECT_LT(early, 15);
    EXPECT_GT(late, 40);
}

// FOOD-02  It kills those without rank sooner than those with it.
TEST(Hunger, spares_the_ranks)
{
    std::array<double, 2> people{}, starved{};
    std::set<LifeId> dead_of_it;
    for (const Event& event : twice_told().of("food.starvation")) dead_of_it.insert(event.who);
    for (const Person& person : twice_told().people) {
        const bool adult =
            engine::year_of(person.life.born) < 1960 && engine::year_of(person.life.born) >= 1915;
        if (!adult || person.died < day_of(1994)) continue;
        const bool ranked = person.life.career.rank >= model::Post::head;
        ++people[ranked];
        starved[ranked] += dead_of_it.contains(person.life.being.id);
    }
    ASSERT_GT(people[1], 500);
    ASSERT_GT(starved[0], 100);
    const double expected = people[1] * starved[0] / people[0];
    EXPECT_LT(starved[1], expected - 2 * std::sqrt(expected));
}

// FOOD-05  Year by year more women turn to trade as rations fail, and those on their own sooner.
TEST(Trade, draws_women_on_their_own_sooner_and_in_the_worst_years_most)
{
    std::array<double, 2> turned{}, years{};
    for (const Event& event : usual().told.of("food.trade")) {
        const int year = engine::year_of(event.day);
        if (year >= 1995) ++turned[model::detail_of<model::food::TradeDetail>(event.detail).apart];
        EXPECT_GE(year, 1990) << event.who;
    }
    for (int year = 1995; year < 2000; ++year)
        for (const std::size_t alone : {0, 1}) years[alone] += usual().women[alone].at(year);
    ASSERT_GT(turned[1], 100);
    const double ratio = share(turned[1], years[1]) / share(turned[0], years[0]);
    const double error = 4 * ratio * std::sqrt(1 / turned[0] + 1 / turned[1]);
    EXPECT_GT(ratio, 1.0);
    EXPECT_NEAR(ratio, 1.5, error + 0.15); // Some of the counted marry or age within the year.
    EXPECT_GT(usual().told.count("food.trade", 1996, 1998),
              2 * usual().told.count("food.trade", 1990, 1992));
}

// FOOD-05  They sell away from home, and more of them in the worst years.
TEST(Trade, takes_women_to_other_counties)
{
    std::map<LifeId, engine::PlaceId> set_out;
    std::size_t sold = 0;
    for (const Event& event : usual().told.events) {
        if (event.rule == number("food.trip")) set_out[event.who] = event.place;
        if (event.rule != number("food.selling")) continue;
        ++sold;
        EXPECT_NE(event.place, set_out.at(event.who)) << event.who;
    }
    EXPECT_GT(sold, 200u);
    EXPECT_GT(usual().told.count("food.selling", 1996, 1998),
              2 * usual().told.count("food.selling", 1991, 1993));
}

// FOOD-06  Camps fill with hunger, after September 1995, and less where hunger stays slight.
TEST(Camps, fill_as_hunger_deepens)
{
    const Hungry slight = hungry(without_claim("FOOD-02"));
    EXPECT_EQ(usual().in_camps.at(1995), 0);
    EXPECT_GT(usual().in_camps.at(1998), 5);
    EXPECT_GT(usual().in_camps.at(1998), usual().in_camps.at(1996));
    EXPECT_LT(slight.in_camps.at(1998), usual().in_camps.at(1998));
    for (const Event& event : usual().told.of("food.gathering"))
        EXPECT_GE(event.day, day_of(1995, 9, 27));
}

// FOOD-06  Each child in a camp has a line in the book there, and whoever has left it has none.
TEST(Camps, have_a_line_for_every_child_in_them)
{
    std::size_t children = 0;
    for (const Person& person : twice_told().people) {
        if (person.died != engine::no_day) continue;
        const LifeId id = person.life.being.id;
        const bool inside = person.life.career.stage == Stage::camp;
        children += inside;
        EXPECT_EQ(inside, twice_told().in_camp_books.contains(id)) << id;
    }
    EXPECT_GT(children, 20u);
}

} // namespace counterlife::tests
