// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Leave-taking; and what holds of every life that came to the river.

#include "tests/rows/river.h"

#include "model/border/border.h"
#include "model/china/china.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/party/lapse.h"
#include "model/route/route.h"

#include <rapidcheck/gtest.h>

#include <sstream>

namespace counterlife::tests {

namespace {

/// Where a life stands, as its events tell.
enum class Where : std::uint8_t { home, leaving, abroad, held_there, held, journey, south, dead };

struct Step {
    std::string_view rule;
    std::vector<Where> from;
    Where to;
};

// The steps that a life can take between the two banks and beyond.
const std::vector<Step> steps{{"border.departure", {Where::home}, Where::leaving},
                              {"border.come_along", {Where::home}, Where::leaving},
                              {"army.desertion", {Where::home}, Where::leaving},
                              {"border.riverside", {Where::leaving}, Where::leaving},
                              {"border.crossing", {Where::leaving}, Where::abroad},
                              {"border.far_bank", {Where::abroad}, Where::abroad},
                              {"border.way_back", {Where::abroad}, Where::home},
                              {"family.homecoming", {Where::home}, Where::home},
                              {"china.settling", {Where::abroad}, Where::abroad},
                              {"china.reckoning", {Where::abroad}, Where::abroad},
                              {"china.going_home", {Where::abroad}, Where::abroad},
                              {"china.to_city", {Where::abroad}, Where::abroad},
                              {"china.church", {Where::abroad}, Where::abroad},
                              {"china.sold", {Where::abroad}, Where::abroad},
                              {"china.birth", {Where::abroad, Where::held_there}, Where::abroad},
                              {"china.arrest", {Where::abroad}, Where::held_there},
                              {"china.taken_along", {Where::abroad}, Where::held_there},
                              {"china.handover", {Where::held_there}, Where::held_there},
                              {"security.handed_over", {Where::held_there}, Where::held},
                              {"security.visit", {Where::home}, Where::home},
                              {"security.confession", {Where::held}, Where::held},
                              {"security.custody_step", {Where::held}, Where::home},
                              {"security.child_released", {Where::held}, Where::home},
                              {"route.resolve", {Where::abroad}, Where::abroad},
                              {"route.contact", {Where::abroad}, Where::journey},
                              {"route.come_along", {Where::abroad}, Where::journey},
                              {"route.third_country", {Where::journey}, Where::journey},
                              {"route.embassy", {Where::journey}, Where::journey},
                              {"route.shelter", {Where::journey}, Where::journey},
                              {"route.onward", {Where::journey}, Where::journey},
                              {"south.arrival", {Where::journey}, Where::south}};

/// Where an event leads other than by its rule alone.
Where led_to(const Event& event, Where before, Where usual)
{
    if (event.rule == number("border.crossing")) {
        if (crossing_of(event).caught) return Where::held;
        if (crossing_of(event).drowned) return Where::dead;
    }
    if (event.rule == number("border.far_bank")) {
        if (reception_of(event) == Reception::reported) return Where::held_there;
        if (reception_of(event) == Reception::frozen) return Where::dead;
    }
    if (event.rule == number("security.visit") && is_detained(event)) return Where::held;
    if (event.rule == number("security.custody_step") && !is_release(event)) return Where::held;
    // Whoever gives birth there stays where she is.
    if (event.rule == number("china.birth")) return before;
    const bool jailed =
        event.rule == number("china.reckoning") && outcome_of(event) == Outcome::prison;
    const bool taken = usual == Where::journey && trip_of(event).caught;
    return jailed || taken ? Where::held_there : usual;
}

/// Whether one can be there as the map has it.
bool may_be(Where where, const model::PlaceFacts& place)
{
    switch (where) {
    case Where::south:
        return place.kind == model::PlaceKind::south;
    case Where::abroad:
    case Where::journey:
    case Where::held_there:
        return place.kind == model::PlaceKind::abroad;
    case Where::home:
    case Where::leaving:
        return place.kind != model::PlaceKind::abroad && place.kind != model::PlaceKind::south;
    default:
        return true;
    }
}

/// What is impossible in a life, in words; empty if nothing is.
std::string impossible_in(const std::vector<Event>& events, bool born_there)
{
    static const auto names = model::rule_names();
    static const std::map<engine::RuleId, const Step*> by_rule = [] {
        std::map<engine::RuleId, const Step*> all;
        for (const Step& step : steps) all[number(step.rule)] = &step;
        return all;
    }();
    Where where = born_there ? Where::abroad : Where::home;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        std::ostringstream at;
        at << names[event.rule] << " on day " << event.day.count() << ": ";
        if (where == Where::dead) return at.str() + "after death";
        if (i > 0 && events[i - 1].day == event.day && events[i - 1].place != event.place)
            return at.str() + "in two places on one day";
        const auto step = by_rule.find(event.rule);
        if (step != by_rule.end()) {
            const auto& from = step->second->from;
            if (std::find(from.begin(), from.end(), where) == from.end())
                return at.str() + "from " + std::to_string(static_cast<int>(where));
            const bool lands = event.rule == number("border.way_back");
            where = led_to(event, where, step->second->to);
            const bool gate = lands || event.rule == number("border.crossing");
            if (!gate && !may_be(where, the_map().places[event.place]))
                return at.str() + "in " + the_map().places[event.place].name;
        } else if (where == Where::south && !may_be(where, the_map().places[event.place])) {
            return at.str() + "back from the South";
        }
        if (event.rule == number("person.death") || event.rule == number("food.starvation"))
            where = Where::dead;
    }
    return {};
}

bool born_across(const Life& life)
{
    return life.birth_place < the_map().places.size() && !the_map().is_home(life.birth_place);
}

} // namespace

