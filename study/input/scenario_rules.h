// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a scenario file says of rules and claims: which are off, dated, strict or soft, and which
// it needs.

#include "study/input/scenario_reading.h"
#include "study/rooms.h"

namespace counterlife::study::input {

/// Reads the table [rules].
void read_rules(const toml::node& node, ScenarioReading& reading, ScenarioFile& result);

/// Reads the list `needs`.
void read_needs(const toml::node& node, ScenarioReading& reading, ScenarioFile& result);

} // namespace counterlife::study::input
