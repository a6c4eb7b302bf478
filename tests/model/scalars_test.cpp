// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/nation.h"
#include "model/scalars.h"

#include <gtest/gtest.h>

namespace counterlife::model {
namespace {

struct TradeFamily {
    static constexpr std::string_view institution = "food", family = "trade";
    enum : std::size_t { first_age, rate, count };
    static const std::array<Scalar, count> table;
};
// Where a row stands settles nothing: each says which enumerator it is for.
const std::array<Scalar, TradeFamily::count> TradeFamily::table = in_order<TradeFamily::count>({
    {TradeFamily::rate, "trade.rate", "", "per_year", 0, 20, "rate at which they do"},
    {TradeFamily::first_age, "trade.first_age", "", "age", 10, 60, "age from which women trade"},
});

ParameterRow row(std::string name, double value, std::optional<engine::Day> from,
                 std::optional<engine::Day> to)
{
    ParameterRow result;
    result.name = std::move(name);
    result.value = value;
    result.from = from;
    result.to = to;
    return result;
}

/// From 1980 on women trade from twelve on, and from 1990 on from eighteen on.
NumbersOf<TradeFamily> dated()
{
    const engine::Day eighties = engine::day_of(1980), nineties = engine::day_of(1990);
    return NumbersOf<TradeFamily>{ParameterSet{
        {row("trade.first_age", 15, {}, eighties), row("trade.first_age", 12, eighties, nineties),
         row("trade.first_age", 18, nineties, {}), row("trade.rate", 0.5, {}, {})}}};
}

TEST(Scalars, go_by_their_enumerators_wherever_their_rows_stand)
{
    EXPECT_EQ(TradeFamily::table[TradeFamily::first_age].name, "trade.first_age");
    EXPECT_EQ(TradeFamily::table[TradeFamily::rate].name, "trade.rate");
    const NumbersOf<TradeFamily> numbers = dated();
    EXPECT_EQ(numbers.at(engine::day_of(1979))[TradeFamily::first_age], 15);
    EXPECT_EQ(numbers.at(engine::day_of(1979))[TradeFamily::rate], 0.5);
}

TEST(Scalars, the_highest_and_the_lowest_hold_for_the_years_of_the_promise)
{
    using Family = TradeFamily;
    const NumbersOf<Family> numbers = dated();
    for (const int year : {1955, 1960, 1968, 1975, 1979, 1984, 1989, 1990, 2005}) {
        const engine::Day day = engine::day_of(year, 7, 1);
        for (engine::Day at = day; at <= NumbersOf<Family>::until(day); at += 30) {
            EXPECT_LE(numbers.lowest(day, Family::first_age), numbers.at(at)[Family::first_age]);
            EXPECT_GE(numbers.highest(day)[Family::first_age], numbers.at(at)[Family::first_age]);
        }
    }
    EXPECT_EQ(numbers.lowest(engine::day_of(1960), Family::first_age), 15);
    EXPECT_EQ(numbers.lowest(engine::day_of(1975), Family::first_age), 12);
    EXPECT_EQ(numbers.lowest(engine::day_of(1995), Family::first_age), 18);
    EXPECT_EQ(numbers.lowest(engine::day_of(1975), Family::rate), 0.5);
}

TEST(Scalars, nothing_comes_before_an_age_or_before_it_may_change)
{
    Life life;
    life.born = engine::day_of(1970);
    const engine::Day soon = engine::day_of(1975), late = engine::day_of(1999);
    EXPECT_EQ(not_before(life, 18, late).until, day_of_age(life, 18));
    EXPECT_EQ(not_before(life, 18, soon).until, soon);
    EXPECT_EQ(not_before(life, 18, soon).rate, never);
}

} // namespace
} // namespace counterlife::model