// BORDER-07, ROUTE-05  Nothing impossible happens in any life: no return before a crossing, no
// hand- over before one, nothing after death, nobody in two places, and nobody back from the South.
TEST(Every_life, has_steps_that_follow_from_one_another)
{
    std::size_t lives = 0, wrong = 0;
    const auto people = people_by_id(river_told());
    for (const auto& [id, events] : crossers_of(river_told())) {
        ++lives;
        const std::string found = impossible_in(events, born_across(people.at(id)->life));
        if (!found.empty() && ++wrong <= 10) ADD_FAILURE() << id << ": " << found;
    }
    EXPECT_EQ(wrong, 0u);
    EXPECT_GT(lives, 1000u);
}

// BORDER-07, BORDER-08  The record counts as many crossings and returns as the journal, and the
// first crossing is not later than any return.
TEST(Every_record, agrees_with_the_journal)
{
    const auto people = people_by_id(river_told());
    for (const auto& [id, events] : crossers_of(river_told())) {
        const auto at = river_told().exiles.find(id);
        if (at == river_told().exiles.end()) continue; // Born there, and in nobody's books.
        const Exile& exile = at->second;
        int across = 0, by_force = 0, by_choice = 0;
        Day first = engine::no_day, arrived = engine::no_day;
        for (const Event& event : events) {
            if (event.rule == number("border.crossing") && crossing_of(event).across() &&
                ++across == 1)
                first = event.day;
            by_force += event.rule == number("security.handed_over");
            by_choice += event.rule == number("border.way_back");
            if (event.rule == number("south.arrival")) arrived = event.day;
        }
        EXPECT_EQ(exile.crossings, across) << id;
        EXPECT_EQ(exile.forced_returns, by_force) << id;
        EXPECT_EQ(exile.own_returns, by_choice) << id;
        EXPECT_EQ(exile.first_crossed, first) << id;
        EXPECT_EQ(exile.arrived, arrived) << id;
        const bool there = born_across(people.at(id)->life);
        EXPECT_LE(by_force + by_choice, across + there) << id;
        EXPECT_EQ(people.at(id)->life.career.stage == Stage::south, arrived != engine::no_day)
            << id;
    }
}

