// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Readable words for events, as the records of the rules have them.

#include "study/find/pattern.h"
#include "study/rooms.h"

#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::find {

struct PatternWord {
    std::string_view word, rule;
    bool (*means)(std::int32_t detail) = nullptr; ///< null: every event of the rule
};

/// Several lines with one word are alternatives.
std::span<const PatternWord> pattern_words();

/// What a word stands for; empty if it is none of the table.
std::vector<RuleChoice> choices_of(std::string_view word);

} // namespace counterlife::study::find
