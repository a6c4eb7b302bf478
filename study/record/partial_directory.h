// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A directory that is there whole or not at all.

#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::record {

/// A directory filled under another name beside its own, DIR.partial-<process>, and renamed when
/// it is complete. If it is destroyed before, what was written is removed; what a killed process
/// left is removed by the next one that wants the same name. Files that are none of ours stay
/// wherever they are. A lock tells the living from the dead, for process numbers come back.
class PartialDirectory {
public:
    /// Complains if the directory exists already, cannot be made, or is being written by another.
    /// Folders on the way to it are made, and go with it if it comes to nothing.
    static std::expected<PartialDirectory, Complaints> create(const std::filesystem::path& dir);

    /// A directory of that name in one that is being filled. It needs no name of its own until it
    /// is complete, for it is seen with the other or not at all.
    static std::expected<PartialDirectory, Complaints> inside(const PartialDirectory& outer,
                                                              const std::string& name);

    PartialDirectory(PartialDirectory&& other) noexcept;
    PartialDirectory& operator=(PartialDirectory&&) = delete;
    ~PartialDirectory();

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& path() const { return path_; }

    /// What was removed of the left-overs of killed processes, and what was not: a sentence each.
    const std::vector<std::string>& removed() const { return removed_; }

    /// Gives the directory its name. On failure the sentence says why.
    std::expected<void, std::string> put_in_place();

private:
    PartialDirectory() = default;
    Complaints make(const std::filesystem::path& dir);
    /// Empty, or what stands in the way.
    std::string clear_left_overs();
    std::string make_aside();

    std::filesystem::path target_, path_;
    std::vector<std::filesystem::path> parents_; ///< those made on the way, from the top
    int lock_ = -1;                              ///< negative: none
    bool pending_ = false;                       ///< made, and neither put in place nor moved from
    bool is_inside_ = false;                     ///< another that is being filled
    std::vector<std::string> removed_;
};

/// Removes a folder's files for which `is_ours` holds, and the folder if no other is there. Returns
/// the names of those that stay.
std::vector<std::string>
remove_own_files(const std::filesystem::path& folder,
                 const std::function<bool(const std::filesystem::path&)>& is_ours);

/// What the documents of an exported page lie in, in folders of their own.
inline constexpr std::string_view documents_folder = "documents";

/// What the runs of a directory of replicates are called: replicate-1, replicate-2, ...
inline constexpr std::string_view replicate_prefix = "replicate-";

/// For a process that can neither go on nor clear up behind itself: removes what it was writing,
/// without a byte of memory.
void abandon_partial_directories() noexcept;

/// Makes sure that a file or directory is on the disk. Zero, or the number of the error.
int flush_to_disk(const std::filesystem::path& path);

} // namespace counterlife::study::record
