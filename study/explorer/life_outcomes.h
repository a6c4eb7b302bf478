// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What came of a life, for two of them to be set beside each other.

#include "study/explorer/bands.h"
#include "study/rooms.h"

#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::explorer {

struct LifeOutcome {
    std::string_view outcome, label;
    std::string value; ///< as JSON: a number, true or false, or a word
};

/// The same outcomes in the same order of whatever life.
std::vector<LifeOutcome> outcomes_of(const BandMaterial& material, const std::vector<Band>& bands);

} // namespace counterlife::study::explorer
