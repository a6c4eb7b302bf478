// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario_rules.h"

#include "model/claims.h"
#include "study/input/switch_names.h"
#include "study/text/nearest.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace counterlife::study::input {
namespace {

using model::ClaimFacts;
using Switch = ScenarioFile::Switch;

constexpr std::array<std::string_view, 4> words{"off", "on", "strict", "soft"};

/// Rules and most claims are only on or off.
std::string_view allowed_for(const ClaimFacts* claim)
{
    return claim != nullptr && claim->absolute
               ? "\"off\", \"on\", \"strict\", \"soft\" or a table of from, to and mode"
               : "\"off\", \"on\" or a table of from and to";
}

/// Whether the word names what has a switch. `right` is the nearest word that does.
bool has_switch(const std::string& word, int line, std::string_view right, ScenarioReading& reading)
{
    const auto& rules = reading.scope().rule_names;
    if (std::ranges::find(rules, word) != rules.end()) return true;
    const ClaimFacts* claim = model::find_claim(word);
    if (claim == nullptr)
        reading.found(line, "unknown rule or claim " + in_quotes(word),
                      "a rule's name in quotes or a claim's id", right);
    else if (claim->built == model::Built::emerges)
        reading.complain(line, word + " emerges from other rules and has no switch");
    else if (claim->built == model::Built::later)
        reading.complain(line, word + " is not built yet and has no switch");
    else
        return true;
    return false;
}

/// A dotted name without quotes arrives as a table in a table; its parts are put together.
std::string nearest_name(std::string name, const toml::node& value, const ScenarioScope& scope)
{
    const toml::table* table = value.as_table();
    const auto is_of_a_switch = [](const auto& entry) {
        return entry.first == "from" || entry.first == "to" || entry.first == "mode";
    };
    if (table != nullptr && table->size() == 1 && !is_of_a_switch(*table->begin()))
        name.append(".").append(table->begin()->first.str());
    return nearest_switch(name, scope.rule_names);
}

/// Takes "strict" or "soft", where it can be said.
void read_mode(std::string_view mode, int line, const std::string& name, Switch& result,
               ScenarioReading& reading)
{
    const ClaimFacts* claim = model::find_claim(name);
    if (claim == nullptr || !claim->absolute)
        reading.found(line, in_quotes(mode) + " of " + in_quotes(name),
                      "strict or soft of a claim that is told without exceptions: " +
                          absolute_claims_text());
    result.value.soft = mode == "soft";
    result.strict = mode == "strict";
}

void read_word(const std::string& word, const std::string& name, Switch& result,
               ScenarioReading& reading)
{
    if (word == "on") return;
    if (word == "off") {
        result.value.to = result.value.from;
    } else if (word == "strict" || word == "soft") {
        read_mode(word, result.line, name, result, reading);
    } else {
        reading.found(result.line, in_quotes(word), allowed_for(model::find_claim(name)),
                      nearest(word, words));
    }
}

void read_table(const toml::table& table, const std::string& name, Switch& result,
                ScenarioReading& reading)
{
    if (model::find_claim(name) != nullptr)
        reading.complain_of_unknown(table, {"from", "to", "mode"});
    else
        reading.complain_of_unknown(table, {"from", "to"});
    const auto period = reading.read_period(table, result.line);
    result.value.from = period.from.value_or(result.value.from);
    result.value.to = period.to.value_or(result.value.to);
    if (model::find_claim(name) == nullptr) return;
    const std::string* mode = reading.read_text(table, "mode");
    if (mode == nullptr) return;
    const int line = line_of(*table.get("mode"));
    if (*mode == "strict" || *mode == "soft")
        read_mode(*mode, line, name, result, reading);
    else
        reading.found(line, "mode " + in_quotes(*mode), "\"strict\" or \"soft\"",
                      nearest(*mode, std::span{words}.last<2>()));
}

std::optional<Switch> read_switch(const std::string& name, const toml::node& node,
                                  ScenarioReading& reading)
{
    Switch result{.value = {.rule = name}, .line = line_of(node)};
    const std::size_t complaints_before = reading.complaints();
    const toml::table* table = node.as_table();
    if (const auto* word = node.as_string())
        read_word(word->get(), name, result, reading);
    else if (table == nullptr || table->empty())
        reading.found(result.line, table != nullptr ? "an empty table" : type_text(node),
                      allowed_for(model::find_claim(name)));
    else
        read_table(*table, name, result, reading);
    if (reading.complaints() != complaints_before) return std::nullopt;
    return result;
}

} // namespace

void read_rules(const toml::node& node, ScenarioReading& reading, ScenarioFile& result)
{
    const toml::table* table = node.as_table();
    if (table == nullptr) {
        reading.found(line_of(node), std::string{"rules that is "}.append(type_text(node)),
                      "a table headed [rules]");
        return;
    }
    for (const auto& [key, value] : *table) {
        const std::string name{key.str()};
        const int line = static_cast<int>(key.source().begin.line);
        if (!has_switch(name, line, nearest_name(name, value, reading.scope()), reading)) continue;
        if (auto one = read_switch(name, value, reading)) result.switches.push_back(*one);
    }
}

void read_needs(const toml::node& node, ScenarioReading& reading, ScenarioFile& result)
{
    constexpr std::string_view allowed = "a list of rules and claims such as [\"PARTY-17\"]";
    const toml::array* list = node.as_array();
    if (list == nullptr) {
        reading.found(line_of(node), std::string{"needs that is "}.append(type_text(node)),
                      allowed);
        return;
    }
    for (const toml::node& entry : *list) {
        const auto* name = entry.as_string();
        const int line = line_of(entry);
        if (name == nullptr)
            reading.found(line, std::string{type_text(entry)}.append(" in the list needs"),
                          allowed);
        else if (has_switch(name->get(), line,
                            nearest_switch(name->get(), reading.scope().rule_names), reading))
            result.needs.push_back({.name = name->get(), .line = line});
    }
}

} // namespace counterlife::study::input
