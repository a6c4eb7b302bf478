// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Beyond the testimony: work and study in the South, in a nation of which many come there.

#include "tests/rows/river.h"

#include "model/south/details.h"

#include <optional>

namespace counterlife::tests {

namespace {

using model::Occupation;

/// Many leave, come through and study.
const Told& many_settle(bool with)
{
    const auto told = [](std::vector<std::string> off) {
        return tell({.off = std::move(off),
                     .numbers = {{"border.departure", 0.4},
                                 {"route.resolve", 3},
                                 {"route.broker", 8},
                                 {"route.word_spreads", 50},
                                 {"china.arrest", 0.1},
                                 {"south.study", 1},
                                 {"south.study_age/to", 60}}},
                    {.until = 2014});
    };
    static const Told here = told({}), off = told({"BEYOND-08", "BEYOND-09"});
    return with ? here : off;
}

/// Somebody's first years in the South.
struct Start {
    double age = 0;                    ///< on settling
    std::optional<std::int64_t> works; ///< days until the first work
};
std::vector<Start> starts(const Told& told)
{
    const auto people = people_by_id(told);
    std::map<LifeId, std::pair<Day, Start>> all;
    for (const Event& event : told.events) {
        if (event.rule == number("south.settling") && event.day < day_of(2011)) {
            const double age = engine::years(event.day - people.at(event.who)->life.born);
            all.try_emplace(event.who, event.day, Start{age, {}});
        }
        const auto one = all.find(event.who);
        if (one != all.end() && event.rule == number("south.hire") && !one->second.second.works)
            one->second.second.works = (event.day - one->second.first).count();
    }
    std::vector<Start> found;
    for (const auto& [id, one] : all) found.push_back(one.second);
    return found;
}

/// Of those who settle between two ages, those who have had work within so many days.
double worked_within(const Told& told, double from, double until, int days)
{
    double all = 0, worked = 0;
    for (const Start& one : starts(told)) {
        if (one.age < from || one.age >= until) continue;
        ++all;
        worked += one.works && *one.works <= days;
    }
    EXPECT_GT(all, 15);
    return worked / all;
}

/// Those with a diploma, and their jobs, by whether it took less than three years.
struct Graduates {
    double all = 0, jobs = 0, offices = 0;
    double in_offices() const { return share(offices, jobs); }
};
std::array<Graduates, 2> graduates(const Told& told)
{
    std::array<Graduates, 2> found;
    std::map<LifeId, Day> begun;
    std::map<LifeId, bool> is_short;
    for (const Event& event : told.events) {
        if (event.rule == number("south.college")) begun[event.who] = event.day;
        if (event.rule == number("south.school_end") &&
            model::detail_of<model::south::SchoolEndDetail>(event.detail).diploma) {
            const bool quick = event.day - begun.at(event.who) < 3 * 365;
            is_short[event.who] = quick;
            ++found[quick].all;
        }
        const auto one = is_short.find(event.who);
        if (event.rule != number("south.hire") || one == is_short.end()) continue;
        ++found[one->second].jobs;
        found[one->second].offices +=
            model::detail_of<model::south::WorkDetail>(event.detail).occupation ==
            Occupation::office;
    }
    return found;
}

} // namespace

// BEYOND-08  Fewer find work in the first months, and hardly any who were old when they came.
TEST(Settled, find_work_with_the_years)
{
    const Told &with = many_settle(true), &off = many_settle(false);
    EXPECT_LT(worked_within(with, 25, 50, 120), 0.8 * worked_within(off, 25, 50, 120));
    EXPECT_LT(worked_within(with, 55, 60, 1000), 0.6 * worked_within(off, 55, 60, 1000));
}

// BEYOND-09  Some finish in two years, and fewer of their jobs are in offices; off, all take four.
TEST(Settled, take_two_years_or_four)
{
    const auto with = graduates(many_settle(true)), off = graduates(many_settle(false));
    const double all = with[0].all + with[1].all, given = as_given("south.short_college", "share");
    ASSERT_GT(with[1].jobs, 50);
    EXPECT_GT(with[1].all, given * all);
    EXPECT_LT(with[1].in_offices(), 0.8 * with[0].in_offices());
    EXPECT_EQ(off[1].all, 0);
    EXPECT_GT(off[0].all, 50);
}

} // namespace counterlife::tests