// ROUTE-05, FAMILY-05  Everybody who ever lived is alive in one place or dead once; every letter is
// read, late or on its way; and nobody is married to two people who are married to them.
TEST(Everybody, is_somewhere_once_and_every_letter_is_accounted_for)
{
    const Told& told = river_told();
    std::set<LifeId> met;
    std::int64_t living = 0, dead = 0, founders = 0;
    for (const Person& person : told.people) {
        EXPECT_TRUE(met.insert(person.life.being.id).second) << person.life.being.id;
        ++(person.died == engine::no_day ? living : dead);
        founders += person.life.founder;
        const bool in_the_south = the_map().places[person.place].kind == model::PlaceKind::south;
        const bool lands = person.life.career.stage == Stage::journey; // Or flies there.
        if (person.died == engine::no_day) {
            EXPECT_EQ(in_the_south && !lands, person.life.career.stage == Stage::south)
                << person.life.being.id;
        }
    }
    EXPECT_EQ(told.work.died, dead);
    EXPECT_EQ(told.work.born + founders, living + dead);
    EXPECT_EQ(told.work.sent, told.work.letters + told.work.to_the_dead + told.letters_waiting);
    const auto people = people_by_id(told);
    std::map<LifeId, int> couples;
    for (const Person& person : told.people) {
        const Life& life = person.life;
        if (person.died != engine::no_day || life.marital != model::Marital::married) continue;
        const auto other = people.find(life.spouse.id);
        if (other == people.end() || other->second->died != engine::no_day) continue;
        const Life& theirs = other->second->life;
        EXPECT_NE(theirs.sex, life.sex) << life.being.id;
        if (theirs.marital == model::Marital::married && theirs.spouse.id == life.being.id)
            ++couples[theirs.being.id];
    }
    for (const auto& [id, count] : couples) EXPECT_EQ(count, 1) << id;
    EXPECT_GT(couples.size(), 5000u);
}

// BELIEF-07, PARTY-08  The certificate is buried the day before the crossing, by most members, and
// nobody hands over what lies in the earth.
TEST(Certificate, is_buried_on_the_eve_by_most_members_who_leave)
{
    double members = 0, burials = 0;
    const auto people = people_by_id(river_told());
    const auto lead = engine::whole_days(as_given("border.lead_days"));
    for (const auto& [id, events] : crossers_of(river_told())) {
        const Event* buried_it = nullptr;
        bool is_member = false;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const Event& event = events[i];
            if (event.rule == number("party.admission")) is_member = true, buried_it = nullptr;
            if (event.rule == number("party.recall")) {
                is_member = false;
                const auto [certificate] =
                    model::detail_of<model::party::RecallDetail>(event.detail);
                EXPECT_FALSE(buried_it && certificate == model::Certificate::surrendered)
                    << id << " hands over what is buried";
            }
            if (event.rule != number("border.departure")) continue;
            const bool holds = is_member && !buried_it;
            members += holds;
            burials += holds && departure_of(event).buried;
            if (!departure_of(event).buried) continue;
            buried_it = &event;
            const bool by_the_river = the_map().places[event.place].river != model::River::none;
            if (by_the_river && i + 1 < events.size() &&
                events[i + 1].rule == number("border.crossing")) {
                EXPECT_EQ(events[i + 1].day - event.day, lead) << id;
            }
        }
        const Career& career = people.at(id)->life.career;
        if (!buried_it) continue;
        EXPECT_EQ(career.certificate, model::Certificate::hidden) << id;
        if (career.stage == Stage::abroad || career.stage == Stage::leaving) {
            EXPECT_EQ(career.devotion, 0) << id;
        }
    }
    ASSERT_GT(members, 50);
    const double expected = as_given("border.bury");
    EXPECT_NEAR(burials / members, expected, four_spreads(expected, members));
    EXPECT_GT(burials / members, 0.5) << "many besides himself";
    const Told none = tell(many_leave({}, {"BELIEF-07"}), {.until = 2000, .one_in = 1000});
    for (const Event& event : none.of("border.departure")) EXPECT_FALSE(departure_of(event).buried);
}

