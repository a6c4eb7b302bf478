// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Readable words for events: the one table of what each stands for.

#include "study/find/pattern.h"
#include "study/rooms.h"

#include <span>
#include <string_view>
#include <vector>

namespace counterlife::study::find {

struct PatternWord {
    std::string_view word, rule;
    NumberRange detail = {}; ///< the details of the rule for which the word stands
    std::int32_t part = -1;  ///< which bits of a detail that says several things
};

/// Several lines with one word are alternatives.
std::span<const PatternWord> pattern_words();

/// What a word stands for; empty if it is none of the table.
std::vector<RuleChoice> choices_of(std::string_view word);

} // namespace counterlife::study::find
