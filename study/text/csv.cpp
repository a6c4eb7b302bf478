// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace counterlife::study::text {
namespace {

constexpr unsigned char byte_at(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

/// The length of the UTF-8 character that begins at i, in its shortest form; 0 where none does.
std::size_t character_length(std::string_view text, std::size_t i)
{
    const unsigned first = byte_at(text, i);
    if (first < 0x80) return 1;
    const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 0 || first > 0xF4 || text.size() - i < length) return 0;
    for (std::size_t k = 1; k < length; ++k)
        if ((byte_at(text, i + k) & 0xC0) != 0x80) return 0;
    // The second byte tells overlong forms, halves of UTF-16 pairs, and numbers past the last.
    const unsigned second = byte_at(text, i + 1);
    const bool unsound = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                         (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return unsound ? 0 : length;
}

/// The first byte that no UTF-8 text holds (a NUL counts as one).
std::optional<unsigned char> foreign_byte(std::string_view line)
{
    for (std::size_t i = 0; i < line.size();) {
        const std::size_t length = line[i] == '\0' ? 0 : character_length(line, i);
        if (length == 0) return byte_at(line, i);
        i += length;
    }
    return std::nullopt;
}

/// UTF-16 shows by its mark, or by every other byte of its first letters being zero.
bool is_utf16(std::string_view text)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
    if (text.size() < 4) return false;
    const std::array<bool, 4> zero{text[0] == 0, text[1] == 0, text[2] == 0, text[3] == 0};
    return zero[0] != zero[1] && zero[0] == zero[2] && zero[1] == zero[3];
}

std::string counted(std::size_t number, std::string_view thing)
{
    std::string words = std::to_string(number);
    words.append(" ").append(thing);
    return number == 1 ? words : words + "s";
}

/// One line taken apart. Fields past the limit are counted but not kept.
struct Split {
    std::vector<std::string> fields;
    std::size_t columns = 0;
    std::string_view fault; ///< what is wrong with the quotes; empty where nothing is
};

Split split(std::string_view line)
{
    Split result;
    std::size_t i = 0;
    for (;;) {
        std::string field;
        if (i < line.size() && line[i] == '"') {
            bool closed = false;
            for (++i; i < line.size(); ++i) {
                if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) {
                    closed = true;
                    ++i;
                    break;
                }
                if (line[i] == '"') ++i;
                field += line[i];
            }
            if (!closed)
                result.fault = "a quote that is not closed on its line";
            else if (i < line.size() && line[i] != ',')
                result.fault = "letters behind a closing quote";
        }
        const std::size_t end = std::min(line.find(',', i), line.size());
        const std::string_view plain = line.substr(i, end - i);
        if (plain.find_first_of("\"\r") != std::string_view::npos && result.fault.empty())
            result.fault = "a quote or a carriage return inside a field without quotes";
        field += plain;
        if (++result.columns <= csv_most_columns) result.fields.push_back(std::move(field));
        if (end == line.size()) return result;
        i = end + 1;
    }
}

class Reader {
public:
    Reader(std::string_view text, std::string_view file, Complaints& complaints)
        : text_{text}, file_{file}, complaints_{complaints}
    {
    }

    bool has_more() const { return position_ < text_.size(); }

    /// The next line taken apart, if it is sound in itself.
    std::optional<CsvRow> next()
    {
        ++line_;
        const std::size_t end = text_.find('\n', position_);
        std::string_view line = text_.substr(position_, end - position_);
        position_ = end == std::string_view::npos ? text_.size() : end + 1;
        if (end == std::string_view::npos) {
            return complain("a last line without its line end, as when a file was cut short",
                            "whole lines, each with its end");
        }
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) return complain("an empty line", "a row, or the end of the file");

