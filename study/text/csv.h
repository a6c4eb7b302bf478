// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A small strict reader of comma-separated text (RFC 4180, with bare line feeds also allowed, and
// with every field kept to one line, so that a lost quote is found where it was lost).
//
// It never throws and reads any bytes at all. A row that is not sound is complained about and left
// out, and reading goes on behind it, so that one look tells all that is wrong.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::text {

inline constexpr std::size_t csv_most_columns = 64;
inline constexpr std::size_t csv_most_rows = 200'000;
inline constexpr std::size_t csv_longest_row = std::size_t{64} << 10;
inline constexpr std::size_t csv_largest_file = std::size_t{64} << 20;

struct CsvRow {
    int line = 0;                    ///< where the row begins, counted from 1
    std::vector<std::string> fields; ///< as many as the header has
};

struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;
    bool is_whole = true; ///< false where a line was complained of, whose row is not here
};

/// Reads the text of a file. With a wanted header the file's must be exactly that, or no row is
/// read; without one any header will do.
CsvTable read_csv(std::string_view text, std::string_view file, Complaints& complaints,
                  std::span<const std::string_view> wanted_header = {});

} // namespace counterlife::study::text
