// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Who makes the South their aim, how long it takes to find a way, and the legs of it.

#include "model/route/route.h"
#include "tests/rows/river.h"

namespace counterlife::tests {

namespace {

using model::Way;

/// Somebody in Yanji with the South for an aim, where many know a way.
Somebody bound_south(const model::Numbers& numbers, bool church)
{
    Somebody one{numbers, place_called("yanji"), day_of(2003)};
    one.life.household = model::no_household;
    one.life.career.stage = Stage::abroad;
    one.exile().crossings = 1;
    one.exile().stay = model::Stay::city;
    one.exile().aim = model::Aim::south;
    one.exile().church = church;
    one.state.underground.arrived = 1'000'000'000; // Everybody has heard how it is done.
    return one;
}

/// All who find a way are led to Thailand, until 2010.
const Told& by_thailand()
{
    static const Told told = tell(many_leave({{"route.way/mission", 0},
                                              {"route.way/mongolia", 0},
                                              {"route.way/vietnam", 0},
                                              {"route.way/thailand", 1}}),
                                  {.until = 2010});
    return told;
}

/// What happened to somebody on the way, from the team to the arrival.
struct Trip {
    LifeId who = engine::nobody;
    std::vector<Event> legs;
    bool caught = false, arrived = false;
};

std::vector<Trip> trips(const Told& told)
{
    const std::set<engine::RuleId> of_the_way{number("route.third_country"),
                                              number("route.embassy"), number("route.shelter"),
                                              number("route.onward"), number("south.arrival")};
    std::vector<Trip> all;
    for (const auto& [id, events] : crossers_of(told)) {
        bool on_the_way = false;
        for (const Event& event : events) {
            if (event.rule == number("route.contact") || event.rule == number("route.come_along")) {
                all.push_back({.who = id, .legs = {event}, .caught = trip_of(event).caught});
                on_the_way = !trip_of(event).caught;
            } else if (on_the_way && of_the_way.contains(event.rule)) {
                all.back().legs.push_back(event);
                all.back().arrived = event.rule == number("south.arrival");
            }
        }
    }
    return all;
}

std::vector<std::string_view> names_of(const std::vector<Event>& legs)
{
    static const auto names = model::rule_names();
    std::vector<std::string_view> result;
    for (const Event& leg : legs)
        if (leg.rule != number("route.come_along")) result.emplace_back(names[leg.rule]);
    return result;
}

} // namespace

// ROUTE-01  The South is the aim more often of those who go again after punishment.
TEST(Aim, is_the_south_for_those_who_go_again)
{
    const Told told = tell(many_leave({}, {"BEYOND-03"}), {.until = 2010});
    std::array<double, 2> left{}, south{};
    for (const auto& [id, events] : crossers_of(told)) {
        bool punished = false;
        for (const Event& event : events) {
            if (is_release(event)) punished = true;
            if (event.rule != number("border.departure")) continue;
            const bool again = departure_of(event).again;
            if (again != punished) continue; // Caught at once, or back by choice: in between.
            if (departure_of(event).sent_for) continue; // Kin in the South have chosen for them.
            ++left[again];
            south[again] += departure_of(event).for_the_south;
        }
    }
    ASSERT_GT(left[0], 300);
    ASSERT_GT(left[1], 50);
    EXPECT_GT(south[1] / left[1], south[0] / left[0]);
    EXPECT_NEAR(south[1] / left[1], as_given("border.aim_south", "again"),
                four_spreads(0.5, left[1]));
}

// ROUTE-01  Loss and punishment together turn more to the South than either alone.
TEST(Aim, is_the_south_for_those_who_have_lost_all)
{
    const Told told = tell(many_leave({{"border.aim_south/first", 0.0},
                                       {"border.aim_south/again", 0.3},
                                       {"border.aim_south/uprooted", 0.9}}),
                           {.until = 2010});
    enum { one_or_the_other, both };
    std::array<double, 2> left{}, south{};
    for (const auto& [id, events] : crossers_of(told)) {
        bool punished = false, lost = false, found = false;
        for (const Event& event : events) {
            if (is_release(event)) punished = true;
            if (event.rule == number("family.empty_house")) lost = true;
            // Whoever has them back, at either side of the door, has not lost them any more.
            if (event.rule == number("search.found") || event.rule == number("family.reunited") ||
                event.rule == number("family.knock"))
                found = true;
            const bool by_kin = departure_of(event).sent_for;
            if (event.rule != number("border.departure") || by_kin || found) continue;
            if (!departure_of(event).again || !(punished || lost)) continue;
            const auto kind = punished && lost ? both : one_or_the_other;
            ++left[kind];
            south[kind] += departure_of(event).for_the_south;
        }
    }
    ASSERT_GT(left[both], 30);
    ASSERT_GT(left[one_or_the_other], 100);
    EXPECT_NEAR(south[both] / left[both], 0.9, four_spreads(0.9, left[both]));
    EXPECT_NEAR(south[one_or_the_other] / left[one_or_the_other], 0.3,
                four_spreads(0.3, left[one_or_the_other]));
}

// ROUTE-01  In China a church brings the thought, a waiting family holds it back; off, nobody has
// it.
TEST(Aim, comes_sooner_with_a_church_and_later_with_a_family)
{
    const std::vector<std::pair<std::string, double>> factors{{"route.resolve_factor/church", 6},
                                                              {"route.resolve_factor/family", 0.3}};
    const auto numbers = numbers_with({.numbers = factors});
    const auto off = numbers_with({.off = {"ROUTE-01"}, .numbers = factors});
    Somebody earning = bound_south(*numbers, false);
    earning.exile().aim = model::Aim::earn;
    Somebody with_church = earning, waited_for = earning;
    with_church.exile().church = true;
    waited_for.marry();
    waited_for.exile().promised = true;
    const auto rate = [](const Somebody& one) { return one.rate(model::route::resolve); };
    ASSERT_GT(rate(earning), 0);
    EXPECT_NEAR(rate(with_church) / rate(earning), 6, 1e-9);
    EXPECT_NEAR(rate(waited_for) / rate(earning), 0.3, 1e-9);
    earning.numbers = off.get();
    EXPECT_EQ(rate(earning), 0);
}

// ROUTE-01, ROUTE-02  The more have come through, the more think of the South and find a way.
TEST(Word_of_the_south, spreads_with_those_who_have_come_through)
{
    double before = 0;
    for (const std::int64_t arrived : {0, 1'000, 10'000, 100'000}) {
        Somebody earning = bound_south(baseline(), false), ready = earning;
        earning.exile().aim = model::Aim::earn;
        earning.state.underground.arrived = ready.state.underground.arrived = arrived;
        const double thinks = earning.rate(model::route::resolve);
        const double known = as_given("route.teams_from_start") + static_cast<double>(arrived);
        const double heard = known / (known + as_given("route.word_spreads"));
        EXPECT_NEAR(thinks, as_given("route.resolve") * heard, 1e-12);
        EXPECT_NEAR(ready.rate(model::route::contact), as_given("route.broker") * heard, 1e-12);
        EXPECT_GT(thinks, before);
        before = thinks;
    }
}

// ROUTE-02, CHINA-09  Churches come to know the missions sooner than the word spreads to all.
TEST(Word_of_the_south, reaches_churches_first)
{
    for (const std::int64_t arrived : {0, 1'000, 10'000}) {
        Somebody with_church = bound_south(baseline(), true);
        with_church.state.underground.arrived = arrived;
        const double known = as_given("route.teams_from_start") + static_cast<double>(arrived);
        const double team = known / (known + as_given("route.teams_spread"));
        EXPECT_NEAR(with_church.rate(model::route::contact), as_given("route.team") * team, 1e-12);
        EXPECT_GT(team, known / (known + as_given("route.word_spreads")));
    }
}

// ROUTE-03  Of the children born in China some go with the mother; the others stay with the father.
TEST(Children_born_in_China, stay_or_go_as_the_number_says)
{
    const auto born_there_and_taken = [](double goes) {
        const Told told = tell(many_leave({{"route.child_goes", goes}}), {.until = 2010});
        double children = 0;
        for (const Event& event : told.of("route.come_along"))
            children += told.exiles.at(event.who).first_crossed == engine::no_day;
        return children; // Others are sent for later.
    };
    const double all = born_there_and_taken(1);
    ASSERT_GT(all, 20);
    EXPECT_EQ(born_there_and_taken(0), 0);
    EXPECT_NEAR(born_there_and_taken(0.5) / all, 0.5, 0.3);
}

// ROUTE-01  A woman sold to a man is kept from it at first, and free to look once she is trusted.
TEST(Word_of_the_south, reaches_a_woman_as_she_comes_to_be_trusted)
{
    const double years = as_given("route.trust_years");
    const auto numbers = numbers_with({.off = {"BEYOND-07"}});
    Somebody wife = bound_south(*numbers, false);
    wife.exile().stay = model::Stay::partner;
    const auto after = [&](double since) {
        wife.exile().since = wife.day - engine::days_in_years(since);
        return wife.rate(model::route::contact);
    };
    const double free = bound_south(baseline(), false).rate(model::route::contact);
    EXPECT_EQ(after(0), 0) << "nobody finds a way on the day of arriving";
    EXPECT_NEAR(after(1 / engine::days_per_year) / free, as_given("route.access", "partner"), 1e-3);
    EXPECT_LT(after(years / 4), free);
    EXPECT_LT(after(years / 4), after(years / 2));
    EXPECT_NEAR(after(years + 1) / free, as_given("route.access", "trusted"), 1e-9);
    EXPECT_EQ(after(years + 1), after(years + 10));
}

// ROUTE-02  With a church half have found a team in two months or so; without, it takes far longer.
TEST(Team, is_found_within_about_two_months_with_a_church)
{
    const auto median_months = [](double rate) { return std::log(2) / rate * 12; };
    const double with_church = bound_south(baseline(), true).rate(model::route::contact);
    const double alone = bound_south(baseline(), false).rate(model::route::contact);
    EXPECT_NEAR(median_months(with_church), 2, 0.7);
    EXPECT_GT(median_months(alone), 1.5 * median_months(with_church));
    const auto off = numbers_with({.off = {"ROUTE-02"}});
    EXPECT_DOUBLE_EQ(bound_south(*off, true).rate(model::route::contact), alone);
    Somebody unheard = bound_south(baseline(), true);
    unheard.state.underground.arrived = 0;
    EXPECT_LT(unheard.rate(model::route::contact), with_church / 5) << "before the way is known";
}

// ROUTE-02  Without teams, and without brokers, fewer or none arrive.
TEST(Team, is_what_arrivals_turn_on)
{
    const auto arrivals = [](const Told& told) { return told.count("south.arrival"); };
    const auto usual = arrivals(river_told());
    ASSERT_GT(usual, 100);
    EXPECT_LT(arrivals(tell(many_leave({}, {"ROUTE-02"}), {.until = 2010})), usual);
    EXPECT_LT(
        arrivals(tell(many_leave({{"route.team", 0}, {"route.broker", 0.05}}), {.until = 2010})),
        usual / 4);
}

// ROUTE-02  What is known in China of those who came through is what the centre has counted.
TEST(Team, hears_each_january_how_many_came_through)
{
    const auto counts = river_told().of("route.word");
    ASSERT_GT(counts.size(), 50u);
    std::int64_t known_by_then = 0;
    auto arrived = river_told().of("south.arrival");
    std::erase_if(arrived, [](const Event& event) { // The children born in China.
        return river_told().exiles.at(event.who).first_crossed == engine::no_day;
    });
    for (const Event& count : counts) {
        known_by_then = std::count_if(arrived.begin(), arrived.end(),
                                      [&](const Event& event) { return event.day < count.day; });
        EXPECT_EQ(count.detail, 400 * known_by_then) << engine::year_of(count.day);
    }
    EXPECT_GT(known_by_then, 0);
}

// ROUTE-03, ROUTE-04  Team, third country, embassy, shelter, flight: in this order, for all who
// come by Thailand.
TEST(Way, leads_by_a_third_country_embassy_and_shelter_to_a_flight)
{
    const std::vector<std::string_view> led{"route.contact", "route.third_country", "route.onward",
                                            "route.embassy", "route.onward",        "route.shelter",
                                            "route.onward",  "south.arrival"};
    const std::vector<std::string_view> taken_along{led.begin() + 1, led.end()};
    std::size_t arrived = 0, caught_on_it = 0;
    for (const Trip& trip : trips(by_thailand())) {
        caught_on_it += trip.caught;
        if (!trip.arrived) continue;
        ++arrived;
        const bool led_there = trip.legs.front().rule == number("route.contact");
        EXPECT_EQ(names_of(trip.legs), led_there ? led : taken_along) << trip.who;
        for (std::size_t i = 1; i < trip.legs.size(); ++i)
            EXPECT_GE(trip.legs[i].day, trip.legs[i - 1].day) << trip.who;
        const auto& places = the_map().places;
        for (const Event& leg : trip.legs) {
            if (leg.rule == number("route.embassy")) {
                EXPECT_EQ(places[leg.place].role, model::Role::embassy) << trip.who;
            }
            if (leg.rule == number("route.shelter")) {
                EXPECT_EQ(places[leg.place].role, model::Role::shelter) << trip.who;
            }
        }
    }
    EXPECT_GT(arrived, 100u);
    EXPECT_GT(caught_on_it, 5u);
}

// ROUTE-03, ROUTE-04  Off, the stages are fewer or shorter, and people arrive all the same.
TEST(Way, is_told_differently_where_the_claims_are_off)
{
    const std::vector<std::pair<std::string, double>> thailand{{"route.way/mission", 0},
                                                               {"route.way/mongolia", 0},
                                                               {"route.way/vietnam", 0},
                                                               {"route.way/thailand", 1}};
    const Told direct = tell(many_leave(thailand, {"ROUTE-03"}), {.until = 2008});
    EXPECT_EQ(direct.count("route.embassy"), 0);
    EXPECT_GT(direct.count("south.arrival"), 20);
    const auto days_in_shelter = [](const Told& told) {
        double days = 0, stays = 0;
        for (const Trip& trip : trips(told))
            for (std::size_t i = 1; trip.arrived && i < trip.legs.size(); ++i)
                if (trip.legs[i - 1].rule == number("route.shelter"))
                    days += (trip.legs[i].day - trip.legs[i - 1].day).count(), ++stays;
        return days / stays;
    };
    auto longer = thailand;
    longer.emplace_back("route.shelter_months", 2);
    longer.emplace_back("route.months/thailand", 6);
    const double told = days_in_shelter(tell(many_leave(longer), {.until = 2008}));
    const double off = days_in_shelter(tell(many_leave(longer, {"ROUTE-04"}), {.until = 2008}));
    EXPECT_NEAR(told, 2 * 30.4, 4) << "each stay has its own length";
    EXPECT_NEAR(off, 6 * 30.4, 12);
}

// ROUTE-03  Nobody comes by Thailand before 1996, and each way ends where it should.
TEST(Way, is_one_of_those_that_were_open)
{
    std::array<std::size_t, model::ways> by{};
    for (const Trip& trip : trips(river_told())) {
        const auto way = static_cast<std::size_t>(trip_of(trip.legs.front()).way);
        ASSERT_GT(way, 0u) << trip.who;
        ASSERT_LT(way, model::ways) << trip.who;
        by[way] += trip.arrived;
        if (trip.legs.front().day < day_of(1996)) {
            EXPECT_NE(way, static_cast<std::size_t>(Way::thailand)) << trip.who;
        }
        for (const Event& leg : trip.legs) {
            if (leg.rule != number("route.third_country")) continue;
            const auto role = the_map().places[leg.place].role;
            EXPECT_EQ(role, way == static_cast<std::size_t>(Way::mission) ? model::Role::mission
                                                                          : model::Role::transit)
                << trip.who;
        }
    }
    for (std::size_t way = 1; way < model::ways; ++way) EXPECT_GT(by[way], 0u) << way;
}

// ROUTE-04  Counted as the ministry counts, of those who have lived in the North; children born in
// China are brought along and not among them.
TEST(Arrivals, are_counted_of_those_who_have_lived_in_the_north)
{
    std::int64_t northern = 0, born_in_china = 0;
    for (const auto& [id, exile] : river_told().exiles) {
        if (exile.arrived == engine::no_day) continue;
        ++(exile.first_crossed == engine::no_day ? born_in_china : northern);
    }
    const auto& counted = river_told().tally.arrivals;
    EXPECT_EQ(counted[0] + counted[1], northern);
    EXPECT_GT(northern, 50);
    EXPECT_GT(born_in_china, 0);
}

// FAMILY-05  Of a death in the South those hear who are there too, and nobody else.
TEST(Deaths, in_the_south_are_heard_of_by_kin_who_are_there)
{
    const Told told = tell(many_leave({{"south.mortality", 8}}, {"FAMILY-03"}), {.until = 2020});
    std::map<LifeId, Day> died_there;
    for (const Person& person : told.people)
        if (person.died != engine::no_day && person.life.career.stage == Stage::south)
            died_there[person.life.being.id] = person.died;
    std::size_t heard = 0;
    for (const Event& event : told.of("person.bereavement")) {
        if (!died_there.contains(event.with)) continue;
        const auto& kin = told.exiles.at(event.with).kin_here;
        EXPECT_NE(std::find(kin.begin(), kin.end(), event.who), kin.end());
        ++heard;
    }
    EXPECT_GT(heard, 5u);
}

} // namespace counterlife::tests
