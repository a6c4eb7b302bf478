// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Danger underground, counted against those who were there.

#include "tests/rows/sent.h"

#include "model/belief/belief.h"
#include "model/belief/news.h"
#include "model/mine/numbers.h"
#include "model/nation.h"

#include <cmath>
#include <cstdio>

namespace counterlife::tests {

namespace {

/// A run with the miners of each year counted on its first day.
struct Pits {
    std::map<int, double> miners;
    std::map<engine::PlaceId, double> miners_of_1995;
    Told told;

    double miner_years(int from, int to) const
    {
        double sum = 0;
        for (int year = from; year <= to; ++year) sum += miners.at(year);
        return sum;
    }
    double rate(int from, int to) const
    {
        return static_cast<double>(told.count("mine.accident", from, to)) / miner_years(from, to);
    }
    /// Four standard errors of that rate.
    double error(int from, int to) const
    {
        const double deaths = static_cast<double>(told.count("mine.accident", from, to));
        return 4 * std::sqrt(std::max(1.0, deaths)) / miner_years(from, to);
    }
};

Pits pits(const Change& change, int until = 2000)
{
    Pits all;
    const auto count = [&all](int year, const Life& life, engine::PlaceId place) {
        const Career& career = life.career;
        if (career.stage != model::Stage::worker || career.sector != model::Sector::mine) return;
        ++all.miners[year];
        if (year == 1995) ++all.miners_of_1995[place];
    };
    all.told = tell(change, {.until = until, .one_in = 200}, count);
    return all;
}

/// The orders at their own size.
const Pits& true_size()
{
    static const Pits kept = pits({});
    return kept;
}

} // namespace

// MINE-01  Per miner and year deaths rise once the equipment is worn out, by 1993 and after.
TEST(Equipment, worn_out_kills_more_for_each_miner)
{
    const Pits& worn = true_size();
    ASSERT_GT(worn.miner_years(1975, 1988), 10'000);
    EXPECT_GT(worn.rate(1993, 1999), worn.rate(1975, 1988) + worn.error(1993, 1999) / 2);
    EXPECT_NEAR(worn.rate(1975, 1988), 0.0015, worn.error(1975, 1988));
    EXPECT_NEAR(worn.rate(1993, 1999), 0.0015 * 2.1, worn.error(1993, 1999));
}

// MINE-01  Where new equipment answers the shortage the risk stays what it was in those mines.
TEST(Equipment, renewed_keeps_the_risk_where_it_was)
{
    const Pits renewed = pits({.numbers = {{"policy.response", 2}}});
    std::set<engine::PlaceId> there;
    for (const Event& event : renewed.told.of("mine.renewal")) there.insert(event.place);
    ASSERT_EQ(there.size(), 5u);
    double deaths = 0, miners = 0, deaths_worn = 0, miners_worn = 0;
    for (const Pits* run : {&renewed, &true_size()}) {
        for (const Event& event : run->told.of("mine.accident")) {
            const bool late = engine::year_of(event.day) >= 1992;
            if (late && there.contains(event.place)) ++(run == &renewed ? deaths : deaths_worn);
        }
        for (const auto& [place, number] : run->miners_of_1995)
            if (there.contains(place)) (run == &renewed ? miners : miners_worn) += 8 * number;
    }
    ASSERT_GT(deaths_worn, 15);
    EXPECT_LT(deaths / miners, deaths_worn / miners_worn);
    EXPECT_NEAR(deaths / miners, 0.0015, 4 * std::sqrt(std::max(4.0, deaths)) / miners);
}

// MINE-02  One day at the end of 1995, in one mine; dozens at full scale, all on shift that day.
TEST(Explosion, kills_dozens_in_one_mine_on_one_day)
{
    const auto explosions = true_size().told.of("mine.explosion");
    ASSERT_GT(explosions.size(), 30u);
    const Day day = explosions.front().day;
    EXPECT_GE(day, day_of(1995, 10, 1));
    EXPECT_LT(day, day_of(1996));
    for (const Event& event : explosions) {
        EXPECT_EQ(event.day, day);
        EXPECT_EQ(event.place, explosions.front().place);
    }
    const double on_shift = 200.0 * static_cast<double>(explosions.size());
    const double expected = // At full scale.
        on_shift * baseline().mine.at(day)[model::MineFamily::explosion_deaths];
    EXPECT_GE(expected, 24);
    EXPECT_LE(expected, 100);
    std::printf("%.0f on shift at full scale, about %.0f dead\n", on_shift, expected);
    const auto people = people_by_id(true_size().told);
    for (const Event& event : explosions) {
        const Person& person = *people.at(event.who);
        EXPECT_EQ(event.detail == 1, person.died == day) << event.who;
        EXPECT_TRUE(person.life.career.shaken) << event.who;
    }
}

// MINE-03  More leave the mine of the explosion in the three months after it than before.
TEST(Explosion, is_followed_by_departures)
{
    const Event explosion = twice_told().of("mine.explosion").front();
    const auto departures = [&](const Told& told) {
        std::array<std::size_t, 2> left{};
        for (const Event& event : told.of("labour.absconding"))
            if (event.place == explosion.place &&
                std::abs((event.day - explosion.day).count()) <= 91 && event.day != explosion.day)
                ++left[event.day > explosion.day];
        return left;
    };
    const auto [before, after] = departures(twice_told());
    const auto [calm_before, calm_after] =
        departures(tell({.off = {"MINE-02"}, .men_factor = 10}, {.until = 1997, .one_in = 200}));
    std::printf("left in three months before: %zu, after: %zu; without an explosion: %zu, %zu\n",
                before, after, calm_before, calm_after);
    EXPECT_GT(after, 2 * before);
    EXPECT_EQ(before, calm_before);
    EXPECT_LT(calm_after, after);
}

// MINE-03  It is mostly the discontented whom it drives away.
TEST(Explosion, drives_out_mostly_the_discontented)
{
    const Day day = twice_told().of("mine.explosion").front().day;
    std::array<double, 2> there{}, left{};
    for (const auto& [id, one] : sent_in(twice_told())) {
        if (!one.ever("mine.explosion")) continue;
        const Event* news = one.first("belief.news");
        const bool angry =
            news && model::detail_of<model::belief::NewsDetail>(news->detail).at_privilege();
        const Event* flight = one.first("labour.absconding");
        ++there[angry];
        left[angry] += flight && day <= flight->day && flight->day <= day + 91;
    }
    std::printf("there: %.0f content, %.0f angry; left within three months: %.0f, %.0f\n", there[0],
                there[1], left[0], left[1]);
    ASSERT_GT(there[0] + there[1], 15);
    ASSERT_GT(left[1], 5);
    EXPECT_GT(left[1], 2 * left[0]);
}

// MINE-04  Each death nearby adds to the fear; without the claim, or above ground, there is none.
TEST(Fear, grows_with_deaths_nearby)
{
    Life miner;
    miner.career.sector = model::Sector::mine;
    Life farmer;
    model::PlaceState state;
    const auto fear = [&](const Life& life) {
        return model::belief::fear({life, state, baseline()}, day_of(1992));
    };
    EXPECT_EQ(fear(miner), 0);
    double before = 0;
    for (const float deaths : {0.2F, 0.5F, 1.0F}) {
        state.pit.deaths_per_hundred = deaths;
        EXPECT_GT(fear(miner), before);
        EXPECT_EQ(fear(farmer), 0);
        before = fear(miner);
    }
    miner.career.shaken = true;
    EXPECT_GT(fear(miner), before);
    state.pit.deaths_per_hundred = 1000;
    EXPECT_EQ(fear(miner), 1);
}

} // namespace counterlife::tests
