// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What questions measure: the outcomes of every comparison, and more that only questions need.

#include "study/rooms.h"
#include "study/twins/outcomes.h"

#include <string_view>
#include <vector>

namespace counterlife::study::questions {

/// All of them, those of every comparison first; no name twice.
const std::vector<const Outcome*>& question_outcomes();

/// The position of that name among them, or past their end.
std::size_t question_outcome(std::string_view name);

} // namespace counterlife::study::questions