// FAMILY-03  The first time most leave their family behind; those who know the way take it along.
TEST(Leaving, is_done_alone_where_the_road_is_unknown)
{
    const auto shares = [](const Told& told) {
        std::array<double, 2> left{}, jointly{};
        const auto people = people_by_id(told);
        std::set<LifeId> married;
        for (const Event& event : told.events) {
            if (event.rule == number("marriage.vow") || event.rule == number("marriage.wedding"))
                married.insert(event.who);
            if (event.rule == number("marriage.divorced") ||
                event.rule == number("marriage.divorce") ||
                event.rule == number("person.bereavement"))
                married.erase(event.who);
            if (event.rule != number("border.departure") || !married.contains(event.who)) continue;
            ++left[departure_of(event).again];
            jointly[departure_of(event).again] += departure_of(event).together;
        }
        return std::array{jointly[0] / left[0], jointly[1] / left[1], left[0], left[1]};
    };
    const auto usual = shares(river_told());
    ASSERT_GT(usual[2], 200);
    ASSERT_GT(usual[3], 50);
    EXPECT_LT(usual[0], 0.3) << "mostly alone";
    EXPECT_GT(usual[1], usual[0]);
    const auto off = shares(tell(many_leave({}, {"FAMILY-03"}), {.until = 2000}));
    EXPECT_GT(off[0], usual[0] + 0.05);
}

// FAMILY-04  Whoever leaves wife or husband behind has promised to come back, and they are told.
TEST(Leaving, carries_a_promise_to_those_who_stay)
{
    const auto farewells = river_told().of("family.farewell");
    ASSERT_GT(farewells.size(), 100u);
    std::map<LifeId, int> departures;
    for (const Event& event : river_told().of("border.departure")) ++departures[event.who];
    std::size_t checked = 0;
    for (const Event& event : farewells) {
        if (departures[event.with] != 1) continue; // Of several the record keeps the last.
        ++checked;
        EXPECT_TRUE(river_told().exiles.at(event.with).promised) << event.with;
    }
    EXPECT_GT(checked, 50u);
    const Told off = tell(many_leave({}, {"FAMILY-04"}), {.until = 2000, .one_in = 1000});
    for (const auto& [id, exile] : off.exiles) EXPECT_FALSE(exile.promised) << id;
}

// LOOP-04  Had people left together, fewer would have been left behind.
TEST(Leaving, would_part_fewer_if_done_together)
{
    const Told joint =
        tell(many_leave({{"border.joint/experienced", 0.9}}, {"FAMILY-03"}), {.until = 2000});
    const auto parted = [](const Told& told) {
        return static_cast<double>(told.count("family.farewell", 1955, 1999)) /
               static_cast<double>(told.count("border.departure", 1955, 1999));
    };
    EXPECT_LT(parted(joint), parted(river_told()));
}

// BORDER-01, BORDER-08  The rate of leaving never exceeds what the ceiling promised, whoever it is.
RC_GTEST_PROP(Ceiling, of_leaving_holds_for_anybody_anywhere, ())
{
    const auto place = *rc::gen::inRange<engine::PlaceId>(0, 197);
    const Day from{*rc::gen::inRange(day_of(1985).count(), day_of(2024).count())};
    Somebody one{baseline(), place, from};
    one.life.born = from - engine::Days{*rc::gen::inRange(1, 90 * 365)};
    one.life.sex = *rc::gen::element(model::Sex::male, model::Sex::female);
    one.life.urban = *rc::gen::arbitrary<bool>();
    auto& career = one.life.career;
    career.devotion = *rc::gen::inRange<std::uint8_t>(0, 101);
    career.watched = *rc::gen::arbitrary<bool>();
    career.traitor = *rc::gen::arbitrary<bool>();
    career.shunned = *rc::gen::arbitrary<bool>();
    career.lost_family = *rc::gen::arbitrary<bool>();
    career.sent_for = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) {
        one.exile().crossings = *rc::gen::inRange<std::uint8_t>(0, 4);
        one.exile().punished = *rc::gen::inRange<std::uint8_t>(0, 3);
    }
    const model::View view{one.life, one.state, baseline()};
    const engine::Instant start{.day = from, .fraction = 0};
    const auto bound = model::border::departure.ceiling(view, start);
    const Day until = std::min<Day>(bound.until, from + 4000);
    one.lack(model::food::highest_hunger(view, from) * (1 - 1e-6)); // In single precision.
    for (Day day = from; day < until; day += 29)
        RC_ASSERT(model::border::departure.rate(view, {.day = day, .fraction = 0}) <=
                  bound.rate * (1 + 1e-9));
}

