// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The search for the lost: on the road, in the camps' books, from the South.

#include "tests/rows/apart.h"

#include "model/search/details.h"
#include "model/search/numbers.h"
#include "model/search/search.h"

#include <cmath>
#include <cstdio>

namespace counterlife::tests {

namespace {

/// One search: from setting out until home, found or cut short.
struct Search {
    Event out;
    std::vector<Event> stops;
    const char* end = "on the road"; ///< as the run ends
    Day ended;
    bool found = false;
};

std::vector<Search> searches(const Told& told)
{
    std::vector<Search> all;
    for (const auto& [who, events] : by_person(told)) {
        std::optional<Search> one;
        const auto close = [&](const char* how, Day day) {
            one->end = how, one->ended = day;
            all.push_back(*one);
            one.reset();
        };
        for (const Event& event : events) {
            const bool again = event.rule == number("search.rumour");
            if (event.rule == number("search.setting_out")) one = Search{.out = event};
            if (!one && !again && event.rule == number("search.stop"))
                one = Search{.out = event}; // Set out again on what friends told.
            if (!one) continue;
            if (event.rule == number("search.stop")) one->stops.push_back(event);
            if (event.rule == number("search.found")) one->found = true;
            if (event.rule == number("search.back_home"))
                close("home", event.day);
            else if (event.rule == number("person.death") ||
                     event.rule == number("food.starvation"))
                close("dead", event.day);
        }
        if (one) all.push_back(*one);
    }
    return all;
}

} // namespace

// SEARCH-01  An empty house sends people out within days, to at least one station and one camp,
// and they end at home, or dead on the way.
TEST(Search, starts_at_once_and_ends_at_home)
{
    std::map<LifeId, std::set<Day>> out; // Some come home to an empty house more than once.
    for (const Event& event : many_told().of("search.setting_out"))
        out[event.who].insert(event.day);
    double empty = 0, soon = 0;
    for (const Event& event : many_told().of("family.empty_house")) {
        if (event.day > day_of(2005, 11)) continue;
        ++empty;
        const auto next = out[event.who].lower_bound(event.day);
        soon += next != out[event.who].end() && *next - event.day <= 3;
    }
    ASSERT_GT(empty, 30);
    EXPECT_GT(share(soon, empty), 0.9);

    double home = 0, found = 0, stops = 0, days = 0, all = 0;
    for (const Search& one : searches(many_told())) {
        if (std::string_view{one.end} == "on the road") continue;
        ++all;
        found += one.found;
        stops += static_cast<double>(one.stops.size());
        days += (one.ended - one.out.day).count();
        home += std::string_view{one.end} == "home";
        if (std::string_view{one.end} == "home") {
            EXPECT_GE(one.stops.size(), 1u) << one.out.who;
        }
    }
    std::printf("searches ended: %.0f, home %.3f, found %.3f, stops %.1f, days %.0f\n", all,
                share(home, all), share(found, all), share(stops, all), share(days, all));
    EXPECT_GT(share(home, all), 0.9);
    EXPECT_GT(many_told().count("search.book"), 20);
    EXPECT_EQ(tell(many_leave_without("SEARCH-01"), {.until = 2002, .one_in = 1000}).tally.searches,
              0);
}

// SEARCH-02  What friends say is late, sometimes wrong, and for some names two places far apart.
TEST(Sightings, are_late_sometimes_wrong_and_do_not_agree)
{
    double seen = 0, wrong = 0, lag = 0, told = 0;
    std::map<LifeId, std::set<std::int32_t>> places;
    for (const Event& event : many_told().of("search.seen"))
        ++seen, wrong += event.detail != event.place;
    for (const Event& event : many_told().of("search.sighting")) {
        ++told;
        lag += (event.day - event.cause.day).count();
        places[event.with].insert(event.detail);
    }
    ASSERT_GT(seen, 100);
    const double error = baseline().search.at(day_of(2000))[model::SearchFamily::error];
    EXPECT_NEAR(share(wrong, seen), error, 4 * std::sqrt(error * (1 - error) / seen) + 0.05);
    EXPECT_GT(share(lag, told), 30);
    const auto disagree = std::count_if(places.begin(), places.end(),
                                        [](const auto& one) { return one.second.size() > 1; });
    EXPECT_GT(disagree, 10);
    std::int64_t asked_two = 0;
    for (const Event& event : many_told().of("search.setting_out"))
        asked_two += model::detail_of<model::search::PlacesTold>(event.detail).places == 2;
    EXPECT_GT(asked_two, 0);
    EXPECT_EQ(
        tell(many_leave_without("SEARCH-02"), {.until = 2000, .one_in = 1000}).count("search.seen"),
        0);
}

// SEARCH-03  Two people meet only where both are, in the days that the searcher is there.
TEST(Stations, are_where_people_meet)
{
    const Told told = tell_of_many(many_leave_with("search.meeting", 1));
    std::map<LifeId, std::vector<Event>> stops;
    for (const Event& event : told.of("search.stop")) stops[event.who].push_back(event);
    std::size_t met = 0;
    const double days = baseline().search.at(day_of(2000))[model::SearchFamily::stop_days];
    for (const Event& event : told.of("search.passing")) {
        ++met;
        const auto& his = stops[event.with];
        EXPECT_TRUE(std::any_of(his.begin(), his.end(), [&](const Event& stop) {
            return stop.place == event.place && event.day >= stop.day &&
                   (event.day - stop.day).count() < days;
        })) << event.who;
    }
    ASSERT_GT(met, 5u);
    EXPECT_GE(static_cast<std::int64_t>(met), many_told().count("search.passing"));
    EXPECT_EQ(tell(many_leave_without("SEARCH-03"), {.until = 2002, .one_in = 1000})
                  .count("search.passing"),
              0);
}

// SEARCH-04  A child of three cannot be picked out; the older the likelier, the more children in
// the book the less; entries with names would change that.
TEST(CampBooks, do_not_tell_a_small_child_from_the_others)
{
    auto p = baseline().search.at(day_of(2000));
    const auto match = [&](double age, double n) { return model::search::match(p, age, n); };
    EXPECT_EQ(match(3, 100), 0);
    for (double age = 4; age < 12; ++age) EXPECT_GE(match(age + 1, 100), match(age, 100));
    EXPECT_GT(match(9, 10), match(9, 1000));
    EXPECT_LT(match(12, 5000), 0.1);
    p[model::SearchFamily::entry_quality] = 0.9;
    EXPECT_GT(match(3, 5000), 0.89);

    const Change named = many_leave_with("search.entry_quality", 1);
    const Told better = tell_of_many(named);
    std::set<LifeId> gathered;
    for (const Event& event : better.of("food.gathering")) gathered.insert(event.who);
    std::int64_t picked = 0;
    for (const Event& event : better.of("search.book")) {
        const auto page = model::detail_of<model::search::BookDetail>(event.detail).page;
        if (page != model::search::Page::picked_out) continue;
        ++picked;
        EXPECT_TRUE(gathered.contains(event.with)) << event.with;
    }
    std::printf("children picked out: %lld with names, %lld without; books asked %lld\n",
                static_cast<long long>(picked),
                static_cast<long long>(many_told().count("search.child_found")),
                static_cast<long long>(many_told().count("search.book")));
    EXPECT_GE(better.count("search.child_found"), many_told().count("search.child_found"));
}

// SEARCH-05  Nobody searches in custody; where nobody loses heart, searches last longer.
TEST(Search, rests_in_custody_and_ends_with_the_heart)
{
    for (const auto& [who, events] : by_person(many_told())) {
        bool held = false;
        for (const Event& event : events) {
            if (event.rule == number("security.handed_over")) held = true;
            if (is_release(event)) held = false;
            const bool searching =
                event.rule == number("search.stop") || event.rule == number("search.setting_out") ||
                event.rule == number("search.next_stop") || event.rule == number("search.rumour");
            EXPECT_FALSE(held && searching) << who << " on " << event.day.count();
        }
    }
    const auto days = [](const Told& told) {
        double sum = 0, all = 0;
        for (const Event& event : told.of("search.back_home")) ++all, sum += event.detail;
        return share(sum, all);
    };
    EXPECT_GT(days(tell_of_many(many_leave_without("SEARCH-05"))), days(many_told()) + 10);
}

// SEARCH-05, SECURITY-12  Whoever friends avoid hears nothing of them.
TEST(Sightings, are_not_told_to_those_whom_friends_avoid)
{
    std::set<LifeId> shunned;
    for (const Person& person : many_told().people)
        if (person.life.career.shunned) shunned.insert(person.life.being.id);
    std::map<LifeId, Day> released;
    for (const Event& event : many_told().of("security.custody_step"))
        if (is_release(event)) released.try_emplace(event.who, event.day);
    for (const Event& event : many_told().of("search.rumour")) {
        const auto at = released.find(event.who);
        const bool avoided = shunned.contains(event.who) && at != released.end();
        EXPECT_FALSE(avoided && event.day > at->second + 60) << event.who;
    }
}

// SEARCH-06  Those in the South with somebody in the North pay for looks; a yes comes only from
// somebody who was found at home, and most looks bring none.
TEST(PaidLooks, answer_only_where_somebody_is_at_home)
{
    Alone man;
    man.life.career.stage = model::Stage::south;
    man.exile().arrived = day_of(2001);
    man.exile().home = 0;
    man.exile().crossed = man.exile().last_seen = day_of(2000);
    const Day day = day_of(2002);
    EXPECT_GT(man.rate(model::search::paid_look, day), 0);
    EXPECT_EQ(man.rate(model::search::paid_look, day_of(2001, 2)), 0); // Not settled yet.
    man.exile().alone = false;
    EXPECT_EQ(man.rate(model::search::paid_look, day), 0);
    man.exile().alone = true;
    man.life.marital = model::Marital::widowed;
    EXPECT_EQ(man.rate(model::search::paid_look, day), 0);

    std::map<LifeId, std::vector<Event>> opened;
    for (const Event& event : many_told().of("search.looked_for"))
        opened[event.with].push_back(event);
    for (const Event& event : many_told().of("search.answer")) {
        EXPECT_FALSE(opened[event.who].empty());
        EXPECT_EQ(event.cause.rule, number("search.looked_for"));
    }
    std::set<LifeId> answered; // FAMILY-09  Whoever is found alive is sent for.
    for (const Event& event : many_told().of("search.answer")) answered.insert(event.who);
    for (const Event& event : many_told().of("route.called"))
        if (event.cause.rule == number("search.answer")) {
            EXPECT_TRUE(answered.contains(event.cause.who)) << event.who;
        }
    const auto looks = many_told().count("search.paid_look");
    const auto answers = many_told().count("search.answer");
    std::printf("paid looks %lld, answers %lld, called %lld\n", static_cast<long long>(looks),
                static_cast<long long>(answers),
                static_cast<long long>(many_told().count("route.called")));
    EXPECT_GT(looks, 0);
    EXPECT_LE(answers, looks);
}

// SEARCH-07  The more of the lost come back to the house, the more find each other there.
TEST(House, is_where_the_lost_come_back_to)
{
    const auto together = [](const Told& told) {
        std::int64_t all = 0;
        for (const Event& event : told.of("family.knock"))
            all += event.cause.rule == number("family.back_at_house");
        return all + told.count("search.looked_for");
    };
    const Told often = tell_of_many(many_leave_with("family.return_to_house", 1.0));
    const Told never = tell_of_many(many_leave_without("SEARCH-07"));
    EXPECT_EQ(never.count("family.return_to_house"), 0);
    EXPECT_GT(often.count("family.back_at_house"), 2 * many_told().count("family.back_at_house"));
    EXPECT_GE(together(often), together(never)); // Few at this scale.
}

// SEARCH-08  Hope falls from year to year, is below one half after eight, and never nought.
TEST(Hope, fades_and_never_ends)
{
    const auto& p = baseline().search.at(day_of(2005));
    double before = model::search::belief(p, 0);
    EXPECT_EQ(before, 1);
    for (int years = 1; years <= 60; ++years) {
        const double now = model::search::belief(p, years);
        EXPECT_LT(now, before);
        EXPECT_GT(now, 0);
        before = now;
    }
    EXPECT_GT(model::search::belief(p, 6), 0.5);
    EXPECT_LT(model::search::belief(p, 8), 0.5);
}

// SEARCH-08  Nobody who is missing is taken for dead: no word of a death comes without a meeting.
TEST(Missing, are_never_taken_for_dead)
{
    std::size_t lost = 0;
    for (const auto& [who, events] : by_person(many_told())) {
        LifeId missing = engine::nobody;
        for (const Event& event : events) {
            if (event.rule == number("family.empty_house")) missing = event.with, ++lost;
            if (event.rule == number("family.reunited") || event.rule == number("search.found") ||
                event.rule == number("search.answer") || event.rule == number("family.knock"))
                missing = engine::nobody;
            const bool dead =
                event.rule == number("person.bereavement") || event.rule == number("family.news");
            // But whoever pays a go-between learns what the neighbours know.
            const bool asked = event.cause.rule == number("search.death_told") ||
                               event.cause.rule == number("south.undelivered") ||
                               event.cause.rule == number("south.unfetched");
            EXPECT_FALSE(dead && !asked && missing != engine::nobody && event.with == missing)
                << who;
        }
    }
    EXPECT_GT(lost, 30u);
}

} // namespace counterlife::tests
