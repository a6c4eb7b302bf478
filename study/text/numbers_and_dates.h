// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers, dates and whole files as they stand in what the user gives, and back again.

#include "engine/time.h"
#include "study/rooms.h"

#include <cstddef>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace counterlife::study::text {

/// A finite number in plain or scientific notation, and nothing else before or behind it.
std::optional<double> parse_number(std::string_view text);

/// A day as YYYY-MM-DD that is in the calendar.
std::optional<engine::Day> parse_date(std::string_view text);

/// The shortest decimal that reads back as the same number.
std::string number_text(double value);

std::string date_text(engine::Day day);

/// "1970-01-01..1990-01-01"; an open end is left out.
std::string period_text(std::optional<engine::Day> from, std::optional<engine::Day> to);

/// The bytes of a plain file no larger than the limit, or the words for why not, which continue
/// "found ".
std::expected<std::string, std::string> read_file(const std::filesystem::path& path,
                                                  std::size_t limit);

} // namespace counterlife::study::text
