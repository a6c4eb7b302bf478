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

/// The positions of the events ordered by person, day and rule, and by all else after that, so that
/// the order does not depend on how they came. At most 2^32 events.
std::vector<std::uint32_t> in_order(std::span<const engine::Event> events);

} // namespace counterlife::study::record
