// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What the details of the rules mean, in words. Each function belongs to the rule whose file under
// model/ writes the number.

#include "study/account/sentences.h"

#include "model/life.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace counterlife::study::account {
namespace {

using model::Certificate;
using model::Post;
using model::Standing;

constexpr std::array workplaces{"on a farm",          "in a mine",   "in a factory",
                                "on a building site", "in services", "in an office"};
constexpr std::array posts{"no post",
                           "leader of a team",
                           "secretary of a party cell",
                           "head of an organisation",
                           "party secretary of an organisation",
                           "an official"};

template <class Words> std::string word_at(const Words& words, std::int32_t at)
{
    if (at < 0 || at >= static_cast<std::int32_t>(words.size())) return "somewhere";
    return words[static_cast<std::size_t>(at)];
}

bool is_member(std::int32_t standing)
{
    return standing == static_cast<std::int32_t>(Standing::member);
}

/// What a committee's head and secretary each would have done.
std::string both_words(std::int32_t detail)
{
    const bool head = detail & 2, secretary = detail & 4;
    if (head && secretary) return "head and party secretary were both willing";
    if (head) return "the head of the organisation was willing, the party secretary was not";
    if (secretary) return "the party secretary was willing, the head of the organisation was not";
    return "neither the head of the organisation nor the party secretary was willing";
}

} // namespace

std::string tell_placement(const Telling& t)
{
    switch (t.event.detail) {
    case -1:
        return "{He} is placed nowhere and keeps house, as a married woman may.";
    case -2:
        return "{He} is placed nowhere, being of the age to retire.";
    case -3:
        return "{He} takes no place in an organisation and lives by {his} own trade.";
    default:
        return "The labour office places {him} " + word_at(workplaces, t.event.detail) + " {in}.";
    }
}

std::string tell_job_change(const Telling& t)
{
    return t.event.detail == 1 ? "{He} asks for another job, for which {his} party registration "
                                 "would first have to be released."
                               : "{He} gives up {his} job to be placed in another.";
}

std::string tell_release_asked(const Telling& t)
{
    const bool granted = t.event.detail & 1, powerful = t.event.detail & 8;
    return fmt::format("{{He}} {} the registration of {{other}}: {}{}.",
                       granted ? "releases" : "does not release", both_words(t.event.detail),
                       powerful ? ", and the one who asked is powerful" : "");
}

std::string tell_release_answer(const Telling& t)
{
    return t.event.detail == 1
               ? "{He} hears that {his} party registration is released, and waits for another job."
               : "{He} hears that {his} party registration is not released, and stays at {his} "
                 "job.";
}

std::string tell_quitting(const Telling& t)
{
    return is_member(t.event.detail) ? "{He} stops going to work, though {he} is a party member."
                                     : "{He} stops going to work.";
}

std::string tell_visit(const Telling& t)
{
    constexpr std::array answers{"but not answered", "and answered with an order for more hands",
                                 "and answered with new equipment"};
    return "On a visit to {here} a shortage of hands is reported, " +
           word_at(answers, t.event.detail) + ".";
}

std::string tell_posting(const Telling& t)
{
    if (t.event.detail < 0) return "{He} is named for work by order, and excused.";
    return fmt::format("{{He}} hears that an order will send {{him}} to work when the service "
                       "ends, in the {} batch of men.",
                       ordinal(t.event.detail + 1));
}

std::string tell_reception(const Telling& t)
{
    return fmt::format("With the batch {{he}} is received {{in}}: a cottage, a job {}, an "
                       "exhortation. {{His}} devotion after the shock of the place: {} of 100.",
                       word_at(workplaces, t.event.detail >> 8), t.event.detail & 0xFF);
}

std::string tell_petition_heard(const Telling& t)
{
    const bool granted = t.event.detail & 1;
    return fmt::format("{{He}} {} the petition of {{other}} to be sent home: {}.",
                       granted ? "grants" : "refuses", both_words(t.event.detail));
}

std::string tell_refusal(const Telling& t)
{
    return t.event.detail == 1
               ? "{He} hears that the petition is granted, and goes home."
               : "{He} hears that the petition is refused, and bears the label of a policy "
                 "derelict.";
}

std::string tell_absconding(const Telling& t)
{
    std::string text = "{He} gives up everything";
    if (is_member(t.event.detail >> 8)) text += ", the party membership with it,";
    text += " and goes home without leave";
    if (t.event.detail & 1) text += ", having seen many die in the pit";
    return text + ".";
}

