// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The switches of a scenario and all it inherits: the last word on each, and where words clash.

#include "study/input/scenario_file.h"
#include "study/rooms.h"

#include <span>

namespace counterlife::study::input {

/// The last word on each rule in its order, then on each claim in its order. What holds always,
/// and holds strictly, has none.
model::RuleSwitches resolve_switches(std::span<const ScenarioFile> youngest_first,
                                     std::span<const std::string> rule_names);

/// Complains of what is switched off, for all days of the run or some, although one of the files
/// needs it.
void complain_of_needs(std::span<const ScenarioFile> youngest_first, const ScenarioScope& scope,
                       Complaints& complaints);

/// Complains of files that set the share of exceptions to a claim that they, or what they
/// inherit, have told to be strict.
void complain_of_strict(std::span<const ScenarioFile> youngest_first, Complaints& complaints);

} // namespace counterlife::study::input
