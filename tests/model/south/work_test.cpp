// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Work in the South: how soon, which, for how long, and what is left of the wage.

#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"
#include "tests/model/south/settled.h"

#include <gtest/gtest.h>

#include <set>

namespace counterlife::model::south {
namespace {

using engine::day_of;
using Named = std::vector<std::pair<std::string, double>>;

constexpr Day today = day_of(2012, 6, 1);

Given with(const Named& numbers, std::vector<std::string> off = {})
{
    return in_seoul({.numbers = numbers, .off = std::move(off)});
}

const Named hiring{{"south.hire", 2},
                   {"south.work_age", 15},
                   {"south.hire_factor/women", 0.5},
                   {"south.hire_factor/15-24", 0.25},
                   {"south.hire_factor/50-59", 0.75},
                   {"south.hire_factor/60+", 0.125},
                   {"south.hire_factor/harmed", 0.4},
                   {"south.hire_factor/diploma", 1.5},
                   {"south.hire_factor/new", 1},
                   {"south.hire_factor/came_old", 1}};

TEST(Hire, has_a_rate_by_age_to_the_day)
{
    Alone one{with(hiring)};
    settled(one, today - 1);
    const auto rate_if_born = [&](Day born) {
        one.life().born = born;
        return (one.rate(hire, today));
    };
    EXPECT_EQ(rate_if_born(day_of(1997, 6, 2)), 0);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1997, 6, 1)), 0.5);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1987, 6, 2)), 0.5);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1987, 6, 1)), 2);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1962, 6, 2)), 2);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1962, 6, 1)), 1.5);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1952, 6, 2)), 1.5);
    EXPECT_DOUBLE_EQ(rate_if_born(day_of(1952, 6, 1)), 0.25);
}

TEST(Hire, BEYOND_08_comes_with_the_years_and_hardly_to_who_came_old)
{
    Named numbers = hiring;
    numbers.insert(numbers.end(), {{"south.hire_factor/new", 0.5},
                                   {"south.hire_factor/came_old", 0.25},
                                   {"south.hire_years", 8},
                                   {"south.came_old_age", 45}});
    for (const bool told : {true, false}) {
        Alone one{with(numbers,
                       told ? std::vector<std::string>{} : std::vector<std::string>{"BEYOND-08"})};
        one.life().born = day_of(1975, 6, 1);
        settled(one, today - 4 * 365 - 1);
        EXPECT_NEAR((one.rate(hire, today)), told ? 1.5 : 2, 0.001) << "half of the years";
        one.life().born = day_of(1965, 6, 1);
        settled(one, today - 1);
        EXPECT_NEAR((one.rate(hire, today)), told ? 0.25 : 2, 0.001) << "46 on settling";
    }
}

TEST(Hire, is_slower_for_women_and_the_harmed_and_faster_with_a_diploma)
{
    Alone one{with(hiring)};
    one.life().born = day_of(1975, 6, 1);
    Exile& exile = settled(one, today - 1);
    const auto rate = [&] { return (one.rate(hire, today)); };
    one.life().sex = Sex::female;
    EXPECT_DOUBLE_EQ(rate(), 1);
    one.life().sex = Sex::male;
    exile.diploma = true;
    EXPECT_DOUBLE_EQ(rate(), 3);
    exile.diploma = false;
    exile.harm = 50;
    EXPECT_DOUBLE_EQ(rate(), 1.4);
    exile.harm = 100;
    EXPECT_DOUBLE_EQ(rate(), 0.8);
    exile.harm = 200;
    EXPECT_DOUBLE_EQ(rate(), 0.8) << "more than all is all";
}

TEST(Hire, comes_to_those_who_have_settled_and_do_nothing_else)
{
    Alone one{with(hiring)};
    one.life().born = day_of(1975, 6, 1);
    Exile& exile = settled(one, today);
    for (const Occupation other :
         {Occupation::centre, Occupation::menial, Occupation::office, Occupation::student}) {
        exile.occupation = other;
        EXPECT_EQ(one.rate(hire, today), 0);
        EXPECT_EQ(one.ceiling(hire, today).until, no_day);
    }
    exile.occupation = Occupation::none;
    exile.settled = no_day;
    EXPECT_EQ(one.rate(hire, today), 0);
}

