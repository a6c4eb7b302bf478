// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Confession, sorting, the camp, the oath.
//
// In the agency's detention centre people hold out until they admit what is known already, and
// less than they did. Who met people from the South or went to church fares worse; the others are
// investigated for three months and work for six in a camp. Nobody is let out without an oath, and
// the town calls them traitors.
//
//   SECURITY-05 holding out costs, so people confess
//   SECURITY-06 they admit the small thing and hide the rest
//   SECURITY-07 contact with the South or a church decides the track
//   SECURITY-08 three months' investigation, and a growing report
//   SECURITY-09 six months in a labour training camp
//   SECURITY-10 release against an oath
//   SECURITY-11 the town calls them traitors, and they are watched again
//   SECURITY-12 friends keep away
//   PARTY-20    membership is cancelled on record, and the certificate asked back
//   MARRIAGE-06 a wife shares her husband's fall
//   data/security/penal.csv

#include "model/security/interrogation.h"

#include "model/belief/belief.h"
#include "model/border/border.h"
#include "model/claims.h"
#include "model/family/family.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/party.h"
#include "model/person/person.h"
#include "model/security/custody.h"
#include "model/security/numbers.h"
#include "model/security/security.h"

namespace counterlife::model::security {

namespace {

using Family = PenalFamily;

enum Draw : std::uint32_t { contact_comes_out, heavy_anyway, let_go, draws };
constexpr Lot at_sorting{.every = 4, .many = draws};

constexpr PerYear at_most{300}; ///< however long the denial

Bound confession_ceiling(const View& view, engine::Instant from)
{
    if (exile_of(view).phase != Phase::agency) return {never, no_day};
    constexpr Days ahead = 60;
    const auto& high = view.numbers.penal.highest(from.day);
    const double days = (from.day + ahead - exile_of(view).denied_since).count();
    return {
        std::min(PerYear{high[Family::confession]} * (1 + high[Family::confession_growth] * days),
                 at_most),
        from.day + ahead};
}

/// SECURITY-05  The longer the denial, the nearer its end; off, nothing wears it down.
PerYear confession_rate(const View& view, engine::Instant at)
{
    const Exile& exile = exile_of(view);
    if (exile.phase != Phase::agency) return never;
    const auto& p = view.numbers.penal.at(at.day);
    const bool wears = view.numbers.claims.on(Claim::security_05, at.day);
    const double days = (at.day - exile.denied_since).count();
    const double growth = wears ? p[Family::confession_growth] * days : 0.0;
    return std::min(PerYear{p[Family::confession]} * (1 + growth), at_most);
}

/// SECURITY-06, SECURITY-07  Whether church or South comes out, or the times are hard on everybody.
/// Whoever hides nothing says it.
bool goes_the_heavy_way(Act& act, Exile& exile)
{
    const auto& p = act.numbers().penal.at(act.today());
    const bool contact = exile.church || exile.koreans;
    const bool hides = act.numbers().claims.on(Claim::security_06, act.today());
    const double found_out =
        p[exile.file_known ? Family::contact_known_file : Family::contact_known_else];
    const double chance = hides ? found_out : 1.0;
    exile.contact_known =
        contact && act.uniform(at_sorting, act.today(), contact_comes_out) < chance;
    const bool sorted = act.numbers().claims.on(Claim::security_07, act.today());
    if (sorted && exile.contact_known) return true;
    return act.uniform(at_sorting, act.today(), heavy_anyway) < p[Family::heavy_all];
}

bool is_let_go(Act& act, const Exile& exile)
{
    const auto& p = act.numbers().penal.at(act.today());
    return exile.punished == 0 &&
           act.uniform(at_sorting, act.today(), let_go) < p[Family::quick_first];
}

constexpr Lot length_of_phase{.every = 8, .many = 8, .stream = engine::stream_of("penal.length")};

/// No two cases take the same time.
void enter_phase(Act& act, Exile& exile, Phase phase, double usual)
{
    const double spread = act.numbers().penal.at(act.today())[Family::spread];
    const double draw =
        act.uniform(length_of_phase, act.today(), static_cast<std::uint32_t>(phase));
    const double days = usual * (1 + spread * (2 * draw - 1));
    exile.phase = phase;
    act.life().career.stage_until = act.today() + std::max<Days>(1, engine::whole_days(days));
}

/// From the sorting on: prison, a quick release, or the division and the camp.
Phase sort_case(Act& act, Exile& exile)
{
    const auto& p = act.numbers().penal.at(act.today());
    const Claims& claims = act.numbers().claims;
    exile.heavy = goes_the_heavy_way(act, exile);
    if (exile.heavy) {
        enter_phase(act, exile, Phase::prison, p[Family::prison_months] * engine::days_per_month);
    } else if (is_let_go(act, exile)) {
        exile.heavy = false;
        enter_phase(act, exile, Phase::none, p[Family::quick_days]);
    } else if (claims.on(Claim::security_08, act.today())) {
        enter_phase(act, exile, Phase::division,
                    p[Family::division_months] * engine::days_per_month);
    } else {
        const bool camp = claims.on(Claim::security_09, act.today());
        enter_phase(act, exile, camp ? Phase::camp : Phase::none,
                    camp ? p[Family::camp_months] * engine::days_per_month : 1);
    }
    return exile.phase;
}

void confess(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().penal.at(act.today());
    const Days held = act.today() - exile.denied_since;
    const bool hides = act.numbers().claims.on(Claim::security_06, act.today());
    exile.admitted = exile.purse * (hides ? p[Family::understatement] : 1.0);
    exile.harm = belief::hundredths(exile.harm + p[Family::daily_harm] * held.count());
    exile.pages = belief::hundredths(1 + p[Family::pages_a_day] * held.count());
    const Phase next = sort_case(act, exile);
    act.note(code_of(
        ConfessionDetail{.next = next, .contact_known = exile.contact_known, .denied = held}));
}

Day end_of_phase(const View& view)
{
    const Phase phase = exile_of(view).phase;
    if (phase == Phase::agency || phase == Phase::handover || phase == Phase::kept) return no_day;
    return view.life.career.stage_until;
}

/// SECURITY-11, SECURITY-12  What waits outside.
void bear_the_label(Act& act)
{
    Career& career = act.life().career;
    const auto& p = act.numbers().penal.at(act.today());
    const Claims& claims = act.numbers().claims;
    if (claims.on(Claim::security_11, act.today())) {
        career.traitor = true;
        career.watched = true;
        career.regard = belief::hundredths(career.regard - 100 * p[Family::regard_loss]);
        ++act.place_state().tally.watched;
    }
    if (claims.on(Claim::security_12, act.today())) career.shunned = true;
}

void be_released(Act& act, Exile& exile)
{
    Life& life = act.life();
    const bool was_member =
        life.career.standing == Standing::member || life.career.standing == Standing::lapsed;
    ++exile.punished;
    exile.seen_taken = false;
    ++act.place_state().tally.custody_releases[index_of(life.sex)];
    bear_the_label(act);
    // PARTY-20  Now the cell deals with the absence.
    if (was_member) act.send(exile.home, committee_office, party::absence, 1, act.self());
    if (life.marital == Marital::married && living(life.spouse) && !life.career.lost_family &&
        act.numbers().claims.on(Claim::marriage_06, act.today()))
        act.send(life.spouse, shared_fall);
    family::come_home(act);
}

void go_on(Act& act)
{
    Exile& exile = border::record(act);
    const auto& p = act.numbers().penal.at(act.today());
    const Phase left = exile.phase;
    const bool swears = act.numbers().claims.on(Claim::security_10, act.today());
    if (left == Phase::division && act.numbers().claims.on(Claim::security_09, act.today())) {
        act.note(code_of(CustodyStepDetail{.left = left}));
        const double longer = exile.punished > 0 ? p[Family::camp_repeat] : 1.0;
        return enter_phase(act, exile, Phase::camp,
                           p[Family::camp_months] * longer * engine::days_per_month);
    }
    act.note(code_of(CustodyStepDetail{.left = left, .oath = swears}));
    exile.phase = Phase::none;
    exile.oath = swears;
    be_released(act, exile);
}

std::size_t death_in(Phase phase) noexcept
{
    switch (phase) {
    case Phase::camp:
        return Family::death_camp;
    case Phase::prison:
        return Family::death_prison;
    default:
        return Family::death_agency;
    }
}

Bound custody_death_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.penal.highest(from.day);
    return {PerYear{high[death_in(exile_of(view).phase)]}, PenalNumbers::until(from.day)};
}

PerYear custody_death_rate(const View& view, engine::Instant at)
{
    const Phase phase = exile_of(view).phase;
    if (phase == Phase::handover) return never;
    return PerYear{view.numbers.penal.at(at.day)[death_in(phase)]};
}

void die_in_custody(Act& act)
{
    act.note(code_of(CustodyDeathDetail{border::record(act).phase}));
    ++act.place_state().tally.custody_deaths[index_of(act.life().sex)];
    person::end_life(act);
}

std::string tell_confession(const ConfessionDetail& said, const Telling&)
{
    std::string text = said.denied > 0 ? "After " + span_words(said.denied) + " of denial"
                                       : "After hardly any denial";
    text += " {he} admits what is already known";
    if (said.contact_known) text += "; dealings with a church, or with the South, come out too";
    switch (said.next) {
    case Phase::division:
        return text + ". {He} is sent on to the security division, to be investigated.";
    case Phase::camp:
        return text + ". {He} is sent to a labour training camp.";
    case Phase::prison:
        return text + ". {He} is put on the harsher track and sent to prison.";
    default:
        return text + ". {He} is to be let go soon.";
    }
}

constexpr const Rule* before_confession[]{&visit, &handed_over, &border::crossing};
constexpr Word confession_words[]{
    {"confessed"},
    {"labour_camp", when<[](const ConfessionDetail& said) { return said.next == Phase::camp; }>},
    {"prison", when<[](const ConfessionDetail& said) { return said.next == Phase::prison; }>}};
constexpr Record confession_record{.parts = parts_of<ConfessionDetail>,
                                   .tell = told_by<tell_confession>,
                                   .follows = before_confession,
                                   .words = confession_words};

Turn custody_step_leads(const CustodyStepDetail& step)
{
    return step.released() ? Turn::resumes : Turn::none;
}

std::string tell_custody_step(const CustodyStepDetail& step, const Telling&)
{
    const std::string oath = step.oath ? ", after swearing never to cross again" : "";
    switch (step.left) {
    case Phase::division:
        return "The investigation ends, and {he} is sent to a labour training camp.";
    case Phase::camp:
        return "The time in the labour training camp is over, and {he} is let out" + oath + ".";
    case Phase::prison:
        return "The time in prison is over, and {he} is let out" + oath + ".";
    default:
        return "{He} is let go after the questioning" + oath + ".";
    }
}

constexpr const Rule* before_custody_step[]{&confession};
/// Whether a step leads out of a phase.
template <Phase phase>
constexpr auto leaves = [](const CustodyStepDetail& step) { return step.left == phase; };

constexpr Word custody_step_words[]{
    {"labour_camp", when<leaves<Phase::division>>}, {"let_go", when<leaves<Phase::none>>},
    {"let_go", when<leaves<Phase::camp>>},          {"let_go", when<leaves<Phase::prison>>},
    {"camp_served", when<leaves<Phase::camp>>},     {"prison_served", when<leaves<Phase::prison>>}};
constexpr Record custody_step_record{.parts = parts_of<CustodyStepDetail>,
                                     .turn = turn_by<custody_step_leads>,
                                     .tell = told_by<tell_custody_step>,
                                     .follows = before_custody_step,
                                     .says = "A stage of custody ends: on to a camp, or release "
                                             "after an oath, with the name of a traitor.",
                                     .words = custody_step_words};

std::string tell_custody_death(const CustodyDeathDetail& death, const Telling&)
{
    switch (death.phase) {
    case Phase::division:
        return "{He} dies at the security division, under investigation.";
    case Phase::camp:
        return "{He} dies in the labour training camp.";
    case Phase::prison:
        return "{He} dies in prison.";
    default:
        return "{He} dies in detention.";
    }
}

constexpr const Rule* before_custody_death[]{&confession, &visit, &handed_over, &border::crossing};
constexpr Word custody_death_words[]{{"died_in_custody"}, {"died"}};
constexpr Record custody_death_record{.parts = parts_of<CustodyDeathDetail>,
                                      .tell = told_by<tell_custody_death>,
                                      .follows = before_custody_death,
                                      .words = custody_death_words};

} // namespace

