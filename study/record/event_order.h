// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one order in which events are written.

#include "engine/event.h"
#include "study/rooms.h"

#include <cstdint>
#include <span>
#include <vector>

namespace counterlife::study::record {

/// The positions of the events ordered by person and day, and those of one day as they happened:
/// letters first, then what was due. A person's day is lived in one place, which keeps its events
/// in that order, so that it is the same for any number of threads. At most 2^32 events.
std::vector<std::uint32_t> in_order(std::span<const engine::Event> events);

} // namespace counterlife::study::record
