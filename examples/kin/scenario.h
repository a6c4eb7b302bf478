// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reading a scenario: data/<scenario>.csv, `name,sex,status,parity,until,value,unit,source`.
//
// Rates are by the month and up to an age in months, which is not in it, as in SOCSIM's rate files.
// What is not given follows SOCSIM's rules: the widowed are as the single, the married die as the
// widowed do, births of a parity are as those of the one before, and where there is nothing at all
// nothing happens; but rates of death must be given.

#include "examples/kin/numbers.h"
#include "examples/shared/words.h"

#include <expected>

namespace counterlife::kin {

using examples::Complaints;

/// The scenarios in a folder of data, sorted.
std::vector<std::string> scenarios_in(const std::filesystem::path& data);

/// The numbers of a scenario, or all that is wrong with its file at once.
std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario);

} // namespace counterlife::kin