TEST(Hire, takes_the_grown_for_as_old_as_a_scenario_says)
{
    Named numbers = hiring;
    numbers.emplace_back("south.arrival_age", 48);
    numbers.emplace_back("south.school_age", 19);
    Alone one{with(numbers)};
    one.life().born = day_of(1980, 6, 1);
    Exile& exile = settled(one, today - 1);
    exile.arrived = day_of(2011, 6, 1);
    EXPECT_DOUBLE_EQ((one.rate(hire, today)), 2) << "forty-nine";
    exile.arrived = day_of(2010, 5, 1);
    EXPECT_DOUBLE_EQ((one.rate(hire, today)), 1.5) << "fifty";
    one.life().born = day_of(1992, 1, 1);
    EXPECT_DOUBLE_EQ((one.rate(hire, today)), 0.5) << "who came as a child is as old as that";
}

/// What somebody of that number finds, if only these kinds are to be had.
Occupation found(const Named& numbers, bool diploma = false, Sex sex = Sex::male,
                 std::vector<std::string> off = {})
{
    Named all{{"south.work/menial/M", 0}, {"south.work/factory/M", 0}, {"south.work/service/M", 0},
              {"south.work/menial/F", 0}, {"south.work/factory/F", 0}, {"south.work/service/F", 0},
              {"south.work/office", 0}};
    all.insert(all.end(), numbers.begin(), numbers.end());
    Alone one{with(all, std::move(off))};
    settled(one, today).diploma = diploma;
    one.life().sex = sex;
    const Deed deed = one.does(hire, today);
    EXPECT_EQ(detail_of<WorkDetail>(deed.event().detail).occupation, deed.exile->occupation);
    return deed.exile->occupation;
}

TEST(Hire, leads_to_the_kinds_of_work_that_there_are_for_men_and_for_women)
{
    EXPECT_EQ(found({{"south.work/factory/M", 1}}), Occupation::factory);
    EXPECT_EQ(found({{"south.work/service/M", 1}}), Occupation::service);
    EXPECT_EQ(found({{"south.work/menial/M", 1}, {"south.work/service/F", 1}}), Occupation::menial);
    EXPECT_EQ(found({{"south.work/menial/M", 1}, {"south.work/service/F", 1}}, false, Sex::female),
              Occupation::service);
    EXPECT_EQ(found({{"south.work/menial/M", 1}, {"south.work/factory/F", 1}}, false, Sex::female),
              Occupation::factory);
}

TEST(Hire, SOUTH_02_asks_for_a_diploma_in_an_office)
{
    const Named office{{"south.work/office", 1}, {"south.gate_exceptions", 0}};
    EXPECT_EQ(found(office), Occupation::menial);
    EXPECT_EQ(found(office, true), Occupation::office);
    EXPECT_EQ(found(office, false, Sex::male, {"SOUTH-02"}), Occupation::office);
    EXPECT_EQ(found({{"south.work/office", 1}, {"south.gate_exceptions", 1}}), Occupation::office);
}

TEST(Hire, BEYOND_09_finds_no_office_with_a_diploma_of_two_years_where_it_weighs_nothing)
{
    const auto with_share = [](double share, double weight, std::vector<std::string> off = {}) {
        return found({{"south.work/office", 1},
                      {"south.work/menial/M", 1e-9},
                      {"south.gate_exceptions", 0},
                      {"south.short_college/share", share},
                      {"south.short_college/office", weight}},
                     true, Sex::male, std::move(off));
    };
    EXPECT_EQ(with_share(1, 0), Occupation::menial);
    EXPECT_EQ(with_share(0, 0), Occupation::office) << "of four years";
    EXPECT_EQ(with_share(1, 1), Occupation::office);
    EXPECT_EQ(with_share(1, 0, {"BEYOND-09"}), Occupation::office);
}

