// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The South: school and college, work and pay, kin, regret, and no way back.

#include "study/study.h"
#include "tests/rows/river.h"
#include "tests/rows/sent.h"

#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"
#include "study/figures/parts_of_rates.h"
#include "study/nation/exile_counts.h"

#include <cmath>

namespace counterlife::tests {

namespace {

using model::Occupation;
using Family = model::SouthFamily;

/// So many leave and come through that one life in four hundred tells of the South.
Change many_come(std::vector<std::string> off = {})
{
    return {.off = std::move(off),
            .numbers = {{"border.departure", 0.4},
                        {"route.resolve", 3},
                        {"route.broker", 8},
                        {"route.word_spreads", 50},
                        {"south.send_for", 0.4},
                        {"china.arrest", 0.1}},
            .men_factor = 1};
}

constexpr Span told_until{.until = 2014, .one_in = 400};

const Told& as_told_here()
{
    static const Told told = tell(many_come(), told_until);
    return told;
}

/// Claims off that do not touch one another's tests.
const Told& unbarred()
{
    static const Told told = tell(many_come({"SOUTH-01", "SOUTH-02", "SOUTH-04", "SOUTH-05",
                                             "SOUTH-06", "SOUTH-09", "FAMILY-09", "ROUTE-05"}),
                                  told_until);
    return told;
}
const Told& schooled_in_full()
{
    static const Told told =
        tell(many_come({"SOUTH-03", "SOUTH-08", "BELIEF-09", "PARTY-01"}), told_until);
    return told;
}

/// Somebody's life in the South.
struct Settler {
    const Person* person = nullptr;
    Day settled = engine::no_day;
    double school = 0; ///< years that count
    std::vector<Event> events;

