// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Words and numbers from files and the command line, as the examples read them, and what they say
// of those that make no sense.

#include <charconv>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::examples {

/// All that is wrong with an input, a sentence each.
using Complaints = std::vector<std::string>;

/// Of the words allowed, the one that a mistyped one most likely meant.
std::string nearest(std::string_view word, std::span<const std::string_view> allowed);

/// The parts of a line between commas.
std::vector<std::string_view> fields_of(std::string_view line);

/// A number written in full, or nothing.
std::optional<double> number_in(std::string_view text);

/// Foreign text in quotes, cut short and without what a terminal would act on.
std::string shown(std::string_view text);

/// A number in as few digits as tell it.
std::string shortest(double value);

/// A whole number from the command line.
template <class Integer> void put(Integer& target, std::string_view option, std::string_view text,
                                  Integer least, Integer most, Complaints& complaints)
{
    Integer value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        complaints.push_back(std::string{option} + " is '" + std::string{text} +
                             "'; it must be a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most));
    else
        target = value;
}

/// A folder of the source tree, from its root or from a build folder inside it.
std::filesystem::path folder_of_source(const std::filesystem::path& inside);

/// Seconds of CPU that this process has used.
double cpu_seconds();

} // namespace counterlife::examples
