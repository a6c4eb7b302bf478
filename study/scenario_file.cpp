// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/scenario_file.h"

#include "study/nearest.h"
#include "study/toml.h"
#include "study/values.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

namespace counterlife::study {
namespace {

using engine::Day;
using model::FamilySpec;
using model::ParameterSpec;
using model::RuleSwitch;

std::string_view type_text(const toml::node& node)
{
    switch (node.type()) {
    case toml::node_type::table:
        return "a table";
    case toml::node_type::array:
        return "a list";
    case toml::node_type::string:
        return "a text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
        return "a number";
    case toml::node_type::boolean:
        return "true or false";
    case toml::node_type::date:
        return "a date";
    case toml::node_type::time:
        return "a time";
    case toml::node_type::date_time:
        return "a date with a time";
    default:
        return "nothing";
    }
}

int line_of(const toml::node& node)
{
    return static_cast<int>(node.source().begin.line);
}

std::string joined(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == words.size() ? " or " : ", ").append(words[i]);
    return text;
}

bool overlap(const Setting& a, const Setting& b)
{
    const auto begin = [](const Setting& s) {
        return s.from.value_or(std::numeric_limits<Day>::min());
    };
    const auto end = [](const Setting& s) { return s.to.value_or(engine::no_day); };
    return a.parameter == b.parameter && a.key == b.key && begin(a) < end(b) && begin(b) < end(a);
}

class Parser {
public:
    Parser(std::string_view file, std::span<const FamilySpec> families,
           const std::vector<std::string>& rule_names, Complaints& complaints)
        : file_{file}, families_{families}, rule_names_{rule_names}, complaints_{complaints}
    {
    }

    ScenarioFile parse(const toml::table& root)
    {
        ScenarioFile result;
        result.file = file_;
        complain_of_unknown(root, {"description", "inherits", "set", "rules"});
        if (const auto* text = read_text(root, "description")) result.description = *text;
        if (const auto* text = read_text(root, "inherits")) {
            result.inherits_line = line_of(*root.get("inherits"));
            if (is_scenario_name(*text))
                result.inherits = *text;
            else
                found(result.inherits_line, "inherits " + in_quotes(*text), scenario_name_form);
        }
        if (const toml::node* node = root.get("set")) read_settings(*node, result);
        if (const toml::node* node = root.get("rules")) read_rules(*node, result);
        return result;
    }

private:
    void found(int line, std::string_view what, std::string_view allowed,
               std::string_view right = {})
    {
        complaints_.found(at_line(file_, line), what, allowed, right);
    }

    void complain_of_unknown(const toml::table& table,
                             std::initializer_list<std::string_view> allowed)
    {
        for (const auto& [key, node] : table) {
            if (std::ranges::find(allowed, key.str()) != allowed.end()) continue;
            found(static_cast<int>(key.source().begin.line), "unknown word " + in_quotes(key.str()),
                  joined(std::span{std::data(allowed), allowed.size()}),
                  nearest(key.str(), allowed));
        }
    }

    const std::string* read_text(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        if (node == nullptr) return nullptr;
        if (const auto* text = node->as_string()) return &text->get();
        found(line_of(*node), std::string{key}.append(" that is ").append(type_text(*node)),
              "a text in quotes");
        return nullptr;
    }

    std::optional<double> read_number(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        if (node == nullptr) return std::nullopt;
        const std::optional<double> number =
            node->is_number() ? node->value<double>() : std::nullopt;
        if (number && std::isfinite(*number)) return number;
        found(line_of(*node),
              std::string{key}.append(" that is ").append(number ? "not finite" : type_text(*node)),
              "a finite number such as 0.25");
        return std::nullopt;
    }