        Split parts = split(line);
        if (parts.columns > csv_most_columns) {
            return complain(counted(parts.columns, "column"),
                            "at most " + counted(csv_most_columns, "column"));
        }
        if (line.size() > csv_longest_row) {
            return complain("a line of " + counted(line.size(), "byte"),
                            "at most " + counted(csv_longest_row, "byte"));
        }
        if (const auto byte = foreign_byte(line)) {
            if (*byte == 0) return complain("a NUL byte", "UTF-8 text");
            constexpr std::string_view digits = "0123456789abcdef";
            return complain(std::string{"the byte 0x"} + digits[*byte >> 4] + digits[*byte & 15] +
                                ", which is not UTF-8 but another encoding",
                            "UTF-8 text");
        }
        if (!parts.fault.empty()) {
            return complain(parts.fault, "a field with commas or quotes wholly in quotes, "
                                         "the quotes in it doubled");
        }
        return CsvRow{.line = line_, .fields = std::move(parts.fields)};
    }

    std::optional<CsvRow> complain(std::string_view found, std::string_view allowed)
    {
        complaints_.found(at_line(file_, line_), found, allowed);
        return std::nullopt;
    }

    void skip_mark() { position_ = 3; }

private:
    std::string_view text_;
    std::string_view file_;
    Complaints& complaints_;
    std::size_t position_ = 0;
    int line_ = 0;
};

std::string joined(std::span<const std::string_view> names)
{
    std::string line;
    for (const std::string_view name : names) line.append(line.empty() ? "" : ",").append(name);
    return line;
}

CsvTable read_rows(std::string_view text, std::string_view file, Complaints& complaints,
                   std::span<const std::string_view> wanted_header)
{
    CsvTable table;
    const std::string whole_file{file};
    if (text.empty()) {
        complaints.found(whole_file, "an empty file", "a header line and rows");
        return table;
    }
    if (text.size() > csv_largest_file) {
        complaints.found(whole_file, counted(text.size(), "byte"),
                         "at most " + counted(csv_largest_file, "byte"));
        return table;
    }
    if (is_utf16(text)) {
        complaints.found(at_line(file, 1), "UTF-16, another encoding", "UTF-8 text");
        return table;
    }
    Reader reader{text, file, complaints};
    if (text.starts_with("\xEF\xBB\xBF")) {
        complaints.found(at_line(file, 1), "a byte order mark, as of another encoding",
                         "UTF-8 text without a mark");
        reader.skip_mark();
    }

    std::optional<CsvRow> header = reader.has_more() ? reader.next() : std::nullopt;
    if (!header) return table;
    if (!wanted_header.empty() && !std::ranges::equal(header->fields, wanted_header)) {
        const auto wrong = std::ranges::mismatch(header->fields, wanted_header).in1;
        const std::string column = wrong == header->fields.end()
                                       ? "a header that ends too early"
                                       : "a header with " + in_quotes(*wrong) + " in column " +
                                             std::to_string(wrong - header->fields.begin() + 1);
        complaints.found(at_line(file, 1), column, "exactly " + joined(wanted_header));
        return table;
    }
    table.header = std::move(header->fields);

    while (reader.has_more()) {
        std::optional<CsvRow> row = reader.next();
        if (row && row->fields.size() != table.header.size()) {
            row = reader.complain(counted(row->fields.size(), "column"),
                                  counted(table.header.size(), "column") + " as in the header");
        }
        if (row && table.rows.size() == csv_most_rows) {
            reader.complain("more than " + counted(csv_most_rows, "row"), "no more than that");
            return table;
        }
        if (row) table.rows.push_back(std::move(*row));
    }
    return table;
}

} // namespace

CsvTable read_csv(std::string_view text, std::string_view file, Complaints& complaints,
                  std::span<const std::string_view> wanted_header)
{
    const std::size_t before = complaints.size();
    CsvTable table = read_rows(text, file, complaints, wanted_header);
    table.is_whole = complaints.size() == before;
    return table;
}

} // namespace counterlife::study::text
