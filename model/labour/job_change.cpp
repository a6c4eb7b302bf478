// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Asking for another job, and staying away from work.
//
// A worker outside the party may ask for another job and is placed anew, unless nobody listens:
// the lower somebody stands in others' eyes, the oftener. A member needs the release of the
// registration first, which the committee does not give, unless the member has power. Some stop
// going to work altogether.
//
//   PARTY-10  the committee's word stands against the head's
//   PARTY-15  people outside the party are treated without regard
//   PARTY-17  registrations are not released
//   PARTY-18  without release no other job
//   PARTY-21  comes of these: the member is less free than others
//   LABOUR-13 staying away is a risk, or more would
//   PARTY-19  and a member has membership to lose
//   data/labour/labour.csv: job_change, quit, quit_unpunished, member_quits, idle_days;
//   data/party/party.csv: willing, power, power_threshold, disregard

#include "model/labour/job_change.h"
#include "model/claims.h"
#include "model/journal/before.h"
#include "model/journal/words.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"
#include "model/spell.h"

namespace counterlife::model::labour {

namespace {

using Family = LabourFamily;

Bound job_change_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.labour.highest(from.day)[Family::job_change]},
            LabourNumbers::until(from.day)};
}

PerYear job_change_rate(const View& view, engine::Instant at)
{
    return PerYear{view.numbers.labour.at(at.day)[Family::job_change]};
}

constexpr Lot heeded{.every = 1};

/// PARTY-15  The less standing, the less is a wish heeded.
bool is_disregarded(Act& act)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const double standing = party::standing(numbers, act.life(), today);
    return act.uniform(heeded, today) <
           numbers.party.at(today)[PartyFamily::disregard] * (1 - standing);
}

void ask(Act& act)
{
    const Life& life = act.life();
    const auto& claims = act.numbers().claims;
    const bool needs_release = party::is_member(life) && life.career.registered &&
                               claims.on(Claim::party_18, act.today()) &&
                               claims.on(Claim::party_16, act.today());
    act.note(code_of(JobChangeDetail{needs_release ? Wish::needs_release : Wish::followed}));
    if (needs_release) {
        act.send(act.here(), committee_office, release_asked,
                 static_cast<std::uint64_t>(100 * party::power(act.numbers(), life, act.today())),
                 act.self());
        return;
    }
    if (is_disregarded(act)) return act.note(code_of(JobChangeDetail{Wish::disregarded}));
    leave_work(act);
    wait_for_placement(act);
}

// Who is willing, each time that somebody asks.
enum Draw : std::uint32_t { the_head, the_secretary, draws };
constexpr Lot hearing{.every = 4, .many = draws, .for_others = true};

void consider(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.party.at(today);
    const auto draw = [&](Draw what) { return act.uniform_for(letter.from, hearing, today, what); };
    const bool head = draw(the_head) < p[PartyFamily::head_willing];
    // PARTY-17  The secretary never would; where releases are given, always.
    const bool secretary = !numbers.claims.on(Claim::party_17, today) ||
                           draw(the_secretary) < numbers.claims.exceptions(Claim::party_17, today);
    const bool powerful =
        static_cast<double>(letter.payload) >= 100 * p[PartyFamily::power_threshold];
    // PARTY-10  Where they differ the committee's word stands.
    const bool willing = numbers.claims.on(Claim::party_10, today) ? secretary : head;
    const bool granted = willing || powerful;
    act.note(code_of(ReleaseAskedDetail{
                 .granted = granted, .head = head, .secretary = secretary, .powerful = powerful}),
             letter.from);
    act.send(letter.about, release_answer, granted);
}

void be_answered(Act& act, const Letter& letter)
{
    const bool granted = letter.payload != 0;
    act.note(code_of(ReleaseAnswerDetail{granted}));
    if (is_cut_off(act.life()) || act.life().career.stage == Stage::leaving) return act.quiet();
    if (!granted || act.life().career.stage != Stage::worker) return act.carry_on();
    leave_work(act);
    wait_for_placement(act);
}

double quit_factor(const View& view, Day day)
{
    const auto& p = view.numbers.labour.at(day);
    // LABOUR-13  Where idleness is not punished more people stay away.
    const double free =
        view.numbers.claims.on(Claim::labour_13, day) ? 1 : p[Family::quit_unpunished];
    const double turn = party::turn_to_money(view.numbers, day);
    // PARTY-19  A member has more to lose, as long as membership is worth having.
    const bool loses = party::is_member(view.life) && view.numbers.claims.on(Claim::party_19, day);
    return free * (loses ? p[Family::member_quits] + p[Family::member_quits_after] * turn : 1.0);
}

Bound quit_ceiling(const View& view, engine::Instant from)
{
    const auto& high = view.numbers.labour.highest_soon(from.day);
    const Day until = view.numbers.labour.until_soon(from.day);
    const Claims& claims = view.numbers.claims;
    const bool punished =
        claims.on(Claim::labour_13, from.day) && claims.on(Claim::labour_13, until);
    const double member =
        std::max(1.0, high[Family::member_quits] + high[Family::member_quits_after]);
    return {PerYear{high[Family::quit] * (punished ? 1 : high[Family::quit_unpunished]) * member},
            until};
}

