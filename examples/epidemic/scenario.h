// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading a scenario: data/<scenario>.csv, `name,value,unit,source`.

#include "examples/epidemic/numbers.h"
#include "examples/shared/words.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <span>

namespace counterlife::epidemic {

using examples::Complaints;
using examples::fields_of;
using examples::nearest;
using examples::number_in;
using examples::shortest;
using examples::shown;

/// The scenarios in a folder of data, sorted.
std::vector<std::string> scenarios_in(const std::filesystem::path& data);

/// The numbers of a scenario, or all that is wrong with its file at once.
std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario);

} // namespace counterlife::epidemic
