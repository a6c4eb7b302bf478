// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The numbers of one institution as one row of values by date.
//
// A family lists its parameters once, as a table of Scalars that name their enumerators; the
// specification that data files are checked against and the look-up by day are made of that.

#include "model/dated.h"

#include <cstddef>
#include <limits>
#include <span>
#include <string>

namespace counterlife::model {

struct Scalar {
    std::size_t at = 0;    ///< its enumerator in the family
    std::string_view name; ///< full name; rows of one name stand together and differ by key
    std::string_view key;
    std::string_view unit;
    double least = 0, most = 1;
    std::string_view meaning;
};

/// The rows of a table by their enumerators: each has one row, or the table does not compile. Where
/// a row stands in the list settles nothing.
template <std::size_t N> consteval std::array<Scalar, N> in_order(const Scalar (&rows)[N])
{
    std::array<Scalar, N> table;
    std::array<bool, N> seen{};
    for (const Scalar& row : rows) {
        if (seen[row.at]) throw "two rows for one enumerator";
        for (const Scalar& other : table)
            if (other.name == row.name && other.key == row.key) throw "two rows of one name";
        seen[row.at] = true;
        table[row.at] = row;
    }
    return table;
}

template <class Family> class NumbersOf {
public:
    using Values = typename Dated<Family::count>::Values;

    static FamilySpec spec()
    {
        FamilySpec result{
            .institution = Family::institution, .family = Family::family, .parameters = {}};
        for (const Scalar& one : Family::table) {
            if (result.parameters.empty() || result.parameters.back().name != one.name)
                result.parameters.push_back(
                    {one.name, one.unit, {}, one.least, one.most, one.meaning});
            if (!one.key.empty()) result.parameters.back().keys.emplace_back(one.key);
        }
        return result;
    }

    NumbersOf() = default;
    explicit NumbersOf(const ParameterSet& set)
        : now_{set, names()}, highest_{now_, promise + 1}, lowest_{now_.negated(), promise + 1},
          soon_{now_, 1}
    {
    }

    using Day = engine::Day;
    const Values& at(Day day) const noexcept { return now_.at(day); }
    /// The highest values from a day to `promise` years later.
    const Values& highest(Day day) const noexcept { return highest_.from(day); }
    /// The lowest value of one of them over the same time.
    double lowest(Day day, std::size_t which) const noexcept { return -lowest_.from(day)[which]; }
    static constexpr int promise = 10; ///< years
    static constexpr Day until(Day day) noexcept { return day + promise * engine::Days{365}; }

    /// The highest values from a day until something rises above them: a year later or more. In
    /// years that differ, lower ceilings for a shorter time save more than they cost.
    const Values& highest_soon(Day day) const noexcept { return soon_.from(day); }
    /// The first day on which one of these is above nought; no_day where none ever is.
    Day first_above_nought(std::span<const std::size_t> which) const noexcept
    {
        Values these;
        these.fill(std::numeric_limits<double>::infinity());
        for (const std::size_t one : which) these[one] = 0;
        return now_.first_above(these, 0);
    }
    Day until_soon(Day day) const noexcept { return std::min(soon_.until(day), until(day)); }

private:
    static std::array<typename Dated<Family::count>::Name, Family::count> names()
    {
        std::array<typename Dated<Family::count>::Name, Family::count> all;
        for (std::size_t i = 0; i < Family::count; ++i)
            all[i] = {std::string{Family::table[i].name}, std::string{Family::table[i].key}};
        return all;
    }

    Dated<Family::count> now_;
    Highest<Family::count> highest_;
    Highest<Family::count> lowest_; ///< with the sign turned
    Highest<Family::count> soon_;
};

} // namespace counterlife::model
