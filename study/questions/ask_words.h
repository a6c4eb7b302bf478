// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers of answers as sentences and tables say them.

#include "study/questions/ask.h"
#include "study/rooms.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace counterlife::study::questions {

/// "1 replicate", "3 replicates".
std::string counted(std::int64_t number, std::string_view what);

/// Three digits after the first that counts, and no minus before nought.
std::string digits(double value);

/// Over what the error of a row was found: replicates, counties or persons; empty: there is none.
std::string_view over_of(const EffectRow* row);

/// Why no more replicates were lived, in a word of answers.csv.
std::string_view word(Stop stop);

} // namespace counterlife::study::questions