// FOOD-02, FOOD-05, FOOD-06  And so for what hunger does, however unlucky a ration office is.
RC_GTEST_PROP(Ceiling, of_hunger_holds_for_anybody_anywhere, ())
{
    using Food = model::FoodFamily;
    const auto place = *rc::gen::inRange<engine::PlaceId>(0, 197);
    const Day from{*rc::gen::inRange(day_of(1985).count(), day_of(2024).count())};
    Somebody one{baseline(), place, from};
    one.life.born = from - engine::Days{*rc::gen::inRange(1, 90 * 365)};
    one.life.sex = *rc::gen::element(model::Sex::male, model::Sex::female);
    one.life.career.stage = *rc::gen::element(Stage::worker, Stage::soldier, Stage::child,
                                              Stage::adrift, Stage::at_home);
    one.life.career.sector = *rc::gen::element(model::Sector::farm, model::Sector::mine);
    one.life.career.child_away = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) one.marry();
    const auto region = static_cast<std::size_t>(the_map().food_region[place]);
    const model::View view{one.life, one.state, baseline()};
    for (const model::Rule* rule :
         {&model::food::starvation, &model::food::trade, &model::food::adrift}) {
        const auto bound = rule->ceiling(view, {.day = from, .fraction = 0});
        for (Day day = from; day < std::min<Day>(bound.until, from + 4000); day += 61) {
            const auto& given = baseline().food.at(day - engine::Days{*rc::gen::inRange(0, 184)});
            const auto lacking = [&](std::size_t kind) {
                return static_cast<float>(std::min(1.0, 1.2 * given[kind]));
            };
            one.life.urban = !one.life.urban; // Nobody looks ahead for that.
            one.state.rations = {.short_in_town = lacking(Food::short_capital + region),
                                 .short_on_land = lacking(Food::short_farms),
                                 .short_in_mines = std::max(lacking(Food::short_mines),
                                                            lacking(Food::short_capital + region))};
            RC_ASSERT(rule->rate(view, {.day = day, .fraction = 0}) <= bound.rate);
        }
    }
}

// ROUTE-02, FOOD-04, CHINA-05  And so for all that can happen to somebody in China.
RC_GTEST_PROP(Ceiling, of_what_happens_in_china_holds_for_anybody, ())
{
    const Day from{*rc::gen::inRange(day_of(1985).count(), day_of(2024).count())};
    Somebody one{baseline(), place_called("yanji"), from};
    one.life.born = from - engine::Days{*rc::gen::inRange(5 * 365, 90 * 365)};
    one.life.sex = *rc::gen::element(model::Sex::male, model::Sex::female);
    one.life.career.stage = Stage::abroad;
    if (*rc::gen::arbitrary<bool>()) one.marry();
    Exile& exile = one.exile();
    exile.crossings = *rc::gen::inRange<std::uint8_t>(1, 4);
    exile.stay = *rc::gen::element(model::Stay::hiding, model::Stay::farm, model::Stay::city,
                                   model::Stay::partner);
    exile.aim = *rc::gen::element(model::Aim::earn, model::Aim::south);
    exile.church = *rc::gen::arbitrary<bool>();
    exile.guided = *rc::gen::arbitrary<bool>();
    exile.promised = *rc::gen::arbitrary<bool>();
    one.state.underground.arrived = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const model::View view{one.life, one.state, baseline()};
    for (const model::Rule* rule :
         {&model::china::going_home, &model::china::to_city, &model::china::church,
          &model::china::sold, &model::china::conception, &model::china::arrest,
          &model::route::resolve, &model::route::contact}) {
        const auto bound = rule->ceiling(view, {.day = from, .fraction = 0});
        for (Day day = from; day < std::min<Day>(bound.until, from + 4000); day += 61)
            RC_ASSERT(rule->rate(view, {.day = day, .fraction = 0}) <= bound.rate * (1 + 1e-9));
    }
}

} // namespace counterlife::tests
