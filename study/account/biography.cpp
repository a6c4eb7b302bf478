// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/biography.h"

#include "model/claims.h"
#include "model/food/food.h"
#include "model/household/household.h"
#include "model/mine/mine.h"
#include "model/person/person.h"
#include "study/account/sentences.h"
#include "study/account/silences.h"
#include "study/input/rule_facts.h"
#include "study/input/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace counterlife::study::account {
namespace {

using engine::Day;

const std::map<std::string, RuleFacts>& facts_of_rules()
{
    static const auto facts = [] {
        std::map<std::string, RuleFacts> all;
        for (RuleFacts& one : rule_facts()) all.emplace(one.name, std::move(one));
        return all;
    }();
    return facts;
}

/// "From his mother, 12 January 1978. A parent writes to a child in the army."
std::string letter_words(const LoggedEvent& event, const WhoIsWho& cast)
{
    const LoggedCause& cause = event.cause;
    if (cause.rule.empty() || cause.person == event.person) return {};
    // Who dies on the river writes under the rule of the crossing.
    const bool of_death = event.rule == model::person::bereavement.name ||
                          is_of(cause.rule, model::person::death, model::food::starvation,
                                model::mine::accident, model::mine::explosion);
    std::string words = fmt::format("{} {}, {}.", of_death ? "On the death of" : "From",
                                    cast.name(cause.person, cause.day), long_date(cause.day));
    const std::string says = rule_says(cause.rule);
    return says.empty() ? words : words + " " + says;
}

bool is_gathered(const std::vector<LoggedEvent>& events, std::size_t at)
{
    const model::Record* record = record_of(events[at].rule);
    if (record != nullptr && !record->several.empty()) return true;
    // Whoever is back from a journey is taken in again.
    return at > 0 && events[at].rule == model::household::come.name &&
           events[at - 1].rule == model::food::back.name;
}

void replace_word(std::string& text, std::string_view word, const std::string& by)
{
    if (const auto at = text.find(word); at != std::string::npos) text.replace(at, word.size(), by);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between,
                   std::string_view last)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == parts.size() ? last : between).append(parts[i]);
    return text;
}

void add_once(std::vector<std::string>& list, std::string word)
{
    if (std::ranges::find(list, word) == list.end()) list.push_back(std::move(word));
}

/// Several small events in a row as one sentence; empty if there is one thing only to tell.
std::string gathered_words(std::span<const LoggedEvent> events, const WhoIsWho& cast)
{
    std::vector<std::string> rules;
    for (const LoggedEvent& event : events)
        if (std::ranges::find(rules, event.rule) == rules.end()) rules.push_back(event.rule);
    const bool woman = cast.is_woman(events.front().person);
    std::vector<std::string> parts;
    bool repeats = false;
    for (const std::string& rule : rules) {
        const model::Record* record = record_of(rule);
        const bool is_part = record->several.empty() || record->several == "-";
        repeats = repeats || is_part;
        if (is_part) continue;
        std::vector<std::string> others, places;
        std::int64_t count = 0;
        for (const LoggedEvent& event : events) {
            if (event.rule != rule) continue;
            ++count;
            add_once(others, cast.name(event.other));
            add_once(places,
                     place_words(event.detail == 0 ? event.place : cast.place_name(event.detail)));
        }
        repeats = repeats || count > 1;
        std::string text{record->several};
        if (count == 2) replace_word(text, "{n} times", "twice");
        if (count == 1) { // "three letters", but "a letter"; "three times", but "once".
            replace_word(text, "{n} times", "once");
            replace_word(text, "{n} letters", "a letter");
            replace_word(text, "{n} years", "a year");
        }
        replace_word(text, "{n}", number_words(count));
        replace_word(text, "{others}", joined(others, ", ", " and "));
        replace_word(text, "{places}", joined(places, ", ", " and "));
        replace_word(text, "{his}", woman ? "her" : "his");
        replace_word(text, "{he}", woman ? "she" : "he");
        parts.push_back(std::move(text));
    }
    if (parts.empty() || !repeats) return {};
    return (woman ? "She " : "He ") + joined(parts, "; ", "; ") + ".";
}

std::set<std::string> places_of(std::span<const LoggedEvent> events)
{
    std::set<std::string> places;
    for (const LoggedEvent& event : events) places.insert(event.place);
    return places;
}

Line gathered_line(const LifeMaterial& material, std::size_t first, std::size_t count,
                   std::string text)
{
    const std::span events = std::span{material.events}.subspan(first, count);
    Line line{.number = first + 1,
              .last = first + count,
              .day = events.front().day,
              .until = events.back().day,
              .age = age_on(material.cast.self().born, events.front().day),
              .age_until = age_on(material.cast.self().born, events.back().day),
              .text = std::move(text)};
    if (const auto places = places_of(events); places.size() == 1) line.place = *places.begin();
    std::set<std::string> rules;
    for (const LoggedEvent& event : events) rules.insert(event.rule);
    if (rules.size() == 1) line.rule = *rules.begin(), line.says = rule_says(line.rule);
    for (const std::string& rule : rules)
        for (std::string& claim : claims_in_force(rule, material.run, line.day))
            if (std::ranges::find(line.claims, claim) == line.claims.end())
                line.claims.push_back(std::move(claim));
    return line;
}