/// How many of a hundred find menial work on a day, where it is weighed like work in a factory but
/// fifty times heavier in the first three years.
int menial(Day day, std::vector<std::string> off = {})
{
    const Given given = with({{"south.work/menial/M", 1},
                              {"south.work/factory/M", 1},
                              {"south.work/service/M", 0},
                              {"south.first_years", 3},
                              {"south.menial_first", 50}},
                             std::move(off));
    int count = 0;
    for (std::uint32_t number = 0; number < 100; ++number) {
        Alone one{given};
        one.life().being.id += number;
        settled(one, day_of(2009, 6, 1));
        count += one.does(hire, day).exile->occupation == Occupation::menial;
    }
    return count;
}

TEST(Hire, SOUTH_04_is_to_any_work_at_all_for_three_years)
{
    EXPECT_GT(menial(day_of(2009, 6, 1) + 1095), 90);
    EXPECT_LT(menial(day_of(2009, 6, 1) + 1096), 70);
    EXPECT_GT(menial(day_of(2009, 6, 1) + 1096), 30);
    EXPECT_LT(menial(day_of(2009, 6, 1) + 1095, {"SOUTH-04"}), 70);
}

TEST(Hire, asks_a_lot_of_its_own_each_day)
{
    const Given given = with({{"south.work/menial/M", 1}, {"south.work/factory/M", 1}});
    std::set<Occupation> kinds;
    for (const Day day : {today, today + 1, today + 2, today + 3, today + 4, today + 5, today + 6,
                          today + 7, today + 8, today + 9}) {
        Alone one{given};
        settled(one, day_of(2005, 1, 1));
        kinds.insert(one.does(hire, day).exile->occupation);
    }
    EXPECT_GT(kinds.size(), 1u);
}

TEST(Hire, SOUTH_04_begins_with_long_hours)
{
    const Named hours{
        {"south.hours/first", 56}, {"south.hours/later", 47}, {"south.first_years", 3}};
    const auto hours_on = [&](Day day, std::vector<std::string> off = {}) {
        Alone one{with(hours, std::move(off))};
        settled(one, day_of(2009, 6, 1));
        return one.does(hire, day).exile->hours;
    };
    EXPECT_EQ(hours_on(day_of(2009, 6, 1) + 1095), 56);
    EXPECT_EQ(hours_on(day_of(2009, 6, 1) + 1096), 47);
    EXPECT_EQ(hours_on(day_of(2009, 6, 1) + 1095, {"SOUTH-04"}), 47);
}

TEST(Hire, counts_the_jobs_and_begins_to_reckon)
{
    for (const int jobs : {4, 255}) {
        Alone one{in_seoul()};
        Exile& exile = settled(one, today - 500);
        exile.jobs = static_cast<std::uint8_t>(jobs);
        const Deed deed = one.does(hire, today);
        EXPECT_EQ(deed.exile->jobs, jobs == 4 ? 5 : 255);
        EXPECT_EQ(deed.exile->since, today);
        EXPECT_EQ(deed.exile->reckoned, today);
    }
}

const Named wages{{"south.wage_level", 1000},         {"south.wage_factor/menial", 0.5},
                  {"south.wage_factor/factory", 0.6}, {"south.wage_factor/service", 0.7},
                  {"south.wage_factor/office", 2},    {"south.wage_factor/women", 0.8},
                  {"south.wage_factor/50+", 0.9},     {"south.wage_per_year", 0.1},
                  {"south.wage_years", 10},           {"south.party_capital", 0.2}};

TEST(Wage, follows_the_work_sex_age_and_years_here)
{
    const Alone one{with(wages)};
    const auto& p = one.numbers().south.at(today);
    const auto wage = [&](const Earner& earner, bool party = false) {
        return wage_of(earner, p, party);
    };
    const auto menial = Occupation::menial;
    EXPECT_DOUBLE_EQ(wage({.occupation = menial}), 500);
    EXPECT_DOUBLE_EQ(wage({.occupation = Occupation::factory}), 600);
    EXPECT_DOUBLE_EQ(wage({.occupation = Occupation::service}), 700);
    EXPECT_DOUBLE_EQ(wage({.occupation = Occupation::office}), 2000);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .sex = Sex::female}), 400);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .age = 49.999}), 500);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .age = 50}), 450);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .years_here = 3}), 650);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .years_here = 12}), 1000) << "ten years at most";
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .years_here = -1}), 500);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .years_given = 5}), 500);
    EXPECT_DOUBLE_EQ(wage({.occupation = menial, .years_given = 5}, true), 550);
}

