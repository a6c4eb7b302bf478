// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A number that one rule alone reads, declared in the file of that rule:
//
//     constinit const OwnNumber burns{"household.fire", "per_year", 0, 1, "a home burns down"};
//     constexpr const OwnNumber* numbers[]{&burns};
//     ... return burns.ceiling(view.numbers, from.day);
//     ... return burns.at(view.numbers, at.day);
//     constinit const Rule fire{..., .beside = {..., .numbers = numbers}};
//
// Its row stands in the file of its family, data/<institution>/household.csv, as any other's.

#include "model/dated.h"

#include <string_view>

namespace counterlife::engine {
struct Bound;
} // namespace counterlife::engine

namespace counterlife::model {

struct Numbers;

struct OwnNumber {
    std::string_view name; ///< <family>.<name>
    std::string_view unit;
    double least = 0, most = 1; ///< the values that make sense at all
    std::string_view meaning;
    mutable std::size_t position = 0; ///< among all of them, filled in with the first numbers

    /// The value in force on a day.
    double at(const Numbers& numbers, engine::Day day) const noexcept;
    /// As a rate: the highest from a day on, and until when that holds.
    engine::Bound ceiling(const Numbers& numbers, engine::Day from) const noexcept;

    std::string_view family() const noexcept { return name.substr(0, name.find('.')); }
};

/// The values of all of them.
class OwnNumbers {
public:
    OwnNumbers() = default;
    explicit OwnNumbers(const ParameterSet& set);

private:
    friend struct OwnNumber;
    struct Series {
        Dated<1> now;
        Highest<1> highest;
    };
    std::vector<Series> series_; ///< by position
};

/// Those of all rules, in the order of the rules.
std::vector<const OwnNumber*> own_numbers();

} // namespace counterlife::model
