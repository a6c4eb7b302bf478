// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happened, in a sentence. The words are those of the rules' records.

#include "model/journal/record.h"
#include "study/account/who_is_who.h"
#include "study/record/life_reading.h"
#include "study/record/run_description.h"
#include "study/rooms.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace counterlife::study::account {

/// How the events of a rule are told; null for a rule that the model does not know, or that writes
/// none.
const model::Record* record_of(std::string_view rule);

/// The age at which children did not go along with their parents any more, by the run's parameters.
double grown_age(const RunDescription& run, engine::Day day);

/// What happened, as a whole sentence that begins with `who` or else with "He" or "She". `before`
/// are earlier events of the same life, `grown_age` that at which children do not go along.
std::string told(const LoggedEvent& event, const WhoIsWho& cast, std::string_view who = {},
                 std::span<const LoggedEvent> before = {}, double grown_age = 0);

} // namespace counterlife::study::account
