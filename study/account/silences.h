// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Years of which no event tells: the account says by what the person lived.

#include "study/account/biography.h"
#include "study/rooms.h"

#include <vector>

namespace counterlife::study::account {

/// Puts a line, of no event, into each gap of many years between two lines, and after the last
/// until death or the end of the run. Children, and whoever is at school, have none.
void add_silences(std::vector<Line>& lines, const std::vector<LoggedEvent>& events,
                  const WhoIsWho& cast, const RunDescription& run);

} // namespace counterlife::study::account
