// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// How membership is lost.
//
// A member who takes no part in party life for a fortnight is one no longer, by regulation and
// without anybody's decision. The record follows when the committee has dealt with the absence, and
// then the certificate is asked back.
//
//   PARTY-08  the certificate is kept, hidden or handed back
//   PARTY-13  whoever is no member holds no post from that day
//   PARTY-19  fourteen days without party life end membership
//   PARTY-20  the record comes later, and with it the demand for the certificate
//   HEALTH-04 time on a ward is excused
//   data/party/party.csv: lapse_days, record_lag

#include "model/party/lapse.h"

#include "model/claims.h"
#include "model/health/health.h"
#include "model/labour/labour.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

namespace counterlife::model::party {

namespace {

using Family = PartyFamily;

Day due(const View& view)
{
    const Career& career = view.life.career;
    // HEALTH-04  A ward excuses, as long as the claim holds.
    const bool unexcused = career.stage == Stage::ward &&
                           !view.numbers.claims.on(Claim::health_04, career.stage_since);
    const bool away = unexcused || labour::misses_party_life(career.stage);
    if (!away || !view.numbers.claims.on(Claim::party_19, career.stage_since)) return no_day;
    const double days = view.numbers.party.at(career.stage_since)[Family::lapse_days];
    return std::max(career.stage_since,
                    career.stage_since + engine::whole_days(days) - Days{career.missed});
}

void fall_away(Act& act)
{
    Career& career = act.life().career;
    career.standing = Standing::lapsed;
    if (career.stage == Stage::ward) leave_organisation(act);
    act.note(code_of(OfDays{Days{career.missed} + (act.today() - career.stage_since)}));
    ++act.place_state().tally.lapses;
    if (!act.numbers().claims.on(Claim::party_20, act.today())) { // Recorded at once.
        career.standing = Standing::cancelled;
        act.send(act.self(), recall);
    }
}

/// The committee that hears of an absence writes to the member as the record is made.
void record(OfficeAct& act, const Letter& letter)
{
    const AbsenceDetail missing = said_in<AbsenceDetail>(letter.payload);
    act.note(code_of(missing), letter.from);
    if (missing.member) act.send(letter.about, recall);
}

void hand_back(Act& act, const Letter& letter)
{
    Career& career = act.life().career;
    // FAMILY-05  No word reaches those who are across the river, or gone; the cell writes again
    // when they are back.
    if (career.stage >= first_stage_of_exile) return act.quiet();
    if (career.standing == Standing::outside) return act.quiet();
    if (career.stage == Stage::worker && career.standing == Standing::member)
        return act.quiet(); // Back at work in the meantime.
    career.standing = Standing::cancelled;
    // A committee far away can record, and ask; only one that is near takes the certificate.
    const bool near = letter.from_place == act.here();
    if (career.certificate == Certificate::kept && near)
        career.certificate = Certificate::surrendered;
    act.note(code_of(RecallDetail{career.certificate}), letter.from);
}

/// The South asks nobody whether they are members.
bool misses_party_life(const Situation& who)
{
    const bool out_of_work =
        who.stage == Stage::ward || who.stage == Stage::absent || who.stage == Stage::idle;
    return who.member && (out_of_work || !who.at_home()) && who.stage != Stage::south;
}

std::string tell_absence(const AbsenceDetail& missing, const Telling&)
{
    return missing.member ? "{He} takes note of the absence of {other}, and records that the "
                            "membership has ended."
                          : "{He} takes note of the absence of {other}, who is not a party member.";
}

constexpr Record absence_record{.parts = parts_of<AbsenceDetail>, .tell = told_by<tell_absence>};

constexpr const Rule* before_lapse[]{&labour::absconding, &labour::quitting, &health::refuge};
constexpr Word lapse_words[]{{"lapsed"}};
constexpr Record lapse_record{.parts = parts_of<OfDays>,
                              .marks = Mark::lapses,
                              .text = "After {n} days away from party life {he} is no longer a "
                                      "member under the rules; nobody has recorded it.",
                              .follows = before_lapse,
                              .words = lapse_words};

std::string tell_recall(const RecallDetail& d, const Telling&)
{
    switch (d.certificate) {
    case Certificate::hidden:
        return "{His} membership is recorded as cancelled; {he} hides the certificate.";
    case Certificate::surrendered:
        return "{His} membership is recorded as cancelled, and {he} hands the certificate back.";
    default:
        return "{His} membership is recorded as cancelled.";
    }
}

constexpr Word recall_words[]{{"cancelled"}};
constexpr Record recall_record{.parts = parts_of<RecallDetail>,
                               .marks = Mark::membership_ends,
                               .tell = told_by<tell_recall>,
                               .words = recall_words};

} // namespace

constinit const Rule lapse{
    .name = "party.lapse",
    .says = "A fortnight away from party life ends membership, though nobody has recorded it yet.",
    .answers = "PARTY-13, PARTY-19, HEALTH-04",
    .due = due,
    .effect = fall_away,
    .beside = {.concerns = misses_party_life,
               // Whoever comes back to party life on the last day remains a member.
               .precedence = 3,
               .record = &lapse_record},
};

constinit const Rule absence{
    .name = "party.absence",
    .says = "The committee takes note of an absence, and records what follows from it.",
    .answers = "PARTY-20",
    .receive = record,
    .beside = {.record = &absence_record},
};

constinit const Rule recall{
    .name = "party.recall",
    .says = "Membership is recorded as cancelled, and the certificate is asked back.",
    .answers = "PARTY-08, PARTY-20",
    .react = hand_back,
    .beside = {.record = &recall_record},
};

} // namespace counterlife::model::party