TEST(Wage, SOUTH_05_counts_nothing_that_was_given_to_the_party)
{
    for (const bool told : {true, false}) {
        Named numbers = wages;
        numbers.insert(numbers.end(), {{"south.work/factory/M", 0}, {"south.work/service/M", 0}});
        Alone one{with(numbers,
                       told ? std::vector<std::string>{} : std::vector<std::string>{"SOUTH-05"})};
        one.life().born = day_of(1972, 1, 1);
        one.life().career.admitted = day_of(1990, 1, 1);
        settled(one, today).first_crossed = day_of(2010, 1, 1);
        const Deed deed = one.does(hire, today);
        EXPECT_NEAR(deed.exile->wage.value(), told ? 500 : 700, 0.1);
        EXPECT_EQ(detail_of<WorkDetail>(deed.event().detail).wage, told ? 500 : 700);
    }
}

TEST(JobEnd, SOUTH_04_is_sooner_in_menial_work_of_the_first_years)
{
    const Named ends{
        {"south.job_end/later", 0.5}, {"south.job_end/first", 1.5}, {"south.first_years", 3}};
    Alone one{with(ends)};
    Exile& exile = settled(one, day_of(2009, 6, 1));
    const auto rate = [&](Day day) { return (one.rate(job_end, day)); };
    exile.occupation = Occupation::menial;
    EXPECT_DOUBLE_EQ(rate(day_of(2009, 6, 1) + 1095), 1.5);
    EXPECT_DOUBLE_EQ(rate(day_of(2009, 6, 1) + 1096), 0.5);
    for (const Occupation other : {Occupation::factory, Occupation::service, Occupation::office}) {
        exile.occupation = other;
        EXPECT_DOUBLE_EQ(rate(day_of(2009, 7, 1)), 0.5);
    }
    for (const Occupation none : {Occupation::none, Occupation::centre, Occupation::student}) {
        exile.occupation = none;
        EXPECT_EQ(rate(day_of(2009, 7, 1)), 0);
        EXPECT_EQ(one.ceiling(job_end, today).until, no_day);
    }
    Alone off{with(ends, {"SOUTH-04"})};
    settled(off, day_of(2009, 6, 1)).occupation = Occupation::menial;
    EXPECT_DOUBLE_EQ((off.rate(job_end, day_of(2009, 7, 1))), 0.5);
}

/// Somebody at work who has not reckoned for 365 days, in which ten months' worth of this wage
/// makes one a day.
Exile& a_year_at_work(Alone& one)
{
    Exile& exile = settled(one, today - 500);
    exile.occupation = Occupation::factory;
    exile.reckoned = today - 365;
    exile.wage = ThousandWon{304.36875};
    exile.hours = 47;
    return exile;
}
const Named savings{{"south.saved/alone", 0.1}, {"south.saved/kin", 0.3}};

TEST(JobEnd, pays_debts_from_a_tenth_of_the_wage_and_puts_the_rest_aside)
{
    for (const double debt : {0, 100, 1000}) {
        Alone one{with(savings)};
        Exile& exile = a_year_at_work(one);
        exile.debt = ThousandWon{debt};
        exile.saved = ThousandWon{50};
        const Deed deed = one.does(job_end, today);
        EXPECT_NEAR(deed.exile->saved.value(), 50 + std::max(0.0, 365 - debt), 0.01);
        EXPECT_NEAR(deed.exile->debt.value(), std::max(0.0, debt - 365), 0.01);
        EXPECT_EQ(deed.exile->reckoned, today);
    }
}

TEST(JobEnd, SOUTH_08_finds_more_put_aside_with_kin_in_the_North)
{
    for (const bool told : {true, false}) {
        Alone one{with(savings,
                       told ? std::vector<std::string>{} : std::vector<std::string>{"SOUTH-08"})};
        a_year_at_work(one);
        one.life().mother = one.other(1);
        EXPECT_NEAR(one.does(job_end, today).exile->saved.value(), told ? 1095 : 365, 0.01);
    }
}

