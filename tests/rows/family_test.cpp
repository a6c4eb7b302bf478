// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Those left behind: how long they wait, what nobody hears, who is there when the door opens.

#include "tests/rows/apart.h"

#include "model/border/border.h"
#include "model/family/details.h"
#include "model/family/family.h"
#include "model/family/numbers.h"
#include "model/food/food.h"

#include <cstdio>

namespace counterlife::tests {

namespace {

/// Somebody's coming home to wife or husband: after how long, and what was found.
struct Homecoming {
    LifeId who = engine::nobody;
    Day day;
    engine::Days absence;
    bool empty = false;
};

/// First homecomings from China of those who had left wife or husband, with what they found.
std::vector<Homecoming> homecomings(const Told& told)
{
    std::vector<Homecoming> all;
    for (const auto& [who, events] : by_person(told)) {
        std::optional<Day> left;
        std::optional<Homecoming> open;
        for (const Event& event : events) {
            if (event.rule == number("border.far_bank")) left = event.day;
            if (event.rule == number("family.homecoming") && left)
                open = Homecoming{.who = who, .day = event.day, .absence = event.day - *left};
            const bool empty = event.rule == number("family.empty_house");
            const bool there = event.rule == number("family.reunited");
            if (!open || !(empty || there) || event.day - open->day > 30) continue;
            open->empty = empty;
            all.push_back(*open);
            break;
        }
    }
    return all;
}

double share_gone(const std::vector<Homecoming>& all, engine::Days least, engine::Days most)
{
    double gone = 0, came = 0;
    for (const Homecoming& one : all)
        if (least <= one.absence && one.absence < most) ++came, gone += one.empty;
    return share(gone, came);
}

} // namespace

// FAMILY-04  A wife who has been promised that he comes back waits; where nobody promises, more go.
TEST(Waiting, is_longer_for_those_who_were_promised)
{
    Alone wife;
    wife.life.career.left_behind = true;
    wife.exile().last_seen = day_of(1997, 10);
    const double unpromised = wife.rate(model::family::dispersal, day_of(1998, 10));
    wife.exile().waits = true;
    EXPECT_LT(wife.rate(model::family::dispersal, day_of(1998, 10)), unpromised);

    const Told never_promised = tell_of_many(many_leave_without("FAMILY-04"));
    EXPECT_GT(never_promised.tally.dispersals, many_told().tally.dispersals);
    for (const Event& event : never_promised.of("family.farewell"))
        EXPECT_FALSE(model::detail_of<model::family::FarewellDetail>(event.detail).asked_to_wait);
    EXPECT_GT(many_told().count("family.farewell"), 100);
}

namespace {

/// Whether both have come to the South, and know it.
bool is_kin_here(const model::Exile& exile, LifeId kin)
{
    return std::find(exile.kin_here.begin(), exile.kin_here.end(), kin) != exile.kin_here.end();
}

} // namespace

// FAMILY-05  Between the river and the way back nobody hears of a death or a divorce at home.
TEST(News, of_home_is_heard_at_home_and_not_before)
{
    std::size_t told_at_home = 0;
    // Those who have gone hear of each other's death there, and of others from whoever was paid.
    std::set<LifeId> gone;
    for (const Event& event : many_told().of("border.crossing")) gone.insert(event.who);
    std::set<engine::RuleId> paid;
    for (const char* rule :
         {"search.answer", "search.death_told", "south.undelivered", "south.unfetched"})
        paid.insert(number(rule));
    for (const auto& [who, events] : by_person(many_told())) {
        bool away = false;
        for (const Event& event : events) {
            if (event.rule == number("border.far_bank")) away = true;
            if (event.rule == number("border.way_back") ||
                event.rule == number("security.handed_over"))
                away = false;
            const bool heard =
                event.rule == number("person.bereavement") || event.rule == number("family.news") ||
                event.rule == number("marriage.divorced") || event.rule == number("family.word");
            const bool paid_for =
                event.rule == number("family.news") && paid.contains(event.cause.rule);
            const bool both_gone =
                away && event.rule == number("person.bereavement") &&
                (gone.contains(event.with) || is_kin_here(many_told().exiles.at(who), event.with));
            EXPECT_FALSE(away && heard && !paid_for && !both_gone)
                << who << " on " << event.day.count();
            told_at_home += event.rule == number("family.news");
        }
    }
    EXPECT_GT(told_at_home, 10u);
}

// FAMILY-05  Where word and money may cross, those who wait stay longer.
TEST(News, if_it_crossed_would_keep_families_together)
{
    const Told with_news = tell_of_many(many_leave_with("family.news_per_year", 4));
    EXPECT_EQ(many_told().count("family.word"), 0);
    EXPECT_GT(with_news.count("family.word_home"), 100);
    EXPECT_LT(with_news.tally.dispersals, 0.8 * many_told().tally.dispersals);
    EXPECT_GT(
        tell(many_leave_without("FAMILY-05"), {.until = 2000, .one_in = 1000}).count("family.word"),
        0);
}

// FAMILY-06  Hunger takes an old parent sooner while the child is away, and nobody else sooner.
TEST(OldParents, die_of_hunger_sooner_while_a_child_is_away)
{
    Alone mother;
    const Day day = day_of(1997, 11);
    mother.life.born = day_of(1930);
    const double together = mother.rate(model::food::starvation, day);
    mother.life.career.child_away = true;
    const double waiting = mother.rate(model::food::starvation, day);
    EXPECT_NEAR(waiting / together, baseline().family.at(day)[model::KinFamily::elder_factor],
                1e-9);
    const auto bound = model::food::starvation.ceiling({mother.life, mother.state, baseline()},
                                                       {.day = day, .fraction = 0});
    EXPECT_GE(bound.rate.value(), waiting);
    mother.life.born = day_of(1950);
    const double young = mother.rate(model::food::starvation, day);
    mother.life.career.child_away = false;
    EXPECT_EQ(young, mother.rate(model::food::starvation, day));

    std::set<LifeId> still_away; // Nobody keeps the mark whose only child is back.
    EXPECT_GT(many_told().count("family.child_gone"), 100);
    EXPECT_GT(many_told().count("family.child_back"), 20);
}

// FAMILY-04  Who lives in one house is told the next day, wherever they lived before.
TEST(Farewell, is_the_day_after_the_decision)
{
    double told = 0, at_once = 0;
    for (const Event& event : many_told().of("family.farewell")) {
        ++told;
        at_once += event.day == event.cause.day + 1;
    }
    EXPECT_GT(told, 300);
    EXPECT_GT(share(at_once, told), 0.95);
}

// FAMILY-07  The longer the absence and the worse the hunger, the sooner those who wait are gone.
TEST(Families, are_gone_the_sooner_the_longer_they_hunger_and_wait)
{
    Alone wife;
    const Day day = day_of(1998, 10);
    EXPECT_EQ(wife.rate(model::family::dispersal, day), 0); // Nobody has left her.
    wife.life.career.left_behind = true;
    wife.exile().last_seen = day - 200;
    const double soon = wife.rate(model::family::dispersal, day);
    wife.exile().last_seen = day - 700;
    const double later = wife.rate(model::family::dispersal, day);
    EXPECT_GT(soon, 0);
    EXPECT_GT(later, 3 * soon);
    wife.state.rations.short_in_town = 0.2F;
    EXPECT_LT(wife.rate(model::family::dispersal, day), 0.4 * later);
    wife.life.career.sent_for = true; // Whoever is sent for waits for the guide.
    EXPECT_EQ(wife.rate(model::family::dispersal, day), 0);

    const auto all = homecomings(many_told());
    const double after_months = share_gone(all, 0, 365);
    const double after_years = share_gone(all, 500, 10000);
    std::printf("gone at return: %.3f within a year, %.3f after 500 days and more (of %zu)\n",
                after_months, after_years, all.size());
    ASSERT_GT(all.size(), 100u);
    EXPECT_GT(after_years, after_months + 0.1);
}

// FAMILY-07  Whoever has left home goes on while there is nothing to eat, and stays where there is;
// whoever has retired retires once.
TEST(Families, go_on_while_they_hunger_and_retire_once)
{
    Alone wife;
    const Day day = day_of(1998, 10);
    wife.life.career.dispersed = true;
    const double hungry = wife.rate(model::family::onward, day);
    EXPECT_GT(hungry, 0);
    wife.state.rations = {};
    EXPECT_LT(wife.rate(model::family::onward, day), hungry / 3);

    std::map<LifeId, int> retired;
    std::set<LifeId> gone;
    for (const Event& event : many_told().of("family.dispersal")) gone.insert(event.who);
    for (const Event& event : many_told().of("labour.retirement"))
        if (gone.contains(event.who)) ++retired[event.who];
    EXPECT_GT(retired.size(), 5u);
    for (const auto& [who, times] : retired) EXPECT_LE(times, 2) << who; // Once more after work.
}

// FAMILY-07  Whoever has gone without a word is reached by no knock and no invitation.
TEST(Families, who_have_gone_are_out_of_reach)
{
    std::size_t gone = 0;
    for (const auto& [who, events] : by_person(many_told())) {
        bool away = false;
        for (const Event& event : events) {
            if (event.rule == number("family.dispersal")) away = true, ++gone;
            if (event.rule == number("family.back_at_house") ||
                event.rule == number("family.homecoming"))
                away = false;
            const bool reached = event.rule == number("family.knock") ||
                                 event.rule == number("family.reunited") ||
                                 event.rule == number("search.looked_for") ||
                                 event.rule == number("family.word_home");
            EXPECT_FALSE(away && reached)
                << who << " by " << model::rule_names()[event.rule] << " on " << event.day.count();
        }
    }
    EXPECT_GT(gone, 50u);
    EXPECT_EQ(
        tell(many_leave_without("FAMILY-07"), {.until = 2000, .one_in = 1000}).tally.dispersals, 0);
}

// FAMILY-08  Whoever has lost the family is likelier to leave again than those who found it.
TEST(Loss, drives_people_out_again)
{
    Alone man;
    man.life.sex = model::Sex::male;
    man.life.career.stage = model::Stage::worker;
    man.exile().crossings = 1;
    const Day day = day_of(1999, 2);
    const double with_family = man.rate(model::border::departure, day);
    man.life.career.lost_family = true;
    EXPECT_GT(man.rate(model::border::departure, day), 1.3 * with_family);

    std::array<double, 2> came{}, left_again{};
    for (const Homecoming& one : homecomings(many_told())) {
        ++came[one.empty];
        for (const Event& event : many_told().life_of(one.who))
            if (event.rule == number("border.departure") && event.day > one.day) {
                ++left_again[one.empty];
                break;
            }
    }
    std::printf("left again: %.3f of %.0f with the family, %.3f of %.0f without\n",
                share(left_again[0], came[0]), came[0], share(left_again[1], came[1]), came[1]);
}

// FAMILY-11  Whoever comes home comes to the county that was left, and the house is known by its
// key for ever.
TEST(House, stays_where_it_was_and_opens_to_its_key)
{
    std::size_t came = 0;
    for (const auto& [who, events] : by_person(many_told())) {
        engine::PlaceId left = engine::nowhere;
        bool dispersed = false;
        for (const Event& event : events) {
            if (event.rule == number("family.dispersal")) dispersed = true;
            if (event.rule == number("border.departure") ||
                event.rule == number("border.come_along"))
                left = event.place;
            const bool home = event.rule == number("family.homecoming") ||
                              event.rule == number("search.back_home");
            if (!home || left == engine::nowhere || dispersed) continue;
            EXPECT_EQ(event.place, left) << who;
            ++came;
        }
    }
    EXPECT_GT(came, 200u);

    model::PlaceState state;
    const auto house = state.open_household(77);
    state.enter(house, day_of(2000));
    EXPECT_EQ(state.find_household(76), house); // Keys are even.
    EXPECT_EQ(state.household_of(76), house) << "a key never names two households";
    for (std::uint64_t key = 1000; key < 3000; key += 2) { // Many come and go.
        const auto passing = state.open_household(key);
        state.enter(passing, day_of(2000));
        if (key % 4 == 0) state.leave(passing, day_of(2000));
    }
    EXPECT_EQ(state.household_of(76), house);
    EXPECT_EQ(state.find_household(1000), model::no_household);
    EXPECT_EQ(state.households[state.find_household(2998)].key, 2998u);
    state.leave(house, day_of(2000));
    EXPECT_EQ(state.find_household(76), model::no_household);
    EXPECT_EQ(state.households[state.open_household(76)].key, 76u);
}

} // namespace counterlife::tests
