// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// When a published figure appeared, how it came about, and what became of it since.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace counterlife::study::figures {

/// Counted one by one; worked out from a sample or a model; or carried on beyond what was observed.
enum class Origin : std::uint8_t { count, estimate, projection };

std::string_view word(Origin origin);

struct Publication {
    std::string published; ///< a year, a month, a day or "unknown"
    Origin kind = Origin::estimate;
    std::string corrected; ///< what became of the figure since; empty where nothing is known
    std::string data_to;   ///< of a projection: the last year observed, or "unknown"
};

/// The last columns of every table of published figures, in this order.
inline constexpr std::array<std::string_view, 4> publication_columns{"published", "kind",
                                                                     "corrected", "data_to"};

/// The years that a figure is about; 0 where they could not be read, and then nothing is held
/// against them.
struct YearsAbout {
    int from = 0, to = 0; ///< inclusive
};

Publication read_publication(std::span<const std::string, publication_columns.size()> fields,
                             YearsAbout about, std::string_view where, Complaints& complaints);

} // namespace counterlife::study::figures
