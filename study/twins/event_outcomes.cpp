// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/twins/event_outcomes.h"

#include "model/army/army.h"
#include "model/border/border.h"
#include "model/border/crossing.h"
#include "model/border/far_bank.h"
#include "model/china/china.h"
#include "model/china/farm.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/labour/labour.h"
#include "model/mine/explosion.h"
#include "model/mine/mine.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/route/route.h"
#include "model/search/search.h"
#include "model/security/agent.h"
#include "model/security/interrogation.h"
#include "model/south/south.h"
#include "study/input/rules.h"

#include <cmath>

namespace counterlife::study::twins::event_outcomes {
namespace {

using engine::days_per_year;
using engine::no_day;
using model::detail_of;
using model::Phase;
using model::border::CrossingDetail, model::border::FarBankDetail, model::border::Reception;
using model::china::Outcome, model::china::ReckoningDetail;
using model::security::ConfessionDetail, model::security::CustodyDeathDetail;
using model::security::CustodyStepDetail, model::security::VisitDetail;
using Event = engine::Event;

float years_since(engine::Day since, const Event& event)
{
    return static_cast<float>(engine::years(event.day - since));
}

/// Only the first of its kind is marked.
void mark_first(Reading& r, const Event& event)
{
    if (r.mark == no_day) r.mark = event.day;
}

/// The same, and from now on it is asked whether something follows.
void await(Reading& r, const Event& event)
{
    mark_first(r, event);
    if (std::isnan(r.value)) r.value = 0;
}

/// From the first event of one rule to the next of another.
void read_years_between(Reading& r, std::size_t rule, const Event& event)
{
    if (rule == 0)
        mark_first(r, event);
    else if (r.mark != no_day && std::isnan(r.value))
        r.value = years_since(r.mark, event);
}

constexpr std::array<const model::Rule*, 6> custody{
    &model::border::crossing,     &model::security::visit,        &model::security::handed_over,
    &model::security::confession, &model::security::custody_step, &model::security::custody_death};
enum Custody : std::size_t { crossing, visit, handed_over, confession, step, death };

/// What somebody is sorted to, leaves behind, or dies in.
Phase phase_in(std::size_t rule, const Event& event)
{
    switch (rule) {
    case confession:
        return detail_of<ConfessionDetail>(event.detail).next;
    case step:
        return detail_of<CustodyStepDetail>(event.detail).left;
    default:
        return detail_of<CustodyDeathDetail>(event.detail).phase;
    }
}

/// Whether the event of a rule of `custody` begins it.
bool begins_custody(std::size_t rule, const Event& event)
{
    switch (rule) {
    case crossing:
        return detail_of<CrossingDetail>(event.detail).caught;
    case visit:
        return detail_of<VisitDetail>(event.detail).detained;
    case handed_over:
        return true;
    default:
        return false;
    }
}

/// Adds the months of every phase that ends. Detention by the agency ends with the confession;
/// after a quick release there is a step out of no phase at all.
template <bool counts(Phase)> void add_months(Reading& r, std::size_t rule, const Event& event)
{
    if (begins_custody(rule, event)) {
        r.mark = event.day;
        return;
    }
    if (rule < confession || r.mark == no_day) return;
    const Phase left = rule == confession ? Phase::agency : phase_in(rule, event);
    if (counts(left)) r.value += static_cast<float>(engine::months(event.day - r.mark));
    r.mark = rule == death ? no_day : event.day;
}

bool any_phase(Phase)
{
    return true;
}

template <Phase only> bool is_phase(Phase phase)
{
    return phase == only;
}

template <Phase where> void read_held_in(Reading& r, std::size_t rule, const Event& event)
{
    if (rule >= confession && phase_in(rule, event) == where) r.value = 1;
}

bool is_drowned(const Event& event)
{
    return detail_of<CrossingDetail>(event.detail).drowned;
}
bool is_frozen(const Event& event)
{
    return detail_of<FarBankDetail>(event.detail).reception == Reception::frozen;
}

void read_detained(Reading& r, std::size_t rule, const Event& event)
{
    if (begins_custody(rule, event)) r.value = 1;
}

} // namespace

constinit const EventOutcome custody_months{custody, add_months<any_phase>};
constinit const EventOutcome camp_months{custody, add_months<is_phase<Phase::camp>>};
constinit const EventOutcome prison_months{custody, add_months<is_phase<Phase::prison>>};
constinit const EventOutcome held_in_camp{custody, read_held_in<Phase::camp>};
constinit const EventOutcome held_in_prison{custody, read_held_in<Phase::prison>};
constinit const EventOutcome detained{custody, read_detained};

constinit const EventOutcome died_in_river{{&model::border::crossing, &model::border::far_bank},
                                           [](Reading& r, std::size_t rule, const Event& event) {
                                               if (rule == 0 ? is_drowned(event) : is_frozen(event))
                                                   r.value = 1;
                                           }};

constinit const EventOutcome crossed_within_three{
    {&model::labour::absconding, &model::border::far_bank},
    [](Reading& r, std::size_t rule, const Event& event) {
        if (rule == 0)
            await(r, event);
        else if (r.mark != no_day && years_since(r.mark, event) < 3)
            r.value = 1;
    }};

constinit const EventOutcome years_to_crossing{
    {&model::labour::absconding, &model::border::far_bank}, read_years_between};

constinit const EventOutcome crossed_again{
    {&model::security::custody_step, &model::border::far_bank},
    [](Reading& r, std::size_t rule, const Event& event) {
        if (rule == 0)
            await(r, event);
        else if (r.mark != no_day)
            r.value = 1;
    }};

constinit const EventOutcome paid_in_full{
    {&model::china::reckoning}, [](Reading& r, std::size_t, const Event& event) {
        const auto reckoning = detail_of<ReckoningDetail>(event.detail);
        if (reckoning.settled()) r.value = reckoning.outcome == Outcome::in_full ? 1 : 0;
    }};

constinit const EventOutcome wage_received{
    {&model::china::reckoning}, [](Reading& r, std::size_t, const Event& event) {
        const auto reckoning = detail_of<ReckoningDetail>(event.detail);
        if (!reckoning.settled()) return;
        const auto sum = static_cast<float>(reckoning.sum);
        r.value = std::isnan(r.value) ? sum : r.value + sum;
    }};

constinit const EventOutcome family_at_home{{&model::family::reunited, &model::family::empty_house},
                                            [](Reading& r, std::size_t rule, const Event&) {
                                                if (std::isnan(r.value))
                                                    r.value = rule == 0 ? 1 : 0;
                                            }};

constinit const EventOutcome first_stay{
    {&model::border::way_back, &model::security::handed_over, &model::route::contact},
    [](Reading& r, std::size_t, const Event& event) { mark_first(r, event); }};

constinit const EventOutcome first_crossing{
    {&model::border::far_bank},
    [](Reading& r, std::size_t, const Event& event) { await(r, event); }};

constinit const EventOutcome small_child_at_crossing{
    {&model::person::maternity, &model::person::fatherhood, &model::border::far_bank},
    [](Reading& r, std::size_t rule, const Event& event) {
        constexpr std::size_t far_bank = 2;
        if (!std::isnan(r.value)) return; // Only the first crossing counts.
        if (rule != far_bank)
            r.mark = event.day;
        else
            r.value = r.mark != no_day && years_since(r.mark, event) <
                                              model::border::small_child(r.numbers, event.day)
                          ? 1
                          : 0;
    }};

constinit const EventOutcome years_adrift{{&model::food::adrift, &model::search::fetched},
                                          read_years_between};

constinit const EventOutcome years_to_answer{{&model::south::arrival, &model::search::answer},
                                             read_years_between};

constinit const EventOutcome received_by_order{
    {&model::labour::reception},
    [](Reading& r, std::size_t, const Event& event) { await(r, event); }};

constinit const EventOutcome died_in_mine{
    {&model::mine::accident, &model::mine::explosion},
    [](Reading& r, std::size_t rule, const Event& event) {
        if (rule == 0 || model::detail_of<model::mine::ExplosionDetail>(event.detail).killed)
            r.value = 1;
    }};

constinit const EventOutcome early_admission{
    {&model::party::admission, &model::army::discharge},
    [](Reading& r, std::size_t rule, const Event& event) {
        if (rule == 0)
            mark_first(r, event);
        else
            r.value = r.mark != no_day && years_since(r.mark, event) > 1 ? 1 : 0;
    }};

} // namespace counterlife::study::twins::event_outcomes
