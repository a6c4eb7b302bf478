// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How often the rules of a run fired, year by year.

#include "study/record/series.h"
#include "study/rooms.h"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::figures {

struct Firings {
    int first_year = 0;
    std::map<std::string, std::vector<std::int64_t>> by_rule; ///< by year from the first

    /// Over all years; nought for a rule that the run does not know.
    std::int64_t total(const std::string& rule) const;
};

/// The rows of the measure events_by_rule. Empty for a run that has none.
Firings firings_of(std::span<const SeriesRow> series);

/// For each rule a table with a line a decade and a column a year, and a chart of them together.
void print_firings(const Firings& firings, std::span<const std::string> rules, std::ostream& out);

} // namespace counterlife::study::figures
