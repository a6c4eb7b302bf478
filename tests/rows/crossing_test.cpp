// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How the night on the river goes, and who opens on the far bank.

#include "model/border/border.h"
#include "model/border/numbers.h"
#include "tests/rows/river.h"

namespace counterlife::tests {

namespace {

using model::Water;

/// A river on which much goes wrong, until 2002.
Told hard_river(std::vector<std::string> off = {})
{
    return tell(many_leave({{"border.detection", 0.4},
                            {"border.scout", 0.5},
                            {"border.scout_reduction", 0.5},
                            {"border.swept/cold", 0.4},
                            {"border.swept/warm", 0.1},
                            {"border.drown", 0.3},
                            {"border.freeze", 0.5},
                            {"border.far_bank/helped", 0.6},
                            {"border.far_bank/reported", 0.2}},
                           std::move(off)),
                {.until = 2002});
}

const Told& hard()
{
    static const Told told = hard_river();
    return told;
}

/// Crossings by state of the water, and how many of them ended how.
struct Nights {
    std::array<double, 4> all{}, swept{}, drowned{}, frozen{}, helped{};
};

Nights nights(const Told& told)
{
    Nights of;
    for (const auto& [id, events] : crossers_of(told)) {
        std::size_t water = 0;
        for (const Event& event : events) {
            if (event.rule == number("border.crossing") && !crossing_of(event).caught) {
                water = static_cast<std::size_t>(crossing_of(event).water);
                ++of.all[water];
                of.swept[water] += crossing_of(event).swept;
                of.drowned[water] += crossing_of(event).drowned;
            }
            if (event.rule != number("border.far_bank")) continue;
            of.frozen[water] += reception_of(event) == Reception::frozen;
            of.helped[water] += reception_of(event) == Reception::helped;
        }
    }
    return of;
}

constexpr auto ice = static_cast<std::size_t>(Water::ice),
               cold = static_cast<std::size_t>(Water::cold),
               warm = static_cast<std::size_t>(Water::warm);

} // namespace

// BORDER-03  Whoever has studied the bank is stopped less often.
TEST(Night, is_safer_for_those_who_have_studied_the_bank)
{
    std::array<double, 2> crossed{}, stopped{};
    for (const auto& [id, events] : crossers_of(hard())) {
        bool studied = false;
        for (const Event& event : events) {
            if (event.rule == number("border.departure")) studied = departure_of(event).scouted;
            if (event.rule == number("border.come_along")) studied = false;
            if (event.rule != number("border.crossing")) continue;
            ++crossed[studied];
            stopped[studied] += crossing_of(event).caught;
        }
    }
    ASSERT_GT(crossed[0], 100);
    ASSERT_GT(crossed[1], 100);
    const double by_lot =
        std::hypot(four_spreads(0.45, crossed[0]), four_spreads(0.25, crossed[1]));
    const double gain = stopped[0] / crossed[0] - stopped[1] / crossed[1];
    EXPECT_GT(gain, 0.02);
    EXPECT_NEAR(gain, 0.5 * stopped[0] / crossed[0], by_lot);
}

// BORDER-03  Where nothing is learned on the hill nobody climbs it.
TEST(Night, is_not_prepared_where_the_claim_is_off)
{
    const Told told = tell(many_leave({}, {"BORDER-03"}), {.until = 2000, .one_in = 1000});
    for (const Event& event : told.of("border.departure"))
        EXPECT_FALSE(departure_of(event).scouted);
}

// BORDER-04  Ice until the thaw in late March, cold water after it, warm months and floods.
TEST(River, freezes_thaws_and_floods)
{
    const auto& p = baseline().border.at(day_of(1999));
    for (int year = 1955; year < 2025; ++year) {
        const auto on = [&](unsigned month, unsigned date) {
            return model::border::water(p, day_of(year, month, date));
        };
        EXPECT_EQ(on(1, 15), Water::ice);
        EXPECT_EQ(on(3, 10), Water::ice);
        EXPECT_EQ(on(4, 2), Water::cold);
        EXPECT_EQ(on(6, 15), Water::warm);
        EXPECT_EQ(on(7, 20), Water::flood);
        EXPECT_EQ(on(9, 20), Water::warm);
        EXPECT_EQ(on(12, 31), Water::ice);
        Day thaw = day_of(year);
        while (model::border::water(p, thaw) == Water::ice) ++thaw;
        EXPECT_EQ(on(3, 1), Water::ice);
        EXPECT_LE(thaw, day_of(year, 4, 5));
        EXPECT_GE(thaw, day_of(year, 3, 11));
    }
}

// BORDER-04, BORDER-05  Nobody drowns or gets wet on the ice; most die just after the thaw.
TEST(River, kills_in_cold_open_water_and_not_on_the_ice)
{
    const Nights of = nights(hard());
    ASSERT_GT(of.all[ice], 50);
    ASSERT_GT(of.all[cold], 50);
    ASSERT_GT(of.all[warm], 50);
    EXPECT_EQ(of.swept[ice] + of.drowned[ice] + of.frozen[ice], 0);
    EXPECT_EQ(of.frozen[warm], 0);
    EXPECT_NEAR(of.swept[cold] / of.all[cold], 0.4, four_spreads(0.4, of.all[cold]));
    EXPECT_NEAR(of.drowned[cold] / of.swept[cold], 0.3, four_spreads(0.3, of.swept[cold]));
    EXPECT_GT((of.drowned[cold] + of.frozen[cold]) / of.all[cold],
              (of.drowned[warm] + of.frozen[warm]) / of.all[warm]);
}

// BORDER-05  Where neither current nor cold can kill nobody dies of the river.
TEST(River, kills_nobody_where_the_claim_is_off)
{
    const Told told = hard_river({"BORDER-05"});
    const Nights of = nights(told);
    for (std::size_t water = 0; water < 4; ++water)
        EXPECT_EQ(of.swept[water] + of.drowned[water] + of.frozen[water], 0) << water;
    EXPECT_EQ(told.tally.river_deaths[0] + told.tally.river_deaths[1], 0);
    EXPECT_GT(told.count("border.crossing"), 500);
}

// BORDER-06  Whoever is wet and cold knocks; a helper saves, and doors that stay shut kill.
TEST(Door, that_opens_saves_those_who_come_out_of_cold_water)
{
    const auto people = people_by_id(hard());
    double knocks = 0, open = 0, shut = 0, dead = 0, told_on = 0;
    for (const auto& [id, events] : crossers_of(hard())) {
        Water water = Water::ice;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].rule == number("border.crossing")) water = crossing_of(events[i]).water;
            if (events[i].rule != number("border.far_bank")) continue;
            EXPECT_EQ(reception_of(events[i]) != Reception::dry, water == Water::cold) << id;
            if (reception_of(events[i]) == Reception::dry) continue;
            ++knocks;
            open += reception_of(events[i]) == Reception::helped;
            shut += reception_of(events[i]) != Reception::helped;
            dead += reception_of(events[i]) == Reception::frozen;
            if (reception_of(events[i]) != Reception::reported) continue;
            ++told_on;
            const auto handed_over = std::find_if(
                events.begin() + static_cast<std::ptrdiff_t>(i), events.end(),
                [](const Event& event) { return event.rule == number("china.handover"); });
            const bool gone = people.at(id)->died != engine::no_day;
            EXPECT_TRUE(handed_over != events.end() || gone ||
                        events[i].day > hard().events.back().day - 100)
                << id;
        }
    }
    ASSERT_GT(shut, 20);
    EXPECT_NEAR(open / knocks, 0.6, four_spreads(0.6, knocks));
    EXPECT_NEAR(dead / shut, 0.5, four_spreads(0.5, shut));
    EXPECT_GT(told_on, 0);
}

// BORDER-06  Were no door opened, more of them would freeze.
TEST(Door, that_never_opens_lets_more_freeze)
{
    const Nights shut = nights(hard_river({"BORDER-06"})), usual = nights(hard());
    EXPECT_EQ(shut.helped[cold], 0);
    EXPECT_GT(shut.frozen[cold] / shut.all[cold], usual.frozen[cold] / usual.all[cold]);
    EXPECT_NEAR(shut.frozen[cold] / (shut.all[cold] - shut.drowned[cold]), 0.5,
                four_spreads(0.5, shut.all[cold]));
}

} // namespace counterlife::tests
