// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/complaints.h"

#include <algorithm>
#include <ostream>
#include <utility>

namespace counterlife::study::text {

void Complaints::add(std::string where, std::string what)
{
    if (list_.size() < most)
        list_.push_back({.where = std::move(where), .what = std::move(what)});
    else
        ++untold_;
}

void Complaints::found(std::string where, std::string_view found, std::string_view allowed,
                       std::string_view nearest)
{
    std::string what = "found ";
    what.append(found).append("; allowed ").append(allowed);
    if (!nearest.empty()) what.append("; did you mean ").append(in_quotes(nearest)).append("?");
    add(std::move(where), std::move(what));
}

void Complaints::append(const Complaints& others)
{
    for (const Complaint& complaint : others.list_) add(complaint.where, complaint.what);
    untold_ += others.untold_;
}

/// Printable, with the line ends of a text that shows where in it the fault lies.
static std::string shown(std::string_view what)
{
    std::string text;
    for (std::size_t end = what.find('\n'); end != std::string_view::npos; end = what.find('\n')) {
        text.append(printable(what.substr(0, end))).append("\n");
        what.remove_prefix(end + 1);
    }
    return text += printable(what);
}

std::ostream& operator<<(std::ostream& out, const Complaints& complaints)
{
    for (const Complaint& complaint : complaints.list_)
        out << printable(complaint.where) << ": " << shown(complaint.what) << '\n';
    if (complaints.untold_ > 0)
        out << "and " << complaints.untold_ << " more complaints of the kinds above\n";
    return out;
}

std::size_t letter_length(std::string_view text)
{
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return text.empty() ? 0 : 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte(at) & 0xC0) != 0x80) return 0;
    return length;
}

std::string printable(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        const std::size_t length = letter_length(text);
        if (length == 0 || byte < 0x20 || byte == 0x7F)
            shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
        else
            shown += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return shown;
}

/// The first byte of a character, not one that goes on with it.
static bool begins(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::string in_quotes(std::string_view text)
{
    // Of a path that is too long both ends tell more than what lies between.
    constexpr std::size_t longest = 60, before = 20, after = 37;
    if (text.size() <= longest) return "'" + printable(text) + "'";
    std::size_t head = before, tail = text.size() - after;
    while (head > 0 && !begins(text[head])) --head;
    while (tail < text.size() && !begins(text[tail])) ++tail;
    return "'" + printable(text.substr(0, head)) + "..." + printable(text.substr(tail)) + "'";
}

std::string at_line(std::string_view file, int line)
{
    return std::string{file} + ":" + std::to_string(line);
}

} // namespace counterlife::study::text
