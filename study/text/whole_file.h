// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Files that are there whole or not at all.

#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace counterlife::study::text {

/// A path as it can be pasted into a command: in quotes where the shell would read it otherwise.
std::string in_shell(const std::filesystem::path& path);

/// Writes the text aside and renames it into place, so that whoever looks sees the old file or the
/// new one. On failure nothing is left behind, and the sentence says why.
std::expected<void, std::string> write_whole_file(const std::filesystem::path& path,
                                                  std::string_view text);

} // namespace counterlife::study::text
