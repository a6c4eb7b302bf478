// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading a scenario: data/<scenario>.csv and data/mortality.csv, `name,from,value,unit,source`.

#include "examples/riskpaths/numbers.h"
#include "examples/shared/words.h"

#include <expected>
#include <filesystem>

namespace counterlife::riskpaths {

using examples::Complaints;
using examples::fields_of;
using examples::number_in;

/// The scenarios in a folder of data, sorted.
std::vector<std::string> scenarios_in(const std::filesystem::path& data);

/// The numbers of a scenario, or all that is wrong with its files at once.
std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario, bool mortality);

} // namespace counterlife::riskpaths
