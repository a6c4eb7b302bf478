// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers and lengths of time as sentences say them, and phrases that several rules use.

#include "model/exile.h"
#include "model/life.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace counterlife::model {

/// "third", and "21st" past the twelfth.
std::string ordinal(int number);

/// "seven" up to twelve, and "13" from there.
std::string number_words(std::int64_t number);

/// A length of time as people say it: "15 days", "four months", "two years and eight months".
std::string span_words(engine::Days span);

/// "one letter", "three letters", "13 letters".
std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// With one digit behind the point.
std::string one_decimal(double number);

/// A text with each "{}" in turn replaced by one of these.
std::string put(std::string_view text, std::initializer_list<std::string> parts);
inline std::string text_of(std::integral auto number)
{
    return std::to_string(number);
}
inline std::string text_of(std::string text)
{
    return text;
}

/// The word for a number; outside the list, what the last word says.
std::string word_of(std::span<const std::string_view> words, std::int64_t at);

/// "in a mine".
std::string_view at_work_in(std::int32_t sector);
/// "by way of Mongolia".
std::string_view by_way(Way way);
/// "900,000 won", "1.2 million won".
std::string won(std::int32_t thousands);
/// What a committee's head and secretary each would have done.
std::string_view who_was_willing(bool head, bool secretary);

} // namespace counterlife::model
