// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Work in the South: finding it, what it is and pays, and losing it.
//
// Without a diploma there is menial, factory and service work; an office asks
// for a diploma. In the first years jobs are short, menial, and the hours long.
// What somebody was to the party counts for nothing, and no rule here reads it
// where SOUTH-05 holds.
//
//   SOUTH-02 without a diploma no office
//   SOUTH-04 for the first three years any work at all
//   SOUTH-05 nothing earned for the party counts
//   SOUTH-08 those with kin to find put more aside
//   BEYOND-08 work comes with the years in the South, and hardly to those who
//   came old BEYOND-09 a diploma of two years opens fewer offices
//   data/south/south.csv: hire, hire_factor, hire_years, came_old_age,
//   short_college, work_age, retirement_age, job_end, work, hours, wage_level,
//   wage_factor, wage_per_year, wage_years, saved

#include "model/border/border.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/nation.h"
#include "model/south/details.h"
#include "model/south/numbers.h"
#include "model/south/south.h"

#include <cmath>

namespace counterlife::model::south {

namespace {

using Family = SouthFamily;

constexpr double ten_years = 10; ///< of membership: the unit of the party's capital

bool in_first_years(const Exile& exile, const SouthNumbers::Values& p, Day day) noexcept
{
    return (day - exile.settled).count() < p[Family::first_years] * engine::days_per_year;
}

bool looks_for_work(const Exile& exile) noexcept
{
    return exile.settled != no_day && exile.occupation == Occupation::none;
}

double by_age(double age, const SouthNumbers::Values& p) noexcept
{
    return age < p[Family::work_age]         ? 0.0
           : age < 25                        ? p[Family::hire_young]
           : age < 50                        ? 1.0
           : age < 60                        ? p[Family::hire_late]
           : age < p[Family::retirement_age] ? p[Family::hire_old]
                                             : 0.0;
}

/// BEYOND-08  Work comes with the years here, and hardly to those who were old
/// on settling.
double by_years_here(const View& view, const Exile& exile, engine::Instant at)
{
    if (!view.numbers.claims.on(Claim::beyond_08, at.day)) return 1;
    const auto& p = view.numbers.south.at(at.day);
    const double years = engine::years(at.day - exile.settled);
    const double used_to_it =
        std::lerp(p[Family::hire_new], 1.0, std::min(1.0, years / p[Family::hire_years]));
    const bool came_old = age_here(view, at) - years >= p[Family::came_old_age];
    return used_to_it * (came_old ? p[Family::hire_came_old] : 1.0);
}

Bound hire_ceiling(const View& view, engine::Instant from)
{
    const Exile& exile = exile_of(view);
    if (!looks_for_work(exile)) return {never, no_day};
    const auto& high = view.numbers.south.highest(from.day);
    const double age =
        std::max({1.0, high[Family::hire_young], high[Family::hire_late], high[Family::hire_old]});
    const double years_here = std::max(1.0, high[Family::hire_new]);
    double rate = high[Family::hire] * age * years_here * std::max(1.0, high[Family::hire_harm]) *
                  std::max(1.0, high[Family::hire_came_old]);
    if (view.life.sex == Sex::female) rate *= high[Family::hire_women];
    if (exile.diploma) rate *= high[Family::hire_diploma];
    return {PerYear{rate}, SouthNumbers::until(from.day)};
}

PerYear hire_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (!looks_for_work(exile) || at.day <= exile.since) return never;
    const auto& p = view.numbers.south.at(at.day);
    double rate = p[Family::hire] * by_age(age_here(view, at), p) * by_years_here(view, exile, at) *
                  std::lerp(1.0, p[Family::hire_harm], std::min(1.0, exile.harm / 100.0));
    if (view.life.sex == Sex::female) rate *= p[Family::hire_women];
    if (exile.diploma) rate *= p[Family::hire_diploma];
    return PerYear{rate};
}

constexpr Lot open_without_diploma{.every = 8};
constexpr Lot kind_of_work{.first = 1, .every = 8, .many = 4};

/// SOUTH-02  An office asks for a diploma, but for a share of its jobs.
bool office_open(Act& act, const Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    return exile.diploma || !act.numbers().claims.on(Claim::south_02, act.today()) ||
           act.uniform(open_without_diploma, act.today()) < p[Family::gate_exceptions];
}

/// BEYOND-09  A diploma of two years opens fewer of them.
double weight_of_office(Act& act, const Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    if (!office_open(act, exile)) return 0;
    const bool of_two_years =
        exile.diploma && takes_two_years(act.life(), act.numbers(), act.today());
    return p[Family::office] * (of_two_years ? p[Family::short_office] : 1.0);
}

Occupation choose_work(Act& act, const Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    const std::size_t sex = index_of(act.life().sex);
    const bool any_work = in_first_years(exile, p, act.today()) &&
                          act.numbers().claims.on(Claim::south_04, act.today());
    const double menial = p[Family::menial_men + sex] * (any_work ? p[Family::menial_first] : 1.0);
    const double office = weight_of_office(act, exile);
    constexpr std::array kinds{Occupation::menial, Occupation::factory, Occupation::service,
                               Occupation::office};
    const std::array weights{menial, p[Family::factory_men + sex], p[Family::service_men + sex],
                             office};
    const auto chosen = act.choose(kind_of_work, act.today(), engine::first_numbers(kinds.size()),
                                   [&](std::size_t kind) { return weights[kind]; });
    return kinds[chosen.value_or(0)];
}

ThousandWon pay(Act& act, const Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    const double years_here = engine::years(act.today() - exile.settled);
    const Earner earner{.occupation = exile.occupation,
                        .sex = act.life().sex,
                        .age = age_here(act.view(), act.now()),
                        .years_here = years_here,
                        .years_given = years_given(act.life(), exile)};
    const bool party_counts = !act.numbers().claims.on(Claim::south_05, act.today());
    return ThousandWon{wage_of(earner, p, party_counts)};
}

std::int32_t work_of(const Exile& exile) noexcept
{
    return code_of(WorkDetail{.occupation = exile.occupation,
                              .wage = static_cast<std::int32_t>(std::lround(exile.wage.value()))});
}

void begin_work(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().south.at(act.today());
    const bool hard = in_first_years(exile, p, act.today()) &&
                      act.numbers().claims.on(Claim::south_04, act.today());
    exile.occupation = choose_work(act, exile);
    exile.since = exile.reckoned = act.today();
    exile.wage = pay(act, exile);
    exile.hours = static_cast<std::uint8_t>(p[hard ? Family::hours_first : Family::hours]);
    if (exile.jobs < 255) ++exile.jobs;
    act.note(work_of(exile));
}

Bound job_end_ceiling(const View& view, engine::Instant from)
{
    if (!is_employed(exile_of(view))) return {never, no_day};
    const auto& high = view.numbers.south.highest(from.day);
    return {PerYear{std::max(high[Family::job_end], high[Family::job_end_first])},
            SouthNumbers::until(from.day)};
}

/// SOUTH-04  One short job after another.
PerYear job_end_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (!is_employed(exile) || at.day <= exile.since) return never;
    const auto& p = view.numbers.south.at(at.day);
    const bool short_job = exile.occupation == Occupation::menial &&
                           in_first_years(exile, p, at.day) &&
                           view.numbers.claims.on(Claim::south_04, at.day);
    return PerYear{p[short_job ? Family::job_end_first : Family::job_end]};
}

