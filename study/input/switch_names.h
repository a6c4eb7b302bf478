// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The names of rules and the ids of claims, as a user may write them.

#include "study/rooms.h"

#include <span>
#include <string>
#include <string_view>

namespace counterlife::study::input {

/// With ASCII letters in capitals, as the ids of claims are written.
std::string in_capitals(std::string_view word);

/// The rule or the claim with a switch that is nearest to the word; empty where none is near.
std::string nearest_switch(std::string_view word, std::span<const std::string> rule_names);

/// The same among all claims, also those without a switch.
std::string nearest_rule_or_claim(std::string_view word, std::span<const std::string> rule_names);

/// The ids of the claims that are told without exceptions, in one text.
std::string absolute_claims_text();

} // namespace counterlife::study::input
