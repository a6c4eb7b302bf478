// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values in a scenario's TOML: what is unfit is complained about with its line.

#include "study/input/scenario_file.h"
#include "study/rooms.h"
#include "study/text/complaints.h"
#include "study/text/toml.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace counterlife::study::input {

std::string_view type_text(const toml::node& node);
int line_of(const toml::node& node);

class ScenarioReading {
public:
    struct Period {
        std::optional<engine::Day> from, to;
    };

    ScenarioReading(std::string_view file, const ScenarioScope& scope, Complaints& complaints)
        : file_{file}, scope_{scope}, complaints_{complaints}
    {
    }

    const ScenarioScope& scope() const { return scope_; }
    std::size_t complaints() const { return complaints_.size(); }

    void complain(int line, std::string what) { complaints_.add(at_line(file_, line), what); }
    void found(int line, std::string_view what, std::string_view allowed,
               std::string_view right = {})
    {
        complaints_.found(at_line(file_, line), what, allowed, right);
    }
    void complain_of_unknown(const toml::table& table,
                             std::initializer_list<std::string_view> allowed);

    // Nothing where the key is absent or its value was complained about.
    const std::string* read_text(const toml::table& table, std::string_view key);
    std::optional<double> read_number(const toml::table& table, std::string_view key);

    /// The days `from` and `to` of a table. A period must have days, and some of them in the run.
    Period read_period(const toml::table& table, int line);

private:
    std::optional<engine::Day> read_date(const toml::table& table, std::string_view key);

    std::string_view file_;
    const ScenarioScope& scope_;
    Complaints& complaints_;
};

} // namespace counterlife::study::input
