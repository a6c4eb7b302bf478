// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a long inquiry has lived, put aside while it goes on, so that one that is killed goes on
// from there.

#include "study/questions/ask.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::questions {

/// A file a version beside the directory that the inquiry will write, with the sums of each
/// replicate that has been lived. Each names, by a key, all that these depend on, and how many
/// persons or replicates are wanted is none of it: under another key it is not found, and is
/// replaced.
class KeptLives {
public:
    /// DIR.unfinished; made with the first replicate.
    explicit KeptLives(const std::filesystem::path& dir);

    const std::filesystem::path& path() const { return path_; }

    /// The replicates of a version, from the first on, if they were kept under this key and the
    /// file is whole; else none.
    std::vector<Lived> find(const Question& question, std::size_t version,
                            std::string_view key) const;
    /// On failure the sentence says why.
    std::expected<void, std::string> keep(const Question& question, std::size_t version,
                                          std::span<const Lived> lived, std::string_view key) const;

    /// Once the answers are written as they should be. What else lies there stays: its names.
    std::vector<std::string> remove() const;

private:
    std::filesystem::path file_of(const Question& question, std::size_t version) const;

    std::filesystem::path path_;
};

} // namespace counterlife::study::questions