    const Life& life() const { return person->life; }
    double age(Day day) const { return engine::years(day - life().born); }
    double years_here(Day day) const { return engine::years(day - settled); }
    bool was_member() const { return life().career.admitted != engine::no_day; }
    std::vector<Event> of(std::string_view rule_name) const
    {
        std::vector<Event> result;
        for (const Event& event : events)
            if (event.rule == number(rule_name)) result.push_back(event);
        return result;
    }
};

std::vector<Settler> settlers(const Told& told)
{
    const auto people = people_by_id(told);
    std::map<LifeId, Settler> by_id;
    for (const Event& event : told.events) {
        if (event.who < engine::first_life_id) continue;
        if (event.rule == number("south.settling")) {
            const auto [one, first] = by_id.try_emplace(event.who);
            if (first)
                one->second = {
                    people.at(event.who),
                    event.day,
                    model::detail_of<model::south::SettlingDetail>(event.detail).schooling / 100.0,
                    {}};
        }
        const auto one = by_id.find(event.who);
        if (one != by_id.end()) one->second.events.push_back(event);
    }
    std::vector<Settler> result;
    result.reserve(by_id.size());
    for (auto& [id, one] : by_id) result.push_back(std::move(one));
    return result;
}

struct Job {
    Occupation kind;
    int wage;
};
Job job_of(const Event& event)
{
    const auto work = model::detail_of<model::south::WorkDetail>(event.detail);
    return {work.occupation, work.wage};
}

} // namespace

// ROUTE-05  Whoever has arrived never comes home.
TEST(South, lets_nobody_go_back)
{
    const auto all = settlers(as_told_here());
    ASSERT_GT(all.size(), 100u);
    for (const Settler& one : all) {
        EXPECT_TRUE(one.of("south.going_back").empty());
        EXPECT_TRUE(one.of("family.homecoming").empty());
        EXPECT_TRUE(one.of("border.departure").empty());
    }
    EXPECT_GT(unbarred().count("south.going_back"), 0);
}

// ROUTE-05  The way ends in a centre: twelve weeks lie between landing and a town, from 1999 on.
TEST(South, begins_with_three_months_in_a_centre)
{
    const double spread = as_given("south.centre_spread");
    std::map<LifeId, Day> landed;
    std::size_t timed = 0;
    for (const Event& event : as_told_here().events) {
        if (event.rule == number("south.arrival")) landed[event.who] = event.day;
        if (event.rule != number("south.leaving")) continue;
        const Day from = landed.at(event.who);
        if (from < day_of(2000)) continue;
        EXPECT_NEAR((event.day - from).count(), 84, 84 * spread + 1);
        ++timed;
    }
    EXPECT_GT(timed, 100u);
}

// SOUTH-01  Fewer begin to study with age, and nobody at 43; without the bar some do.
TEST(College, is_for_the_young)
{
    std::array<double, 2> old{};
    std::size_t begun = 0;
    for (const Settler& one : settlers(as_told_here()))
        for (const Event& event : one.of("south.college")) {
            EXPECT_LT(one.age(event.day), 43.01);
            ++begun;
        }
    for (const Settler& one : settlers(unbarred()))
        for (const Event& event : one.of("south.college")) old[1] += event.detail >= 43;
    EXPECT_GT(begun, 10u);
    EXPECT_GT(old[1], 3);
    const auto& p = baseline().south.at(day_of(2003));
    EXPECT_EQ(model::south::study_by_age(20, p), 1);
    EXPECT_GT(model::south::study_by_age(28, p), model::south::study_by_age(35, p));
    EXPECT_EQ(model::south::study_by_age(43, p), 0);
}

// SOUTH-01, BELIEF-09  Age is what the South takes it to be: one's own, or for the grown the one
// that a scenario gives, and the years since. Children stay children.
TEST(Age, may_be_given_to_all_who_arrive_grown)
{
    const auto told_for = numbers_with({.numbers = {{"south.arrival_age", 23}}});
    const engine::Instant at{.day = day_of(2008, 1, 1), .fraction = 0};
    const auto here = [&](const model::Numbers& numbers, Day born) {
        model::PlaceState state;
        Life life;
        life.born = born;
        life.exile = state.exiles.add(model::Exile{});
        state.exiles[life.exile].arrived = day_of(2003, 1, 1);
        return model::south::age_here({life, state, numbers}, at);
    };
    EXPECT_NEAR(here(baseline(), day_of(1960, 1, 1)), 48, 0.01);
    EXPECT_NEAR(here(*told_for, day_of(1960, 1, 1)), 28, 0.01);
    EXPECT_NEAR(here(*told_for, day_of(1993, 1, 1)), 15, 0.01);
}

// SOUTH-03  Half of the Northern years count; were all of them to, more would study.
TEST(Schooling, counts_for_half)
{
    const auto half = settlers(as_told_here()), full = settlers(schooled_in_full());
    for (const Settler& one : half) EXPECT_LE(one.school, 0.5 * one.life().school_years + 0.01);
    double years = 0;
    for (const Settler& one : full) {
        EXPECT_LE(one.school, one.life().school_years + 0.01) << "and years of study here";
        years += one.school;
    }
    EXPECT_GT(years, 0);
    const auto rate = [](const Told& told, std::size_t people) {
        return share(static_cast<double>(told.count("south.college")), static_cast<double>(people));
    };
    EXPECT_GT(rate(schooled_in_full(), full.size()), 1.3 * rate(as_told_here(), half.size()));
}

// SOUTH-02  No office without a diploma, and with one some offices.
TEST(Offices, ask_for_a_diploma)
{
    std::size_t jobs = 0, with_diploma = 0, offices_unbarred = 0;
    for (const Settler& one : settlers(as_told_here())) {
        bool diploma = false;
        for (const Event& event : one.events) {
            if (event.rule == number("south.school_end"))
                diploma = diploma ||
                          model::detail_of<model::south::SchoolEndDetail>(event.detail).diploma;
            if (event.rule != number("south.hire")) continue;
            ++jobs;
            with_diploma += diploma && job_of(event).kind == Occupation::office;
            EXPECT_TRUE(diploma || job_of(event).kind != Occupation::office);
        }
    }
    for (const Event& event : unbarred().of("south.hire"))
        offices_unbarred += job_of(event).kind == Occupation::office;
    EXPECT_GT(jobs, 200u);
    EXPECT_GT(with_diploma, 0u);
    EXPECT_GT(offices_unbarred, 50u);
}

// SOUTH-04  The first three years are of short and menial jobs.
TEST(Work, of_the_first_three_years_is_menial_and_short)
{
    std::array<double, 2> jobs{}, menial{};
    for (const Settler& one : settlers(as_told_here()))
        for (const Event& event : one.of("south.hire")) {
            const bool later = one.years_here(event.day) >= 3;
            ++jobs[later];
            menial[later] += job_of(event).kind == Occupation::menial;
        }
    ASSERT_GT(jobs[1], 50);
    EXPECT_GT(share(menial[0], jobs[0]), 1.4 * share(menial[1], jobs[1]));

    // Of the jobs begun in those years, those that end within one.
    const auto short_jobs = [](const Told& told) {
        double begun = 0, ended = 0;
        for (const Settler& one : settlers(told)) {
            Day hired = engine::no_day;
            for (const Event& event : one.events) {
                if (event.rule == number("south.hire") && one.years_here(event.day) < 2)
                    hired = event.day, ++begun;
                if (event.rule != number("south.job_end")) continue;
                ended += hired != engine::no_day && event.day - hired < 365;
                hired = engine::no_day;
            }
        }
        return share(ended, begun);
    };
    EXPECT_GT(short_jobs(as_told_here()), 1.2 * short_jobs(unbarred()));
}

// SOUTH-05, PARTY-01  Every wage is what it would be of somebody who was never a member.
TEST(Wages, know_nothing_of_the_party)
{
    const auto off_by = [](const Told& told) {
        std::size_t of_members = 0, other = 0;
        for (const Settler& one : settlers(told))
            for (const Event& event : one.of("south.hire")) {
                if (event.day < one.settled || std::abs(one.age(event.day) - 50) < 0.1) continue;
                const double wage = model::south::wage_of({.occupation = job_of(event).kind,
                                                           .sex = one.life().sex,
                                                           .age = one.age(event.day),
                                                           .years_here = one.years_here(event.day)},
                                                          baseline().south.at(event.day), false);
                if (!one.was_member()) continue;
                ++of_members;
                other += std::abs(wage - job_of(event).wage) > 1.5;
            }
        EXPECT_GT(of_members, 20u);
        return other;
    };
    EXPECT_EQ(off_by(as_told_here()), 0u);
    EXPECT_GT(off_by(unbarred()), 10u);
}

// SOUTH-06, BELIEF-09  The tenth of October, every year, to former members only; the more the more
// years were given, and the older they came.
TEST(Regret, comes_to_former_members_on_the_tenth_of_october)
{
    std::size_t members = 0;
    std::array<double, 2> by_years{}, n_years{}, by_age{}, n_age{};
    for (const Settler& one : settlers(as_told_here())) {
        const auto days = one.of("south.anniversary");
        if (!one.was_member()) {
            EXPECT_TRUE(days.empty());
            continue;
        }
        ++members;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const int year = engine::year_of(days[i].day);
            EXPECT_EQ(days[i].day, engine::day_of(year, 10, 10));
            if (i > 0) {
                EXPECT_EQ(year, engine::year_of(days[i - 1].day) + 1);
            }
        }
        if (days.empty()) continue;
        const double given = engine::years(one.settled - one.life().career.admitted);
        by_years[given > 10] += days.front().detail, ++n_years[given > 10];
        if (given > 10) continue; // Beyond, the scale ends.
        const bool old = one.age(one.settled) >= 40;
        by_age[old] += days.front().detail / std::max(1.0, given), ++n_age[old];
    }
    ASSERT_GT(members, 20u);
    EXPECT_GT(share(by_years[1], n_years[1]), share(by_years[0], n_years[0]));
    ASSERT_GT(n_age[0], 3);
    ASSERT_GT(n_age[1], 3);
    EXPECT_GT(share(by_age[1], n_age[1]), share(by_age[0], n_age[0]));
    EXPECT_EQ(unbarred().count("south.anniversary"), 0);