TEST(JobEnd, leaves_somebody_without_work_and_wage)
{
    Alone one{in_seoul()};
    a_year_at_work(one);
    const Deed deed = one.does(job_end, today);
    EXPECT_EQ(deed.exile->occupation, Occupation::none);
    EXPECT_EQ(deed.exile->wage.value(), 0);
    EXPECT_EQ(deed.exile->hours, 0);
    EXPECT_EQ(deed.exile->since, today);
    EXPECT_TRUE(detail_of<OfDays>(deed.event().detail).days == 500);
}

TEST(Accounts, are_made_up_after_a_year_of_work)
{
    Alone one{in_seoul()};
    Exile& exile = a_year_at_work(one);
    exile.reckoned = today - 20;
    for (const Occupation work :
         {Occupation::menial, Occupation::factory, Occupation::service, Occupation::office}) {
        exile.occupation = work;
        EXPECT_EQ(one.due(accounts), today + 345);
    }
    for (const Occupation none : {Occupation::none, Occupation::centre, Occupation::student}) {
        exile.occupation = none;
        EXPECT_EQ(one.due(accounts), no_day);
    }
}

TEST(Accounts, save_by_the_old_wage_and_set_it_anew)
{
    Named numbers = wages;
    numbers.insert(numbers.end(), savings.begin(), savings.end());
    Alone one{with(numbers)};
    one.life().born = day_of(1972, 1, 1);
    a_year_at_work(one).settled = day_of(2007, 6, 1);
    const Deed deed = one.does(accounts, today);
    EXPECT_NEAR(deed.exile->saved.value(), 365, 0.01);
    EXPECT_NEAR(deed.exile->wage.value(), 900, 0.5) << "five years, a tenth more for each";
    EXPECT_EQ(deed.exile->reckoned, today);
    const auto told = detail_of<WorkDetail>(deed.event().detail);
    EXPECT_EQ(told.occupation, Occupation::factory);
    EXPECT_EQ(told.wage, 900);
}

TEST(Retirement, comes_to_those_at_work_at_its_age_and_settles_the_accounts)
{
    Alone one{with({{"south.retirement_age", 72}, {"south.saved", 1}})};
    one.life().born = day_of(1940, 5, 1);
    Exile& exile = settled(one, today - 365);
    EXPECT_EQ(one.due(retirement), no_day) << "who has no work";
    exile.occupation = Occupation::service;
    exile.wage = ThousandWon{1000};
    EXPECT_EQ(one.due(retirement), day_of(2012, 5, 1));
    const Deed deed = one.does(retirement, today);
    EXPECT_EQ(deed.exile->occupation, Occupation::none);
    EXPECT_GT(deed.exile->saved, ThousandWon{11000});
    EXPECT_EQ(detail_of<OfAge>(deed.event().detail).years, 72);
}

TEST(Hire, comes_to_nobody_past_the_age_of_retirement)
{
    for (const int born : {1941, 1930, 1924}) {
        Alone one{with({{"south.retirement_age", 72}, {"south.hire", 2}})};
        settled(one, today - 1);
        one.life().born = day_of(born);
        EXPECT_EQ(one.rate(hire, today) > 0, born == 1941) << born;
    }
}

TEST(Hire, is_not_on_the_day_of_settling)
{
    Alone one{with(hiring)};
    settled(one, today);
    one.life().born = day_of(1975);
    EXPECT_EQ(one.rate(hire, today), 0);
    EXPECT_GT(one.rate(hire, today + 1), 0);
}

TEST(JobEnd, is_not_on_the_first_day)
{
    Alone one{with({{"south.job_end/later", 0.5}})};
    Exile& exile = settled(one, day_of(2009, 6, 1));
    exile.occupation = Occupation::office;
    exile.since = today;
    EXPECT_EQ(one.rate(job_end, today), 0);
    EXPECT_DOUBLE_EQ((one.rate(job_end, today + 1)), 0.5);
}

} // namespace
} // namespace counterlife::model::south
