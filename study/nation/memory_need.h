// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What runs need of a machine, and whether this process may have it: known before they begin.

#include "study/nation/simulation.h"
#include "study/rooms.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace counterlife::study::nation {

/// Bytes that a run holds when it is at its fullest, as measured; the process itself included.
std::int64_t memory_needed(const RunRequest& request);

/// The same of several worlds side by side, whose people are held against each other.
std::int64_t memory_needed(const RunRequest& request, std::size_t worlds);

/// Empty, or the sentence that says which limit so much memory or so many threads do not fit in.
std::string what_is_lacking(std::int64_t bytes, const RunRequest& request);

} // namespace counterlife::study::nation
