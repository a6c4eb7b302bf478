// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife check`: reads all that a run would read, and says what is wrong with it.

#include "app/commands.h"
#include "study/input/scenario_choice.h"

#include <iosfwd>

namespace counterlife::app {

/// Writes one line to `out` and returns 0; or writes every complaint to `err` and returns 2.
int check(const ScenarioChoice& choice, std::ostream& out, std::ostream& err);

} // namespace counterlife::app
