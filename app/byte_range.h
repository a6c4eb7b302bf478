// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of a file that a reader asks for (RFC 9110, section 14).

#include <cstdint>
#include <optional>
#include <string_view>

namespace counterlife::app {

struct ByteRange {
    std::uint64_t from = 0, size = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a header Range means of a file of this size.
struct AskedRange {
    enum class Kind : std::uint8_t {
        whole,  ///< none was asked for, or one that a server may pass over: several, another unit
        part,   ///< that of `range`
        beyond, ///< nothing of it is in the file
    };
    Kind kind = Kind::whole;
    ByteRange range; ///< of the whole file too

    friend bool operator==(const AskedRange&, const AskedRange&) = default;
};

AskedRange range_asked(std::string_view header, std::uint64_t file_size);

} // namespace counterlife::app
