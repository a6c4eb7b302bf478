// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The series of a run: counts of simulated lives by year, and the rates made of them.

#include "study/rooms.h"
#include "study/text/interned.h"

#include <cstdint>
#include <vector>

namespace counterlife::study::record {

/// One number of a run. Counts are whole numbers stored exactly; rates are made from counts.
struct SeriesRow {
    std::int16_t year = 0;
    Interned measure;      ///< e.g. "population", "births", "tfr"
    Interned level;        ///< "nation", "province" or "place"
    Interned place;        ///< "nation", a province's or a place's name
    Interned sex;          ///< "all", "male" or "female"
    std::int16_t age = -1; ///< lower end of the age group; -1 for all ages
    Interned status;       ///< e.g. a marital status or a household size; empty for all
    double value = 0;
    Interned unit; ///< "persons", "events", "households", "per_year", "years", "share", ...
};

/// The measure of how often each rule has written an event; the status is the rule's name.
inline constexpr const char* events_by_rule = "events_by_rule";

} // namespace counterlife::study::record
