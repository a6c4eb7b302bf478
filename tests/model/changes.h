// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a rule has changed of a life, so that a test can also say what it leaves as it was.

#include "model/life.h"

#include <string>
#include <vector>

namespace counterlife::model {

/// The names of the fields that differ, in the order of the record. Of what is due next, which is
/// the engine's business, nothing is said.
std::vector<std::string> changes(const Life& before, const Life& after);

using Fields = std::vector<std::string>;

} // namespace counterlife::model