    std::optional<Day> read_date(const toml::table& table, std::string_view key)
    {
        const toml::node* node = table.get(key);
        if (node == nullptr) return std::nullopt;
        if (const auto* date = node->as_date()) {
            const toml::date& read = date->get();
            const std::chrono::year_month_day day{std::chrono::year{read.year},
                                                  std::chrono::month{read.month},
                                                  std::chrono::day{read.day}};
            if (day.ok()) return engine::day_of(read.year, read.month, read.day);
        }
        found(line_of(*node), std::string{key}.append(" that is ").append(type_text(*node)),
              "a date as 1970-12-31, without quotes or time");
        return std::nullopt;
    }

    /// Whether the period has days in it.
    bool is_period(int line, std::optional<Day> from, std::optional<Day> to)
    {
        if (!from || !to || *from < *to) return true;
        found(line, "a period " + period_text(from, to),
              "a first day (from) before the day it ends (to)");
        return false;
    }

    const ParameterSpec* find_parameter(std::string_view name) const
    {
        for (const FamilySpec& family : families_) {
            const auto spec = std::ranges::find(family.parameters, name, &ParameterSpec::name);
            if (spec != family.parameters.end()) return &*spec;
        }
        return nullptr;
    }

    void read_settings(const toml::node& node, ScenarioFile& result)
    {
        const toml::array* list = node.as_array();
        if (list == nullptr) {
            found(line_of(node), std::string{"set that is "}.append(type_text(node)),
                  "tables headed [[set]]");
            return;
        }
        for (const toml::node& entry : *list) {
            if (const toml::table* table = entry.as_table()) {
                read_setting(*table, result);
            } else {
                found(line_of(entry), std::string{type_text(entry)}.append(" in the list set"),
                      "tables headed [[set]]");
            }
        }
    }

    void read_setting(const toml::table& table, ScenarioFile& result)
    {
        const std::size_t complaints_before = complaints_.size();
        ScenarioFile::Set set;
        set.line = line_of(table);
        complain_of_unknown(table, {"parameter", "key", "value", "factor", "from", "to"});
        if (!table.contains("parameter"))
            found(set.line, "a [[set]] without parameter", "the full name of a parameter");
        if (const auto* name = read_text(table, "parameter")) {
            set.setting.parameter = *name;
            set.spec = find_parameter(*name);
            if (set.spec == nullptr) complain_of_parameter(line_of(*table.get("parameter")), *name);
        }
        if (const auto* key = read_text(table, "key")) {
            set.setting.key = *key;
            if (set.spec != nullptr && !key->empty())
                check_key(line_of(*table.get("key")), *set.spec, *key);
        }
        if (table.contains("value") == table.contains("factor")) {
            found(set.line,
                  table.contains("value") ? "both value and factor" : "no value or factor",
                  "one of them");
        }
        set.setting.value = read_number(table, "value");
        set.setting.factor = read_number(table, "factor");
        if (set.setting.value && set.spec != nullptr &&
            (*set.setting.value < set.spec->least || *set.setting.value > set.spec->most)) {
            found(line_of(*table.get("value")), "value " + number_text(*set.setting.value),
                  number_text(set.spec->least) + ".." + number_text(set.spec->most) +
                      ", outside which " + in_quotes(set.spec->name) + " makes no sense");
        }
        set.setting.from = read_date(table, "from");
        set.setting.to = read_date(table, "to");
        is_period(set.line, set.setting.from, set.setting.to);
        for (const ScenarioFile::Set& earlier : result.settings) {
            if (!overlap(set.setting, earlier.setting)) continue;
            found(set.line,
                  in_quotes(set.setting.parameter) + " set again for days that line " +
                      std::to_string(earlier.line) + " sets",
                  "one setting a day of each parameter and key");
            break;
        }
        if (complaints_.size() == complaints_before) result.settings.push_back(std::move(set));
    }

    void complain_of_parameter(int line, const std::string& name)
    {
        std::vector<std::string_view> names;
        for (const FamilySpec& family : families_)
            for (const ParameterSpec& spec : family.parameters) names.push_back(spec.name);
        found(line, "unknown parameter " + in_quotes(name),
              "the full name of a parameter that the command 'params' lists", nearest(name, names));
    }

