// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/own_number.h"

#include "model/nation.h"

namespace counterlife::model {
namespace {

constexpr int promise = 10; ///< years

} // namespace

std::vector<const OwnNumber*> own_numbers()
{
    std::vector<const OwnNumber*> all;
    for (const Rule* rule : Nation::rules())
        for (const OwnNumber* number : rule->beside.numbers) {
            number->position = all.size();
            all.push_back(number);
        }
    return all;
}

OwnNumbers::OwnNumbers(const ParameterSet& set)
{
    for (const OwnNumber* number : own_numbers()) {
        Dated<1> now{set, number->name, {""}};
        Highest<1> highest{now, promise + 1};
        series_.push_back({std::move(now), std::move(highest)});
    }
}

double OwnNumber::at(const Numbers& numbers, Day day) const noexcept
{
    return numbers.own.series_[position].now.at(day)[0];
}

Bound OwnNumber::ceiling(const Numbers& numbers, Day from) const noexcept
{
    return {PerYear{numbers.own.series_[position].highest.from(from)[0]},
            from + promise * Days{365}};
}

} // namespace counterlife::model
