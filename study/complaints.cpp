// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/complaints.h"

#include <ostream>
#include <utility>

namespace counterlife::study {

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

std::ostream& operator<<(std::ostream& out, const Complaints& complaints)
{
    for (const Complaint& complaint : complaints.list_)
        out << complaint.where << ": " << complaint.what << '\n';
    if (complaints.untold_ > 0)
        out << "and " << complaints.untold_ << " more complaints of the kinds above\n";
    return out;
}

std::string printable(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            shown.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
        else
            shown += c;
    }
    return shown;
}

std::string in_quotes(std::string_view text)
{
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return "'" + printable(text) + "'";
    text = text.substr(0, longest);
    // A character of several bytes is not cut in the middle.
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
        text.remove_suffix(1);
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
    return "'" + printable(text) + "...'";
}

std::string at_line(std::string_view file, int line)
{
    return std::string{file} + ":" + std::to_string(line);
}

} // namespace counterlife::study
