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

/// A file that is written bit by bit and is there at once when it is whole. Until then it has no
/// name, so that nothing is left of it by whoever is killed; only a file system that cannot do that
/// holds it under a name of its own, which is removed on failure.
class WholeFile {
public:
    /// The sentence of a failure names the file and says why.
    using Outcome = std::expected<void, std::string>;

    explicit WholeFile(std::filesystem::path path);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    ~WholeFile();

    Outcome add(std::string_view text);
    /// Puts the file in its place, instead of one that was there.
    Outcome finish();

private:
    Outcome fail(int error) const;
    int flush();
    int put_in_place();

    std::filesystem::path path_, aside_; ///< aside_: for as long as it has that name
    std::string waiting_;
    int file_ = -1;
    int error_ = 0; ///< of opening it
};

/// Whoever looks sees the old file or the new one. On failure nothing is left behind, and the
/// sentence says why.
std::expected<void, std::string> write_whole_file(const std::filesystem::path& path,
                                                  std::string_view text);

} // namespace counterlife::study::text
