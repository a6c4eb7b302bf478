// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Making up one's mind to cross the river.
//
// Hunger, the watch, the label, friends who keep away and the loss of the family push; devotion,
// membership and a small child hold back; distance, the season and the guards decide who can think
// of it. Whoever goes buries the certificate, tells the family the day before, and mostly goes
// alone.
//
//   BORDER-01 people leave when hope is spent, and the watch is the last push
//   BORDER-02 crossing begins in a county on the river; others must get there first
//   BORDER-03 some study the bank from a hill for a day
//   BORDER-04 leaving follows the season
//   BORDER-08 after punishment, label and loneliness people cross again
//   FOOD-03   there is rice on the other side
//   FAMILY-03 whoever does not know the road goes alone; a small child holds back
//   FAMILY-04 and promises to come back
//   FAMILY-08 grief and solitude drive people out again
//   SECURITY-10 the oath does not deter
//   SECURITY-11 the label pushes
//   SECURITY-12 and so do friends who keep away
//   ROUTE-01  the first time people go to earn, after loss and punishment for good
//   BELIEF-06 knowing of another life makes people leave sooner
//   BELIEF-07 the certificate is buried the day before
//   LOOP-05   watching and punishing push as well as deter
//   BEYOND-03 sent back, many cross again for the South
//   BEYOND-04 brokers lead women across
//   BEYOND-06 guards can be paid
//   data/border/border.csv; data/household/household.csv: grown_age

#include "model/border/departure.h"

#include "model/belief/numbers.h"
#include "model/border/border.h"
#include "model/border/brokers.h"
#include "model/border/nearness.h"
#include "model/border/numbers.h"
#include "model/border/setting_out.h"
#include "model/china/numbers.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/food/food.h"
#include "model/food/numbers.h"
#include "model/household/household.h"
#include "model/journal/weighed.h"
#include "model/labour/labour.h"
#include "model/marriage/marriage.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/person/pregnancy.h"
#include "model/places/map.h"
#include "model/route/route.h"
#include "model/school/school.h"
#include "model/search/search.h"
#include "model/security/custody.h"
#include "model/security/security.h"
#include "model/spell.h"

