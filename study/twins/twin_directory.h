// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writing the directory of a comparison. docs/formats/twins.md describes what is in it.

#include "study/rooms.h"
#include "study/text/complaints.h"
#include "study/twins/twin.h"

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterlife::study::twins {

/// The layout of the directory of a comparison.
inline constexpr int twin_format = 1;
inline constexpr const char* twin_file = "twin.toml";

/// What was compared.
struct TwinDescription {
    struct Side {
        std::string scenario, hash, description;
    };
    Side base, other;
    std::uint64_t seed = 1;
    int replicates = 1;
    std::int64_t scale_denominator = 1;
    engine::Day from, to; ///< `to` exclusive
    int threads = 1;
    std::vector<std::string> places; ///< by place number
    std::vector<std::string> rules;  ///< by rule number
    std::vector<const Outcome*> outcomes;
    std::optional<MemberRuns> members = {}; ///< of an ensemble: `replicates` are those of each

    const MemberRuns* ensemble() const { return members ? &*members : nullptr; }
};

/// Writes a comparison as RunWriter writes a run: aside, and renamed when it is whole.
class TwinWriter {
public:
    /// Complains if the directory exists or cannot be made.
    static std::expected<TwinWriter, Complaints> create(const std::filesystem::path& dir,
                                                        const TwinDescription& description);

    TwinWriter(TwinWriter&&) noexcept;
    ~TwinWriter();

    /// What was removed of what killed processes had left under this name: a sentence each.
    const std::vector<std::string>& removed() const;

    /// Adds everybody of a replicate.
    std::expected<void, std::string> add(const TwinPair& pair);

    /// Adds the effects and the page, if there is one, completes the files, writes twin.toml and
    /// gives the directory its name.
    std::expected<void, std::string> finish(const TwinOutcome& outcome, const std::string& page);

private:
    struct State;
    explicit TwinWriter(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace counterlife::study::twins
