// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether the counts of a run at one level add up to those at the next.

#include "model/places/map.h"
#include "study/record/series.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <span>
#include <string>
#include <vector>

namespace counterlife::study::audit {

/// The nation is the sum of its places at home, and of the provinces with the places that lie in
/// none, the sectors of the front; and what is counted by age adds up to what is counted whole.
/// Complains of each measure once, with its first year. Returns how many sums were compared.
std::size_t check_levels(const std::vector<SeriesRow>& series,
                         std::span<const model::PlaceFacts> places, const std::string& file,
                         Complaints& complaints);

} // namespace counterlife::study::audit