namespace counterlife::model::border {

namespace {

using Family = BorderFamily;

constexpr PerYear at_most = engine::once_a_day; ///< whatever the pushes: one decision a day

enum Draw : std::uint32_t { buries, scouts, jointly, aims, draws };
constexpr Lot each_departure{.every = 8, .many = draws};

/// By which departures are counted.
std::uint32_t number_of_departure(const Exile& exile) noexcept
{
    return exile.crossings + 1u + exile.punished;
}

std::size_t age_group(double age) noexcept
{
    return age < 25   ? Family::age_young
           : age < 45 ? Family::age_prime
           : age < 60 ? Family::age_middle
                      : Family::age_old;
}

/// What pushes somebody out, in the units of the weights.
template <class Given>
double push(const View& view, const BorderNumbers::Values& p, Day day, const Given& given)
{
    const Career& career = view.life.career;
    const Claims& claims = view.numbers.claims;
    double sum = 0;
    if (claims.on(Claim::food_03, day)) { // What one would eat there against what one eats here.
        const double lacking_there = 1 - view.numbers.china.at(day)[ChinaFamily::food];
        const double hungrier = std::max(0.0, food::hunger(view, day) - lacking_there);
        sum += given(Why::hunger,
                     p[Family::push_hunger] * eased(hungrier, p[Family::push_steepness]), 0);
    }
    if (career.watched && claims.on(Claim::loop_05, day))
        sum += given(Why::watched, p[Family::push_watched] - p[Family::deterrence_watched], 0);
    if (career.traitor && claims.on(Claim::security_11, day))
        sum += given(Why::label, p[Family::push_label], 0);
    if (career.shunned && claims.on(Claim::security_12, day))
        sum += given(Why::shunned, p[Family::push_shunned], 0);
    if (career.lost_family && claims.on(Claim::family_08, day))
        sum += given(Why::grief, p[Family::push_grief], 0);
    if (claims.on(Claim::belief_06, day))
        sum +=
            given(Why::outside,
                  p[Family::push_outside] * view.numbers.belief.at(day)[BeliefFamily::outside], 0);
    return std::max(0.0, sum);
}

double highest_push(const View& view, const BorderNumbers::Values& high, Day from)
{
    const Career& career = view.life.career;
    double sum = high[Family::push_hunger] * food::highest_hunger(view, from);
    if (career.watched) sum += high[Family::push_watched];
    if (career.traitor) sum += high[Family::push_label];
    if (career.shunned) sum += high[Family::push_shunned];
    if (career.lost_family) sum += high[Family::push_grief];
    return sum +
           high[Family::push_outside] * view.numbers.belief.highest(from)[BeliefFamily::outside];
}

double nearness(const View& view, const BorderNumbers::Values& p, Day day)
{
    if (!view.numbers.claims.on(Claim::border_02, day))
        return view.numbers.map.has_exile() ? p[Family::near_without] : 0;
    return view.numbers.nearness.of(view.place.number, day);
}

/// The nearest that somebody here can be before a day: whether or not BORDER-02 holds until then.
double highest_nearness(const View& view, const BorderNumbers::Values& high, Day from, Day until)
{
    const double near = view.numbers.nearness.highest(view.place.number);
    const Claims& claims = view.numbers.claims;
    const bool holds = claims.on(Claim::border_02, from);
    if (holds && claims.holds_until(Claim::border_02) >= until) return near;
    return std::max(near, view.numbers.map.has_exile() ? high[Family::near_without] : 0);
}

bool has_small_child(const View& view, Day day)
{
    const double small = small_child(view.numbers, day);
    const int year = engine::year_of(day);
    for (const Address& child : view.place.kin.list(view.life.children))
        if (living(child) && year - birth_year(child) < small) return true;
    return false;
}

bool can_go(const View& view) noexcept
{
    return view.life.household != no_household && !view.life.betrothed && !view.life.career.bound;
}

bool knows_the_way(const View& view) noexcept
{
    const Exile* exile = record_of(view);
    return exile && exile->crossings > 0;
}

Bound departure_ceiling(const View& view, engine::Instant from)
{
    const Life& life = view.life;
    const BorderNumbers& border = view.numbers.border;
    if (!can_go(view)) return {never, no_day};
    const bool is_child = life.career.stage == Stage::child;
    if (is_child && !life.career.sent_for) return {never, no_day};
    const auto& high = border.highest_soon(from.day);
    const Day soon = border.until_soon(from.day);
    if (high[Family::openness] == 0 && !life.career.sent_for) return {never, soon};
    const double from_age =
        border.lowest(from.day, is_child ? Family::fetched_from : Family::first_age);
    const double age = age_in_years(life, from);
    if (age < from_age) return not_before(life, from_age, BorderNumbers::until(from.day));
    const Day until = std::min(soon, view.numbers.food.until_soon(from.day));
    if (age >= high[life.career.sent_for ? Family::guided_until : Family::earns_until])
        return {never, until};
    double rate = high[Family::departure] * highest_push(view, high, from.day) *
                  highest_nearness(view, high, from.day, until) *
                  highest_readiness(view, from.day) *
                  std::max({high[Family::age_young], high[Family::age_prime],
                            high[Family::age_middle], high[Family::age_old]});
    if (knows_the_way(view)) rate *= std::max(1.0, high[Family::experience]);
    if (life.career.sent_for) rate += high[Family::sent_for];
    return {std::min(PerYear{rate}, at_most), until};
}

bool leaves_with_a_guide_only(const Life& life) noexcept
{
    return life.career.stage == Stage::child;
}

/// How often somebody of an age to leave makes up their mind to. The way is weighed against living
/// on the Tumen, the season against the warm river.
template <class Given> double leaving(const View& view, engine::Instant at, const Given& given)
{
    const Life& life = view.life;
    const Claims& claims = view.numbers.claims;
    const auto& p = view.numbers.border.at(at.day);
    const double age = age_in_years(life, at);
    const bool by_oneself = !leaves_with_a_guide_only(life) && age < p[Family::earns_until];
    const double near = nearness(view, p, at.day);
    const double nearest = claims.on(Claim::border_02, at.day) ? p[Family::by_tumen] : near;
    const Exile* exile = record_of(view);
    const bool punished = exile && exile->punished > 0;
    // Women leave by themselves, or with a broker.
    const double oneself =
        openness_for(view, at.day) * (life.sex == Sex::female ? p[Family::women] : 1);
    const double led = given(Why::brokers, led_by_brokers(view, at.day, age), 0);
    double rate = !by_oneself ? 0
                              : p[Family::departure] * push(view, p, at.day, given) *
                                    given(Why::nearness, near, nearest) *
                                    given(Why::age, p[age_group(age)], 1) * (oneself + led);
    rate *= given(Why::devotion, 1 - p[Family::devotion_hold] * life.career.devotion / 100.0, 1);
    if (party::is_member(life)) rate *= given(Why::member, 1 - p[Family::member_hold], 1);
    if (claims.on(Claim::family_03, at.day) && has_small_child(view, at.day))
        rate *= given(Why::child, 1 - p[Family::child_hold], 1);
    if (exile && exile->crossings > 0) rate *= given(Why::experience, p[Family::experience], 1);
    if (exile && exile->oath && claims.on(Claim::security_10, at.day))
        rate *= given(Why::oath, 1 - p[Family::oath_deterrence], 1);
    // BORDER-08  Whoever has been punished goes again; off, nobody does.
    if (punished && !claims.on(Claim::border_08, at.day)) rate = 0;
    if (life.career.sent_for) rate += p[Family::sent_for]; // The guide has paid the guards.
    return rate * given(Why::season, season(view, at.day), p[Family::season_warm]);
}

PerYear departure_rate(const View& view, engine::Instant at)
{
    const Life& life = view.life;
    if (!can_go(view) || !view.numbers.claims.on(Claim::border_01, at.day)) return never;
    const Exile* exile = record_of(view);
    if (exile && has_just_come_home(*exile, at.day)) return never;
    if (person::is_near_her_time(view.numbers, life, at.day)) return never;
    const double age = age_in_years(life, at);
    const auto& p = view.numbers.border.at(at.day);
    const bool is_child = leaves_with_a_guide_only(life);
    if (is_child && !life.career.sent_for) return never;
    const double from = p[is_child ? Family::fetched_from : Family::first_age];
    if (age < from || age >= p[Family::guided_until]) return never;
    return std::min(at_most, PerYear{leaving(view, at, AsItIs{})});
}

/// Whoever is sent for leaves for that.
Weighed<Why> what_tips(Act& act)
{
    if (act.life().career.sent_for) return {};
    return weigh(reasons, [&](const auto& given) { return leaving(act.view(), act.now(), given); });
}

/// ROUTE-01  Loss or punishment turns some to the South; both together leave nothing to go back to.
std::size_t aim_share(const Career& career, const Exile& exile) noexcept
{
    const bool punished = exile.punished > 0;
    if (exile.crossings == 0 || !(career.lost_family || punished)) return Family::aim_south_first;
    return career.lost_family && punished ? Family::aim_south_uprooted : Family::aim_south_again;
}

Aim choose_aim(Act& act, const Exile& exile, std::uint32_t nth)
{
    const auto& p = act.numbers().border.at(act.today());
    const Career& career = act.life().career;
    if (career.sent_for) return Aim::south;
    const bool turns = act.numbers().claims.on(Claim::route_01, act.today());
    double share = p[turns ? aim_share(career, exile) : Family::aim_south_without];
    // BEYOND-03  Sent back, people go for good, if they have heard where to.
    if (exile.forced_returns > 0 && act.numbers().claims.on(Claim::beyond_03, act.today()))
        share = std::max(share, p[Family::aim_south_sent_back] *
                                    act.numbers().belief.at(act.today())[BeliefFamily::outside]);
    return act.uniform(each_departure, nth, aims) < share ? Aim::south : Aim::earn;
}

/// FAMILY-03  Alone, if there is somebody to spare the way, unless it is known or paid for.
bool goes_jointly(Act& act, bool knows, std::uint32_t nth)
{
    const Life& life = act.life();
    const auto& p = act.numbers().border.at(act.today());
    const int year = engine::year_of(act.today());
    bool has_company = life.marital == Marital::married && living(life.spouse) &&
                       life.spouse.place == act.here() && !life.career.left_behind &&
                       !life.career.lost_family;
    for (const Address& child : act.place_state().kin.list(life.children))
        has_company = has_company || (living(child) && child.place == act.here() &&
                                      year - birth_year(child) < p[Family::small_child]);
    if (!has_company) return false;
    const bool on = act.numbers().claims.on(Claim::family_03, act.today());
    const double share = knows || life.career.sent_for || !on ? p[Family::joint_experienced]
                                                              : p[Family::joint_first];
    return act.uniform(each_departure, nth, jointly) < share;
}

void tell_the_family(Act& act, bool together, Day crosses)
{
    const Life& life = act.life();
    const int year = engine::year_of(act.today());
    const double grown = household::grown_up(act.numbers(), act.today());
    if (life.marital == Marital::married && living(life.spouse)) {
        if (together)
            act.send(life.spouse, come_along, static_cast<std::uint64_t>(crosses.count()),
                     act.self());
        else
            act.send(life.spouse, family::farewell, border::record(act).promised, act.self());
    }
    for (const Address& child : act.place_state().kin.list(life.children))
        if (together && living(child) && year - birth_year(child) < grown)
            act.send(child, come_along, static_cast<std::uint64_t>(crosses.count()), act.self());
    for (const Address& parent : {life.mother, life.father})
        if (living(parent)) act.send(parent, family::child_gone, 0, act.self());
    if (!together) household::entrust_orphans(act);
}

void decide(Act& act)
{
    const Weighed<Why> weighed = what_tips(act);
    Life& life = act.life();
    const auto& p = act.numbers().border.at(act.today());
    const auto& claims = act.numbers().claims;
    Exile& exile = record(act);
    const std::uint32_t nth = number_of_departure(exile);
    const bool knows = exile.crossings > 0;
    const bool is_child = leaves_with_a_guide_only(life);
    exile.aim = choose_aim(act, exile, nth);
    exile.guided = life.career.sent_for;
    exile.purse = exile.admitted = Yuan{}; // What an earlier way brought is spent.
    const bool together = goes_jointly(act, knows, nth);
    exile.alone = !together;
    exile.beside = false;
    exile.with = engine::nobody;
    exile.promised = !together && life.marital == Marital::married && living(life.spouse) &&
                     claims.on(Claim::family_04, act.today());
    exile.scouted = claims.on(Claim::border_03, act.today()) && !exile.guided &&
                    act.uniform(each_departure, nth, scouts) < p[Family::scout];
    const bool buries_it = bury_certificate(act, act.uniform(each_departure, nth, buries));
    const Day ready = act.today() + length_of_spell(act, p[Family::lead_days]);
    if (life.marital == Marital::married && living(life.spouse) && !life.career.lost_family &&
        !life.career.left_behind)
        exile.last_seen = ready;
    tell_the_family(act, together, ready);
    act.note(code_of(DepartureDetail{.together = together,
                                     .scouted = exile.scouted,
                                     .again = knows,
                                     .for_the_south = exile.aim == Aim::south,
                                     .sent_for = exile.guided,
                                     .buried = buries_it,
                                     .fetched = is_child,
                                     .most = weighed.most,
                                     .next = weighed.next,
                                     .against = weighed.against}));
    set_out(act, exile, ready);
}

/// Wife, husband or child goes along, if free to go and still there.
void follow(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const auto crosses = static_cast<Day>(letter.payload);
    act.note(0, letter.from);
    const bool there = letter.from_place == act.here() && crosses >= act.today();
    if (!there || life.household == no_household || life.betrothed || labour::is_tied(life))
        return act.quiet();
    Exile& exile = record(act);
    exile.alone = exile.beside = false;
    exile.with = letter.from;
    if (life.spouse.id == letter.from) act.send(letter.sender(), at_side);
    exile.aim = life.career.sent_for ? Aim::south : exile.aim;
    exile.guided = life.career.sent_for;
    bury_certificate(act, act.uniform(each_departure, number_of_departure(exile), buries));
    set_out(act, exile, crosses);
}

/// Not everybody who was asked to come along is free to.
void have_at_side(Act& act, const Letter& letter)
{
    act.quiet();
    if (act.life().exile == 0 || act.life().spouse.id != letter.from) return;
    Exile& exile = record(act);
    exile.beside = !exile.alone && exile.with == engine::nobody;
}

std::string tell_departure(const DepartureDetail& leaving, const Telling&)
{
    if (leaving.fetched)
        return "A guide comes for {him}, whom kin in the South have sent for, and takes {him} to "
               "the river.";
    std::string text = "{He} makes up {his} mind to cross the river";
    if (leaving.again) text += " again";
    text += leaving.together ? ", with the family" : ", alone";
    if (leaving.sent_for)
        text += ", as kin in the South have sent for {him}";
    else
        text += leaving.for_the_south ? ", and to go on to the South" : ", to earn something there";
    if (leaving.scouted) text += "; from a hill {he} studies the bank for a day";
    if (leaving.buried) text += "; {he} buries the party certificate";
    return text + "." + what_weighed(reasons, {leaving.most, leaving.next, leaving.against});
}

constexpr const Rule* before_departure[]{&security::watch, &security::custody_step,
                                         &family::empty_house, &search::back_home, &route::called};
template <Why why> constexpr auto driven_by = [](const DepartureDetail& leaving) {
    return leaving.most == why || leaving.next == why;
};
constexpr Word departure_words[]{
    {"buried", when<[](const DepartureDetail& leaving) { return leaving.buried; }>},
    {"fetched", when<[](const DepartureDetail& leaving) { return leaving.fetched; }>},
    {"unguided",
     when<[](const DepartureDetail& leaving) { return !leaving.sent_for && !leaving.fetched; }>},
    {"left_hungry", when<driven_by<Why::hunger>>},
    {"left_watched", when<driven_by<Why::watched>>},
    {"left_bereft", when<driven_by<Why::grief>>}};
constexpr Record departure_record{.parts = parts_of<DepartureDetail>,
                                  .turns = Turn::sets_out,
                                  .tell = told_by<tell_departure>,
                                  .follows = before_departure,
                                  .by_itself = true,
                                  .weights = weights_of<DepartureDetail, reasons>,
                                  .words = departure_words};

constexpr Record come_along_record{
    .turns = Turn::sets_out,
    .text = "{He} goes along with {other}, who is about to cross the river."};

constexpr Record at_side_record{.silent = true}; // Whoever goes along tells it.

} // namespace

constinit const Rule departure{
    .name = "border.departure",
    .says =
        "Somebody makes up their mind to cross the river, tells the family and leaves all else.",
    .answers = "BORDER-01, BORDER-02, BORDER-03, BORDER-04, BORDER-08, FOOD-03, FAMILY-03, "
               "FAMILY-04, FAMILY-08, SECURITY-10, SECURITY-11, SECURITY-12, ROUTE-01, BELIEF-06, "
               "BELIEF-07, LOOP-05, BEYOND-03, BEYOND-04, BEYOND-06",
    .grain = 14,
    .ceiling = departure_ceiling,
    .rate = departure_rate,
    .effect = decide,
    .lots = {&spell_length, &each_departure},
    .beside = {.concerns =
                   [](const Situation& who) {
                       return (who.may_leave() && who.out_of_school()) || who.stage == Stage::child;
                   },
               .record = &departure_record},
};

constinit const Rule at_side{
    .name = "border.at_side",
    .says = "Whoever leads the family across has wife or husband at hand.",
    .answers = "FAMILY-03",
    .react = have_at_side,
    .beside = {.record = &at_side_record},
};

constinit const Rule come_along{
    .name = "border.come_along",
    .says = "Wife, husband or child is taken along across the river.",
    .answers = "FAMILY-03, BELIEF-07",
    .react = follow,
    .lots = {&each_departure},
    .beside = {.record = &come_along_record},
};

} // namespace counterlife::model::border
