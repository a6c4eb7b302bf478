// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/scenario_reading.h"

#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <span>

namespace counterlife::study::input {
namespace {

using engine::Day;

std::string joined(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == words.size() ? " or " : ", ").append(words[i]);
    return text;
}

} // namespace

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

void ScenarioReading::complain_of_unknown(const toml::table& table,
                                          std::initializer_list<std::string_view> allowed)
{
    for (const auto& [key, node] : table) {
        if (std::ranges::find(allowed, key.str()) != allowed.end()) continue;
        found(static_cast<int>(key.source().begin.line), "unknown word " + in_quotes(key.str()),
              joined(std::span{std::data(allowed), allowed.size()}), nearest(key.str(), allowed));
    }
}

const std::string* ScenarioReading::read_text(const toml::table& table, std::string_view key)
{
    const toml::node* node = table.get(key);
    if (node == nullptr) return nullptr;
    if (const auto* text = node->as_string()) return &text->get();
    found(line_of(*node), std::string{key}.append(" that is ").append(type_text(*node)),
          "a text in quotes");
    return nullptr;
}

std::optional<double> ScenarioReading::read_number(const toml::table& table, std::string_view key)
{
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const std::optional<double> number = node->is_number() ? node->value<double>() : std::nullopt;
    if (number && std::isfinite(*number)) return number;
    found(line_of(*node),
          std::string{key}.append(" that is ").append(number ? "not finite" : type_text(*node)),
          "a finite number such as 0.25");
    return std::nullopt;
}

std::optional<Day> ScenarioReading::read_date(const toml::table& table, std::string_view key)
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

ScenarioReading::Period ScenarioReading::read_period(const toml::table& table, int line)
{
    const Period period{.from = read_date(table, "from"), .to = read_date(table, "to")};
    const auto& [from, to] = period;
    if (from && to && *from >= *to)
        found(line, "a period " + period_text(from, to),
              "a first day (from) before the day it ends (to)");
    else if ((from && *from >= scope_.run_to) || (to && *to <= scope_.run_from))
        found(line, "a period " + period_text(from, to) + " without a day of the run",
              "days of " + period_text(scope_.run_from, scope_.run_to));
    return period;
}

} // namespace counterlife::study::input
