// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened, in a sentence: the one table from rules to words.

#include "study/account/who_is_who.h"
#include "study/record/life_reading.h"
#include "study/rooms.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace counterlife::study::account {

/// An event as it is to be told.
struct Telling {
    const LoggedEvent& event;
    const WhoIsWho& cast;
    std::span<const LoggedEvent> before = {}; ///< what the same life had met with, where at hand

    /// Of several rules the one that was last at work before this event; empty for none.
    std::string_view last_of(std::initializer_list<std::string_view> rules) const;
};

/// For a rule whose own `says` reads well as a sentence about one person.
inline constexpr std::string_view as_it_says = "=";

/// How the events of a rule are told.
///
/// A sentence is a text with these words in braces: {He}, {he}, {his} and {him}, the person to whom
/// it happened; {other}, the other person or institution; {match}, the same as others would
/// describe them; {here}, {in} and {to}, the place of the event ("in Onsong"); {there}, {in there},
/// {to there} and {from there}, the place whose number is the detail; {n}, the detail; {span}, so
/// many days as people say them ("four months").
struct Sentence {
    std::string_view rule;
    std::string_view text; ///< empty: `of` gives it
    std::string (*of)(const Telling&) = nullptr;
    /// Rules that put a life into the state this one needs, with blanks between. The walk back
    /// from an event without a letter goes on from the last of them: `birth` stands for the birth.
    std::string_view follows = {};
    /// What several such events in a row are: a verb with its object, {n} being how many, {others}
    /// who the others were and {places} the places whose numbers are the details. "-": part of
    /// another rule's.
    std::string_view several = {};
    /// The reason in the words of the account, where the rule's own `says` tells less, or other
    /// than what happened to this person.
    std::string_view says = {};
};

/// All of them, in no order that matters.
std::span<const Sentence> sentences();
/// Those of the border, China, the way and the South, which `sentences` has too.
std::span<const Sentence> sentences_of_the_river();
/// Those of families left behind, of the search and of custody, which `sentences` has too.
std::span<const Sentence> sentences_of_kin_and_custody();

/// Null for a rule that the table does not have: then the rule's own `says` is told.
const Sentence* sentence_of(std::string_view rule);

/// What happened, as a whole sentence that begins with `who` or else with "He" or "She". `before`
/// are earlier events of the same life.
std::string told(const LoggedEvent& event, const WhoIsWho& cast, std::string_view who = {},
                 std::span<const LoggedEvent> before = {});

// How details are put into words, for the table.

std::string tell_placement(const Telling&);
std::string tell_job_change(const Telling&);
std::string tell_release_asked(const Telling&);
std::string tell_release_answer(const Telling&);
std::string tell_quitting(const Telling&);
std::string tell_posting(const Telling&);
std::string tell_reception(const Telling&);
std::string tell_visit(const Telling&);
std::string tell_petition_heard(const Telling&);
std::string tell_refusal(const Telling&);
std::string tell_absconding(const Telling&);
std::string tell_discharge(const Telling&);
std::string tell_training(const Telling&);
std::string tell_admission(const Telling&);
std::string tell_registration(const Telling&);
std::string tell_candidacy(const Telling&);
std::string tell_promotion(const Telling&);
std::string tell_recall(const Telling&);
std::string tell_absence(const Telling&);
std::string tell_plea(const Telling&);
std::string tell_pressure(const Telling&);
std::string tell_exit(const Telling&);
std::string tell_news(const Telling&);
std::string tell_ward_end(const Telling&);
std::string tell_arrest(const Telling&);
std::string tell_sentence_served(const Telling&);
std::string tell_explosion(const Telling&);
std::string tell_delivery(const Telling&);
std::string tell_trade(const Telling&);
std::string tell_trip(const Telling&);
std::string tell_leaving_camp(const Telling&);
std::string tell_starting_school(const Telling&);
std::string tell_leaving_school(const Telling&);
std::string tell_birth(const Telling&);
std::string tell_search(const Telling&);
std::string tell_proposal(const Telling&);
std::string tell_courtship(const Telling&);
std::string tell_vow(const Telling&);
std::string tell_move(const Telling&);
std::string tell_coming(const Telling&);
std::string tell_taking_in(const Telling&);
std::string tell_back(const Telling&);

} // namespace counterlife::study::account
