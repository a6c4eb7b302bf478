// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife params`: every number the rules use, with where it comes from.

#include "app/commands.h"
#include "model/parameters.h"
#include "study/input/scenario_choice.h"

#include <expected>
#include <iosfwd>
#include <string>
#include <vector>

namespace counterlife::app {

struct ParamsRequest {
    ScenarioChoice choice;
    std::string prefix = {};   ///< only parameters whose full name begins so
    bool only_assumed = false; ///< only the assumptions
    bool every_row = false;    ///< do not gather the many keys and periods of a name in one line
};

/// The rows that are wanted, of the scenario.
std::expected<std::vector<model::ParameterRow>, Complaints> params_of(const ParamsRequest& request);

/// Writes an aligned table to `out` and returns 0; or writes every complaint to `err` and
/// returns 2.
int params(const ParamsRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app