PerYear quit_rate(const View& view, engine::Instant at)
{
    return PerYear{view.numbers.labour.at(at.day)[Family::quit] * quit_factor(view, at.day)};
}

void stay_away(Act& act)
{
    Career& career = act.life().career;
    leave_work(act);
    enter_stage(act, Stage::idle);
    career.stage_until =
        act.today() + length_of_spell(act, act.numbers().labour.at(act.today())[Family::idle_days]);
    act.note(code_of(QuittingDetail{career.standing}));
    if (party::is_member(act.life())) {
        const auto lag = act.numbers().party.at(act.today())[PartyFamily::record_lag];
        act.send(act.here(), committee_office, party::absence, 1, act.self(),
                 length_of_spell(act, lag));
    }
}

std::string tell_release_asked(const ReleaseAskedDetail& d, const Telling&)
{
    return put("{He} {} {other} from the party register of the workplace: {}{}.",
               {text_of(d.granted ? "releases" : "refuses to release"),
                std::string{who_was_willing(d.head, d.secretary)},
                text_of(d.powerful ? ", and the one who asked is powerful" : "")});
}

constexpr Record release_asked_record{.parts = parts_of<ReleaseAskedDetail>,
                                      .tell = told_by<tell_release_asked>};

Turn job_change_turn(const JobChangeDetail& d)
{
    return d.wish == Wish::followed ? Turn::waits : Turn::none;
}

std::string tell_job_change(const JobChangeDetail& d, const Telling&)
{
    switch (d.wish) {
    case Wish::needs_release:
        return "{He} asks for another job, for which {his} party registration would first have to "
               "be "
               "released.";
    case Wish::disregarded:
        return "{He} asks for another job; the request is ignored, and {he} keeps the one {he} "
               "has.";
    default:
        return "{He} gives up {his} job to be placed in another.";
    }
}

constexpr Record job_change_record{.parts = parts_of<JobChangeDetail>,
                                   .turn = turn_by<job_change_turn>,
                                   .tell = told_by<tell_job_change>,
                                   .follows = before::work,
                                   .several = "asks {n} times for another job"};

Turn release_answer_turn(const ReleaseAnswerDetail& d)
{
    return d.granted ? Turn::waits_for_work : Turn::none;
}

std::string tell_release_answer(const ReleaseAnswerDetail& d, const Telling&)
{
    return d.granted
               ? "{He} hears that {his} party registration is released, and waits for another job."
               : "{He} hears that {his} party registration is not released, and stays at {his} "
                 "job.";
}

constexpr Record release_answer_record{.parts = parts_of<ReleaseAnswerDetail>,
                                       .turn = turn_by<release_answer_turn>,
                                       .tell = told_by<tell_release_answer>,
                                       .several =
                                           "has {n} answers to that from the party committee"};

std::string tell_quitting(const QuittingDetail& d, const Telling&)
{
    return d.standing == Standing::member
               ? "{He} stops going to work, though {he} is a party member."
               : "{He} stops going to work.";
}

constexpr Word quitting_words[]{{"quit"}};
constexpr Record quitting_record{.parts = parts_of<QuittingDetail>,
                                 .turns = Turn::stays_away,
                                 .tell = told_by<tell_quitting>,
                                 .follows = before::work,
                                 .words = quitting_words};

} // namespace

constinit const Rule job_change{
    .name = "labour.job_change",
    .says = "A worker asks for another job; a member needs the registration released first.",
    .answers = "PARTY-18, PARTY-15",
    .grain = 14,
    .ceiling = job_change_ceiling,
    .rate = job_change_rate,
    .effect = ask,
    .lots = {&heeded},
    .beside = {.concerns = [](const Situation& who) { return who.works_freely(); },
               .record = &job_change_record},
};

constinit const Rule release_asked{
    .name = "labour.release_asked",
    .says = "A party committee decides whether a member's registration is released: it is not.",
    .answers = "PARTY-10, PARTY-17",
    .receive = consider,
    .lots = {&hearing},
    .beside = {.record = &release_asked_record},
};

constinit const Rule release_answer{
    .name = "labour.release_answer",
    .says = "A member hears whether the registration is released.",
    .answers = "PARTY-17",
    .react = be_answered,
    .beside = {.record = &release_answer_record},
};

constinit const Rule quitting{
    .name = "labour.quitting",
    .says = "A worker stops going to work.",
    .answers = "LABOUR-13, PARTY-19",
    .grain = 14,
    .ceiling = quit_ceiling,
    .rate = quit_rate,
    .effect = stay_away,
    .lots = {&spell_length},
    .beside = {.concerns = [](const Situation& who) { return who.works_freely(); },
               .record = &quitting_record},
};

} // namespace counterlife::model::labour
