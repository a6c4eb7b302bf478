// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words, numbers and signs of a pattern.

#include "study/find/pattern.h"
#include "study/rooms.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::find {

struct Token {
    enum class Kind : std::uint8_t {
        word,   ///< a name, perhaps with dots and a star at its end
        quoted, ///< a name between quotation marks
        number, ///< digits, perhaps with a minus or hyphens between them as in a date
        sign,   ///< "..", "<", "<=", ">", ">=" or "="
        stop,   ///< ";" or the end of a line
        end     ///< of the text
    };
    Kind kind = Kind::end;
    std::string text;   ///< without quotation marks
    std::size_t at = 0; ///< where it begins
    std::size_t end = 0;

    bool is(Kind what, std::string_view words) const { return kind == what && text == words; }
    bool is_word(std::string_view words) const { return is(Kind::word, words); }
};

/// The whole number that a token is, if it is one of a hundred million at most.
std::optional<std::int64_t> number_of(const Token& token);

/// The days of the year, the month or the one day that a token is.
std::optional<NumberRange> days_of(const Token& token);

/// The tokens, `end` last. Whatever belongs to none is complained of and left out.
std::vector<Token> tokens_of(std::string_view text, std::string_view file, Complaints& complaints);

} // namespace counterlife::study::find
