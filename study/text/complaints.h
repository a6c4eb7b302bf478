// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is wrong with what the user gave us, all of it at once.

#include "study/rooms.h"

#include <compare>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::text {

struct Complaint {
    std::string where; ///< file, file:line or file:line:column; or the option it is about
    std::string what;  ///< what was found, what is allowed, and the nearest right word

    friend auto operator<=>(const Complaint&, const Complaint&) = default;
};

/// Complaints in the order they were made. Past `most` they are only counted, so that a hostile
/// file cannot fill the memory or the screen.
class Complaints {
public:
    static constexpr std::size_t most = 1000;

    void add(std::string where, std::string what);

    /// Says "found F; allowed A; did you mean N?"; the question is left out without a nearest word.
    void found(std::string where, std::string_view found, std::string_view allowed,
               std::string_view nearest = {});

    void append(const Complaints& others);

    bool empty() const { return list_.empty(); }
    std::size_t size() const { return list_.size() + untold_; }
    const std::vector<Complaint>& list() const { return list_; }

private:
    std::vector<Complaint> list_;
    std::size_t untold_ = 0;

    friend std::ostream& operator<<(std::ostream&, const Complaints&);
};

/// One line a complaint, and one more with the number of those past the limit.
std::ostream& operator<<(std::ostream& out, const Complaints& complaints);

/// How many bytes the first letter of a text in UTF-8 has; 0 where it begins with none.
std::size_t letter_length(std::string_view text);

/// Text without control bytes, which could otherwise drive the reader's terminal.
std::string printable(std::string_view text);

/// A piece of the user's text as it may be shown: in quotes, cut short in its middle, and
/// printable.
std::string in_quotes(std::string_view text);

/// A place in a file: "file:line".
std::string at_line(std::string_view file, int line);

} // namespace counterlife::study::text