constinit const Rule confession{
    .name = "security.confession",
    .says = "Somebody in detention admits what is already known, and is put on one of two tracks.",
    .answers = "SECURITY-05, SECURITY-06, SECURITY-07, SECURITY-08",
    .grain = 8,
    .ceiling = confession_ceiling,
    .rate = confession_rate,
    .effect = confess,
    .lots = {&at_sorting, &length_of_phase},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::custody; },
               .record = &confession_record},
};

constinit const Rule custody_step{
    .name = "security.custody_step",
    .says = "Somebody is moved from the security division to a camp, or released after an oath, "
            "with the name of a traitor.",
    .answers = "SECURITY-09, SECURITY-10, SECURITY-11, SECURITY-12, PARTY-20, MARRIAGE-06",
    .due = end_of_phase,
    .effect = go_on,
    .lots = {&length_of_phase},
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::custody; },
               .record = &custody_step_record},
};

constinit const Rule custody_death{
    .name = "security.custody_death",
    .says = "Somebody dies in custody.",
    .answers = "SECURITY-05",
    .grain = 13,
    .ceiling = custody_death_ceiling,
    .rate = custody_death_rate,
    .meets_travellers = true,
    .effect = die_in_custody,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::custody; },
               .record = &custody_death_record},
};

} // namespace counterlife::model::security
