// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Watched at home, and arrested for idleness.
//
// The committee of the place that somebody left without leave writes to the police at home, and not
// long after the person is watched. Whoever neither works nor is excused may be arrested and
// sentenced to forced labour.
//
//   SECURITY-01 absconders from an order are watched soon after coming home
//   LABOUR-13   idleness can be punished with forced labour
//   HEALTH-02   the protected are left alone
//   HEALTH-04   and so are those on a ward
//   MARRIAGE-06 a wife shares her husband's fall
//   data/security/security.csv

#include "model/security/security.h"

#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/family/reach.h"
#include "model/health/health.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/party/party.h"
#include "model/security/numbers.h"
#include "model/spell.h"

namespace counterlife::model {

const std::array<Scalar, SecurityFamily::count> SecurityFamily::table =
    in_order<SecurityFamily::count>({
        {SecurityFamily::watch_delay, "security.watch_delay", "", "months", 0.1, 60,
         "time from the report to the watch"},
        {SecurityFamily::arrest, "security.arrest", "", "per_year", 0, 12,
         "rate of arrest of those who neither work nor are excused"},
        {SecurityFamily::sentence_months, "security.sentence_months", "", "months", 0.5, 120,
         "length of forced labour"},
        {SecurityFamily::shared_loss, "security.shared_loss", "", "share", 0, 1,
         "regard that a wife loses by her husband's fall"},
    });

namespace security {

namespace {

using Family = SecurityFamily;

/// What the journal tells of an arrest: whether of somebody who has left a post without leave.
struct ArrestDetail {
    bool absconded = false;
    static constexpr auto fields = packed(flag("absconded", &ArrestDetail::absconded));
};
/// What it tells of a release: whether the police go on watching.
struct ReleaseDetail {
    bool watched = false;
    static constexpr auto fields = packed(flag("watched", &ReleaseDetail::watched));
};

void hear(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    act.note(0, letter.from);
    if (!numbers.claims.on(Claim::security_01, act.today())) return;
    const double delay =
        numbers.security.at(act.today())[Family::watch_delay] * engine::days_per_month;
    act.send(letter.about, watch, 0, {}, length_of_spell(act, delay, letter.about.id));
}

void be_watched(Act& act, const Letter& letter)
{
    Life& life = act.life();
    if (life.career.stage != Stage::absent) return act.quiet();
    life.career.watched = true;
    ++act.place_state().tally.watched;
    act.note(code_of(OfDays{act.today() - life.career.stage_since}), letter.from);
    if (life.marital == Marital::married && living(life.spouse) &&
        act.numbers().claims.on(Claim::marriage_06, act.today()))
        act.send(life.spouse, shared_fall);
}

void share(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    act.carry_on();
    const Life& life = act.life();
    const bool married = life.marital == Marital::married && life.spouse.id == letter.from;
    if (!married || is_cut_off(life) || life.career.stage == Stage::seeking) return act.quiet();
    const double loss = act.numbers().security.at(act.today())[Family::shared_loss];
    career.regard = belief::hundredths(career.regard - 100 * loss);
    act.note(code_of(OfHundredths{career.regard}), letter.from);
    if (family::has_come_late(record_of(act.view()), letter)) act.quiet();
}

Bound arrest_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.security.highest(from.day)[Family::arrest]},
            SecurityNumbers::until(from.day)};
}

PerYear arrest_rate(const View& view, engine::Instant at)
{
    const Career& career = view.life.career;
    if (!view.numbers.claims.on(Claim::labour_13, at.day) || career.certified) return never;
    if (view.life.betrothed) return never; // The wedding, of which all know, is waited for.
    const bool excused = career.stage == Stage::ward; // HEALTH-04
    if (excused && view.numbers.claims.on(Claim::health_04, at.day)) return never;
    return PerYear{view.numbers.security.at(at.day)[Family::arrest]};
}

