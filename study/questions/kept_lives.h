// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a long inquiry has lived, put aside while it goes on, so that one that is killed goes on
// from there.

#include "study/questions/ask.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace counterlife::study::questions {

/// A file a version and member beside the directory that the inquiry will write, with the sums of
/// each replicate that has been lived. Each names, by the key of its side, all that these depend
/// on, and how many persons or replicates are wanted is none of it: under another key it is not
/// found, and is replaced.
class KeptLives {
public:
    /// DIR.unfinished; made with the first replicate.
    explicit KeptLives(const std::filesystem::path& dir);

    const std::filesystem::path& path() const { return path_; }

    /// The replicates of a version, from the first on, if they were kept under its key and the
    /// file is whole; else none.
    std::vector<Lived> find(const AskedSide& side) const;
    /// On failure the sentence says why.
    std::expected<void, std::string> keep(const AskedSide& side,
                                          std::span<const Lived> lived) const;

    /// Once the answers are written as they should be. What else lies there stays: its names.
    std::vector<std::string> remove() const;

private:
    std::filesystem::path file_of(const AskedSide& side) const;

    std::filesystem::path path_;
};

} // namespace counterlife::study::questions
