// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every number the rules use, as rows that know their unit, range, kind, source and dates.
//
// The model never opens a file: `study` reads the rows and hands over a ParameterSet that has
// already been checked against the families declared here. A family is the numbers of one rule
// or a few: the file data/<institution>/<family>.csv. A parameter's full name is <family>.<name>.

#include "engine/time.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace counterlife::model {

enum class Kind { testimony, statistic, calibrated, assumption };

/// One row of a parameter file: a value in force from one day to another (exclusive).
struct ParameterRow {
    std::string name; ///< full name, e.g. "death.mx"
    std::string key;  ///< e.g. "M/25"; empty for a scalar
    double value = 0;
    std::string unit;
    std::optional<engine::Day> from; ///< empty: since ever
    std::optional<engine::Day> to;   ///< exclusive; empty: for ever
    double low = 0, high = 0;        ///< plausible range, in the same unit
    Kind kind = Kind::assumption;
    std::string source, note;
    std::string file; ///< where the row was read, for complaints
    int line = 0;
};

/// What a family must hold: one entry a parameter.
struct ParameterSpec {
    std::string_view name; ///< full name
    std::string_view unit;
    std::vector<std::string> keys; ///< all the keys it must have; empty for a scalar
    double least = 0, most = 1;    ///< the values that make sense at all
    std::string_view meaning;      ///< one sentence
};

/// A family of parameters as its institution declares it.
struct FamilySpec {
    std::string_view institution; ///< folder under data/
    std::string_view family;      ///< file stem
    std::vector<ParameterSpec> parameters;
};

/// Every family the model reads, in a fixed order.
std::span<const FamilySpec> families();

/// The numbers in force in one scenario: checked, complete, and by name, key and day.
class ParameterSet {
public:
    ParameterSet() = default;
    explicit ParameterSet(std::vector<ParameterRow> rows);

    /// The value in force on a day. The set must hold the name and key: that was checked when
    /// the rows were read, so a miss is a broken promise: std::logic_error.
    double at(std::string_view name, std::string_view key, engine::Day day) const;
    double at(std::string_view name, engine::Day day) const { return at(name, {}, day); }

    /// All rows of one name and key, ordered by date.
    std::span<const ParameterRow> history(std::string_view name, std::string_view key = {}) const;

    std::span<const ParameterRow> rows() const { return rows_; }

private:
    std::vector<ParameterRow> rows_; // sorted by name, key, from
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> index_;
};

} // namespace counterlife::model
