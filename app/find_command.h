// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// `counterlife find`: which lives went that way, and how many went part of it.

#include "app/commands.h"
#include "study/find/find.h"

#include <expected>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace counterlife::app {

/// The request as it was typed.
struct FindRequest {
    std::filesystem::path run, data, patterns; ///< directories
    std::string pattern, like;                 ///< one of the two
    std::string show = "5";
    std::string sequences, out, sample, step; ///< empty where nothing was said
    bool weights = false;
};

/// The pattern of a file that ends in .pattern, or of one that is shipped in the folder.
Pattern pattern_like(const char* option, const std::string& name,
                     const std::filesystem::path& patterns, Complaints& complaints);

/// What was found; sequences are checked and not made.
std::expected<Found, Complaints> find(const FindRequest& request);

/// Writes what was found to `out` and returns 0; or writes every complaint to `err` and returns 2,
/// or 1 where a file cannot be written.
int find(const FindRequest& request, std::ostream& out, std::ostream& err);

} // namespace counterlife::app
