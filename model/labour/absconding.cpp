// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Leaving without leave.
//
// A worker bound by an order may give up everything, job, house and registration, and go home. The
// milder ways are tried first; a great accident may be the last push; what was paid for membership
// holds people back, and so does not knowing of another life.
//
//   LABOUR-11 not in the month after a petition
//   LABOUR-14 job, housing and registration are left behind
//   MINE-03   seeing many die at once may decide it
//   BELIEF-06 people who know of another life leave sooner
//   BELIEF-08 the years given for membership hold back
//   LOOP-02   petition, then illness, then leaving
//   data/labour/policy.csv: absconding, absconding_least, shock_factor, ladder, cooldown;
//   data/belief/belief.csv: attachment, outside; data/household/household.csv: grown_age

#include "model/labour/absconding.h"
#include "engine/elementary.h"
#include "model/belief/belief.h"
#include "model/belief/numbers.h"
#include "model/claims.h"
#include "model/health/health.h"
#include "model/household/household.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/mine/mine.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"
#include "model/security/security.h"
#include "model/spell.h"

namespace counterlife::model::labour {

namespace {

using Family = PolicyFamily;

Bound absconding_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.policy.highest(from.day);
    const double outside = view.numbers.belief.highest(from.day)[BeliefFamily::outside];
    const bool shaken = view.life.career.shaken;
    return {PerYear{high[Family::absconding] * (shaken ? high[Family::shock_factor] : 1) *
                    (1 + outside)},
            PolicyNumbers::until(from.day)};
}

/// LOOP-02  How far the milder ways have been tried.
template <class Given> double ladder_factor(const View& view, Day day, const Given& given)
{
    const Career& career = view.life.career;
    const auto& p = view.numbers.policy.at(day);
    if (!view.numbers.claims.on(Claim::loop_02, day)) return 1;
    const double untried = 1 - p[Family::ladder] * (1 - party::turn_to_money(view.numbers, day));
    return given(Ground::petitioned, career.petitioned ? 1 : untried, untried) *
           given(Ground::pleaded_illness, career.sick_tried ? 1 : untried, untried);
}

template <class Given> double leaving(const View& view, engine::Instant at, const Given& given)
{
    const auto& numbers = view.numbers;
    const Career& career = view.life.career;
    const auto& p = numbers.policy.at(at.day);
    const auto& b = numbers.belief.at(at.day);
    const double discontent = level_of(belief::discontent_of(view, at.day), given);
    const double least = p[Family::absconding_least];
    double rate = p[Family::absconding] * (least + (1 - least) * discontent) *
                  ladder_factor(view, at.day, given);
    const bool shaken = career.shaken && numbers.claims.on(Claim::mine_03, at.day) &&
                        numbers.mine_explosion_shakes(at.day);
    if (shaken) rate *= given(Ground::shock, p[Family::shock_factor], 1);
    if (party::is_member(view.life) && numbers.claims.on(Claim::belief_08, at.day)) {
        const double years = engine::years(at.day - career.enlisted);
        const double turn = party::turn_to_money(numbers, at.day);
        rate *= given(Ground::membership,
                      engine::exponential(-b[BeliefFamily::attachment] * years * (1 - turn)), 1);
    }
    if (numbers.claims.on(Claim::belief_06, at.day))
        rate *= given(Ground::outside, 1 + b[BeliefFamily::outside], 1);
    return rate;
}

PerYear absconding_rate(const View& view, engine::Instant at)
{
    const auto& numbers = view.numbers;
    const Career& career = view.life.career;
    if (!numbers.claims.on(Claim::labour_14, at.day)) return never;
    const double cooldown = numbers.policy.at(at.day)[Family::cooldown];
    const bool endures = career.petitioned && numbers.claims.on(Claim::labour_11, at.day);
    if (endures && at.day < career.tried + engine::days_in_months(cooldown)) return never;
    return PerYear{leaving(view, at, AsItIs{})};
}

void leave(Act& act)
{
    Life& life = act.life();
    Career& career = life.career;
    const Day today = act.today();
    const auto& numbers = act.numbers();
    const bool member = party::is_member(life);
    const PlaceId home = career.home;
    const Weighed<Ground> weighed =
        weigh(grounds, [&](const auto& given) { return leaving(act.view(), act.now(), given); });
    act.note(code_of(AbscondingDetail{.shaken = career.shaken,
                                      .standing = career.standing,
                                      .most = weighed.most,
                                      .next = weighed.next,
                                      .against = weighed.against}));
    Tally& tally = act.place_state().tally;
    ++tally.absconded;
    if (!career.told) ++tally.absconded_early; // Word goes round after about three months.
    leave_work(act);
    enter_stage(act, Stage::absent);
    career.bound = false;
    const auto lag = length_of_spell(act, numbers.party.at(today)[PartyFamily::record_lag]);
    act.send(act.here(), committee_office, party::absence, member ? 1 : 0, act.self(), lag);
    act.send(home, police_office, security::report, 0, act.self(), lag);
    if (home == act.here()) return;
    const std::uint64_t key =
        engine::mix(life.being.id, static_cast<std::uint64_t>(today.count())) & ~std::uint64_t{1};
    const Address there{.id = life.being.id, .slot = engine::no_slot, .place = home};
    if (life.marital == Marital::married) act.send(life.spouse, household::come, key, there);
    const int year = engine::year_of(today);
    const double grown = household::grown_up(act.numbers(), act.today());
    for (const Address& child : act.place_state().kin.list(life.children))
        if (living(child) && year - birth_year(child) < grown)
            act.send(child, household::come, key, there);
    act.place_state().move_out(life, act.today());
    life.own_home = true;
    act.travel(home, flight_home, key);
}

void come_home(Act& act, const Letter& letter)
{
    PlaceState& state = act.place_state();
    Life& life = act.life();
    const HouseholdId household = state.household_of(household::key_of(letter.payload));
    state.move_in(life, household, act.today());
    act.note(code_of(OfPlace{letter.from_place}));
}

std::string tell_absconding(const AbscondingDetail& d, const Telling&)
{
    std::string text = "{He} gives up everything";
    if (d.standing == Standing::member) text += ", the party membership with it,";
    text += " and goes home without leave";
    if (d.shaken) text += ", having seen many die in the pit";
    return text + "." + what_weighed(grounds, {d.most, d.next, d.against});
}

constexpr const Rule* before_absconding[]{&mine::explosion, &refusal, &health::discharge,
                                          &belief::news, &reception};
constexpr Word absconding_words[]{{"left"}};
constexpr Record absconding_record{.parts = parts_of<AbscondingDetail>,
                                   .turns = Turn::absconds,
                                   .tell = told_by<tell_absconding>,
                                   .follows = before_absconding,
                                   .weights = weights_of<AbscondingDetail, grounds>,
                                   .words = absconding_words};

constexpr Word flight_home_words[]{{"fled_home"}};
constexpr Record flight_home_record{
    .parts = parts_of<OfPlace>,
    .text = "{He} arrives at home {in}, without leave, coming {from there}.",
    .words = flight_home_words};

} // namespace

constinit const Rule absconding{
    .name = "labour.absconding",
    .says = "A worker bound by an order gives up everything and goes home without leave.",
    .answers = "LABOUR-11, LABOUR-14, MINE-03, BELIEF-06, BELIEF-08, LOOP-02",
    .grain = 12,
    .ceiling = absconding_ceiling,
    .rate = absconding_rate,
    .effect = leave,
    .lots = {&spell_length},
    .beside = {.concerns = [](const Situation& who) { return who.is_assigned(); },
               .record = &absconding_record},
};

constinit const Rule flight_home{
    .name = "labour.flight_home",
    .says = "Somebody who left an assignment without leave arrives at home.",
    .answers = "LABOUR-14",
    .react = come_home,
    .beside = {.record = &flight_home_record},
};

} // namespace counterlife::model::labour
