// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/account/sentences.h"

#include "model/nation.h"

#include <algorithm>
#include <vector>

namespace counterlife::study::account {
namespace {

void replace(std::string& text, std::string_view word, const std::string& by)
{
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
}

/// Whoever is not grown up yet is taken along. Of others than the person of the account the
/// children are not known.
std::string children_along(const LoggedEvent& event, const WhoIsWho& cast, double grown_age)
{
    if (event.person != cast.self_id()) return ", with the children if there are any,";
    std::vector<LifeRow> small = cast.children();
    std::erase_if(small, [&](const LifeRow& child) {
        return child.born > event.day || child.died <= event.day ||
               age_on(child.born, event.day) >= grown_age;
    });
    if (small.empty()) return {};
    if (small.size() > 1) return ", with the children,";
    return small.front().sex == Sex::female ? ", with {his} daughter," : ", with {his} son,";
}

const model::Rule* last_of(std::initializer_list<const model::Rule*> rules,
                           std::span<const LoggedEvent> before)
{
    for (auto one = before.rbegin(); one != before.rend(); ++one)
        for (const model::Rule* rule : rules)
            if (rule->name == one->rule) return rule;
    return nullptr;
}

/// The sentence with its words in braces; the rule's own words where there is no other.
std::string sentence_of(const LoggedEvent& event, const WhoIsWho& cast,
                        std::span<const LoggedEvent> before, double grown_age)
{
    const model::Rule* rule = model::find_rule(event.rule);
    if (rule == nullptr)
        return "A rule that this program does not know, " + event.rule + ", is at work.";
    const model::Record* record = rule->beside.record;
    if (record == nullptr) return std::string{rule->says};
    if (record->tell == nullptr) return std::string{record->text};
    const std::string there = cast.place_name(event.detail);
    return record->tell({.detail = event.detail,
                         .woman = cast.is_woman(event.person),
                         .other_woman = cast.is_woman(event.other),
                         .other_spouse = cast.is_spouse(event.other),
                         .other_self = event.other == event.person,
                         .there_is_here = there == event.place,
                         .there = there,
                         .cause = model::find_rule(event.cause.rule),
                         .last_of = [&](auto rules) { return last_of(rules, before); },
                         .children_along = [&] { return children_along(event, cast, grown_age); }});
}

} // namespace

const model::Record* record_of(std::string_view rule)
{
    const model::Rule* one = model::find_rule(rule);
    return one == nullptr ? nullptr : one->beside.record;
}

double grown_age(const RunDescription& run, engine::Day day)
{
    double age = 0;
    for (const model::ParameterRow& row : run.parameters)
        if (row.name == "household.grown_age" && (!row.from || *row.from <= day)) age = row.value;
    return age;
}

std::string told(const LoggedEvent& event, const WhoIsWho& cast, std::string_view who,
                 std::span<const LoggedEvent> before, double grown_age)
{
    std::string text = sentence_of(event, cast, before, grown_age);
    const bool is_woman = cast.is_woman(event.person);
    const bool person = event.person >= engine::first_life_id;
    const std::string he = !person ? "it" : is_woman ? "she" : "he";
    const std::string named = who.empty() ? capitalised(he) : capitalised(std::string{who});
    const std::string there = cast.place_name(event.detail);
    replace(text, "{He}", named);
    replace(text, "{he}", he);
    replace(text, "{his}", !person ? "its" : is_woman ? "her" : "his");
    replace(text, "{His}", !person ? "Its" : is_woman ? "Her" : "His");
    replace(text, "{him}", !person ? "it" : is_woman ? "her" : "him");
    replace(text, "{match}", cast.description(event.other, event.day));
    if (event.other == cast.self_id() && event.person != event.other)
        replace(text, "that {other} ", cast.is_woman(event.other) ? "that she " : "that he ");
    replace(text, "{other}", cast.name(event.other, event.day));
    replace(text, "{here}", place_words(event.place));
    replace(text, "{in}", in_place(event.place));
    replace(text, "{to}", with_place("to", event.place));
    replace(text, "{there}", place_words(there));
    replace(text, "{in there}", in_place(there));
    replace(text, "{to there}", with_place("to", there));
    replace(text, "{from there}", with_place("from", there));
    replace(text, "{n}", std::to_string(event.detail));
    replace(text, "{span}", span_words(engine::Days{event.detail}));
    return capitalised(text);
}

} // namespace counterlife::study::account
