// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The measures of a run by the institutions that they tell of; rates.h puts them together.

#include "study/record/series_table.h"
#include "study/rooms.h"

#include <vector>

namespace counterlife::study::figures {

/// The measures that the targets of flight, exile and arrival are stated in, in real persons.
std::vector<SeriesRow> exile_rates(const SeriesTable& counts, double persons_per_life);

/// The measures that the targets of army, party, work and famine are stated in.
std::vector<SeriesRow> system_rates(const SeriesTable& counts, double persons_per_life);

} // namespace counterlife::study::figures