void end_work(Act& act)
{
    Exile& exile = border::record(act);
    settle_accounts(act, exile);
    act.note(code_of(OfDays{act.today() - exile.since}));
    exile.occupation = Occupation::none;
    exile.wage = {};
    exile.hours = 0;
    exile.since = act.today();
}

Day day_of_retirement(const View& view)
{
    const Exile& exile = exile_of(view);
    if (!is_employed(exile)) return no_day;
    const auto& p = view.numbers.south.at(exile.since);
    return std::max(exile.since + 1, day_of_age_here(view, p[Family::retirement_age]));
}

void retire(Act& act)
{
    end_work(act);
    act.note(code_of(OfAge{whole_years(act.life(), act.today())}));
}

Day day_of_accounts(const View& view)
{
    const Exile& exile = exile_of(view);
    return is_employed(exile) ? exile.reckoned + 365 : no_day;
}

void make_up_accounts(Act& act)
{
    Exile& exile = border::record(act);
    settle_accounts(act, exile);
    exile.wage = pay(act, exile);
    act.note(work_of(exile));
}

std::string work_words(const WorkDetail& detail)
{
    constexpr std::array<std::string_view, 8> work{
        "no work",          "what the centre gives", "menial work", "work in a factory",
        "work in services", "work in an office",     "study",       "work"};
    return put("{}, at {} a month",
               {word_of(work, static_cast<int>(detail.occupation)), won(detail.wage)});
}