std::string tell_discharge(const Telling& t)
{
    const std::int32_t taken = t.event.detail;
    const std::int32_t learned = taken < 0 ? -1 - taken : taken >> 4;
    const std::string schooling = learned > 0
                                      ? fmt::format(" {{He}} has had {} of schooling in service.",
                                                    counted(learned, "year", "years"))
                                      : "";
    if (taken < 0)
        return "{His} service ends, but {he} may not go home: an order sends {him} to work." +
               schooling;
    const bool rank = taken & 1, college = taken & 2, took_college = taken & 8;
    if (took_college)
        return (rank
                    ? "{He} is discharged. Of a rank and a place at college {he} takes the college."
                    : "{He} is discharged with a place at college.") +
               schooling;
    if (rank)
        return (college
                    ? "{He} is discharged. Of a rank and a place at college {he} takes the rank."
                    : "{He} is discharged with the rank that a team leader has.") +
               schooling;
    return "{He} is discharged and sets out for home." + schooling;
}

std::string tell_training(const Telling& t)
{
    return fmt::format("A year of training, chores and obedience ends; {{his}} merit so far is "
                       "reported as {:.1f}.",
                       t.event.detail / 100.0);
}

std::string tell_admission(const Telling& t)
{
    if (t.event.detail < 0) return "{He} is admitted to the party, as one who asked at work.";
    return fmt::format("{{He}} is admitted to the party, in {{his}} {} year of service.",
                       ordinal(t.event.detail + 1));
}

std::string tell_registration(const Telling& t)
{
    const std::int32_t cell = t.event.detail & 0xFF;
    return "{His} party registration is entered at the workplace, " +
           word_at(workplaces, t.event.detail >> 16) + " {in}" +
           (cell > 0 ? ", in cell " + std::to_string(cell) : "") + ".";
}

std::string tell_candidacy(const Telling& t)
{
    return t.event.detail == static_cast<std::int32_t>(Post::secretary)
               ? "{He} strives for a post, best of all the party secretary's."
               : "{He} strives for a post that leads.";
}

std::string tell_promotion(const Telling& t)
{
    return "{He} is made " + word_at(posts, t.event.detail >> 1) +
           (t.event.detail & 1 ? "." : ", though {he} is no member.");
}

std::string tell_recall(const Telling& t)
{
    switch (static_cast<Certificate>(t.event.detail)) {
    case Certificate::hidden:
        return "{His} membership is recorded as cancelled; {he} hides the certificate.";
    case Certificate::surrendered:
        return "{His} membership is recorded as cancelled, and {he} hands the certificate back.";
    default:
        return "{His} membership is recorded as cancelled.";
    }
}

std::string tell_absence(const Telling& t)
{
    return t.event.detail == 1 ? "{He} has dealt with the absence of {other}, and records that the "
                                 "membership is at an end."
                               : "{He} has dealt with the absence of {other}, who is no member.";
}

std::string tell_plea(const Telling& t)
{
    return fmt::format("{{He}} hears where {{other}} was sent. {{His}} power to undo it is {} of "
                       "100, {{his}} wealth {} of 100.",
                       t.event.detail >> 8, t.event.detail & 0xFF);
}

std::string tell_pressure(const Telling& t)
{
    return fmt::format(
        "{{He}} weighs the pressure of a powerful parent, {} of 100, and {} {{other}} "
        "go.",
        t.event.detail >> 1, t.event.detail & 1 ? "lets" : "does not let");
}

std::string tell_exit(const Telling& t)
{
    return t.event.detail & 1
               ? "{He} is labelled an exemplary worker on account of a parent, and leaves for "
                 "college."
               : "On account of a parent {he} is let go, and leaves for college.";
}

std::string tell_news(const Telling& t)
{
    return t.event.detail > 0
               ? fmt::format("Word goes round that those with powerful parents got out. {{His}} "
                             "anger is now {} of 100.",
                             t.event.detail)
               : fmt::format("The hardship of the first months has made {{him}} angry, {} of 100. "
                             "That others got out {{he}} has not heard.",
                             std::abs(t.event.detail));
}

std::string tell_ward_end(const Telling& t)
{
    const int days = std::abs(t.event.detail);
    return t.event.detail < 0
               ? fmt::format("After {} days on wards {{he}} is given a patient's certificate and "
                             "may stay at home.",
                             days)
               : fmt::format("After {} days on wards the excuse is used up, no certificate is "
                             "given, and {{he}} goes back to work.",
                             days);
}

std::string tell_arrest(const Telling& t)
{
    return t.event.detail == 1
               ? "{He} is arrested, having left an assignment without leave, and sentenced to "
                 "forced labour."
               : "{He} is arrested for being neither at work nor excused, and sentenced to forced "
                 "labour.";
}

std::string tell_sentence_served(const Telling& t)
{
    return t.event.detail == 1 ? "{He} has served the sentence; the police go on watching {him}."
                               : "{He} has served the sentence.";
}

