// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What statistics ask for that the testimony does not tell: each mechanism alone, and in a nation.

#include "tests/rows/river.h"

#include "model/belief/numbers.h"
#include "model/border/numbers.h"
#include "model/food/food.h"
#include "model/household/household.h"

namespace counterlife::tests {

namespace {

const model::Numbers& without(const char* claim)
{
    static std::map<std::string, std::unique_ptr<model::Numbers>> known;
    auto& numbers = known[claim];
    if (!numbers) numbers = numbers_with({.off = {claim}});
    return *numbers;
}

Somebody of_onsong(const model::Numbers& numbers, Day day)
{
    Somebody one{numbers, place_called("onsong"), day};
    one.lack(0.3);
    return one;
}

double departures(const Somebody& one)
{
    return one.rate(model::border::departure);
}

Somebody wife_in_china(const model::Numbers& numbers, int days)
{
    Somebody one = in_china(numbers, model::Stay::partner);
    one.day = day_of(2006);
    one.life.sex = model::Sex::female;
    one.exile().aim = model::Aim::south;
    one.exile().since = one.day - engine::Days{days};
    one.state.underground.arrived = 10'000;
    return one;
}

/// Pairs of mother and child who have both died of hunger, to what they would be by chance.
double deaths_together(const Told& told)
{
    std::set<LifeId> starved;
    for (const Event& event : told.of("food.starvation")) starved.insert(event.who);
    double pairs = 0, both = 0, mothers = 0, children = 0;
    for (const Person& one : told.people) {
        if (one.life.born >= day_of(1996) || !one.life.mother.known()) continue;
        if (one.died != engine::no_day && one.died < day_of(1994)) continue;
        ++pairs;
        mothers += starved.contains(one.life.mother.id);
        children += starved.contains(one.life.being.id);
        both += starved.contains(one.life.mother.id) && starved.contains(one.life.being.id);
    }
    return both * pairs / (mothers * children);
}

} // namespace

// BEYOND-02  The same ration leaves one house hungrier than another; off, all alike.
TEST(Households, differ_in_what_they_lack)
{
    const auto hunger = [](const model::Numbers& numbers, float lot) {
        Somebody one{numbers, place_called("onsong"), day_of(1996)};
        one.lack(0.4);
        one.life.household = one.state.open_household(2);
        one.state.households[one.life.household].lot = lot;
        return model::food::hunger({one.life, one.state, *one.numbers}, one.day);
    };
    const double spread = as_given("food.household_spread");
    const double mean = hunger(baseline(), 0.5F);
    EXPECT_NEAR(hunger(baseline(), 1), (1 + spread) * mean, 1e-6);
    EXPECT_NEAR(hunger(baseline(), 0), (1 - spread) * mean, 1e-6);
    EXPECT_EQ(hunger(without("BEYOND-02"), 1), mean);
}

// BEYOND-02  A household keeps its lot wherever it goes, and no two of a place have one by rule.
TEST(Households, keep_their_lots)
{
    model::PlaceState here, there, elsewhen;
    here.seed = there.seed = 7;
    elsewhen.seed = 8;
    const auto lot = [](model::PlaceState& place, std::uint64_t key) {
        return place.households[place.open_household(key)].lot;
    };
    std::set<float> lots;
    double sum = 0;
    for (std::uint64_t key = 2; key < 2002; key += 2) {
        const float first = lot(here, key);
        EXPECT_EQ(first, lot(there, key));
        EXPECT_NE(first, lot(elsewhen, key));
        lots.insert(first);
        sum += static_cast<double>(first);
    }
    EXPECT_GT(lots.size(), 990u);
    EXPECT_NEAR(sum / 1000, 0.5, 0.04);
}

// BEYOND-02  So hunger kills mother and child of one house more often than chance would.
TEST(Households, lose_more_than_one)
{
    const std::vector<std::pair<std::string, double>> worse{{"food.severity", 0.05}};
    const double alike =
        deaths_together(tell({.off = {"BEYOND-02"}, .numbers = worse}, {.until = 2003}));
    EXPECT_GT(deaths_together(tell({.numbers = worse}, {.until = 2003})), 1.05 * alike);
}

// BEYOND-04  A woman leaves the sooner the more of her county are away, a man does not; off,
// neither.
TEST(Brokers, find_women_where_many_have_gone)
{
    const Day day = day_of(2003, 2, 1);
    const auto rate = [&](const model::Numbers& numbers, model::Sex sex, std::size_t away) {
        Somebody one = of_onsong(numbers, day);
        one.life.sex = sex;
        one.state.files.resize(away);
        return departures(one);
    };
    using enum model::Sex;
    const double many = rate(baseline(), female, 100'000), few = rate(baseline(), female, 0);
    EXPECT_GT(many, 2 * few);
    EXPECT_EQ(rate(baseline(), male, 100'000), rate(baseline(), male, 0));
    EXPECT_EQ(rate(without("BEYOND-04"), female, 100'000), few);
}

// BEYOND-04  Nobody looks for the old, nor for a woman with child.
TEST(Brokers, look_for_young_women)
{
    Somebody young = of_onsong(baseline(), day_of(2003, 2, 1));
    young.life.sex = model::Sex::female;
    young.state.files.resize(100'000);
    Somebody expecting = young;
    expecting.life.conceived = expecting.day - 60;
    Somebody alone = young;
    alone.state.files.clear();
    EXPECT_GT(departures(young), departures(expecting));
    EXPECT_EQ(departures(expecting), departures(alone));
}

// BEYOND-06  The closing of the river holds back whoever has been punished less than others.
TEST(Guards, can_be_paid)
{
    const Day day = day_of(2015, 2, 1);
    const auto ratio = [&](const model::Numbers& numbers) {
        Somebody punished = of_onsong(numbers, day);
        punished.exile().crossings = 1;
        punished.exile().punished = 1;
        Somebody other = punished;
        other.exile().punished = 0;
        return departures(punished) / departures(other);
    };
    const double open = baseline().border.at(day)[model::BorderFamily::openness];
    EXPECT_NEAR(ratio(baseline()), std::pow(open, as_given("border.driven") - 1), 1e-6);
    EXPECT_NEAR(ratio(without("BEYOND-06")), 1, 1e-12);
}

// BEYOND-05  From January 2020 to January 2023 hardly anybody finds a way through China.
TEST(Roads, close_in_the_epidemic)
{
    const auto rate = [](const model::Numbers& numbers, Day day) {
        Somebody one = in_china(numbers, model::Stay::city);
        one.day = day;
        one.exile().aim = model::Aim::south;
        one.state.underground.arrived = 30'000;
        return one.rate(model::route::contact);
    };
    const double before = rate(baseline(), day_of(2019)), closed = rate(baseline(), day_of(2021));
    ASSERT_GT(before, 0);
    EXPECT_LT(closed, before / 10);
    EXPECT_GT(rate(baseline(), day_of(2023, 6, 1)), 2 * closed);
    EXPECT_EQ(rate(without("BEYOND-05"), day_of(2021)), before);
}

// BEYOND-07  A woman in a man's house finds a way sooner where many have gone on.
TEST(Trust, comes_sooner_where_many_have_gone_on)
{
    const auto rate = [](const Somebody& one) { return one.rate(model::route::contact); };
    const Somebody known = wife_in_china(baseline(), 90),
                   off = wife_in_china(without("BEYOND-07"), 90);
    EXPECT_GT(rate(known), 1.5 * rate(off));
    const Somebody long_there = wife_in_china(baseline(), 9000);
    EXPECT_NEAR(rate(long_there), rate(wife_in_china(without("BEYOND-07"), 9000)), 1e-12);
}

} // namespace counterlife::tests
