// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writing a run directory. docs/formats/run-directory.md describes what is in it.

#include "engine/event.h"
#include "model/place_state.h"
#include "study/record/life_row.h"
#include "study/record/partial_directory.h"
#include "study/record/run_description.h"
#include "study/record/series.h"
#include "study/rooms.h"
#include "study/text/complaints.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study::record {

/// Writes a run. Until `finish` all of it is in a directory of another name beside its own, which
/// is gone when the writer is destroyed, so that whoever looks sees a whole run or none.
///
/// A write that fails says so in a sentence for the user, and every later call says it again.
/// Nothing but the section [provenance] of run.toml depends on machine, hour or number of threads.
class RunWriter {
public:
    /// Complains if the directory exists or cannot be made.
    static std::expected<RunWriter, Complaints> create(const std::filesystem::path& dir,
                                                       const RunDescription& description);

    /// The same in a directory that is being filled, with which the run is seen or not at all.
    static std::expected<RunWriter, Complaints> create(const PartialDirectory& outer,
                                                       const std::string& name,
                                                       const RunDescription& description);

    RunWriter(RunWriter&&) noexcept;
    RunWriter& operator=(RunWriter&&) noexcept;
    ~RunWriter();

    /// What was removed of what killed runs had left under this name: a sentence each.
    const std::vector<std::string>& removed() const;

    /// Adds the events of one year in any order. They are written by person and day.
    std::expected<void, std::string> add_events(int year, std::span<const engine::Event> events);

    /// Adds lives, in an order that must not depend on threads.
    std::expected<void, std::string> add_lives(std::span<const LifeRow> lives);

    /// Adds moves into households of a place and out of them, in the order in which they came.
    std::expected<void, std::string>
    add_household_moves(engine::PlaceId place, std::span<const model::HouseholdMove> moves);

    std::expected<void, std::string> add_series(std::span<const SeriesRow> rows);

    /// Adds another file, such as report.html. The name has no folder in it.
    std::expected<void, std::string> add_file(const std::string& name, std::string_view text);

    /// Told now and then how many rows of a table are written; false: no more are wanted.
    using GoesOn = std::function<bool(std::string_view table, std::int64_t rows)>;

    /// Completes the files, writes run.toml and gives the directory its name.
    std::expected<void, std::string> finish(const RunResult& result, const GoesOn& goes_on = {});

private:
    struct State;
    static std::expected<RunWriter, Complaints>
    create(std::expected<PartialDirectory, Complaints> directory,
           const RunDescription& description);
    explicit RunWriter(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace counterlife::study::record
