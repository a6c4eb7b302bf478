// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading a scenario: data/<scenario>.csv, `name,value,unit,source`.

#include "examples/epidemic/numbers.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <span>

namespace counterlife::epidemic {

using Complaints = std::vector<std::string>;

/// The scenarios in a folder of data, sorted.
std::vector<std::string> scenarios_in(const std::filesystem::path& data);

/// The numbers of a scenario, or all that is wrong with its file at once.
std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario);

/// Of the words allowed, the one that a mistyped one most likely meant.
std::string nearest(std::string_view word, std::span<const std::string_view> allowed);

/// The parts of a line between commas.
std::vector<std::string_view> fields_of(std::string_view line);

/// A number written in full, or nothing.
std::optional<double> number_in(std::string_view text);

/// A number in as few digits as tell it.
std::string shortest(double value);

} // namespace counterlife::epidemic
