// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The army, and what parents have to do with it.

#include "tests/rows/sent.h"

#include "model/army/call_up.h"
#include "model/army/discharge.h"
#include "model/army/training.h"
#include "model/belief/belief.h"
#include "model/belief/numbers.h"
#include "model/party/admission.h"

namespace counterlife::tests {

namespace {

using model::Sex;
using model::Stage;

std::int32_t merit_in(const Event& report)
{
    return model::detail_of<model::army::MeritDetail>(report.detail).merit;
}

double mean_merit(const Told& told)
{
    double sum = 0, all = 0;
    for (const Event& event : told.of("army.training")) sum += merit_in(event), ++all;
    EXPECT_GT(all, 100);
    return sum / all;
}

std::map<LifeId, const Life*> lives(const Told& told)
{
    std::map<LifeId, const Life*> all;
    for (const Person& person : told.people) all[person.life.being.id] = &person.life;
    return all;
}

std::map<LifeId, Event> first_of(const Told& told, std::string_view rule_name)
{
    std::map<LifeId, Event> first;
    for (const Event& event : told.of(rule_name)) first.try_emplace(event.who, event);
    return first;
}

/// A mean over people of the last day of a run.
template <class Of, class Which> double mean_of(const Told& told, const Which& which, const Of& of)
{
    double sum = 0, all = 0;
    for (const Person& person : told.people)
        if (which(person)) sum += of(person), ++all;
    EXPECT_GT(all, 50);
    return sum / all;
}

/// The call-up before a day.
Day call_up_of(Day day)
{
    const int year = engine::year_of(day);
    return day_of(year, 4) < day ? day_of(year, 4) : day_of(year - 1, 4);
}

constexpr Span to_1980{.until = 1980};
const Told& baseline_to_1980()
{
    static const Told told = tell(as_told, to_1980);
    return told;
}

} // namespace

// ARMY-01  Nobody enlists before seventeen, and nearly all at that age.
TEST(Enlistment, is_at_seventeen)
{
    const auto people = lives(baseline_told());
    std::size_t all = 0;
    for (const Event& event : baseline_told().of("army.enlistment")) {
        ++all;
        EXPECT_EQ(model::whole_years(*people.at(event.who), call_up_of(event.day)), 17)
            << event.who;
    }
    EXPECT_GT(all, 2000u);
    const Told later = tell(without_claim("ARMY-01"), {.until = 1965});
    const auto then = lives(later);
    for (const Event& event : later.of("army.enlistment"))
        EXPECT_EQ(model::whole_years(*then.at(event.who), call_up_of(event.day)), 18) << event.who;
}

// ARMY-02  Service ends to the day after its years, and after three where it is short.
TEST(Service, lasts_its_years)
{
    const auto check = [](const Told& told, double from_1972) {
        const auto people = lives(told);
        const auto began = first_of(told, "army.reporting");
        std::size_t men = 0;
        for (const Event& event : told.of("army.discharge")) {
            const Event& start = began.at(event.who);
            if (people.at(event.who)->sex == Sex::female || start.day < day_of(1972)) continue;
            ++men;
            EXPECT_NEAR(engine::years(event.day - start.day), from_1972, 0.03);
        }
        EXPECT_GT(men, 100u);
    };
    check(baseline_told(), 10);
    check(tell(without_claim("ARMY-02"), to_1980), 3);
}

// ARMY-03  Some women serve, fewer where membership opens nothing, and none where they may not.
TEST(Women, serve_for_the_sake_of_membership)
{
    const auto women = [](const Told& told) {
        const auto people = lives(told);
        std::size_t count = 0;
        for (const Event& event : told.of("army.reporting"))
            count += people.at(event.who)->sex == Sex::female;
        return count;
    };
    const std::size_t told = women(baseline_to_1980());
    EXPECT_GT(told, 50u);
    EXPECT_EQ(women(tell(without_claim("ARMY-03"), to_1980)), 0u);
    EXPECT_LT(women(tell({.off = {"PARTY-13", "PARTY-14"}}, to_1980)), told);
}

// ARMY-04  A soldier's unit is the one first reported to, unless transfers are allowed.
TEST(Soldiers, stay_with_their_unit)
{
    const auto moved = [](const Told& told) {
        const auto began = first_of(told, "army.reporting");
        std::size_t count = 0, soldiers = 0;
        for (const Person& person : told.people) {
            if (person.life.career.stage != Stage::soldier || person.died != engine::no_day)
                continue;
            const auto at = began.find(person.life.being.id);
            if (at == began.end()) continue; // Still on the way.
            ++soldiers;
            EXPECT_EQ(at->second.place, person.place);
            count += model::detail_of<model::army::ReportingDetail>(at->second.detail).unit !=
                     person.life.career.unit;
        }
        EXPECT_GT(soldiers, 300u);
        return count;
    };
    EXPECT_EQ(moved(baseline_told()), 0u);
    EXPECT_GT(moved(tell(without_claim("ARMY-04"), to_1980)), 20u);
}

// ARMY-05  Merit never falls, and chores add to it.
TEST(Merit, grows_by_training_and_by_chores)
{
    std::map<LifeId, std::int32_t> last;
    for (const Event& event : baseline_told().of("army.training")) {
        EXPECT_GE(merit_in(event), last[event.who]) << event.who;
        last[event.who] = merit_in(event);
    }
    EXPECT_GT(last.size(), 1000u);
    EXPECT_LT(mean_merit(tell(without_claim("ARMY-05"), to_1980)),
              0.7 * mean_merit(baseline_to_1980()));
}

// ARMY-06  Nearly all who are admitted early have been decorated.
TEST(Awards, come_before_early_admission)
{
    const auto people = lives(baseline_told());
    double early = 0, decorated = 0;
    for (const Event& event : baseline_told().of("party.admission")) {
        const auto how = model::detail_of<model::party::AdmissionDetail>(event.detail);
        if (how.at_work || how.served > 5) continue;
        ++early;
        decorated += people.at(event.who)->career.award != model::Award::none;
    }
    ASSERT_GT(early, 50);
    EXPECT_GT(decorated / early, 0.9);
    for (const Person& person : tell(without_claim("ARMY-06"), {.until = 1970}).people)
        EXPECT_EQ(person.life.career.award, model::Award::none);
}

// ARMY-07  A letter from home raises effort, and without letters merit is less.
TEST(Letters, from_parents_raise_merit)
{
    EXPECT_GT(baseline_told().count("army.heartened"), 1000);
    const Told silent = tell(without_claim("ARMY-07"), to_1980);
    EXPECT_EQ(silent.count("army.heartened"), 0);
    EXPECT_LT(mean_merit(silent), mean_merit(baseline_to_1980()));
}

// ARMY-08, LABOUR-02  Whoever no order sends elsewhere goes back to the county of the call-up.
TEST(Discharge, leads_home)
{
    const auto elsewhere = [](const Told& told) {
        const auto called = first_of(told, "army.enlistment");
        std::pair<std::size_t, std::size_t> away;
        for (const Event& event : told.of("army.homecoming"))
            away.first += called.at(event.who).place != event.place, ++away.second;
        return away;
    };
    const auto told = elsewhere(tell(without_claim("LABOUR-02"), {.until = 1990}));
    EXPECT_GT(told.second, 1000u);
    EXPECT_EQ(told.first, 0u);
    EXPECT_GT(elsewhere(tell(without_claim("ARMY-08"), to_1980)).first, 100u);
}

// ARMY-09  The years of service add no schooling, unless they are made to.
TEST(Service, adds_no_schooling)
{
    const auto veterans = [](const Person& person) {
        return person.life.career.service == model::Service::discharged &&
               person.life.school == model::School::left_school;
    };
    const auto years = [](const Person& person) { return double{1} * person.life.school_years; };
    const double empty = mean_of(baseline_to_1980(), veterans, years);
    const Told schooled = tell(without_claim("ARMY-09"), to_1980);
    EXPECT_GT(mean_of(schooled, veterans, years), empty + 1);
    // The journal tells of the years, or of none.
    const auto learned = [](const Event& discharge) {
        return model::detail_of<model::army::DischargeDetail>(discharge.detail).learned;
    };
    for (const Event& event : baseline_to_1980().of("army.discharge")) EXPECT_EQ(learned(event), 0);
    for (const Event& event : schooled.of("army.discharge")) EXPECT_GT(learned(event), 0);
    const auto others = [](const Person& person) {
        return person.life.career.service == model::Service::civilian &&
               person.life.school == model::School::left_school &&
               person.life.born > day_of(1943) && person.life.born < day_of(1953);
    };
    EXPECT_LT(empty, mean_of(baseline_to_1980(), others, years) + 1);
}

// ARMY-07  Parents write to the children who serve, and to nobody who never did or has long been
// home: a letter about the end of service may take some weeks.
TEST(Letters, go_to_the_children_who_serve)
{
    const auto enlisted = first_of(baseline_told(), "army.enlistment");
    const auto home = first_of(baseline_told(), "army.discharge");
    std::size_t written = 0;
    for (const Event& event : baseline_told().of("army.letter")) {
        const auto since = enlisted.find(event.with);
        ASSERT_TRUE(since != enlisted.end()) << event.with << " never served";
        EXPECT_GT(event.day, since->second.day);
        const auto until = home.find(event.with);
        if (until != home.end()) {
            EXPECT_LE(event.day, until->second.day + 60) << event.with;
        }
        ++written;
    }
    EXPECT_GT(written, 1000u);
}

// FAMILY-01, BELIEF-01  A father's lesson reaches the children of members and veterans, and tells.
TEST(Fathers, hand_on_their_lesson)
{
    EXPECT_GT(baseline_told().count("army.lesson"), 300);
    const Told silent = tell(without_claim("FAMILY-01"), to_1980);
    EXPECT_EQ(silent.count("army.lesson"), 0);
    EXPECT_LT(mean_merit(silent), mean_merit(baseline_to_1980()));
}

// FAMILY-02, BELIEF-02  Admission is a height of devotion, higher where the parents wished for it,
// on the first day, and it settles from then on.
TEST(Admission, brings_pride_that_settles)
{
    EXPECT_GT(baseline_told().count("party.parents_told"), 500);
    const model::Numbers& numbers = baseline();
    Career career;
    career.admitted = day_of(1980, 10, 10);
    const auto after = [&](engine::Days days) {
        return model::belief::devotion(numbers, career, career.admitted + days);
    };
    const auto half = engine::whole_days(
        numbers.belief.at(career.admitted)[model::BeliefFamily::pride_half_life]);
    EXPECT_EQ(after(-1), 0.5);
    const double height = after(0);
    EXPECT_GT(height, 0.6);
    for (engine::Days day; day < 5 * 365; ++day)
        ASSERT_LE(after(day + 1), after(day)) << day.count();
    EXPECT_NEAR(after(half) - 0.5, 0.5 * (height - 0.5), 1e-12);
    EXPECT_LT(after(5 * 365), 0.51);
    career.party_family = true;
    EXPECT_GT(after(0), height);
}

// FAMILY-02, BELIEF-02  That pride is felt in what members do afterwards.
TEST(Pride, changes_lives)
{
    for (const char* claim : {"BELIEF-02", "FAMILY-02"})
        EXPECT_NE(tell(without_claim(claim), to_1980).digest, baseline_to_1980().digest) << claim;
}

// BELIEF-01  Devotion is high at seventeen, and makes for effort.
TEST(Devotion, is_high_at_the_start)
{
    const auto young = [](const Person& person) {
        const int age = model::whole_years(person.life, day_of(1980));
        return person.died == engine::no_day && age >= 17 && age < 20 &&
               person.life.career.stage == Stage::worker;
    };
    const auto devotion = [](const Person& person) {
        return double{1} * person.life.career.devotion;
    };
    EXPECT_GT(mean_of(baseline_to_1980(), young, devotion), 55);
    EXPECT_NEAR(mean_of(tell(without_claim("BELIEF-01"), to_1980), young, devotion), 50, 2);
}

// BELIEF-03  Those sent to a mine lose heart on arrival.
TEST(Devotion, falls_at_the_sight_of_the_place)
{
    const auto on_arrival = [](const Told& told) {
        double sum = 0, all = 0;
        for (const Event& event : told.of("labour.reception")) sum += event.detail & 0xFF, ++all;
        EXPECT_GT(all, 100);
        return sum / all;
    };
    EXPECT_LT(on_arrival(baseline_told()),
              on_arrival(tell(without_claim("BELIEF-03"), {.until = 1990})) - 10);
}

} // namespace counterlife::tests
