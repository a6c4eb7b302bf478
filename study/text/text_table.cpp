// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace counterlife::study::text {
namespace {

std::vector<std::size_t> widths_of(const std::vector<TableLine>& lines)
{
    std::vector<std::size_t> widths;
    for (const TableLine& line : lines) {
        widths.resize(std::max(widths.size(), line.size()));
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], text_width(line[i]));
    }
    return widths;
}

} // namespace

std::size_t text_width(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void print_table(const std::vector<TableLine>& lines, std::ostream& out)
{
    const auto widths = widths_of(lines);
    for (const TableLine& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i)
            text.append(line[i]).append(widths[i] - text_width(line[i]) + 2, ' ');
        out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
    }
}

void print_numbers(const std::vector<TableLine>& lines, std::ostream& out)
{
    const auto widths = widths_of(lines);
    for (const TableLine& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i)
            text.append(widths[i] - text_width(line[i]) + (i == 0 ? 0 : 2), ' ').append(line[i]);
        out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
    }
}

void print_labelled(std::string_view label, std::string_view text, std::ostream& out)
{
    constexpr std::size_t indent = 12, full = 100;
    if (text.empty()) return;
    std::string line = "  " + std::string{label};
    line.resize(std::max(line.size() + 1, indent), ' ');
    bool is_new = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        if (!is_new && text_width(line) + 1 + text_width(word) > full) {
            out << line << '\n';
            line.assign(indent, ' ');
            is_new = true;
        }
        line.append(is_new ? "" : " ").append(word);
        is_new = false;
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    out << line << '\n';
}

std::string digits_within(double width, double value)
{
    int places = 2;
    for (double unit = 0.01; places < 6 && width > 0 && width < 20 * unit; unit /= 10) ++places;
    std::string text = fmt::format("{:.{}f}", value, places);
    const bool is_nought = text.find_first_not_of("-0.") == std::string::npos;
    return is_nought && text.starts_with('-') ? text.substr(1) : text;
}

} // namespace counterlife::study::text
