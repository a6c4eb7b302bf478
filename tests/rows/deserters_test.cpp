// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Soldiers who desert across the river, ration offices that close, and children who hold their
// mothers in China: each alone, and in a nation.

#include "tests/rows/river.h"

#include "model/army/army.h"
#include "model/army/desertion.h"
#include "model/food/delivery.h"
#include "model/food/food.h"

namespace counterlife::tests {

namespace {

const model::Numbers& without(const char* claim)
{
    static std::map<std::string, std::unique_ptr<model::Numbers>> known;
    auto& numbers = known[claim];
    if (!numbers) numbers = numbers_with({.off = {claim}});
    return *numbers;
}

Somebody soldier_at(const model::Numbers& numbers, std::string_view place)
{
    Somebody one{numbers, place_called(place), day_of(1999, 2, 1)};
    one.life.born = one.day - 20 * 365;
    one.life.career.stage = Stage::soldier;
    one.life.career.enlisted = one.day - 3 * 365;
    return one;
}

double desertions(const Somebody& one)
{
    return one.rate(model::army::desertion);
}

/// Ten times as many desert.
Change many_desert(std::vector<std::string> off = {})
{
    return {.off = std::move(off),
            .numbers = {{"army.desertion", 20 * as_given("army.desertion")},
                        {"army.river_guards", 0.3}}};
}

const Told& deserters_told()
{
    static const Told told = tell(many_desert(), {.until = 2008});
    return told;
}

/// The deliveries of a province's offices in a year, and how many of them gave out nothing.
std::pair<int, int> stopped_in(const Told& told, std::string_view province, int year)
{
    int all = 0, stopped = 0;
    for (const Event& event : told.of("food.delivery")) {
        if (engine::year_of(event.day) != year) continue;
        if (the_map().places[event.place].province != province) continue;
        ++all;
        stopped += model::detail_of<model::food::DeliveryDetail>(event.detail).stopped;
    }
    return {all, stopped};
}

/// A woman in China with a man, half a year on; with a child of so many years, if any.
Somebody with_a_man(const model::Numbers& numbers, std::optional<int> age_of_child)
{
    Somebody one = in_china(numbers, model::Stay::partner);
    one.day = day_of(2006);
    one.life.sex = model::Sex::female;
    one.exile().since = one.day - engine::Days{1000};
    one.exile().alone = true;
    one.state.underground.arrived = 10'000;
    if (age_of_child) {
        const auto born = static_cast<std::uint16_t>((2006 - *age_of_child - 1800) << 1);
        one.life.children = one.state.kin.add(
            one.life.children, {.id = 77, .slot = 0, .place = one.state.number, .note = born});
    }
    return one;
}

} // namespace

// BEYOND-13  Whoever guards the river deserts the sooner the hungrier the army, and not in the
// first year; a soldier at the front does not, nor anybody where the claim is off.
TEST(Deserters, are_soldiers_on_the_river)
{
    const Somebody guard = soldier_at(baseline(), "guard-tumen");
    EXPECT_GT(desertions(guard), 0);
    EXPECT_EQ(desertions(soldier_at(baseline(), "front-east")), 0);
    EXPECT_EQ(desertions(soldier_at(without("BEYOND-13"), "guard-tumen")), 0);
    Somebody recruit = guard;
    recruit.life.career.enlisted = recruit.day - 100;
    EXPECT_EQ(desertions(recruit), 0);
    Somebody fed = guard;
    fed.day = day_of(2015, 2, 1);
    fed.life.career.enlisted = fed.day - 3 * 365;
    EXPECT_LT(desertions(fed), desertions(guard) / 3);
}

// BEYOND-13  They set out for the river alone, leave no unit behind them that counts them, and
// some reach the South; off, nobody serves on the river at all.
TEST(Deserters, cross_the_river)
{
    const Told& told = deserters_told();
    const auto deserted = told.of("army.desertion");
    ASSERT_GT(deserted.size(), 100u);
    std::map<LifeId, Day> when;
    for (const Event& event : deserted) {
        EXPECT_EQ(the_map().places[event.place].role, model::Role::guard);
        when[event.who] = event.day;
    }
    int crossed = 0, went_on_serving = 0;
    for (const auto& [id, day] : when)
        for (const Event& event : told.life_of(id)) {
            if (event.day <= day) continue;
            crossed += event.rule == number("border.crossing");
            went_on_serving +=
                event.rule == number("army.training") || event.rule == number("army.discharge");
        }
    EXPECT_GT(crossed, static_cast<int>(deserted.size()) / 2);
    EXPECT_EQ(went_on_serving, 0);
    int arrived_from_the_army = 0;
    for (const auto& [id, exile] : told.exiles)
        arrived_from_the_army += exile.left_as == Stage::soldier;
    EXPECT_GT(arrived_from_the_army, 50);
    const Told off = tell(many_desert({"BEYOND-13"}), {.until = 2008});
    EXPECT_EQ(off.count("army.desertion"), 0);
    for (const Event& event : off.of("army.reporting"))
        EXPECT_NE(the_map().places[event.place].role, model::Role::guard);
}

// BEYOND-14  Offices close in the north-east first, as many as the number says; off, none does,
// and the province lacks as much.
TEST(Ration_offices, close_in_the_north_east_first)
{
    const Told& told = deserters_told();
    const auto [all, stopped] = stopped_in(told, "North Hamgyong", 1993);
    ASSERT_GT(all, 20);
    EXPECT_GT(stopped, 0);
    EXPECT_LT(stopped, all);
    EXPECT_EQ(stopped_in(told, "South Pyongan", 1993).second, 0);
    EXPECT_GT(stopped_in(told, "North Hamgyong", 1997).second, stopped);
    EXPECT_GT(stopped_in(told, "South Pyongan", 1997).second, 0);
    const Told off = tell({.off = {"BEYOND-14"}}, {.until = 1998});
    EXPECT_EQ(stopped_in(off, "North Hamgyong", 1997).second, 0);
}

// BEYOND-14  Where distribution has stopped more is lacking than where it has not, in one province
// and year.
TEST(Ration_offices, that_are_closed_leave_more_lacking)
{
    double lacking[2]{}, count[2]{};
    for (const Event& event : deserters_told().of("food.delivery")) {
        const auto& place = the_map().places[event.place];
        if (place.province != "South Pyongan" || engine::year_of(event.day) != 1997) continue;
        const auto detail = model::detail_of<model::food::DeliveryDetail>(event.detail);
        lacking[detail.stopped] += detail.lacking;
        ++count[detail.stopped];
    }
    ASSERT_GT(count[0], 0);
    ASSERT_GT(count[1], 0);
    const double excess = as_given("food.stopped_excess");
    EXPECT_GT(lacking[1] / count[1], (1 + excess / 2) * lacking[0] / count[0]);
}

// BEYOND-15  A child that she has had with the man holds a mother back; one from before does not,
// and off none does.
TEST(Mothers_in_China, are_held_by_the_child)
{
    const auto rate = [](const Somebody& one) { return one.rate(model::route::resolve); };
    const double free = rate(with_a_man(baseline(), {}));
    ASSERT_GT(free, 0);
    EXPECT_NEAR(rate(with_a_man(baseline(), 1)), as_given("route.resolve_factor", "child") * free,
                1e-9);
    EXPECT_NEAR(rate(with_a_man(baseline(), 8)), free, 1e-12);
    EXPECT_NEAR(rate(with_a_man(without("BEYOND-15"), 1)), free, 1e-12);
}

// BEYOND-15  So in a nation mothers of such children make the South their aim less often.
TEST(Mothers_in_China, go_on_less_often)
{
    const auto after_birth = [](const Told& told) {
        std::map<LifeId, Day> born;
        for (const Event& event : told.of("china.birth")) born.try_emplace(event.who, event.day);
        double gone = 0;
        for (const Event& event : told.of("route.resolve")) {
            const auto at = born.find(event.who);
            gone += at != born.end() && event.day > at->second;
        }
        EXPECT_GT(born.size(), 50u);
        return gone / static_cast<double>(born.size());
    };
    const std::vector<std::pair<std::string, double>> more{{"route.resolve", 0.2}};
    EXPECT_LT(after_birth(tell(many_leave(more), {.until = 2010})),
              0.85 * after_birth(tell(many_leave(more, {"BEYOND-15"}), {.until = 2010})));
}

} // namespace counterlife::tests
