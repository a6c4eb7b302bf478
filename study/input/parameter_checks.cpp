// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/parameter_checks.h"

#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace counterlife::study::input {
namespace {

using engine::Day;
using model::FamilySpec;
using model::ParameterRow;
using model::ParameterSpec;

Day first_day(const ParameterRow& row)
{
    return row.from.value_or(engine::before_all_days);
}

/// A row against what its family says of the parameter.
void check_row(const ParameterRow& row, const ParameterSpec& spec, std::string_view file,
               Complaints& complaints)
{
    const std::string where = at_line(file, row.line);
    const bool has_key = spec.keys.empty() ? row.key.empty() : is_among(row.key, spec.keys);
    if (!has_key)
        complaints.found(where, "unknown key " + in_quotes(row.key) + " of " + in_quotes(row.name),
                         spec.keys.empty() ? "no key" : some_of(spec.keys),
                         nearest(row.key, spec.keys));
    if (row.unit != spec.unit)
        complaints.found(where, "unit " + in_quotes(row.unit) + " of " + described(row),
                         "unit " + in_quotes(spec.unit));
    if (row.value < spec.least || row.value > spec.most)
        complaints.found(where, "value " + number_text(row.value),
                         range_text(spec.least, spec.most) + ", outside which " +
                             in_quotes(spec.name) + " makes no sense");
}

} // namespace

std::string described(const ParameterRow& row)
{
    return in_quotes(row.name) + (row.key.empty() ? "" : " " + in_quotes(row.key));
}

std::string range_text(double least, double most)
{
    return number_text(least) + ".." + number_text(most);
}

std::string some_of(const std::vector<std::string>& words)
{
    constexpr std::size_t shown = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, words.size()); ++i)
        text.append(i == 0 ? "" : ", ").append(in_quotes(words[i]));
    if (words.size() > shown)
        text.append(" and ").append(std::to_string(words.size() - shown)).append(" more");
    return text;
}

void check_dates(std::vector<ParameterRow>& rows, bool whole, Day from, Day to,
                 std::string_view file, Complaints& complaints)
{
    std::ranges::sort(rows, {},
                      [](const ParameterRow& row) { return std::pair{first_day(row), row.line}; });
    Day covered_to = engine::before_all_days;
    const ParameterRow* last = nullptr;
    const auto gap = [&](const ParameterRow& row, Day begin, Day end) {
        begin = std::max(begin, from);
        end = std::min(end, to);
        if (begin >= end || !whole) return;
        complaints.found(at_line(file, row.line),
                         "no value of " + described(row) + " for " + period_text(begin, end),
                         "values for all of " + period_text(from, to));
    };
    for (const ParameterRow& row : rows) {
        if (last != nullptr && first_day(row) < covered_to)
            complaints.found(at_line(file, row.line),
                             "a second value of " + described(row) + " in " +
                                 period_text(row.from, row.to) + " (the first is on line " +
                                 std::to_string(last->line) + ")",
                             "one value on each day");
        else
            gap(last != nullptr ? *last : row, covered_to, first_day(row));
        if (last == nullptr || row.to.value_or(engine::no_day) >= covered_to) {
            covered_to = row.to.value_or(engine::no_day);
            last = &row;
        }
    }
    if (last != nullptr) gap(*last, covered_to, engine::no_day);
}

void check_periods(const std::vector<ParameterRow>& rows, Day from, Day to, std::string_view file,
                   Complaints& complaints)
{
    std::map<std::pair<std::string_view, std::string_view>, std::vector<ParameterRow>> same;
    for (const ParameterRow& row : rows) {
        if (row.from && row.to && *row.from >= *row.to)
            complaints.found(at_line(file, row.line), "a period " + period_text(row.from, row.to),
                             "a first day (from) before the day it ends (to)");
        same[{row.name, row.key}].push_back(row);
    }
    for (auto& [name, those] : same) check_dates(those, true, from, to, file, complaints);
}

void check_families(const std::vector<ParameterRow>& rows, std::span<const FamilySpec> families,
                    std::string_view file, Complaints& complaints)
{
    std::map<std::string_view, const ParameterSpec*> specs;
    std::set<std::pair<std::string_view, std::string_view>> missing;
    std::vector<std::string_view> names;
    for (const FamilySpec& family : families)
        for (const ParameterSpec& spec : family.parameters) {
            specs[spec.name] = &spec;
            names.push_back(spec.name);
            if (spec.keys.empty()) missing.insert({spec.name, ""});
            for (const std::string& key : spec.keys) missing.insert({spec.name, key});
        }
    for (const ParameterRow& row : rows) {
        missing.erase({row.name, row.key});
        if (const auto spec = specs.find(row.name); spec != specs.end())
            check_row(row, *spec->second, file, complaints);
        else
            complaints.found(at_line(file, row.line), "unknown parameter " + in_quotes(row.name),
                             "the " + std::to_string(names.size()) + " that the rules read",
                             nearest(row.name, names));
    }
    for (const auto& [name, key] : missing) {
        ParameterRow one;
        one.name = name, one.key = key;
        complaints.found(std::string{file}, "no row of parameter " + described(one),
                         "at least one row");
    }
}

} // namespace counterlife::study::input
