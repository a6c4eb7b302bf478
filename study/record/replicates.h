// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A directory of replicates: runs that differ in their luck alone, and one table over all of them.
// docs/formats/replicates.md describes it.

#include "study/record/run_description.h"
#include "study/record/run_directory.h"
#include "study/record/run_file.h"
#include "study/record/run_tables.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::record {

/// The layout of a directory of replicates, and the most that one can have.
inline constexpr int replicates_format = 1, most_runs = 1000;
inline constexpr const char* replicates_file = "replicates.toml";

/// One of the runs: its luck and what came of it.
struct ReplicateRun {
    std::uint64_t seed = 1;
    int replicate = 0;
    RunResult result = {};          ///< without its summary
    int member = 0;                 ///< of an ensemble, from 1 on; nought: of none
    std::string scenario_hash = {}; ///< under that member
};

/// What the replicates share, as the first of them tells it, and what they do not.
struct ReplicatesFile {
    RunDescription description;
    std::vector<ReplicateRun> runs;
    TableRows rows = {};
    std::string version = {};               ///< of the program that wrote it
    std::optional<MemberRuns> members = {}; ///< of an ensemble, if they are of one

    const MemberRuns* ensemble() const { return members ? &*members : nullptr; }
};

/// The directory of a replicate, which are counted from nought.
std::filesystem::path replicate_in(const std::filesystem::path& dir, std::size_t number);

/// The seeds in words: "seed 1", "seeds 1 to 5", or a list. Of an ensemble those of one member.
std::string seeds_text(std::span<const ReplicateRun> runs);

/// The mean of what came of them; the digest is that of the first.
RunResult mean_of(std::span<const ReplicateRun> runs);

/// Whether a directory says that it holds replicates.
bool holds_replicates(const std::filesystem::path& dir);

/// Writes the runs one after the other and then what came of all, as RunWriter writes a run:
/// nothing is in its place before all is.
class ReplicatesWriter {
public:
    /// Complains if the directory exists or cannot be made.
    static std::expected<ReplicatesWriter, Complaints> create(const std::filesystem::path& dir);

    ReplicatesWriter(ReplicatesWriter&&) noexcept;
    ~ReplicatesWriter();

    /// What was removed of what killed processes had left under this name: a sentence each.
    const std::vector<std::string>& removed() const;

    /// The writer of the next run, which is to be finished before another is asked for.
    std::expected<RunWriter, Complaints> next(const RunDescription& description);

    /// Writes the table and the page, if there is one, and gives the directory its name.
    std::expected<void, std::string>
    finish(const ReplicatesFile& file, std::span<const ReplicateRow> rows, const std::string& page);

private:
    struct State;
    explicit ReplicatesWriter(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

/// What replicates.toml says, held against the table and against the runs, which are opened. Their
/// pages are not read.
std::expected<ReplicatesFile, Complaints> open_replicates(const std::filesystem::path& dir);

/// What a table says of itself.
FileFacts replicates_facts(const std::string& table, const ReplicatesFile& file);

/// A digest of such rows, as the table says one of its own. Tables of members have columns more.
std::string digest_of(std::span<const ReplicateRow> rows, bool of_members = false);

/// Reads the whole table and returns the digest of its rows.
std::expected<std::string, Complaints> read_replicates_digest(const std::filesystem::path& dir,
                                                              bool of_members = false);

/// Reads the text back. `file` is the name to complain under.
std::optional<ReplicatesFile> read_replicates_file(std::string_view text, std::string_view file,
                                                   Complaints& complaints);

} // namespace counterlife::study::record
