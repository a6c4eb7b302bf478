// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading what a run or its like says of itself, in TOML, with every complaint by its line.

#include "engine/time.h"
#include "study/rooms.h"
#include "study/text/complaints.h"
#include "study/text/toml.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace counterlife::study::record {

class Reading {
public:
    Reading(std::string_view file, Complaints& complaints) : file_{file}, complaints_{complaints} {}

    /// The value of a key that must be there.
    template <class Value>
    Value needed(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        if (const auto value = table[key].value<Value>()) return *value;
        complain(table, key, allowed);
        return {};
    }

    std::int64_t count(const toml::table& table, std::string_view key,
                       std::int64_t most = std::numeric_limits<std::int64_t>::max())
    {
        const auto value = needed<std::int64_t>(table, key, "a whole number");
        if (value < 0)
            complain(table, key, "a whole number, zero or more");
        else if (value > most)
            complain(table, key, "at most " + std::to_string(most));
        return value < 0 || value > most ? 0 : value;
    }

    double number(const toml::table& table, std::string_view key)
    {
        const auto value = needed<double>(table, key, "a number");
        if (!std::isfinite(value)) complain(table, key, "a finite number such as 0.25");
        return value;
    }

    /// A text or a switch that may be left out.
    template <class Value> Value optional(const toml::table& table, std::string_view key,
                                          std::string_view allowed, Value otherwise = {})
    {
        return table.contains(key) ? needed<Value>(table, key, allowed) : otherwise;
    }

    std::optional<engine::Day> day(const toml::table& table, std::string_view key)
    {
        if (!table.contains(key)) return std::nullopt;
        const auto date = table[key].value<toml::date>();
        if (date) {
            const std::chrono::year_month_day day{std::chrono::year{date->year},
                                                  std::chrono::month{date->month},
                                                  std::chrono::day{date->day}};
            if (day.ok()) return engine::day_of(date->year, date->month, date->day);
        }
        complain(table, key, "a date such as 1955-01-01");
        return std::nullopt;
    }

    engine::Day needed_day(const toml::table& table, std::string_view key)
    {
        if (!table.contains(key)) complain(table, key, "a date such as 1955-01-01");
        return day(table, key).value_or(engine::Day{});
    }

    const toml::table* section(const toml::table& table, std::string_view key)
    {
        const toml::table* found = table[key].as_table();
        if (found == nullptr)
            complaints_.add(std::string{file_}, "found no section [" + std::string{key} +
                                                    "]; the file may have been cut short");
        return found;
    }

    template <class Use> void each(const toml::table& table, std::string_view key, Use use)
    {
        const toml::array* list = table[key].as_array();
        if (list == nullptr) return complain(table, key, "a list");
        for (const toml::node& item : *list) use(item);
    }

    template <class Use> void each_table(const toml::table& table, std::string_view key, Use use)
    {
        each(table, key, [&](const toml::node& item) {
            if (const toml::table* one = item.as_table()) return use(*one);
            complaints_.found(at_line(file_, static_cast<int>(item.source().begin.line)),
                              shown(item) + " among " + in_quotes(key), "tables in braces");
        });
    }

    void complain(const toml::table& table, std::string_view key, std::string_view allowed)
    {
        const toml::node* node = table.get(key);
        const auto line = node == nullptr ? table.source().begin.line : node->source().begin.line;
        complaints_.found(at_line(file_, static_cast<int>(line)),
                          node == nullptr ? "no " + in_quotes(key)
                                          : shown(*node) + " as " + in_quotes(key),
                          allowed);
    }

    /// A value as it stands in the file.
    static std::string shown(const toml::node& node)
    {
        if (const auto* text = node.as_string()) return in_quotes(text->get());
        if (node.is_table() || node.is_array()) return node.is_table() ? "a table" : "a list";
        std::ostringstream out;
        node.visit([&](const auto& value) {
            if constexpr (toml::is_value<decltype(value)>) out << toml::toml_formatter{value};
        });
        return in_quotes(out.str());
    }

private:
    std::string_view file_;
    Complaints& complaints_;
};

/// A whole number without sign after `prefix`.
inline std::optional<std::uint64_t> number_after(std::string_view prefix, std::string_view text,
                                                 int base)
{
    if (!text.starts_with(prefix)) return std::nullopt;
    text.remove_prefix(prefix.size());
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

inline std::uint64_t seed_in(const toml::table& run, Reading& reading)
{
    if (const auto text = run["seed"].value<std::string>())
        if (const auto seed = number_after("", *text, 10)) return *seed;
    return static_cast<std::uint64_t>(reading.count(run, "seed"));
}

} // namespace counterlife::study::record
