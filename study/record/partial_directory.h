// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A directory that is there whole or not at all.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace counterlife::study::record {

/// A directory filled under another name beside its own, DIR.partial-<process>, and renamed when
/// it is complete. If it is destroyed before, it is removed; what a killed process left is removed
/// by the next one that wants the same name. A lock tells the living from the dead, for process
/// numbers come back.
class PartialDirectory {
public:
    /// Complains if the directory exists already or cannot be made.
    static std::expected<PartialDirectory, Complaints> create(const std::filesystem::path& dir);

    PartialDirectory(PartialDirectory&& other) noexcept;
    PartialDirectory& operator=(PartialDirectory&&) = delete;
    ~PartialDirectory();

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& path() const { return path_; }

    /// The left-overs of killed processes that were found and removed.
    const std::vector<std::filesystem::path>& removed() const { return removed_; }

    /// Gives the directory its name. On failure the sentence says why.
    std::expected<void, std::string> put_in_place();

private:
    PartialDirectory(std::filesystem::path target, std::filesystem::path path, int lock);

    std::filesystem::path target_, path_;
    int lock_ = -1;       ///< negative: none
    bool pending_ = true; ///< neither put in place nor moved from
    std::vector<std::filesystem::path> removed_;
};

/// Makes sure that a file or directory is on the disk. Zero, or the number of the error.
int flush_to_disk(const std::filesystem::path& path);

} // namespace counterlife::study::record