    void check_key(int line, const ParameterSpec& spec, const std::string& key)
    {
        if (std::ranges::find(spec.keys, key) != spec.keys.end()) return;
        found(line, "unknown key " + in_quotes(key) + " of " + in_quotes(spec.name),
              spec.keys.empty()
                  ? "no key"
                  : "one of its " + std::to_string(spec.keys.size()) +
                        " keys, of which the first is " + in_quotes(spec.keys.front()),
              nearest(key, spec.keys));
    }

    void read_rules(const toml::node& node, ScenarioFile& result)
    {
        const toml::table* table = node.as_table();
        if (table == nullptr) {
            found(line_of(node), std::string{"rules that is "}.append(type_text(node)),
                  "a table headed [rules]");
            return;
        }
        for (const auto& [key, value] : *table) {
            const std::string rule{key.str()};
            if (std::ranges::find(rule_names_, rule) == rule_names_.end()) {
                found(static_cast<int>(key.source().begin.line), "unknown rule " + in_quotes(rule),
                      "a rule's name in quotes", nearest_rule(rule, value));
            } else if (const auto rule_switch = read_switch(rule, value)) {
                result.switches.push_back(*rule_switch);
            }
        }
    }

    /// A dotted name without quotes arrives as a table in a table; its parts are put together.
    std::string nearest_rule(std::string rule, const toml::node& value) const
    {
        const toml::table* table = value.as_table();
        if (table != nullptr && table->size() == 1 && !table->contains("from") &&
            !table->contains("to"))
            rule.append(".").append(table->begin()->first.str());
        return nearest(rule, rule_names_);
    }

    std::optional<RuleSwitch> read_switch(const std::string& rule, const toml::node& node)
    {
        constexpr std::array<std::string_view, 2> words{"off", "on"};
        RuleSwitch result{.rule = rule};
        if (const auto* text = node.as_string()) {
            if (text->get() == "on") return result;
            result.to = result.from;
            if (text->get() == "off") return result;
            found(line_of(node), in_quotes(text->get()),
                  "\"off\", \"on\" or a table of from and to", nearest(text->get(), words));
            return std::nullopt;
        }
        const toml::table* table = node.as_table();
        if (table == nullptr || table->empty()) {
            found(line_of(node), std::string{table != nullptr ? "an empty table" : type_text(node)},
                  "\"off\", \"on\" or a table of from and to");
            return std::nullopt;
        }
        const std::size_t complaints_before = complaints_.size();
        complain_of_unknown(*table, {"from", "to"});
        const auto from = read_date(*table, "from");
        const auto to = read_date(*table, "to");
        is_period(line_of(node), from, to);
        if (complaints_.size() != complaints_before) return std::nullopt;
        result.from = from.value_or(result.from);
        result.to = to.value_or(result.to);
        return result;
    }

    std::string file_;
    std::span<const FamilySpec> families_;
    const std::vector<std::string>& rule_names_;
    Complaints& complaints_;
};

} // namespace

bool is_scenario_name(std::string_view name)
{
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 100 && is_letter(name.front()) &&
           is_letter(name.back()) && name.find("--") == std::string_view::npos &&
           std::ranges::all_of(name, [&](char c) { return c == '-' || is_letter(c); });
}

ScenarioFile parse_scenario(std::string_view text, std::string_view file,
                            std::span<const FamilySpec> families,
                            const std::vector<std::string>& rule_names, Complaints& complaints)
{
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const toml::source_position place = parsed.error().source().begin;
        complaints.add(at_line(file, static_cast<int>(place.line)) + ":" +
                           std::to_string(place.column),
                       "found text that is not TOML: " + printable(parsed.error().description()));
        ScenarioFile unread;
        unread.file = file;
        return unread;
    }
    return Parser{file, families, rule_names, complaints}.parse(parsed.table());
}

} // namespace counterlife::study