    const auto mean = [](const Told& told) {
        double sum = 0, n = 0;
        for (const Event& event : told.of("south.anniversary")) sum += event.detail, ++n;
        return share(sum, n);
    };
    EXPECT_GT(mean(as_told_here()), 2 * mean(schooled_in_full())); // BELIEF-09 is off there.
}

// SOUTH-07, PARTY-01  A family in the party helps nobody to a college, unless the rule is off; and
// everybody may pick a party.
TEST(Study, is_open_whatever_the_family_was)
{
    const auto rates = [](const Told& told) {
        std::array<double, 2> years{}, begun{};
        for (const Settler& one : settlers(told)) {
            if (one.age(one.settled) < 19 || one.age(one.settled) > 35) continue;
            ++years[one.life().career.party_family];
            begun[one.life().career.party_family] += !one.of("south.college").empty();
        }
        return std::pair{share(begun[0], years[0]), years[0]};
    };
    const Told closed = tell(many_come({"SOUTH-07"}), told_until);
    const auto [open_rate, open_people] = rates(as_told_here());
    const auto [closed_rate, closed_people] = rates(closed);
    ASSERT_GT(open_people, 50);
    ASSERT_GT(closed_people, 50);
    EXPECT_GT(open_rate, 1.3 * closed_rate);
    EXPECT_GT(as_told_here().count("south.party_choice"), 100);
    EXPECT_EQ(schooled_in_full().count("south.party_choice"), 0);
}

