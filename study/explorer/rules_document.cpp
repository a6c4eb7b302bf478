// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The rules, the claims of the testimony that they answer, the run's numbers, and the states of
// lives.

#include "model/claims.h"
#include "study/account/rules_page.h"
#include "study/explorer/opened.h"
#include "study/find/pattern_words.h"
#include "study/find/state_table.h"
#include "study/input/parameter_files.h"
#include "study/input/rule_facts.h"
#include "study/text/json.h"

#include <algorithm>
#include <cctype>

namespace counterlife::study::explorer {
namespace {

std::string words_json(const std::vector<std::string>& words)
{
    return json_list(words, json_word);
}

std::string rules_json(const RunDescription& run)
{
    return json_list(rule_facts(), [&](const RuleFacts& rule) {
        std::vector<std::string> words;
        for (const PatternWord& one : pattern_words())
            if (one.rule == rule.name && std::ranges::find(words, one.word) == words.end())
                words.emplace_back(one.word);
        Json json{'{'};
        json.field("name", json_word(rule.name));
        json.field("says", json_word(rule.says));
        json.field("institution", json_word(rule.name.substr(0, rule.name.find('.'))));
        json.field("claims", words_json(rule.answers));
        json.field("words", words_json(words));
        json.field("switch", json_word(switch_text(run.switches, rule.name)));
        return json.done();
    });
}

std::string claims_json(const Opened& opened)
{
    const RunDescription& run = opened.here.description();
    return json_list(opened.claims.rows, [&](const ClaimRow& row) {
        const model::ClaimFacts* claim = model::find_claim(row.id);
        Json json{'{'};
        json.field("id", json_word(row.id));
        json.field("title", json_word(row.title));
        json.field("says", json_word(row.says));
        json.field("kind", json_word(row.kind));
        json.field("section", json_word(row.group));
        json.field("basis", json_word(row.basis));
        json.field("confidence", json_word(row.confidence));
        json.field("because", json_word(row.because));
        json.field("built", claim == nullptr ? "null" : json_word(state_text(*claim)));
        json.field("switch",
                   claim == nullptr ? "null" : json_word(switch_text(run.switches, row.id)));
        return json.done();
    });
}

/// The claims that a text cites, such as "PARTY-04".
std::vector<std::string> claims_in(std::string_view text)
{
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_capital(text[i])) continue;
        std::size_t end = i;
        while (end < text.size() && is_capital(text[end])) ++end;
        const std::size_t hyphen = end;
        if (hyphen < text.size() && text[hyphen] == '-')
            for (++end; end < text.size() && is_digit(text[end]);) ++end;
        std::string id{text.substr(i, end - i)};
        if (end > hyphen + 1 && model::find_claim(id) != nullptr &&
            std::ranges::find(ids, id) == ids.end())
            ids.push_back(std::move(id));
        i = std::max(i, end - 1);
    }
    return ids;
}

std::string parameters_json(const RunDescription& run)
{
    const auto day = [](const std::optional<engine::Day>& date) {
        return date ? json_day(*date) : "null";
    };
    return json_list(run.parameters, [&](const model::ParameterRow& row) {
        Json json{'{'};
        json.field("name", json_word(row.name));
        json.field("key", json_word(row.key));
        json.field("value", json_number(row.value));
        json.field("unit", json_word(row.unit));
        json.field("kind", json_word(kind_text(row.kind)));
        json.field("source", json_word(row.source));
        json.field("note", json_word(row.note));
        json.field("low", json_number(row.low));
        json.field("high", json_number(row.high));
        json.field("from", day(row.from));
        json.field("to", day(row.to));
        json.field("claims", words_json(claims_in(row.source + " " + row.note)));
        return json.done();
    });
}

std::string states_json()
{
    return json_list(states_told(), [](const StateFacts& one) {
        Json json{'{'};
        json.field("code", json_word(one.code));
        json.field("label", json_word(one.label));
        json.field("group", json_word(one.group));
        json.field("group_label", json_word(one.group_label));
        json.field("colour", json_word(one.colour));
        return json.done();
    });
}

} // namespace

Document rules_document(Opened& opened)
{
    const RunDescription& run = opened.here.description();
    Json json{'{'};
    json.field("format", "1");
    json.field("rules", rules_json(run));
    json.field("claims", claims_json(opened));
    json.field("parameters", parameters_json(run));
    json.field("states", states_json());
    return json.done() + "\n";
}

} // namespace counterlife::study::explorer
