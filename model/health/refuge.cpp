// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The hospital as refuge.
//
// A worker bound by an order may plead an ailment that is hard to disprove and lie in hospital for
// months, excused from work and party life. A certificate, which would free for good, is all but
// impossible to get.
//
//   HEALTH-01 a plea of illness gives months away from the pit
//   HEALTH-02 whoever holds a certificate is protected, and need not go back
//   HEALTH-03 it is not given, however long one lies there
//   HEALTH-04 time on the ward is excused
//   LOOP-02   illness is tried after the petition has failed
//   data/health/health.csv

#include "model/health/discharge.h"
#include "model/health/health.h"

#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/health/numbers.h"
#include "model/journal/words.h"
#include "model/labour/grounds.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/nation.h"
#include "model/spell.h"

namespace counterlife::model {

const std::array<Scalar, HealthFamily::count> HealthFamily::table = in_order<HealthFamily::count>({
    {HealthFamily::refuge, "health.refuge", "", "per_year", 0, 20,
     "rate of pleading illness at the highest discontent"},
    {HealthFamily::spell_months, "health.spell_months", "", "months", 0.5, 60,
     "length of a spell on the ward"},
    {HealthFamily::most_months, "health.most_months", "", "months", 0.5, 120,
     "time on wards in all"},
    {HealthFamily::certificate_by_need, "health.certificate_by_need", "", "share", 0, 1,
     "certificates a spell, where they go by need"},
    {HealthFamily::before_petition, "health.before_petition", "", "share", 0, 1,
     "rate of pleading illness before a petition has failed, to after"},
});

namespace health {

namespace {

using Family = HealthFamily;
using labour::Ground;

Bound refuge_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.health.highest(from.day)[Family::refuge]},
            HealthNumbers::until(from.day)};
}

template <class Given> double pleading(const View& view, engine::Instant at, const Given& given)
{
    const auto& numbers = view.numbers;
    const auto& p = numbers.health.at(at.day);
    const bool after = view.life.career.petitioned || !numbers.claims.on(Claim::loop_02, at.day);
    return p[Family::refuge] * labour::level_of(belief::discontent_of(view, at.day), given) *
           given(Ground::petitioned, after ? 1 : p[Family::before_petition],
                 p[Family::before_petition]);
}

PerYear refuge_rate(const View& view, engine::Instant at)
{
    const auto& numbers = view.numbers;
    const Career& career = view.life.career;
    const auto& p = numbers.health.at(at.day);
    if (!numbers.claims.on(Claim::health_01, at.day)) return never;
    if (at.day <= career.stage_since)
        return never; // Nobody is back on the day of leaving the ward.
    const double shortest = 1 - spell_spread(numbers, at.day);
    if (career.ward_days + shortest * p[Family::spell_months] * engine::days_per_month >
        p[Family::most_months] * engine::days_per_month + 1)
        return never;
    const auto cooldown = engine::days_in_months(numbers.policy.at(at.day)[PolicyFamily::cooldown]);
    if (numbers.claims.on(Claim::labour_11, at.day) && at.day < career.tried + cooldown)
        return never;
    return PerYear{pleading(view, at, AsItIs{})};
}

void lie_down(Act& act)
{
    Career& career = act.life().career;
    const Weighed<Ground> weighed = weigh(
        labour::grounds, [&](const auto& given) { return pleading(act.view(), act.now(), given); });
    const auto& p = act.numbers().health.at(act.today());
    const auto days =
        std::min(length_of_spell(act, p[Family::spell_months] * engine::days_per_month),
                 std::max<Days>(1, engine::days_in_months(p[Family::most_months]) -
                                       Days{act.life().career.ward_days}));
    labour::enter_stage(act, Stage::ward);
    career.stage_until = act.today() + days;
    career.ward_days = static_cast<std::uint16_t>(career.ward_days + days.count());
    career.sick_tried = true;
    career.tried = act.today();
    act.note(code_of(labour::RefugeDetail{.on_wards = Days{career.ward_days},
                                          .most = weighed.most,
                                          .next = weighed.next,
                                          .against = weighed.against}));
}

Day end_of_spell(const View& view)
{
    return view.life.career.stage_until;
}

constexpr Lot certified{.every = 1};

void get_up(Act& act)
{
    Career& career = act.life().career;
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const bool withheld = numbers.claims.on(Claim::health_03, today);
    const double chance = withheld ? numbers.claims.exceptions(Claim::health_03, today)
                                   : numbers.health.at(today)[Family::certificate_by_need];
    const bool given =
        act.uniform(certified, today) < chance && numbers.claims.on(Claim::health_02, today);
    act.note(code_of(DischargeDetail{.days = career.ward_days, .certified = given}));
    if (!given) return labour::enter_stage(act, Stage::worker);
    labour::leave_work(act);
    career.certified = true;
    career.bound = false;
    labour::enter_stage(act, Stage::at_home); // Protected: no shift, and no arrest.
}

constexpr const Rule* before_refuge[]{&labour::refusal, &labour::reception};
constexpr Word refuge_words[]{{"hospital"}};
std::string tell_refuge(const labour::RefugeDetail& d, const Telling&)
{
    return put("{He} pleads an ailment and is admitted to hospital, until {he} has spent {} on "
               "wards.",
               {counted(d.on_wards.count(), "day", "days")}) +
           what_weighed(labour::grounds, {d.most, d.next, d.against});
}
constexpr Record refuge_record{.parts = parts_of<labour::RefugeDetail>,
                               .turns = Turn::lies_down,
                               .tell = told_by<tell_refuge>,
                               .follows = before_refuge,
                               .weights = weights_of<labour::RefugeDetail, labour::grounds>,
                               .words = refuge_words};

Turn discharge_turn(const DischargeDetail& d)
{
    return d.certified ? Turn::certified : Turn::gets_up;
}

std::string tell_ward_end(const DischargeDetail& d, const Telling&)
{
    const std::string days = counted(d.days, "day", "days");
    return d.certified ? put("After {} on wards {he} is given a patient's certificate and may stay "
                             "at home.",
                             {days})
                       : put("After {} on wards the excuse is used up, no certificate is given, "
                             "and {he} goes back to work.",
                             {days});
}

constexpr const Rule* before_discharge[]{&refuge};
constexpr Record discharge_record{.parts = parts_of<DischargeDetail>,
                                  .turn = turn_by<discharge_turn>,
                                  .tell = told_by<tell_ward_end>,
                                  .follows = before_discharge};

} // namespace

constinit const Rule refuge{
    .name = "health.refuge",
    .says = "A worker bound by an order pleads an ailment and spends months in hospital.",
    .answers = "HEALTH-01, HEALTH-04, LOOP-02",
    .grain = 11,
    .ceiling = refuge_ceiling,
    .rate = refuge_rate,
    .effect = lie_down,
    .lots = {&spell_length},
    .beside = {.concerns = [](const Situation& who) { return who.is_assigned(); },
               .record = &refuge_record},
};

constinit const Rule discharge{
    .name = "health.discharge",
    .says =
        "The months on the ward end, and with them the excuse; a certificate is hardly ever given.",
    .answers = "HEALTH-02, HEALTH-03",
    .due = end_of_spell,
    .effect = get_up,
    .lots = {&certified},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::ward; },
               .record = &discharge_record},
};

} // namespace health
} // namespace counterlife::model
