// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rules of the model as people see them.

#include "study/rooms.h"

#include <string>
#include <vector>

namespace counterlife::study::input {

/// A rule in its own words.
struct RuleFacts {
    std::string name, says;
    std::vector<std::string> answers; ///< the ids of claims
};

/// All rules of the model, with their answers taken apart.
std::vector<RuleFacts> rule_facts();

} // namespace counterlife::study::input
