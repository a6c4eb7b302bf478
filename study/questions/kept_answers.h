// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Answers put aside while a long inquiry goes on, so that one that is killed goes on from there.

#include "study/questions/ask.h"
#include "study/rooms.h"

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::questions {

/// A file a version beside the directory that the inquiry will write. Each names, by a key, all
/// that its answer depends on: under another key it is not found, and is replaced.
class KeptAnswers {
public:
    /// DIR.unfinished; made with the first answer.
    explicit KeptAnswers(const std::filesystem::path& dir);

    const std::filesystem::path& path() const { return path_; }

    /// The answer, if it was kept under this key and is whole.
    std::optional<Answer> find(const Question& question, std::size_t version,
                               std::string_view key) const;
    /// On failure the sentence says why.
    std::expected<void, std::string> keep(const Answer& answer, std::string_view key) const;

    /// Once the answers are written as they should be. What else lies there stays: its names.
    std::vector<std::string> remove() const;

private:
    std::filesystem::path file_of(const Question& question, std::size_t version) const;

    std::filesystem::path path_;
};

} // namespace counterlife::study::questions