std::string tell_hire(const WorkDetail& work, const Telling&)
{
    return "{He} finds " + work_words(work) + ".";
}

constexpr Word hire_words[]{{"hired"}};
constexpr Record hire_record{.parts = parts_of<WorkDetail>,
                             .tell = told_by<tell_hire>,
                             .follows = before::work_in_the_south,
                             .words = hire_words};

constexpr const Rule* before_job_end[]{&hire};
constexpr Record job_end_record{
    .parts = parts_of<OfDays>, .text = "After {span} the job ends.", .follows = before_job_end};

constexpr const Rule* before_retirement[]{&hire};
constexpr Word retirement_words[]{{"retired"}};
constexpr Record retirement_record{.parts = parts_of<OfAge>,
                                   .text = "Aged {n}, {he} stops working.",
                                   .follows = before_retirement,
                                   .words = retirement_words};

std::string tell_accounts(const WorkDetail& work, const Telling&)
{
    return "A year of work is over: debts are paid, the rest is put aside. {He} "
           "now has " +
           work_words(work) + ".";
}

constexpr const Rule* before_accounts[]{&hire};
constexpr Record accounts_record{
    .parts = parts_of<WorkDetail>,
    .tell = told_by<tell_accounts>,
    .follows = before_accounts,
    .several = "works through {n} years, pays debts and puts something aside"};

} // namespace

bool is_employed(const Exile& exile) noexcept
{
    switch (exile.occupation) {
    case Occupation::menial:
    case Occupation::factory:
    case Occupation::service:
    case Occupation::office:
        return true;
    default:
        return false;
    }
}

double wage_of(const Earner& earner, const SouthNumbers::Values& p, bool party_counts) noexcept
{
    const auto kind =
        static_cast<std::size_t>(earner.occupation) - static_cast<std::size_t>(Occupation::menial);
    double wage = p[Family::wage_level] * p[Family::wage_menial + kind];
    if (earner.sex == Sex::female) wage *= p[Family::wage_women];
    if (earner.age >= 50) wage *= p[Family::wage_late];
    const double years = std::clamp(earner.years_here, 0.0, p[Family::wage_years]);
    wage *= 1 + p[Family::wage_per_year] * years;
    if (party_counts) wage *= 1 + p[Family::party_capital] * earner.years_given / ten_years;
    return wage;
}

void settle_accounts(Act& act, Exile& exile)
{
    const auto& p = act.numbers().south.at(act.today());
    const bool for_kin =
        has_kin(act.view()) && act.numbers().claims.on(Claim::south_08, act.today());
    const double share = p[for_kin ? Family::saved_for_kin : Family::saved];
    const double months = is_employed(exile) ? engine::months(act.today() - exile.reckoned) : 0.0;
    const ThousandWon left_over{exile.wage.value() * months * share};
    const ThousandWon repaid = std::min(exile.debt, left_over);
    exile.debt -= repaid;
    exile.saved += left_over - repaid;
    exile.reckoned = act.today();
}

constinit const Rule hire{
    .name = "south.hire",
    .says = "Somebody finds work: menial, in a factory, in services, or with a "
            "diploma in an office.",
    .answers = "SOUTH-02, SOUTH-04, SOUTH-05, BEYOND-08, BEYOND-09",
    .grain = 10,
    .ceiling = hire_ceiling,
    .rate = hire_rate,
    .effect = begin_work,
    .lots = {&open_without_diploma, &kind_of_work},
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &hire_record},
};

constinit const Rule job_end{
    .name = "south.job_end",
    .says = "A job ends, sooner in the first years.",
    .answers = "SOUTH-04",
    .grain = 10,
    .ceiling = job_end_ceiling,
    .rate = job_end_rate,
    .effect = end_work,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &job_end_record},
};

constinit const Rule retirement{
    .name = "south.retirement",
    .says = "People who work in the South retire.",
    .due = day_of_retirement,
    .effect = retire,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &retirement_record},
};

constinit const Rule accounts{
    .name = "south.accounts",
    .says = "After a year of work debts are paid, the rest is put aside, and "
            "the wage is set anew.",
    .answers = "SOUTH-05, SOUTH-08",
    .due = day_of_accounts,
    .effect = make_up_accounts,
    .beside = {.concerns =
                   [](const Situation& who) { return who.stage == Stage::south && who.recorded; },
               .record = &accounts_record},
};

} // namespace counterlife::model::south