std::string tell_explosion(const Telling& t)
{
    return t.event.detail == 1 ? "Gas explodes in the mine {in}. {He} is among the dead."
                               : "Gas explodes in the mine {in} and kills many. {He} lives.";
}

std::string tell_delivery(const Telling& t)
{
    if (t.event.detail <= 0) return "{He} delivers what is needed.";
    return "{He} delivers what it has: of the need in town {n} parts in a hundred are lacking.";
}

std::string tell_trade(const Telling& t)
{
    return t.event.detail == 1 ? "Rations fail. With no husband at home {he} turns to trading."
                               : "Rations fail, and {he} turns to trading.";
}

std::string tell_trip(const Telling& t)
{
    // 0 is also what is written of a station in one's own county.
    return t.event.detail == 0 ? "{He} goes to the station to sell."
                               : "{He} sets out {to there} to sell.";
}

std::string tell_leaving_camp(const Telling& t)
{
    const std::string_view since = t.last_of({"food.gathering", "food.adrift", "family.cast_off"});
    const std::string from = since == "food.gathering" ? "the camp"
                             : since.empty()           ? "the camp, or the street,"
                                                       : "the street";
    return "{He} leaves " + from + (t.event.detail < 17 ? " for home." : " to be placed in work.");
}

std::string tell_starting_school(const Telling& t)
{
    constexpr std::int32_t adrift = 2;
    return t.event.detail == adrift ? "Adrift as {he} is, {he} is of the age to start school."
                                    : "{He} starts school.";
}

std::string tell_leaving_school(const Telling& t)
{
    switch (t.event.detail) {
    case 1:
        return "{He} leaves school and goes on to college.";
    case 2:
        return "Adrift as {he} is, {he} is of the age to have left school.";
    default:
        return "{He} leaves school.";
    }
}

std::string tell_birth(const Telling& t)
{
    if (t.event.detail != 2) return "{He} gives birth to {other}.";
    return "{He} gives birth to twins; the second of them is {other}.";
}

std::string tell_search(const Telling& t)
{
    return t.cast.is_woman(t.event.person) ? "{He} begins to look for a husband."
                                           : "{He} begins to look for a wife.";
}

std::string tell_proposal(const Telling& t)
{
    switch (t.event.detail) {
    case 1:
        return "{He} hears whom {he} might marry, {match}, and writes that {he} is in the party.";
    case 2:
        return "{He} hears whom {he} might marry, {match}, and writes to her; the question about "
               "the party {he} evades with a pun.";
    case 3:
        return "{He} hears whom {he} might marry, {match}, but is not free.";
    default:
        return "{He} hears whom {he} might marry, {match}, and writes to her that {he} is not in "
               "the party.";
    }
}

std::string tell_courtship(const Telling& t)
{
    return t.event.detail == 3 ? "{He} hears that {match} would marry {him}, but is not free."
                               : "{He} hears that {match} would marry {him}, and agrees.";
}

std::string tell_vow(const Telling& t)
{
    const std::int32_t regard = t.event.detail >> 8;
    return fmt::format("{{He}} marries {{match}} and moves in with him. {{His}} regard for him: {} "
                       "of 100.",
                       regard);
}

std::string tell_move(const Telling& t)
{
    const std::string there = t.cast.place_name(t.event.detail);
    return there == t.event.place ? "{He} moves house within {here}, between town and country."
                                  : "{He} sets out to live {in there}.";
}

/// Wife or husband asks only on coming back from a journey.
std::string tell_taking_in(const Telling& t)
{
    return t.cast.is_spouse(t.event.other)
               ? "{other} is back from a journey, and {he} makes room again."
               : "{He} is asked by {other} for a place in the household, and sends an invitation.";
}

std::string tell_back(const Telling& t)
{
    return t.last_of({"food.leaving_camp", "food.trip"}) == "food.leaving_camp"
               ? "{He} is at home again, {in}."
               : "{He} is back {in}.";
}

std::string tell_coming(const Telling& t)
{
    const std::string& cause = t.event.cause.rule;
    if (t.event.other == t.event.person) return "{He} accepts an invitation to a household.";
    if (cause == "residence.move") return "{He} sets out with {other}, to live elsewhere.";
    if (cause == "labour.absconding") return "{He} follows {other}, who has left without leave.";
    if (cause == "household.split") return "{He} moves with {other} into a household of their own.";
    if (cause == "household.take_in")
        return t.cast.is_spouse(t.event.other) ? "{He} lives with {other} again."
                                               : "{He} is taken into the household of {other}.";
    return "{He} follows {other} into another household.";
}

} // namespace counterlife::study::account