/// The lines of all events, several in a row gathered unless each is wanted.
std::vector<Line> lines_of(const LifeMaterial& material)
{
    std::vector<Line> lines;
    const std::vector<LoggedEvent>& events = material.events;
    for (std::size_t at = 0; at < events.size();) {
        std::size_t end = at;
        while (!material.every_line && end < events.size() && is_gathered(events, end) &&
               (end == at || end != material.parted))
            ++end;
        if (end > at + 1)
            if (std::string text =
                    gathered_words(std::span{events}.subspan(at, end - at), material.cast);
                !text.empty()) {
                lines.push_back(gathered_line(material, at, end - at, std::move(text)));
                at = end;
                continue;
            }
        do {
            lines.push_back(line_of(material, ++at));
        } while (at < end);
    }
    return lines;
}

void add_differences(std::vector<Line>& lines, std::vector<Difference> found, const WhoIsWho& cast)
{
    for (Difference& one : found) {
        const auto at = std::ranges::find_if(lines, [&](const Line& line) {
            return one.event != 0 && line.number <= one.event && one.event <= line.last;
        });
        if (at != lines.end()) {
            // Several gathered events may have the same of one person.
            if (std::ranges::find(at->differs, one.text, &Difference::text) == at->differs.end())
                at->differs.push_back(std::move(one));
            continue;
        }
        const auto later = std::ranges::find_if(
            lines, [&](const Line& line) { return line.day > one.true_since; });
        Line alone{.day = one.true_since,
                   .until = one.true_since,
                   .age = age_on(cast.self().born, one.true_since),
                   .age_until = age_on(cast.self().born, one.true_since),
                   .text = one.text,
                   .differs = {}};
        alone.differs.push_back(std::move(one));
        lines.insert(later, std::move(alone));
    }
}

} // namespace

std::string rule_says(const std::string& rule)
{
    const model::Record* record = record_of(rule);
    if (record != nullptr && !record->says.empty()) return std::string{record->says};
    const auto at = facts_of_rules().find(rule);
    return at == facts_of_rules().end() ? std::string{} : at->second.says;
}

std::vector<std::string> claims_in_force(const std::string& rule, const RunDescription& run,
                                         Day day)
{
    const auto at = facts_of_rules().find(rule);
    if (at == facts_of_rules().end()) return {};
    std::vector<std::string> claims;
    for (const std::string& claim : at->second.answers) {
        const auto one = std::ranges::find(run.switches, claim, &model::RuleSwitch::rule);
        if (one == run.switches.end() || (one->from <= day && day < one->to))
            claims.push_back(claim);
    }
    return claims;
}

std::vector<std::string> claims_at_work(const LoggedEvent& event, const RunDescription& run)
{
    std::vector<std::string> claims = claims_in_force(event.rule, run, event.day);
    const model::Record* record = record_of(event.rule);
    if (record == nullptr || record->weights == nullptr) return claims;
    const std::vector<model::Weight> weights = record->weights(event.detail);
    std::erase_if(claims, [&](const std::string& claim) {
        const auto is_of = [&](const model::Weight& one) { return one.claim == claim; };
        return std::ranges::any_of(weights, is_of) &&
               std::ranges::none_of(
                   weights, [&](const model::Weight& one) { return is_of(one) && one.at_work; });
    });
    return claims;
}

Line line_of(const LifeMaterial& material, std::size_t at)
{
    const LoggedEvent& event = material.events[at - 1];
    return {.number = at,
            .last = at,
            .day = event.day,
            .until = event.day,
            .age = age_on(material.cast.self().born, event.day),
            .age_until = age_on(material.cast.self().born, event.day),
            .place = event.place,
            .text = told(event, material.cast, {}, std::span{material.events}.first(at - 1),
                         grown_age(material.run, event.day)),
            .rule = event.rule,
            .says = rule_says(event.rule),
            .claims = claims_at_work(event, material.run),
            .letter = letter_words(event, material.cast)};
}

Biography biography(LifeMaterial material)
{
    std::vector<Line> lines = lines_of(material);
    add_differences(lines, differences(material.events, material.cast), material.cast);
    if (material.silences) add_silences(lines, material.events, material.cast, material.run);
    Biography account{.cast = std::move(material.cast),
                      .events = std::move(material.events),
                      .lines = std::move(lines)};
    std::set<std::string> cited;
    for (const Line& line : account.lines) cited.insert(line.claims.begin(), line.claims.end());
    for (const ClaimRow& claim : material.claims.rows)
        if (cited.contains(claim.id)) account.claims.push_back(&claim);
    return account;
}

} // namespace counterlife::study::account
