// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The account of one simulated life: what happened, in order, with why, and what the person then
// knew otherwise than it was.

#include "study/account/who_is_who.h"
#include "study/input/claims_file.h"
#include "study/record/life_reading.h"
#include "study/record/run_description.h"
#include "study/rooms.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::account {

/// Something that was not as somebody believed: the person, or an institution about the person.
struct Difference {
    std::string kind;                       ///< such as "death_heard_late"
    std::string text;                       ///< a sentence
    engine::Day true_since;                 ///< from when it was so
    std::optional<engine::Day> known_since; ///< when it became known; none: never
    engine::LifeId about = engine::nobody;
    std::size_t event = 0; ///< the number of the event it stands by; 0: a line of its own
};

/// One line of the account: an event, several in a row, or a difference that stands alone.
struct Line {
    std::size_t number = 0; ///< of the first event, from 1; 0: none
    std::size_t last = 0;   ///< of the last event
    engine::Day day, until;
    int age = 0, age_until = 0; ///< on these days, in whole years
    std::string place;
    std::string text;
    std::string rule;                ///< empty where a line tells of several rules
    std::string says;                ///< the rule in its own words
    std::vector<std::string> claims; ///< those in force that the rule answers
    std::string letter;              ///< who sent it, when and on what occasion; empty for none
    std::vector<Difference> differs;
};

struct Biography {
    WhoIsWho cast;
    std::vector<LoggedEvent> events; ///< the full listing; event i has the number i + 1
    std::vector<Line> lines;
    std::vector<const ClaimRow*> claims; ///< those that lines cite, once each
};

/// What an account is made of.
struct LifeMaterial {
    WhoIsWho cast;
    std::vector<LoggedEvent> events; ///< of the person
    const RunDescription& run;
    const ClaimsFile& claims; ///< must outlive the biography
    bool every_line = false;  ///< nothing is gathered
    std::size_t parted = 0;   ///< nor what comes before so many events with what comes after
    bool silences = true;     ///< years of which no event tells have a line
};

Biography biography(LifeMaterial material);

/// The line for event number `at`, which is not gathered with others.
Line line_of(const LifeMaterial& material, std::size_t at);

/// The rule's own words and the claims it answers that are in force on a day of the run.
std::string rule_says(const std::string& rule);
std::vector<std::string> claims_in_force(const std::string& rule, const RunDescription& run,
                                         engine::Day day);
/// Those of them that were at work in an event: of a decision, not the claims of what might have
/// weighed and did not.
std::vector<std::string> claims_at_work(const LoggedEvent& event, const RunDescription& run);

/// Everything the person, or an institution about the person, believed that was not so.
std::vector<Difference> differences(std::span<const LoggedEvent> events, const WhoIsWho& cast);

} // namespace counterlife::study::account
