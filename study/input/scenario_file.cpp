// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario_file.h"

#include "study/input/scenario_reading.h"
#include "study/input/scenario_rules.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace counterlife::study::input {
namespace {

using engine::Day;
using model::FamilySpec;
using model::ParameterSpec;

bool overlap(const Setting& a, const Setting& b)
{
    const auto begin = [](const Setting& s) { return s.from.value_or(engine::before_all_days); };
    const auto end = [](const Setting& s) { return s.to.value_or(engine::no_day); };
    return a.parameter == b.parameter && a.key == b.key && begin(a) < end(b) && begin(b) < end(a);
}

class Parser {
public:
    Parser(std::string_view file, const ScenarioScope& scope, Complaints& complaints)
        : file_{file}, families_{scope.families}, reading_{file, scope, complaints}
    {
    }

    ScenarioFile parse(const toml::table& root)
    {
        ScenarioFile result;
        result.file = file_;
        reading_.complain_of_unknown(root, {"description", "inherits", "needs", "set", "rules"});
        if (const auto* text = reading_.read_text(root, "description")) result.description = *text;
        if (const auto* text = reading_.read_text(root, "inherits")) {
            result.inherits_line = line_of(*root.get("inherits"));
            if (is_scenario_name(*text))
                result.inherits = *text;
            else
                reading_.found(result.inherits_line, "inherits " + in_quotes(*text),
                               scenario_name_form);
        }
        if (const toml::node* node = root.get("needs")) read_needs(*node, reading_, result);
        if (const toml::node* node = root.get("set")) read_settings(*node, result);
        if (const toml::node* node = root.get("rules")) read_rules(*node, reading_, result);
        return result;
    }

private:
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
            reading_.found(line_of(node), std::string{"set that is "}.append(type_text(node)),
                           "tables headed [[set]]");
            return;
        }
        for (const toml::node& entry : *list) {
            if (const toml::table* table = entry.as_table()) {
                read_setting(*table, result);
            } else {
                reading_.found(line_of(entry),
                               std::string{type_text(entry)}.append(" in the list set"),
                               "tables headed [[set]]");
            }
        }
    }

    void read_setting(const toml::table& table, ScenarioFile& result)
    {
        const std::size_t complaints_before = reading_.complaints();
        ScenarioFile::Set set;
        set.line = line_of(table);
        reading_.complain_of_unknown(table, {"parameter", "key", "value", "factor", "from", "to"});
        if (!table.contains("parameter"))
            reading_.found(set.line, "a [[set]] without parameter", "the full name of a parameter");
        if (const auto* name = reading_.read_text(table, "parameter")) {
            set.setting.parameter = *name;
            set.spec = find_parameter(*name);
            if (set.spec == nullptr) complain_of_parameter(line_of(*table.get("parameter")), *name);
        }
        if (const auto* key = reading_.read_text(table, "key")) {
            set.setting.key = *key;
            if (set.spec != nullptr && !key->empty())
                check_key(line_of(*table.get("key")), *set.spec, *key);
        }
        if (table.contains("value") == table.contains("factor")) {
            reading_.found(set.line,
                           table.contains("value") ? "both value and factor" : "no value or factor",
                           "one of them");
        }
        set.setting.value = reading_.read_number(table, "value");
        set.setting.factor = reading_.read_number(table, "factor");
        if (set.setting.value && set.spec != nullptr &&
            (*set.setting.value < set.spec->least || *set.setting.value > set.spec->most)) {
            reading_.found(line_of(*table.get("value")), "value " + number_text(*set.setting.value),
                           number_text(set.spec->least) + ".." + number_text(set.spec->most) +
                               ", outside which " + in_quotes(set.spec->name) + " makes no sense");
        }
        const auto period = reading_.read_period(table, set.line);
        set.setting.from = period.from;
        set.setting.to = period.to;
        for (const ScenarioFile::Set& earlier : result.settings) {
            if (!overlap(set.setting, earlier.setting)) continue;
            reading_.found(set.line,
                           in_quotes(set.setting.parameter) + " set again for days that line " +
                               std::to_string(earlier.line) + " sets",
                           "one setting a day of each parameter and key");
            break;
        }
        if (reading_.complaints() == complaints_before) result.settings.push_back(std::move(set));
    }

    void complain_of_parameter(int line, const std::string& name)
    {
        std::vector<std::string_view> names;
        for (const FamilySpec& family : families_)
            for (const ParameterSpec& spec : family.parameters) names.push_back(spec.name);
        reading_.found(line, "unknown parameter " + in_quotes(name),
                       "the full name of a parameter that the command 'params' lists",
                       nearest(name, names));
    }

    void check_key(int line, const ParameterSpec& spec, const std::string& key)
    {
        if (std::ranges::find(spec.keys, key) != spec.keys.end()) return;
        reading_.found(line, "unknown key " + in_quotes(key) + " of " + in_quotes(spec.name),
                       spec.keys.empty()
                           ? "no key"
                           : "one of its " + std::to_string(spec.keys.size()) +
                                 " keys, of which the first is " + in_quotes(spec.keys.front()),
                       nearest(key, spec.keys));
    }

    std::string_view file_;
    std::span<const FamilySpec> families_;
    ScenarioReading reading_;
};

} // namespace

bool is_scenario_name(std::string_view name)
{
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 100 && is_letter(name.front()) &&
           is_letter(name.back()) && name.find("--") == std::string_view::npos &&
           std::ranges::all_of(name, [&](char c) { return c == '-' || is_letter(c); });
}

std::string as_scenario_name(std::string_view text)
{
    std::string name;
    for (const char c : text.substr(0, 100)) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool fits = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        if (fits)
            name += small;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    if (name.ends_with('-')) name.pop_back();
    return name;
}

ScenarioFile parse_scenario(std::string_view text, std::string_view file,
                            const ScenarioScope& scope, Complaints& complaints)
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
    return Parser{file, scope, complaints}.parse(parsed.table());
}

} // namespace counterlife::study::input