// SOUTH-08, FAMILY-09  Those with kin save, send money and send for them; some of those come.
TEST(Kin, are_sent_money_and_sent_for)
{
    const Told& told = as_told_here();
    EXPECT_GT(told.count("south.remittance"), 50);
    EXPECT_GT(told.count("south.sending_for"), 10);
    EXPECT_EQ(unbarred().count("south.sending_for"), 0);
    std::set<LifeId> called;
    std::size_t came = 0;
    for (const Event& event : told.events) {
        if (event.rule == number("route.called")) called.insert(event.who);
        if (event.rule == number("south.arrival")) came += called.contains(event.who);
    }
    EXPECT_GT(came, 0u);
    const auto per_head = [](const Told& one) {
        return share(static_cast<double>(one.count("south.sending_for")),
                     static_cast<double>(one.count("south.settling")));
    };
    EXPECT_GT(per_head(told), per_head(schooled_in_full())); // SOUTH-08 is off there.
}

// SOUTH-09  One look across, of those who served; of nobody else.
TEST(Lookout, is_visited_once_by_former_soldiers)
{
    std::size_t visits = 0;
    for (const Settler& one : settlers(as_told_here())) {
        const std::size_t n = one.of("south.lookout").size();
        visits += n;
        EXPECT_LE(n, one.life().career.enlisted == engine::no_day ? 0u : 1u);
        const bool long_enough = one.settled < day_of(2013) && one.person->died == engine::no_day;
        if (long_enough && one.life().career.enlisted != engine::no_day) {
            EXPECT_EQ(n, 1u);
        }
    }
    EXPECT_GT(visits, 10u);
    EXPECT_EQ(unbarred().count("south.lookout"), 0);
}

// SOUTH-04, SOUTH-08  What surveys ask of work and money sent is worked out of the counts of two
// new years' days.
TEST(Surveys, are_answered_from_the_counts)
{
    std::vector<study::SeriesRow> rows;
    const auto put = [&](int year, const char* measure, double value, const char* sex = "all") {
        rows.push_back({.year = static_cast<std::int16_t>(year),
                        .measure = measure,
                        .level = "nation",
                        .place = "nation",
                        .sex = sex,
                        .age = -1,
                        .status = {},
                        .value = value,
                        .unit = "persons"});
    };
    for (const int year : {2010, 2011}) {
        put(year, "crossings", 1, "male");
        put(year, "settled_in_the_south", year == 2010 ? 90 : 110);
        put(year, "employed_in_the_south", year == 2010 ? 30 : 50);
        put(year, "wages_in_the_south", year == 2010 ? 30000 : 50000);
        put(year, "settled_who_sent_money", year == 2010 ? 40 : 60);
    }
    std::map<std::string, double> made;
    for (const study::SeriesRow& row : study::exile_rates(study::SeriesTable{rows}, 400))
        made[row.measure.str()] = row.value;
    EXPECT_DOUBLE_EQ(made.at("employment_rate_in_the_south"), 0.4);
    EXPECT_DOUBLE_EQ(made.at("mean_monthly_wage_in_the_south"), 1e6);
    EXPECT_DOUBLE_EQ(made.at("ever_sent_money_home"), 0.5);
}

} // namespace counterlife::tests
