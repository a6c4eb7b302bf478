// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text in columns, for a terminal.

#include "study/rooms.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::text {

using TableLine = std::vector<std::string>;

/// The number of letters in UTF-8 text, which is its width in most scripts.
std::size_t text_width(std::string_view text);

/// Writes the lines, all with as many cells, in columns two blanks apart. No line ends in blanks.
void print_table(const std::vector<TableLine>& lines, std::ostream& out);

/// The same with each cell at the right edge of its column, as numbers stand.
void print_numbers(const std::vector<TableLine>& lines, std::ostream& out);

/// A label and what it stands for, which goes on below itself where the line is full. Nothing for
/// an empty text.
void print_labelled(std::string_view label, std::string_view text, std::ostream& out);

/// As many digits as an interval of that width lets say something; two at least.
std::string digits_within(double width, double value);

} // namespace counterlife::study::text