void be_arrested(Act& act)
{
    Career& career = act.life().career;
    const bool absconded = career.stage == Stage::absent;
    labour::leave_work(act); // From a ward, where that is no excuse.
    career.bound = false;
    labour::enter_stage(act, Stage::detained);
    const double months = act.numbers().security.at(act.today())[Family::sentence_months];
    career.stage_until = act.today() + length_of_spell(act, months * engine::days_per_month);
    if (career.standing == Standing::member || career.standing == Standing::lapsed)
        career.standing = Standing::cancelled;
    if (career.certificate == Certificate::kept) career.certificate = Certificate::surrendered;
    ++act.place_state().tally.arrests;
    act.note(code_of(ArrestDetail{absconded}));
}

Day end_of_sentence(const View& view)
{
    return view.life.career.stage_until;
}

void be_released(Act& act)
{
    labour::wait_for_placement(act);
    act.note(code_of(ReleaseDetail{act.life().career.watched}));
}

constexpr Record report_record{.text =
                                   "{He} hears that {other} has left an assignment without leave."};

constexpr Word watch_words[]{{"watched"}};
constexpr Record watch_record{
    .parts = parts_of<OfDays>,
    .text = "The police begin to watch {him}, {span} after {he} left without leave.",
    .words = watch_words};

constexpr Record shared_fall_record{
    .parts = parts_of<OfHundredths>,
    .text =
        "{He} shares the disgrace of {other}: {his} own standing sinks to {n} on a scale of 100."};

std::string tell_arrest(const ArrestDetail& taken, const Telling&)
{
    return taken.absconded
               ? "{He} is arrested, having left an assignment without leave, and sentenced to "
                 "forced labour."
               : "{He} is arrested for being absent from work without an excuse, and sentenced to "
                 "forced labour.";
}

constexpr const Rule* before_arrest[]{&labour::absconding, &labour::quitting, &health::refuge};
constexpr Word arrest_words[]{{"arrested"}};
constexpr Record arrest_record{.parts = parts_of<ArrestDetail>,
                               .turns = Turn::is_detained,
                               .marks = Mark::membership_ends,
                               .tell = told_by<tell_arrest>,
                               .follows = before_arrest,
                               .words = arrest_words};

std::string tell_sentence_served(const ReleaseDetail& served, const Telling&)
{
    return served.watched ? "{He} has served the sentence; the police go on watching {him}."
                          : "{He} has served the sentence.";
}

constexpr const Rule* before_release[]{&arrest};
constexpr Word release_words[]{{"freed"}};
constexpr Record release_record{.parts = parts_of<ReleaseDetail>,
                                .turns = Turn::waits,
                                .tell = told_by<tell_sentence_served>,
                                .follows = before_release,
                                .words = release_words};

} // namespace

constinit const Rule report{
    .name = "security.report",
    .says = "The police of the home county hear that somebody has left an assignment.",
    .answers = "SECURITY-01",
    .receive = hear,
    .lots = {&spell_length},
    .beside = {.record = &report_record},
};

constinit const Rule watch{
    .name = "security.watch",
    .says = "The police begin to watch an absconder at home.",
    .answers = "SECURITY-01",
    .react = be_watched,
    .beside = {.record = &watch_record},
};

constinit const Rule shared_fall{
    .name = "security.shared_fall",
    .says = "Wife or husband shares the other's disgrace.",
    .answers = "MARRIAGE-06",
    .react = share,
    .beside = {.record = &shared_fall_record},
};

constinit const Rule arrest{
    .name = "security.arrest",
    .says =
        "Somebody absent from work without an excuse is arrested and sentenced to forced labour.",
    .answers = "LABOUR-13, HEALTH-02",
    .grain = 13,
    .ceiling = arrest_ceiling,
    .rate = arrest_rate,
    .effect = be_arrested,
    .lots = {&spell_length},
    .beside = {.concerns =
                   [](const Situation& who) {
                       return who.stage == Stage::ward || who.stage == Stage::absent ||
                              who.stage == Stage::idle;
                   },
               .record = &arrest_record},
};

constinit const Rule release{
    .name = "security.release",
    .says = "A sentence of forced labour has been served.",
    .answers = "LABOUR-13",
    .due = end_of_sentence,
    .effect = be_released,
    .beside = {.concerns = [](const Situation& who) { return who.stage == Stage::detained; },
               .record = &release_record},
};

} // namespace security
} // namespace counterlife::model
